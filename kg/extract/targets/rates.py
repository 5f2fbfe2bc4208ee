"""Shares that a document grants or levies: ``按照实际投入的30%给予补助``, ``减按25%计算应纳税所得额``.

Reads a piece whose number is a percentage; yields a finding where a word of granting or of levying stands by it.
"""

from __future__ import annotations

import re

from kg.extract.targets import names
from kg.extract.targets.demands import quiet
from kg.extract.targets.finding import Finding
from kg.extract.targets.pieces import Piece

_YEARLY = "P1Y"
_NEAR, _FAR = 30, 90
_PART = 2  # 部分
_BASE = 6  # 不超过 and what a share is taken of are no shorter
_WHOLE = re.compile(r"（[^（）]*）")


def rate(piece: Piece) -> Finding | None:
    """A share that is granted or levied, with the part of the sum that it is of: ``300万元以上部分|给予15%补助``."""
    row, text, start = _rate(piece), piece.text, piece.clause[0]
    if row is None or text.find(piece.section.words["excess"][0], start, piece.start) < 0:
        return row
    told = piece.section.patterns["part_of_sum"].search(text, start, piece.start)
    start = names.trimmed(piece, *told.span("part"))[0] if told else row.start
    if told is None or start >= row.start + _PART:
        return row
    part = _WHOLE.sub("", text[start : told.end("part")])
    name = row.indicator.removeprefix(part[-_PART:])
    return row._replace(indicator=part + name, start=min(start, row.start))


def _rate(piece: Piece) -> Finding | None:
    """``按照企业实际支付额的50%给予补助`` → 企业实际支付额补助, 50 %."""
    text, q = piece.text, piece.quantity
    if alone := _alone(piece):
        return alone
    low = max(piece.clause[0], q.start - _FAR)
    place = max([text.rfind(word, low, q.start) for word in piece.section.words["by"]])
    if place < 0:
        place = text.rfind(piece.section.words["levy_by"][0], low, q.start)
        if place >= 0 and not text.startswith(piece.section.words["no_levy"], place):
            return _levy(piece, place)
        if not text.startswith((*piece.section.words["granting"], *piece.section.words["award"]), q.end):
            return _given(piece)
        # of what, at most
        place = max([text.rfind(word, low, q.start) for word in piece.section.words["cap"]])
        if q.start - place < _BASE or place < 0:
            return _given(piece)
        place -= len(piece.words("cap").ending(text, place, low))
    if any(text.startswith(word, place - 1) for word in piece.section.words["by"] if len(word) > 1):
        place -= 1  # 减按
    levied = _levy(piece, place)
    noun = "" if levied else granted_noun(piece, q.end, piece.stretch[1])
    if not noun:
        return levied
    start = place + len(piece.words("by").opening(text[place : q.start]))
    start += len(piece.words("at_most").opening(text, start, q.start))
    start += len(piece.words("at_most").opening(text, start, q.start))  # 最高|不超过
    annual = piece.words("annual").opening(text, start, q.start)  # 年度|交易金额的20%
    name = _WHOLE.sub("", text[start + len(annual) : q.start]).rstrip("的")
    based = [name.rpartition(word)[2] for word in piece.section.words["granting"] if word in name]
    if based and based[0].endswith(piece.section.words["base_measure"]):
        name = based[0]  # 按贷款基准利率给予|项目实际投资总额50%的贴息
    name = min((name.partition(word)[0] for word in piece.section.words["granting"]), key=len)
    inside = text.startswith(piece.section.words["granting"], q.end)
    following = piece.following
    beside = following is not None and following.start < piece.clause[1]  # 按10%给予每年最高200万元
    end = piece.clause[1] if inside and not beside else q.end
    recurrence = _YEARLY if annual else None
    return Finding(name + noun, place, end, piece.comparator, q.unit, "target-award-rate", recurrence)


def _alone(piece: Piece) -> Finding | None:
    """``对设备购置费用，补贴60%``: nothing but the grant and its share."""
    q, end = piece.quantity, piece.left.end
    bare = piece.text[piece.begin : end].lstrip("，")
    if bare not in piece.section.words["award_alone"] or piece.right or not quiet(piece):
        return None
    return Finding(bare, end - len(bare), q.end, piece.comparator, q.unit, "target-award-rate")


def _given(piece: Piece) -> Finding | None:
    """``给予不超过2%的贴息补助``."""
    text, q, previous = piece.text, piece.quantity, piece.previous
    lasting = previous is not None and previous.end == q.start  # 给予2年50%的补助
    low = max(piece.clause[0] if lasting else piece.begin, q.start - _NEAR)
    words = piece.section.words["granting"]
    start = max([text.rfind(word, low, q.start) for word in words])
    behind = piece.section.patterns["behind"].match(text, q.end, piece.clause[1]) if start >= 0 else None
    if behind is None:
        return None
    stop = previous.start if previous and lasting else piece.left.end
    whom = text[start + len(words[0]) : stop] if start >= 0 else ""
    whom = "" if any(sign.isdigit() for sign in whom) else whom.rstrip("的，")
    whom = whom[len(piece.words("at_most").opening(whom)) :]  # 给予不超过运营费用30%的补助
    name = (whom if len(whom) > 1 else "") + behind["noun"]
    if paid := None if len(whom) > 1 else piece.section.patterns["granted_for"].search(text, low, start):
        name, start = paid["what"] + name, paid.start("what")
    return Finding(name, start, behind.end(), piece.comparator, q.unit, "target-award-rate")


def _levy(piece: Piece, place: int) -> Finding | None:
    """``对小型微利企业减按25%计算应纳税所得额``, ``按楼面地价的40%补交出让金``, ``按20%的税率``: a rate that is levied."""
    text, q = piece.text, piece.quantity
    found = piece.section.patterns["levied"].match(text, q.end, piece.clause[1])
    if found is None:
        return None
    span = names.trimmed(piece, piece.begin, place)
    if found["act"] in piece.section.words["planned_by"]:  # 地区生产总值按|增长5%安排
        first, last = names.before(piece, place)
        name = text[first:last].removesuffix(piece.section.words["intending"][0])
        name += piece.words("change").ending(text, piece.left.end, place) if piece.left.change else ""
        row = (name, first, q.end, piece.comparator, q.unit, "target-award-rate")
        return Finding(*row) if last - first > 1 else None
    obliged = piece.words("obliged").ending(text, span[1], span[0])  # 停车场|应当|按不低于2%的比例设置…
    name = text[span[0] : span[1] - len(obliged)] + (found["rate"] or found["act"])
    start = span[0] if span[1] > span[0] else place
    low = max(piece.stretch[0], place - _FAR)
    if start == place and (whose := piece.section.patterns["rate_of"].search(text, low, place)):
        start, name = whose.start(), whose["who"] + name
    recurrence = piece.rhythm.recurrence if piece.rhythm else None
    return Finding(name, start, found.end(), piece.comparator, q.unit, "target-award-rate", recurrence)


def granted_noun(piece: Piece, start: int, end: int) -> str:
    """What is granted: 一次性奖励, 配套资助, read behind a number or behind 给予."""
    found = piece.section.patterns["granted"].search(piece.text, start, min(end, start + 60))
    if found is None:
        return ""
    once = piece.text.rfind(piece.section.words["once"][0], start, found.start("noun"))
    led = once >= 0 and piece.text.endswith(piece.section.words["granting"], start, once)
    return piece.section.words["once"][0] + found["noun"] if led else found["noun"]
