"""Several years at the head of a sentence: ``到2022年和2030年，甲达到50%和60%`` has a value for each.

Reads a row of quantities; yields one finding for each year, or nothing where years and values do not pair.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from kg.extract.targets.finding import Finding
from kg.extract.targets.pieces import BETWEEN, Piece
from kg.grammar.clauses import CLAUSE, SENTENCE
from kg.grammar.times import PAST, START

_OF = "的"
_FEW = 6  # years in a row: 2021年、2022年…


class Year(NamedTuple):
    """One of several years at the head of a sentence, and its deadline where it governs."""

    start: int
    deadline: str | None


def by_year(pieces: Sequence[Piece], finding: Finding) -> list[tuple[Piece, Finding, str | None]]:
    """What `finding` says of the first of a row, for each year at the head of the sentence.

    ``提升到20%和30%`` has a value for each, ``均保持在60%以上`` one for all.
    """
    years = heading(pieces[0])
    if not years or (len(pieces) == 1 and years[0].deadline is None) or len(pieces) not in (1, len(years)):
        return []
    timed = finding.start <= years[-1].start
    rows: list[tuple[Piece, Finding, str | None]] = []
    for i, year in enumerate(years):
        piece = pieces[min(i, len(pieces) - 1)]
        own = piece.comparator if i and len(pieces) > 1 else finding.comparator
        sign = own if own != "=" or piece.quantity.after else finding.comparator
        start, end = year.start if timed else finding.start, max(piece.end, finding.end)
        rows.append((piece, finding._replace(start=start, end=end, comparator=sign), year.deadline))
    return rows


def heading(piece: Piece) -> list[Year]:
    """The neighbouring years at the head of the sentence (``到2022年和2030年``), none where it has one or none.

    Behind a semicolon they still say what two values are, but give no deadline.
    """
    scene, start = piece.scene, piece.start
    if len(scene.times) < 2:
        return []
    low, _ = scene.cut.around(start, SENTENCE)
    times = list(
        islice(
            (
                time
                for time in scene.backwards(low, start)
                if time.deadline and time.kind not in (PAST, START)
            ),
            _FEW,
        )
    )
    row = times[:1]
    for time in times[1:]:
        if not BETWEEN.fullmatch(piece.text, time.end, row[0].start):
            break
        row.insert(0, time)
    if len(row) < 2:
        return []
    end = scene.cut.around(row[-1].start, CLAUSE)[1]
    if end <= start and piece.text[end - 1] == _OF:
        return []  # 2021、2022年度无支出的，费率下调…
    governs = piece.governor is not None and piece.governor in row
    return [Year(time.start, time.deadline if governs else None) for time in row]


def yearly(
    pieces: Sequence[Piece], span: tuple[int, int], years: Sequence[Year]
) -> list[tuple[Piece, Finding, str | None]]:
    """One name, a value for each year; none where they do not pair."""
    if len(years) != len(pieces) or span[1] - span[0] < 2:
        return []
    return [
        (piece, _of_year(piece, span, year, pieces), year.deadline)
        for piece, year in zip(pieces, years, strict=True)
    ]


def _of_year(piece: Piece, span: tuple[int, int], year: Year, pieces: Sequence[Piece]) -> Finding:
    near = pieces[0].before is None or pieces[0].before.start < year.start
    start = min(year.start, span[0]) if year.deadline and near else span[0]
    unit = piece.unit or pieces[-1].unit
    return Finding(
        piece.text[slice(*span)], start, piece.end, sign_of(piece, pieces), unit, "target-respective"
    )


def sign_of(piece: Piece, pieces: Sequence[Piece]) -> str:
    """The comparator of one of a row, which the last of them may say for all: ``50%、60%以上``."""
    own, shared = piece.comparator, pieces[-1].comparator
    if piece.quantity.after or own != "=":
        return own
    return shared if shared != "=" else pieces[0].left.sign or "="
