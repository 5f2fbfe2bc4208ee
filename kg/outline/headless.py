"""Tables without a head whose cells stand each on a line of its own: ``1`` / ``千人托位数`` / ``个/千人`` / ``区教育局`` / ``2`` / ….

Their numbers follow one another at one distance, and one column is of bodies throughout. Reads the lines of a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.lexicon import Section
from kg.outline.cells import BODIES, kind
from kg.outline.table_heads import Cells

_SERIAL = re.compile(r"[*★☆▲△]?\s?(\d{1,3})[.、]?")
_ROWS = 3  # rows that make a table
_FEWEST, _MOST = 3, 9  # cells of a row, its number included
_FIRST = 2  # the first column that may say who: behind the number and what is said
_SPREAD = 4  # lines, empty ones too, between two cells


def tables(rows: Sequence[str], figures: Sequence[int], words: Section) -> dict[int, Cells]:
    """By the number of its last line, the cells of each row of such tables; `figures` are lines of nothing but a figure."""
    values = {index: _value(rows[index]) for index in figures}
    if not any(_follow(values, figures, at) for at in range(len(figures) - _ROWS + 2)):
        return {}
    full = [index for index, row in enumerate(rows) if row.strip()]
    texts = [rows[index].strip() for index in full]
    serials = [_value(text) for text in texts]
    found: dict[int, Cells] = {}
    place = 0
    while place < len(full):
        starts, width = _run(serials, place) if serials[place] else ([], 0)
        if starts and _says_who([texts[start : start + width] for start in starts], words):
            for start in starts:
                cells = full[start : start + width]
                found[cells[-1]] = tuple([(line,) for line in cells])
        place = (starts[-1] if starts else place) + 1  # no run is read again from its second row
    return found


def _value(row: str) -> int:
    """The number that a line is: ``*2`` → 2, 0 for none."""
    hit = _SERIAL.fullmatch(row.strip())
    return int(hit[1]) if hit else 0


def _follow(values: dict[int, int], figures: Sequence[int], at: int) -> bool:
    """Whether two figures near one another may be the numbers of two rows."""
    pair = figures[at : at + 2]
    return (
        len(pair) > 1
        and 0 < values[pair[0]] == values[pair[1]] - 1
        and _FEWEST <= pair[1] - pair[0] <= _MOST * _SPREAD
    )


def _run(serials: Sequence[int], place: int) -> tuple[list[int], int]:
    """Where the rows begin whose first number stands at `place`, and how many cells they have; none for too few rows."""
    for width in range(_FEWEST, _MOST + 1):
        starts = list(_starts(serials, place, width))
        if len(starts) >= _ROWS:
            return starts, width
    return [], 0


def _starts(serials: Sequence[int], place: int, width: int) -> Iterator[int]:
    """Numbers one by one, `width` lines from one to the next, or one more where the heading of a part stands between."""
    value = serials[place]
    while place + width <= len(serials):
        yield place
        value += 1
        behind = place + width
        place = next((at for at in (behind, behind + 1) if serials[at : at + 1] == [value]), len(serials))


def _says_who(rows: Sequence[Sequence[str]], words: Section) -> bool:
    """Whether one column is of bodies in every row."""
    return any(
        all(kind(row[column], words) == BODIES for row in rows) for column in range(_FIRST, len(rows[0]))
    )
