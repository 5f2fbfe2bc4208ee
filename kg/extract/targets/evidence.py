"""The span of evidence of a figure: its number, its name, and the time or rhythm of its own: ``到2025年，托位数达到4.6个``."""

from __future__ import annotations

from kg.extract.targets.finding import Finding
from kg.extract.targets.pieces import Piece


def found(
    piece: Piece,
    name: str,
    spans: tuple[tuple[int, int], ...],
    rule: str,
    unit: str | None = None,
    recurrence: str | None = None,
) -> Finding:
    """A finding whose span holds the number, those of `spans` that are not empty, and its own time or rhythm."""
    start, end, rhythm, time = piece.start, piece.end, piece.rhythm, piece.own_time
    for first, last in spans:
        if last > first:
            start = first if first < start else start
            end = last if last > end else end
    if time and time.start < start:
        start = time.start
    if rhythm:
        recurrence = rhythm.recurrence
        if rhythm.start >= piece.begin:
            start, end = min(start, rhythm.start), max(end, rhythm.end)
    row = (name, start, end, piece.comparator, unit or piece.unit, rule, recurrence)
    return tuple.__new__(Finding, row)
