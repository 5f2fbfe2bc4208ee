"""Numbers with their units: ``4.6个以上``, ``1—2台``, ``3000余名``, ``百分之四十五``, ``两次``.

Reads the text of a scene; yields every number that is no part of a time, a name in quotation marks or a citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.extract.targets.words import markers
from kg.grammar import numerals
from kg.grammar.schedule import Scene
from kg.grammar.times import RELATIVE
from kg.lexicon import Section, holds

_DIGIT = re.compile(r"[0-9]+")
_QUOTING = "《〔“‘"
_HUNDREDTHS = "百分之"
_PER = "每"
_SIGNS = tuple("一二两三四五六七八九十百千")
_PART = re.compile(r"[，。；：、！？（）\t]|[和与及]")
_NAME, _LEAST = 40, 2
_OF = "的"


class Quantity(NamedTuple):
    """A number as printed: `text[start:end]` holds it with its unit and with 以上, 左右 behind it."""

    start: int
    end: int
    value: int | float
    most: int | float | None
    unit: str | None
    more: bool = False  # 余, 多
    after: str = ""  # 以上, 以内, 左右
    written: bool = False  # in Chinese numerals
    share: bool = False  # a part of a whole: %, 三分之二


def find(scene: Scene, section: Section) -> list[Quantity]:
    """The quantities of a scene, in order."""
    text = scene.text
    found = [*_arabic(scene, section), *_written(text, section)]
    if not found:
        return []
    found.sort(key=lambda q: q.start)
    times = scene.times
    kept: list[Quantity] = []
    index = 0
    for quantity in found:
        while index < len(times) and times[index].end <= quantity.start:
            index += 1
        timed = index < len(times) and times[index].start < quantity.end and not _second(text, quantity, kept)
        per = text[max(0, quantity.start - 1) : quantity.start] == _PER or (
            quantity.value == 1 and text.endswith(section.words["each_made"], 0, quantity.start)
        )
        if not (timed or per or quantity.start < scene.block.label_end or _named(scene, quantity)):
            kept.append(quantity)
    leading, bound = section.words["leading"], section.words["bound"]
    return [
        q
        for q in kept
        if q.unit not in section.words["age_unit"]
        or q.after not in bound
        or text.endswith(leading, 0, q.start)
    ]


def asked(scene: Scene, section: Section) -> list[Quantity]:
    """The quantities of a scene without those that only describe what another counts: ``年出栏500头以上规模养殖比重达到65%``."""
    found = find(scene, section)
    kept: list[Quantity] = []
    for quantity, following in zip(found, [*found[1:], None], strict=False):
        before = kept[-1] if kept else None
        named = _kind(scene.text, section, quantity) or _qualifies(scene, section, quantity, before)
        if not named and (following is None or not _describes(scene, section, quantity, following)):
            kept.append(quantity)
    return kept


def _qualifies(scene: Scene, section: Section, quantity: Quantity, before: Quantity | None) -> bool:
    """Whether `quantity` stands in what `before` counts: ``培育2家年处理能力超过50万吨的龙头企业``."""
    text = scene.text
    if (
        before is None
        or text[quantity.end : quantity.end + 1] != _OF
        or before.unit not in section.words["counted"]
    ):
        return False
    between = text[before.end : quantity.start]
    if (
        len(between) > _NAME
        or _PART.search(between)
        or text.startswith(section.words["defining"], quantity.end)
    ):
        return False
    return not text.startswith(section.words["award"], quantity.end + 1)


def _second(text: str, quantity: Quantity, kept: list[Quantity]) -> bool:
    """The second of two lengths of time: ``分别压缩至36小时和2小时以内``."""
    if not kept or kept[-1].unit != quantity.unit or kept[-1].end != quantity.start - 1:
        return False
    return _PART.match(text, quantity.start - 1) is not None


def _kind(text: str, section: Section, quantity: Quantity) -> bool:
    """A number in the name of a kind: ``3人制篮球场``, ``30万千瓦级机组``."""
    kinds, units = section.words["kind_of"], section.words["kind_unit"]
    return quantity.unit is not None and quantity.unit not in units and text.startswith(kinds, quantity.end)


def _describes(scene: Scene, section: Section, quantity: Quantity, following: Quantity) -> bool:
    """Whether `quantity` stands in the name of what `following` measures: a bound with a noun right behind it."""
    text = scene.text
    party = text.startswith(section.words["parties"], quantity.end)
    if not (party or quantity.after in section.words["bound"]):
        return False
    if text[following.end : following.end + 1] == _OF and quantity.unit in section.words["counted"]:
        return False
    between = text[quantity.end : following.start]
    if len(between) > _NAME or _PART.search(between):
        return False
    known, _ = markers(section)
    end = len(between)
    while end and (word := known.ending(between, end)):
        end -= len(word)
    return end >= _LEAST and (end < len(between) or party)


def _named(scene: Scene, quantity: Quantity) -> bool:
    """Whether the quantity stands in a name: 《…》, 〔2022〕, “15分钟”."""
    around = scene.cut.inside(quantity.start)
    return around is not None and scene.text[around[0]] in _QUOTING


def _arabic(scene: Scene, section: Section) -> Iterator[Quantity]:
    """Numbers in digits, but for those in times and labels and bare ones behind no word that leads a figure in."""
    text, pattern, done = scene.text, section.patterns["number"], scene.block.label_end
    points = [time for time in scene.times if time.kind != RELATIVE]
    inside = {place for time in points for place in range(time.start, time.end)} if points else ()
    leading = section.words["leading"]
    for digits in _DIGIT.finditer(text, done):
        start = digits.start()
        if start < done or start in inside:
            continue
        match = pattern.match(text, start)
        if match is None:
            continue
        done = match.end()
        bare = match["unit"] is None and match["first"] is None and not match["after"]
        if not bare or text.endswith(leading, 0, start):
            yield _quantity(match, written=False)


def _quantity(match: re.Match[str], written: bool) -> Quantity:
    groups = match.groupdict()
    most = numerals.number(groups["most"]) if groups["most"] else None
    more = bool(groups["more"] or groups.get("more_behind"))
    unit = groups["unit"] or groups.get("first")
    return Quantity(
        *match.span(),
        numerals.number(groups["value"]),
        most,
        unit,
        more,
        groups["after"] or "",
        written,
        unit == "%",
    )


def _written(text: str, section: Section) -> Iterator[Quantity]:
    if holds(text, _SIGNS):
        for match in section.patterns["written"].finditer(text):
            yield _quantity(match, written=True)
    if "分之" in text or "一半" in text:
        for match in section.patterns["share"].finditer(text):
            yield _share(match)


def _share(match: re.Match[str]) -> Quantity:
    """``百分之四十五`` is 45 %, ``五分之一`` 0.2 without a unit."""
    text, after = match["share"], match["after"] or ""
    if text.startswith(_HUNDREDTHS):
        return Quantity(
            *match.span(), numerals.number(text[len(_HUNDREDTHS) :]), None, "%", False, after, True
        )
    value = numerals.fraction(text)
    return Quantity(*match.span(), 0.5 if value is None else value, None, None, False, after, True, True)
