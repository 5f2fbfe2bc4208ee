"""Spreadsheets (``.xlsx``, ``.xlsm``) → text: the sheets in order, each with its name on a line, each row on a line.

Cells say what the sheet shows: 90%, 2025年6月30日, results of formulas; hidden sheets, rows and columns are no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kg.readers import grid
from kg.readers.excel import workbook
from kg.readers.excel.sheet import Sheet
from kg.readers.package import Package

_UNNAMED = re.compile(r"Sheet\s*\d*", re.I)  # as the program calls a sheet that nobody named


def canonical_bytes(data: bytes, path: Path) -> str:
    """The text of a workbook; ReadError with file, mistake and remedy."""
    package = Package(data, path, "Excel")
    book = workbook.read(package)
    if book is None:
        raise package.error("there is no workbook in it; open it in Excel or WPS and save it as .xlsx")
    return "".join(f"{line}\n" for line in _lines(package, book))


def _lines(package: Package, book: workbook.Workbook) -> Iterator[str]:
    for name, part in book.sheets:
        sheet = Sheet(package, book)
        if package.holds(part):
            sheet.read(part)
        rows = sheet.rows()
        said = grid.cell(name)
        if rows and not _UNNAMED.fullmatch(said):
            title = "".join(rows[0]) if sum(map(bool, rows[0])) == 1 else ""
            if not title:
                yield said
            elif said not in title:
                yield f"【{said}】"  # the table has a title of its own
        yield from grid.lines(rows)
