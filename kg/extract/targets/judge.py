"""Whether a number is asked for at all: no history, no condition, no time limit, no name, no count of given things."""

from __future__ import annotations

import re

from kg.extract.targets.pieces import Piece
from kg.grammar import times
from kg.grammar.clauses import SENTENCE
from kg.grammar.schedule import GOVERNING
from kg.lexicon import holds

_ATTRIBUTE = re.compile(r"的，|的（|者，")
_WINDOW = 160
_LINE = 400  # no stretch of a document is longer


def excluded(piece: Piece) -> bool:
    """Numbers that are never requirements, whatever stands around them."""
    return (
        _single(piece)
        or _ordinal(piece)
        or _aged(piece)
        or _duration(piece)
        or _history(piece)
        or _condition(piece)
        or _means(piece)
        or _eligible(piece)
        or _surveyed(piece)
    )


def _history(piece: Piece) -> bool:
    """``已达到400座``, ``从2012年的42.1%``, ``去年新增…``, ``2020年达到…`` in a document of 2022."""
    text, start, q = piece.text, piece.clause[0], piece.quantity.start
    before = piece.section.patterns["granting_whom"].sub("", text[max(start, q - 60) : q])
    if holds(before, piece.section.words["history"]) or _source(piece):
        return True
    earlier = text[max(piece.stretch[0], q - _WINDOW) : q]
    if holds(earlier, piece.section.words["elapsed"]):
        return True
    if _coming(piece):
        return False
    if holds(earlier, piece.section.words["reviewing"]):
        return True
    if _goes_on(piece):
        return False
    if _governed_by_past(piece):
        return True
    past = [
        t for t in piece.scene.between(max(start, q - _LINE), q) if t.kind == times.PAST or _gone(piece, t)
    ]
    return any("，" not in text[t.end : q] and not _settled(piece, t) for t in past)


def _governed_by_past(piece: Piece) -> bool:
    """A past year governs the number: ``2010年有幼儿园543所，入园率达91.8%``."""
    time = piece.governor
    return time is not None and (time.kind == times.PAST or _gone(piece, time))


def _goes_on(piece: Piece) -> bool:
    """A time to come stands before it in its stretch: ``到2025年建成8700万亩，其中2024年新建320万亩``."""
    near = piece.scene.between(max(piece.stretch[0], piece.quantity.start - _LINE), piece.quantity.start)[:-1]
    return any(t.kind in GOVERNING and t.deadline and not piece.scene.gone(t) for t in near)


def _source(piece: Piece) -> bool:
    """The first number of ``由85%提高到92%``."""
    text, q = piece.text, piece.quantity
    return text[q.start - 1 : q.start] in piece.section.words["source"] or (
        piece.words("rising").opening(text[q.end : q.end + 4]) != "" and _led_from(piece)
    )


def _led_from(piece: Piece) -> bool:
    before = piece.text[max(piece.begin, piece.quantity.start - 12) : piece.quantity.start]
    return any(word in before for word in piece.section.words["source"][:2])


def _settled(piece: Piece, time: times.Time) -> bool:
    """Whether a number between the past time and this one has taken it: the 53% of ``从2012年的42%提高到53%``."""
    return piece.previous is not None and time.end <= piece.previous.start


def _coming(piece: Piece) -> bool:
    """A time to come governs the number in its own stretch."""
    time = piece.governor
    return bool(time and time.deadline and time.kind != times.PAST and not _gone(piece, time))


def _gone(piece: Piece, time: times.Time) -> bool:
    return piece.scene.gone(time) and time.kind in (times.POINT, times.PERIOD)


def _condition(piece: Piece) -> bool:
    """``营业收入3000万元以上的企业，给予…``: a number that says to whom a rule applies."""
    text, end = piece.text, piece.quantity.end
    around = piece.scene.cut.inside(piece.quantity.start)
    if around and not piece.left.marked:
        return True
    including = piece.section.words["including"]
    if text.startswith(including, end) or text.endswith(including, 0, piece.quantity.start):
        return True
    share = piece.quantity.unit in (None, "%")
    beyond = piece.left.sign in ("<", ">") and text[end : end + 1] == "的"
    if beyond and not text.startswith(piece.section.words["defining"], end) and not piece.left.verb:
        return True
    if piece.quantity.after and text.startswith(piece.section.words["and_also"], end):
        return True
    if piece.left.verb in piece.section.words["unmaking"] and piece.quantity.after and piece.right:
        return True
    if text[end : end + 1] == "的" and not share:
        bound = piece.quantity.after in piece.section.words["bound"] and not piece.left.sign
        countable = piece.left.verb or "元" not in (piece.quantity.unit or "元")
        named = text.startswith(piece.section.words["defining"], end) or _fund(piece)
        if bound or not (countable or named):
            return True
    tail = text[end : min(piece.stretch[1], end + _WINDOW)]
    closing = _ATTRIBUTE.search(tail)
    if closing is None:
        return False
    award = piece.words("award").first(tail)
    return award < 0 or closing.start() < award


def _eligible(piece: Piece) -> bool:
    """``申报企业应当成立满3年，从业人员50人以上``: who may apply."""
    near = piece.text[max(0, piece.quantity.start - _WINDOW) : piece.quantity.start]
    q, words = piece.quantity, piece.section.words["eligible_key"]
    limit = min(piece.clause[1], q.end + _WINDOW)
    if holds(piece.text[q.end : limit], words) and (
        piece.section.patterns["eligible_behind"].search(piece.text, q.end, limit)
    ):
        return True
    if not holds(near, words):
        return False
    start, _ = piece.scene.cut.around(piece.quantity.start, SENTENCE)
    begin = max(start, piece.quantity.start - _WINDOW)
    found = piece.section.patterns["eligible"].search(piece.text, begin, piece.quantity.start)
    return found is not None and not any(
        word in piece.text[found.end() : piece.quantity.start] for word in piece.section.words["granting"]
    )


