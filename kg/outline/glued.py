"""A table that text run together holds: ``…一览表项目主要内容责任单位完成时限1建设卫生院①…。市卫健委、市财政局2025年6月2…``.

Its head glues the names of its columns; each row ends in who does it and by when, behind the end of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.lexicon import Section
from kg.outline.line import Line, Row, only, table_row, within

_ROWS = 2  # rows that make a table


def parted(line: Line, words: Section) -> tuple[Line, list[Line]]:
    """A line without the table that it ends in, and the rows of that; the whole line where it holds none."""
    head = words.patterns["glued_table"].search(line.text)
    ends = list(words.patterns["glued_row"].finditer(line.text, head.end())) if head else []
    if head is None or len(ends) < _ROWS:
        return line, []
    title = words.patterns["glued_title"].search(line.text, 0, head.start())
    start = title.start() if title else head.start()
    return only(line, 0, start), list(_rows(line, start, head, ends))


def _rows(line: Line, start: int, head: re.Match[str], ends: list[re.Match[str]]) -> Iterator[Row]:
    """The head, then what is done, who does it and by when; what stands behind the last row is one without these."""
    yield _row(line, ((start, head.start()), (head.start(), head.start("when")), head.span("when")))
    place = head.end()
    for end in ends:
        yield _row(line, ((place, end.start("who")), end.span("who"), end.span("when")))
        place = end.end()
    if line.text[place:].strip():
        yield _row(line, ((place, len(line.text)),))


def _row(line: Line, cells: tuple[tuple[int, int], ...]) -> Row:
    """A row whose cells are parts of a line's text."""
    pieces = [only(line, start, end) for start, end in cells]
    grid = tuple([within(piece) if piece.text else () for piece in pieces])
    return table_row([piece.text for piece in pieces], grid)
