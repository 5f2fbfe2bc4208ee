"""How the answer to a question is printed: a table for people, CSV for spreadsheets, JSON for programs, Turtle for triples.

A cell is a string (an IRI is its address), a number, a boolean, a date or None.
"""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.errors import QueryError
from kg.store import Rows, Value

FORMATS = ("table", "csv", "json", "ttl")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run
_WIDEST = 48  # columns of a terminal that one cell may take


@dataclass(frozen=True, slots=True)
class Triples(Rows):
    """The answer to CONSTRUCT and DESCRIBE: triples as rows, and the same as Turtle."""

    turtle: str = ""


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


def text_of(cell: Value) -> str:
    """A cell as people read it: ``Decimal("0.850")`` → ``0.85``, None → nothing."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return f"{cell.normalize():f}"
    return str(cell)


def _turtle(rows: Rows) -> str:
    if not isinstance(rows, Triples):
        raise QueryError("--format", "ttl is for CONSTRUCT and DESCRIBE; a SELECT gives table, csv or json")
    return rows.turtle


def _harmless(cell: Value) -> str:
    text = text_of(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(_FORMULA) else text


def _number(cell: object) -> float | int | str:
    if not isinstance(cell, Decimal):
        return str(cell)
    return int(cell) if cell == cell.to_integral_value() else float(cell)


def _shown(cell: Value) -> str:
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
