"""Rows of cells → lines of text: cells parted by tabs, heads where the extractors look for them.

A row with a single cell that stands in front of the table is its title; one that stands inside it (``二、深化医改``) is a
heading of its own, behind which the head of the table is said again, so that the rows below have their columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

_WHITE = re.compile(r"\s+")
_LONGEST_HEAD = 20  # characters of a column's head
_MOST_PLACES = 8_000_000  # beyond it, rows are not filled up to the width of the table
_SHORTEST_SECTION = 2  # characters of less are no heading inside a table


def cell(text: str) -> str:
    """The text of a cell on one line: line breaks and tabs in it are white space."""
    return _WHITE.sub(" ", text).strip(" ")


def lines(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of a table whose cells are tidy: ``序号\\t任务\\t牵头单位``."""
    used = sorted({place for row in rows for place, text in enumerate(row) if text})
    padded = len(used) * len(rows) <= _MOST_PLACES
    head: list[str] | None = None
    behind_section = False
    for row in rows:
        even = [row[place] if place < len(row) else "" for place in used] if padded else list(row)
        filled = [text for text in even if text]
        if len(filled) == 1 and (head is None or _is_section(filled[0])):
            behind_section = head is not None
            yield filled[0]
        elif filled:
            opens = head is None or (head and not behind_section and _goes_on(head, even))
            if opens:
                head = even if _is_head(filled) else []
            elif behind_section and head and even != head:
                yield "\t".join(head)
            behind_section = False
            yield "\t".join(even)


def _is_head(filled: Iterable[str]) -> bool:
    """Whether the first row of a table names its columns: short words, no sentence, no figure alone."""
    return all(len(text) <= _LONGEST_HEAD and not text.isdecimal() and "。" not in text for text in filled)


def _goes_on(head: Sequence[str], row: Sequence[str]) -> bool:
    """Whether a row is the second of a head: some of its cells are merged with those above, the others are heads."""
    shared = any(above and above == text for above, text in zip(head, row, strict=False))
    return shared and _is_head(row)


def _is_section(text: str) -> bool:
    """Whether the only cell of a row is a heading, not the number of a row that is to be filled in."""
    return len(text) > _SHORTEST_SECTION and not text.isdecimal()
