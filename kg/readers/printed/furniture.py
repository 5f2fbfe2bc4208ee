"""Sheets without what is printed on each page: running heads, page numbers, the address line of a browser."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.readers.printed.flow import Region, Sheet
from kg.readers.printed.page import middle
from kg.readers.printed.rows import Row

_MARGIN = 0.13  # of the height of a page, above and below
_STRIP = 0.045  # of the height: less than any margin of a page
_SMALLER = 0.95
_DEEPEST = 3  # rows from the edge
_PAGE = re.compile(
    r"[\s\-—–_·.…|]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[,，/／]?\s*(?:共|/|／|of)\s*\d{1,4}\s*页?)?[\s\-—–_·.…|]*|[ivxIVX]{1,6}"
)
_ADDRESS = re.compile(r"(?:https?|file)://\S+(?:\s+\d+\s*[/／]\s*\d+)?|about:blank(?:\s+\d+\s*[/／]\s*\d+)?")
_CLOCK = re.compile(
    r"\d{4}[/\-.]\d{1,2}[/\-.]\d{1,2}[,，]?\s*(?:[上下]午)?\s*\d{1,2}:\d{2}.*|\d{1,2}/\d{1,2}/\d{2,4}, \d.*"
)
_NUMBER = re.compile(r"\d+|(?<![A-Za-z])[ivxIVX]+(?![A-Za-z])")
_LINE = 6.0  # points: rows at one height


def without_furniture(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets without the rows at their edges that are repeated, or count the pages."""
    edges = [_edges(sheet) for sheet in sheets]
    heads = Counter(key for head, foot in edges for key in {_key(row) for row in (*head, *foot)})
    # Left and right pages may have heads of their own; the first often has none.
    most = max(2, len(sheets) // 4)
    return [_without(sheet, both, heads, most) for sheet, both in zip(sheets, edges, strict=True)]


def _without(
    sheet: Sheet, edges: Sequence[Sequence[Row]], heads: Counter[tuple[str, int]], most: int
) -> Sheet:
    noise: set[int] = set()
    for rows in edges:
        for row in rows:
            if heads[_key(row)] < most and not _is_noise(row) and not _is_outside(row, sheet):
                break  # what is nearer to the text belongs to it
            noise.add(id(row))
    if not noise:
        return sheet
    return replace(sheet, regions=tuple(_kept(sheet.regions, noise)))


def _kept(regions: Sequence[Region], noise: set[int]) -> Iterator[Region]:
    for region in regions:
        items = tuple(one for one in region.items if id(one) not in noise)
        if items:
            yield replace(region, items=items)


def _is_noise(row: Row) -> bool:
    return any(sign.fullmatch(row.text) for sign in (_PAGE, _ADDRESS, _CLOCK))


def _is_outside(row: Row, sheet: Sheet) -> bool:
    """Whether a row stands where no text does, and in smaller type than the text."""
    if _STRIP * sheet.height < row.y < (1 - _STRIP) * sheet.height:
        return False
    sizes = [one.size for region in sheet.regions for one in region.items if isinstance(one, Row)]
    return row.size < _SMALLER * middle(sizes)


def _edges(sheet: Sheet) -> tuple[list[Row], list[Row]]:
    """The rows in the upper and in the lower margin of a sheet, the outermost first."""
    rows = [one for region in sheet.regions for one in region.items if isinstance(one, Row)]
    rows.sort(key=lambda one: one.y)
    head = [one for one in rows[:_DEEPEST] if one.y <= _MARGIN * sheet.height]
    low = rows[len(head) :][-_DEEPEST:]
    return head, [one for one in reversed(low) if one.top >= (1 - _MARGIN) * sheet.height]


def _key(row: Row) -> tuple[str, int]:
    """What a running head says, whatever the page, and where."""
    return _NUMBER.sub("0", "".join(row.text.split())), round(row.y / _LINE)
