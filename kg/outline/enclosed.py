"""What stands behind a notice on one line: ``…。 附件：1.《甲》 2.《乙》 某市人民政府 2015年9月10日 附件1 甲 为加强…``.

The list of annexes ends where somebody signs, a table of contents where its first ordinal comes again; an annex begins with
its number, its title and its text behind it; a table of its own holds no ordinals.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from kg.lexicon import Section
from kg.outline import roles

_SIGN = "附"
_LIST = re.compile(r"(?<=[。；）：\s》日0-9])附件?\d{0,2}：")
_HEADING = re.compile(r"(?<=[\s。日；）])附(?:件|表)\s?[\d一二三四五六七八九]{0,2}(?=\s)")
_DATE = re.compile(r"\s((?:\d{4}|[一二三四五六七八九〇○零]{4})\s?年.{1,4}月.{1,4}日)(?=[\s（附]|$)")
_END = re.compile(r"。|一、(?!二)|第一章")
_CONTENTS = re.compile(
    r"(?<![\u4e00-\u9fff《〈])目\s{0,4}录\s*(?P<first>第一[章部]|一、)[^。；]{4,1500}?(?=(?P=first))(?<!十)"
)
_LIST_MOST = 600  # characters of such a list
_SIGNERS = 6  # that sign together
_TITLE, _PIECES = 90, 4  # characters of the title of an annex; pieces that white space parts
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Tail:
    """Where lines of it began, what holds no ordinals, and where these begin anew."""

    cuts: frozenset[int]
    closed: tuple[tuple[int, int], ...]
    anew: tuple[int, ...]

    def closes(self, place: int) -> bool:
        """Whether a place lies within what holds no ordinals."""
        found = bisect_left(self.closed, (place,)) - 1
        return found >= 0 and self.closed[found][0] < place < self.closed[found][1]

    def begins(self, last: int, place: int) -> bool:
        """Whether an annex begins between two ordinals."""
        found = bisect_left(self.anew, place) - 1
        return found >= 0 and self.anew[found] > last


def tail(text: str, words: Section) -> Tail:
    """Of a text on one line; empty where no annex is named in it."""
    contents = _contents(text)
    if _SIGN not in text:
        return Tail(frozenset([place for found in contents for place in found]), tuple(contents), ())
    lists = [*_lists(text, words)]
    listed = Tail(frozenset(), tuple([(start, end) for start, end, _ in lists]), ())
    heads = [hit.span() for hit in _HEADING.finditer(text) if not listed.closes(hit.start())]
    tables = list(_tables(text, [start for start, _ in heads], words))
    cuts = {place for found in lists for place in found}
    for start, end in heads:
        cuts.update((start, end, title_end(text, end, words)))
    cuts.update([place for found in contents for place in found])
    closed = sorted([*contents, *[(start, end) for start, end, _ in lists], *tables])
    return Tail(frozenset(cuts), tuple(closed), tuple([start for start, _ in heads]))


def _contents(text: str) -> list[tuple[int, int]]:
    """A table of contents in front of what it lists: ``目录第一章 总则第二章 附则第一章 总则第一条 …``."""
    found = _CONTENTS.search(text)
    return [found.span()] if found else []


def _lists(text: str, words: Section) -> Iterator[tuple[int, int, int]]:
    """Lists of annexes: where each begins and ends, and where the date behind it ends."""
    behind = 0
    for hit in _LIST.finditer(text):
        if hit.start() >= behind:
            end, behind = _signed(text, hit.start(), words)
            yield hit.start(), end, behind


def _signed(text: str, start: int, words: Section) -> tuple[int, int]:
    """Where a list of annexes that begins at `start` ends, and where the date behind it does."""
    dated = _DATE.search(text, start, start + _LIST_MOST)
    heading = _HEADING.search(text, start + 1, start + _LIST_MOST)
    glued = words.patterns["annexes_signed"].search(text, start, start + _LIST_MOST)
    if (
        glued
        and not (dated and dated.start() < glued.start())
        and (words.patterns["body_end"].search(glued["name"]))
    ):
        return glued.start("name"), glued.end()
    if dated is None or (heading and heading.start() < dated.start()):
        ends = heading or _END.search(text, start + len("附件：1."), start + _LIST_MOST)
        end = ends.start() if ends else min(len(text), start + _LIST_MOST)
        return end, end
    end = dated.start(1)
    names = list(_WORD.finditer(text, start, end))
    for name in names[:0:-1][:_SIGNERS]:
        if not words.patterns["body_end"].search(name.group()):
            break
        end = name.start()
    return end, dated.end(1)


def title_end(text: str, start: int, words: Section) -> int:
    """Where the title that stands at `start` ends, at white space behind a kind of document; else `start`."""
    title = ""
    for count, piece in enumerate(_WORD.finditer(text, start, start + _TITLE), 1):
        title += piece.group()
        if count > _PIECES or "。" in title or "，" in title or piece.end() == len(text):
            break
        if roles.names_genre(title, words):
            return piece.end()
    return start


def _tables(text: str, heads: list[int], words: Section) -> Iterator[tuple[int, int]]:
    """Of annexes, those parts that are a table with its rows run together: ``序号 项目名称 责任单位 1 …``."""
    for start, end in zip(heads, [*heads[1:], len(text)], strict=False):
        table = words.patterns["flat_table"].search(text, start, end)
        if table:
            yield table.start(), end
