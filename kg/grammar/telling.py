"""What each block tells of time: the times in it, the one that heads it, the headings that name one.

Reads blocks and the lexicon's section ``times``; `kg.grammar.schedule` hands down what is found.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from kg import blocks
from kg.blocks import Block, Outline, Speech
from kg.fold import fold
from kg.grammar import times
from kg.grammar.times import Time
from kg.lexicon import Section, holds

GOVERNING = frozenset((times.POINT, times.PERIOD, times.PLAN, times.RELATIVE))
# Each way begins with its sign: the regex engine skips to these, but not where one begins with a look-behind.
_NAME = re.compile(
    r"《[^《》]{0,120}》|（(?<![期段步标景]（)(?:19|20)\d\d年?(?:(?:[—\-~至]{1,2}(?:19|20)\d\d)年?度?|[本版])）|〔[^〔〕]{0,9}〕"
)
_HEAD = 3  # a time this close to the beginning of a paragraph heads it
_REPORT = 60  # no report of a meeting is led in by more
_AT = "在"
_COLON, _BRACKET = "：", "（）："
_LABEL = 14  # 具体指标： and the like in front of it
_LINE = 22  # no heading of a year's work is longer
_STOP = re.compile("[，。；：]")
_JOINTS = "和及与、暨"
_HEADS = GOVERNING | {times.PAST}


def told(
    speeches: Sequence[Speech], use: times.Grammar, bases: Sequence[str | None]
) -> list[dict[int, tuple[Time, ...]]]:
    """By document the times of each block that has any; `bases` are the years of bare months.

    Each step goes through all of them before the next begins, as its code stays in the cache.
    """
    keys = [_keys(speech, use) for speech in speeches]
    matched = [
        {index: times.matches(speech.texts[index], places, use) for index, places in own.items()}
        for speech, own in zip(speeches, keys, strict=True)
    ]
    read = [
        {index: times.said(speech.texts[index], some, use, base) for index, some in own.items()}
        for speech, own, base in zip(speeches, matched, bases, strict=True)
    ]
    return [
        {
            index: _spoken(speech.texts[index], found)
            for index, found in own.items()
            if found and speech.blocks[index].kind != blocks.HISTORY
        }
        for speech, own in zip(speeches, read, strict=True)
    ]


def _keys(speech: Speech, use: times.Grammar) -> dict[int, list[tuple[int, int]]]:
    """Where signs of a time stand in each block, looked for once in the whole document."""
    starts, texts = speech.starts, speech.texts
    keys: dict[int, list[tuple[int, int]]] = {}
    first = last = 0
    for key in use.key.finditer(speech.whole):
        start, end = key.span()
        if start >= last:
            index = speech.number(start)
            first = starts[index]
            last = first + len(texts[index])
            places = keys[index] = []
        places.append((start - first, end - first))
    return keys


def headings(outline: Outline, section: Section) -> dict[str, str]:
    """The headings that may name a time or speak of what is past, by provision: few, found in one scan of all."""
    named = [provision.heading or "" for provision in outline.provisions]
    whole = fold("。".join(named))
    if len(whole.split()) > 1:
        named = ["".join(heading.split()) for heading in named]
        whole = fold("。".join(named))
    signs = [section.patterns[name] for name in ("review", "key", "aims")]
    places = [sign.start() for pattern in signs for sign in pattern.finditer(whole)]
    if not places:
        return {}
    starts = tuple(accumulate([len(heading) + 1 for heading in named], initial=0))
    found = {bisect_right(starts, place) - 1 for place in places}
    return {outline.provisions[at].id: whole[starts[at] : starts[at + 1] - 1] for at in found}


def _spoken(text: str, found: list[Time]) -> tuple[Time, ...]:
    """The times that say when, without those in names: 《规划（2016—2020年）》, 健康规划（2021—2025年）."""
    if "《" not in text and "（" not in text:
        return tuple(found)
    names = [name.span() for name in _NAME.finditer(text)]
    if not names:
        return tuple(found)
    kept, index = [], 0
    for time in found:
        while index < len(names) and names[index][1] <= time.start:
            index += 1
        if index == len(names) or not (names[index][0] < time.start and time.end <= names[index][1]):
            kept.append(time)
    return tuple(kept)


def head(
    block: Block, found: tuple[Time, ...], reporting: tuple[str, ...], whom: tuple[str, ...]
) -> Time | None:
    """The time that heads the paragraph: ``2024年，…``, ``具体指标：到2022年，…``, ``记者从会上获悉，今年…``."""
    start = max(block.heading_end, block.label_end)
    for time in found:
        if time.start < start or time.kind not in _HEADS:
            continue
        if time.kind == times.PAST and block.text[time.start] == _AT:
            continue  # 在2023年完成300户的基础上，再改造500户
        length = time.start - start
        if time.deadline is None or block.kind == blocks.TABLE:
            return None
        if length == 1 and block.text[start] in whom:
            return None  # 对2025年以来获评…的企业
        if length <= _HEAD or (length <= _LABEL and _labels(block.text, time)):
            return time
        if block.text.endswith(reporting, start, time.start):
            return time
        if length > _REPORT:
            return None
    return None


def _labels(text: str, time: Time) -> bool:
    """Behind a label, or the bracket of one: ``具体指标：到2022年``, ``全面推广阶段（2025年）：``."""
    if text[time.start - 1] == _COLON:
        return True
    return text[time.start - 1] == _BRACKET[0] and text.startswith(_BRACKET[1:], time.end)


def years_work(block: Block, text: str, found: tuple[Time, ...], works: tuple[str, ...]) -> str | None:
    """The year whose work a line of its own, without a number, heads: ``2026年重点工作``, ``“十五五”时期主要目标和2026年工作``."""
    if block.kind != blocks.BODY or len(text) > _LINE or not text.endswith(works) or _STOP.search(text):
        return None
    last = found[-1]
    if last.start and last.kind == times.POINT and text[last.start - 1] in _JOINTS:
        return last.deadline
    return found[0].deadline if found[0].start == 0 else None


def spelt_out(text: str, found: tuple[Time, ...], until: tuple[str, ...]) -> Time | None:
    """The time of a paragraph's last sentence, of which the items below say more: ``…。|到2023年末，建成…高地。`` / ``——…``."""
    if not found:
        return None
    last, stop = found[-1], text.rfind("。", 0, len(text) - 1)
    opens = last.kind in GOVERNING and last.deadline and text.startswith(until, last.start)
    return last if stop > 0 and last.start == stop + 1 and opens else None


