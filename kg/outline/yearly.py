"""Tables of indicators by years whose cells stand each on a line of its own, the kinds of indicators between their rows.

``指标`` / ``2020年`` / ``2025年`` / ``健康水平`` / ``人均预期寿命（岁）`` / ``77.9`` / ``79`` / …: each row ends with as many values as
there are years. Reads the lines behind a head; tells which of them make a row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.lexicon import Section
from kg.outline.cells import BODIES, FIGURE, KIND, NONE, SERIAL, TEXT, UNIT, kind
from kg.outline.table_heads import YEAR, Cells, Head, Token

_ROWS = 3  # rows that make a table
_WORDS = 3  # lines of a row in front of its unit and values: kind of indicators, indicator in two pieces


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns of a head stand: the kind of indicators and the unit where it has them, the years one by one."""

    kind: int | None
    name: int
    unit: int | None
    first: int
    years: int
    width: int


def rows(head: Head, body: Sequence[Token], words: Section) -> list[Cells]:
    """The cells of each row, that of the head first; the kind of indicators in front of one is a row by itself.

    None where the head has no years or the lines of `body` do not begin with at least three rows.
    """
    columns = _columns(head)
    if columns is None:
        return []
    found: list[Cells] = []
    count = place = 0
    while place < len(body):
        row, behind = _row(columns, body, place, words)
        if not row:
            break
        found += row
        count, place = count + 1, behind
    return [head.cells, *found] if count >= _ROWS else []


def _columns(head: Head) -> _Columns | None:
    years = [at for at, text in enumerate(head.texts) if head.kinds[at] == FIGURE and YEAR.match(text)]
    if not years or SERIAL in head.kinds or years[-1] - years[0] != len(years) - 1:
        return None
    front = head.kinds[: years[0]]
    if front not in (TEXT, TEXT + UNIT, KIND + TEXT, KIND + TEXT + UNIT):
        return None
    name = front.index(TEXT)
    unit = name + 1 if front.endswith(UNIT) else None
    return _Columns(name - 1 if name else None, name, unit, years[0], len(years), len(head.kinds))


def _row(columns: _Columns, body: Sequence[Token], place: int, words: Section) -> tuple[list[Cells], int]:
    """The row that begins at `place`, behind a row of its kind where no column is for that, and where it ends."""
    most = place + _WORDS + (columns.unit is not None)
    behind_name = range(place + 1, min(most + 1, len(body)))
    first = next((at for at in behind_name if _is_value(body[at], words)), place)
    named = [token.lines for token in body[place:first]]
    unit = named.pop() if columns.unit is not None and named else ()
    values, behind = _values(columns, body, first, words)
    if not named or not values:
        return [], place
    of = named.pop(0) if len(named) > 1 else ()
    cells: list[tuple[int, ...]] = [()] * columns.width
    cells[columns.name] = tuple([line for lines in named for line in lines])
    cells[columns.first : columns.first + columns.years] = values
    if columns.unit is not None:
        cells[columns.unit] = unit
    if columns.kind is not None:
        cells[columns.kind] = of
    for at in range(columns.first + columns.years, columns.width):
        if behind < len(body) and _says(body[behind].bare, words):
            cells[at] = body[behind].lines
            behind += 1
    apart = [(of,)] if of and columns.kind is None else []
    return [*apart, tuple(cells)], behind


def _values(
    columns: _Columns, body: Sequence[Token], place: int, words: Section
) -> tuple[list[tuple[int, ...]], int]:
    """The lines of the values, not all of them in words (``低于全国平均值``), and where they end; none for too few."""
    found: list[tuple[int, ...]] = []
    said = 0
    while place < len(body) and len(found) < columns.years:
        token = body[place]
        figure = _is_value(token, words)
        said += not figure
        if not (figure or kind(token.text, words) == NONE or words.patterns["cell_trend"].match(token.bare)):
            return [], place
        place += 1
        found.append(token.lines)
        if figure and place < len(body) and words.patterns["cell_bound"].fullmatch(body[place].bare):
            found[-1] += body[place].lines
            place += 1
    return (found, place) if len(found) == columns.years > said else ([], place)


def _is_value(token: Token, words: Section) -> bool:
    return words.patterns["cell_value"].fullmatch(token.bare) is not None


def _says(text: str, words: Section) -> bool:
    """Whether a line is the cell of a column behind the years: 约束性, 市卫生健康委."""
    return words.patterns["cell_attribute"].fullmatch(text) is not None or kind(text, words) == BODIES
