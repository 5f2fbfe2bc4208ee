"""Whether a number is asked for at all: no history, no condition, no time limit, no name, no count of given things."""

from __future__ import annotations

from kg.extract.targets import history
from kg.extract.targets.given import eligible, specified, surveyed
from kg.extract.targets.pieces import Piece
from kg.extract.targets.quantities import Quantity
from kg.grammar import times
from kg.grammar.clauses import SENTENCE
from kg.lexicon import holds

_WINDOW = 160
_RATE = "%"
_ALL, _LEAST = 100, 3
_HUNDRED = 100
_OF = "的"
_WHO = "者"
_GRADED = ("、", "的")
_BESIDE = 10
_GOES_ON = ("，", "、", "（")
_BEFORE = 30
_LATIN = "\u024f"  # no sign of a unit in Latin letters lies beyond


def excluded(piece: Piece) -> bool:
    """Numbers that are never requirements, whatever stands around them: what decides often and cheaply is asked first."""
    q, text, kit = piece.quantity, piece.text, piece.kit
    unit, start = piece.unit, piece.start
    if q.written and q.value == 1 and unit != piece.section.words["doubled"][0] and _single(piece):
        return True
    if unit in kit.score and not (piece.left.marked or piece.left.sign or q.after):
        return True  # 组织领导20分
    if unit in kit.ordinal_unit or (start and text[start - 1] in kit.ordinal_mark):
        return True  # 第3批, 前5名, 3级
    if unit and (
        (unit.endswith(kit.duration) and _duration(piece, unit)) or (unit in kit.age and _aged(piece))
    ):
        return True
    if history.history(piece):
        piece.past = True
        return True
    if _condition(piece) or piece.ground.supposed[0] < start < piece.ground.supposed[1]:
        return True
    if unit and kit.money in unit and _means(piece):
        return True
    if piece.left.marked and (history.stated(piece) or (unit in kit.scales and history.counted(piece))):
        return True
    if start and text[start - 1] in history.COMPARED and history.clinical(piece):
        return True
    return (piece.ground.eligible and eligible(piece)) or surveyed(piece)


def _condition(piece: Piece) -> bool:
    """``营业收入3000万元以上的企业，给予…``: a number that says to whom a rule applies."""
    text, end, left, kit = piece.text, piece.end, piece.left, piece.kit
    if piece.around and not left.marked:
        return True
    if text.startswith(kit.including, end) or text.endswith(kit.including, 0, piece.start):
        return True
    if piece.quantity.after:
        if text.startswith(piece.section.words["and_also"], end) and not (
            left.marked and text.startswith(piece.section.words["and_on"], end)
        ):
            return True
        if left.verb in piece.section.words["unmaking"] and piece.right:
            return True
    sign = text[end : end + 1]
    if sign == _OF and _defines(piece):
        return True
    if left.sign and _technical(piece.unit) and not (left.verb or piece.governor) and specified(piece):
        return True
    if left.verb == "" and _only_if(piece):
        return True
    if sign in _GRADED and piece.section.patterns["graded"].match(text, end):
        return True
    if sign == _GRADED[0] and kit.money in (piece.unit or "") and _describes(piece):
        return True
    if sign in _GOES_ON and piece.following is not None and _earns(piece, piece.following):
        return True
    limit = min(piece.stretch[1], end + _WINDOW)
    closing = kit.attribute.search(text, end, limit)
    if closing is None or (text[closing.start()] == _WHO and _apart(piece, closing.start())):
        return False
    award = piece.words("award").first(text[end:limit])
    return award < 0 or closing.start() - end < award


def _technical(unit: str | None) -> bool:
    """No unit, or one in Latin letters: MPa."""
    return unit is None or "A" <= unit[-1] < _LATIN


def _only_if(piece: Piece) -> bool:
    """``若响应量低于申报量的80%，则…``: the clause is a condition of the next."""
    start, end = piece.clause
    words, text = piece.section.words, piece.text
    return (
        text.startswith(words["supposing"], start)
        and text[end : end + 1] == "，"
        and not text.startswith(words["supposing_not"], start)
    )


def _apart(piece: Piece, place: int) -> bool:
    """``每年培训7000人，对象为农业经营者，…``, ``推动5款产品完成检验，面向患者，…``: a clause of its own tells of persons."""
    if piece.text.find("，", piece.end, place) < 0:
        return False
    will = piece.section.words["urging"]
    return bool(piece.rhythm or piece.left.verb) or piece.text.endswith(will, piece.begin, piece.start)


def _describes(piece: Piece) -> bool:
    """``培育年产值超100亿元、具备国际竞争力的龙头企业2家``: what those are like that are counted behind it."""
    return piece.section.patterns["also_are"].match(piece.text, piece.end, piece.clause[1]) is not None


