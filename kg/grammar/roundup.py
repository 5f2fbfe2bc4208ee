"""Which place each paragraph of a press round-up is about: named as its subject, or carried over from before.

Reads an outline whose paragraphs are its provisions; yields nothing for a text that speaks of one region only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from kg.blocks import Block, Outline
from kg.lexicon import Section, alternation, holds
from kg.lexicon.names import place_heads

_MANY = 3  # regions that are each the subject of a paragraph
_PROVINCE = re.compile(r"\d\d0000")
_CITY = re.compile(r"\d\d(?!00)\d\d00")
_COUNTY = re.compile(r"\d{4}(?!00)\d\d")


class Place(NamedTuple):
    """The place that a paragraph is about, as written; `named` where the paragraph says it itself."""

    name: str
    named: bool


class _Subject(NamedTuple):
    name: str
    code: str
    outer: bool = False  # the place that it names lies in this one: 山东省济南市


def places(outline: Outline, section: Section) -> Mapping[str, Place]:
    """Provision → place, for a press article of many regions: ``2024年,江苏省将…`` → 江苏省; empty for any other document."""
    if not outline.press:
        return {}
    spots = _spots(section)
    found = [(block, _subjects(block, spots, section)) for block in outline.speaking() if block.provision]
    level = _level(subject.code for _, subjects in found for subject in subjects)
    return dict(_carry(found, level, section)) if level else {}


def _subjects(block: Block, spots: _Spots, section: Section) -> list[_Subject]:
    """The regions that stand where a subject stands, in order."""
    text, (_, heads), at = block.view.text, place_heads(), place_heads().at
    found: list[_Subject] = []
    first = spots.first.match(text)
    starts = [first.end()] if first else []
    starts += [before.end() for before in spots.further.finditer(text, first.end() if first else 0)]
    for start in starts:
        place = at(text, start) if text[start : start + 2] in heads else None
        while place:
            end, codes = place
            place = at(text, end) if text[end : end + 2] in heads else None
            found.append(_Subject(text[start:end], codes[0], place is not None))
            start = end
    if holds(text, section.words["corps"]):
        found += [_Subject(match[1], "659900") for match in _corps(section).finditer(text)]
    return found


class _Spots(NamedTuple):
    """Where the subject of a clause may be a place: asked there only, places cost a fifth of a search for all."""

    first: re.Pattern[str]
    further: re.Pattern[str]


@lru_cache(maxsize=4)
def _spots(section: Section) -> _Spots:
    def before(name: str) -> re.Pattern[str]:
        return re.compile(f"{section.patterns[name].pattern}(?={place_heads().firsts})")

    return _Spots(before("first_opening"), before("opening"))


@lru_cache(maxsize=4)
def _corps(section: Section) -> re.Pattern[str]:
    return re.compile(rf"(?:(?<=[，。；：年])|^)({alternation(section.words['corps'])})")


@lru_cache(maxsize=4)
def _nation(section: Section) -> re.Pattern[str]:
    return re.compile(rf"(?:(?:19|20)\d\d年)?，?{alternation(section.words['nation'])}")


def _level(codes: Iterator[str]) -> re.Pattern[str] | None:
    """The highest level of which at least three regions are subjects."""
    distinct = set(codes)
    for level in (_PROVINCE, _CITY, _COUNTY):
        if sum(1 for code in distinct if level.fullmatch(code)) >= _MANY:
            return level
    return None


def _carry(
    found: list[tuple[Block, list[_Subject]]], level: re.Pattern[str], section: Section
) -> Iterator[tuple[str, Place]]:
    nation, names = _nation(section), _longest_names(found)
    last = section.words["nation"][0]
    above, provinces = _above(found, level), _PROVINCE if level is _CITY else level
    code = ""
    for block, subjects in found:
        fit = (
            s
            for s in subjects
            if level.fullmatch(s.code) or s.code == "659900" or (provinces.fullmatch(s.code) and not s.outer)
        )
        first = next(fit, None)
        if first is None and above and section.patterns["province"].match(block.text):
            first = above
        if first is None and nation.match(block.text) and not code:
            last = section.words["nation"][0]
        if first is not None and first.code != code:
            last, code = names[first.code], first.code
            yield str(block.provision), Place(last, True)
        elif block.provision:
            yield block.provision, Place(last, first is not None)


def _above(found: list[tuple[Block, list[_Subject]]], level: re.Pattern[str]) -> _Subject | None:
    """The province whose cities a round-up goes through, where it is named: what 省 and 全省 mean in it."""
    named = [s for _, subjects in found for s in subjects if _PROVINCE.fullmatch(s.code)]
    return named[0] if level is _CITY and named and len({s.code for s in named}) == 1 else None


def _longest_names(found: list[tuple[Block, list[_Subject]]]) -> dict[str, str]:
    """The longest way in which the text writes each region: 重庆 → 重庆市."""
    names: dict[str, str] = {}
    for subject in {subject for _, subjects in found for subject in subjects}:
        known = names.get(subject.code, "")
        names[subject.code] = max(known, subject.name, key=lambda name: (len(name), name))
    return names
