"""The ordinals of a text whose lines have been run together: which of them open an item, told by their order.

``…。一、总体要求（一）…。（二）…。二、…``: a 三、 stands behind 二、, a （一） behind a heading or the end of a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from kg.lexicon import Section
from kg.outline.enclosed import Tail
from kg.outline.ordinals import number

_HEADING = 60  # characters of a heading that no sign ends
HAN = "[一二三四五六七八九十百零〇]{1,5}"
_ORDINAL = re.compile(
    rf"第(?P<chapter>{HAN})章|第(?P<article>{HAN})条|(?P<major>{HAN})、"
    rf"|（(?P<minor>{HAN})）(?![项款至])(?<![第至]（.）)(?<![第至]（..）)|(?<!\d)(?P<item>\d{{1,2}})[.．、](?:(?!\d)|(?=20\d\d年))"
    r"|（(?P<sub>\d{1,2})）(?<![：；，、表图式件注附]（\d）)(?<![：；，、表图式件注附]（\d\d）)"
)
_GRADES = re.compile(f"{HAN}[级类档等期季线产年层号]")  # 残疾等级为一、|二级
_RANKS = ("chapter", "article", "major", "minor", "item", "sub")  # from the outermost
_RUN_ON = frozenset(("chapter", "article"))  # these go on through the whole text
_FIGURES = frozenset(("item", "sub"))
_INNER = frozenset(("minor", "item"))
_LISTED = frozenset(("major", "minor", "item"))
_ANNOTATION = 200  # characters of names of who does an item
_WITHIN = frozenset("：；")
_BEFORE = frozenset("。；：！？）”")


class Counted:
    """Ordinals that follow one another through the lines of a text: a 三、 behind 二、, a （一） behind a heading."""

    def __init__(self, words: Section) -> None:
        self._annotation = words.patterns["annotation_head"]
        self._counts: dict[str, int] = {}
        # the last of each kind, as they may go on from part to part: 二、…（四）
        self._runs: dict[str, int] = {}

    def places(self, text: str, bounds: Sequence[int], gapped: bool, rest: Tail) -> Iterator[int]:
        """Where they stand in a line; `bounds` are the places of its signature.

        Where wide gaps part the paragraphs, what goes on without one is a list within one: ``渠道筹措：(一)…；(二)…``.
        """
        last = 0
        for hit in _ORDINAL.finditer(text):
            start, rank = hit.start(), hit.lastgroup or ""
            value = int(hit[rank]) if rank in _FIGURES else number(hit[rank])
            if rest.begins(last, start):
                self._counts.clear()
            if not self._due(rank, value) or rest.closes(start):
                continue
            before = text[start - 1 : start]
            if gapped and before in _WITHIN and rank in _INNER:
                continue
            if rank == "major" and "一" <= before <= "龥" and _GRADES.match(text, hit.end()):
                continue
            bound = bisect_right(bounds, start)
            since = max(last, bounds[bound - 1] if bound else 0)
            if before and before not in _BEFORE and not before.isspace():
                headed = start - since <= _HEADING and "。" not in text[since:start]
                if not (headed or (rank in _LISTED and self._is_annotated(text, since, start))):
                    continue
            self._saw(rank, value)
            last = start
            yield last

    def _is_annotated(self, text: str, since: int, start: int) -> bool:
        """Whether names of who does the item before, which no sign ends, stand in front: ``。牵头单位：甲，配合单位：乙等（二）…``."""
        stop = text.rfind("。", max(since, start - _ANNOTATION), start) + 1
        return stop > 0 and self._annotation.match(text, stop) is not None

    def _due(self, rank: str, value: int) -> bool:
        if rank in self._counts:
            return value == self._counts[rank] + 1
        return value == 1 or value == self._runs.get(rank, 0) + 1

    def _saw(self, rank: str, value: int) -> None:
        self._counts[rank] = self._runs[rank] = value
        for inner in _RANKS[_RANKS.index(rank) + 1 :]:
            if inner not in _RUN_ON:
                self._counts.pop(inner, None)
