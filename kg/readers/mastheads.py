"""One file of several documents (汇编) → its documents, cut where a new masthead begins.

A masthead is a 文号 or 发文机关标志 on a line of its own with a title and addressees, behind the date that ends the document
before. What a notice carries with it (转发, 印发, 附件) is its own, whatever it has at its head.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from kg import lexicon
from kg.fold import fold
from kg.lexicon import Section
from kg.model import Document

_ENDS = (re.compile(r"号[*）)\s]*?\n"), re.compile(r"件[*\s]*?\n"))  # of lines that may be mastheads
_MARKS = re.compile(r"[\s*#>]+")
_ABOVE, _BELOW = 6, 12  # lines of a masthead around its number
_MARK, _ADDRESSEES, _TITLE = 80, 300, 120
_ENTRY = re.compile(r"[….·]{2,}\d+$")  # of a table of contents
_SENTENCE = frozenset("。；，：")
_LINE, _FEW = 2000, 100  # characters of a line, and lines, in which a document says what it carries
_NAMED = 60  # characters behind 印发 in which the name of what is enclosed begins


class Row(NamedTuple):
    """A line that is not empty: where it begins, and its folded text without white space and Markdown's marks."""

    start: int
    text: str


class Head(NamedTuple):
    """A masthead: the rows of its first line and of its addressees, and its title with what stands beside it."""

    first: int
    addressees: int
    title: str


def parts(document: Document) -> Iterator[Document]:
    """The documents of a text under names of their own (``汇编.txt#2``); itself where it is one."""
    places = _starts(document.text)
    if len(places) < 2:
        yield document
        return
    for count, (start, end) in enumerate(zip(places, [*places[1:], len(document.text)], strict=True), 1):
        yield replace(document, name=f"{document.name}#{count}", text=document.text[start:end])


def _starts(text: str) -> list[int]:
    words = lexicon.load()["collections"]
    marks = sorted(_marks(text, words))
    if len(marks) < 2:
        return []
    rows = _rows(text)
    heads = list(_heads(rows, marks, words))
    chosen = list(_chosen(rows, heads, words))
    starts = [rows[head.first].start for head in chosen]
    return [0, *starts[1:]] if starts and any("。" in row.text for row in rows[: chosen[0].first]) else starts


def _marks(text: str, words: Section) -> Iterator[int]:
    """Where the lines begin that are a 文号 or a 发文机关标志."""
    for pattern in _ENDS:
        for match in pattern.finditer(text):
            start = text.rfind("\n", 0, match.start()) + 1
            if match.start() - start <= _MARK and _is_mark(
                _MARKS.sub("", fold(text[start : match.end()])), words
            ):
                yield start


def _rows(text: str) -> list[Row]:
    rows: list[Row] = []
    place = 0
    for line in fold(text).split("\n"):
        if bare := _MARKS.sub("", line):
            rows.append(Row(place, bare))
        place += len(line) + 1
    return rows


def _heads(rows: Sequence[Row], marks: Iterable[int], words: Section) -> Iterator[Head]:
    """Every masthead with a title and addressees; a mark and the number below it are one."""
    last = -1
    starts = [row.start for row in rows]
    for mark in marks:
        index = bisect_left(starts, mark)
        head = _head(rows, index, last + 1, words) if index > last else None
        if head:
            last = head.addressees
            yield head


def _is_mark(text: str, words: Section) -> bool:
    return any(words.patterns[name].fullmatch(text) for name in ("number", "masthead"))


def _head(rows: Sequence[Row], mark: int, floor: int, words: Section) -> Head | None:
    first = mark
    while first > max(floor, mark - _ABOVE) and _is_front(rows[first - 1].text, words):
        first -= 1
    for index in range(mark + 1, min(len(rows), mark + _BELOW)):
        text = rows[index].text
        if text.endswith("："):
            front = [row.text for row in rows[first:index] if not _is_mark(row.text, words)]
            title = "".join(front)
            fits = (
                len(text) <= _ADDRESSEES and "。" not in text and lexicon.holds(title, words.words["title"])
            )
            return Head(first, index, title) if fits else None
        if not _is_front(text, words):
            return None
    return None


def _is_front(text: str, words: Section) -> bool:
    """A line that may stand in a masthead: no sentence, date, note or annex."""
    if (
        len(text) > _TITLE
        or text[-1] in _SENTENCE
        or _ENTRY.search(text)
        or text[0] == "（"
        or text[0] in "—-"
        or text.isdecimal()
    ):
        return False
    imprint = text.endswith(words.words["imprint_end"])
    return not imprint and not any(words.patterns[name].search(text) for name in ("date", "annex"))


def _core(title: str, words: Section) -> str:
    """A title without its issuer: from 关于 on."""
    place = title.find(words.words["title"][0])
    return title[place:] if place >= 0 else title


def _chosen(rows: Sequence[Row], heads: Sequence[Head], words: Section) -> Iterator[Head]:
    """The mastheads before which a document has ended that does not carry them with it; each row is looked at once."""
    read, dated, carried = len(rows), True, [""]
    for head in heads:
        for row in rows[read : head.first]:
            dated = dated or bool(words.patterns["date"].search(row.text[-_LINE:]))
            carried += [row.text[:_LINE]] if lexicon.holds(row.text, words.words["encloses"]) else []
        if dated and not _is_annexed(rows, head, words) and not _is_carried(carried, head, words):
            yield head
            read, dated, carried = head.addressees + 1, False, [head.title]
        else:
            read = head.first


def _is_annexed(rows: Sequence[Row], head: Head, words: Section) -> bool:
    above = rows[max(0, head.first - 2) : head.first]
    return any(words.patterns["annex"].search(row.text) for row in above)


def _is_carried(carried: Sequence[str], head: Head, words: Section) -> bool:
    title = _core(head.title, words)
    several = [*carried[:_FEW], *carried[_FEW:][-_FEW:]]
    return any(_named(text, title, words) for text in several)


def _named(text: str, title: str, words: Section) -> bool:
    """Whether a line names a title as what the document carries."""
    for word in words.words["encloses"]:
        place = text.find(word)
        while place >= 0:
            if title in text[place : place + _NAMED + len(title)]:
                return True
            place = text.find(word, place + 1)
    return False
