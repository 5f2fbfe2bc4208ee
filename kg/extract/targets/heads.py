"""Figures per head and figures in a rhythm: ``每千人口1.0张床位``, ``每人每月1309元``, ``每年至少召开1次会议``."""

from __future__ import annotations

import re

from kg.extract.targets import names
from kg.extract.targets.demands import firmly
from kg.extract.targets.evidence import found
from kg.extract.targets.finding import Finding
from kg.extract.targets.pieces import Piece
from kg.extract.targets.words import markers
from kg.grammar import numerals, times
from kg.grammar.clauses import CLAUSE
from kg.lexicon import holds

_PART, _PERSON = "的", "人"
_OWN, _LEAST = 60, 3
_RATES = ("%", "‰")
_SUBJECT = 24
_ONE, _YEARLY = "1", "P1Y"
_OPENING = "（"
_COUNTS = "两三四五六七八九"
_LEADS = "，、并"


def frequency(piece: Piece) -> Finding | None:
    """``每年至少专题研究1次医改工作`` → 专题研究医改工作, 1 次, P1Y; ``每5年修订1次目录`` → 次/5年."""
    unit, text = piece.unit, piece.text
    if spaced := _spaced(piece):
        return spaced
    years = piece.section.patterns["per_years"].search(text, piece.begin, piece.start)
    rhythm = piece.rhythm or _rhythm(piece)
    days = (
        None
        if years or rhythm
        else piece.section.patterns["per_days"].search(text, piece.begin, piece.left.end)
    )
    if days:
        span = names.trimmed(piece, days.end(), piece.left.end)
        name = text[slice(*span)] + text[slice(*names.behind(piece))]
        if len(name) < _LEAST - 1:
            span = names.before(piece, days.start())  # 乡级河长|每旬不少于1次
            name = text[slice(*span)]
        if to := _done_to(piece, name, days.start()):
            name, span = text[slice(*to)] + name, to
        return (
            found(
                piece,
                name,
                (days.span(), span, names.behind(piece)),
                "target-frequency",
                f"{unit}/{_digits(days['days'])}",
            )
            if name
            else None
        )
    if years is None and rhythm is None:
        return None
    start = years.end() if years else max(rhythm.end if rhythm else 0, piece.begin)
    spans: list[tuple[int, int]] = [(years.start(), years.end())] if years else []
    left = (min(start, piece.start), max(start, piece.left.end))
    verb = _clean(piece, text[left[0] : left[1]])
    noun = names.behind(piece)
    name = verb + text[noun[0] : noun[1]]
    if len(name) < 2 or (name in piece.section.words["merely_done"] and years):
        name_span = names.before(
            piece,
            years.start()
            if years
            else rhythm.start
            if rhythm and rhythm.start > piece.begin
            else piece.left.end,
        )
        name = text[name_span[0] : name_span[1]]
        spans.append(name_span)
    place = years.start() if years else rhythm.start if rhythm else 0
    if to := _done_to(piece, name, place) or _held(piece, name, place):
        name = text[slice(*to)] + name
        spans.append(to)
    name = piece.section.patterns["bound_end"].sub("", name)
    if len(name) < 2 and piece.around and text[piece.around[0]] == _OPENING:
        start, end = names.trimmed(piece, piece.scene.cut.around(piece.around[0], CLAUSE)[0], piece.around[0])
        name = text[start:end] if end - start <= _OWN // 2 else ""  # 定期清洗消毒（每年不少于两次）
        spans.append((start, end))
    if len(name) < 2:
        return None
    yearly = years is not None and years["years"] == _ONE  # 每1年
    per = f"{unit}/{_digits(years['years'])}年" if years and not yearly else unit
    if rhythm and not rhythm.recurrence:
        per = f"{unit}/{_unit_of(piece, text[rhythm.start : rhythm.end])}"
        spans.append((rhythm.start, rhythm.end))
    return found(piece, name, (*spans, noun), "target-frequency", per, _YEARLY if yearly else None)


