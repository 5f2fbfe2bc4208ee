"""Mentions of agencies: names told from remarks, and who a role word means: ``市教育局（牵头）``, ``市交通委（市道运局）``.

Works on masked text (`mask`), in which the inside of round brackets is blanked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from kg.lexicon import Section, holds

LEAD, RESPONSIBLE, SUPPORT, GUIDE = "lead", "responsible", "support", "guide"
_STEMS = ((LEAD, LEAD), (SUPPORT, SUPPORT), (SUPPORT, "support_label"), (GUIDE, GUIDE))
HELPING = (SUPPORT, GUIDE)
REMARK, PART = "◇", "□"  # what blanks a remark behind a name, and a bracket that is part of one
MARKS = "*★☆▲△●◆■※"  # what is set at a name
_NESTED = re.compile(r"（([^（）]{0,200}+)）")
_KINDS = re.compile(r"(?<=[^：；，。、])〔([^〔〕：；，。]{1,8})〕(?=[^：])")  # 各县〔市、区〕人民政府
_OPENING, _KIND = "（", "〔"
_new = tuple.__new__  # of a named tuple: a third of the time that calling it takes


class Mention(NamedTuple):
    """An agency or a group at `start:end` of the text; `role` is None until a role word or label is met."""

    start: int
    end: int
    role: str | None = None
    open_list: bool = False
    fits: bool = True  # has the shape of an agency's name

    def acting(self, role: str | None) -> Mention:
        """The same in a role."""
        return _new(Mention, (self.start, self.end, role, self.open_list, self.fits))


def by_last(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """By their last sign, so that few of many words are compared with an end."""
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for word in words:
        found[word[-1]] += (word,)
    return dict(found)


@cache
def _agencies(section: Section) -> dict[str, tuple[str, ...]]:
    """What agencies' names end in, by the last sign."""
    return by_last(section.words["tail"])


def role_of(word: str, section: Section) -> str:
    """The role that a word names: ``牵头负责`` → lead, ``协办单位`` → support, ``责任单位`` → responsible."""
    for role, stems in _STEMS:
        if holds(word, section.words[stems]):
            return role
    return RESPONSIBLE


def mask(text: str) -> str:
    """`text` with the inside of its brackets blanked: ``各市（州）医保局`` → ``各市（□）医保局``; offsets stay."""
    text = _KINDS.sub(_blank, text) if _KIND in text else text
    return _NESTED.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    return f"（{PART * (match.end() - match.start() - 2)}）"


def name_at(text: str, masked: str, start: int, end: int, section: Section) -> Mention | None:
    """The name in `start:end`, without its explaining bracket: ``区医改领导小组（办公室设在区卫健局）``."""
    start, end = _unmarked(masked, start, end)
    role, end = _bracket(text, masked, start, end, section)
    start, end = _unmarked(masked, start, end)
    start += masked.startswith(section.words["its_office"], start)  # 市指挥部及其|办公室
    name = masked[start:end]
    if not section.patterns["loose"].fullmatch(name) or name in section.words["nobody"]:
        return None
    clause = bool(section.patterns["clause"].search(name))
    fits = is_agency(name, section) and not clause
    return _new(Mention, (start, end, role, False, fits)) if fits or not clause else None


def _unmarked(masked: str, start: int, end: int) -> tuple[int, int]:
    """Without the signs that tell who leads: ``市科技局*``, ``▲市财政局``."""
    while start < end and masked[start] in MARKS:
        start += 1
    while start < end and masked[end - 1] in MARKS:
        end -= 1
    return start, end


def is_agency(name: str, section: Section) -> bool:
    """Whether a stretch of masked text ends as names of agencies do: ``各区政府（□□□）``."""
    bare = name[: name.rfind("（")] if name.endswith("）") else name.rstrip(PART)
    if len(bare) < 2:
        return False
    if bare.endswith(_agencies(section).get(bare[-1], ())):
        return True
    return bare.endswith(section.words["bureau_part"]) and bool(section.patterns["of_bureau"].search(bare))


def _bracket(text: str, masked: str, start: int, end: int, section: Section) -> tuple[str | None, int]:
    """A bracket that closes a name: a role (``市教育局（牵头）``), a part of the name (``政府（管委会）``) or a remark."""
    if not masked.endswith("）", start, end):
        return None, end
    opening = masked.rfind(_OPENING, start, end)
    if opening < 0:  # 【责任单位】市商务委）
        return None, end - 1
    inside = text[opening + 1 : end - 1]
    if section.patterns["role_bracket"].fullmatch(inside):
        return role_of(inside, section), opening
    kept = section.patterns["keep_bracket"].fullmatch(inside)
    kept = kept or section.patterns["campus"].fullmatch(text, start, end)
    return None, end if kept or _second_name(inside, section) else opening


def _second_name(inside: str, section: Section) -> bool:
    """Whether a bracket holds the other name of an office: ``市交通委（市道运局）``."""
    if section.patterns["remark"].search(inside) or not is_agency(inside, section):
        return False
    if inside.startswith(section.words["level_start"]):
        return True
    return inside.endswith((*section.words["office_end"], *section.words["twin_end"]))
