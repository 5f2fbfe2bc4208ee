"""Tables under a head of short lines, as pages and PDFs give them: each cell, or a piece of one, on a line of its own.

``序号`` / ``项目`` / ``责任领导`` / ``责任科室`` / ``完成时限`` / ``1`` / ``开展学习教育。`` / ``张某某`` / …: rows begin with their
numbers, or are told by what the columns say. Reads the lines of a folded text; says of which lines the cells of each row are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.lexicon import Section
from kg.outline import yearly
from kg.outline.pages import is_number
from kg.outline.table_heads import Cells, Head, Token, heads, may_head
from kg.outline.table_rows import Reader

_SHORT = 14  # characters of a title that may be a cell too
_LARGEST = 4000  # lines of a table
_ABOVE = 3  # lines above a head: the number of its annex and its title
_PIECES = 8  # lines of a name in brackets
_OPENING = "《（〈“‘〔"
_CLOSING = "，。、；：！？）》〉”’〕%"
_RATE = "%"
_PAIRS = (("《", "》"), ("（", "）"), ("〈", "〉"), ("〔", "〕"))
_BOUND = re.compile("[〈〉]\\d")  # a value that begins with a sign: ＜4
_OF_DATE = re.compile("[年月日][底末前初内起止]{0,2}")
_DAY_NEXT = re.compile("[月日]")


def tables(rows: Sequence[str], signs: Sequence[int], words: Section) -> dict[int, Cells]:
    """By the number of its last line, the cells of each row of such tables, heads included; `signs` are lines that may be of a head."""
    signs = [index for index in signs if may_head(rows, index, words)]
    if not signs:
        return {}
    tokens = [Token((index,), row.strip()) for index, row in enumerate(rows) if row.strip()]
    places = {token.lines[0]: place for place, token in enumerate(tokens)}
    found: dict[int, Cells] = {}
    for same, limit in _grouped(
        list(heads(tokens, [places[index] for index in signs], words)), tokens, words
    ):
        head = same[0]
        body, closed = _body(tokens, same, limit, words)
        lines = yearly.rows(head, body, words) or Reader(head, body, words, closed).rows()
        repeats = [(*lines[0][: -len(head.cells)], *one.cells) for one in same[1:] if lines]
        for cells in (*lines, *repeats):
            found[max([line for cell in cells for line in cell])] = cells
    return found


def _grouped(
    found: Sequence[Head], tokens: Sequence[Token], words: Section
) -> Iterator[tuple[Sequence[Head], int]]:
    """Heads of one table, printed again on each of its pages, and where its lines end at the latest."""
    first = 0
    for index, head in enumerate(found):
        after = found[index + 1] if index + 1 < len(found) else None
        if after is None or after.texts != head.texts or _is_own(tokens, after.start, words):
            yield found[first : index + 1], after.start if after else len(tokens)
            first = index + 1


def _is_own(tokens: Sequence[Token], start: int, words: Section) -> bool:
    """Whether a head begins a table of its own: the heading of a part stands above it, or 附件3 and its title."""
    above = [token.bare for token in tokens[max(0, start - _ABOVE) : start]]
    ends = words.patterns["end"].match
    return bool(above) and bool(words.patterns["section"].match(above[-1]) or any(map(ends, above)))


def _body(
    tokens: Sequence[Token], heads: Sequence[Head], limit: int, words: Section
) -> tuple[list[Token], bool]:
    """The lines of a table behind its head, and whether it is told where they end: no head printed again, no page numbers."""
    first = heads[0]
    title = tokens[first.start - 1].text if first.start else ""
    inside = [
        at
        for one, other in zip(heads, [*heads[1:], None], strict=True)
        for at in range(one.end, other.start if other else limit)
    ]
    found: list[Token] = []
    for at in inside[:_LARGEST]:
        token = tokens[at]
        if words.patterns["end"].match(token.bare):
            return _whole(found), not token.bare[0].isdecimal()  # a signature stands above a date
        paged = is_number(token.text) and not token.text.isdecimal()
        if not paged and (token.text != title or len(title) <= _SHORT):
            found.append(token)
    return _whole(found), False


def _whole(tokens: Sequence[Token]) -> list[Token]:
    """The lines, those that are pieces of a name in brackets or of a date put together: 《 / …纲要 / 》, 2018 / 年 / 4 / 月."""
    found: list[Token] = []
    for at, token in enumerate(tokens):
        after = tokens[at + 1].text if at + 1 < len(tokens) else ""
        if found and _goes_on(found[-1], token.text, after):
            last = found[-1]
            found[-1] = Token(last.lines + token.lines, last.text + token.text)
        else:
            found.append(token)
    return found


def _goes_on(last: Token, text: str, after: str) -> bool:
    """Whether a line goes on with the one in front of it, whatever the columns are."""
    tail = last.text[-1]
    if _BOUND.match(text):
        return False
    if tail in _OPENING or (text[0] in _CLOSING and (text != _RATE or tail.isdecimal())):
        return True  # a cell of units may say nothing but %
    if (
        len(last.lines) < _PIECES
        and not _BOUND.match(last.text)
        and any(
            last.text.count(opens) > last.text.count(closes) for opens, closes in _PAIRS if opens in last.text
        )
    ):
        return True
    if tail.isdecimal() and _OF_DATE.fullmatch(text):
        return True
    return tail in "年月" and last.text[0].isdecimal() and text.isdecimal() and bool(_DAY_NEXT.match(after))
