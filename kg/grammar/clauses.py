"""Where a folded paragraph is cut: sentences (。), stretches between semicolons, clauses (，：) and list items (、).

What stands in brackets or quotation marks is never cut: ``占全部药品（不含中药饮片，下同）金额的比例`` is one clause.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

_ENCLOSED = re.compile(r"（[^（）]{0,120}）|《[^《》]{0,90}》|“[^“”]{0,60}”|〔[^〔〕]{0,20}〕")
_STOP = re.compile(r"[。！？；，：\t、]")
_THOUSANDS = re.compile(r"，(?<=\d，)(?=\d{3}(?:\D|$))")

SENTENCE, STRETCH, CLAUSE, ITEM = "。！？\t", "。！？；\t", "。！？；，：\t", "。！？；，：\t、"


@dataclass(frozen=True, slots=True)
class Cut:
    """The stops of one text; `around(p, CLAUSE)` is the clause that position `p` stands in, without its stops."""

    length: int
    stops: dict[str, tuple[int, ...]]
    enclosed: tuple[tuple[int, int], ...]

    def around(self, position: int, signs: str) -> tuple[int, int]:
        """Start and end of the piece between two of `signs` that holds `position`."""
        stops = self.stops[signs]
        index = bisect_left(stops, position)
        return (stops[index - 1] + 1 if index else 0), (stops[index] if index < len(stops) else self.length)

    def inside(self, position: int) -> tuple[int, int] | None:
        """The bracket or quotation around `position`, if any."""
        index = bisect_right(self.enclosed, (position, self.length)) - 1
        if index < 0:
            return None
        start, end = self.enclosed[index]
        return (start, end) if start < position < end - 1 else None


def cut(text: str) -> Cut:
    """The stops of `text`: ``到2025年，甲达到1，000个；乙…。`` has one sentence, two stretches, three clauses."""
    enclosed = tuple(found.span() for found in _ENCLOSED.finditer(text))
    thousands = {found.start() for found in _THOUSANDS.finditer(text)} if "，" in text else set()
    found = [(stop.start(), stop.group()) for stop in _STOP.finditer(text)]
    kept = [(at, sign) for at, sign in _outside(found, enclosed) if at not in thousands]
    stops: dict[str, tuple[int, ...]] = {}
    for signs in (ITEM, CLAUSE, STRETCH, SENTENCE):  # each has fewer signs than the one before
        kept = [stop for stop in kept if stop[1] in signs]
        stops[signs] = tuple([at for at, _ in kept])
    return Cut(len(text), stops, enclosed)


def _outside(stops: list[tuple[int, str]], enclosed: tuple[tuple[int, int], ...]) -> list[tuple[int, str]]:
    """The stops that stand in no bracket; both lists are in order, so one walk does it."""
    kept, index = [], 0
    for at, sign in stops:
        while index < len(enclosed) and enclosed[index][1] <= at:
            index += 1
        if index == len(enclosed) or at < enclosed[index][0]:
            kept.append((at, sign))
    return kept
