"""So many more of what is there already: ``已建成充电桩3000个，年底前再建成1000个``.

Reads a piece without a noun; yields a finding that is named as the number in front, which is told of.
"""

from __future__ import annotations

from kg.extract.targets import names
from kg.extract.targets.evidence import found
from kg.extract.targets.finding import Finding
from kg.extract.targets.pieces import Piece

_LEAST = 2  # characters of a noun


def once_more(piece: Piece) -> Finding | None:
    """``已建成充电桩3000个，年底前再建成1000个`` → 充电桩, 1000 个."""
    before, verb = piece.before, piece.left.verb
    if before is None or not before.past or before.unit != piece.unit or not verb or piece.right:
        return None
    if before.clause[1] + 1 < piece.clause[0]:
        return None
    place = piece.left.end - len(verb)
    if not piece.text.endswith(piece.section.words["once_more"], piece.begin, place):
        return None
    name = _named(before)
    name = verb + name if verb in piece.kit.made else name
    return found(piece, name, ((place, piece.end),), "target-count") if len(name) >= _LEAST else None


def _named(before: Piece) -> str:
    """What has been made: the noun behind its number, or in front of it, without its verb."""
    start, end = names.behind(before)
    if end - start >= _LEAST:
        return before.text[start:end]
    start, end = names.before(before, before.left.end)
    start += len(before.words("attributive").opening(before.text, start, end))
    start += len(before.kit.make.opening(before.text, start, end))
    return before.text[start:end]
