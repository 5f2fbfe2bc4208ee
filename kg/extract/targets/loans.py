"""What somebody may borrow: ``可申请最高不超过20万元的创业担保贷款``.

Reads a piece whose number is an amount of money; yields the loan named right behind it.
"""

from __future__ import annotations

import re

from kg.extract.targets.finding import Finding
from kg.extract.targets.pieces import Piece


def lent(piece: Piece) -> Finding | None:
    """``可申请|最高20万元的创业担保贷款``; not ``对单户1000万元以下的小微企业贷款``."""
    found = loan(piece)
    if found is None:
        return None
    noun, given = found
    return Finding(
        noun["loan"], given.end("lending"), noun.end(), piece.comparator, piece.unit, "target-award"
    )


def loan(piece: Piece) -> tuple[re.Match[str], re.Match[str]] | None:
    """The loan behind the sum and the verb in front of it."""
    patterns, text = piece.section.patterns, piece.text
    noun = patterns["loan"].match(text, piece.end, piece.clause[1])
    given = patterns["borrowing"].search(text, piece.clause[0], piece.start) if noun else None
    return (noun, given) if noun and given else None
