"""Table rows as views: cells folded, separated by one ``\\t``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.fold import View, joined
from kg.outline.line import Line, Row

_CELL = re.compile(r"[^\s|]+(?: {1,2}[^\s|]+)*")


Spans = tuple[tuple[int, int], ...]


def row(text: str, folded: str, paragraph: Line) -> View:
    """The view of a row: ``| 床位数 | 7.5张 |`` and ``床位数\\t7.5张`` → ``床位数\\t7.5张``; a tab has the place behind its cell."""
    cells: Iterable[Spans] = (
        paragraph.grid if isinstance(paragraph, Row) else _single(text, folded, paragraph)
    )
    parts: list[str] = []
    starts: list[int] = []
    places: list[int] = []
    length = 0
    for index, spans in enumerate(cells):
        if index:
            behind = places[-1] + length - starts[-1] if parts else spans[0][0] if spans else paragraph.start
            parts.append("\t")
            starts.append(length)
            places.append(behind)
            length += 1
        if not spans or spans[0][0] == spans[-1][1]:
            continue
        start, end = spans[0]
        printed = folded[start:end]
        if len(spans) == 1 and printed.isprintable() and " " not in printed:  # most
            parts.append(printed)
            starts.append(length)
            places.append(start)
            length += end - start
            continue
        cell = joined(folded, spans)
        if not cell.text:  # a tag or a comment was all of it
            continue
        parts.append(cell.text)
        starts += (length + s for s in cell.starts)
        places += cell.places
        length += len(cell.text)
    return View("".join(parts), tuple(starts), tuple(places))


def _single(text: str, folded: str, line: Line) -> Iterator[Spans]:
    return ((cell,) for cell in _cells(text, folded, line))


def _cells(text: str, folded: str, line: Line) -> Iterator[tuple[int, int]]:
    """Where the cells of a line stand; those between tabs may be empty, so that each stays in its column."""
    if "\t" not in line.text:
        for start, end in line.spans:
            yield from (
                (start + found.start(), start + found.end()) for found in _CELL.finditer(text[start:end])
            )
        return
    place = folded.rfind("\n", 0, line.start) + 1
    stop = folded.find("\n", line.end)
    for cell in folded[place : stop if stop >= 0 else len(folded)].split("\t"):
        start = place + len(cell) - len(cell.lstrip())
        yield start, start + len(cell.strip())
        place += len(cell) + 1
