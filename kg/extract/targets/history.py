"""What is told of, not asked for: what has been reached, what there was in a past year, what a figure moves from.

``已达到400座``, ``从2012年的42.1%``, ``2010年有幼儿园543所``.
"""

from __future__ import annotations

import re

from kg.extract.targets.pieces import DONE, Piece
from kg.grammar import times
from kg.grammar.clauses import SENTENCE
from kg.grammar.telling import GOVERNING
from kg.lexicon import holds

_WINDOW = 160
_SENTENCE = 300  # characters of a sentence that tells what a year is expected to bring
_NEAR = 60
_LINE = 400  # no stretch of a document is longer
_BRIEF = 12
_REMARK = 24  # characters of a remark on a number
_YEAR = "年"
_OF = "的"
_SINCE = 5  # ，比上年
_SINCE_THEN = "来"
_PERCENT = "%"


def history(piece: Piece) -> bool:
    """``已达到400座``, ``从2012年的42.1%``, ``去年新增…``, ``2020年达到…`` in a document of 2022."""
    text, q, end, kit = piece.text, piece.start, piece.end, piece.kit
    words = piece.section.words
    if (text[end : end + 1] in kit.rises or (q and text[q - 1] in kit.source)) and _source(piece):
        return True
    if text.endswith(words["on_basis"], end, piece.clause[1]) and not (
        piece.left.change or piece.left.marked
    ):
        return True  # 在2023年完成改造300户的基础上，再改造…
    early = max(piece.stretch[0], q - _WINDOW)
    told = kit.told.search(text, early, q) is not None
    time = piece.governor
    if (
        (time and _up_to_now(piece, time))
        or (piece.ground.done and _finished(piece, time))
        or _goes_on_telling(piece, time)
        or _of_the_same(piece, time)
    ):
        piece.told = True
        return True
    behind = _past_remark(text, end)
    beside = text[behind + 1 : behind + 2] in kit.against
    if told and _reported(piece, early):
        piece.told = True
        return True
    if (told or beside) and _since(piece, time):
        return True
    if time and time.bare and _half_year(piece, time):
        return True
    if time and piece.scene.frame.now is None and _sums_up(piece, time):
        return True
    if piece.left.marked and piece.quantity.share and _held(piece, time):
        return True
    if q and text[q - 1] in kit.comparing and _statistic(piece, time):
        return True
    if text[behind : behind + 1] == "，" and _told_behind(piece, behind) and _as_told(piece, time):
        return True
    if _estimated(piece, time) or _forecast(piece):
        piece.told = True
        return True
    until = time is not None and text.startswith(words["until"], time.start)
    if text.startswith(words["of_plan"], piece.clause[1]) and not until:
        return True  # 新增7069张公办养老床位，为计划的101%
    goes_on = piece.before and piece.before.past and text.startswith(piece.kit.goes_on, piece.clause[0])
    if goes_on and _as_told(piece, time):
        return True  # …，增长6.1%，其中税收收入2100亿元
    if (piece.left.change or piece.left.marked) and _against_last_year(piece, time):
        return True
    if time and time.deadline and time.kind != times.PAST and not _gone(piece, time):
        # a time to come governs the number in its own stretch: 到2020年…。目前，覆盖率98.6%
        return told and time.end < q and holds(text[max(early, time.end) : q], words["by_now"])
    if told and kit.reviewing.search(_before_grant(piece, early)):
        piece.told = holds(text[early:q], words["year_over"])
        return True
    if not piece.scene.times or _goes_on(piece):
        return False
    if time and (time.kind == times.PAST or _gone(piece, time)):
        return True  # 2010年有幼儿园543所，入园率达91.8%
    past = [
        t
        for t in piece.scene.between(max(piece.clause[0], q - _LINE), q)
        if (t.kind == times.PAST or _gone(piece, t)) and not _base(piece, t)
    ]
    return any("，" not in text[t.end : q] and not _settled(piece, t) for t in past)


def _before_grant(piece: Piece, early: int) -> str:
    """What stands in front, without whom a grant is for: ``对2025年以来获评…的企业，`` 给予50万元奖励."""
    text, q, section = piece.text, piece.start, piece.section
    (word,) = section.words["basis_said"]
    basis = text.rfind(word, early, q)
    if basis >= 0 and text.find("，", basis, q) == basis + len(word):
        early = basis  # 在去年建成20个的基础上，再建成30个
    if not holds(text[max(piece.clause[0], q - _LINE) : q], section.words["granting"]):
        return text[early:q]
    return section.patterns["granted_whom"].sub("", text[early:q])


