"""Figures in a rhythm: ``每年至少召开1次会议``, ``举办展览3次以上``, ``每学期不少于8学时``."""

from __future__ import annotations

import re

from kg.extract.targets import names
from kg.extract.targets.demands import firmly
from kg.extract.targets.evidence import found
from kg.extract.targets.finding import Finding
from kg.extract.targets.pieces import Piece
from kg.grammar import numerals, times
from kg.grammar.clauses import CLAUSE
from kg.grammar.times import Time

_OWN, _LEAST = 60, 3
_SUBJECT = 24
_COUNTS = "两三四五六七八九"
_LEADS = "，、并"
_ONE, _YEARLY = "1", "P1Y"
_OPENING, _COMMA = "（", "，"


def frequency(piece: Piece) -> Finding | None:
    """``每年至少专题研究1次医改工作`` → 专题研究医改工作, 1 次, P1Y; ``每5年修订1次目录`` → 次/5年."""
    unit, text = piece.unit, piece.text
    if spaced := _spaced(piece):
        return spaced
    years = piece.section.patterns["per_years"].search(text, piece.begin, piece.start)
    rhythm = piece.rhythm or _rhythm(piece)
    if years is None and rhythm is None:
        return _of_days(piece)
    name, spans = _what_is_done(piece, years, rhythm)
    name = piece.section.patterns["bound_end"].sub("", name)
    if len(name) < 2 and piece.around and text[piece.around[0]] == _OPENING:
        start, end = names.trimmed(piece, piece.scene.cut.around(piece.around[0], CLAUSE)[0], piece.around[0])
        name = text[start:end] if end - start <= _OWN // 2 else ""  # 定期清洗消毒（每年不少于两次）
        spans.append((start, end))
    if len(name) < 2:
        return None
    yearly = years is not None and years["years"] == _ONE  # 每1年
    per = f"{unit}/{digits(years['years'])}年" if years and not yearly else unit
    if rhythm and not rhythm.recurrence:
        per = f"{unit}/{_unit_of(piece, text[rhythm.start : rhythm.end])}"
        spans.append((rhythm.start, rhythm.end))
    return found(
        piece, name, (*spans, names.behind(piece)), "target-frequency", per, _YEARLY if yearly else None
    )


def _of_days(piece: Piece) -> Finding | None:
    """What is done so often in so many days: ``每10日巡查不少于1次`` → 巡查, 次/10日."""
    text = piece.text
    days = piece.section.patterns["per_days"].search(text, piece.begin, piece.left.end)
    if days is None:
        return None
    noun = names.behind(piece)
    span = names.trimmed(piece, days.end(), piece.left.end)
    name = text[slice(*span)] + text[slice(*noun)]
    if len(name) < _LEAST - 1:
        span = names.before(piece, days.start())  # 乡级河长|每旬不少于1次
        name = text[slice(*span)]
    if to := _done_to(piece, name, days.start()):
        name, span = text[slice(*to)] + name, to
    per = f"{piece.unit}/{digits(days['days'])}"
    return found(piece, name, (days.span(), span, noun), "target-frequency", per) if name else None


def _what_is_done(
    piece: Piece, years: re.Match[str] | None, rhythm: Time | None
) -> tuple[str, list[tuple[int, int]]]:
    """What is done so often, and where that stands: between time and number, in front of the time, or in the clause before."""
    text, words = piece.text, piece.section.words
    begins = years.start() if years else rhythm.start if rhythm else 0
    start = years.end() if years else max(rhythm.end if rhythm else 0, piece.begin)
    spans: list[tuple[int, int]] = [years.span()] if years else []
    noun = names.behind(piece)
    name = _clean(piece, text[min(start, piece.start) : max(start, piece.left.end)]) + text[slice(*noun)]
    if len(name) < 2 or (name in words["merely_done"] and years):
        inside = years is None and (rhythm is None or rhythm.start <= piece.begin)
        spans.append(names.before(piece, piece.left.end if inside else begins))
        name = text[slice(*spans[-1])]
    if len(name) < 2 and (told := told_before(piece, rhythm.start if rhythm else piece.start)):
        name = text[slice(*told)]
        spans.append(told)
    name = name[len(piece.words("seasons").opening(name)) :]
    name = name[len(piece.words("at_least").opening(name)) :]
    if name in words["arranging_it"] and noun[1] <= noun[0] and rhythm and rhythm.start > piece.begin:
        told = names.before(piece, rhythm.start)  # 避险转移演练|每年至少组织一次
        name = text[slice(*told)] or name
        spans.append(told)
    if to := _done_to(piece, name, begins) or _held(piece, name, begins) or _upon(piece, name, begins, noun):
        name = text[slice(*to)] + name
        spans.append(to)
    return name, spans


def told_before(piece: Piece, place: int) -> tuple[int, int] | None:
    """What is done so often, in the clause in front: ``开展专项检查，|每年不少于2次``."""
    first, last = piece.clause_before
    before, text = piece.before, piece.text
    if place != piece.clause[0] or not piece.clause[0] or not (piece.left.sign or piece.quantity.after):
        return None
    if (before and before.end > first) or text[last : piece.clause[0]] != _COMMA:
        return None
    while text[first] in _LEADS:
        first += 1
    if not (
        piece.words("doing").opening(text, first, last) or piece.words("deeds").opening(text, first, last)
    ):
        return None
    start, end = names.trimmed(piece, first, last)
    return (start, end) if _LEAST <= end - start <= _SUBJECT else None


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


def _upon(piece: Piece, name: str, place: int, noun: tuple[int, int]) -> tuple[int, int] | None:
    """On what a bare deed is done, in front of its rhythm: ``对种质资源利用情况|每年组织一次评估``."""
    words = piece.section.words
    if len(name) >= _LEAST or noun[1] <= noun[0] or not piece.begin < place < piece.start:
        return None
    start = piece.begin + (piece.text[piece.begin] in _LEADS)
    if not piece.text.startswith(words["on_what"], start, place):
        return None
    start += 1
    return (start, place) if _LEAST <= place - start <= _SUBJECT else None


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


def digits(text: str) -> str:
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
    return digits(word.removeprefix(piece.words("each_of").opening(word)))


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
