"""When a document speaks: the year that its bare months belong to, and the day before which all is past.

Reads an outline and the lexicon's section ``times``; yields what all its scenes share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg import blocks
from kg.blocks import Outline
from kg.lexicon import Section

_YEAR = re.compile(r"((?:19|20)\d\d)年")
_DAY = re.compile(r"((?:19|20)\d\d)[年\-/.](\d{1,2})[月\-/.](\d{1,2})")
_NUMBER_YEAR = re.compile(r"[〔（\[【]((?:19|20)\d\d)[〕）\]】]")
# What tells the year, surest first.
_DATED = {blocks.DATE: _YEAR, blocks.NUMBER: _NUMBER_YEAR, blocks.TITLE: _YEAR}


class Frame(NamedTuple):
    """What all scenes of a document share."""

    base: str | None  # the document's year
    now: str | None  # the day or year before which all is past
    press: bool  # a press article: the year at the head of a paragraph is its heading


def frame(outline: Outline, section: Section) -> Frame:
    """What the scenes of a document share: one signed on ``2023年6月30日`` has base 2023, now 2023-06-30."""
    dated = _dated(outline)
    base = dated or _first(outline)
    return Frame(base, _present(outline, section, dated) or base, outline.press)


def _first(outline: Outline) -> str | None:
    """The latest year that the first two blocks of a text without a date name."""
    return max(
        (found[1] for text in outline.speech.texts[:2] for found in _YEAR.finditer(text)), default=None
    )


def _present(outline: Outline, section: Section, dated: str | None) -> str | None:
    """When the text speaks: its day or year, or the first year for which a text without a date asks anything."""
    if dated:
        return min((day for day in _days(outline) if day.startswith(dated)), default=dated)
    return min((due["due"] for due in section.patterns["due"].finditer(outline.speech.whole)), default=None)


def _days(outline: Outline) -> Iterator[str]:
    """The days that the document's date line and the site's metadata name."""
    texts = [block.text for block in outline.blocks if block.kind == blocks.DATE]
    for text in texts or [value for _, value in outline.meta]:
        for found in _DAY.finditer(text):
            yield f"{found[1]}-{found[2].zfill(2)}-{found[3].zfill(2)}"


def _dated(outline: Outline) -> str | None:
    """The document's year: of its signing, its number or its title, else of the site's metadata."""
    lines = [block for block in outline.blocks if block[0] in _DATED]
    for kind, pattern in _DATED.items():
        for block in lines:
            found = pattern.search(block.view.text) if block.kind == kind else None
            if found:
                return found[1]
    for pattern in (_DAY, _NUMBER_YEAR, _YEAR):
        named = [found[1] for _, value in outline.meta for found in pattern.finditer(value)]
        if named:
            return min(named)
    return None