def _up_to_now(piece: Piece, time: times.Time) -> bool:
    """``今年|来改造道路2条``: what has been since a time."""
    if not piece.text.startswith(_SINCE_THEN, time.end):
        return False
    return piece.section.patterns["up_to_now"].match(piece.text, time.end) is not None


def _finished(piece: Piece, time: times.Time | None) -> bool:
    """``选择了450个村推广``: a verb with 了, where no time to come is led in (到2027年)."""
    text, pattern = piece.text, piece.kit.finished
    told = pattern.search(text, piece.begin, piece.start)
    if told is None and text.find(DONE, piece.end, piece.clause[1]) >= 0:
        told = piece.section.patterns["finished_behind"].match(text, piece.end, piece.clause[1])
    if told is None or (piece.scene.inherited and not text.endswith(DONE, piece.begin, piece.start)):
        return False  # under 2025年重点工作 it is only where it is said of the number: 下达了3项
    if time and text.startswith(piece.section.words["until"], time.start):
        return False
    low = max(piece.clause[0], told.start() - _WINDOW)
    return not holds(text[low : told.start()], piece.section.words["striving"])


def _goes_on_telling(piece: Piece, time: times.Time | None) -> bool:
    """``已开办网店9100多家，2015年销售30多亿元``: what goes on with what is told, where nothing wills or bounds it."""
    before = piece.before
    if before is None or not before.told or not before.end <= piece.clause[0]:
        return False
    text, q, words = piece.text, piece.start, piece.section.words
    shared = time is not None and before.governor is time
    if time and not shared and not plainly(piece, time):
        return False
    between = text[before.end : q]
    if "。" in between or between.startswith(_OF) or holds(between, words["no_telling"]):
        return False
    return _as_told(piece, None if shared else time)


def _of_the_same(piece: Piece, time: times.Time | None) -> bool:
    """``一季度，…增长7.7%。甲县增长7.5%、|乙县增长7.9%``: the next rises of a part of a year that was told of."""
    before, unit = piece.before, piece.unit or ""
    if before is None or not before.past or (time is not None and time.start > before.start):
        return False
    if not piece.left.change or not unit.endswith(piece.section.words["changed_unit"]):
        return False
    last = next(piece.scene.backwards(0, piece.start), None)
    part = last is not None and piece.text.startswith(piece.section.words["year_part"], last.start)
    between = piece.text[before.end : piece.start]
    if not part or between.count("。") > 1 or holds(between, piece.section.words["no_telling"]):
        return False
    return _as_told(piece, None) and last is not None and last.bare


def _estimated(piece: Piece, time: times.Time | None) -> bool:
    """``生产总值|预计1.35万亿元，增长7%左右``: what the year that ends will have brought, where no year to come is named."""
    if (time is not None and time.deadline) or piece.scene.inherited:
        return False
    low = piece.clause[0]
    text, words = piece.text, piece.section.words
    if holds(text[max(low, piece.start - _NEAR) : piece.start], words["estimated"]):
        return not holds(text[max(piece.stretch[0], low - _NEAR) : piece.start], words["once_done"])
    before = piece.before
    if before is None or not before.told:
        return False
    near = max(0, piece.start - _SENTENCE)
    stop = text.rfind("。", near, piece.start)
    opens = text.startswith(words["estimated"], stop + 1 if stop >= 0 else near)
    if opens and before.end > stop and not (piece.quantity.after or piece.left.sign):
        return True  # 预计生产总值达到300亿元；实现财政总收入42.5亿元
    return before.clause[1] + 1 == low and bool(piece.left.change)


def _forecast(piece: Piece) -> bool:
    """``预计|老年人口每年增加约20万人，到2030年将超过540万人``: how many there will be, where nothing wills it."""
    text, words = piece.text, piece.section.words
    low = max(piece.scene.cut.around(piece.start, SENTENCE)[0], piece.start - _SENTENCE)
    if not text.startswith(words["forecasting"], low):
        return False
    told = text[low : piece.start]
    return holds(told, words["forecast_of"]) and not holds(told, words["striving"])


