"""Where a folded paragraph is cut: sentences (。), stretches between semicolons, and clauses (，：).

What stands in brackets or quotation marks is never cut: ``占全部药品（不含中药饮片，下同）金额的比例`` is one clause. A quotation
with clauses and figures of its own (``“人才达到2000名，贡献率达到40%”``) is no name and is cut like any text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

# Stops, and what is never cut, in one scan: a stop inside an enclosure is passed over with it. Each way begins with its
# sign, so that the regex engine can skip to them, the commonest first; the comma of 1，000 is none.
_PIECES = re.compile(
    r"，(?<!\d，(?=\d{3}(?:\D|$)))|。|；|：|！|？|\t"
    r"|（[^（）]{0,120}）|《[^《》]{0,90}》|“(?:[^“”，]{0,60}|[^“”\d]{0,60})”|〔[^〔〕]{0,20}〕"
)

_SOFT, _OPENING = "，：", "（《“〔"
SENTENCE, STRETCH, CLAUSE = "。！？\t", "。！？；\t", "。！？；，：\t"


class Cut:
    """The stops of one text; `around(p, CLAUSE)` is the clause that position `p` stands in, without its stops.

    ``到2025年，甲达到1，000个；乙…。`` has one sentence, two stretches, three clauses.
    """

    __slots__ = ("enclosed", "length", "stops")

    def __init__(self, text: str) -> None:
        enclosed: list[tuple[int, int]] = []
        clauses: list[int] = []
        stretches: list[int] = []
        sentences: list[int] = []
        for piece in _PIECES.finditer(text):
            at = piece.start()
            sign = text[at]
            if sign in _SOFT:  # most
                clauses.append(at)
            elif sign in _OPENING:
                enclosed.append(piece.span())
            else:
                clauses.append(at)
                stretches.append(at)
                if sign in SENTENCE:
                    sentences.append(at)
        self.length = len(text)
        self.stops = {CLAUSE: clauses, STRETCH: stretches, SENTENCE: sentences}
        self.enclosed = enclosed

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
