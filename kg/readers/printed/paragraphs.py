"""Rows in reading order → paragraphs, by where lines end and begin: ``…承载能力、停放资`` / ``源…`` → one line.

A line goes on in the next one where the next word had no room in it, and the next one is not set apart by an indent, by
white space above it or by its size of type.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.readers.printed.flow import Region, Sheet
from kg.readers.printed.page import middle
from kg.readers.printed.rows import Row
from kg.readers.printed.tables import Table, goes_on, lines

_STOPS = "。！？；：…"
_ENDS = _STOPS + "）)”』」"  # what may stand in front of a paragraph with an ordinal
_ORDINAL = re.compile(
    r"(?:[（(]?[一二三四五六七八九十百〇零]{1,4}[）)、．.]|[（(]\d{1,3}[）)]|\d{1,3}(?:[.．、）)](?!\d)|\s)"
    r"|第[一二三四五六七八九十百零\d]{1,5}[章节条款编部]|[①-⑳❶-❿●■◆▪◎★☆]|附件|附：)"
)
_LEADER = re.compile(r"(?:[.·…]\s?){3,}\s*[（(]?\d{1,4}[）)]?$")  # a line of a table of contents
_INDENT = 1.2  # sizes of type
_SPARE = 0.35  # of the size: room that is not enough for a word is this much more than the word
_SIZES = 0.15  # a difference of size that sets two lines apart
_GAP = 1.3  # of the distance of lines
_FEW = 8  # rows that do not tell where the margins are
_CENTRED = 1.0  # size of type: how far from the middle a centred line may stand
_FULL = 0.4  # of the rows of running text reach the margin
_GUTTER = 4.0  # points from where columns are parted to where the right one begins
_NARROW = 0.7  # of the width of lines elsewhere: lines that are all short
_OVER = 1.5  # sizes of type that a line may stand out of the margin: a sign of punctuation
_DEEPEST = 4.0  # sizes of type that a paragraph is set in
_SHARE = 0.4  # of the rows behind short ones are set in where paragraphs are
_TICK = 0.5  # of the size: ends of lines this near are the same


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the lines of a region begin and end, and how far they are from one another."""

    left: float
    right: float
    pitch: float
    opens: float = 0.0  # how far the first lines of paragraphs are set in, where they are; in sizes of type


@dataclass(frozen=True, slots=True)
class _Set:
    """A row in its frame; `follows` tells that it stands under the one in front on the same page."""

    row: Row
    frame: _Frame
    follows: bool


def written(sheets: Sequence[Sheet]) -> Iterator[str]:
    """The lines of the text: paragraphs, and rows of tables with tabs between their cells."""
    block: list[_Set] = []
    parts: list[Table] = []
    for item in _items(sheets):
        if isinstance(item, Table):
            if parts and not goes_on(parts[-1], item):
                yield from lines(parts)
                parts = []
            yield from _flushed(block)
            parts.append(item)
            continue
        if parts:
            yield from lines(parts)
            parts = []
        if block and not _joins(block, item):
            yield from _flushed(block)
        block.append(item)
    yield from _flushed(block)
    if parts:
        yield from lines(parts)


def _flushed(block: list[_Set]) -> Iterator[str]:
    if block:
        yield _text([one.row.text for one in block])
        block.clear()


def _items(sheets: Sequence[Sheet]) -> Iterator[_Set | Table]:
    usual = _usual(sheets)
    for sheet in sheets:
        for region in sheet.regions:
            frame = _frame(region, usual.get(region.columns) or _box(sheet, region.columns))
            follows = False
            for item in region.items:
                yield item if isinstance(item, Table) else _Set(item, frame, follows)
                follows = isinstance(item, Row)


def _rows(region: Region) -> list[Row]:
    return [one for one in region.items if isinstance(one, Row)]


def _usual(sheets: Sequence[Sheet]) -> dict[int, _Frame]:
    """The frame of the region with most full lines, for each number of columns."""
    found: dict[int, _Frame] = {}
    best: Counter[int] = Counter()
    for sheet in sheets:
        for region in sheet.regions:
            frame = _frame(region, _box(sheet, region.columns))
            full = sum(one.width for one in _rows(region) if frame.right - one.x1 <= one.size)
            if full > best[region.columns]:
                best[region.columns] = int(full)
                found[region.columns] = frame
    return found


