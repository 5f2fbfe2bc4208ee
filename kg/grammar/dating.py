"""When a document speaks: the year that its bare months belong to, and the day before which all is past.

Reads an outline and the lexicon's section ``times``; yields what all its scenes share.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg import blocks
from kg.blocks import Block, Outline, Speech
from kg.lexicon import Section

_YEAR = re.compile(r"((?:19|20)\d\d)年")
_DAY = re.compile(r"((?:19|20)\d\d)[年\-/.](\d{1,2})[月\-/.](\d{1,2})")
_NUMBER_YEAR = re.compile(r"[〔（\[【]((?:19|20)\d\d)[〕）\]】]")
_CLAUSES = 70  # how far a growth may stand behind its year
_ARTICLE = 4  # paragraphs that make an article of an unnumbered text
# In a title, the first year of a period (2023—2025年), and none by which something is to be: 到2027年建成急救圈.
_TITLE_YEAR = re.compile(r"(?<![到至—\-~\d])((?:19|20)\d\d)(?:年?[—\-~至到](?:19|20)\d\d)?年(?!底|末|前)")
# What tells the year, surest first.
_DATED = {blocks.DATE: _YEAR, blocks.NUMBER: _NUMBER_YEAR, blocks.TITLE: _TITLE_YEAR}


class Frame(NamedTuple):
    """What all scenes of a document share."""

    base: str | None  # the document's year
    now: str | None  # the day or year before which all is past
    press: bool  # an unnumbered document
    roundup: bool  # one of many regions: the year at the head of a paragraph is its heading
    speech: Speech  # a scene for each of its blocks
    aims: frozenset[str]  # provisions headed as ones of goals: 一、工作目标
    so_far: tuple[str, ...]  # what leads in until when something has been: 截至
    seasons: tuple[str, ...]  # ends of a clause that only says when in each year: 每年春耕期间
    terms: tuple[str, ...]  # labels of the time by which a paragraph is to be done: 完成时限：


def frame(outline: Outline, section: Section, roundup: bool = False, date: str | None = None) -> Frame:
    """What the scenes of a document share: one signed on ``2023年6月30日`` has base 2023, now 2023-06-30.

    `date` is what is known of its signing otherwise. A text without one is not dated by the years that it names: they may
    all be still to come.
    """
    lines = [block for block in outline.blocks if block.kind in _DATED]
    shared = tuple(section.words[name] for name in ("so_far", "seasons", "terms"))
    aims = _aims(outline, section)
    if year := _dated(outline, lines, section, date):
        days = (day for day in (*_days(outline, lines), date or "") if day.startswith(year))
        return Frame(year, min(days, default=year), outline.press, roundup, outline.speech, aims, *shared)
    ahead = _ahead(outline, section)
    years = [ahead, *(str(year + 1) for year in _over(outline.speech.whole, section))]
    now = max(filter(None, years), default=None)
    return Frame(
        ahead or _first(outline, section), now, outline.press, roundup, outline.speech, aims, *shared
    )


def _aims(outline: Outline, section: Section) -> frozenset[str]:
    """The provisions that are headed as ones of goals: ``一、工作目标``."""
    ends = section.words["goal"]
    return frozenset(one.id for one in outline.provisions if one.heading and one.heading.endswith(ends))


def _over(whole: str, section: Section) -> Iterator[int]:
    """The years that a text reports as over: ``截至2022年底，…``, ``2022年，…同比增长…``."""
    for closed in section.patterns["over"].finditer(whole):
        yield int(closed["closed"])
    for growth in section.patterns["growth"].finditer(whole):
        grown = section.patterns["grown"].search(whole, max(0, growth.start() - _CLAUSES), growth.start())
        if grown:
            yield int(grown["grown"])


def _first(outline: Outline, section: Section) -> str | None:
    """The year for whose work a text without a date says that it is written: ``为做好2024年防汛工作``."""
    opening = section.patterns["written_for"]
    years = {found["own"] for text in outline.speech.texts[:2] for found in opening.finditer(text)}
    return years.pop() if len(years) == 1 else None


def _ahead(outline: Outline, section: Section) -> str | None:
    """The year in which an article speaks, whose plans it tells most often: ``2024年，江苏省将…``."""
    if not outline.press or len(outline.speech.blocks) < _ARTICLE:
        return None
    due = Counter(found["will"] for found in section.patterns["will"].finditer(outline.speech.whole))
    return due.most_common(1)[0][0] if due else None


def _days(outline: Outline, lines: Iterable[Block]) -> Iterator[str]:
    """The days that the document's date line and the site's metadata name."""
    texts = [block.text for block in lines if block.kind == blocks.DATE]
    for text in texts or [value for _, value in outline.meta]:
        for found in _DAY.finditer(text):
            yield f"{found[1]}-{found[2].zfill(2)}-{found[3].zfill(2)}"


def _dated(outline: Outline, lines: Iterable[Block], section: Section, date: str | None) -> str | None:
    """The document's year: of its signing, its number, the `date` that is known or its title, else of the site's metadata."""
    for kind, pattern in _DATED.items():
        if date and kind == blocks.TITLE:
            return date[:4]
        for block in lines:
            found = pattern.search(block.view.text) if block.kind == kind else None
            if found:
                return (kind == blocks.TITLE and _planned(block.view.text, section)) or found[1]
    for pattern in (_DAY, _NUMBER_YEAR, _YEAR):
        named = [found[1] for _, value in outline.meta for found in pattern.finditer(value)]
        if named:
            planned = [_planned(value, section) for _, value in outline.meta if pattern is _YEAR]
            return next(filter(None, planned), min(named))
    return date[:4] if date else None


def _planned(title: str, section: Section) -> str | None:
    """The year that a title plans behind the one that it tells of: ``2022年工作总结暨2023年工作思路``."""
    both = section.patterns["told_and_planned"].search(title)
    return both["planned"] if both else None
