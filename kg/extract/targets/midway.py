"""A rate whose number stands inside its name: ``巩固一般人群30%签约率，重点人群60%签约率``.

Reads a piece; yields a finding named by whose rate it is and by the rate behind the number.
"""

from __future__ import annotations

from kg.extract.targets import names
from kg.extract.targets.demands import quiet
from kg.extract.targets.evidence import found
from kg.extract.targets.finding import Finding
from kg.extract.targets.pieces import Piece

_RATE, _MEASURE, _OF = "%", "率", "的"
_LEAST = 2
_WINDOW = 80


def rated(piece: Piece) -> Finding | None:
    """``确保适龄儿童95%的接种率`` → 适龄儿童接种率, 95 %; not ``按3%的税率征收``, ``接种率95%``."""
    text, left = piece.text, piece.left
    if piece.unit != _RATE or left.change:
        return None
    rate = piece.section.patterns["rate_behind"].match(text, piece.end, piece.clause[1])
    if rate is None or not (quiet(piece) and _willed(piece)):
        return None
    span = names.before(piece, left.end)
    name = text[slice(*span)].removesuffix(_OF)
    if name.endswith(_MEASURE) or name.startswith(piece.section.words["by"]):
        return None
    spans = (span, rate.span("rate")) if len(name) >= _LEAST else (rate.span("rate"),)
    name = name if len(name) >= _LEAST else ""
    return found(piece, name + rate["rate"], spans, "target-portion")


def _willed(piece: Piece) -> bool:
    """Something wills it: a time to come, or a verb that opens the stretch (确保, 巩固)."""
    text, start = piece.text, max(piece.stretch[0], piece.scene.block.label_end)
    if piece.governor or piece.scene.inherited or piece.left.sign or piece.left.marked:
        return True
    if piece.words("securing").opening(text, start, piece.start):
        return True
    return piece.kit.will.search(text, max(start, piece.start - _WINDOW), piece.start) is not None
