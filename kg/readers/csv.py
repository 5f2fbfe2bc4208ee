"""Tables as text (``.csv``, ``.tsv``) → rows on lines, cells parted by tabs: commas, semicolons or tabs between cells."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from pathlib import Path

from kg.errors import ReadError
from kg.readers import grid

_BETWEEN = (",", "\t", ";", "，", "；", "|")
_PROBED = 40  # rows that tell what stands between cells
_MOST_CELLS = 2_000_000


def canonical(text: str, path: Path) -> str:
    """The text of a table; ReadError where its quotation marks do not match or it is beyond all measure."""
    found: list[list[str]] = []
    cells = 0
    for row in _rows(text, _separator(text), path):
        found.append([grid.cell(one) for one in row])
        cells += len(row)
        if cells > _MOST_CELLS:
            raise ReadError(path, f"it has more than {_MOST_CELLS} cells; split it into several files")
    return "".join(f"{line}\n" for line in grid.lines(found))


def _rows(text: str, separator: str, path: Path) -> Iterator[list[str]]:
    reader = csv.reader(StringIO(text), delimiter=separator)
    try:
        yield from reader
    except csv.Error as error:
        why = f"line {reader.line_num} has a quotation mark that is not closed or a cell without end; save the table anew"
        raise ReadError(path, why) from error


def _separator(text: str) -> str:
    """The sign that parts most of the first rows into as many cells as one another."""

    def evenness(separator: str) -> int:
        reader = csv.reader(islice(StringIO(text), _PROBED), delimiter=separator)
        try:
            widths = Counter(len(row) for row in reader if len(row) > 1)
        except csv.Error:
            return 0
        return max(widths.values(), default=0)

    return max(_BETWEEN, key=evenness)
