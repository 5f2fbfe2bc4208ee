"""Tables whose cells stand each on a line of its own, as they come out of a page's HTML or a PDF.

``县别`` / ``推广面积（万亩）`` / ``梅列区`` / ``5`` / ``三元区`` / ``8``: lines of words and of figures take turns with one
period. Reads the lines of a folded text, tells which of them make a row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import pairwise

from kg.outline.ordinals import opening
from kg.outline.table_heads import Cells

_FIGURE = re.compile(r"[≥≤〉〈]?\d[\d，,.]{0,11}%?")
_SENTENCE = re.compile("[。；：，！？…]")
_HAN = re.compile("[\u4e00-\u9fff]{2}")
_UNIT = re.compile(r"（[^（）\d]{1,4}）")
_CELL = 20  # characters of a cell
_HEAD = 26  # … and of the head of a column
_ROWS = 3  # rows that make a table, without its head
_FEWEST, _MOST = 2, 6  # columns
_NEAR = 12  # rows of text, empty ones too, between one figure and the next


def near(figures: Sequence[int]) -> bool:
    """Whether so many lines of figures stand near one another that they may be a table's."""
    run = 1
    for before, index in pairwise(figures):
        run = run + 1 if index - before <= _NEAR else 1
        if run >= _ROWS:
            return True
    return False


def tables(rows: Sequence[str], figures: Sequence[int], firsts: Sequence[str] = ()) -> dict[int, Cells]:
    """Of lines of text, by the number of its last line, the cells of each row of such tables, heads included.

    `firsts` are heads that a first column has: 序号, 指标名称.
    """
    full = _whole([((index,), row.strip()) for index, row in enumerate(rows) if row.strip()])
    known = set(figures)
    kinds = "".join([_kind(text, lines[0] in known) for lines, text in full])
    heads = {place for place, (_, text) in enumerate(full) if text in firsts}
    found: dict[int, Cells] = {}
    place = kinds.find("0")
    while place >= 0:
        start, width, count = _table(kinds, place, heads)
        end = start + width * count
        if count and _headed([text for _, text in full[start - width : end]], width):
            for row in range(start - width, end, width):
                cells = tuple([lines for lines, _ in full[row : row + width]])
                found[cells[-1][-1]] = cells
        place = kinds.find("0", max(place + 1, end))
    return found


def _whole(lines: Sequence[tuple[tuple[int, ...], str]]) -> list[tuple[tuple[int, ...], str]]:
    """The lines, words that are spread over two put together (合 / 计), and a unit with its head: 任务数 / （户）."""
    found: list[tuple[tuple[int, ...], str]] = []
    for numbers, text in lines:
        last = found[-1] if found else ((), "")
        spread = len(text) == len(last[1]) == 1 and _HAN.match(last[1] + text)
        if spread or (0 < len(last[0]) <= _FEWEST and _UNIT.fullmatch(text) and _HAN.match(last[1])):
            found[-1] = (*last[0], *numbers), last[1] + text
        else:
            found.append((numbers, text))
    return found


def figure(text: str) -> bool:
    """``95%``, ``≥0.5``, ``1,200``: a line with nothing but a figure."""
    return bool(_FIGURE.fullmatch(text))


def _kind(text: str, known: bool) -> str:
    """``0`` for a figure, ``a`` for a short line of words, ``.`` for what is no cell."""
    if known:
        return "0"
    if len(text) > _HEAD or _SENTENCE.search(text) or text[0] in "|（" or opening(text, text[0]):
        return "."
    return "a"


def _table(kinds: str, place: int, heads: Set[int] = frozenset()) -> tuple[int, int, int]:
    """Start, width and number of the rows of the table whose first figure stands at `place`; no rows where there is none.

    Rows may be cut in as many ways as they are wide: the one whose head stands at one of `heads` is theirs.
    """
    for width in range(_FEWEST, _MOST + 1):
        starts = range(max(width, place - width + 1), place + 1)
        told = [start for start in starts if start - width in heads]
        for start in (*told, *starts):
            pattern, head = kinds[start : start + width], kinds[start - width : start]
            if "." in pattern or "a" not in pattern or head.strip("a"):
                continue
            count = 1
            while kinds.startswith(pattern, start + width * count):
                count += 1
            if count >= _ROWS:
                return start, width, count
    return place, 0, 0


def _headed(cells: Sequence[str], width: int) -> bool:
    """Whether these are a table's and no list of contents, whose figures are those of pages: 总体要求 / 3 / 重点任务 / 8."""
    if any(len(cell) > _CELL for cell in cells[width:]):
        return False
    return width > _FEWEST or not _rises(
        [cell for cell in cells[width:] if cell.isdecimal()], len(cells) // width - 1
    )


def _rises(figures: Sequence[str], rows: int) -> bool:
    """Whether each of as many whole numbers as there are rows is as great as the one before it."""
    values = [int(cell) for cell in figures]
    return len(values) == rows and values == sorted(values)
