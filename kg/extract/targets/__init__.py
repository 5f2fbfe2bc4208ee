"""Figures to be reached: ``到2025年，每千人口托位数达到4.6个以上``.

Reads the scenes of a document (`kg.grammar.schedule`); yields a target for each number that is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg import blocks
from kg.extract.targets import quantities, ways
from kg.extract.targets.judge import excluded
from kg.extract.targets.pieces import Piece
from kg.extract.targets.ways import Finding
from kg.grammar.schedule import Scene
from kg.lexicon import Lexicon
from kg.model import Document, Target

WAYS: tuple[ways.Way, ...] = (ways.frequency, ways.per, ways.reach, ways.count, ways.amount)


def targets(document: Document, scenes: Sequence[Scene], lexicon: Lexicon) -> Iterator[Target]:
    """The targets of a document, in order."""
    for scene in scenes:
        if not scene.review and scene.block.kind != blocks.TABLE:
            yield from _of(document, scene, lexicon)


def _of(document: Document, scene: Scene, lexicon: Lexicon) -> Iterator[Target]:
    section = lexicon["targets"]
    found = quantities.find(scene, section)
    for index, quantity in enumerate(found):
        previous = found[index - 1] if index else None
        following = found[index + 1] if index + 1 < len(found) else None
        piece = Piece(scene, section, quantity, previous, following)
        finding = None if excluded(piece) else _read(piece)
        if finding:
            yield _target(document, piece, finding)


def _read(piece: Piece) -> Finding | None:
    return next((found for found in (way(piece) for way in WAYS) if found), None)


def _target(document: Document, piece: Piece, finding: Finding) -> Target:
    span = piece.scene.block.view.span(finding.start, finding.end)
    quantity = piece.quantity
    return Target(
        provision=piece.scene.block.provision,
        indicator=finding.indicator,
        comparator=finding.comparator,
        value=quantity.value,
        value_max=quantity.most,
        unit=finding.unit,
        deadline=piece.scene.deadline(quantity.start),
        recurrence=finding.recurrence,
        start=span.start,
        end=span.end,
        quote=document.text[span.start : span.end],
        rule=finding.rule,
    )