def _earns(piece: Piece, granted: Quantity) -> bool:
    """``年产值突破10亿元，一次性给予50万元奖励``: what is to be reached for what is granted behind it."""
    left, words = piece.left, piece.section.words
    if granted.start >= piece.stretch[1] or not (
        piece.quantity.after in piece.kit.bound or left.sign or left.marked
    ):
        return False
    if (
        left.verb
        or left.sign in ("<", "<=")
        or not (granted.share or piece.kit.money in (granted.unit or ""))
    ):
        return False
    if (
        holds(piece.text[piece.clause[0] : piece.finish], words["award"])
        or piece.governor
        or piece.scene.inherited
    ):
        return False
    beside = (
        piece.text[granted.start - _BESIDE : granted.start] + piece.text[granted.end : granted.end + _BESIDE]
    )
    told = holds(beside, words["granting_word"])
    return told and piece.section.patterns["earns"].match(piece.text, piece.end, piece.stretch[1]) is not None


def _defines(piece: Piece) -> bool:
    """With 的 behind it: ``超过50%的…``, ``5万元以上的企业``; not ``达到5%的目标``."""
    q, left = piece.quantity, piece.left
    told = piece.text.startswith(piece.section.words["defining"], q.end)
    if told or left.verb:
        pass
    elif left.marked and left.sign is None and not left.change:
        return True  # 占比达到20%的社区
    elif left.sign and piece.section.patterns["party_rule"].match(piece.text, q.end) and not _fund(piece):
        return True
    if left.sign in ("<", ">") and not told and not left.verb:
        return True
    if q.unit in (None, "%"):
        return False
    bound = q.after in piece.kit.bound and not left.sign
    countable = left.verb or piece.kit.money not in (q.unit or "")
    return bound or not (countable or told or _fund(piece))


def _fund(piece: Piece) -> bool:
    """``设立总规模100亿元的产业发展基金``, ``每家企业5万元的标准``."""
    after = piece.text[piece.end : min(piece.clause[1], piece.end + 14)]
    return holds(after, piece.section.words["award"])


def _duration(piece: Piece, unit: str) -> bool:
    """``30日内办理``, ``用3—5年时间``, ``3年以上工作经历``; not ``压缩至5个工作日``, ``时间不低于2小时``."""
    if "/" in unit or unit in piece.section.words["labour"] or (piece.rhythm and unit in piece.kit.frequent):
        return False  # 每月发布一期清单
    name = piece.text[piece.begin : piece.start]
    behind = piece.text[piece.end : piece.end + 2]
    left = piece.left
    if (left.marked or left.change) and holds(name, piece.section.words["quota_noun"]):
        return False
    shortened = holds(name[-8:], piece.section.words["shorten"])
    return not (shortened or (piece.left.sign == ">=" and not behind.startswith(("以", "内"))))


def _aged(piece: Piece) -> bool:
    """``45岁以下中青年骨干``, ``60岁以上老年人``."""
    return (piece.quantity.after in piece.kit.bound and not piece.left.marked) or piece.section.words["age"][
        0
    ] in piece.text[piece.begin : piece.start]


def demanded(piece: Piece, verb: str = "") -> bool:
    """Whether the text asks for the number: a time to come, a comparator that binds, a verb of will or of making."""
    q, left = piece.quantity, piece.left
    if verb or q.after or piece.rhythm or left.sign in (">=", "<=") or piece.follows or _beside(piece):
        return True
    time = piece.governor
    if time is not None:
        return time.kind == times.RELATIVE or time.bare or time.deadline is not None
    if piece.scene.inherited or (left.end - left.start >= 2 and (left.marked or _changed(piece))):
        return True
    if piece.kit.will.search(piece.text, max(piece.stretch[0], q.start - 80), q.start):
        return True
    if q.unit == _RATE and piece.text.endswith(piece.section.words["bearing"], piece.begin, q.start):
        return quiet(piece)
    lead = piece.text[piece.begin : q.start].lstrip("，、和及并")
    return _made(piece, lead) or _listed(piece) or _full(piece)


def _made(piece: Piece, lead: str) -> bool:
    at = len(piece.words("within").opening(lead))
    if piece.kit.make.opening(lead, at):
        return not lead.startswith(piece.kit.whole, at)
    return piece.left.verb != "" and piece.words("driving").opening(lead, at) != ""


def _listed(piece: Piece) -> bool:
    """The clause begins with a verb that makes what it lists: ``培育百亿元企业5家、|超50亿元企业15家``."""
    start, before = piece.clause[0], piece.before
    if before is None or before.start < start or not start < piece.begin < start + _WINDOW:
        return False
    return _made(piece, piece.text[start : piece.begin])


