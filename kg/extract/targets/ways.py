"""The ways in which a figure is asked for, tried in order; each is a function from a piece to a finding or None.

reach: ``比例达到70%``; count: ``建设50所学校``; amount: ``新增托位1.5万个``; per: ``每千人口1.0张床位``; frequency:
``每年至少召开1次会议``; award: ``给予最高50万元奖励``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from kg.extract.targets import names
from kg.extract.targets.finding import Finding
from kg.extract.targets.judge import demanded, firmly
from kg.extract.targets.pieces import Piece
from kg.extract.targets.words import markers
from kg.grammar import times
from kg.grammar.clauses import CLAUSE
from kg.lexicon import holds

_JOINED = 12
_OWN = 60
_LIST = 30
_SUBJECT = 14
_CHANGE = 4


Way: TypeAlias = Callable[[Piece], Finding | None]


def _spanned(piece: Piece, *spans: tuple[int, int]) -> tuple[int, int]:
    """The span over the quantity, its own time and `spans`."""
    starts = [piece.quantity.start, *(start for start, end in spans if end > start)]
    ends = [piece.quantity.end, *(end for start, end in spans if end > start)]
    if piece.own_time:
        starts.append(piece.own_time.start)
    rhythm = piece.scene.recurrence(piece.quantity.start)
    if rhythm and rhythm.start >= piece.begin:
        starts.append(rhythm.start)
        ends.append(rhythm.end)
    return min(starts), max(ends)


def _found(
    piece: Piece,
    name: str,
    spans: tuple[tuple[int, int], ...],
    rule: str,
    unit: str | None = None,
    recurrence: str | None = None,
) -> Finding:
    rhythm = piece.scene.recurrence(piece.quantity.start)
    start, end = _spanned(piece, *spans)
    return Finding(
        name,
        start,
        end,
        piece.comparator,
        unit or piece.quantity.unit,
        rule,
        rhythm.recurrence if rhythm else recurrence,
    )


def frequency(piece: Piece) -> Finding | None:
    """``每年至少专题研究1次医改工作`` → 专题研究医改工作, 1 次, P1Y; ``每5年修订1次目录`` → 次/5年."""
    unit = piece.quantity.unit
    if unit not in piece.section.words["frequent"]:
        return None
    text = piece.text
    years = piece.section.patterns["per_years"].search(text, piece.begin, piece.quantity.start)
    rhythm = piece.scene.recurrence(piece.quantity.start) or _rhythm(piece)
    if years is None and rhythm is None:
        return None
    start = years.end() if years else max(rhythm.end if rhythm else 0, piece.begin)
    spans: list[tuple[int, int]] = [(years.start(), years.end())] if years else []
    left = (min(start, piece.quantity.start), max(start, piece.left.end))
    verb = _clean(piece, text[left[0] : left[1]])
    noun = names.behind(piece)
    name = verb + text[noun[0] : noun[1]]
    if len(name) < 2:
        name_span = names.before(
            piece, rhythm.start if rhythm and rhythm.start > piece.begin else piece.left.end
        )
        name = text[name_span[0] : name_span[1]]
        spans.append(name_span)
    if len(name) < 2:
        return None
    per = f"{unit}/{years['years']}年" if years else unit
    if rhythm and not rhythm.recurrence:
        per = f"{unit}/{_unit_of(piece, text[rhythm.start : rhythm.end])}"
        spans.append((rhythm.start, rhythm.end))
    return _found(piece, name, (*spans, noun), "target-frequency", per)


def _unit_of(piece: Piece, word: str) -> str:
    """``每学期`` → 学期: once in what time."""
    return word.removeprefix(piece.words("each_of").opening(word))


def _rhythm(piece: Piece) -> times.Time | None:
    """A rhythm that has no code of its own: 每学期, 每周."""
    between = piece.scene.between(max(piece.clause[0], piece.quantity.start - _OWN), piece.quantity.start)
    return next((time for time in reversed(between) if time.kind == times.RECURRING), None)


def _clean(piece: Piece, text: str) -> str:
    """`text` without comparators and adverbs at either end: ``至少开展或参加集中采购各`` → 开展或参加集中采购."""
    for name in ("at_least", "at_most", "filler", "opening"):
        word = piece.words(name).opening(text)
        text = text[len(word) :]
    word = piece.words("filler").ending(text)
    return text[: len(text) - len(word)] if word else text


def per(piece: Piece) -> Finding | None:
    """``每千人口婴幼儿托位数达到4.6个`` → 婴幼儿托位数, 4.6 个/千人; ``每个县建成一所医院`` → 1 所/县."""
    text, begin, end = piece.text, piece.begin, piece.quantity.start
    if "每" not in text[begin:end] or piece.quantity.unit is None:
        return None
    years = piece.section.patterns["per_years"].search(text, begin, end)
    if years:
        span = names.before(piece, piece.left.end)
        name = text[span[0] : span[1]].replace(years.group(), "")
        return (
            _found(piece, name, (span,), "target-per", f"{piece.quantity.unit}/{years['years']}年")
            if name
            else None
        )
    people = piece.section.patterns["per_people"].search(text, begin, end)
    many = piece.section.patterns["per_many"].search(text, begin, end)
    if many:
        base, place = many["many"] + many["goods"], many
    elif people and people["count"]:
        base, place = f"{people['count']}人", people
    else:
        thing = piece.section.patterns["per_thing"].search(text, begin, end)
        if thing is None:
            return None
        base, place = thing["thing"] or thing["bare"], thing
    left = piece.left
    between = names.before(_from(piece, place.end()), max(place.end(), left.end - len(left.verb)))
    name = text[between[0] : between[1]]
    if piece.quantity.unit in piece.section.words["shown"] and len(name) == 2:
        noun = names.behind(piece)
        name, between = name + text[noun[0] : noun[1]], (between[0], max(between[1], noun[1]))
    if len(name) < 2:
        name, between = _per_name(piece, place.start())
    if len(name) < 2:
        return None
    return _found(piece, name, (between, place.span()), "target-per", f"{piece.quantity.unit}/{base}")


def allowance(piece: Piece) -> Finding | None:
    """``低保标准为每人每月1309元`` → 低保标准, 1309 元/人, P1M."""
    text, begin, end = piece.text, piece.begin, piece.quantity.start
    unit = piece.quantity.unit or ""
    if piece.section.words["money"][0] not in unit or piece.section.words["every"][0] not in text[begin:end]:
        return None
    head = piece.section.patterns["per_head"].search(text, begin, end)
    if head is None or piece.left.end > head.end() or not (head["often"] or head["rhythm"]):
        return None
    granted = holds(text[begin : head.start()], piece.section.words["granting"])
    behind = text[piece.quantity.end : min(piece.clause[1], piece.quantity.end + 8)]
    if granted or holds(behind, piece.section.words["award"]):
        return None
    span = _of_whom(piece, head.start())
    if span[1] - span[0] < 2:
        return None
    name, every = text[span[0] : span[1]], head["often"] or head["rhythm"]
    return Finding(
        name,
        span[0],
        piece.quantity.end,
        piece.comparator,
        f"{unit}/{head['whom']}",
        "target-per",
        times.rhythm(every),
    )


def _of_whom(piece: Piece, stop: int) -> tuple[int, int]:
    """What is paid per head: the name in front of 每, of the clause, or of the number before."""
    text, begin, before = piece.text, piece.begin, piece.before
    known, _ = markers(piece.section)
    while word := known.ending(text, stop, begin) or piece.words("by").ending(text, stop, begin):
        stop -= 1 if word.startswith(piece.section.words["standard"]) else len(word)
    span = names.trimmed(piece, begin, stop)
    if span[1] - span[0] < 2:
        span = names.trimmed(piece, max(piece.clause[0], stop - _OWN), stop)
    if (
        span[1] - span[0] < 2
        and before
        and before.clause == piece.scene.cut.around(piece.clause[0] - 1, CLAUSE)
    ):
        span = names.before(before, before.left.end)
    return span if span[1] - span[0] >= 2 else names.trimmed(piece, *piece.clause_before)


def _per_name(piece: Piece, place: int) -> tuple[str, tuple[int, int]]:
    """The name of a figure per head that stands behind the number, or in front of 每: ``县级按照每千人2.45张床位``."""
    text = piece.text
    noun = names.behind(piece)
    name = piece.section.patterns["standard"].sub("", text[noun[0] : noun[1]])
    subject = names.before(piece, place)
    by = piece.words("by").ending(text[subject[0] : subject[1]])
    subject = (subject[0], subject[1] - len(by))
    if subject[1] - subject[0] < 2 and not name and piece.clause[0]:
        subject = names.trimmed(piece, *piece.clause_before)
    end = noun[0] + len(name) if name else piece.quantity.end
    start = subject[0] if 2 <= subject[1] - subject[0] <= _SUBJECT else place
    return (text[subject[0] : subject[1]] if start != place else "") + name, (start, end)


def _from(piece: Piece, begin: int) -> Piece:
    """The same piece whose own part begins later."""
    later = Piece(piece.scene, piece.section, piece.quantity, piece.before, piece.following)
    later.__dict__["begin"] = begin
    return later


def reach(piece: Piece) -> Finding | None:
    """``公立医院人员支出占比提高到45%左右``: a name, a comparator, a number."""
    left, text = piece.left, piece.text
    share = (
        piece.quantity.unit in (None, "%", "‰")
        and piece.section.words["part"][0] in text[left.start : left.end]
    )
    if not (left.marked or left.change or share) or not demanded(piece):
        return None
    if left.verb and piece.quantity.unit not in ("%", None) and _noun(piece):
        return None
    if piece.right and piece.quantity.unit is None:
        return None
    if piece.quantity.written and not piece.quantity.share and not firmly(piece):
        return None
    span = names.before(piece, left.end)
    name = piece.section.patterns["evenly"].sub("", names.plain(text[span[0] : span[1]]))
    yearly = _yearly(piece, span)
    if yearly:
        return yearly
    if len(name) < 2 or name in piece.section.words["make"]:
        return None
    spans = [span]
    if piece.quantity.unit in piece.section.words["lasting"] and _noun(piece) and left.sign:
        spans.append((piece.quantity.end, piece.finish))
        name += text[piece.quantity.end : piece.finish]
    return _found(piece, name, tuple(spans), "target-reach")


def _yearly(piece: Piece, span: tuple[int, int]) -> Finding | None:
    """``年度基础研究投入占比不低于10%`` → 基础研究投入占比, P1Y."""
    word = piece.section.words["annual_figure"][0]
    place = piece.text.find(word, span[0], span[1])
    name = names.plain(piece.text[place + len(word) : span[1]])
    if place < 0 or len(name) < 2 or piece.scene.recurrence(piece.quantity.start):
        return None
    return _found(piece, name, ((place, span[1]),), "target-reach", recurrence="P1Y")


def portion(piece: Piece) -> Finding | None:
    """``至少40%为负压救护车``, ``三级医院50%出院患者按照临床路径管理``: a share of what is named behind it."""
    left, text = piece.left, piece.text
    taken = text.endswith(piece.section.words["taking"], piece.begin, piece.quantity.start)
    if not piece.quantity.share or not (taken or firmly(piece)):
        return None
    noun = (names.behind(piece)[0], piece.finish)
    if noun[1] - noun[0] < 2:
        return None
    span = names.before(piece, left.end)
    name = names.plain(text[span[0] : span[1]])
    kept = len(name) >= 2 and not left.marked and not left.verb
    behind = text[noun[0] : noun[1]].removeprefix(piece.section.words["being"][0])
    spans = (span, noun) if kept else (noun,)
    start = next((text.rfind(w, piece.begin, piece.quantity.start) for w in _bound(piece)), -1)
    extra = ((start, piece.quantity.end),) if start >= 0 else ()
    return _found(piece, (name if kept else "") + behind, (*spans, *extra), "target-portion")


def _bound(piece: Piece) -> list[str]:
    before = piece.text[piece.begin : piece.quantity.start]
    return [word for word in piece.section.words["at_least_distant"] if word in before]


def _noun(piece: Piece) -> bool:
    start, end = names.behind(piece)
    return end - start >= 2


def count(piece: Piece) -> Finding | None:
    """``建设50所高水平高等职业学校``: a verb of making, a number, a noun."""
    left, text = piece.left, piece.text
    verb = left.verb or _listed_verb(piece) or _governed_verb(piece) or _served(piece)
    noun = names.behind(piece)
    unit = piece.quantity.unit
    if not verb or noun[1] - noun[0] < 2 or unit in (None, "次", "%") or not demanded(piece, verb):
        return None
    if piece.quantity.written and not firmly(piece):
        return None
    name = text[noun[0] : noun[1]]
    if name.endswith(piece.section.words["given"]):
        return None
    spans = [noun]
    name += _level(piece, name)
    if verb in piece.section.words["made"]:
        name = verb + name
    spans += [(left.end - len(verb), left.end)] if left.verb else []
    return _found(piece, name, tuple(spans), "target-count")


def _served(piece: Piece) -> str:
    """``为2万名老年人提供上门服务``: 为 with nothing in front of it, and what is done for them."""
    word = piece.section.words["being"][0]
    if piece.text[piece.begin : piece.quantity.start].lstrip("，、和并") != word:
        return ""
    return (
        word
        if any(w in piece.text[piece.quantity.end : piece.finish] for w in piece.section.words["serving"])
        else ""
    )


def _level(piece: Piece, name: str) -> str:
    """The noun that a list shares: 临床重点专科 for the first of ``25个自治区级、300个旗县级临床重点专科``."""
    if not name.endswith(piece.section.words["grade"]):
        return ""
    found = piece.section.patterns["level"].search(
        piece.text, piece.finish, min(piece.clause[1], piece.finish + 80)
    )
    return found["noun"] if found else ""


def _listed_verb(piece: Piece) -> str:
    """The verb that a list carries on: 建设 for the second of ``建设50所学校和150个专业``."""
    for _ in range(_LIST):
        before = piece.before
        if before is None or before.quantity.start < piece.clause[0] or piece.left.end > piece.left.start:
            return ""
        if before.left.verb:
            return before.left.verb
        piece = before
    return ""


def _governed_verb(piece: Piece) -> str:
    """The verb further left, where a time says by when: ``到2027年，建成甲、乙、丙3个医疗中心``."""
    time = piece.governor
    if time is None or time is piece.scene.head or time.start > piece.quantity.start:
        return ""
    start = max(piece.begin, time.end)
    return piece.words("make").opening(piece.text[start : piece.quantity.start].lstrip("，"))


def amount(piece: Piece) -> Finding | None:
    """``新增婴幼儿托位1.5万个``: a name and a number that closes its part."""
    left = piece.left
    if piece.right and not piece.right.startswith(("，", "（", "的")):
        return None
    if piece.quantity.unit in (None, "次") or piece.quantity.written or not demanded(piece):
        return None
    span = names.before(piece, left.end)
    if (
        span[1] - span[0] < 2
        and piece.text[max(piece.clause[0], piece.quantity.start - 8) : piece.quantity.start]
        in piece.section.words["alone"]
    ):
        span = names.trimmed(piece, *piece.clause_before)
    done = _done(piece, span)
    name = names.plain(piece.text[done : span[1]])
    if done > span[0] and piece.text.endswith(piece.section.words["upon"], 0, span[0]):
        name = piece.text[span[0] : done - _verb_length(piece, done)] + name
    else:
        span = (done, span[1])
    deed = piece.text.endswith(piece.section.words["deed_verb"], 0, span[0])
    if len(name) < 2 or (name in piece.section.words["make"] and not deed):
        return None
    if name.endswith(piece.section.words["such"]):
        return None
    return _found(piece, name, (span,), "target-amount")


def _done(piece: Piece, span: tuple[int, int]) -> int:
    """Where the name begins behind a verb inside it: ``围绕重点群体开展职业技能培训`` → 职业技能培训."""
    places = [(piece.text.rfind(word, *span), word) for word in piece.section.words["doing"]]
    place, word = max(places)
    return place + len(word) if place >= 0 and span[1] - place - len(word) > 2 else span[0]


def _verb_length(piece: Piece, end: int) -> int:
    return next(len(word) for word in piece.section.words["doing"] if piece.text.endswith(word, 0, end))


def _again(piece: Piece, name: str) -> Finding | None:
    """A verb and a number alone: ``累计建成高标准农田8759万亩，其中2024年新建320万亩`` → 新建高标准农田."""
    before = piece.before
    if piece.left.marked or piece.right or before is None or before.quantity.unit != piece.quantity.unit:
        return None
    span = names.before(piece, piece.left.end)
    verb = piece.text[span[0] : span[1]]
    if verb not in piece.section.words["made"]:
        return None
    done = piece.words("make").opening(name)
    return _found(piece, verb + name[len(done) :], (span,), "target-carried")


def carried(piece: Piece, name: str) -> Finding | None:
    """A number whose name stands with the number before it: ``营收达到8400亿元、同比增长7%左右``, ``…，达到6000亿元``."""
    left = piece.left
    again = _again(piece, name)
    if (
        again
        or not (left.marked or left.change)
        or piece.quantity.unit is None
        or (len(piece.right) > 1 and piece.right not in piece.section.words["mark"])
    ):
        return again
    span = names.before(piece, left.end)
    own = piece.text[span[0] : span[1]]
    if own and not (left.change and len(own) <= _CHANGE):
        return None
    base = piece.section.patterns["changing"].sub("", name)
    start = span[0] if own else piece.clause[0] if piece.begin == piece.clause[0] else piece.begin
    return _found(piece, base + own, ((start, piece.quantity.end),), "target-carried")
