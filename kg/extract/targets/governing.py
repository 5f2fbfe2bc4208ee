"""Verbs of making that stand further left than their number: ``建设50所学校和150个专业``, ``建成甲、乙、丙3个医疗中心``."""

from __future__ import annotations

from kg.extract.targets.demands import quiet
from kg.extract.targets.pieces import Piece

_LIST = 30  # numbers of a list, at most
_LEADS = "，、和并"
_SEVERAL = 2  # so many 、 part a list of names


def listed(piece: Piece) -> str:
    """The verb that a list carries on: 建设 for the second of ``建设50所学校和150个专业``."""
    for _ in range(_LIST):
        before = piece.before
        if before is None or before.start < piece.clause[0] or piece.left.end > piece.left.start:
            return ""
        if before.left.verb:
            return before.left.verb
        piece = before
    return ""


def row(piece: Piece) -> str:
    """The verb of a row that a comma parts: ``到2015年，建成1~2所示范院校，|6~8所示范学校和10~12所省级学校``."""
    before = piece.before
    for _ in range(_LIST):
        if before is None or before.unit != piece.unit or piece.governor is None:
            return ""
        if before.start < piece.stretch[0] or piece.begin not in (piece.start, piece.start + 1):
            return ""
        if before.left.verb:
            return before.left.verb
        piece, before = before, before.before
    return ""


def spread(piece: Piece) -> str:
    """The verb in front of where all of it is done: ``完成全市1200家餐饮单位改造``."""
    lead = piece.text[piece.begin : piece.start].lstrip(_LEADS)
    verb, words = piece.kit.make.opening(lead), piece.section.words
    where = lead[len(verb) :]
    return verb if verb and (where in words["everywhere"] or where.endswith(words["remaining"])) else ""


def governed(piece: Piece) -> str:
    """The verb further left, where a time says by when: ``到2027年，建成甲、乙、丙3个医疗中心``."""
    time = piece.governor
    headed = time is not None and time is piece.scene.head and time.start < piece.clause[0]
    if time is None or time.start > piece.start or headed:
        lead = piece.text[piece.begin : piece.start]
        named = lead.endswith(piece.section.words["such"]) or lead.count("、") >= _SEVERAL
        verb = _leading(piece, lead) if named and quiet(piece) else ""
        return verb if verb in piece.section.words["founding"] else ""
    return _leading(piece, piece.text[max(piece.begin, time.end) : piece.start])


def _leading(piece: Piece, lead: str) -> str:
    """The verb that opens what stands in front of a number: ``全市|新建``."""
    lead = lead.lstrip("，")
    for word in (*piece.section.words["everywhere"], *piece.section.words["nearly"]):
        lead = lead.removeprefix(word)
    return piece.kit.make.opening(lead)
