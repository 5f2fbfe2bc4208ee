"""The answer to a question: a small table of plain values, and how it is printed.

A cell is a string (an IRI is its address), a number, a boolean or None; dates are ISO strings. CONSTRUCT and DESCRIBE
answer with triples as rows and, in `turtle`, as Turtle.
"""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from kg.errors import QueryError

Cell: TypeAlias = str | int | float | Decimal | bool | None
FORMATS = ("table", "csv", "json", "ttl")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run
_WIDEST = 48  # columns of a terminal that one cell may take


@dataclass(frozen=True, slots=True)
class Rows:
    """Columns and rows: ``Rows(("agency", "tasks"), (("佛山市高明区卫生健康局", 12),))``."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    turtle: str | None = None

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Cell]]:
        """Each row as a mapping: ``{"agency": "佛山市高明区卫生健康局", "tasks": 12}``."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def column(self, name: str) -> tuple[Cell, ...]:
        """One column, top to bottom."""
        at = self.columns.index(name)
        return tuple(row[at] for row in self.rows)


def render(rows: Rows, style: str = "table") -> str:
    """The answer as text in one of FORMATS; raises QueryError for another one, and for `ttl` of a plain table."""
    if style == "ttl":
        return _turtle(rows)
    writers = {"table": to_table, "csv": to_csv, "json": to_json}
    if style not in writers:
        raise QueryError("--format", f"there is no format {style}; formats are {', '.join(FORMATS)}")
    return writers[style](rows)


def to_csv(rows: Rows) -> str:
    """CSV with a header; a text cell that a spreadsheet would run as a formula (`=1+1`) gets a `'` in front."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(rows.columns)
    writer.writerows([_harmless(cell) for cell in row] for row in rows.rows)
    return out.getvalue()


def to_json(rows: Rows) -> str:
    """A JSON list with one object a row; Chinese as it is, decimals as numbers."""
    return json.dumps(list(rows), ensure_ascii=False, indent=2, default=_number) + "\n"


def to_table(rows: Rows) -> str:
    """A table for the terminal: a Chinese character takes two columns, long cells are cut with …, and a last line counts rows."""
    lines = [list(rows.columns), *([_shown(cell) for cell in row] for row in rows.rows)]
    widths = [max(_width(line[i]) for line in lines) for i in range(len(rows.columns))]
    rule = "  ".join("─" * width for width in widths)
    printed = [_line(line, widths) for line in lines]
    count = f"({len(rows)} {'row' if len(rows) == 1 else 'rows'})"
    return "\n".join([printed[0], rule, *printed[1:], count]) + "\n"


def text_of(cell: Cell) -> str:
    """A cell as people read it: ``Decimal("0.850")`` → ``0.85``, None → nothing."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return f"{cell.normalize():f}"
    return str(cell)


def _turtle(rows: Rows) -> str:
    if rows.turtle is None:
        raise QueryError("--format", "ttl is for CONSTRUCT and DESCRIBE; a SELECT gives table, csv or json")
    return rows.turtle


def _harmless(cell: Cell) -> str:
    text = text_of(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(_FORMULA) else text


def _number(cell: object) -> float | int | str:
    if not isinstance(cell, Decimal):
        return str(cell)
    return int(cell) if cell == cell.to_integral_value() else float(cell)


def _shown(cell: Cell) -> str:
    # Text of a document is data: control characters would steer the terminal.
    text = "".join(c if unicodedata.category(c) not in ("Cc", "Cf") else " " for c in text_of(cell))
    return _cut(text, _WIDEST)


def _cut(text: str, width: int) -> str:
    if _width(text) <= width:
        return text
    end, used = 0, 1
    while used + _width(text[end]) <= width:
        used += _width(text[end])
        end += 1
    return text[:end] + "…"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