def _since(piece: Piece, time: times.Time | None) -> bool:
    """``城镇化率较上年提高0.5个百分点``, where nothing wills it (力争, 到2025年, under 工作目标)."""
    q, words = piece.start, piece.section.words
    start = max(piece.stretch[0], q - _LINE)
    end = _past_remark(piece.text, piece.end)
    behind = piece.text[end + 1 : end + _SINCE]
    told = piece.text[max(piece.clause[0], q - _NEAR) : q]
    if not (holds(told, words["last_year"]) or behind.startswith(words["last_year"])) or piece.scene.aimed:
        return False
    if time is not None and (
        piece.text.startswith(words["until"], time.start) or piece.text.endswith(words["by_end"], 0, time.end)
    ):
        return False
    bound = any(one is not None and one.quantity.after for one in (piece, piece.before))
    if bound and piece.scene.frame.now is not None and not piece.scene.frame.press:
        return False  # 占比提高到35%以上，较上年提高2个百分点
    return not holds(piece.text[start:q], words["plan_word"])


def _against_last_year(piece: Piece, time: times.Time | None) -> bool:
    """``同比分别上升7.8%和1.4%``: against the year before, and nothing bounds or wills it; no goals are headed so."""
    if piece.scene.aimed or (time and piece.scene.frame.now is not None):
        return False
    if not holds(piece.text[piece.begin : piece.start], piece.section.words["compared"]):
        return False
    return _as_told(piece, time)


def _past_remark(text: str, end: int) -> int:
    """Behind the bracket that stands right behind a number, else `end`: ``达到90%（不含外地）|，比上年提高…``."""
    if text[end : end + 1] != "（":
        return end
    close = text.find("）", end, end + _REMARK)
    return close + 1 if close > 0 else end


def _told_behind(piece: Piece, end: int) -> bool:
    """``完成投资180亿元，占年度计划的52%``; in a text without a date ``收入完成3200亿元，增长6.1%`` too."""
    text, words, following = piece.text, piece.section.words, piece.following
    if text.startswith(words["told_behind"], end):
        return not (piece.scene.aimed and text.startswith(words["compared"], end + 1))
    if (
        following is None
        or piece.scene.frame.now is not None
        or piece.scene.aimed
        or following.after
        or following.unit != _PERCENT
    ):
        return False
    return following.value % 1 != 0 and text[end + 1 : following.start] in words["change"]


def _as_told(piece: Piece, time: times.Time | None) -> bool:
    """``一季度优良天数比例为92.3%，同比上升…``: nothing bounds or wills it, and no time says by when."""
    if piece.scene.inherited or piece.quantity.after or piece.left.sign:
        return False
    if time and piece.text.startswith(piece.section.words["until"], time.start):
        return False
    return _unwilled(piece)


def _unwilled(piece: Piece) -> bool:
    """Whether nothing in front wills a number."""
    low = max(piece.stretch[0], piece.start - _LINE)
    return piece.kit.will.search(piece.text, low, piece.start) is None


def _statistic(piece: Piece, time: times.Time | None) -> bool:
    """``GDP完成度比目标值高出2.9个百分点``, ``目标的中位数为6.5%``: what a comparison gives, unless something bounds or wills it."""
    unit, text, section = piece.unit or "", piece.text, piece.section
    if piece.quantity.after or not unit.endswith(section.words["changed_unit"]):
        return False
    if (
        section.patterns["compared_by"].search(text, max(piece.clause[0], piece.start - _NEAR), piece.start)
        is None
    ):
        return False
    if time and text.startswith(section.words["until"], time.start):
        return False
    low = max(piece.stretch[0], piece.start - _LINE)
    return not holds(text[low : piece.start], section.words["striving"])


def _held(piece: Piece, time: times.Time | None) -> bool:
    """``社保基金会持有工商银行股份升至5.89%``: who holds how much, unless something bounds or wills it."""
    return holds(piece.text[piece.begin : piece.start], piece.section.words["holding"]) and _as_told(
        piece, time
    )


def _half_year(piece: Piece, time: times.Time) -> bool:
    """``上半年，固定资产投资增长12.5%``: a part of the year is told of, unless something bounds or wills it."""
    if not piece.left.change or piece.left.sign or piece.quantity.after:
        return False
    part = piece.text.startswith(piece.section.words["year_part"], time.start)
    return part and _unwilled(piece)