def first(block: Block, found: tuple[Time, ...]) -> Time | None:
    """The time in the first sentence of a paragraph of goals: ``根据《…》相关要求，到2025年，机械化率达到98%。产值…``."""
    start = max(block.heading_end, block.label_end)
    stop = block.text.find("。", start)
    times_there = [time for time in found if start <= time.start and (stop < 0 or time.start < stop)]
    if not times_there or times_there[0].kind not in GOVERNING or not times_there[0].deadline:
        return None
    return times_there[0] if len({time.deadline for time in times_there}) == 1 else None


def planned(provision: str | None, headings: Mapping[str, str], year: str, works: tuple[str, ...]) -> bool:
    """Whether a heading over `provision` is that of the work of `year`: ``三、2025年工作思路``."""
    while provision:
        heading = headings.get(provision, "")
        if year in heading and heading.endswith(works):
            return True
        provision = provision.rpartition(".")[0]
    return False


def moved(text: str, found: tuple[Time, ...], year: str, named: tuple[str, ...]) -> tuple[Time, ...]:
    """The times of a plan for `year`, to which its bare months belong: ``6月底前``, not ``今年6月底前``."""
    before = str(int(year) - 1)
    return tuple(
        replace(time, deadline=year + (time.deadline or "")[4:])
        if time.bare
        and (time.deadline or "").startswith(before)
        and not holds(text[time.start : time.end], named)
        else time
        for time in found
    )
