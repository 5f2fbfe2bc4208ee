"""One quantity in its clause: what stands on its left, what on its right, and what compares it.

``到2025年，公立医院人员支出占比提高到45%左右``: the name is 公立医院人员支出占比, the marker 提高到, the comparator ~.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kg.extract.targets.quantities import Quantity
from kg.extract.targets.words import Words, markers, ready
from kg.grammar.clauses import CLAUSE, STRETCH
from kg.grammar.schedule import Scene
from kg.grammar.times import Time
from kg.lexicon import Section, holds

SIGNS = {"at_least": ">=", "more_than": ">", "at_most": "<=", "less_than": "<"}
_JOINTS = "、，和及与并且或"
_REACH = 120  # how far a name may begin before its number
_TURNS = 8
_BOUND_NAME = 12
_DISTANT = 28  # how far 至少 may stand before its number
_OF = "的"
_OPENING = "（"
_MONEY = "元"
_WHOM = 14  # how long the name of who gets an amount may be


class Left(NamedTuple):
    """The left side of a quantity, taken apart from its end: `text[start:end]` is the name (or a verb with its subject)."""

    start: int
    end: int
    sign: str | None  # comparator said on the left
    marked: bool  # a word like 达到 or 不低于 stands between name and number
    change: bool  # the name ends with 增长, 下降
    about: bool
    verb: str  # a verb of making right before the number: 建设
    award: bool = False


@dataclass(frozen=True)
class Piece:
    """A quantity with the quantities before and after it in its scene."""

    scene: Scene
    section: Section
    quantity: Quantity
    before: Piece | None
    following: Quantity | None

    @cached_property
    def text(self) -> str:
        """The scene's text."""
        return self.scene.text

    @property
    def previous(self) -> Quantity | None:
        """The quantity before this one."""
        return self.before.quantity if self.before else None

    def words(self, name: str) -> Words:
        """A word list of the lexicon."""
        return ready(self.section, name)

    @cached_property
    def clause(self) -> tuple[int, int]:
        """The clause that the quantity stands in."""
        return self.scene.cut.around(self.quantity.start, CLAUSE)

    @property
    def clause_before(self) -> tuple[int, int]:
        """The clause in front, at most a name's length of it; empty at the beginning of the text."""
        if not self.clause[0]:
            return 0, 0
        start, end = self.scene.cut.around(self.clause[0] - 1, CLAUSE)
        return max(start, end - _REACH), end

    @cached_property
    def stretch(self) -> tuple[int, int]:
        """The stretch between semicolons or full stops."""
        return self.scene.cut.around(self.quantity.start, STRETCH)

    @cached_property
    def begin(self) -> int:
        """Where this quantity's own part of the clause begins: behind the part of the quantity before it."""
        start = max(self.clause[0], self.quantity.start - _REACH, self._heading_end(), self._bracket[0])
        if self.previous is None or self.previous.end <= start:
            return start
        if self.risen_from is not None:
            return start
        return split(self.text, self.previous.end, self.quantity.start)

    @cached_property
    def risen_from(self) -> int | None:
        """Where 由 stands in ``普及率由85%提高到92%``, for the second number."""
        before = self.previous
        if before is None or before.start < self.clause[0]:
            return None
        between = self.text[before.end : self.quantity.start]
        if not self.words("rising").opening(between) or "，" in between or "、" in between:
            return None
        lead = self.text[max(self.clause[0], before.start - 14) : before.start]
        places = [lead.rfind(word) for word in self.section.words["source"]]
        return before.start - len(lead) + max(places) if max(places) >= 0 else None

    @cached_property
    def grant(self) -> str:
        """What an amount that only names who gets it is: ``奖励100万元，省级博物馆50万元``, ``补助标准为：一级站每个20万元``."""
        text, q, pattern = self.text, self.quantity, self.section.patterns["granting_list"]
        if self.right or not (q.unit or "").endswith(_MONEY):
            return ""
        listed = pattern.search(text, max(self.stretch[0], q.start - _REACH), q.start)
        if listed:
            return listed["noun"]
        before = self.before
        beside = before is not None and before.clause[1] + 1 == self.clause[0] == self.begin
        if before is None or not beside or self.left.marked or q.start - self.begin > _WHOM:
            return ""
        if before.right or not (before.quantity.unit or "").endswith(_MONEY):
            return ""
        told = self.section.patterns["granted"].search(text, before.begin, before.quantity.start)
        return told["noun"] if told else before.grant

    @cached_property
    def spent(self) -> re.Match[str] | None:
        """What the money is for, where it is committed: ``安排6亿元，用于…``."""
        committed = self.words("committing").ending(self.text, self.left.end, self.begin)
        return self.section.patterns["spent"].match(self.text, self.quantity.end) if committed else None

    @cached_property
    def _bracket(self) -> tuple[int, int]:
        """The inside of the round brackets around the quantity, else the whole text."""
        around = self.scene.cut.inside(self.quantity.start)
        if around is None or self.text[around[0]] != _OPENING:
            return 0, len(self.text)
        return around[0] + 1, around[1] - 1

    def _heading_end(self) -> int:
        block = self.scene.block
        return block.label_end if self.quantity.start < block.heading_end else block.heading_end

    @cached_property
    def finish(self) -> int:
        """Where its part ends: at the clause's end, or before the part of the quantity behind it."""
        end = min(self.clause[1], self._bracket[1])
        if self.following is None or self.following.start >= end:
            return end
        aside = self.scene.cut.inside(self.following.start)
        if aside and aside[0] >= self.quantity.end and self.text[aside[0]] == _OPENING:
            return aside[0]  # 建设10家以上中试基地（其中省级3家以上）
        return max(self.quantity.end, split(self.text, self.quantity.end, self.following.start))

    @cached_property
    def left(self) -> Left:
        """The left side taken apart."""
        return take_apart(self)

    @property
    def right(self) -> str:
        """What follows the number in its part."""
        return self.text[self.quantity.end : self.finish].rstrip(_JOINTS)

    @cached_property
    def governor(self) -> Time | None:
        """The time in this block that governs the quantity."""
        return self.scene.governor(self.quantity.start)

    @cached_property
    def own_time(self) -> Time | None:
        """A governing time that belongs into the quote: in the clause, or alone in the clause before it."""
        time = self.governor
        if time is None or time.start > self.quantity.start or time.deadline is None:
            return None
        if self.previous and self.previous.start >= time.end:
            return None
        if time.start >= self.clause[0]:
            return time
        alone = self.text[time.end : self.clause[0]] in ("，", "：", "")
        return time if alone else None

    @cached_property
    def comparator(self) -> str:
        """``<=`` for 控制在10%以内, ``~`` for 45%左右, ``>=`` for 不少于3个."""
        after = self.quantity.after
        if self.left.about or after in self.section.words["around"]:
            return "~"
        if after and self.quantity.most is not None:
            return "="  # 1万元以上3万元以下
        if after.endswith(self.section.words["upward"]):
            return ">="
        if after:
            return "<="
        if self.left.sign:
            return self.left.sign
        return self._named_bound() or (">" if self.quantity.more else "=")

    def _named_bound(self) -> str | None:
        """``最高贷款额度提高至60万元`` is <= 60, ``最低首付款比例为20%`` >= 20; 最低工资 is a name of its own."""
        left, words = self.left, self.section.words
        if left.change or not left.marked:
            return None
        name = self.text[max(left.start, left.end - _BOUND_NAME) : left.end]
        if holds(name, words["highest_name"]):
            return "<="
        low = holds(name, words["lowest_name"])
        return ">=" if low and not holds(name, words["lowest"]) else None


