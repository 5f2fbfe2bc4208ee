"""Money that nobody grants and no time governs: what something is estimated to cost, what somebody has to have.

Reads a piece with what stands around it; ``估算总投资3.6亿元`` is means, ``每年安排2亿元`` and ``力争旅游收入30亿元`` are not.
"""

from __future__ import annotations

from kg.extract.targets import names
from kg.extract.targets.charges import charged
from kg.extract.targets.demands import completed, labelled, priced, quiet
from kg.extract.targets.pieces import Piece
from kg.lexicon import holds

_WINDOW = 160


def is_means(piece: Piece) -> bool:
    """Money that nobody grants and no time governs: ``应有10万元以上资金`` is a condition, ``总投资5亿元`` an estimate."""
    if not piece.unit or piece.kit.money not in piece.unit:
        return False
    if _within(piece) or piece.text.endswith(piece.section.words["put_to_use"], piece.begin, piece.start):
        return True
    before = piece.text[max(piece.clause[0], piece.start - _WINDOW) : piece.start]
    if holds(before, piece.section.words["estimate"]) and not (_capped(piece) or _owned_most(piece, before)):
        return True
    if labelled(piece) or names.heading(piece):
        return False
    if piece.text.endswith(piece.section.words["capped_name"], piece.begin, piece.left.end):
        return not quiet(piece)
    if piece.section.patterns["per_head"].search(piece.text, piece.begin, piece.start):
        return False
    if piece.section.words["owned"][0] in before[-4:]:
        return True
    if priced(piece):
        return False
    if piece.left.marked or piece.left.change or piece.governor or piece.scene.inherited:
        return False
    if piece.rhythm and piece.words("committing").ending(piece.text, piece.left.end, piece.begin):
        return False  # 每年安排2亿元
    if piece.follows and piece.text.startswith(piece.section.words["among"], piece.clause[0]):
        return False  # 到位资金300亿元以上，其中外资3亿美元
    if _income(piece) or _earned_more(piece):
        return False
    if piece.quantity.after and piece.left.verb in piece.section.words["earning"] and quiet(piece):
        return False  # 小额信贷新增发放2亿元以上
    around = before + piece.text[piece.end : min(piece.stretch[1], piece.end + 12)]
    if any(word in around for word in piece.section.words["award"] if len(word) > 1):
        return False
    earned = piece.section.patterns["yet_to"].match(piece.text, piece.begin) or _yet_done(piece)
    return not (earned or piece.spent or piece.grant or _budgeted(piece) or charged(piece))


def _within(piece: Piece) -> bool:
    """``估算总投资3.6亿元，其中申请资金1.2亿元``: a part of what is only estimated."""
    start, words = piece.clause[0], piece.section.words
    if piece.governor or piece.left.sign or not piece.text.startswith(words["among"], start):
        return False
    return holds(piece.text[max(piece.stretch[0], start - _WINDOW) : start], words["estimate"])


def _income(piece: Piece) -> bool:
    """``力争接待游客400万人次、旅游综合收入30亿元``: what is earned or made, where something wills it."""
    if not piece.text.endswith(piece.section.words["income"], piece.begin, piece.left.end) or piece.right:
        return False
    willed = piece.kit.will.search(piece.text, piece.stretch[0], piece.start) is not None
    return (willed or piece.scene.aimed) and quiet(piece)


def _earned_more(piece: Piece) -> bool:
    """``户均增收3000元以上``: by how much more is earned of each, where nothing tells of it."""
    words = piece.section.words
    more = piece.text.endswith(words["earned_more"], piece.begin, piece.left.end)
    return more and holds(piece.text[piece.begin : piece.left.end], words["per_even"]) and quiet(piece)


def _budgeted(piece: Piece) -> bool:
    """``县财政列支300万元``, where it is no part of what something is estimated to cost."""
    if not piece.budgeted or not quiet(piece):
        return False
    return not holds(piece.text[piece.stretch[0] : piece.start], piece.section.words["estimate"])


def _owned_most(piece: Piece, before: str) -> bool:
    """``省属企业资产总额达到2.7万亿元``, where a time says by when: no estimate."""
    words = piece.section.words
    if not (piece.left.marked and (piece.governor or piece.scene.inherited)):
        return False
    for word in words["owned_most"]:
        before = before.replace(word, "")
    return not holds(before, words["estimate"])


def _capped(piece: Piece) -> bool:
    """``按不超过项目总投资10%、最高不超过500万元给予补助``: what is granted, at most."""
    before, words = piece.before, piece.section.words
    if piece.left.sign == "<=" and before and piece.text.startswith(words["and_also"], before.end):
        # 不超过总投资30%且不超过300万元
        return holds(piece.text[before.begin : before.start], words["award"])
    return piece.left.sign == "<=" and holds(piece.right, words["award"])


def _yet_done(piece: Piece) -> bool:
    """``长江大桥建设将完成10亿元，城际铁路建设完成5亿元``: by its own words, those in front, or a heading of goals."""
    if completed(piece) or piece.text.endswith(piece.section.words["yet_done"], piece.begin, piece.start):
        return True
    return piece.follows and piece.left.verb in piece.section.words["completing"]
