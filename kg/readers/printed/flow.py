"""A page → its rows and tables in the order in which they are read: columns from left to right, headings across them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from kg.readers.printed.grids import Grid, grids
from kg.readers.printed.page import Glyph, Page, middle, upright
from kg.readers.printed.rows import Row, pieces, row
from kg.readers.printed.tables import Table, holds, table

_LEAST = 2  # rows on either side of a gutter
_PROSE = 9  # sizes of type that a column of running text is wide at least
_EVEN = 0.8  # columns of one page are about as wide as one another
_MOSTLY = 0.5  # of the rows of the fuller column reach its edge
_EDGE = 2.0  # sizes of type from it
_DENSE = 0.75  # of a line of running text is signs
_NEAR_GUTTER = 3.5  # sizes of type from a gutter to a line that ends at it
_MOST_COLUMNS = 3
_TOGETHER = 0.45  # of the size: pieces this near in height stand on one line


@dataclass(frozen=True, slots=True)
class Region:
    """Rows and tables that stand under one another, with the number of columns that the page has here."""

    items: tuple[Row | Table, ...]
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it is read."""

    width: float
    height: float
    regions: tuple[Region, ...]
    gutter: float | None = None


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a line, or a table, while it is not known yet which column it stands in."""

    x0: float
    x1: float
    y: float
    size: float
    glyphs: tuple[Glyph, ...] = ()
    table: Table | None = None


def sheet(page: Page, before: float | None = None) -> Sheet:
    """The regions of a page in reading order; `before` is the gutter of the page in front of it."""
    page = upright(page)
    found = grids(page.rules)
    tables, loose = _tables(found, page.glyphs)
    parts = [_Piece(one.x0, one.x1, one.top, 1.0, table=one) for one in tables]
    parts += [_piece(one) for one in pieces(loose)]
    parts.sort(key=_height)
    gutter = _gutter(parts)
    if gutter is None and before is not None and _goes_on(parts, before):
        gutter = before
    return Sheet(page.width, page.height, tuple(_regions(parts, 1, gutter)), gutter)


def _goes_on(parts: Sequence[_Piece], gutter: float) -> bool:
    """Whether the columns of the page in front are seen here too, though the text ends in them."""
    return any(not across and _sides(band, gutter) for across, band in _bands(parts, gutter))


def _sides(band: Sequence[_Piece], gutter: float) -> bool:
    """Whether a line in front of a known gutter fills its column, and something stands behind it."""
    size = middle([one.size for one in band])
    wide = [one for one in band if gutter - _NEAR_GUTTER * size <= one.x1 <= gutter]
    return any(one.x1 > gutter for one in band) and any(_runs(one, size) for one in wide)


def _tables(found: Sequence[Grid], glyphs: Sequence[Glyph]) -> tuple[list[Table], list[Glyph]]:
    tables, loose = [], list(glyphs)
    for grid in found:
        inside = [glyph for glyph in loose if holds(grid, glyph)]
        made = table(grid, inside)
        if made is not None:
            tables.append(made)
            taken = set(map(id, inside))
            loose = [glyph for glyph in loose if id(glyph) not in taken]
    return tables, loose


def _piece(glyphs: Sequence[Glyph]) -> _Piece:
    ys, sizes = [glyph.y for glyph in glyphs], [glyph.size for glyph in glyphs]
    return _Piece(glyphs[0].x0, max(glyph.x1 for glyph in glyphs), middle(ys), middle(sizes), tuple(glyphs))


def _height(piece: _Piece) -> tuple[float, float]:
    return piece.y, piece.x0


def _regions(parts: Sequence[_Piece], columns: int, gutter: float | None) -> Iterator[Region]:
    if gutter is None or columns > _MOST_COLUMNS:
        if parts:
            yield Region(tuple(_stacked(parts)), columns)
        return
    for across, band in _bands(parts, gutter):
        if across or not (_is_two(band, gutter) or _sides(band, gutter)):
            yield Region(tuple(_stacked(band)), columns)
            continue
        for side in ([one for one in band if one.x1 <= gutter], [one for one in band if one.x1 > gutter]):
            yield from _regions(side, columns + 1, _gutter(side))


def _gutter(parts: Sequence[_Piece]) -> float | None:
    """Where most pieces that stand side by side in running text are parted; None on a page of one column."""
    edges = Counter(round(one.x0 / 2) for one in parts)
    best: tuple[int, float] | None = None
    for edge, count in sorted(edges.items()):
        if count < _LEAST:
            continue
        size = middle([one.size for one in parts if round(one.x0 / 2) == edge])
        gutter = 2 * edge - 1 - 0.3 * size
        if not _is_even(parts, gutter, size):
            continue
        weight = sum(
            len(band) for across, band in _bands(parts, gutter) if not across and _is_two(band, gutter)
        )
        if weight and (best is None or weight > best[0]):
            best = weight, gutter
    return best[1] if best else None


def _is_even(parts: Sequence[_Piece], gutter: float, size: float) -> bool:
    """Whether a gutter parts columns that are wide enough for running text, each about as wide as the others."""
    left = gutter - min(one.x0 for one in parts)
    right = max(one.x1 for one in parts) - gutter
    if min(left, right) < _PROSE * size:
        return False
    return any(_EVEN <= left * n / right <= 1 / _EVEN for n in (1, 2, 3, 1 / 2, 1 / 3))


def _bands(parts: Sequence[_Piece], gutter: float) -> Iterator[tuple[bool, list[_Piece]]]:
    """Runs of pieces, from top to bottom, that do or do not cross a gutter."""
    band: list[_Piece] = []
    across = False
    for one in parts:
        crosses = one.x0 < gutter < one.x1
        if band and crosses != across:
            yield across, band
            band = []
        across = crosses
        band.append(one)
    if band:
        yield across, band


def _is_two(band: Sequence[_Piece], gutter: float) -> bool:
    """Whether running text stands on both sides of a gutter: most pieces of one side fill its column."""
    left = [one for one in band if one.x1 <= gutter]
    right = [one for one in band if one.x1 > gutter]
    if min(len(left), len(right)) < _LEAST:
        return False
    size = middle([one.size for one in band])
    ends = gutter - (_NEAR_GUTTER - _EDGE) * size, max(one.x1 for one in right)
    return max(_full(left, size, ends[0]), _full(right, size, ends[1])) >= _MOSTLY


def _full(side: Sequence[_Piece], size: float, end: float) -> float:
    """The share of pieces that are running text and reach the end of their column."""
    return sum(_runs(one, size) and one.x1 >= end - _EDGE * size for one in side) / len(side)


def _runs(piece: _Piece, size: float) -> bool:
    """Whether a piece is wide enough for running text, and is not spaced out."""
    width = piece.x1 - piece.x0
    return width >= (_PROSE - _EDGE) * size and sum(one.x1 - one.x0 for one in piece.glyphs) >= _DENSE * width


def _stacked(parts: Sequence[_Piece]) -> Iterator[Row | Table]:
    """Tables, and the pieces of each line in one row."""
    line: list[_Piece] = []
    for one in parts:
        if line and (one.table or one.y - line[0].y > _TOGETHER * max(one.size, line[0].size)):
            yield _row(line)
            line = []
        if one.table:
            yield one.table
        else:
            line.append(one)
    if line:
        yield _row(line)


def _row(line: Sequence[_Piece]) -> Row:
    return row([glyph for one in sorted(line, key=attrgetter("x0")) for glyph in one.glyphs])
