"""The span of evidence of a figure: its number, its name, and the time or rhythm of its own: ``到2025年，托位数达到4.6个``."""

from __future__ import annotations

from kg.extract.targets.finding import Finding
from kg.extract.targets.pieces import Piece


def _spanned(piece: Piece, *spans: tuple[int, int]) -> tuple[int, int]:
    """The span over the quantity, its own time and `spans`."""
    starts = [piece.quantity.start, *(start for start, end in spans if end > start)]
    ends = [piece.quantity.end, *(end for start, end in spans if end > start)]
    if piece.own_time:
        starts.append(piece.own_time.start)
    rhythm = piece.scene.recurrence(piece.quantity.start)
    if rhythm and rhythm.start >= piece.begin:
        starts.append(rhythm.start)
        ends.append(rhythm.end)
    return min(starts), max(ends)


def found(
    piece: Piece,
    name: str,
    spans: tuple[tuple[int, int], ...],
    rule: str,
    unit: str | None = None,
    recurrence: str | None = None,
) -> Finding:
    """A finding whose span holds the number, `spans` and its own time or rhythm."""
    rhythm = piece.scene.recurrence(piece.quantity.start)
    start, end = _spanned(piece, *spans)
    return Finding(
        name,
        start,
        end,
        piece.comparator,
        unit or piece.quantity.unit,
        rule,
        rhythm.recurrence if rhythm else recurrence,
    )
