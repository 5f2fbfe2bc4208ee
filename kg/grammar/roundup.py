"""Which place each paragraph of a press round-up is about: named as its subject, or carried over from before.

Reads an outline whose paragraphs are its provisions; yields nothing for a text that speaks of one region only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from kg.blocks import Outline, Speech, holding
from kg.lexicon import Section, alternation
from kg.lexicon.names import place_heads

_MANY = 3  # regions that are each the subject of a paragraph
_PROVINCE = re.compile(r"\d\d0000")
_CITY = re.compile(r"\d\d(?!00)\d\d00")
_COUNTY = re.compile(r"\d{4}(?!00)\d\d")
_CORPS = "659900"
_ANY = re.compile(r"\d{6}")


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
    found = _subjects(outline.speech, section)
    said = [subject for subjects in found.values() for subject in subjects]
    level = _level(subject.code for subject in said if not subject.outer) or _level(one.code for one in said)
    return _carry(outline.speech, found, level, section) if level else {}


def _subjects(speech: Speech, section: Section) -> dict[int, list[_Subject]]:
    """The regions that stand where a subject stands, in order, by the number of their block."""
    whole, starts, texts = speech.whole, speech.starts, speech.texts
    known, spots = place_heads(), _spots(section)
    at, heads = known.at, known.lengths
    found: dict[int, list[_Subject]] = {}
    opened = zip(starts, map(spots.first.match, texts), strict=True)
    spoken = [begin + first.end() for begin, first in opened if first]
    spoken += [before.end() for before in spots.further.finditer(whole)]  # once for all blocks
    for start in spoken:
        place = at(whole, start) if whole[start : start + 2] in heads else None
        if place is None:
            continue
        subjects = found.setdefault(speech.number(start), [])
        while place:  # and those that it names in it: 山东省济南市
            end, codes = place
            place = at(whole, end) if whole[end : end + 2] in heads else None
            subjects.append(tuple.__new__(_Subject, (whole[start:end], codes[0], place is not None)))
            start = end
    for index in holding(speech, section.words["corps"]):
        corps = [_Subject(match[1], _CORPS) for match in _corps(section).finditer(texts[index])]
        if corps:
            found.setdefault(index, []).extend(corps)
    return {
        index: subjects
        for index, subjects in found.items()
        if speech.blocks[index].provision or _is_subtitle(texts[index], subjects[0].name, section)
    }


def _is_subtitle(text: str, name: str, section: Section) -> bool:
    """``河北：保健康、防重症``, ``【山东】``."""
    return bool(section.patterns["subtitle"].match(text, text.find(name) + len(name)))


class _Spots(NamedTuple):
    """Where the subject of a clause may be a place: asked there only, places cost a fifth of a search for all."""

    first: re.Pattern[str]
    further: re.Pattern[str]


@lru_cache(maxsize=4)
def _spots(section: Section) -> _Spots:
    seconds = "".join(sorted({re.escape(head[1]) for head in place_heads().lengths}))
    place, names = (
        f"{place_heads().firsts}[{seconds}]",
        ("first_opening", "opening", "opening_more", "opened"),
    )
    first, sign, more, opened = (section.patterns[name].pattern for name in names)
    return _Spots(
        re.compile(f"{first}(?={place})"), re.compile(f"{sign}(?={more}|{place}){opened}(?={place})")
    )


@lru_cache(maxsize=4)
def _corps(section: Section) -> re.Pattern[str]:
    return re.compile(rf"(?:(?<=[，。；：年])|^)({alternation(section.words['corps'])})")


@lru_cache(maxsize=4)
def _nation(section: Section) -> re.Pattern[str]:
    own = section.patterns["of_nation"].pattern
    return re.compile(rf"(?:(?:19|20)\d\d年)?，?{alternation(section.words['nation'])}|{own}")


def _level(codes: Iterator[str]) -> re.Pattern[str] | None:
    """The highest level of which at least three regions are subjects; any where they are of three provinces."""
    distinct = set(codes)
    for level in (_PROVINCE, _CITY, _COUNTY):
        if sum(1 for code in distinct if level.fullmatch(code)) >= _MANY:
            return level
    return _ANY if len({code[:2] for code in distinct}) >= _MANY else None


def _carry(
    speech: Speech, found: Mapping[int, list[_Subject]], level: re.Pattern[str], section: Section
) -> dict[str, Place]:
    nation, names = _nation(section), _longest_names(found)
    above, province = _above(found, level), section.patterns["province"]
    of_nation = section.patterns["of_nation"]
    last, code = section.words["nation"][0], ""
    placed: dict[str, Place] = {}
    for index, block in enumerate(speech.blocks):
        first = _fit(found[index], level) if index in found else None
        if not block.provision:  # a subtitle: 河北：保健康、防重症
            if first is not None:
                last, code = names[first.code], first.code
            continue
        if first is not None and (
            _are_many(found[index], level, speech.texts[index])
            or _compares(speech.texts[index], first.name, section)
        ):
            last, code = (names[above.code], above.code) if above else (section.words["nation"][0], "")
            placed[block.provision] = tuple.__new__(Place, (last, True))
            continue
        if first is None and index in found:
            first = _elsewhere(found[index][0], code, speech.texts[index])
        if first is None and above and province.match(speech.texts[index]):
            first = above
        if first is None and (of_nation if code else nation).match(speech.texts[index]):
            last, code = section.words["nation"][0], ""
        if first is not None and first.code != code:
            last, code = names[first.code], first.code
        placed[block.provision] = tuple.__new__(Place, (last, first is not None))
    return placed


def _fit(subjects: list[_Subject], level: re.Pattern[str]) -> _Subject | None:
    """The first of `subjects` that is of the level of which the round-up speaks; in one of cities, a province alone too."""
    provinces = _PROVINCE if level is _CITY else level
    for subject in subjects:
        if (
            level.fullmatch(subject.code) and not (subject.outer and level is _ANY)
        ) or subject.code == _CORPS:
            return subject
        if not subject.outer and provinces.fullmatch(subject.code):
            return subject
    return None


def _are_many(subjects: list[_Subject], level: re.Pattern[str], text: str) -> bool:
    """Whether a paragraph goes through several regions: it is about what they lie in, 海南为9.5%，西藏为8%，江西、新疆为7%.

    Two are enough where the second has a sentence of its own: 湖南省20个县市脱贫摘帽。贵州省宣布…
    """
    if len(subjects) < _MANY - 1:  # most
        return False
    apart = [subject for subject in subjects if not (subject.outer and level is _ANY)]
    codes = {subject.code for subject in apart if level.fullmatch(subject.code)}
    if len(codes) != _MANY - 1:
        return len(codes) >= _MANY
    first = next(subject.code for subject in apart if subject.code in codes)
    return any(f"。{subject.name}" in text for subject in apart if subject.code in codes - {first})


def _compares(text: str, name: str, section: Section) -> bool:
    """Whether a paragraph counts places before it names one of them: ``29个省份中，近8成达标。湖北超出最多``."""
    return section.patterns["of_many"].search(text, 0, text.find(name)) is not None


def _elsewhere(subject: _Subject, code: str, text: str) -> _Subject | None:
    """A lesser region that heads a paragraph and lies in another province than what the last spoke of: 遵义市扶贫办…：."""
    other = code[:2] != subject.code[:2]
    return subject if other and text.startswith(subject.name) else None


def _above(found: Mapping[int, list[_Subject]], level: re.Pattern[str]) -> _Subject | None:
    """The province whose cities a round-up goes through, where it is named: what 省 and 全省 mean in it."""
    if level is not _CITY:
        return None
    named = [s for _, subjects in sorted(found.items()) for s in subjects if _PROVINCE.fullmatch(s.code)]
    return named[0] if named and len({s.code for s in named}) == 1 else None


def _longest_names(found: Mapping[int, list[_Subject]]) -> dict[str, str]:
    """The longest way in which the text writes each region: 重庆 → 重庆市."""
    names: dict[str, str] = {}
    for subject in {subject for subjects in found.values() for subject in subjects}:
        known = names.get(subject.code, "")
        names[subject.code] = max(known, subject.name, key=lambda name: (len(name), name))
    return names
