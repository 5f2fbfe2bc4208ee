"""Whether a number is asked for at all: no history, no condition, no time limit, no name, no count of given things."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.targets import history
from kg.extract.targets.barred import barred
from kg.extract.targets.bracketed import formula
from kg.extract.targets.charges import not_charged
from kg.extract.targets.demands import demanded, each_too, labelled
from kg.extract.targets.given import addressed, eligible, of_grant, specified, surveyed
from kg.extract.targets.loans import loan
from kg.extract.targets.means import is_means
from kg.extract.targets.pieces import Piece, is_class
from kg.extract.targets.priced import headed
from kg.extract.targets.quantities import Quantity
from kg.extract.targets.shares import each_does
from kg.extract.targets.stated import COMPARED, clinical, counted, of_nation, stated
from kg.extract.targets.urged import appointed
from kg.lexicon import holds

_WINDOW = 160
_OF, _OR, _WHEN = "的", "或", "时"
_WHO = "者"
_GRADED = ("、", "的")
_QUALIFIED = ("的", "且", "并", "、", "和", "或", "（", "）", "，", "以", "同")
_BESIDE = 10
_GOES_ON = ("，", "、", "（")
_LATIN = "\u024f"  # no sign of a unit in Latin letters lies beyond


def excluded(piece: Piece) -> bool:
    """Numbers that are never requirements, whatever stands around them."""
    return any(question(piece) for question in _QUESTIONS) or is_means(piece)


def judge(pieces: Sequence[Piece]) -> None:
    """Tell which are `excluded` whatever is read of the numbers in front; each question goes through all that are left."""
    for question in _QUESTIONS:
        for piece in pieces:
            if not piece.ruled_out:
                piece.ruled_out = question(piece)


def _kind(piece: Piece) -> bool:
    """A mark, an ordinal, a time limit, an age: ``组织领导20分``, ``第3批``, ``前5名``, ``3级``."""
    q, text, kit = piece.quantity, piece.text, piece.kit
    unit, start = piece.unit, piece.start
    if q.value == 1 and _chosen(piece):
        return True
    if q.written and q.value == 1 and unit not in piece.section.words["doubled"] and _single(piece):
        return True
    if unit in kit.score and not (piece.left.marked or piece.left.sign or q.after):
        return True
    if unit in kit.ordinal_unit or _spacing(piece):
        return True
    if unit in piece.section.words["day"] and text.endswith(piece.section.words["month_end"], 0, start):
        return True  # 发放时间为每月25日前
    if start and text[start - 1] in kit.ordinal_mark:
        return not (unit and text.endswith(piece.section.words["marked_noun"], 0, start))
    if not unit or text.startswith(piece.section.words["term"], piece.end):
        return bool(unit)  # 不足两个会计年度
    return (unit.endswith(kit.duration) and _duration(piece, unit)) or (unit in kit.age and _aged(piece))


def _spacing(piece: Piece) -> bool:
    """How long it is from one time to the next: ``不少于|3天|1次``."""
    following = piece.following
    if following is None or following.start != piece.end or following.unit not in piece.kit.frequent:
        return False
    return piece.unit in piece.section.words["spaced_unit"]


def _chosen(piece: Piece) -> bool:
    """``每名学生选报一所``: what everybody may choose one of."""
    if piece.text.find(piece.kit.every, piece.begin, piece.start) < 0:
        return False
    return piece.section.patterns["choosing"].search(piece.text, piece.begin, piece.start) is not None


def _told(piece: Piece) -> bool:
    piece.past = history.history(piece)
    return piece.past


def _given(piece: Piece) -> bool:
    """What is supposed, stated, counted or measured, or who may apply."""
    text, kit, start = piece.text, piece.kit, piece.start
    if piece.ground.supposed[0] < start < piece.ground.supposed[1]:
        return True
    if piece.left.marked and (stated(piece) or (piece.unit in kit.scales and counted(piece))):
        return True
    if start and text[start - 1] in COMPARED and clinical(piece):
        return True
    if of_nation(piece):
        return True
    return (piece.ground.eligible and eligible(piece)) or surveyed(piece) or not_charged(piece)


def _of_each(piece: Piece) -> bool:
    """``85%以上的学生至少参加|一个社团``: what each of a share is to do is told with the share."""
    before = piece.before
    if before is None or not before.quantity.share or before.clause != piece.clause:
        return False
    return each_does(before) is not None


def _condition(piece: Piece) -> bool:
    """``营业收入3000万元以上的企业，给予…``: a number that says to whom a rule applies."""
    text, end, left, kit = piece.text, piece.end, piece.left, piece.kit
    if piece.quantity.share and each_does(piece):
        return False
    if _of_each(piece):
        return True
    if (
        piece.around
        and not (left.marked or _awarded(piece) or headed(piece))
        and not (_part_of(piece, piece.around[0]) or formula(piece))
    ):
        return True
    if text.startswith(kit.including, end) or text.endswith(kit.including, 0, piece.start):
        return True
    if text.startswith(piece.section.words["rooms"], end) and piece.unit in piece.section.words["housed"]:
        return True  # 2—3人|间
    if piece.quantity.after:
        if piece.unit in piece.section.words["class_unit"] and piece.right:
            return True
        if text.startswith(piece.section.words["airspace"], end):
            return True  # 300米以上|低空空域
        if piece.section.patterns["decided"].match(text, end):
            return True  # 补助金额在2000元以下|由乡镇审批
        if text.startswith(piece.section.words["and_also"], end) and not (
            left.marked and text.startswith(piece.section.words["and_on"], end)
        ):
            return True
        if left.verb in piece.section.words["unmaking"] and piece.right:
            return True
        if kit.money in (piece.unit or "") and text.startswith(piece.section.words["excess"][:2], end):
            return True  # 10万元以上|部分报销70%
        if text.startswith(_OR, end) and _either(piece.following, text):
            return True
        if is_class(text, piece.quantity, piece.following, kit):
            return True
    sign = text[end : end + 1]
    if sign == _WHEN and piece.section.patterns["whenever"].match(text, end):
        return True  # 累计结余超过基金总额的7%|时，停止征收
    if left.sign == ">" and sign == _OR and piece.following and piece.following.end <= piece.clause[1]:
        return True  # 涨幅超过3%|或连续两个月涨幅超过2%
    if left.sign == ">" and text.startswith(piece.section.words["excess"], end):
        return True  # 超过500万元部分的10%
    if left.sign in (">", ">=") and text.startswith(piece.section.words["leading_to"], end):
        return True  # 年度医疗总费用超10万元|进入大病保险
    if (left.sign or piece.quantity.after) and piece.section.patterns["whoever"].match(text, end):
        return True  # 不足五十个|车位的应当至少设置一个
    if sign == _OF and _defines(piece) and barred(piece) is None:
        return not _in_rate(piece)
    if sign in _QUALIFIED and of_grant(piece):
        return True
    if left.sign and _technical(piece.unit) and not (left.verb or piece.governor) and specified(piece):
        return True
    if addressed(piece) or (left.verb == "" and _only_if(piece)):
        return True
    if sign in _GRADED and piece.section.patterns["graded"].match(text, end):
        return True
    if sign == _GRADED[0] and kit.money in (piece.unit or "") and _describes(piece):
        return True
    if sign in _GOES_ON and piece.section.patterns["taken_as"].match(text, end):
        return True
    if sign in _GOES_ON and piece.following is not None and _earns(piece, piece.following):
        return True
    limit = min(piece.stretch[1], end + _WINDOW)
    if left.based and sign == _GOES_ON[0]:
        return False  # 补贴标准为最低工资标准的80%，留用率超过50%的，…
    closing = kit.attribute.search(text, end, limit)
    if closing is None or (text[closing.start()] == _WHO and _apart(piece, closing.start())):
        return False
    award = piece.words("award").first(text[end:limit])
    return award < 0 or closing.start() - end < award


def _awarded(piece: Piece) -> bool:
    """``（第一年奖励5万元）``: a word of granting right in front."""
    return piece.text.endswith(piece.section.words["awarding"], piece.begin, piece.start)


def _either(other: Quantity | None, text: str) -> bool:
    """``常住人口5万人以上或毕业生2000人以上的县``: the second of two bounds says whose they are."""
    return other is not None and other.after != "" and text.startswith(_OF, other.end)


def _part_of(piece: Piece, opening: int) -> bool:
    """``新增养老床位2000张（其中护理型床位1200张）``: what is asked for of a part of what is, in a bracket behind it."""
    before, text = piece.before, piece.text
    among = text.startswith(piece.section.words["containing"], opening + 1)
    if not among and piece.section.patterns["broken_down"].match(text, opening + 1):
        while before is not None and before.start > opening:
            before = before.before
        among = before is not None and demanded(before, before.left.verb)
    return among and before is not None and not before.past and before.unit == piece.unit


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
    if granted.start >= piece.stretch[1]:
        return False
    if piece.unit and piece.text.find(piece.kit.every + piece.unit, piece.end, granted.start) >= 0:
        return False  # 新建温室不少于600座，每座补贴8000元
    if not left.sign and piece.section.patterns["earned"].match(piece.text, piece.end, granted.end):
        lead = piece.text[max(piece.clause[0], piece.start - _WINDOW) : piece.start]
        return not (holds(lead, words["award"]) or piece.governor or piece.scene.inherited)
    if not (piece.quantity.after in piece.kit.bound or left.sign or left.marked):
        return False
    if (
        left.verb
        or left.named >= 0  # 缩短住院日到8天，提高补助标准
        or left.sign in ("<", "<=")
        or not (granted.share or piece.kit.money in (granted.unit or ""))
    ):
        return False
    if (
        holds(piece.text[max(piece.clause[0], piece.start - _WINDOW) : piece.finish], words["award"])
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
    if told:
        pass
    elif left.verb:
        if left.marked and left.sign is None and not left.change:
            return True  # 年度提供服务达1000辆的机构
    elif left.marked and left.sign is None and not left.change:
        return True  # 占比达到20%的社区
    elif left.sign and piece.section.patterns["party_rule"].match(piece.text, q.end) and not _fund(piece):
        return True
    if left.sign in ("<", ">") and not told and not left.verb:
        return not (q.share and piece.governor and _attains(piece))
    if q.unit in (None, "%") or (piece.kit.money in q.unit and loan(piece)):
        return False
    bound = q.after in piece.kit.bound and not left.sign
    if bound and (_granted_within(piece) or (told and _standard(piece))):
        return False  # 给予2000元以内的临时补助, 按20平方米以上的标准配建
    if bound and q.unit.endswith(piece.section.words["counter"]) and _made(piece):
        return False  # 新增3000张以上的养老床位
    countable = left.verb or piece.kit.money not in (q.unit or "")
    return bound or not (countable or told or _fund(piece))


def _in_rate(piece: Piece) -> bool:
    """``达到80%的|在线办理率``: the name of the rate stands behind its number."""
    rate = piece.section.patterns["rate_behind"].match(piece.text, piece.end, piece.clause[1])
    return rate is not None and piece.quantity.share and rate.end("rate") == piece.clause[1]


def _standard(piece: Piece) -> bool:
    """``按每百户20平方米以上的标准配套建设``: by what something is built."""
    return piece.section.patterns["standard"].match(piece.text[piece.end : piece.finish]) is not None


def _granted_within(piece: Piece) -> bool:
    """``给予2000元以内的临时补助``: a bound on what is granted."""
    granting = piece.text.endswith(piece.section.words["granting"], piece.begin, piece.start)
    return granting and piece.section.patterns["granted_within"].match(piece.text, piece.end) is not None


def _made(piece: Piece) -> bool:
    """``招引10家以上的企业、3个以上的基金``: a verb of making stands in front, or in front of the list."""
    before, verb = piece.before, piece.left.verb
    if not verb and before and piece.text[piece.start - 1] == _GRADED[0]:
        verb = before.left.verb
    return verb != "" and verb not in piece.section.words["having"]


def _attains(piece: Piece) -> bool:
    """``到2027年，超过一半的行政村达到美丽乡村标准``."""
    return piece.section.patterns["able"].search(piece.text, piece.end + 1, piece.finish) is not None


def _fund(piece: Piece) -> bool:
    """``设立总规模100亿元的产业发展基金``, ``每家企业5万元的标准``."""
    after = piece.text[piece.end : min(piece.clause[1], piece.end + 14)]
    return holds(after, piece.section.words["award"])


def _duration(piece: Piece, unit: str) -> bool:
    """``30日内办理``, ``用3—5年时间``, ``3年以上工作经历``; not ``压缩至5个工作日``, ``时间不低于2小时``."""
    if "/" in unit or unit in piece.section.words["labour"] or (piece.rhythm and unit in piece.kit.frequent):
        return False  # 每月发布一期清单
    if piece.text.startswith(piece.section.words["experience"], piece.end):
        return True
    name = piece.text[piece.begin : piece.start]
    behind = piece.text[piece.end : piece.end + 2]
    left = piece.left
    if holds(name, piece.section.words["procedural"]) and not holds(name, piece.section.words["shorten"]):
        return True
    if (left.marked or left.change) and holds(name, piece.section.words["quota_noun"]):
        return False
    if labelled(piece) or (_kept(piece) and (left.sign or piece.quantity.after in piece.kit.bound)):
        return False  # 人均预期寿命：80岁, 监控录像应当保存三个月以上
    if left.sign and _goes_on(piece):
        return False
    if (piece.governor or piece.scene.inherited) and piece.text.endswith(
        piece.section.words["measured_span"], piece.begin, left.end
    ):
        return piece.governor is not None and piece.governor.deadline is None
    shortened = holds(name[-8:], piece.section.words["shorten"])
    return not (shortened or (piece.left.sign == ">=" and not behind.startswith(("以", "内"))))


def _kept(piece: Piece) -> bool:
    """``诊疗记录应当至少|保存|15年``: how long something is to be kept."""
    return piece.text.endswith(piece.section.words["keeping"], piece.begin, piece.left.end)


def _goes_on(piece: Piece) -> bool:
    """``小学作业时间不超过60分钟，初中不超过90分钟``: the clause in front bounds the same, and is asked for."""
    before = piece.before
    if before is None or before.ruled_out or not before.left.marked or before.unit != piece.unit:
        return False
    return before.clause[1] + 1 == piece.clause[0]


def _aged(piece: Piece) -> bool:
    """``45岁以下中青年骨干``, ``60岁以上老年人``."""
    left = piece.left
    if piece.quantity.after in piece.kit.bound and not (left.marked or left.change):
        return True
    name = piece.text[piece.begin : piece.start]
    if left.marked and holds(name, piece.section.words["mean_age"]):
        return False  # 村干部平均年龄降到45岁左右
    return piece.section.words["age"][0] in name


def _single(piece: Piece) -> bool:
    """``一支队伍``, ``一个体系``: 一 counts only where a comparator, a rhythm or 每 makes it a number."""
    if piece.left.sign or piece.rhythm or appointed(piece) or each_too(piece):
        return False
    return piece.text.find(piece.kit.every, piece.begin, piece.start) < 0


# What decides often and cheaply is asked first.
_QUESTIONS = (_kind, _told, _condition, _given)
