"""A grid with its signs → rows of cells; a table that goes on overleaf is one table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.readers.printed.grids import Cell, Grid
from kg.readers.printed.page import Glyph
from kg.readers.printed.rows import Row, pieces, row

_STOPS = "。；！？"
_PADDING = 0.6  # of the size of type: white space at the edges of a cell
_SPARE = 0.4
_SAME = 4.0  # points between the lines of two halves of a table
_LONGEST_REPEAT = 400  # characters of a cell that are said again in each row that it covers


@dataclass(frozen=True, slots=True)
class Field:
    """What stands in a cell: its text, and whether it was said in a row above already."""

    text: str
    again: bool = False
    alone: bool = True  # a cell of this one row


@dataclass(frozen=True, slots=True)
class Table:
    """A table or the part of one on a page, as rows of fields."""

    x0: float
    x1: float
    top: float
    bottom: float
    xs: tuple[float, ...]
    rows: tuple[tuple[Field, ...], ...]


def table(grid: Grid, glyphs: Iterable[Glyph]) -> Table | None:
    """The table of a grid with the signs that stand in it; None where hardly any do."""
    inside = _sorted_in(grid, glyphs)
    texts = {cell: _text(cell, inside[cell]) for cell in grid.cells}
    if sum(bool(text) for text in texts.values()) < 2:
        return None
    rows = [[Field("")] * (len(grid.xs) - 1) for _ in grid.ys[1:]]
    for cell, text in texts.items():
        for down in range(cell.rows):
            said = text if down == 0 or len(text) <= _LONGEST_REPEAT else ""
            rows[cell.row + down][cell.column] = Field(said, down > 0, cell.rows == 1)
    kept = tuple(tuple(fields) for fields in rows if any(one.text and not one.again for one in fields))
    return Table(grid.xs[0], grid.xs[-1], grid.ys[0], grid.ys[-1], grid.xs, kept)


def holds(grid: Grid, glyph: Glyph) -> bool:
    """Whether a sign stands in a grid."""
    x, y = (glyph.x0 + glyph.x1) / 2, glyph.y - 0.35 * glyph.size
    return grid.xs[0] <= x <= grid.xs[-1] and grid.ys[0] <= y <= grid.ys[-1]


def lines(parts: Sequence[Table]) -> list[str]:
    """The rows of a table from its parts on several pages: its head once, a row torn by a page's end in one."""
    rows: list[tuple[Field, ...]] = list(parts[0].rows)
    for part in parts[1:]:
        rest = list(part.rows[_repeated(parts[0].rows, part.rows) :])
        if rest and _is_torn(rows[-1], rest[0]):
            rows[-1] = tuple(map(_together, rows[-1], rest.pop(0)))
        rows += _filled(rows[-1], rest)
    return ["\t".join(_texts(fields)) for fields in rows]


def _repeated(first: Sequence[tuple[Field, ...]], second: Sequence[tuple[Field, ...]]) -> int:
    """How many rows at the head of a part say what the head of the first part says."""
    same = 0
    for above, below in zip(first, second, strict=False):
        if _texts(above) != _texts(below):
            break
        same += 1
    return same


def goes_on(first: Table, second: Table) -> bool:
    """Whether two tables on following pages have the same columns."""
    return len(first.xs) == len(second.xs) and all(
        abs((a - first.xs[0]) - (b - second.xs[0])) <= _SAME for a, b in zip(first.xs, second.xs, strict=True)
    )


def _texts(fields: Sequence[Field]) -> list[str]:
    return [one.text for one in fields]


def _is_torn(last: Sequence[Field], rest: Sequence[Field]) -> bool:
    """Whether the first row overleaf is the rest of the last one: cells are empty, and those that are not go on."""
    if not last[0].text or all(one.text for one in rest) or rest[0].text:
        return False
    said = [(above.text, below.text) for above, below in zip(last, rest, strict=True) if below.text]
    if not said or not all(above for above, _ in said) or not all(one.alone for one in rest):
        return False
    return len(said) == 1 or max((above for above, _ in said), key=len)[-1] not in _STOPS


def _together(above: Field, below: Field) -> Field:
    return Field(above.text + below.text)


def _filled(last: Sequence[Field], rest: Sequence[tuple[Field, ...]]) -> list[tuple[Field, ...]]:
    """The rows overleaf; a cell in front that goes on from the page before is said again."""
    if not rest or rest[0][0].text or not last[0].text or not any(one.text for one in rest[0][1:]):
        return list(rest)
    found = []
    open_ = True
    for fields in rest:
        open_ = open_ and not fields[0].text
        found.append((Field(last[0].text, True), *fields[1:]) if open_ else fields)
    return found


def _sorted_in(grid: Grid, glyphs: Iterable[Glyph]) -> dict[Cell, list[Glyph]]:
    """Each sign to the cell that its middle stands in."""
    at = {
        (cell.row + down, cell.column + over): cell
        for cell in grid.cells
        for down in range(cell.rows)
        for over in range(cell.columns)
    }
    found: dict[Cell, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, glyph.y - 0.35 * glyph.size
        place = (_field(grid.ys, y), _field(grid.xs, x))
        if place in at:
            found[at[place]].append(glyph)
    return found


def _field(lines: Sequence[float], value: float) -> int:
    return sum(line <= value for line in lines) - 1


def _text(cell: Cell, glyphs: Sequence[Glyph]) -> str:
    """The text of a cell in one line: what was broken at the cell's edge is joined, other breaks are a space."""
    rows = _rows(glyphs)
    found = rows[0].text if rows else ""
    for last, one in pairwise(rows):
        found += _break(last, one, cell) + one.text
    return found


def _rows(glyphs: Sequence[Glyph]) -> list[Row]:
    lines: list[list[Glyph]] = []
    for piece in pieces(glyphs):
        if (
            lines
            and abs(piece[0].y - lines[-1][-1].y) < 0.4 * piece[0].size
            and piece[0].x0 > lines[-1][-1].x0
        ):
            lines[-1] += piece
        else:
            lines.append(list(piece))
    return [row(line) for line in lines]


def _break(last: Row, one: Row, cell: Cell) -> str:
    room = cell.x1 - cell.x0 - _PADDING * last.size - last.width
    if room >= one.word + _SPARE * last.size:
        return " "
    latin = last.text[-1].isascii() and one.text[0].isascii()
    return " " if latin and last.text[-1].isalpha() and one.text[0].isalpha() else ""