def _full(piece: Piece) -> bool:
    """``村卫生室标准化率100%``: of what is there one rarely says so."""
    q, left = piece.quantity, piece.left
    if q.value != _ALL or q.unit != "%" or left.end - left.start < _LEAST:
        return False
    if not piece.text.endswith(piece.section.words["stated_name"], left.start, left.end):
        return False
    return piece.kit.told.search(piece.text, max(piece.stretch[0], q.start - _WINDOW), q.start) is None


def _changed(piece: Piece) -> bool:
    """A rise or a fall that nothing tells of as past: ``退休人员支付比例提高5个百分点``."""
    if not piece.left.change:
        return False
    return quiet(piece)


def quiet(piece: Piece) -> bool:
    """Nothing in its sentence tells of what has been: no 已, no 同比."""
    start = piece.scene.cut.around(piece.start, SENTENCE)[0]
    told = piece.kit.told.search(piece.text, max(start, piece.start - _WINDOW), piece.start)
    return told is None and not holds(piece.text[piece.begin : piece.start], piece.section.words["compared"])


def _beside(piece: Piece) -> bool:
    """A neighbour in the same stretch is bound (以上, 以内): a row of goals."""
    start, end = piece.stretch
    before, behind = piece.before, piece.following
    if before and before.quantity.after and start <= before.start:
        return True
    return bool(behind and behind.after and behind.start < end)


def firmly(piece: Piece) -> bool:
    """Asked for beyond doubt: a comparator, a rhythm or a time of its own, hundreds that are to be made (选派千名干部)."""
    if piece.left.sign or piece.quantity.after or piece.rhythm or large(piece):
        return True
    return bool(piece.governor or piece.scene.inherited)


def large(piece: Piece) -> bool:
    """``选派千名科技副职``, ``轮训书记一万二千名``; not ``开展千名医师下基层活动``."""
    if (
        piece.quantity.value < _HUNDRED
        or not piece.quantity.written
        or piece.unit not in piece.kit.people_or_things
    ):
        return False
    return not piece.section.patterns["slogan"].search(piece.text, piece.end, piece.finish)


def _single(piece: Piece) -> bool:
    """``一支队伍``, ``一个体系``: 一 counts only where a comparator, a rhythm or 每 makes it a number."""
    if piece.left.sign or piece.rhythm:
        return False
    return piece.text.find(piece.kit.every, piece.begin, piece.start) < 0


def _within(piece: Piece) -> bool:
    """``估算总投资3.6亿元，其中申请资金1.2亿元``: a part of what is only estimated."""
    start, words = piece.clause[0], piece.section.words
    if piece.governor or piece.left.sign or not piece.text.startswith(words["among"], start):
        return False
    return holds(piece.text[max(piece.stretch[0], start - _WINDOW) : start], words["estimate"])


def _means(piece: Piece) -> bool:
    """Money that nobody grants and no time governs: ``应有10万元以上资金`` is a condition, ``总投资5亿元`` an estimate."""
    if _within(piece):
        return True
    before = piece.text[max(piece.clause[0], piece.start - _WINDOW) : piece.start]
    if holds(before, piece.section.words["estimate"]) and not _capped(piece):
        return True
    if piece.section.patterns["per_head"].search(piece.text, piece.begin, piece.start):
        return False
    if piece.section.words["owned"][0] in before[-4:]:
        return True
    if piece.left.marked or piece.left.change or piece.governor or piece.scene.inherited:
        return False
    if piece.rhythm and piece.words("committing").ending(piece.text, piece.left.end, piece.begin):
        return False  # 每年安排2亿元
    if piece.follows and piece.text.startswith(piece.section.words["among"], piece.clause[0]):
        return False  # 到位资金300亿元以上，其中外资3亿美元
    around = before + piece.text[piece.end : piece.end + 12]
    if any(word in around for word in piece.section.words["award"] if len(word) > 1):
        return False
    earned = piece.section.patterns["yet_to"].match(piece.text, piece.begin) or _yet_done(piece)
    return not (earned or piece.spent or piece.grant)


def _capped(piece: Piece) -> bool:
    """``按不超过项目总投资10%、最高不超过500万元给予补助``: what is granted, at most."""
    return piece.left.sign == "<=" and holds(piece.right, piece.section.words["award"])


def _yet_done(piece: Piece) -> bool:
    """``长江大桥建设将完成10亿元，城际铁路建设完成5亿元``: by its own words, or those of the clause in front."""
    if piece.text.endswith(piece.section.words["yet_done"], piece.begin, piece.start):
        return True
    return piece.follows and piece.left.verb in piece.section.words["completing"]
