"""The rows of tables whose cells stand each on a line of its own.

They begin with their numbers (``1`` / ``开展学习教育。`` / ``张某某`` / …), or are told by what the columns say. Reads the lines
behind a head; yields the lines of each cell.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from kg.lexicon import Section
from kg.outline.cells import FIGURE, NOTE, OUTSIDE, SECTION, SERIAL, Fit, fitted, kind
from kg.outline.ordinals import number
from kg.outline.table_heads import Cells, Head, Token, glued, value

_LEAD = 5  # lines between a head and the first number
_LAST = 60  # lines of the last row
_DEAR = 1.7  # what a row of a table costs at most, taken together
_FEWEST, _GAIN = 2, 0.3  # rows of one number, and how much cheaper they are than one
_ODD = 0.5  # what a row costs that may be several
_SINGLE = 0.9  # … and one that is the only one
_PART = 40  # characters of the heading of a part
_FOUR = 4  # digits of a year
_KINDS = 2  # lines of the kind of a row, and of the part that begins with it
_FIGURES = "DF"  # kinds of lines: times, figures
_WAYS = 3  # lines with one number of which one may be a row's
_HAN = re.compile(r"[一二三四五六七八九十]{1,3}")
# The lines of a row, each with the number of its column.
Placed: TypeAlias = list[tuple[Token, int]]


class Reader:
    """The rows of a table out of its lines."""

    def __init__(self, head: Head, body: Sequence[Token], words: Section, closed: bool = False) -> None:
        self.head = head
        self.body = body
        self.words = words
        self.closed = closed  # the last of these lines is the table's
        self.values, self.alone = self._values()
        self.kinds = head.kinds.replace(SERIAL, "")
        self.costs: list[float] = []  # of each row

    def rows(self) -> list[Cells]:
        """The cells of each, that of the head first; none where the lines do not fit the columns."""
        found = list(self._by_numbers() if self.values else self._by_columns())
        count = len(self.costs)
        if not count or sum(self.costs) > (_DEAR if count > 1 else _SINGLE) * count:
            return []
        front = ((),) if self.alone and SERIAL not in self.head.kinds else ()
        return [(*front, *self.head.cells), *found]

    def _values(self) -> tuple[list[int], bool]:
        """The number that each line is or begins with, and whether they stand alone; empty where rows have none."""
        texts = [token.bare for token in self.body]
        numbered = SERIAL in self.head.kinds
        readings = (
            [(value, True), (glued, False)] if numbered or FIGURE not in self.head.kinds else [(glued, False)]
        )
        for read, alone in readings:
            values = [read(text) for text in texts]
            first = next(filter(None, values[: _LEAD if numbered else 1]), 0)
            if first and ((numbered and first == 1) or first + 1 in values):
                return values, alone
        if texts and _HAN.fullmatch(texts[0]) and number(texts[0]) == 1:
            return [number(text) if _HAN.fullmatch(text) else 0 for text in texts], True
        return [], False

    # rows with numbers

    def _by_numbers(self) -> Iterator[Cells]:
        starts = self._fitting(self._anchors())
        yield from self._part(self.body[: starts[0]])
        filled = False  # a cell of notes
        for at, start in enumerate(starts):
            last = at + 1 == len(starts)
            tokens = self.body[start : start + _LAST if last else starts[at + 1]]
            cut = self._tail(tokens, 2 if last else len(tokens) - 2)
            lines = [one for one in tokens[self.alone : cut] if not self._is_page(one)]
            if self.head.led and not last and cut == len(tokens):
                kept = self._without_kind(lines)
                cut, lines = cut - (len(lines) - kept), lines[:kept]
            kinds = self.kinds if filled or not last else self.kinds.replace(NOTE, SERIAL)
            rows, costs = self._placed(lines, kinds, last)
            self.costs += costs
            filled = filled or any(
                self.kinds[place] == NOTE for row in rows for _, place in row if place >= 0
            )
            for part, row in enumerate(rows):
                yield self._cells(tokens[0].lines if self.alone and not part else (), row)
            if not last:
                yield from self._part(tokens[cut:])

    def _placed(
        self, lines: Sequence[Token], kinds: str, last: bool
    ) -> tuple[Sequence[Placed], Sequence[float]]:
        """The row of a number, or several where some of its cells reach down, and what they cost."""
        texts = [one.text for one in lines]
        fit = fitted(texts, kinds, self.words, False, last and not self.closed)
        if fit.cost > _ODD:
            if rows := self._split(lines, kinds, last and not self.closed, fit.cost):
                return rows, [*map(self._cost_of, rows)]
            fit = fitted(texts, kinds, self.words, False, last) if self.closed and last else fit
        return [[*zip(lines, fit.places, strict=True)]], [fit.cost]

    def _split(self, lines: Sequence[Token], kinds: str, ends: bool, cost: float) -> list[Placed]:
        """The rows of one number: 1 | 三元区 | 建管网 | 市住建局 over 治污水 | 市生态环境局."""
        fit = fitted([one.text for one in lines], kinds, self.words, True, ends)
        rows = _rows(lines, fit)
        whole = len(rows) >= _FEWEST and all(row[0][1] != SECTION for row in rows)
        dear = fit.cost > cost - _GAIN or sum(map(self._cost_of, rows)) > _DEAR * len(rows)
        return rows if whole and not dear else []

    def _cost_of(self, row: Placed) -> float:
        return self._cost([one for one, _ in row])

    def _anchors(self) -> list[int]:
        """Where rows begin: at 1, 2, 3 …, and at 1 again behind the heading of a part."""
        places: defaultdict[int, list[int]] = defaultdict(list)
        for at, printed in enumerate(self.values):
            if printed:
                places[printed].append(at)
        again = [at for at in places[1] if any(map(self._heads, self.body[max(0, at - 2) : at]))]
        first = next(filter(None, self.values))
        found, count = [places[first][0]], first
        while True:
            here = found[-1]
            after = [_behind(places[count + step], here) for step in (1, 2, 3)]
            anew = _behind(again, here)
            if anew is not None and (after[0] is None or anew < after[0]):
                found.append(anew)
                count = 1
                continue
            step = 1
            if after[1] is not None and (
                after[0] is None or (after[2] is not None and after[1] < after[2] < after[0])
            ):
                step = 2  # one is missing
            place = after[step - 1]
            if place is None:
                return found
            count += step
            found.append(self._chosen(here, place, places[count], _behind(places[count + 1], place)))

    def _fitting(self, starts: list[int]) -> list[int]:
        """Those of a table; behind it an outline may go on, with items that begin at 1 again: ``1.`` / ``钢铁产业`` / ``（1）发展目标。``."""
        anew = [at for at in range(1, len(starts)) if self.values[starts[at]] == 1]
        for first, behind in pairwise([*anew, len(starts) - 1]):
            rows = pairwise(starts[first : behind + 1])
            costs = [self._cost(self.body[start + 1 : end]) for start, end in rows]
            if sum(costs) > _DEAR * len(costs):
                return starts[:first]
        return starts

    def _chosen(self, start: int, first: int, places: Sequence[int], limit: int | None) -> int:
        """Of the lines that hold one and the same number the one that a row begins with: figures may stand in cells."""
        if FIGURE not in self.kinds:
            return first
        low = bisect_right(places, first) - 1
        ways = [place for place in places[low : low + _WAYS] if limit is None or place < limit]
        if len(ways) == 1:
            return first
        return min(ways, key=lambda place: self._cost(self.body[start + 1 : place][:_LAST]))

    def _cost(self, tokens: Sequence[Token]) -> float:
        return fitted([one.text for one in tokens], self.kinds, self.words, False, False).cost

    def _tail(self, tokens: Sequence[Token], least: int) -> int:
        """Where the heading of the next part begins behind a row: 二、 / 人才工作."""
        return next((at for at in range(max(2, least), len(tokens)) if self._heads(tokens[at])), len(tokens))

    def _without_kind(self, lines: Sequence[Token]) -> int:
        """How many lines are the row's own: the kind of the next one, in front of its number, stands behind them."""
        fewest = len(lines)
        while (
            fewest > max(1, len(lines) - _KINDS) and kind(lines[fewest - 1].text, self.words) not in _FIGURES
        ):
            fewest -= 1  # no figure is one: 亿元 / 2000 / 预期性
        return min(range(len(lines), fewest - 1, -1), key=lambda kept: (self._cost(lines[:kept]), kept))

    def _heads(self, token: Token) -> bool:
        """Whether a line heads a part of the table: ``二、人才工作``."""
        text = token.bare
        return (
            len(text) <= _PART and text[-1] not in "。；" and bool(self.words.patterns["section"].match(text))
        )

    def _part(self, tokens: Sequence[Token]) -> Iterator[Cells]:
        """The heading of a part, a row of one cell."""
        if tokens and sum([len(one.text) for one in tokens]) <= _PART:
            yield (tuple([line for one in tokens for line in one.lines]),)

    def _is_page(self, token: Token) -> bool:
        """Whether a line is the number of a page and no figure of the table."""
        return FIGURE not in self.kinds and len(token.text) < _FOUR and token.text.isdecimal()

    # rows without

    def _by_columns(self) -> Iterator[Cells]:
        lines = [one for one in self.body if not self._is_page(one)]
        fit = fitted([one.text for one in lines], self.kinds, self.words, True, True)
        rows = _rows(lines, fit)
        while rows and rows[-1][0][1] == SECTION:
            rows.pop()
        for row in rows:
            if row[0][1] == SECTION:
                yield (row[0][0].lines,)
            else:
                self.costs.append(self._cost_of(row))
                yield self._cells((), row)

    def _cells(self, count: tuple[int, ...], lines: Placed) -> Cells:
        """The cells of a row, that of its number where the head has it or the row."""
        cells: list[list[int]] = [[] for _ in self.kinds]
        for one, place in lines:
            if place >= 0:
                cells[place] += one.lines
        found = [tuple(cell) for cell in cells]
        at = self.head.kinds.find(SERIAL)
        if at >= 0 or self.alone:
            found.insert(max(at, 0), count)
        return tuple(found)


def _rows(lines: Sequence[Token], fit: Fit) -> list[Placed]:
    """The lines of each row, as far as the table reaches."""
    rows: list[Placed] = []
    for one, place, begins in zip(lines, fit.places, fit.begins, strict=True):
        if place == OUTSIDE:
            break
        if begins or not rows:
            rows.append([])
        rows[-1].append((one, place))
    return rows


def _behind(places: Sequence[int], at: int) -> int | None:
    """The first of `places`, in order, behind `at`."""
    index = bisect_right(places, at)
    return places[index] if index < len(places) else None
