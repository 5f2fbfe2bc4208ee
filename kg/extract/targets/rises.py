"""Rises that are told one by one: ``甲由85%、乙由50%分别提高到90%、60%``, ``甲5亿元、乙3亿元，分别增长6%、8%``."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.targets import names
from kg.extract.targets.carried import NEXT
from kg.extract.targets.finding import Finding
from kg.extract.targets.lists import finding, for_each, run
from kg.extract.targets.pieces import Piece
from kg.extract.targets.years import sign_of

_LOOK = 12
_ROW = 300  # no row of numbers with their names is longer
_LEADS, _STOP = "，、并均", "，"
_SEVERAL = 2


def apart(pieces: Sequence[Piece], index: int) -> int:
    """How many numbers from `index` on begin with a name and 由 each: ``甲由85%、乙由50%分别提高到90%、60%``; else 0."""
    first = pieces[index]
    word = first.section.words["each"][0]
    if first.text.find(word, first.end, min(first.clause[1], first.end + _ROW)) < 0:
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


def of_totals(pieces: Sequence[Piece]) -> list[tuple[Piece, Finding, str | None]]:
    """``接待游客400万人次、旅游收入30亿元，分别增长10%、12%``: each is the growth of what stands in front, in order."""
    first, totals = pieces[0], list[Piece]()
    words, low = first.section.words, max(first.clause[0], first.start - _LOOK)
    place = max([first.text.rfind(word, low, first.start) for word in words["each"]])
    change = first.words("change").ending(first.text[max(0, place + _SEVERAL) : first.start])
    if place < 0 or not change:
        return []
    before = first.before
    while before is not None and before.start >= first.stretch[0] and len(totals) < len(pieces):
        totals.insert(0, before)
        before = before.before
    if len(totals) < len(pieces) or first.text.find(_STOP, totals[-1].end, place) < 0:
        return []
    own = first.text[max(first.begin, totals[-1].end) : place].lstrip(_LEADS)
    if own and not first.section.patterns["merely"].fullmatch(own + change):
        return []
    rows: list[tuple[Piece, Finding, str | None]] = []
    for piece, total in zip(pieces, totals, strict=True):
        start, end = names.before(total, total.left.end)
        if end - start < _SEVERAL or total.unit == piece.unit:
            return []
        row = (piece.text[start:end] + own + change, start, piece.end, sign_of(piece, pieces), piece.unit)
        rows.append((piece, Finding(*row, "target-respective"), None))
    return rows


def of_same(
    pieces: Sequence[Piece], told: Sequence[tuple[Piece, Finding, str | None]]
) -> list[tuple[Piece, Finding, str | None]]:
    """``到2025年，甲达到30%，乙达到50%；到2030年，分别达到35%和55%``: as many of what is `told` in front say of what."""
    first, time, same = pieces[0], pieces[0].own_time, told[-len(pieces) :]
    if time is None or first.left.change or len(same) < len(pieces) or same[-1][0] is not first.before:
        return []
    if not first.text[time.end : first.start].lstrip(_LEADS).startswith(first.section.words["each"]):
        return []
    if NEXT.fullmatch(first.text, same[-1][0].end, time.start) is None:
        return []
    units = [(row.unit or "").partition("/")[0] for _, row, _ in same]
    if units != [piece.unit or "" for piece in pieces]:
        return []
    rows: list[tuple[Piece, Finding, str | None]] = []
    for piece, (_, other, _) in zip(pieces, same, strict=True):
        sign = sign_of(piece, pieces)
        row = (other.indicator, time.start, piece.end, sign, other.unit, "target-respective")
        rows.append((piece, Finding(*row), None))
    return rows