def split(text: str, end: int, start: int) -> int:
    """Where the second of two neighbouring quantities begins its own part: ``…50所学校和|150个专业``."""
    between = text[end:start]
    if between[:1] in tuple("、，和及与"):
        return end + 1
    places = [between.rfind(sign) for sign in "、，和及与并"]
    last = max(places)
    return end + last + 1 if last >= 0 else end


def take_apart(piece: Piece) -> Left:
    """The left side of a piece, from its number backwards."""
    text, begin, end = piece.text, piece.begin, piece.quantity.start
    if piece.risen_from is not None:
        inner = piece.words("at_most").ending(text[begin:end])
        return Left(begin, piece.risen_from, "<=" if inner else None, True, False, False, "")
    based = _based(piece, begin, end)
    if based:
        return based
    sign: str | None = None
    marked = change = about = False
    known, kinds = markers(piece.section)
    for _ in range(_TURNS):
        word = known.ending(text, end, begin)
        if not word:
            break
        kind = kinds[word]
        if kind == "change":
            change = True
            break
        if kind == "filler" and len(piece.words("make").ending(text, end, begin)) > len(word):
            break  # the 新 of 更新
        if marked and word in piece.section.words["ceiling"]:
            break  # 上限提高至: the ceiling is what is raised
        end -= len(word)
        about = about or kind == "about"
        marked = marked or kind in SIGNS or kind == "reach"
        sign = sign or SIGNS.get(kind)
    verb = piece.words("make").ending(text, end, begin)
    if sign is None and not change:
        sign = _distant_sign(piece, text[begin:end])
    return Left(begin, end, sign, marked, change, about, verb)


def _based(piece: Piece, begin: int, end: int) -> Left | None:
    """``床位数不低于开放床位数的5%``, ``标准按低保标准的1.5倍``: the name ends before the comparator, not before the number."""
    text = piece.text
    times_of = piece.quantity.unit == piece.section.words["multiple"][0]
    if not (piece.quantity.share or times_of) or not text.endswith(_OF, begin, end):
        return None
    kinds = ("by", "reach") if times_of else (*SIGNS, "reach")
    names = (*piece.section.words["highest_name"], *piece.section.words["lowest_name"])
    places = [
        (text.rfind(word, begin, end), -len(word), kind)
        for kind in kinds
        for word in piece.section.words[kind]
        if (len(word) > 1 or kind == "by") and word not in names
    ]
    no = piece.section.words["negation"]
    told = [found for found in places if found[0] >= begin + 2 and not text.endswith(no, begin, found[0])]
    place, _, kind = max(told, key=lambda found: (found[0] - found[1], -found[1]), default=(-1, 0, ""))
    if place < 0:
        return None
    known, kinds_of = markers(piece.section)
    while (word := known.ending(text, place, begin)) and kinds_of[word] == "filler":
        place -= len(word)
    return Left(begin, place, SIGNS.get(kind), True, False, False, "")


def _distant_sign(piece: Piece, text: str) -> str | None:
    """A comparator further left: ``至少建设1所``, ``至少有10%``, ``最高补助100万元``, ``只能担任一个``."""
    tail = text[-_DISTANT:]
    for name in ("at_least", "at_most"):
        if holds(tail, piece.section.words[f"{name}_distant"]):
            return SIGNS[name]
    only = piece.section.words["only"][0]
    return "<=" if only in tail and piece.words("make").ending(text) else None
