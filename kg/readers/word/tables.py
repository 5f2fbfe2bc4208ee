"""Tables of Word → rows of cells: merged cells filled, deleted rows left out; frames told from tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from kg.readers.word import xml

_WRAPPERS = ("sdt", "sdtContent", "customXml", "ins", "moveTo", "bookmarkStart")
_LETTERHEAD = 3  # columns of the only row: 急件, 文号, 签发人
_WIDEST = 63  # columns: Word allows no more


def rows(table: Any, text: Callable[[Any], str]) -> list[list[str]]:
    """The rows of a table, read with `text`; a cell merged with the one above repeats it, so that each row is whole."""
    found: list[list[str]] = []
    above: dict[int, str] = {}
    for row in _of(table, "tr"):
        if _is_gone(row):
            continue
        cells = [""] * _places(row, "trPr", "gridBefore", default=0)
        for one in _of(row, "tc"):
            said = text(one)
            place = len(cells)
            merged = xml.child(one, "tcPr", "vMerge")
            if merged is not None and xml.attribute(merged, "val") != "restart":
                said = above.get(place, said)
            above[place] = said
            if xml.value(one, "tcPr", "hMerge") == "continue":
                said = ""
            cells += [said, *[""] * (_places(one, "tcPr", "gridSpan", default=1) - 1)]
        found.append(cells)
    return found


def cells(table: Any) -> Iterator[Any]:
    """The cells of a table, row by row."""
    return (one for row in _of(table, "tr") if not _is_gone(row) for one in _of(row, "tc"))


def is_frame(table: Any) -> bool:
    """Whether a table only frames text: one column, one short row (a letterhead), or cells that hold tables of several columns."""
    width = _width(table)
    if width < 2 or (width <= _LETTERHEAD and sum(1 for _ in _of(table, "tr")) == 1):
        return True
    return any(_width(inner) > 1 for cell in cells(table) for inner in _of(cell, "tbl"))


def _width(table: Any) -> int:
    return max((sum(1 for _ in _of(row, "tc")) for row in _of(table, "tr")), default=0)


def _of(element: Any, wanted: str) -> Iterator[Any]:
    """The rows of a table, the cells of a row, also those in controls and tracked changes."""
    for one in element:
        name = xml.name(one)
        if name == wanted:
            yield one
        elif name in _WRAPPERS:
            yield from _of(one, wanted)


def _is_gone(row: Any) -> bool:
    """Whether a row is deleted or hidden."""
    properties = xml.child(row, "trPr")
    return properties is not None and (
        xml.child(properties, "del") is not None or bool(xml.switch(properties, "hidden"))
    )


def _places(element: Any, *path: str, default: int) -> int:
    found = xml.number(element, *path)
    return default if found is None else max(default, min(found, _WIDEST))
