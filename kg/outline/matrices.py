"""Tables of rates without numbered rows whose cells stand each on a line of its own.

``参保对象`` / ``三级医疗机构`` / ``二级医疗机构`` / ``支付比例`` / ``负担比例`` / ``支付比例`` / ``负担比例`` / ``在职职工`` / ``异地安置`` /
``65%`` / …: as many figures to a row as heads name rates. Reads the lines of a text.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from kg.lexicon import Section
from kg.outline.table_heads import LONGEST, Cells, Token, value

_FIGURE = re.compile(r"[≥≤〉〈约]?\d[\d，,.—\-~%]{0,15}(?:[^\d，。；：、]{0,4})|[—\-/／]{1,2}")
_SENTENCE = re.compile("[。；！？]")
# What stands below a table and is of no row: 二、起付线, 附件2, 序号.
_BELOW = re.compile(
    "（?[一二三四五六七八九十]{1,3}[、）]|第[一二三四五六七八九十]{1,3}[章节条]|附[件表：]|序号|注："
)
_SHARE, _NO_SHARE, _NONE = "%", re.compile("[1-9]"), re.compile(r"0\d")  # 80%; 200元; 0598
_LABEL, _LABELS = 30, 4  # characters and lines of what a row is of
_CORNER = 2  # columns that name
_ROWS = 2  # rows that make a table
_LARGEST = 400  # rows of a table
_OPENING, _CLOSING = "（", "）"


class _Body(NamedTuple):
    """A row: the lines of what it is of, and its figures."""

    label: list[Token]
    figures: list[Token]


def tables(
    rows: Sequence[str], signs: Sequence[int], words: Section, known: Container[int] = ()
) -> dict[int, Cells]:
    """By the number of its last line, the cells of each row of such tables; `signs` are lines that may be of a head.

    Lines that are `known` to be another table's are none of theirs.
    """
    rated = words.patterns["rated"].fullmatch
    signs = [index for index in signs if index not in known and rated("".join(rows[index].split()))]
    if not signs:
        return {}
    tokens = [Token((index,), row.strip()) for index, row in enumerate(rows) if row.strip()]
    places = {token.lines[0]: place for place, token in enumerate(tokens)}
    found: dict[int, Cells] = {}
    behind = 0
    for place in [places[index] for index in signs]:
        if place < behind:
            continue
        behind = place + 1
        while behind < len(tokens) and len(tokens[behind].text) <= LONGEST and rated(tokens[behind].bare):
            behind += 1
        for cells in _table(tokens, place, behind, words) or _turned(tokens, place, words):
            found[max([line for cell in cells for line in cell])] = cells
    return found


def _table(tokens: Sequence[Token], start: int, end: int, words: Section) -> list[Cells]:
    """The rows of the table whose heads of figures stand in ``tokens[start:end]``; none where what follows is none."""
    count = end - start
    body = list(_body(tokens, end, count))
    numbered = any(value(row.label[0].bare) for row in body[:_ROWS])
    if len(body) < _ROWS or numbered or value(tokens[end].bare):
        return []
    if count == 1 and [value(row.figures[0].bare) for row in body[:_ROWS]] == [1, 2]:
        return []  # numbers of rows, or of pages
    leaves = tokens[start:end]
    groups = _groups([leaf.bare for leaf in leaves])
    above = tokens[max(0, start - groups) : start] if groups > 1 else []
    corner = _corner(tokens, start - len(above), words)
    if len(above) < groups > 1 or not corner or any(_FIGURE.fullmatch(one.text) for one in above):
        return []
    fewest = min([len(row.label) for row in body])
    parted = len(corner) > 1 or fewest < max([len(row.label) for row in body])
    front = [one.lines for one in corner] + [()] * (parted and len(corner) == 1)
    lines = [leaf.lines for leaf in leaves]
    heads: list[Cells] = [(*front, *lines)]
    if above:
        each = count // groups
        over = [cell for one in above for cell in (one.lines, *([()] * (each - 1)))]
        heads = [(*front, *over), (*([()] * len(front)), *lines)]
    return [*heads, *[_row(row, parted) for row in body]]


def _turned(tokens: Sequence[Token], start: int, words: Section) -> list[Cells]:
    """The same where the rows name the rates: ``项目`` / ``一级医院`` / ``二级医院`` / ``起付标准（元）`` / ``200`` / ``500`` / …."""
    end = start + 1
    while end < len(tokens) and _FIGURE.fullmatch(tokens[end].text):
        end += 1
    count = end - start - 1
    head = tokens[max(0, start - count - 1) : start]
    if not _ROWS <= count < len(head) or not all(_is_label(one.text) for one in head):
        return []
    rated = words.patterns["rated"].fullmatch
    body = [row for row in _body(tokens, start, count) if len(row.label) == 1]
    if len(body) < _ROWS or not all(rated(row.label[0].bare) for row in body[:_ROWS]):
        return []
    return [tuple([one.lines for one in head]), *[_row(row, False) for row in body]]


def _body(tokens: Sequence[Token], place: int, count: int) -> Iterator[_Body]:
    """The rows behind a head, as long as each has so many figures."""
    shares: list[bool] = []  # which columns of the first row are shares
    for _ in range(_LARGEST):
        label: list[Token] = []
        while place < len(tokens) and len(label) <= _LABELS and _is_label(tokens[place].text):
            if _BELOW.match(tokens[place].text):
                return
            if label and label[-1].text.count(_OPENING) > label[-1].text.count(_CLOSING):
                last = label.pop()
                label.append(Token(last.lines + tokens[place].lines, last.text + tokens[place].text))
            else:
                label.append(tokens[place])
            place += 1
        figures = list(tokens[place : place + count])
        whole = len(figures) == count and all(_FIGURE.fullmatch(one.text) for one in figures)
        if not label or len(label) > _LABELS or not whole:
            return
        shares = shares or [_SHARE in one.text for one in figures]
        if any(_is_other(one.text, share) for one, share in zip(figures, shares, strict=True)):
            return
        place += count
        yield _Body(label, figures)


def _is_other(text: str, share: bool) -> bool:
    """Whether a figure is of another table: a sum below shares, a code."""
    return bool(_NONE.match(text)) or (share and _SHARE not in text and bool(_NO_SHARE.match(text)))


def _is_label(text: str) -> bool:
    return len(text) <= _LABEL and not _FIGURE.fullmatch(text) and not _SENTENCE.search(text)


def _groups(leaves: Sequence[str]) -> int:
    """How often the same heads come again: ``支付比例 | 负担比例 | 支付比例 | 负担比例`` → 2."""
    for width in range(1, len(leaves)):
        if len(leaves) % width == 0 and list(leaves[:width]) * (len(leaves) // width) == list(leaves):
            return len(leaves) // width
    return 1


def _corner(tokens: Sequence[Token], end: int, words: Section) -> list[Token]:
    """The heads of the columns that name, in front of those of figures."""
    found: list[Token] = []
    for at in range(end - 1, max(-1, end - 1 - _CORNER), -1):
        if len(tokens[at].bare) > LONGEST or not words.patterns["corner"].fullmatch(tokens[at].bare):
            break
        found.insert(0, tokens[at])
    return found


def _row(row: _Body, parted: bool) -> Cells:
    """The cells of a row: that of its group, where it has one, its own name, its figures."""
    label, figures = row.label, tuple([one.lines for one in row.figures])
    if not parted:
        return (tuple([line for one in label for line in one.lines]), *figures)
    group = tuple([line for one in label[:-1] for line in one.lines])
    return (group, label[-1].lines, *figures)
