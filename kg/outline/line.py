"""One line of a text, or a paragraph of several: what every stage of the outline hands on, and how it is cut.

``（一）加强领导`` knows its place in the canonical text, its ordinal, and how it is printed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

from kg.fold import View, joined
from kg.outline.ordinals import HEADS, opening
from kg.outline.tree import Node

TERMINAL = "。！？；：…"  # what ends a sentence, or opens a list
BULLETS = frozenset("●○■◆◇▪□▲△★☆※➢➤►▶√✓◎⊙•·")  # what marks an item that has no number


class Line:
    """One line that is not empty, or a paragraph of several; `text` is folded and stripped, white space inside it kept.

    No dataclass: one is made a line, and what every stage asks of it is found while it is made. A paragraph of one line
    is that line, as most are; one of several has them in `lines`, the text, ordinal and layout of the first of them, and
    `bare` of all. What stands behind the empty line below is set when its place in the outline is found.
    """

    __slots__ = (
        "bare",
        "cells",
        "columns",
        "end",
        "gap",
        "heading",
        "indent",
        "kind",
        "label",
        "length",
        "lines",
        "node",
        "ordinal",
        "pieces",
        "seen",
        "start",
        "text",
        "whole",
    )

    kind: str  # of block
    node: Node | None  # the provision that it stands in
    label: int  # where its ordinal ends in `bare`, 0 for none
    heading: int  # … and its heading

    def __init__(
        self,
        start: int,
        text: str,
        indent: int,
        gap: int,
        length: int = 0,
        pieces: tuple[tuple[int, int], ...] | None = None,
    ) -> None:
        self.pieces = pieces  # the spans of what is left of it, where something is taken out
        self.start = start
        self.end = start + len(text) if pieces is None else pieces[-1][1] if pieces else start
        self.text = text
        self.indent = indent
        self.gap = gap  # empty lines in front; 0 behind a page number, where a sentence may go on
        self.length = length  # characters of the printed line, white space around it included
        self.columns = False  # one row of a table that is laid out with white space
        self.lines: Sequence[Line] = ()  # those that are joined in it
        self.seen: View | None = None
        runs = text.split()
        if len(runs) == 1:
            self.bare = runs[0]  # the text without any white space
            self.cells = False  # a tab stands in it
            self.whole = pieces is None or len(pieces) == 1  # nothing is taken out of it
        else:
            self.bare = "".join(runs)
            self.cells = "\t" in text
            self.whole = False
        head = text[:1]
        self.ordinal = opening(text, head) if head in HEADS else None  # the ordinal that it opens with

    def view(self, folded: str) -> View:
        """It in a folded text, without white space and marks."""
        if self.whole:
            return tuple.__new__(View, (self.bare, (0,), (self.start,)))
        if self.seen is None:
            self.seen = joined(folded, self.spans)
        return self.seen

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Of the canonical text, Markdown marks left out."""
        return ((self.start, self.end),) if self.pieces is None else self.pieces

    @property
    def first(self) -> Line:
        """The first of its lines."""
        return self.lines[0] if self.lines else self

    @property
    def row(self) -> bool:
        """Whether it is a row of a table: ``序号 责任单位`` in columns, ``| 1 | 教育惠民 | 市教育局 |``."""
        return self.columns or self.cells or self.text[:1] == "|"

    @property
    def width(self) -> int:
        """In half-width columns: GB 18030 has two bytes for a Chinese character and one for a Latin one."""
        return len(self.text.encode("gb18030", "replace"))


class Row(Line):
    """A row of a table whose cells are lines of the text: ``梅列区`` / ``5``; `grid` holds the spans of each cell."""

    __slots__ = ("grid",)

    grid: tuple[tuple[tuple[int, int], ...], ...]


def table_row(texts: Sequence[str], grid: tuple[tuple[tuple[int, int], ...], ...]) -> Row:
    """A row of a table by the texts of its cells and their spans."""
    spans = tuple(sorted([span for cell in grid for span in cell]))
    row = Row(spans[0][0], "\t".join(texts).lstrip(), 0, 0, pieces=spans)
    row.grid = grid
    row.columns = True
    row.ordinal = None
    return row


def behind(line: Line, at: int) -> Line:
    """`line` without the first `at` characters of its text (and the white space behind them)."""
    return only(line, at, len(line.text))


def only(line: Line, start: int, end: int) -> Line:
    """The part `text[start:end]` of a line, stripped."""
    return cut(line, (start, end))[0]


def cut(line: Line, bounds: Sequence[int]) -> list[Line]:
    """The parts of a line between `bounds`, in order, stripped: ``第一条 …。第二条 …。`` at 0, 6 and 12 is two."""
    spans = within(line)
    passed = [*accumulate([end - start for start, end in spans], initial=0)]  # characters in front of each
    return [_part(line, spans, passed, *pair) for pair in pairwise(bounds)]


def _part(line: Line, spans: Sequence[tuple[int, int]], passed: Sequence[int], start: int, end: int) -> Line:
    text = line.text[start:end]
    start += len(text) - len(text.lstrip())
    end = start + len(text.strip())
    found: list[tuple[int, int]] = []
    for at in range(bisect_right(passed, start) - 1, len(spans)):
        if passed[at] >= end:
            break
        low, high = max(start, passed[at]), min(end, passed[at + 1])
        if low < high:
            begin = spans[at][0] - passed[at]
            found.append((begin + low, begin + high))
    if not found:
        return Line(line.end, "", line.indent, line.gap, pieces=())
    return Line(found[0][0], line.text[start:end], line.indent, line.gap, pieces=tuple(found))


def within(line: Line) -> tuple[tuple[int, int], ...]:
    """The line's spans from its first character that is no white space."""
    first, *rest = line.spans
    return ((max(first[0], line.start), first[1]), *rest)
