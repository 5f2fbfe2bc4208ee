"""The ways in which a figure is asked for, tried in order; each is a function from a piece to a finding or None.

reach: ``比例达到70%``; count: ``建设50所学校``; amount: ``新增托位1.5万个``; per: ``每千人口1.0张床位``; frequency:
``每年至少召开1次会议``; award: ``给予最高50万元奖励``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from kg.extract.targets import names
from kg.extract.targets.judge import demanded
from kg.extract.targets.pieces import Piece

_JOINED = 12
_FREQUENT = ("次", "场次", "期", "轮")


@dataclass(frozen=True, slots=True)
class Finding:
    """A requirement: its indicator, the span of its evidence, its unit and comparator, and the rule that read it."""

    indicator: str
    start: int
    end: int
    comparator: str
    unit: str | None
    rule: str
    recurrence: str | None = None


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
    piece: Piece, name: str, spans: tuple[tuple[int, int], ...], rule: str, unit: str | None = None
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
        rhythm.recurrence if rhythm else None,
    )


def frequency(piece: Piece) -> Finding | None:
    """``每年至少专题研究1次医改工作`` → 专题研究医改工作, 1 次, P1Y; ``每5年修订1次目录`` → 次/5年."""
    unit = piece.quantity.unit
    if unit not in _FREQUENT:
        return None
    text = piece.text
    years = piece.section.patterns["per_years"].search(text, piece.begin, piece.quantity.start)
    rhythm = piece.scene.recurrence(piece.quantity.start)
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
    return _found(piece, name, (*spans, noun), "target-frequency", per)


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
    people = piece.section.patterns["per_people"].search(text, begin, end)
    if people and people["count"]:
        base, place = f"{people['count']}人", people
    else:
        thing = piece.section.patterns["per_thing"].search(text, begin, end)
        if thing is None:
            return None
        base, place = thing["thing"] or thing["bare"], thing
    left = piece.left
    between = names.before(_from(piece, place.end()), max(place.end(), left.end - len(left.verb)))
    noun = names.behind(piece)
    name = text[between[0] : between[1]]
    if len(name) < 2:
        between, name = noun, text[noun[0] : noun[1]]
    if len(name) < 2:
        between = names.before(piece, place.start())
        name = text[between[0] : between[1]]
    if len(name) < 2:
        return None
    return _found(piece, name, (between, place.span()), "target-per", f"{piece.quantity.unit}/{base}")


def _from(piece: Piece, begin: int) -> Piece:
    """The same piece whose own part begins later."""
    later = Piece(piece.scene, piece.section, piece.quantity, piece.previous, piece.following)
    later.__dict__["begin"] = begin
    return later


def reach(piece: Piece) -> Finding | None:
    """``公立医院人员支出占比提高到45%左右``: a name, a comparator, a number."""
    left = piece.left
    if not (left.marked or left.change) or not demanded(piece):
        return None
    if left.verb and not left.change and _noun(piece):
        return None
    span = names.before(piece, left.end)
    name = piece.text[span[0] : span[1]]
    if len(name) < 2:
        return None
    return _found(piece, name, (span,), "target-reach")


def _noun(piece: Piece) -> bool:
    start, end = names.behind(piece)
    return end - start >= 2


def count(piece: Piece) -> Finding | None:
    """``建设50所高水平高等职业学校``: a verb of making, a number, a noun."""
    left, text = piece.left, piece.text
    verb = left.verb or _listed_verb(piece)
    noun = names.behind(piece)
    if not verb or noun[1] - noun[0] < 2 or not demanded(piece):
        return None
    name = text[noun[0] : noun[1]]
    spans = [noun]
    if verb in piece.section.words["made"] and left.verb:
        name = verb + name
        spans.append((left.end - len(verb), left.end))
    return _found(piece, name, tuple(spans), "target-count")


def _listed_verb(piece: Piece) -> str:
    """The verb that a list carries on: 建设 for the second of ``建设50所学校和150个专业``."""
    if piece.previous is None or piece.previous.start < piece.clause[0] or piece.left.end > piece.left.start:
        return ""
    before = piece.text[max(piece.clause[0], piece.clause[0]) : piece.previous.start]
    make = piece.words("make")
    return make.ending(before) or next(
        (w for w in piece.section.words["make"] if len(w) > 1 and w in before), ""
    )


def amount(piece: Piece) -> Finding | None:
    """``新增婴幼儿托位1.5万个``: a name and a number that closes its part."""
    left = piece.left
    if piece.right and not piece.right.startswith(("，", "（", "的")):
        return None
    if piece.quantity.unit is None or not demanded(piece):
        return None
    span = names.before(piece, left.end)
    name = piece.text[span[0] : span[1]]
    if len(name) < 2 or left.verb == name:
        return None
    return _found(piece, name, (span,), "target-amount")