def _surveyed(piece: Piece) -> bool:
    """``共划分为3个片区``, ``老旧小区共86个``: a count of what there is."""
    text, q = piece.text, piece.quantity
    if any(
        word in text[max(piece.clause[0], q.start - 12) : q.start] for word in piece.section.words["surveyed"]
    ):
        return True
    counted = text.endswith(piece.section.words["alone"][:2], piece.begin, q.start)
    return counted and not (piece.governor or piece.scene.inherited)


def _fund(piece: Piece) -> bool:
    """``设立总规模100亿元的产业发展基金``, ``每家企业5万元的标准``."""
    after = piece.text[piece.quantity.end : min(piece.clause[1], piece.quantity.end + 14)]
    return holds(after, piece.section.words["award"])


def _duration(piece: Piece) -> bool:
    """``30日内办理``, ``用3—5年时间``, ``3年以上工作经历``; not ``压缩至5个工作日``, ``时间不低于2小时``."""
    unit = piece.quantity.unit or ""
    if not unit.endswith(piece.section.words["duration_unit"]) or "/" in unit:
        return False
    if unit in piece.section.words["frequent"] and piece.scene.recurrence(piece.quantity.start):
        return False  # 每月发布一期清单
    name = piece.text[piece.begin : piece.quantity.start]
    behind = piece.text[piece.quantity.end : piece.quantity.end + 2]
    if holds(name, piece.section.words["quota_noun"]) and piece.left.marked:
        return False
    shortened = holds(name[-8:], piece.section.words["shorten"])
    return not (shortened or (piece.left.sign == ">=" and not behind.startswith(("以", "内"))))


def _ordinal(piece: Piece) -> bool:
    """``第3批``, ``前5名``, ``3级``, a number in letters and digits (T1000)."""
    text, start = piece.text, piece.quantity.start
    return (
        text[max(0, start - 1) : start] in piece.section.words["ordinal_mark"]
        or piece.quantity.unit in piece.section.words["ordinal_unit"]
    )


def _aged(piece: Piece) -> bool:
    """``45岁以下中青年骨干``, ``60岁以上老年人``."""
    if piece.quantity.unit not in piece.section.words["age_unit"]:
        return False
    return (
        piece.quantity.after in piece.section.words["bound"] and not piece.left.marked
    ) or piece.section.words["age"][0] in piece.text[piece.begin : piece.quantity.start]


def demanded(piece: Piece, verb: str = "") -> bool:
    """Whether the text asks for the number: a time to come, a comparator that binds, a verb of will or of making."""
    q = piece.quantity
    if (
        verb
        or piece.left.sign in (">=", "<=")
        or q.after
        or _beside(piece)
        or piece.scene.recurrence(q.start)
    ):
        return True
    time = piece.governor
    if time is not None:
        return time.kind == times.RELATIVE or time.deadline is not None
    if piece.scene.inherited:
        return True
    before = piece.text[max(piece.stretch[0], q.start - 80) : q.start]
    if holds(before, piece.section.words["will"]):
        return True
    lead = piece.text[piece.begin : q.start].lstrip("，、和及并")
    if piece.words("make").opening(lead, len(piece.words("within").opening(lead))):
        return True
    return piece.left.marked and piece.left.end - piece.left.start >= 2


def _beside(piece: Piece) -> bool:
    """A neighbour in the same stretch is bound (以上, 以内): a row of goals."""
    start, end = piece.stretch
    return any(q and q.after and start <= q.start < end for q in (piece.previous, piece.following))


def firmly(piece: Piece) -> bool:
    """Asked for beyond doubt: a comparator, a rhythm or a time of its own."""
    if piece.left.sign or piece.quantity.after or piece.scene.recurrence(piece.quantity.start):
        return True
    return bool(piece.governor or piece.scene.inherited)


def _single(piece: Piece) -> bool:
    """``一支队伍``, ``一个体系``: 一 counts only where a comparator, a rhythm or 每 makes it a number."""
    q = piece.quantity
    if not q.written or q.value != 1:
        return False
    before = piece.text[piece.begin : q.start]
    return not (piece.left.sign or "每" in before or piece.scene.recurrence(q.start))


def _means(piece: Piece) -> bool:
    """Money that nobody grants and no time governs: ``应有10万元以上资金`` is a condition, ``总投资5亿元`` an estimate."""
    unit = piece.quantity.unit or ""
    before = piece.text[max(piece.clause[0], piece.quantity.start - _WINDOW) : piece.quantity.start]
    if "元" not in unit:
        return False
    if holds(before, piece.section.words["estimate"]):
        return True
    around = before + piece.text[piece.quantity.end : piece.quantity.end + 12]
    earned = piece.words("earning").opening(piece.text, piece.begin)
    granted = earned or any(word in around for word in piece.section.words["award"] if len(word) > 1)
    if piece.section.patterns["per_head"].search(piece.text, piece.begin, piece.quantity.start):
        return False
    if piece.section.words["owned"][0] in before[-4:]:
        return True
    asked = granted or piece.spent or piece.governor or piece.scene.inherited or piece.left.marked
    return not (asked or piece.grant)
