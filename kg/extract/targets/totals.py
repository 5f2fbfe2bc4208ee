"""Numbers whose clause names no more than a total or a head, or only whose they are: ``新建起降点159个，总规模达205个``.

Reads a piece with its finding and the one in front; yields the finding with the name that stands apart from it.
"""

from __future__ import annotations

from kg.extract.targets import names
from kg.extract.targets.finding import Finding
from kg.extract.targets.pieces import Piece
from kg.grammar import times

_COMMA, _COLON = "，", "："
_PER, _MOST = "/", 40
_LEAST = 2  # characters of a name


def named(piece: Piece, finding: Finding, last: tuple[Piece, Finding] | None) -> Finding:
    """`finding` with the name that stands in the clause in front, or at the head of its list."""
    if piece.kit.money in (finding.unit or "") and _PER not in (finding.unit or ""):
        return _headed(piece, finding)
    if last is None or piece.before is not last[0]:
        return finding
    if finding.indicator in piece.section.words["bare_total"]:
        return _total(piece, finding, *last)
    every = piece.kit.every
    if finding.indicator.startswith(every) and finding.unit == last[1].unit:
        _, _, per = (finding.unit or "").partition(_PER)
        if finding.indicator == every + per:  # …面积达每万人300平方米，到2025年达到|每万人|500平方米
            return finding._replace(indicator=last[1].indicator)
    return finding


def _total(piece: Piece, finding: Finding, before: Piece, last: Finding) -> Finding:
    """``新建起降点159个，|总规模达205个`` → 起降点总规模: of what it is the total, without the verb that makes more of it."""
    name = last.indicator[len(piece.kit.make.opening(last.indicator)) :]
    place = piece.text.rfind(name, last.start, piece.start) if len(name) >= _LEAST else -1
    beside = before.clause[1] + 1 == piece.clause[0] and piece.text[before.clause[1]] == _COMMA
    if place < 0 or not beside or last.unit != finding.unit:
        return finding
    if name.endswith(piece.section.words["measured"]):
        return finding
    return finding._replace(indicator=name + finding.indicator, start=place)


def _headed(piece: Piece, finding: Finding) -> Finding:
    """``每月每平方米租金补贴标准为：|甲区160元，|乙区120元``: what is so much of each, and how often, at the head of the list."""
    text, low = piece.text, piece.stretch[0]
    colon = text.rfind(_COLON, low, piece.start)
    if colon < 0 or text.find(piece.kit.every, max(low, colon - _MOST), colon) < 0:
        return finding
    head = piece.section.patterns["list_head"].search(text, max(low, colon - _MOST), colon)
    start, end = names.trimmed(piece, max(piece.begin, colon + 1), piece.left.end)
    own = text[start:end]
    if head is None or len(own) < _LEAST or piece.right or any(sign.isdigit() for sign in own):
        return finding
    often = head["often"] or head["rhythm"]
    return finding._replace(
        indicator=own + head["name"],
        start=head.start() if piece.begin <= colon + 1 else start,
        unit=f"{finding.unit}{_PER}{head['of']}",
        recurrence=times.rhythm(often) if often else finding.recurrence,
    )