def _done_to(piece: Piece, name: str, place: int) -> tuple[int, int] | None:
    """To what it is done, in front of its rhythm: ``重点场所|每天消毒不少于2次``."""
    words = piece.section.words
    done = words["done_to"]
    if (
        not (name.startswith(done) and name.endswith(done))
        or not piece.begin < place < piece.start
        or piece.right
    ):
        return None
    place -= len(piece.words("at_least").ending(piece.text, place, piece.begin))
    start, end = names.before(piece, place)
    told = _LEAST <= end - start <= _SUBJECT and not piece.text.endswith(words["doers"], start, end)
    return (start, end) if told else None


def _held(piece: Piece, name: str, place: int) -> tuple[int, int] | None:
    """What is held so often, in front of its rhythm: ``联席会议原则上|每年召开2次``."""
    words = piece.section.words
    if name not in words["convened"] or not piece.begin < place < piece.start:
        return None
    while word := piece.words("opening").ending(piece.text, place, piece.begin) or piece.words(
        "filler"
    ).ending(piece.text, place, piece.begin):
        place -= len(word)
    start, end = names.before(piece, place)
    return (start, end) if piece.text.endswith(words["meetings"], start, end) else None


def _spaced(piece: Piece) -> Finding | None:
    """``主干管巡查周期不少于|3天1次``: how long it is at most from one time to the next → 次/3天."""
    before = piece.before
    if before is None or before.end != piece.start or before.unit not in piece.section.words["spaced_unit"]:
        return None
    span = names.before(before, before.left.end)
    name, many = piece.text[slice(*span)], before.quantity.value
    if len(name) < _LEAST - 1:
        return None
    per = f"{piece.unit}/{'' if many == 1 else many}{before.unit}"
    row = found(piece, name, (span, (before.start, piece.end)), "target-frequency", per)
    return row._replace(comparator=before.left.sign or row.comparator)


def deed(piece: Piece) -> Finding | None:
    """``组织开展不少于4次的专项检查``: so many times, in no rhythm."""
    left, text = piece.left, piece.text
    start, end = names.behind(piece)
    if end <= start and not left.verb and not piece.quantity.written:
        return _done(piece)
    if not left.verb or end - start < _LEAST or piece.quantity.written:
        return None
    if not firmly(piece):
        return None
    begin = names.before(piece, left.end)[0]
    if piece.text[begin : left.end] not in piece.section.words["doing"]:
        begin = left.end - len(left.verb)
    name = text[begin : left.end] + text[start:end].removeprefix("的")
    return found(piece, name, ((begin, left.end), (start, end)), "target-frequency")


def _digits(text: str) -> str:
    """``两`` → 2, ``三个月`` → 3个月: how many is written in digits, also in a unit."""
    return f"{numerals.number(text[0])}{text[1:]}" if text[0] in _COUNTS else text


def _done(piece: Piece) -> Finding | None:
    """``举办展览3次以上``: what is done, with its noun in front."""
    if not (piece.left.sign or piece.quantity.after) or piece.right:
        return None
    start = piece.begin
    while piece.text[start] in _LEADS:
        start += 1
    start += len(piece.words("within").opening(piece.text, start, piece.left.end))
    name = piece.text[start : piece.left.end]
    if len(name) <= _LEAST or not name.startswith(piece.section.words["deeds"]):
        return None
    span = start, piece.left.end
    return found(piece, name, (span,), "target-frequency")


def rhythmic(piece: Piece) -> tuple[str, int]:
    """The unit of what is done for so long in a rhythm without a code, and where that stands: 个工作日/周."""
    time = None if piece.rhythm or piece.unit not in piece.section.words["lessons"] else _rhythm(piece)
    if time is None or not piece.text.startswith(piece.kit.every, time.start):
        return "", piece.start
    return f"{piece.unit}/{_unit_of(piece, piece.text[time.start : time.end])}", time.start


def _unit_of(piece: Piece, word: str) -> str:
    """``每学期`` → 学期, ``每两个月`` → 2个月: once in what time."""
    return _digits(word.removeprefix(piece.words("each_of").opening(word)))


