"""Whether the text asks for a number: a time to come, a comparator that binds, a verb of will or of making."""

from __future__ import annotations

from kg.extract.targets import goals
from kg.extract.targets.pieces import COUNT, Piece
from kg.grammar import times
from kg.grammar.clauses import SENTENCE
from kg.lexicon import holds

_WINDOW = 160
_RATE = "%"
_ALL = 100
_LEAST = 3
_HUNDRED = 100
_LEADS = 3  # words in front of a verb of making
_ROW = 4  # kinds of staff in a row
_COLON, _COMMA, _YEAR = "：", "，", "年"
_PRIZE, _UNQUOTE = "奖", "”"
_BEFORE, _EVENT = "前", 16  # how far from its beginning on a clause may say before what


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
    if priced(piece):
        return True
    lead = piece.text[piece.begin : q.start].lstrip("，、和及并")
    if piece.text[q.start - 1 : q.start] == _PRIZE and quiet(piece):
        return True  # 金奖30个，银奖70个
    if piece.text.endswith(piece.section.words["capped_name"], piece.begin, piece.left.end):
        return quiet(piece)
    if _contained(piece):
        return True
    if q.most is not None and holds(lead, piece.section.words["equipping"]) and quiet(piece):
        return True  # 一级消防站配备消防车5—7辆
    return (
        _made(piece, lead)
        or _listed(piece)
        or _full(piece)
        or _aimed(piece)
        or labelled(piece)
        or goals.alone(piece)
        or completed(piece)
    )


def completed(piece: Piece) -> bool:
    """``固定资产投资完成|120亿元``, ``“个转企”|500家`` under a heading of goals: elsewhere it may have been."""
    ends = (*piece.section.words["completing"], _UNQUOTE)
    return piece.scene.aimed and piece.text.endswith(ends, piece.begin + _LEAST, piece.start) and quiet(piece)


def _contained(piece: Piece) -> bool:
    """``床位数达到7.8张（其中公立医院6.3张）``: a part of what is asked for, in a bracket behind it."""
    before, around = piece.before, piece.around
    if (
        before is None
        or around is None
        or before.ruled_out
        or before.end != around[0]
        or not before.left.marked
    ):
        return False
    among = piece.text.startswith(piece.section.words["containing"], around[0] + 1)
    return among and before.unit == piece.unit and not piece.right


def _aimed(piece: Piece) -> bool:
    """``安排播种面积1253万亩、总产量507万吨任务目标``: the clause ends with what these are."""
    return piece.text.endswith(piece.section.words["aims"], piece.end, piece.clause[1])


def _made(piece: Piece, lead: str) -> bool:
    at = len(piece.words("within").opening(lead)) or (1 if lead[:1] == _YEAR else 0)
    if lead[at : at + 1] in piece.section.words["years_first"]:
        years = piece.section.patterns["for_years"].match(lead, at)
        at = years.end() if years else at
    if _BEFORE in lead[:_EVENT] and (event := piece.section.patterns["by_event"].match(lead, at)):
        at = event.end()
    at += len(piece.words("everywhere").opening(lead, at))
    if lead[at : at + 1] in piece.section.words["placed_first"]:
        placed = piece.section.patterns["placed"].match(lead, at)
        at = placed.end() if placed else at
    if piece.kit.make.opening(lead, at):
        return not lead.startswith(piece.kit.whole, at)
    if piece.section.patterns["made_with"].match(lead):
        return quiet(piece)
    if piece.left.verb and piece.words("driving").opening(lead, at):
        return True
    return _led_on(piece, lead, at)


def _led_on(piece: Piece, lead: str, at: int) -> bool:
    """How, in what order or by whom something is made stands in front: ``一是|大力|建设公路100公里``, ``由交通局|建设…``."""
    known = piece.words("leading_on")
    for _ in range(_LEADS):
        word = known.opening(lead, at)
        if not word:
            break
        at += len(word)
        if piece.kit.make.opening(lead, at):
            return not lead.startswith(piece.kit.whole, at) and quiet(piece)
    if lead[at : at + 1] in piece.section.words["for_first"] and (piece.unit or "").endswith(
        piece.section.words["whom_unit"]
    ):
        return piece.section.patterns["made_for"].match(lead, at) is not None and quiet(piece)
    if lead[at : at + 1] not in piece.section.words["by_whom"]:
        return False
    whom = piece.section.patterns["made_by"].match(lead, at)
    return whom is not None and piece.kit.make.opening(lead, whom.end()) != "" and quiet(piece)


