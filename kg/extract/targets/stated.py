"""What is stated without a word of history: what a survey found, how many there are, what an illness is known by.

``居民高血压患病率为25.2%``, ``60岁以上老年人口达2.49亿``, ``收缩压≥140mmHg``.
"""

from __future__ import annotations

from kg.extract.targets.history import plainly
from kg.extract.targets.pieces import Piece
from kg.grammar.clauses import SENTENCE
from kg.lexicon import holds

COMPARED = "≥≤〉〈"
_LINE = 400  # no stretch of a document is longer
_MEASURE = "率"
_BRIEF = 12
_RATES = ("%", "‰", "/10万", "/万")


def stated(piece: Piece) -> bool:
    """``居民高血压患病率为25.2%``: what is, not what is asked for."""
    left, words, text = piece.left, piece.section.words, piece.text
    q = piece.quantity
    if not left.marked or left.sign or q.after:
        return False
    early = max(piece.stretch[0], q.start - _LINE)
    name, marker = text[max(piece.begin, left.end - _BRIEF) : left.end], text[left.end : q.start]
    each, marker = marker.startswith(words["each"]), marker.removeprefix(words["each"][0])
    sick = name.endswith(words["ill"]) and marker in words["sick_states"]
    rate = name.endswith(words["stated_name"]) and not name.endswith(words["set_name"])
    rate = rate or (each and name.endswith(words["part_name"]))
    land = marker in words["sick_states"] and holds(text[early : q.start], words["whole_land"])
    whose = marker in words["states"] and name.endswith(words["whose"]) and q.unit == _RATES[0]
    whose = whose and not holds(text[early : q.start], words["granted_rate"])  # 报销比例一级医院为90%
    if not (land or whose) and (q.unit not in _RATES or not (sick or _rated(piece, rate, marker))):
        return False
    time = piece.governor
    if (time and not plainly(piece, time)) or piece.scene.inherited or piece.rhythm:
        return False
    return piece.kit.will.search(text, early, q.start) is None


def counted(piece: Piece) -> bool:
    """``60岁以上老年人口达2.49亿``: so many without a noun are told of, unless something bounds or wills it."""
    if piece.quantity.after or piece.governor or piece.scene.inherited or piece.left.sign in (">=", "<="):
        return False
    low, following = max(piece.stretch[0], piece.start - _LINE), piece.following
    end = following.end if following and following.end <= piece.stretch[1] else piece.clause[1]
    return piece.kit.will.search(piece.text, low, end) is None


def of_nation(piece: Piece) -> bool:
    """``我国人均水资源约2100立方米，北方部分地区不足500立方米``: how a country stands, where nothing wills it or says by when."""
    text, words = piece.text, piece.section.words
    if piece.governor or piece.scene.inherited or piece.left.verb:
        return False
    low = piece.scene.cut.around(piece.start, SENTENCE)[0]
    if not text.startswith(words["whole_land"], low) or piece.start - low > _LINE:
        return False
    return piece.kit.will.search(text, low, piece.start) is None


def _rated(piece: Piece, rate: bool, marker: str) -> bool:
    """A rate that is so much, or the second of ``超重率为9.6%，儿童为14.5%``."""
    before, words = piece.before, piece.section.words
    if marker not in words["sick_states"]:
        return False
    if piece.governor and marker in words["states"]:
        return rate or piece.text.endswith(words["part_name"], piece.begin, piece.left.end)
    if rate or before is None or before.start < piece.stretch[0] or not before.left.marked:
        return rate and marker in words["states"]
    name = piece.text[before.left.start : before.left.end]
    if name.endswith(words["ill"]):
        return True
    told = name.endswith(words["stated_name"]) and not name.endswith(words["set_name"])
    return told and marker in words["states"]


def clinical(piece: Piece) -> bool:
    """``收缩压≥140mmHg``: a sign of comparison in running text that tells an illness; ``高血压患者控制率≥45%`` does not."""
    text, q = piece.text, piece.quantity
    if text[q.start - 2 : q.start - 1] == _MEASURE:
        return False
    return holds(text[max(piece.begin, q.start - _BRIEF) : q.start], piece.section.words["clinical"])
