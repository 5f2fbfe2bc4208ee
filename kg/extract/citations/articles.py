"""Laws that are named without a verb or a bracket: 大气污染防治法第九十九条规定, 提高政府采购法的执行力.

The registry of the national laws tells a short name for itself; any other name is told by the article behind it. Reads
folded text at the places where genre words stand, yields where the name begins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.citations.genres import Endings, endings
from kg.lexicon import Section
from kg.lexicon.names import region_ending
from kg.registry import laws as registered

_SHORT = 4  # characters of a name that may be the end of another word: 水法 of 节水法


@dataclass(frozen=True, slots=True)
class Laws:
    """How a law without brackets is told."""

    names: Endings
    article: re.Pattern[str]
    front: re.Pattern[str]  # what may stand in front of a short name
    other: re.Pattern[str]  # what makes another word of the name: 民法典宣传月
    defines: tuple[str, ...]  # 以下简称: its short form is given here, nothing is cited
    named: re.Pattern[str]  # a name of any kind in front of an article
    connects: re.Pattern[str]  # 和、由 in front of such a name
    nation: str  # what a full name begins with
    local_too: tuple[str, ...]  # what names end in that provinces and cities give as well: 物业管理条例
    levels: tuple[str, ...]  # … and what stands in front of theirs: 我省


@lru_cache(maxsize=4)
def laws(section: Section) -> Laws:
    """The registry of `section` and the patterns around a name."""
    words, patterns = section.words, section.patterns
    known = registered.load()
    made_for = [
        law + part
        for law in known
        for part in words["implementing"]
        if not law.endswith(words["implementing"])
    ]
    return Laws(
        endings((*known, *made_for)),
        patterns["article"],
        patterns["law_front"],
        patterns["law_other"],
        words["short_for"],
        patterns["article_name"],
        patterns["article_front"],
        words["nation"][0],
        words["local_too"],
        words["levels"],
    )


def law(text: str, low: int, end: int, known: Laws) -> int | None:
    """Where the national law begins that ends at `end`: ``应当适用|预算法``; ``总|工会法律`` holds none."""
    length = known.names.of(text[low:end])
    start = end - length
    if not length or known.other.match(text, end) or text.endswith(known.defines, low, start):
        return None
    if text.endswith(known.nation, low, start):
        return start - len(known.nation)
    if start == low or known.front.match(text, start - 1):
        return start
    if text.endswith(known.local_too, start, end):
        place = region_ending(text[low:start])  # |上海市物业管理条例规定, not 我省物业管理条例
        if place is not None and text[low + place : start] not in known.levels:
            return low + place
        if text.endswith(known.levels, low, start):
            return None
    return start if length > _SHORT else None


def articled(text: str, low: int, end: int, known: Laws) -> int | None:
    """Where a name begins that an article follows, at the head of its clause: ``环境行政处罚办法|第九条规定``."""
    if not known.article.match(text, end):
        return None
    joined = known.connects.match(text, low, end)
    start = joined.end() if joined else low
    return start if known.named.fullmatch(text, start, end) else None
