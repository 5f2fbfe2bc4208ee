"""Numbers that are given, not asked for: of who may apply, of what there is, of mishaps.

``申报企业应当成立满3年``, ``共划分为3个片区``, ``发生事故52起``.
"""

from __future__ import annotations

from kg.extract.targets.pieces import Piece
from kg.grammar.clauses import SENTENCE
from kg.lexicon import holds

_WINDOW = 160
_BEFORE = 30


def eligible(piece: Piece) -> bool:
    """``申报企业应当成立满3年，从业人员50人以上``: who may apply."""
    near = piece.text[max(0, piece.start - _WINDOW) : piece.start]
    q, words = piece.quantity, piece.section.words["eligible_key"]
    limit = min(piece.clause[1], q.end + _WINDOW)
    if holds(piece.text[q.end : limit], words) and (
        piece.section.patterns["eligible_behind"].search(piece.text, q.end, limit)
    ):
        return True
    start, _ = piece.scene.cut.around(piece.start, SENTENCE)
    patterns = piece.section.patterns
    if patterns["condition_item"].match(piece.text, start) and (
        patterns["listed_conditions"].search(piece.text, 0, start)
    ):
        return True
    if not holds(near, words):
        return False
    begin = max(start, piece.start - _WINDOW)
    found = piece.section.patterns["eligible"].search(piece.text, begin, piece.start)
    return found is not None and not any(
        word in piece.text[found.end() : piece.start] for word in piece.section.words["granting"]
    )


def surveyed(piece: Piece) -> bool:
    """``共划分为3个片区``, ``老旧小区共86个``: a count of what there is."""
    text, start, kit = piece.text, piece.start, piece.kit
    if kit.surveyed.search(text, max(piece.clause[0], start - 12), start):
        return True
    if text.startswith(kit.this_one, piece.stretch[0]):
        return True
    if piece.unit and piece.unit.endswith(kit.ill_unit) and _stricken(piece):
        return True
    counted = text.endswith(kit.summed, piece.begin, start)
    return counted and not (piece.governor or piece.scene.inherited)


def _stricken(piece: Piece) -> bool:
    """``我国每年因伤害死亡人数约68万人``, ``每年约有30万人因吸烟死亡``, ``发生事故52起、死亡30人``."""
    near = piece.text[max(piece.clause[0], piece.start - _BEFORE) : piece.start]
    mishap, bound = piece.section.words["mishap"], piece.left.sign or piece.quantity.after
    told = not bound and (holds(near, mishap) or holds(piece.right, mishap[:1]))
    if told and piece.kit.will.search(piece.text, piece.stretch[0], piece.start) is None:
        return True
    return holds(piece.right, piece.section.words["dying"]) or bool(
        piece.section.patterns["stricken"].search(near)
    )
