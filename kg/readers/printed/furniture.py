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
_NOTE = re.compile(r"[①-⑳*＊※]|\[\d{1,2}\]|〔\d{1,2}〕|注\d?[：:]|\d{1,2}[\s.．]")
_NOTE_SIZE = 0.85  # of the size of the text
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


def with_notes_last(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets with their footnotes behind the last of them, so that no sentence is torn."""
    size = middle([one.size for sheet in sheets for region in sheet.regions for one in _rows(region)])
    found: list[Sheet] = []
    notes: list[Region] = []
    for sheet in sheets:
        last = sheet.regions[-1] if sheet.regions else Region(())
        begin = _first_note(last, _NOTE_SIZE * size)
        if begin:
            notes.append(replace(last, items=last.items[begin:]))
            sheet = replace(sheet, regions=(*sheet.regions[:-1], replace(last, items=last.items[:begin])))
        found.append(sheet)
    return [*found, replace(sheets[-1], regions=tuple(notes))] if notes else found


def _first_note(region: Region, size: float) -> int:
    """Where the rows in small type at the foot of a region begin, the first of them with a mark; 0 where none do."""
    begin = len(region.items)
    for place in range(begin - 1, 0, -1):
        one = region.items[place]
        if not isinstance(one, Row) or one.size > size:
            break
        begin = place if _NOTE.match(one.text) else begin
    return begin if 0 < begin < len(region.items) else 0


def _rows(region: Region) -> list[Row]:
    return [one for one in region.items if isinstance(one, Row)]
