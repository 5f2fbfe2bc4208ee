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

_SURE = 3  # from this one on, an ordinal due in the middle of a text is an item's
_RINGS = 0x245F  # in front of ①
_HEADING = 60  # characters of a heading that no sign ends
HAN = "[一二三四五六七八九十百零〇]{1,5}"
_ORDINAL = re.compile(
    rf"第\s?(?:(?P<chapter>{HAN})\s?章|(?P<section>{HAN})\s?节|(?P<article>{HAN}|\d{{1,3}})\s?条)(?![例款项件|]|[的之第和至到]\S|规定|所[称列规指述涉]|、)"
    rf"|(?P<major>{HAN})\s?、"
    rf"|(?<![第至])（\s?(?P<minor>{HAN})\s?）(?![项款至])|(?<!\d)(?P<item>\d{{1,2}})\s?[.．、](?:(?!\d)|(?=20\d\d年))"
    r"|(?<![：；，、图注附])(?<!(?<!代)表)(?<!(?<![方模形格])式)(?<!(?<![条要])件)（\s?(?P<sub>\d{1,2})\s?）|(?<=\s)(?P<ring>[①-⑳])"
)
_PART = re.compile(rf"\s*[^。；：，]{{2,24}}?第\s?{HAN}\s?[节条]")  # behind 第五章, whatever stands in front
# behind （六）, whatever stands in front
_ITEM = re.compile(r"[\u4e00-\u9fff]{2}(?<![和与及或之中内])[^（）]{6,60}?[。；]")
_GRADES = re.compile(f"{HAN}[级类档等期季线产年层号]")  # 残疾等级为一、|二级
_RANKS = ("chapter", "section", "article", "major", "minor", "item", "sub", "ring")  # from the outermost
_RUN_ON = frozenset(("chapter", "article"))  # these go on through the whole text
_INNER = frozenset(("minor", "item"))
_LISTED = frozenset(("major", "minor", "item"))
_PARTS = frozenset(("chapter", "section"))
_OPENING = frozenset(("chapter", "article", "major"))  # with which a document begins
_TITLE = 20  # characters in which a title ends in its genre
_ANNOTATION = 200  # characters of names of who does an item
_WITHIN = frozenset("：；")
_BEFORE = frozenset("。；：！？）”]】〕")


class Counted:
    """Ordinals that follow one another through the lines of a text: a 三、 behind 二、, a （一） behind a heading."""

    def __init__(self, words: Section) -> None:
        self._annotation, self._opening = words.patterns["annotation_head"], words.patterns["glued_opening"]
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
            value = ord(hit[rank]) - _RINGS if rank == "ring" else number(hit[rank])
            bound = bisect_right(bounds, start)
            since = max(last, bounds[bound - 1] if bound else 0)
            if rest.begins(last, start) or (value == 1 and rank in _OPENING and last < since):
                self._counts.clear()  # also behind who signs a notice
            if not self._due(rank, value) or rest.closes(start):
                continue
            before = text[start - 1 : start]
            if gapped and before in _WITHIN and rank in _INNER:
                continue
            if rank == "major" and "一" <= before <= "龥" and _GRADES.match(text, hit.end()):
                continue
            if before and before not in _BEFORE and not before.isspace():
                headed = start - since <= _HEADING and "。" not in text[since:start]
                told = rank in _LISTED and self._is_annotated(text, since, start)
                opens = value == 1 and rank in _OPENING and self._opens(text, start)
                chapter = rank in _PARTS and _PART.match(text, hit.end())
                item = rank == "minor" and value >= _SURE and _ITEM.match(text, hit.end())
                if not (headed or told or opens or chapter or item):
                    continue
            self._saw(rank, value)
            last = start
            yield last

    def _opens(self, text: str, start: int) -> bool:
        """Whether a title or a date stands right in front of the first ordinal: ``2023年3月13日 甲市节约用水办法第一章 总则``."""
        return self._opening.search(text, max(0, start - _TITLE), start) is not None

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
