"""What may not be built if it is too small: ``停止核准新建生产能力低于30万吨/年的煤矿`` asks for 30万吨/年 and more.

Reads a piece; yields a finding named by what may be built and by what of it is measured.
"""

from __future__ import annotations

from kg.extract.targets.finding import Finding
from kg.extract.targets.pieces import Piece

_OF = "的"
_REACH = 40  # how far in front it may be barred
_BOUNDS = ("<", "<=")


def barred(piece: Piece) -> Finding | None:
    """``不再审批年产能低于9万吨的采石场`` → 采石场年产能, >= 9 万吨."""
    text, end, patterns = piece.text, piece.end, piece.section.patterns
    if text[end : end + 1] != _OF or piece.comparator not in _BOUNDS or piece.unit is None:
        return None
    low = max(piece.clause[0], piece.start - _REACH)
    told = patterns["barring"].search(text, low, piece.start)
    thing = patterns["barred_thing"].match(text, end, piece.clause[1]) if told else None
    if told is None or thing is None:
        return None
    name = (told["make"] or "") + thing["thing"] + told["what"]
    return Finding(name, told.start(), thing.end(), ">=", piece.unit, "target-reach")
