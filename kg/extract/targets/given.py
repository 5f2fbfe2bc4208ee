"""Numbers that are given, not asked for: of who may apply, of what there is, of mishaps.

``申报企业应当成立满3年``, ``共划分为3个片区``, ``发生事故52起``.
"""

from __future__ import annotations

from kg.extract.targets.pieces import Piece
from kg.grammar.clauses import SENTENCE
from kg.lexicon import holds

_WINDOW = 160
_BEFORE = 30
_OF = "的"


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
    for place in (start, piece.stretch[0]):
        if patterns["condition_item"].match(piece.text, place) and (
            patterns["listed_conditions"].search(piece.text, 0, place)
        ):
            return True
    if not holds(near, words):
        return False
    if patterns["listed_conditions"].search(piece.text, piece.stretch[0], piece.start):
        return True
    if _of_whom(piece, max(start, piece.start - _WINDOW)):
        return True
    begin = max(start, piece.start - _WINDOW)
    found = piece.section.patterns["eligible"].search(piece.text, begin, piece.start)
    if found is None or _due_behind(piece, found.end()):
        return False
    return not any(word in piece.text[found.end() : piece.start] for word in piece.section.words["granting"])


def _due_behind(piece: Piece, place: int) -> bool:
    """``依据应具备的条件实施关闭，|到2027年底，减少不少于40处``: a time by which it is to be reached stands behind the conditions."""
    time = piece.governor
    if time is None or time.start < place or time.deadline is None:
        return False
    return piece.text.startswith(piece.section.words["until"], time.start)


def _of_whom(piece: Piece, begin: int) -> bool:
    """``贷款对象为员工人数不超过50人的小微企业，法定代表人60周岁以下``, but not what they get."""
    if not (piece.left.sign or piece.quantity.after):
        return False
    told = piece.section.patterns["whom"].search(piece.text, begin, piece.start)
    return told is not None and not holds(piece.text[told.end() : piece.finish], piece.section.words["award"])


def of_grant(piece: Piece) -> bool:
    """``对产值不低于3000万元且增长10%以上的企业，给予…``: a bound that says who gets a grant."""
    text, clause, words = piece.text, piece.clause, piece.section.words
    if not (piece.left.sign or piece.quantity.after) or holds(text[clause[0] : piece.start], words["giving"]):
        return False
    return piece.section.patterns["to_whom"].match(text, piece.end, piece.stretch[1]) is not None


def addressed(piece: Piece) -> bool:
    """``对年产值首次超过100亿元，对经济作出突出贡献的企业，给予…``: it says who gets a grant, in front of what is granted."""
    text, words, begin = piece.text, piece.section.words, piece.stretch[0]
    upon = words["upon"][0]
    low = max(begin, piece.start - _WINDOW)
    place = low if low == begin and text.startswith(upon, low) else text.find(f"，{upon}", low, piece.start)
    if place < 0 or holds(text[place : piece.start], words["giving_word"]):
        return False
    return piece.section.patterns["whose_grant"].match(text, piece.end, piece.stretch[1]) is not None


def specified(piece: Piece) -> bool:
    """``碳的含量大于等于0.07、抗拉强度大于等于620MPa的合金钢无缝钢管``: what a thing is like, not what it is to be."""
    text, start = piece.text, piece.clause[0]
    if piece.section.patterns["specified"].match(text, piece.end) is None:
        return False
    return not piece.kit.make.opening(text, start) and piece.kit.will.search(text, start, piece.start) is None


def surveyed(piece: Piece) -> bool:
    """``共划分为3个片区``, ``老旧小区共86个``: a count of what there is."""
    text, start, kit = piece.text, piece.start, piece.kit
    if (
        start
        and text[start - 1] == _OF
        and piece.section.patterns["made_already"].search(text, piece.begin, start)
    ):
        return True
    if text.endswith(piece.section.words["there_is"], piece.clause[0], start) and _there_among(piece):
        return True
    if kit.surveyed.search(text, max(piece.clause[0], start - 12), start):
        return not _strived(piece)  # 力争全市有50个项目列入…
    if text.startswith(kit.this_one, piece.stretch[0]):
        return True
    if not (piece.left.sign or piece.quantity.after or piece.governor or piece.left.verb) and (
        text.endswith(piece.section.words["project"], piece.begin, piece.left.end)
        and text.find(kit.every, piece.begin, start) < 0  # 按每千服务人口|1名
    ):
        return True
    if piece.unit and piece.unit.endswith(kit.ill_unit) and _stricken(piece):
        return True
    counted = text.endswith(kit.summed, piece.begin, start)
    if counted and text.endswith(piece.section.words["granting"], piece.begin, start - 1):
        return False  # 给予|共500万元资助
    return counted and not (piece.governor or piece.scene.inherited or _strived(piece))


def _there_among(piece: Piece) -> bool:
    """``86个社区中，|有50个达到示范标准``: so many of them there are, where nothing wills it and no time says by when."""
    if piece.governor or piece.scene.inherited or piece.quantity.after:
        return False
    low = max(piece.stretch[0], piece.start - _BEFORE)
    among = piece.section.patterns["of_whom"].search(piece.text, low, piece.start)
    return among is not None and piece.kit.will.search(piece.text, low, piece.start) is None


def _strived(piece: Piece) -> bool:
    """Whether its clause begins with a word of will: ``力争每年全市有50个以上项目列入…``."""
    return piece.text.startswith(piece.section.words["strived"], piece.clause[0])


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