def _sums_up(piece: Piece, time: times.Time) -> bool:
    """``上半年，实现生产总值214亿元，同比增长5.8%；接待游客…``, ``2020年至2023年累计投入…``: what a text without a date tells of."""
    text, words = piece.text, piece.section.words
    if time.kind == times.PERIOD:
        return text.startswith(words["summed_up"], time.end) and _as_told(piece, time)
    start, end = piece.scene.cut.around(time.start, SENTENCE)
    if start != time.start or not text.startswith(words["year_part"], start) or end <= piece.start:
        return False
    bound = piece.quantity.after or piece.left.sign or piece.scene.inherited
    told = holds(text[start:end], words["compared"]) and not holds(text[start:end], words["striving"])
    return told and not bound


def _base(piece: Piece, time: times.Time) -> bool:
    """The year that a figure falls or rises against: ``较2020年下降14.5%``, ``在2019年基础上提高10%``."""
    unit = piece.unit or ""
    if not piece.left.change or not unit.endswith(piece.section.words["changed_unit"]):
        return False
    text, words = piece.text, piece.section.words
    return text.endswith(words["against"], 0, time.start) or text.endswith(words["on_basis"], 0, time.end)


def plainly(piece: Piece, time: times.Time) -> bool:
    """``2020年人口占比为20.3%`` in a text without a date: nothing says that the year is still to come."""
    year = piece.text[time.start : time.end].removesuffix(_YEAR)
    return piece.scene.frame.now is None and year.isdecimal()


def _reported(piece: Piece, early: int) -> bool:
    """A word of history in its clause, or of a time that is over in its stretch."""
    text, q, words = piece.text, piece.start, piece.section.words
    near = max(piece.clause[0], q - _NEAR)
    if piece.kit.history.search(text, near, q):
        before = piece.section.patterns["granting_whom"].sub("", text[near:q])
        for word in words["basis"]:
            before = before.replace(word, "")
        if any(not _asked_still(piece, before, word) for word in piece.kit.history.finditer(before)):
            return True
    return holds(text[early:q], words["elapsed"])


def _asked_still(piece: Piece, before: str, word: re.Match[str]) -> bool:
    """Whether a word that tells does not here: ``确保顺利完成改造500户``, ``已登记患者的管理率达到90%以上``."""
    time, words, text = piece.governor, piece.section.words, piece.text
    until = time is not None and text.startswith(words["until"], time.start) and not _gone(piece, time)
    willed = until or holds(before[: word.start()], words["striving"])
    if word.group() in words["lightly_told"]:
        return willed
    bound = bool(piece.quantity.after or piece.left.sign in (">=", "<="))
    if word.group() in words["standing"]:
        return willed or bound
    lead = before[: word.start()].rpartition("，")[2]
    lead = lead[len(piece.kit.opening.opening(lead)) :]  # 全市|已注册志愿者
    if word.group() not in words["attributive"] or lead or len(before) - word.end() < _BRIEF // 2:
        return False
    return (willed or bound) and _measures(piece)


def _measures(piece: Piece) -> bool:
    """Whether the name is that of a rate, an area: ``已建成小区充电设施覆盖率``; not ``已建成高标准农田``."""
    if not piece.left.marked or piece.left.verb:
        return False
    return piece.text.endswith(piece.section.words["measured"], piece.begin, piece.left.end)


def _goes_on(piece: Piece) -> bool:
    """A time to come stands before it in its stretch: ``到2025年建成8700万亩，其中2024年新建320万亩``."""
    near = piece.scene.between(max(piece.stretch[0], piece.start - _LINE), piece.start)[:-1]
    return any(t.kind in GOVERNING and t.deadline and not piece.scene.gone(t) for t in near)


def _source(piece: Piece) -> bool:
    """The first number of ``由85%提高到92%``."""
    text, q, kit = piece.text, piece.quantity, piece.kit
    if q.start and text[q.start - 1] in kit.source:
        return True
    if not text.startswith(kit.rising, q.end):
        return False
    before = text[max(piece.begin, q.start - 12) : q.start]
    return any(word in before for word in kit.source[:2])


def _settled(piece: Piece, time: times.Time) -> bool:
    """Whether a number between the past time and this one has taken it: the 53% of ``从2012年的42%提高到53%``."""
    return piece.previous is not None and time.end <= piece.previous.start


def _gone(piece: Piece, time: times.Time) -> bool:
    return time.kind in (times.POINT, times.PERIOD, times.PLAN) and piece.scene.gone(time)
