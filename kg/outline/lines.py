"""Canonical text → lines: folded, without Markdown marks and page numbers, with places in the canonical text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kg import fold
from kg.outline.ordinals import Ordinal, match

TERMINAL = "。！？；：…"  # what ends a sentence, or opens a list

_LINE = re.compile(r"[^\S\n]*(\S[^\n]*)?(?:\n|\Z)")
_RULES = frozenset("-+=—·.|•●◆■▪")  # what a rule or a list mark begins with
_MARKED = re.compile(r"[#*_`\\〉\]]")
_MARK = re.compile(
    r"^(?:\s*(?:〉\s+|#+\s*))+|^\s*[-+*•●◆■▪]\s+(?=\S)|\*\*|__|`|\\(?=[.、_*()（）#\-\[\]])|(?<=\S)]（\S*?）|〈/?[a-zA-Z]{1,6}\s?/?〉"
)
_RULE = re.compile(r"[-=_*—·.|：\s]+")
_PAGE = re.compile(
    r"[\s\-—–_·.…]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[,，/／]?\s*(?:共|/)\s*\d{1,4}\s*页?)?[\s\-—–_·.…]*|[IVXivx]{1,5}"
)
_LEADER = re.compile(r"(?:[.·…]{3,}|[.·…]\s[.·…]\s[.·…])[\s.·…]*\d{1,3}$")  # a line of a table of contents
_BEFORE_FIGURE = frozenset("（〔【[《第")
_BEHIND_FIGURE = frozenset("〕）】]》号年月日%、，。；：")
_DIGITS = 9  # characters of a line of digits, with white space
_ZERO_WIDTH = re.compile(r"[\u200b\u200c\u200d\ufeff\u00ad]")
_GAPS = "   "
_COLUMNS = re.compile(r"\S {3,}\S.* {3,}\S|\S {8,}\S")
_ROWS = 4  # rows that make a table
_NEAR = 5  # lines between them
_WIDEST = 300  # characters of a row
_PAGE_LINE = 40
_HEAD_REPEATS = 3  # a short line that stands between pages this often is a running head


@dataclass(eq=False)  # not frozen: one is made a line, and that costs three times as much
class Line:
    """One line that is not empty; `text` is folded and stripped, white space inside it kept."""

    start: int
    end: int
    text: str
    indent: int
    gap: int  # empty lines in front; 0 behind a page number, where a sentence may go on
    spans: tuple[tuple[int, int], ...]  # of the canonical text, Markdown marks left out

    @cached_property
    def bare(self) -> str:
        """The text without any white space."""
        return "".join(self.text.split())

    @cached_property
    def ordinal(self) -> Ordinal | None:
        """The ordinal that it opens with."""
        return match(self.text)

    columns: bool = False  # one row of a table that is laid out with white space
    length: int = 0  # characters of the printed line, white space around it included

    @cached_property
    def width(self) -> int:
        """In half-width columns: GB 18030 has two bytes for a Chinese character and one for a Latin one."""
        return len(self.text.encode("gb18030", "replace"))


def even(text: str) -> str:
    """`text` folded, length unchanged, signs without width made spaces."""
    return _ZERO_WIDTH.sub(" ", fold.fold(text))


def lines(folded: str) -> list[Line]:
    """The lines of a folded text that are neither empty nor page noise (``— 3 —``, running heads)."""
    found: list[Line] = []
    beside: list[int] = []  # lines next to a page number: where running heads stand
    gap = 0
    turned = False  # a page ended since the last line
    rows = list(_LINE.finditer(folded))
    for index, row in enumerate(rows):
        start, content = row.start(1), row.group(1)
        line = _line(start, content, start - row.start(), 0 if turned else gap) if content else None
        if line is None:
            gap += 1
        elif len(line.text) <= _PAGE_LINE and _PAGE.fullmatch(line.text) and not _figure(rows, index):
            turned = True
            beside += (len(found) - 1, len(found))
        elif not (line.text[-1].isdigit() and _LEADER.search(line.text)):
            found.append(line)
            gap, turned = 0, False
    return _with_columns(_without_running_heads(found, beside))


def _figure(rows: Sequence[re.Match[str]], index: int) -> bool:
    """Whether a line of digits is a piece of a sentence: ``〔`` / ``202`` / ``2`` / ``〕`` / ``9`` / ``号``."""
    if not _digits(rows[index]):
        return False
    before = next((row for row in reversed(rows[max(0, index - _NEAR) : index]) if _other(row)), None)
    after = next((row for row in rows[index + 1 : index + _NEAR] if _other(row)), None)
    if before and before.group(1).rstrip()[-1] in _BEFORE_FIGURE:
        return True
    if after and after.group(1)[0] in _BEHIND_FIGURE:
        return True
    return bool(index and rows[index - 1].group(1)) and rows[index - 1].group(1).rstrip()[-1].isdecimal()


def _digits(row: re.Match[str]) -> bool:
    content = row.group(1)
    return bool(content) and len(content) < _DIGITS and content.strip().isdecimal()


def _other(row: re.Match[str]) -> bool:
    return bool(row.group(1)) and not _digits(row)


def _line(start: int, content: str, indent: int, gap: int) -> Line | None:
    stripped = content.rstrip()
    length = indent + len(content)
    if content[0] not in _RULES and not _MARKED.search(stripped):
        span = (start, start + len(stripped))
        return Line(*span, stripped, indent, gap, (span,), length=length)
    if _RULE.fullmatch(stripped):
        return None
    line = _unmarked(start, stripped, indent, gap)
    return replace(line, length=length) if line else None


def _unmarked(start: int, content: str, indent: int, gap: int) -> Line | None:
    spans: list[tuple[int, int]] = []
    place = 0
    for mark in _MARK.finditer(content):
        if mark.start() > place:
            spans.append((place, mark.start()))
        place = mark.end()
    if place < len(content):
        spans.append((place, len(content)))
    spans = [(a, b) for a, b in spans if content[a:b].strip()]
    if not spans:
        return None
    text = "".join(content[a:b] for a, b in spans)
    first = spans[0][0] + len(text) - len(text.lstrip())
    places = tuple((start + a, start + b) for a, b in spans)
    return Line(start + first, places[-1][1], text.strip(), indent, gap, places)


def _with_columns(found: list[Line]) -> list[Line]:
    """Mark the rows of tables that are laid out with white space: several near one another have wide gaps."""
    wide = [
        i
        for i, line in enumerate(found)
        if _GAPS in line.text and len(line.text) <= _WIDEST and _COLUMNS.search(line.text)
    ]
    marked: set[int] = set()
    for group in _runs(wide):
        if len(group) >= _ROWS:
            marked.update(range(group[0], group[-1] + 1))
    return [replace(line, columns=True) if i in marked else line for i, line in enumerate(found)]


def _runs(numbers: list[int]) -> list[list[int]]:
    """Numbers that lie near one another: 3 4 6 | 20 21."""
    groups: list[list[int]] = []
    for number in numbers:
        if groups and number - groups[-1][-1] <= _NEAR:
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def behind(line: Line, at: int) -> Line:
    """`line` without the first `at` characters of its text (and the white space behind them)."""
    return only(line, at, len(line.text))


def only(line: Line, start: int, end: int) -> Line:
    """The part `text[start:end]` of a line, stripped."""
    text = line.text[start:end]
    start += len(text) - len(text.lstrip())
    end = start + len(text.strip())
    spans: list[tuple[int, int]] = []
    passed = 0
    for a, b in within(line):
        low, high = max(start, passed), min(end, passed + b - a)
        if low < high:
            spans.append((a + low - passed, a + high - passed))
        passed += b - a
    if not spans:
        return Line(line.end, line.end, "", line.indent, line.gap, ())
    return Line(spans[0][0], spans[-1][1], line.text[start:end], line.indent, line.gap, tuple(spans))


def within(line: Line) -> tuple[tuple[int, int], ...]:
    """The line's spans from its first character that is no white space."""
    first, *rest = line.spans
    return ((max(first[0], line.start), first[1]), *rest)


def _without_running_heads(found: list[Line], beside: list[int]) -> list[Line]:
    near = [found[i] for i in dict.fromkeys(beside) if 0 <= i < len(found)]
    often = Counter(line.bare for line in near if len(line.bare) <= 40)
    heads = {bare for bare, count in often.items() if count >= _HEAD_REPEATS and bare[-1] not in "。；，、："}
    drop = {id(line) for line in near if line.bare in heads}
    return [line for line in found if id(line) not in drop]
