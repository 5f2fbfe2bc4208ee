"""What everybody is to master: ``青少年掌握1至2项运动技能``, ``初中毕业生至少掌握一项艺术技能和两项体育技能``."""

from __future__ import annotations

from kg.extract.targets import names
from kg.extract.targets.evidence import found
from kg.extract.targets.finding import Finding
from kg.extract.targets.pieces import Piece

_REACH = 30  # characters in front of the number in which they are named
_JOINTS = ("和", "、", "及", "与")
_LEAST = 2  # characters of a noun


def learnt(piece: Piece) -> Finding | None:
    """``推动青少年|掌握1至2项运动技能`` → 青少年掌握运动技能."""
    if piece.unit not in piece.section.words["skilled"]:
        return None
    every = piece.text.find(piece.kit.every, piece.begin, piece.start) >= 0
    return None if every else _of(piece, piece)


def learnt_too(piece: Piece) -> Finding | None:
    """The next of a list: ``至少掌握一项艺术技能和|两项体育技能``, by the same people and as many at least."""
    before = piece.before
    if before is None or piece.unit != before.unit or before.clause != piece.clause:
        return None
    if piece.text[piece.start - 1] not in _JOINTS or before.unit not in piece.section.words["skilled"]:
        return None
    row = _of(piece, before)
    return row._replace(comparator=before.comparator) if row else None


def _of(piece: Piece, first: Piece) -> Finding | None:
    """What `piece` counts, of those who are told of in front of `first`."""
    low = max(first.clause[0], first.start - _REACH)
    told = piece.section.patterns["learning"].search(piece.text, low, first.start)
    noun = names.behind(piece) if told else (0, 0)
    if told is None or noun[1] - noun[0] < _LEAST:
        return None
    name = told["who"] + told["verb"] + piece.text[slice(*noun)]
    return found(piece, name, ((told.start("who"), told.end()), noun), "target-count")
