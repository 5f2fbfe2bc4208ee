"""Rises that are told one by one: ``甲由85%、乙由50%分别提高到90%、60%``."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.targets import names
from kg.extract.targets.finding import Finding
from kg.extract.targets.lists import finding, for_each, run
from kg.extract.targets.pieces import Piece

_LOOK = 12
_SEVERAL = 2


def apart(pieces: Sequence[Piece], index: int) -> int:
    """How many numbers from `index` on begin with a name and 由 each: ``甲由85%、乙由50%分别提高到90%、60%``; else 0."""
    first = pieces[index]
    word = first.section.words["each"][0]
    if first.text.find(word, first.end, first.clause[1]) < 0:
        return 0
    end = index
    while end < len(pieces) and pieces[end].clause == first.clause and _source(pieces[end]) >= 0:
        end += 1
    count, goals = end - index, pieces[end : 2 * end - index]
    if count < _SEVERAL or len(goals) != count or run(goals, 0) != count:
        return 0
    joined = first.text[pieces[end - 1].end : goals[0].start]
    return count if joined.removeprefix(word).startswith(first.kit.rising) else 0


def raised_apart(pieces: Sequence[Piece]) -> list[tuple[Piece, Finding, str | None]]:
    """The findings of what `apart` found: the second half of `pieces`, each by the name in front of one of the first."""
    half = len(pieces) // 2
    bases, goals = pieces[:half], pieces[half:]
    head = bases[0].section.patterns["per_head"]
    spans = [names.before(base, _source(base)) for base in bases]
    rows: list[tuple[Piece, Finding, str | None]] = [
        (p, finding(p, spans, i, goals, ""), None) for i, p in enumerate(goals)
    ]
    whom = head.search(bases[0].text, _source(bases[0]), bases[0].start)
    return [(p, for_each(bases[0], f, whom["whom"]), due) for p, f, due in rows] if whom else rows


def _source(piece: Piece) -> int:
    """Where 由 or 从 stands in front of a number and what it is for each of: ``由每人每月300元``."""
    place = max([piece.text.rfind(word, piece.begin, piece.start) for word in piece.kit.source])
    return place if place > piece.begin and piece.start - place <= _LOOK else -1