def _box(sheet: Sheet, columns: int) -> _Frame:
    """Where lines would begin and end if the page were full of text."""
    rows = [one for region in sheet.regions for one in _rows(region)]
    left = min((one.x0 for one in rows), default=0.0)
    right = max(sheet.width - left, *(one.x1 for one in rows), 0.0)
    if columns > 1 and sheet.gutter is not None:
        width = max(0.0, right - sheet.gutter - _GUTTER) * 2 / columns
        return _Frame(left, left + width, 0.0)
    return _Frame(left, right, 0.0)


def _frame(region: Region, usual: _Frame) -> _Frame:
    """The margins of a region: where several of its lines begin and end, else where they `usual`ly do."""
    rows = _rows(region)
    if not rows:
        return usual
    size = middle([one.size for one in rows])
    right = _common([one.x1 for one in rows], _TICK * size)
    behind = [b.x0 for a, b in pairwise(rows) if abs(a.x1 - right) <= size]  # lines that go on
    left = min([-_common([-one.x0 for one in rows], _TICK * size), *behind])
    width = usual.right - usual.left
    full = sum(abs(one.x1 - right) <= size for one in rows)
    if right - left < _NARROW * width or len(rows) < _FEW or full < _FULL * len(rows):
        # Few lines, or most of them short.
        left = usual.left if abs(left - usual.left) < _OVER * size or usual.left < left else left
        right = max(right, left + width)
    pitches = [one for one in (_pitch(rows), usual.pitch) if one >= size]
    opens = usual.opens or _opening(rows, left, right)
    return _Frame(left, right, min(pitches, default=0.0), opens)


def _opening(rows: Sequence[Row], left: float, right: float) -> float:
    """How far paragraphs are set in at their head: by what most rows behind a short one are; 0 where they are not."""
    steps = [(b.x0 - left) / b.size for a, b in pairwise(rows) if right - a.x1 > 2 * a.size]
    inside = Counter(round(step / _TICK) for step in steps if _INDENT <= step <= _DEEPEST)
    best = max(inside, key=lambda key: (inside[key], -key), default=0)
    return best * _TICK if inside[best] >= max(2, _SHARE * len(steps)) else 0.0


def _common(values: Sequence[float], tick: float) -> float:
    """The greatest value that several share, the greatest of all where none do."""
    count = Counter(round(value / tick) for value in values) if tick else Counter()
    pairs = {key: number + count.get(key - 1, 0) for key, number in count.items()}
    most = max(pairs.values(), default=0)
    shared = [key for key, number in pairs.items() if number >= max(2, most / 4)]
    if not shared:
        return max(values)
    return max(value for value in values if round(value / tick) <= max(shared))


def _pitch(rows: Sequence[Row]) -> float:
    """The distance between the lines of one paragraph: the least that is seen again."""
    steps = [b.y - a.y for a, b in pairwise(rows) if a.size <= b.y - a.y < 4 * a.size]
    count = Counter(round(step) for step in steps)
    again = [step for step in steps if count[round(step)] >= max(2, len(steps) // 20)]
    return min(again, default=0.0)


def _joins(block: Sequence[_Set], one: _Set) -> bool:
    """Whether a row goes on with the paragraph of `block`."""
    last, row = block[-1].row, one.row
    if abs(last.size - row.size) > _SIZES * max(last.size, row.size) or _LEADER.search(last.text):
        return False
    if not one.follows and last.text[-1] in "。！？" and _indent(one) >= _INDENT:
        return False
    if one.follows and one.frame.pitch and row.y - last.y > _GAP * max(one.frame.pitch, row.size):
        return False
    if _room(block[-1]) >= row.word + _SPARE * row.size:
        return False
    opens, indent = one.frame.opens, _indent(one)
    if opens and indent < _INDENT:
        return True
    if _ORDINAL.match(row.text) and (last.text[-1] in _ENDS or indent >= _INDENT):
        return False
    if indent < _INDENT:
        return one.follows or last.text[-1] not in _ENDS
    return last.text[-1] not in _STOPS and not (opens and abs(indent - opens) <= _TICK)


def _indent(one: _Set) -> float:
    return (one.row.x0 - one.frame.left) / one.row.size


def _room(one: _Set) -> float:
    """How much more a line could hold."""
    row, frame = one.row, one.frame
    left, right = row.x0 - frame.left, frame.right - row.x1
    if left > (max(_INDENT, frame.opens) + _TICK) * row.size and abs(left - right) <= _CENTRED * row.size:
        return left + right
    return right


def _text(rows: Sequence[str]) -> str:
    found = rows[0]
    for row in rows[1:]:
        latin = found[-1:].isascii() and row[:1].isascii()
        found += (" " if latin and found[-1:].isalpha() and row[:1].isalpha() else "") + row
    return found
