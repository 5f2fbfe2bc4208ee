"""Numbers whose clause names no more than a total or a head, or only whose they are: ``新建起降点159个，总规模达205个``.

Reads a piece with its finding and the one in front; yields the finding with the name that stands apart from it.
"""

from __future__ import annotations

from kg.extract.targets import names
from kg.extract.targets.finding import Finding
from kg.extract.targets.left import SIGNS
from kg.extract.targets.pieces import Piece
from kg.extract.targets.words import markers
from kg.grammar import times

_COMMA, _COLON = "，", "："
_PER, _MOST = "/", 40
_LIST = 600  # characters of a list behind its head
_LEAST = 2  # characters of a name


def named(piece: Piece, finding: Finding, last: tuple[Piece, Finding] | None) -> Finding:
    """`finding` with the name that stands in the clause in front, or at the head of its list."""
    if finding.indicator.endswith(piece.section.words["asked_end"]):
        finding = _asked(piece, finding)
    if _PER in (finding.unit or ""):
        finding = _bounded(piece, finding)
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


def _asked(piece: Piece, finding: Finding) -> Finding:
    """``养护经费总额|要求不得低于|每年每公里5000元``: what asks for it is no part of its name, what bounds it may stand apart."""
    asked = piece.section.patterns["asked_tail"].search(finding.indicator)
    place = piece.text.find(finding.indicator, finding.start, piece.start) if asked else -1
    if asked is None or place < 0 or asked.start() < _LEAST:
        return finding
    behind = piece.text[place + len(finding.indicator) : piece.start]
    no = asked.group()[-2:] if asked.group().endswith(piece.section.words["may_not"]) else ""
    known, kinds = markers(piece.section)
    kind = kinds.get(known.opening(no + behind) or known.opening(no[:1] + behind), "")
    if not kind:
        return finding
    sign = SIGNS.get(kind, finding.comparator) if finding.comparator == "=" else finding.comparator
    return finding._replace(indicator=finding.indicator[: asked.start()], comparator=sign)


def _bounded(piece: Piece, finding: Finding) -> Finding:
    """``养护经费|不得低于|每年每公里5000元``: the bound stands in front of how often, and of what there is so much each."""
    every = piece.text.find(piece.kit.every, max(finding.start, piece.begin), piece.start)
    known, kinds = markers(piece.section)
    word = known.ending(piece.text, every, piece.begin) if every > 0 else ""
    if kinds.get(word) not in SIGNS:
        return finding
    name = finding.indicator.removesuffix(word)
    sign = SIGNS[kinds[word]] if finding.comparator == "=" else finding.comparator
    return finding._replace(indicator=name if len(name) >= _LEAST else finding.indicator, comparator=sign)


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
    text, low = piece.text, max(piece.stretch[0], piece.start - _LIST)
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
