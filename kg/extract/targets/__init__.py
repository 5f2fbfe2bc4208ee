"""Figures to be reached: ``到2025年，每千人口托位数达到4.6个以上``.

Reads the scenes of a document (`kg.grammar.schedule`); yields a target for each number that is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg import blocks
from kg.extract.targets import awards, lists, quantities, ways
from kg.extract.targets.judge import excluded
from kg.extract.targets.pieces import Piece
from kg.extract.targets.finding import Finding
from kg.grammar.schedule import Scene
from kg.lexicon import Lexicon, Section
from kg.model import Document, Target

WAYS: tuple[ways.Way, ...] = (
    awards.award,
    ways.frequency,
    ways.per,
    ways.reach,
    ways.portion,
    ways.count,
    ways.amount,
)


def targets(document: Document, scenes: Sequence[Scene], lexicon: Lexicon) -> Iterator[Target]:
    """The targets of a document, in order."""
    section = lexicon["targets"]
    for scene in scenes:
        if not scene.review and scene.block.kind != blocks.TABLE:
            for piece, finding, deadline in _read(_pieces(scene, section)):
                yield _target(document, piece, finding, deadline)


def _pieces(scene: Scene, section: Section) -> list[Piece]:
    found = quantities.find(scene, section)
    around = zip([None, *found], found, [*found[1:], None], strict=False)
    return [Piece(scene, section, this, before, behind) for before, this, behind in around]


def _read(pieces: list[Piece]) -> Iterator[tuple[Piece, Finding, str | None]]:
    """Each number that is asked for: a row of 分别 as a whole, else one by one."""
    index = 0
    while index < len(pieces):
        length = lists.run(pieces, index)
        row = (
            lists.paired(pieces[index : index + length]) if length > 1 and not excluded(pieces[index]) else []
        )
        yield from row
        if not row:
            for piece in pieces[index : index + length]:
                finding = None if excluded(piece) else _first(piece)
                if finding:
                    yield piece, finding, None
        index += length


def _first(piece: Piece) -> Finding | None:
    return next((found for found in (way(piece) for way in WAYS) if found), None)


def _target(document: Document, piece: Piece, finding: Finding, deadline: str | None) -> Target:
    span = piece.scene.block.view.span(finding.start, finding.end)
    quantity = piece.quantity
    return Target(
        provision=piece.scene.block.provision,
        indicator=finding.indicator,
        comparator=finding.comparator,
        value=quantity.value,
        value_max=quantity.most,
        unit=finding.unit,
        deadline=deadline or piece.scene.deadline(quantity.start),
        recurrence=finding.recurrence,
        start=span.start,
        end=span.end,
        quote=document.text[span.start : span.end],
        rule=finding.rule,
    )
