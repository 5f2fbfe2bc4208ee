"""By when a figure is to be reached: its clause's time, its paragraph's, that of the whole it is a part of.

Reads a piece with what has been found of it; yields a deadline, or None where nothing says by when.
"""

from __future__ import annotations

from kg.extract.targets import awards
from kg.extract.targets.finding import Finding
from kg.extract.targets.pieces import Piece
from kg.grammar.clauses import SENTENCE
from kg.grammar.telling import GOVERNING
from kg.grammar.times import PLAN, RELATIVE, START, Time
from kg.lexicon import holds

_MONTHLY = len("2025-06")
_YEARLY = len("2025")
_EACH = "/"


def due(piece: Piece, finding: Finding) -> str | None:
    """As `Scene.deadline`, from the time that the piece knows already."""
    time, inherited = piece.governor, piece.scene.inherited
    if begun := _begun(piece, finding, time):
        return begun
    if time and finding.rule in awards.RULES and awards.of_whom(piece, time):
        return inherited
    if time is None and inherited is None:
        time = piece.scene.lapse(piece.start) or _of_whole(piece)
    if time and len(time.deadline or "") == _MONTHLY and _of_the_year(piece, time.end):
        return inherited  # 上半年出台新政，|全年引进大学生40万人
    if time and time.kind == RELATIVE and time.deadline is None and time.start:
        plan = piece.scene.governor(time.start - 1)
        return plan.deadline if plan and plan.kind == PLAN else None  # “十四五”目标是：5年内新建30所
    if time is None and inherited is None and finding.rule not in awards.RULES:
        time = piece.scene.term()
    return time.deadline if time else inherited


def _begun(piece: Piece, finding: Finding, time: Time | None) -> str | None:
    """The year from which a rate is kept, in its own clause: ``2026年达到85%，|2027年起稳定在90%以上``."""
    start = piece.clause[0]
    if piece.rhythm or (time and time.start >= start) or not piece.scene.times:
        return None
    if _EACH in (finding.unit or ""):
        return None  # 从2022年起每两年检查一次
    own = next((near for near in piece.scene.between(start, piece.start) if near.kind == START), None)
    return own.deadline if own and len(own.deadline or "") == _YEARLY else None


def _of_whole(piece: Piece) -> Time | None:
    """The time of the sentence in front, where this one parts what it tells of: ``到2025年，…。|其中，公办园学位3万个``."""
    if piece.before is None or not piece.scene.times:
        return None
    start = piece.scene.cut.around(piece.start, SENTENCE)[0]
    if not start or not piece.text.startswith(piece.section.words["among"], start):
        return None
    time = piece.scene.governor(start - 2)
    return time if time and time.kind in GOVERNING and time.deadline and not piece.scene.gone(time) else None


def _of_the_year(piece: Piece, start: int) -> bool:
    """Whether a number behind a part of a year is told for all of it."""
    low = max(start, piece.clause[0])
    return low < piece.start and holds(piece.text[low : piece.start], piece.section.words["whole_year"])
