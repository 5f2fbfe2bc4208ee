"""One sheet → rows of cells as shown, read row by row: merged cells filled, hidden rows and columns left out."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Callable
from typing import Any

from lxml import etree

from kg.readers.excel import formats
from kg.readers.excel.workbook import Workbook, written
from kg.readers.package import Package

_MOST_CELLS = 1_000_000
_MOST_MARKS = 3_000_000  # tags and attributes of one row
_MOST_HIDDEN = 2_000  # runs of columns
_COLUMNS = 16_384  # of any sheet
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")
_TOO_LARGE = "it has more cells than a table of tasks; save the part that is needed as a file of its own"


class Sheet:
    """The cells of one sheet by row and column; read with `read`, given out with `rows`."""

    def __init__(self, package: Package, book: Workbook) -> None:
        self._package = package
        self._book = book
        self._cells: dict[int, dict[int, str]] = {}
        self._merged: list[str] = []
        self._hidden: list[tuple[int, int]] = []
        self._count = 0
        self._row = 0
        self._readers: dict[str, Callable[[Any], None]] = {
            "row": self._read_row,
            "mergeCell": lambda element: self._merged.append(element.get("ref", "")),
            "col": self._read_column,
        }

    def read(self, part: str) -> None:
        """Take in the sheet in a part of the package."""
        parser = etree.XMLPullParser(
            events=("end",),
            tag=("{*}row", "{*}mergeCell", "{*}col"),
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
            load_dtd=False,
        )
        waiting = 0
        try:
            for piece in self._package.pieces(part):
                waiting += piece.count(b"<") + piece.count(b"=")
                if waiting > _MOST_MARKS:
                    raise self._package.error(_TOO_LARGE)
                parser.feed(piece)
                waiting = 0 if self._take(parser) else waiting
            parser.close()
            self._take(parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self._package.unparsed(error) from error

    def _take(self, parser: Any) -> bool:
        """Read what the parser has finished and free its memory; whether there was a row."""
        found = False
        for _, element in parser.read_events():
            if not found:
                self._package.refuse_document_type(element)
            found = True
            self._readers[element.tag.rpartition("}")[2]](element)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
        return found

    def _read_column(self, element: Any) -> None:
        if element.get("hidden") in ("1", "true"):
            first, last = _whole(element.get("min")), _whole(element.get("max"))
            self._hidden.append((first, last))
            if len(self._hidden) > _MOST_HIDDEN:
                raise self._package.error(_TOO_LARGE)

    def _read_row(self, element: Any) -> None:
        self._row = _whole(element.get("r")) or self._row + 1
        if element.get("hidden") in ("1", "true"):
            return
        column = 0
        cells: dict[int, str] = {}
        for one in element.iterchildren("{*}c"):
            place = _PLACE.fullmatch(one.get("r", ""))
            column = _column(place[1]) if place else column + 1
            text = " ".join(self._shown(one).split()) if len(one) and column <= _COLUMNS else ""
            if text:
                cells[column] = text
        self._charge(len(cells))
        if cells:
            self._cells[self._row] = cells

    def _charge(self, cells: int) -> None:
        self._count += cells
        if self._count > _MOST_CELLS:
            raise self._package.error(_TOO_LARGE)

    def _shown(self, cell: Any) -> str:
        """The text that a cell shows."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return written(cell)
        value = next((one.text or "" for one in cell.iterchildren("{*}v")), "").strip()
        if kind == "s":
            return self._book.strings[_whole(value)] if _whole(value) < len(self._book.strings) else ""
        if kind == "d":
            return _iso(value)
        if kind in ("b", "e"):
            return {"1": "TRUE", "0": "FALSE"}.get(value, "") if kind == "b" else ""
        return value if kind == "str" else self._number(value, _whole(cell.get("s")))

    def _number(self, value: str, style: int) -> str:
        try:
            number = float(value)
        except ValueError:
            return value
        if not math.isfinite(number):
            return ""
        code = self._book.codes[style] if style < len(self._book.codes) else ""
        return formats.shown(number, code, self._book.base) if code else formats.general(number)

    def rows(self) -> list[list[str]]:
        """The rows that hold anything, of the columns that do; a cell merged downwards stands in each of its rows."""
        self._fill()
        columns = sorted({column for cells in self._cells.values() for column in cells})
        columns = [one for one in columns if not any(first <= one <= last for first, last in self._hidden)]
        if len(columns) * len(self._cells) > 8 * _MOST_CELLS:
            raise self._package.error(_TOO_LARGE)
        return [[cells.get(column, "") for column in columns] for _, cells in sorted(self._cells.items())]

    def _fill(self) -> None:
        lines = sorted(self._cells)
        for top, column, bottom in filter(None, map(_downwards, self._merged)):
            text = self._cells.get(top, {}).get(column, "")
            if text:
                below = lines[bisect_right(lines, top) : bisect_right(lines, bottom)]
                self._charge(len(below))
                for line in below:
                    self._cells[line].setdefault(column, text)


def _downwards(reference: str) -> tuple[int, int, int] | None:
    """The first row, the column and the last row of merged cells: ``B3:B7`` → 3, 2, 7."""
    first, _, last = reference.partition(":")
    begin, end = _PLACE.fullmatch(first), _PLACE.fullmatch(last)
    return (int(begin[2]), _column(begin[1]), int(end[2])) if begin and end else None


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else 0


def _iso(value: str) -> str:
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)", value)
    return f"{found[1]}年{int(found[2])}月{int(found[3])}日" if found else value
