"""Canonical text → lines: folded, without Markdown marks and page numbers, with places in the canonical text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kg.lexicon import Section
from kg.outline import celled, headless, matrices, runs, stacked, tabbed
from kg.outline.columns import BAR, GAPS, barred, spaced
from kg.outline.line import Line, Row, table_row
from kg.outline.pages import DIGITS, is_dash, is_figure, is_number
from kg.outline.table_heads import LONGEST, NOTED, Cells, ends

_NO_TABLES: Mapping[int, Cells] = {}
_RULES = frozenset("-+=—·.|•●◆■▪─━═？")  # what a rule or a list mark begins with
_RULES_END = frozenset("-=_*~#─━═")  # … and what one with words in it ends with
_MARKED = "#*_`\\〉]"  # what a line with Markdown marks holds
_MARK = re.compile(
    r"^(?:\s*(?:〉(?:\s+|$)|#+\s*))+|^\s*[-+*•●◆■▪]\s+(?=\S)|\*\*|(?<![^\W_])__|__(?![^\W_])|`|\\(?=[.、_*()（）#\-\[\]])|(?<=\S)]（[^\s）]{0,1000}）|〈/?[a-zA-Z]{1,6}\s?/?〉"
)
_RULE = re.compile(r"[-=_*—─━═·.|：？\s]+")  # ？？？ was white space once
_WORDED = re.compile(r"[-=_*~#─━═]{3,}(?:(?<!\*)|\s)[^，。；：、-]{1,10}[-=_*~#─━═]{3,}")  # ===== 正文 =====
_PAGE_ENDS = frozenset("-—–_·.…页IVXivx")  # beside a digit, as that of a line of a table of contents
# a line of a table of contents
_LEADER = re.compile(r"(?:[.·…]{3,}|[.·…]\s[.·…]\s[.·…])[\s.·…]*\d{1,3}$|[.·…]{6,}$")
_IN_PIECES = 3  # lines of such an ordinal
_ORDINAL = re.compile(r"（(?:[一二三四五六七八九十]{1,3}|\d{1,2})）")
_PAGE_LINE = 40
_HEAD_REPEATS = 3  # a short line that stands between pages this often is a running head
_RARE = 20  # one line in so many may have no empty line in front of it, where the others have
_ISSUE = re.compile(r"(?:19|20)\d\d年?第\d{1,3}期(?:（总第\d{1,4}期）)?$")  # … or once, of a gazette


class _Signs(NamedTuple):
    """The numbers of lines that may be of a table with a cell a line: with a figure only, with the head of a column."""

    figures: list[int]
    heads: list[int]


def lines(folded: str, words: Section, columns: Section) -> list[Line]:
    """The lines of a folded text that are neither empty nor page noise (``— 3 —``, running heads)."""
    rows = folded.split("\n")
    signs, ending, counted = _Signs([], []), ends(columns), words.patterns["counted_ahead"]
    found = _read(folded, rows, signs, ending, counted)
    tables = _tables(rows, signs, columns)
    cells = {line for row in tables.values() for cell in row for line in cell}
    figures = [index for index in signs.figures if index not in cells] if cells else signs.figures
    if mended := runs.mended(rows, figures, words, cells):
        folded, signs = mended, _Signs([], [])
        rows = folded.split("\n")
        found = _read(folded, rows, signs, ending, counted)
        tables = _tables(rows, signs, columns)
    if not tables and stacked.near(signs.figures):
        tables = stacked.tables(rows, signs.figures, columns.words["first_of_figures"])
    if tables:
        return _read(folded, rows, signs, frozenset(), counted, tables)
    return _broken(found, folded, columns) if "\t" in folded else found


def _broken(found: list[Line], folded: str, columns: Section) -> list[Line]:
    """The lines, those of a row of a table whose cells hold line breaks put together."""
    if not any(line.cells for line in found):
        return found
    whole = tabbed.rows([tabbed.printed(folded, line.start, line.end) for line in found], columns)
    inside = {at for row in whole.values() for at in row.lines}
    together: list[Line] = []
    for index, line in enumerate(found):
        if index in whole:
            together.append(_joined(folded, whole[index].cells))
        elif index not in inside:
            together.append(line)
    return together


def _joined(folded: str, grid: tuple[tuple[tuple[int, int], ...], ...]) -> Row:
    return table_row([" ".join([folded[start:end] for start, end in cell]) for cell in grid], grid)


def _tables(rows: Sequence[str], signs: _Signs, columns: Section) -> Mapping[int, Cells]:
    """By the number of its last line, the cells of each row of tables under a head, or else of those without one."""
    headed = celled.tables(rows, signs.heads, columns) if signs.heads else {}
    if signs.heads:
        inside = {line for row in headed.values() for cell in row for line in cell}
        headed = {**matrices.tables(rows, signs.heads, columns, inside), **headed}
    return headed or headless.tables(rows, signs.figures, columns)


def _read(
    folded: str,
    rows: Sequence[str],
    signs: _Signs,
    ends: frozenset[str],
    counted: re.Pattern[str],
    tables: Mapping[int, Cells] = _NO_TABLES,
) -> list[Line]:
    """The lines of `rows`; those that tell of a table go to `signs`, the rows of `tables` are one line each."""
    found: list[Line] = []
    beside: list[int] = []  # lines next to a page number: where running heads stand
    gap = behind = gap_less = 0
    alone = False  # a bracket opens on a line of its own
    turned = False  # a page ended since the last line
    inside = {line for cells in tables.values() for cell in cells for line in cell}
    places: dict[int, tuple[int, int]] = {}  # where the lines of tables stand
    figures, heads = signs
    marks = [sign for sign in _MARKED if sign in folded]
    for index, row in enumerate(rows):
        if not row:  # every second one, in many texts
            gap += 1
            behind += 1
            continue
        place, length = behind, len(row)
        behind += length + 1
        text = row.strip()
        if not text:
            gap += 1
            continue
        indent, width = 0, len(text)
        if width != length:
            indent = length - len(row.lstrip())
            place += indent
        if inside and index in inside:
            places[index] = (place, place + width)
            if index in tables:  # the last of its row
                found.append(_row(folded, tables[index], places))
                gap, turned = 0, False
            continue
        pieces = None
        if (text[0] in _RULES and not is_dash(rows, index)) or (marks and _marked(text, marks)):
            place, pieces, text = _unmarked(place, text)
            if not text:
                gap += 1
                continue
            width = len(text)
        last = text[-1]
        if width == 1:
            alone = alone or last == "（"
        if width <= (NOTED if last == "）" else LONGEST) and text[-2:] in ends:
            heads.append(index)
        if last in _PAGE_ENDS or last.isdigit() or last == "%":  # else it can be neither
            if width <= DIGITS and stacked.figure(text):
                figures.append(index)
            if width <= _PAGE_LINE and is_number(text) and not is_figure(rows, index, counted):
                turned = True
                beside += (len(found) - 1, len(found))
                continue
            if _LEADER.search(text):
                continue
        found.append(Line(place, text, indent, 0 if turned else gap, length, pieces))
        gap_less += not gap
        gap, turned = 0, False
    if gap_less * _RARE < len(found) and len(rows) > 1:
        _close(found)
    if beside:
        found = _without_running_heads(found, beside)
    if alone:
        found = _with_ordinals(found)
    _tell_columns(found, bool(marks), folded, ends)
    return found


def _close(found: Sequence[Line]) -> None:
    """Lines that all have an empty one in front of them are as near to each other as those of other texts."""
    for line in found:
        line.gap = max(0, line.gap - 1)


def _tell_columns(found: Sequence[Line], marked: bool, folded: str, ends: frozenset[str]) -> None:
    """Mark the lines that are rows of a table laid out with white space or bars."""
    if marked or GAPS in folded:  # where marks are taken out, a gap may come about
        for index in spaced([(at, line.text) for at, line in enumerate(found) if not line.whole]):
            found[index].columns = True
    if BAR[1] in folded:
        for index in barred([line.text for line in found], ends):
            found[index].columns = True


def _with_ordinals(lines: Sequence[Line]) -> list[Line]:
    """The lines, an ordinal whose bracket stands on a line of its own put together: ``（`` / ``六`` / ``）提升能力。``."""
    found: list[Line] = []
    behind = 0
    for index, line in enumerate(lines):
        if index < behind:
            continue
        behind = index + 1
        if line.bare == "（":
            last = next(
                (at for at in range(index, min(index + _IN_PIECES, len(lines))) if "）" in lines[at].text), 0
            )
            parts = lines[index : last + 1]
            text = "".join([part.text for part in parts])
            if _ORDINAL.match(text):
                behind = last + 1
                spans = tuple([span for part in parts for span in part.spans])
                line = Line(line.start, text, line.indent, line.gap, pieces=spans)
        found.append(line)
    return found


def _row(folded: str, cells: Cells, places: Mapping[int, tuple[int, int]]) -> Row:
    """A row of a table whose cells are lines: ``梅列区`` / ``5``."""
    return _joined(folded, tuple([tuple([places[line] for line in cell]) for cell in cells]))


def _marked(text: str, marks: Sequence[str]) -> bool:
    for mark in marks:  # noqa: SIM110 (asked of every line: a generator takes twice as long)
        if mark in text:
            return True
    return False


def _unmarked(start: int, content: str) -> tuple[int, tuple[tuple[int, int], ...], str]:
    """Start, spans and text of a line that begins at `start` without its Markdown marks; no text where it is a rule."""
    if _RULE.fullmatch(content) or (content[-1] in _RULES_END and _WORDED.fullmatch(content)):
        return start, (), ""
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
        return start, (), ""
    text = "".join(content[a:b] for a, b in spans)
    first = spans[0][0] + len(text) - len(text.lstrip())
    return start + first, tuple((start + a, start + b) for a, b in spans), text.strip()


def _without_running_heads(found: list[Line], beside: list[int]) -> list[Line]:
    near = [found[i] for i in dict.fromkeys(beside) if 0 <= i < len(found)]
    often = Counter(line.bare for line in near if len(line.bare) <= 40)
    heads = {bare for bare, count in often.items() if count >= _HEAD_REPEATS and bare[-1] not in "。；，、："}
    heads |= {bare for bare in often if _ISSUE.search(bare)}
    drop = {id(line) for line in near if line.bare in heads}
    return [line for line in found if id(line) not in drop]
