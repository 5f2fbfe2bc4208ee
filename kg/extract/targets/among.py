"""So many of a number of things, and what they are to come to: ``200个行政村中，要有150个达到美丽乡村标准``.

Reads a piece; yields a finding named by whose part it is and by what that comes to.
"""

from __future__ import annotations

from kg.extract.targets import names
from kg.extract.targets.demands import quiet
from kg.extract.targets.evidence import found
from kg.extract.targets.finding import Finding
from kg.extract.targets.pieces import Piece

_AMONG = "中"
_REACH = 60  # how far in front they may be named


def of_them(piece: Piece) -> Finding | None:
    """``200个行政村中，要有150个达到美丽乡村标准`` → 行政村达到美丽乡村标准, 150 个."""
    text, patterns = piece.text, piece.section.patterns
    low = max(piece.stretch[0], piece.scene.block.label_end, piece.start - _REACH)
    if piece.unit is None or text.find(_AMONG, low, piece.start) < 0:
        return None
    if patterns["coming_to"].fullmatch(text, piece.end, piece.finish) is None:
        return None
    told = patterns["of_whom"].search(text, low, piece.start)
    if told is None or not (told["will"] or ((piece.governor or piece.scene.inherited) and quiet(piece))):
        return None
    whose = names.trimmed(piece, *told.span("whose"))
    name = patterns["so_many"].sub("", text[slice(*whose)]) + text[piece.end : piece.finish]
    return found(piece, name, (whose, (piece.end, piece.finish)), "target-count")