def _rhythm(piece: Piece) -> times.Time | None:
    """A rhythm that has no code of its own: 每学期, 每周."""
    between = piece.scene.between(max(piece.clause[0], piece.start - _OWN), piece.start)
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
    text, begin, end = piece.text, piece.begin, piece.start
    if piece.unit is None:
        return None
    years = piece.section.patterns["per_years"].search(text, begin, end)
    if years:
        span = names.before(piece, piece.left.end)
        name = text[span[0] : span[1]].replace(years.group(), "")
        return (
            found(piece, name, (span,), "target-per", f"{piece.unit}/{_digits(years['years'])}年")
            if name
            else None
        )
    if its := _its(piece):
        return its
    whom = _whom(piece)
    if whom is None:
        return None
    base, place = whom
    beside = piece.section.patterns["per_beside"].search(text, begin, place.start())
    if beside and not place.group()[1].isdigit():
        return _each_of(piece, f"{beside['beside']}、{base}", beside.start(), place.end())
    left = piece.left
    between = names.before(piece, max(place.end(), left.end - len(left.verb)), place.end())
    name = text[between[0] : between[1]]
    if piece.unit in piece.section.words["shown"] and len(name) == 2:
        noun = names.behind(piece)
        name, between = name + text[noun[0] : noun[1]], (between[0], max(between[1], noun[1]))
    noun = names.behind(piece)
    if noun[1] > noun[0] and (only := piece.section.patterns["only_may"].fullmatch(name)):
        name, between = only["act"] + text[slice(*noun)], (between[0], noun[1])  # 每名学生|只能申报一个项目
    if left.verb and noun[1] > noun[0] and between[0] == place.end() and "goods" in place.re.groupindex:
        name, between = text[slice(*noun)], noun  # 每8户农户有一名农民参加培训
    if name in piece.section.words["change"]:
        subject = names.before(piece, place.start())
        name, between = text[slice(*subject)] + name, (subject[0], end)
    if len(name) < 2:
        name, between = _per_name(piece, place.start())
        if left.verb in piece.section.words["sending"] and text.startswith(name, noun[0]):
            name = left.verb + name  # 每院选派3名医务人员
    being = piece.section.words["being"][0]
    if len(name) < 2:
        return None
    if between[0] < piece.clause[0] and any(sign.isdigit() for sign in name):  # another figure's clause
        return found(piece, place.group(), (place.span(),), "target-per")
    return found(
        piece,
        name.removesuffix(being).removesuffix(piece.kit.source[1]),
        (between, place.span()),
        "target-per",
        f"{piece.unit}/{base}",
    )


def _its(piece: Piece) -> Finding | None:
    """What is measured of each, and of what: ``每个班的总学时`` → 总学时, 学时/班; ``每门课程约15学时`` → 课程, 学时/门."""
    patterns, low, end = piece.section.patterns, piece.begin, piece.left.end
    its = patterns["each_owned"].search(piece.text, low, end)
    base = (its["base"] or its["sole"]) if its else ""
    if its is None and piece.unit in piece.section.words["lessons"]:
        its = patterns["each_lesson"].search(piece.text, low, end)
        base = its["base"] if its else ""
    if its is None or not (piece.left.marked or piece.left.about or piece.quantity.after):
        return None
    span = its.span("what")
    named = piece.text[slice(*span)]
    return found(piece, named, (its.span(), span), "target-per", f"{piece.unit}/{base}")


def _whom(piece: Piece) -> tuple[str, re.Match[str]] | None:
    """Of what there is so much each, and where it says so: 千人, 百户, 县."""
    text, begin, end, patterns = piece.text, piece.begin, piece.start, piece.section.patterns
    people, many = (
        patterns["per_people"].search(text, begin, end),
        patterns["per_many"].search(text, begin, end),
    )
    if many:
        return many["many"] + many["goods"], many
    if people and people["count"]:
        timed = people["people"] in piece.section.words["person_time"]
        return f"{people['count']}{people['people'] if timed else _PERSON}", people
    thing = patterns["per_thing"].search(text, begin, end)
    if thing is None and (its := patterns["each_its"].search(text, begin, end)):
        return its["its"].removeprefix(piece.section.words["grade"][0]), its  # 各级文明单位
    if thing and thing["thing"] and patterns["measured_thing"].search(thing["thing"]):
        return None  # 每间床位数: what is measured
    if thing and thing["thing"] and _PART in thing["thing"].removesuffix(thing["fit"] or ""):
        return None  # 每个班的总学时: what is measured, not of what there is so much
    if thing is None:
        return None
    if thing["thing"] and thing.group().startswith(piece.section.words["each_car"]):
        return piece.section.words["each_car"][0][1:], thing  # 每辆救护车: 名/辆
    return patterns["each_verb"].sub("", thing["thing"] or "") or thing["bare"] or thing["thing"], thing


