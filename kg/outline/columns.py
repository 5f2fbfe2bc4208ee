"""Rows of tables that are laid out with white space or bars: ``序号    任务    责任单位``, ``1 | 教育惠民 | 市教育局``.

Reads the texts of lines, yields the numbers of those that are rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

GAPS = "   "
BAR = " | "
_BARS = 2  # of a row: three cells
_COLUMNS = re.compile(r"\S {3,}\S.* {3,}\S|\S {8,}\S")
_FIGURE = re.compile(r"\|\s*[≥≤<>〉〈]?\d[\d.,%]*\S{0,2}\s*(?:\||$)")
_ROWS = 4  # rows that make a table
_NEAR = 5  # lines between them
_WIDEST = 300  # characters of a row


def spaced(lines: Iterable[tuple[int, str]]) -> Iterator[int]:
    """Of numbered lines those of tables that are laid out with white space: several near one another have wide gaps."""
    wide = [index for index, text in lines if GAPS in text and len(text) <= _WIDEST and _COLUMNS.search(text)]
    for group in _runs(wide):
        if len(group) >= _ROWS:
            yield from range(group[0], group[-1] + 1)


def barred(texts: Sequence[str], ends: frozenset[str]) -> Iterator[int]:
    """The rows of tables whose cells are parted by bars without one in front: ``1 | 教育惠民 | 市教育局``.

    `ends` are the last two signs of the heads of columns that say who and when.
    """
    parted = [index for index, text in enumerate(texts) if BAR[1] in text and text[0] != BAR[1]]
    rows = [index for index in parted if texts[index].count(BAR[1]) >= _BARS]
    for group in _runs(parted) if len(parted) > len(rows) else ():
        pairs = [texts[index] for index in group]
        if len(group) > _BARS and _headed(pairs[0], ends) and {text.count(BAR[1]) for text in pairs} == {1}:
            yield from group
    for group in _runs(rows):
        spaced = [index for index in group if texts[index].count(BAR) >= _BARS]
        if len(spaced) > 1:
            yield from spaced
        elif len(group) > _BARS and _counts([texts[index] for index in group], ends):
            yield from group


def _counts(texts: Sequence[str], ends: frozenset[str]) -> bool:
    """Whether rows are of as many cells each, and numbered, headed (``任务|责任单位|时限``) or of figures; no menu (``首页|要闻``)."""
    numbered = [text for text in texts if text.partition(BAR[1])[0].strip().isdecimal()]
    figured = [text for text in texts if _FIGURE.search(text)]
    alike = len({text.count(BAR[1]) for text in texts}) == 1
    return alike and (max(len(numbered), len(figured)) >= len(texts) - 1 or _headed(texts[0], ends))


def _headed(text: str, ends: frozenset[str]) -> bool:
    """Whether one of a row's cells is the head of a column that says who or when."""
    return any(cell.strip()[-2:] in ends for cell in text.split(BAR[1]))


def _runs(numbers: list[int]) -> list[list[int]]:
    """Numbers that lie near one another: 3 4 6 | 20 21."""
    groups: list[list[int]] = []
    for number in numbers:
        if groups and number - groups[-1][-1] <= _NEAR:
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups
