"""What cells of a workbook refer to: its sheets in order, shared strings, formats of numbers, the first day of its dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kg.readers.excel import formats
from kg.readers.package import Package

_LONGEST_CODE = 255  # characters, as in the programs
_1900 = datetime(1899, 12, 30)  # day 0; right from 1 March 1900 on, as the programs count 29 February 1900
_1904 = datetime(1904, 1, 1)


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets (name and part) that are not hidden, and what their cells refer to."""

    sheets: tuple[tuple[str, str], ...]
    strings: list[str]
    codes: list[str]  # the format code of each cell style
    base: datetime


def read(package: Package) -> Workbook | None:
    """The workbook of a package; None where there is none in it."""
    whole = next(
        (part for kind, part in package.relations("").values() if kind == "officeDocument"), "xl/workbook.xml"
    )
    root = package.tree(whole)
    if root is None:
        return None
    relations = package.relations(whole)
    parts = dict(relations.values())
    sheets = [
        (sheet.get("name", ""), relations[key][1])
        for sheet in root.iter("{*}sheet")
        if sheet.get("state", "visible") == "visible" and (key := _relation(sheet)) in relations
    ]
    properties = next(root.iter("{*}workbookPr"), None)
    late = properties is not None and properties.get("date1904") in ("1", "true", "on")
    return Workbook(
        tuple(sheets),
        _strings(package.tree(parts.get("sharedStrings", "xl/sharedStrings.xml"))),
        _codes(package.tree(parts.get("styles", "xl/styles.xml"))),
        _1904 if late else _1900,
    )


def _relation(sheet: Any) -> str:
    return next((str(value) for key, value in sheet.attrib.items() if key.endswith("}id")), "")


def _strings(root: Any | None) -> list[str]:
    return [written(one) for one in root.iterchildren("{*}si")] if root is not None else []


def written(element: Any) -> str:
    """The text of a string, of all its runs, without the readings of its characters: ``<r><t>任务</t></r>``."""
    return "".join(
        one.text or ""
        for one in element.iter("{*}t")
        if one.getparent() is None or not str(one.getparent().tag).endswith("}rPh")
    )


def _codes(root: Any | None) -> list[str]:
    if root is None:
        return []
    own = {one.get("numFmtId"): one.get("formatCode", "")[:_LONGEST_CODE] for one in root.iter("{*}numFmt")}
    styles = next(root.iterchildren("{*}cellXfs"), None)
    ids = [one.get("numFmtId", "0") for one in styles] if styles is not None else []
    return [own[key] if key in own else formats.BUILT_IN.get(_small(key), "") for key in ids]


def _small(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 0
