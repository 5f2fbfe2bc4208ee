"""Figures to be reached: ``到2025年，每千人口托位数达到4.6个以上``.

Reads the scenes of a document (`kg.grammar.schedule`); yields a target for each number that is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from kg import blocks
from kg.extract.targets import awards, counts, heads, lists, quantities, shares, tables
from kg.extract.targets.finding import Finding
from kg.extract.targets.judge import excluded
from kg.extract.targets.pieces import Piece
from kg.extract.targets.quantities import Quantity
from kg.grammar.schedule import Scene
from kg.lexicon import Lexicon, Section
from kg.model import Document, Target

Way: TypeAlias = Callable[[Piece], Finding | None]

# Tried in order.
WAYS: tuple[Way, ...] = (
    heads.frequency,
    heads.per,
    shares.reach,
    shares.portion,
    counts.count,
    counts.amount,
)


def targets(document: Document, scenes: Sequence[Scene], lexicon: Lexicon) -> Iterator[Target]:
    """The targets of a document, in order: of its running text and of its tables."""
    section = lexicon["targets"]
    found = [
        *_told(document, scenes, lexicon),
        *tables.tabled(document, scenes, section),
        *tables.amounts(document, scenes, section),
        *_listed(document, scenes, section),
    ]
    yield from sorted(found, key=lambda target: target.start)


def _told(document: Document, scenes: Sequence[Scene], lexicon: Lexicon) -> Iterator[Target]:
    """The targets of the running text."""
    section = lexicon["targets"]
    for scene in scenes:
        if not scene.review and scene.block.kind != blocks.TABLE:
            rows = [
                (p.quantity, finding, deadline) for p, finding, deadline in _read(_pieces(scene, section))
            ]
            rows += [(quantity, finding, None) for quantity, finding in lists.ratios(scene, section)]
            for quantity, finding, deadline in sorted(rows, key=lambda row: row[0].start):
                yield _target(document, scene, quantity, finding, deadline, section.words["no_unit"])


def _listed(document: Document, scenes: Sequence[Scene], section: Section) -> Iterator[Target]:
    """The targets in the task column of a list of tasks, with the deadline of its column of times."""
    for row in tables.tasks(scenes, section):
        pieces = [piece for piece in _pieces(row.scene, section) if row.holds(piece.quantity)]
        for piece, finding, deadline in _read(pieces):
            yield _target(document, row.scene, piece.quantity, finding, deadline or row.deadline)


def _pieces(scene: Scene, section: Section) -> list[Piece]:
    found = quantities.asked(scene, section)
    pieces: list[Piece] = []
    for this, behind in zip(found, [*found[1:], None], strict=False):
        pieces.append(Piece(scene, section, this, pieces[-1] if pieces else None, behind))
    return pieces


def _read(pieces: list[Piece]) -> Iterator[tuple[Piece, Finding, str | None]]:
    """Each number that is asked for: a row of 分别 as a whole, else one by one."""
    index, last = 0, None
    while index < len(pieces):
        length = lists.run(pieces, index)
        row = (
            lists.paired(pieces[index : index + length]) if length > 1 and not excluded(pieces[index]) else []
        )
        yield from row
        for piece in [] if row else pieces[index : index + length]:
            finding = None if excluded(piece) else _first(piece, last)
            if finding:
                yield piece, finding, None
                last = piece, finding
        index += length


def _first(piece: Piece, last: tuple[Piece, Finding] | None) -> Finding | None:
    """What the first way that fits reads; a number without a name takes that of the number before it."""
    granted = heads.allowance(piece) or awards.award(piece)
    if granted or last is None or last[0].stretch != piece.stretch:
        return granted or next((found for found in (way(piece) for way in WAYS) if found), None)
    found = counts.carried(piece, last[1].indicator)
    found = found or next((found for found in (way(piece) for way in WAYS) if found), None)
    return found and counts.completed(piece, found, last[1].indicator)


def _target(
    document: Document,
    scene: Scene,
    quantity: Quantity,
    finding: Finding,
    deadline: str | None,
    no_unit: tuple[str, ...] = (),
) -> Target:
    span = scene.block.view.span(finding.start, finding.end)
    return Target(
        provision=scene.block.provision,
        indicator=finding.indicator,
        comparator=finding.comparator,
        value=quantity.value,
        value_max=quantity.most,
        unit=None if finding.unit in no_unit else finding.unit,
        deadline=deadline or scene.deadline(quantity.start),
        recurrence=finding.recurrence,
        start=span.start,
        end=span.end,
        quote=document.text[span.start : span.end],
        rule=finding.rule,
    )
