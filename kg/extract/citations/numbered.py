"""Names without brackets that something behind them proves: 煤矿安全规程（应急管理部令第17号）, 关于设立保税区的请示收悉.

Reads folded text, yields where a name begins and ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.citations.bare import clause
from kg.extract.citations.genres import stem
from kg.extract.citations.items import number_behind
from kg.extract.citations.mentions import Mention, Scene
from kg.extract.citations.shapes import shapes_of, stripped
from kg.grammar.numbers import Number
from kg.lexicon import Section

_LABEL = re.compile(r"(?:\d{1,3}[.、]|（[\d一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、)(?!\d)")
_BETWEEN = re.compile(r"（(?:\d{4}年\d{1,2}月\d{1,2}日)?")  # （2023年1月17日水利部令第53号发布）
_FRONT = 14  # characters of it
_NAME = re.compile(r"(?=.{0,20}?[一-龥]{5})[一-龥“”A-Za-z0-9—\-、（）]{6,80}")
_LEAST = 6


def named_in_front(
    text: str, number: Number, floor: int, state: Scene, section: Section
) -> tuple[int, int] | None:
    """The name whose bracket opens with `number`: ``…管理办法|（2023年1月17日水利部令第53号发布）``; None where it is none."""
    opening = text.rfind("（", max(floor, number.start - _FRONT), number.start)
    if opening < floor + _LEAST or not _BETWEEN.fullmatch(text, opening, number.start):
        return None
    if not state.kinds.genre.of(stem(text[floor:opening])):
        return None
    shapes = shapes_of(section)
    low = clause(text, opening, floor)
    label = _LABEL.match(text, low, opening)
    low = label.end() if label else low
    about = text.find(shapes.about, low, opening)
    limit = about if about >= 0 else opening
    begins = [verb.end for verb in state.rules.verbs.findall(text, low, limit)]
    start = stripped(text, begins[-1] if begins else low, opening, shapes)
    name = text[start:opening]
    if not _NAME.fullmatch(name) or shapes.spoilt.search(name) or state.own.is_known(name):
        return None
    return start, opening


def incoming(text: str, section: Section) -> Iterator[Mention]:
    """Letters that a reply answers: ``你们关于设立综合保税区的请示收悉``."""
    rule = section.rules["bare-incoming"]
    for name in section.patterns["incoming"].finditer(text):
        number = number_behind(text, name.end())
        stop, value = number or (name.end(), None)
        yield Mention(name.start(), stop, name.span(), value, rule.fields["relation"], rule.id)