def _listed(piece: Piece) -> bool:
    """The clause begins with a verb that makes what it lists: ``培育百亿元企业5家、|超50亿元企业15家``."""
    start, before = piece.clause[0], piece.before
    if before is None or before.start < start or not start < piece.begin < start + _WINDOW:
        return False
    counted = COUNT.match(piece.text, start, piece.begin)  # 3.建设农村公路100公里、|防护工程150公里
    return _made(piece, piece.text[counted.end() if counted else start : piece.begin])


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
    lead = piece.text[piece.begin : piece.start]
    return quiet(piece) or piece.section.patterns["kept_basis"].match(lead) is not None


def quiet(piece: Piece) -> bool:
    """Nothing in its sentence tells of what has been: no 已, and but for goals (一、工作目标) no 同比, no 比上年."""
    start = piece.scene.cut.around(piece.start, SENTENCE)[0]
    told = piece.kit.told.search(piece.text, max(start, piece.start - _WINDOW), piece.start)
    if piece.scene.aimed:
        return told is None or told.group() in piece.section.words["last_year"]
    return told is None and not holds(piece.text[piece.begin : piece.start], piece.section.words["compared"])


def priced(piece: Piece) -> bool:
    """A standard by its name: ``缴费费率单位16%``, ``失业保险金标准一类区1800元``."""
    unit, words = (piece.unit or "").partition("/")[0], piece.section.words
    if unit not in (_RATE, piece.kit.money):
        return False
    known = words["granted_rate" if unit == _RATE else "priced"]
    name = piece.text[piece.begin : piece.left.end]
    return holds(name, known) and not holds(name, words["in_force"]) and quiet(piece)


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
    if piece.unit in piece.section.words["doubled"] and _willed(piece):
        return True
    return bool(piece.governor or piece.scene.inherited) or each_too(piece)


def each_too(piece: Piece) -> bool:
    """The next of what each is to have: ``每班配备两名教师和|一名保育员``."""
    text, this = piece.text, piece
    if each_listed(piece):
        return True
    if piece.unit not in piece.section.words["person"]:
        return False
    for _ in range(_ROW):
        before = this.before
        if before is None or before.clause != this.clause or this.begin != this.start:
            return False
        if text.find(piece.kit.every, before.begin, before.start) >= 0:
            return before.left.verb != ""
        this = before
    return False


def each_listed(piece: Piece) -> bool:
    """The next clause of what each is to have: ``每站配备救护车2辆，|急救医师6名，|驾驶员两名``: a name and its number, no verb."""
    this = piece
    for _ in range(_ROW):
        before, text = this.before, this.text
        if before is None or before.right or this.right or before.clause[1] + 1 != this.clause[0]:
            return False
        lead = text[this.clause[0] : this.start]
        if this.left.marked or this.left.change or this.left.verb or this.kit.make.opening(lead) or not lead:
            return False
        if this.words("everywhere").opening(lead) or this.words("reaching").opening(lead):
            return False
        if text[before.clause[1]] != _COMMA or text.find(this.kit.every, *before.clause) >= 0:
            equipped = holds(text[slice(*before.clause)], this.section.words["outfitting"])
            return equipped and text[before.clause[1]] == _COMMA
        this = before
    return False


def _willed(piece: Piece) -> bool:
    return piece.kit.will.search(piece.text, piece.stretch[0], piece.start) is not None


def large(piece: Piece) -> bool:
    """``选派千名科技副职``, ``轮训书记一万二千名``; not ``开展千名医师下基层活动``."""
    if (
        piece.quantity.value < _HUNDRED
        or not piece.quantity.written
        or piece.unit not in piece.kit.people_or_things
    ):
        return False
    return not piece.section.patterns["slogan"].search(piece.text, piece.end, piece.finish)


def labelled(piece: Piece) -> bool:
    """``保险费率：0.14%``: a number alone behind the name of what is laid down."""
    text, begin = piece.text, piece.clause[0]
    if begin == 0 or text[begin - 1] != _COLON or piece.right or piece.left.end > piece.begin:
        return False
    told = text.endswith(piece.section.words["laid_down"], 0, begin - 1) or goals.headed(piece)
    return told and quiet(piece)
