"""Tables whose cells are parted by tabs and hold line breaks, as word processors write them: a row of several lines.

``1`` ⇥ ``清理河道`` ⇥ ``1.清理淤泥；`` / ``2.清理垃圾。`` ⇥ ``市水利局`` / ``市城管局``: a row begins with its number, or with as many tabs
as the head. Reads the lines of a folded text; yields them with the lines of each such row as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.lexicon import Section
from kg.outline.cells import BODIES, LONG, SERIAL, SURE, TIME, column, kind
from kg.outline.table_heads import LONGEST, value

Span = tuple[int, int]

_FEWEST = 2  # tabs of a head: with one alone nobody can tell what the next line goes on with
_KNOWN = 2  # heads of columns that are known as such
_BROKEN = 60  # lines of a row
_HEAD = 8  # lines of a head behind its first
_NAME = 3  # lines of the first cell of a row without a number
_ENDED = "。！"
_PENDING = ("、", "，", "（", "及", "和")  # what a list of bodies goes on behind
_LINE = 20  # characters of a line of such a cell
_ITEM = re.compile(r"（?(\d{1,2})([.、．）])")
_HAN = re.compile(r"（?[一二三四五六七八九十]{1,3}[）、]?")
_SHARE = 4  # of the rows of several lines that have been put together one in so many may lack a cell


class Printed(NamedTuple):
    """A line between two breaks: the spans of what its tabs part, white space taken off, and the texts of these."""

    spans: tuple[Span, ...]
    texts: tuple[str, ...]

    @property
    def tabs(self) -> int:
        """How many stand in it."""
        return len(self.spans) - 1


class Merged(NamedTuple):
    """A row of several lines: their numbers, and the spans of its cells."""

    lines: tuple[int, ...]
    cells: tuple[tuple[Span, ...], ...]


class Head(NamedTuple):
    """The head of a table: the numbers of its lines, the kinds of its columns, and their texts."""

    lines: list[int]
    kinds: tuple[str, ...]
    texts: tuple[str, ...]

    @property
    def width(self) -> int:
        """The tabs of a whole row."""
        return len(self.kinds) - 1


@dataclass(slots=True)
class Pending:
    """A row that is being read: the numbers of its lines, those that may belong to it, and its tabs so far."""

    lines: list[int]
    tabs: int
    loose: list[int] = field(default_factory=list)

    def take(self, tabs: int = 0) -> None:
        """What may belong to it does, a line with so many tabs behind it among them."""
        self.lines += self.loose
        self.loose = []
        self.tabs += tabs


def printed(folded: str, start: int, end: int) -> Printed:
    """The line of a folded text that `start:end` stands in, cell by cell: those in front and behind may be empty."""
    place = folded.rfind("\n", 0, start) + 1
    stop = folded.find("\n", end)
    spans: list[Span] = []
    for cell in folded[place : stop if stop >= 0 else len(folded)].split("\t"):
        first = place + len(cell) - len(cell.lstrip())
        spans.append((first, first + len(cell.strip())))
        place += len(cell) + 1
    return Printed(tuple(spans), tuple(["".join(folded[a:b].split()) for a, b in spans]))


def rows(lines: Sequence[Printed], words: Section) -> dict[int, Merged]:
    """By the number of its first line, each row that has several lines, that of the head among them."""
    found: dict[int, Merged] = {}
    at = 0
    while at < len(lines):
        head = _head(lines, at, words)
        if head is None:
            at += 1
            continue
        read = list(_Table(lines, head, words).rows())
        several = [row for row in read if len(row.lines) > 1]
        whole = [row for row in several if row.tabs == head.width]
        if several and _SHARE * len(whole) >= (_SHARE - 1) * len(several):
            whole += [Pending(head.lines, head.width)] if len(head.lines) > 1 else []
            found |= {row.lines[0]: Merged(tuple(row.lines), _cells(lines, row.lines)) for row in whole}
        at = max(head.lines[-1] + 1, read[-1].lines[-1] + 1 if read else 0)
    return found


def _head(lines: Sequence[Printed], at: int, words: Section) -> Head | None:
    """The head of a table that begins with a line: ``序号`` ⇥ ``考核项目`` ⇥ ``考核`` / ``单位``."""
    first = lines[at]
    if not first.tabs:
        return None
    numbers = [at]
    if column(first.texts[0], words) == SERIAL and not column(first.texts[-1], words):
        after = range(at + 1, min(at + _HEAD, len(lines)))  # it goes down to the first number
        end = next((one for one in after if _is_serial(lines[one].texts[0])), at + 1)
        numbers = list(range(at, end))
    if any(len(text) > LONGEST for one in numbers for text in lines[one].texts):
        return None
    texts = _texts(lines, numbers)
    kinds = [column(text, words) for text in texts]
    named, full = sum(map(bool, kinds)), sum(map(bool, texts))
    sure = not SURE.isdisjoint(kinds)
    told = kinds[0] == SERIAL or (sure and named >= _KNOWN and 2 * named >= full)
    if len(texts) <= _FEWEST or not told:
        return None
    return Head(numbers, tuple([one or LONG for one in kinds]), texts)


def _texts(lines: Sequence[Printed], numbers: Sequence[int]) -> tuple[str, ...]:
    """The texts of the cells of a row of several lines."""
    cells = [""]
    for at in numbers:
        first, *more = lines[at].texts
        cells[-1] += first
        cells += more
    return tuple(cells)


class _Table:
    """The rows behind a head, line by line."""

    def __init__(self, lines: Sequence[Printed], head: Head, words: Section) -> None:
        self.lines = lines
        self.head = head
        self.kinds = head.kinds
        self.words = words
        self.width = head.width

    def rows(self) -> Iterator[Pending]:
        """Each row, in order, that of the head left out; the last ends where nothing goes on with it."""
        row = Pending([], self.width)  # the head, behind which a first cell may begin
        for at in range(self.head.lines[-1] + 1, len(self.lines)):
            line = self.lines[at]
            if not line.tabs:
                if len(row.loose) > _BROKEN:
                    break
                row.loose.append(at)
                continue
            front = self._front(row)
            if front is None or line.tabs > self.width or self._is_other(at):
                break
            if front or not row.lines or self._begins(row, line):
                row.take()
                if row.lines:
                    yield row
                row = Pending([*front, at], line.tabs)
            else:
                row.loose.append(at)
                row.take(line.tabs)
        row.loose = self._tail(row) if row.lines else []
        row.take()
        if row.lines:
            yield row

    def _is_other(self, at: int) -> bool:
        """Whether a line is the head of the next table, and not this one's again."""
        other = _head(self.lines, at, self.words)
        return other is not None and other.texts != self.head.texts

    def _begins(self, row: Pending, line: Printed) -> bool:
        """Whether a row begins with a line that has tabs."""
        if line.tabs == self.width or row.tabs + line.tabs > self.width or row.tabs == self.width:
            return True
        if self.kinds[0] == SERIAL:
            first = self.lines[row.lines[0]].texts[0]
            return not _is_serial(first) or _is_serial(line.texts[0])
        return not row.loose and self._is_closed(row)

    def _is_closed(self, row: Pending) -> bool:
        """Whether a row that lacks cells has its last one all the same, where one above reaches down to it."""
        return self.kinds[-1] in SURE and kind(self.lines[row.lines[-1]].texts[-1], self.words) in "BPD"

    def _front(self, row: Pending) -> list[int] | None:
        """The lines in front of one with tabs that are of its own first cell; None where they are of no row at all."""
        if row.tabs < self.width or not row.loose:
            return []
        tail = self._tail(row, True) if row.lines else []
        front = row.loose[len(tail) :]
        if front and (self.kinds[0] == SERIAL or len(front) > _NAME):
            return None
        if any(len(self.lines[at].texts[0]) > _LINE for at in front):
            return None
        row.loose = tail
        return front

    def _tail(self, row: Pending, inside: bool = False) -> list[int]:
        """The lines behind a row that go on with its last cell: further bodies, or a sentence that has not ended."""
        if row.tabs < self.width:
            return []
        found: list[int] = []
        cell = self.lines[row.lines[-1]].texts[-1]
        loose = row.loose
        if not inside and self.kinds[-1] != TIME:
            texts = [self.lines[at].texts[0] for at in loose]
            dated = (place for place, text in enumerate(texts) if kind(text, self.words) == "D")
            loose = loose[: max(0, next(dated, len(loose) + 1) - 1)]  # behind the table it is signed
        for at in loose:
            text = self.lines[at].texts[0]
            if not self._goes_on(cell, text, inside):
                break
            found.append(at)
            cell += text
        return found

    def _goes_on(self, cell: str, text: str, inside: bool) -> bool:
        """Whether a line without tabs goes on with a last cell."""
        if self.kinds[-1] in SURE:
            return kind(text, self.words) in (BODIES, "P", "D") or cell.endswith(_PENDING)
        if not cell or self.words.patterns["section"].match(text):
            return False
        item = _ITEM.match(text)
        follows = item is not None and f"{int(item[1]) - 1}{item[2]}" in cell
        return follows or inside or cell[-1] not in _ENDED


def _is_serial(text: str) -> bool:
    """Whether a first cell is the number of a row: ``12``, ``三、``."""
    return bool(value(text) or _HAN.fullmatch(text))


def _cells(lines: Sequence[Printed], numbers: Sequence[int]) -> tuple[tuple[Span, ...], ...]:
    """The spans of each cell of a row: a line without tabs goes on with the one that is open."""
    cells: list[list[Span]] = [[]]
    for at in numbers:
        first, *more = lines[at].spans
        cells[-1].append(first)
        cells += [[span] for span in more]
    return tuple([tuple([(a, b) for a, b in cell if a < b]) for cell in cells])
