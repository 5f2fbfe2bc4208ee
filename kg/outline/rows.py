"""Table rows as views: cells folded, separated by one ``\\t``."""

from __future__ import annotations

import re

from kg.fold import View, joined
from kg.outline.lines import Line

_CELL = re.compile(r"[^\s|]+(?: {1,2}[^\s|]+)*")


def row(text: str, folded: str, paragraph: Line) -> View:
    """The view of a row: ``| 床位数 | 7.5张 |`` and ``床位数\\t7.5张`` → ``床位数\\t7.5张``; a tab has the place behind its cell."""
    cells = [
        (start + cell.start(), start + cell.end())
        for start, end in paragraph.spans
        for cell in _CELL.finditer(text[start:end])
        if cell.group().strip()
    ]
    parts: list[str] = []
    starts: list[int] = []
    places: list[int] = []
    length = 0
    for start, end in cells:
        if parts:
            behind = places[-1] + length - starts[-1]
            parts.append("\t")
            starts.append(length)
            places.append(behind)
            length += 1
        cell = joined(folded, ((start, end),))
        parts.append(cell.text)
        starts += (length + s for s in cell.starts)
        places += cell.places
        length += len(cell.text)
    return View("".join(parts), tuple(starts), tuple(places))