def _each_of(piece: Piece, base: str, start: int, end: int) -> Finding | None:
    """``每个村、每个社区至少有一名大学生`` → 1 名/村、社区."""
    noun = names.behind(piece)
    name = piece.text[noun[0] : noun[1]]
    if len(name) < 2:
        return None
    return found(piece, name, ((start, end), noun), "target-per", f"{piece.unit}/{base}")


def allowance(piece: Piece) -> Finding | None:
    """``低保标准为每人每月1309元`` → 低保标准, 1309 元/人, P1M."""
    text, begin, end = piece.text, piece.begin, piece.start
    unit = piece.unit or ""
    head = piece.section.patterns["per_head"].search(text, begin, end)
    if head is None or piece.left.end > head.end():
        return None
    unit, _, often = unit.partition("/")
    often = head["often"] or head["rhythm"] or (often if often in piece.section.words["rhythm_unit"] else "")
    if not often:
        return None
    granted = holds(text[begin : head.start()], piece.section.words["granting"])
    behind = text[piece.end : min(piece.clause[1], piece.end + 8)]
    told = piece.section.patterns["by_standard"].match(text, piece.end, piece.stretch[1])
    arranged = behind.startswith(piece.section.words["arranging"]) and told is not None
    if granted or (holds(behind, piece.section.words["award"]) and not arranged):
        return None
    if _caps(piece):
        return None
    span = _of_whom(piece, head.start())
    if told:
        span = told.span("noun" if told["noun"] else "granted")
    if span[1] - span[0] < 2:
        return None
    if told is None and text[span[1] - 1].isdigit():  # 3年内按每人每年6000元定额扣减税费
        span = names.behind(piece)
        if span[1] - span[0] < 2:
            return None
    if text[slice(*span)] in piece.section.words["standard"]:
        granted_before = piece.section.patterns["granted"].search(text, *piece.clause_before)
        span = (granted_before.start("noun") if granted_before else span[0]), span[1]
    name = text[span[0] : span[1]].replace("，", "")
    name = piece.section.patterns["evenly"].sub("", name)
    name = piece.section.patterns["changing"].sub("", name)
    if told is None and not name.endswith(piece.section.words["measured"]):
        name += names.heading(piece)
    return Finding(
        name,
        min(span[0], head.start()),
        max(span[1], piece.end),
        piece.comparator,
        f"{unit}/{head['whom']}",
        "target-per",
        times.rhythm(often),
    )


def _caps(piece: Piece) -> bool:
    """``按年薪的10%给予补贴，|每人每年不超过10万元``: the most of what the rate in front grants."""
    before = piece.before
    if before is None or before.unit not in _RATES or before.clause[1] + 1 != piece.clause[0]:
        return False
    return holds(piece.text[before.end : before.clause[1]], piece.section.words["award"])


def _of_whom(piece: Piece, stop: int) -> tuple[int, int]:
    """What is paid per head: the name in front of 每, of the clause, or of the number before."""
    text, begin, before = piece.text, piece.begin, piece.before
    known, _ = markers(piece.section)
    if piece.risen_from is not None:
        stop = min(stop, piece.risen_from)  # 标准由现行的|每人每月1440元调整为1584元
    if text.endswith(piece.section.words["up_to"], begin, stop):
        stop -= 1  # 提高补助标准|至每人每年640元
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
    known, by = piece.kit.known, piece.words("by")
    while word := known.ending(text, place, piece.begin):
        place -= len(word)  # 使用强度|控制在|每百人天40DDDs
    subject = names.before(piece, place)
    while word := known.ending(text, subject[1], subject[0]) or by.ending(text, subject[1], subject[0]):
        subject = (subject[0], subject[1] - len(word))  # 小区|按照不低于|每千人口10个托位
    if subject[1] - subject[0] < 2 and not name and piece.clause[0]:
        subject = names.trimmed(piece, *piece.clause_before)
    end = text.find(name, noun[0]) + len(name) if name else piece.end
    name = piece.section.patterns["excelling"].sub("", name)
    start = subject[0] if 2 <= subject[1] - subject[0] <= _SUBJECT else place
    return (text[subject[0] : subject[1]] if start != place else "") + name, (start, end)
