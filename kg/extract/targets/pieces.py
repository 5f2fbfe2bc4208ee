"""One quantity in its clause: what stands on its left, what on its right, and what compares it.

``到2025年，公立医院人员支出占比提高到45%左右``: the name is 公立医院人员支出占比, the marker 提高到, the comparator ~.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from kg.extract.targets.left import Left, compared, take_apart
from kg.extract.targets.quantities import Quantity
from kg.extract.targets.words import Kit, Words, ready
from kg.grammar.clauses import CLAUSE, SENTENCE, STRETCH, Cut
from kg.grammar.scene import Scene, Span
from kg.grammar.times import Time
from kg.lexicon import holds

BETWEEN = re.compile(r"[、，和及与]{1,2}|以及|和")  # the numbers of a row
JOINT = 2  # it is no longer
DONE = "了"
_JOINTS = "、，和及与并且或"
_COUNTS = frozenset("（0123456789①②③④⑤⑥⑦⑧⑨⑩●○■◆◇▪□▲△★☆※➢➤►▶√✓◎⊙•·—-")  # what such an ordinal begins with
COUNT = re.compile(
    r"\d{1,2}[.、](?!\d)|（\d{1,2}）|（[一二三四五六七八九十]{1,3}）|\d{1,2}）|[①-⑩]"
    r"|[●○■◆◇▪□▲△★☆※➢➤►▶√✓◎⊙•·]{1,2}|[—-]{1,2}(?=[\u4e00-\u9fff“])"
)
_REACH = 120  # how far a name may begin before its number
_BOUND_NAME = 12
_CLASSED = 10  # … and the noun between what says which are counted and how many
_SEMICOLON = "；"
_OPENING, _CLOSING = "（", "）"
_QUOTE, _UNQUOTE = "“”"
_MONEY = "元"
_ASIDE = 8  # （含）, （不含本数）
ROW = ("、", "和", "及")  # between the sums of a row
_RATES = ("%", "次")
_PARTING = re.compile("[，、；：。和及与]")
_NOWHERE = (0, 0)
_SAID = 20  # characters at the end of the sentence in front
_WHOM = 14  # how long the name of who gets an amount may be


class Ground(NamedTuple):
    """A scene in which numbers stand, and what its words rule out for all of them: asked once, not of each number."""

    scene: Scene
    cut: Cut
    kit: Kit
    eligible: bool  # some word of who may apply stands in it
    rhythms: bool  # some time in it recurs
    rowed: bool  # two of its times stand in a row: 2022年和2030年
    done: bool  # 了 stands in it
    supposed: Span  # where what is only supposed or shown begins and ends


def ground(scene: Scene, kit: Kit) -> Ground:
    """The ground of the pieces of `scene`."""
    times, rowed = scene.times, False
    for before, time in pairwise(times):
        rowed = rowed or time.start - before.end <= JOINT
    text = scene.text
    asked = kit.eligible.search(text) is not None, scene.rhythms, rowed, DONE in text, _supposed(scene, kit)
    return tuple.__new__(Ground, (scene, scene.cut, kit, *asked))


def _supposed(scene: Scene, kit: Kit) -> Span:
    """Where ``假定定额为1万元，…`` stands (to the end of the paragraph), or ``例如，…`` (to that of the sentence)."""
    text = scene.text
    if not holds(text, kit.supposing):
        return _NOWHERE
    told = kit.section.patterns["supposed"].search(text)
    if told is None:
        return _NOWHERE
    return told.start(), scene.cut.around(told.start(), SENTENCE)[1] if told["shown"] else len(text)


class Piece:
    """A quantity with the quantities before and after it in its scene.

    One is made for every number, so what nearly all of them are asked is worked out at once into plain slots; what few
    are asked (`finish`, `grant`, `spent`) waits until then.
    """

    __slots__ = (
        "_finish",
        "_grant",
        "around",
        "before",
        "begin",
        "clause",
        "end",
        "following",
        "follows",
        "governor",
        "ground",
        "kit",
        "left",
        "noun",
        "past",
        "quantity",
        "rhythm",
        "risen_from",
        "ruled_out",
        "scene",
        "section",
        "start",
        "stretch",
        "text",
        "told",
        "unit",
    )

    def __init__(
        self, ground: Ground, quantity: Quantity, before: Piece | None, following: Quantity | None
    ) -> None:
        scene, cut, kit, _, rhythms, _, _, _ = ground
        start = quantity.start
        self.ground, self.scene, self.kit, self.section = ground, scene, kit, kit.section
        self.text = scene.text
        self.quantity, self.before, self.following = quantity, before, following
        self.start, self.end, self.unit = start, quantity.end, quantity.unit
        self.follows = False  # the clause in front asks for a number
        self.ruled_out = False  # it asks for nothing, whatever the numbers in front do
        self.past = False  # it is told of
        self.told = False  # and words of its own tell so
        self._finish = -1
        self._grant: str | None = None
        self.noun: tuple[int, int] | None = None  # as `names.behind` found it
        self.around = cut.inside(start) if cut.enclosed else None  # the bracket or quotation around it
        self.clause: tuple[int, int]
        self.stretch: tuple[int, int]  # between semicolons or full stops
        self.rhythm: Time | None  # 每年 and the like in its clause
        if before is not None and start <= before.clause[1]:
            self.clause, self.stretch, self.rhythm = before.clause, before.stretch, before.rhythm
        else:
            self.clause = cut.around(start, CLAUSE)
            beside = before is not None and start <= before.stretch[1]
            self.stretch = before.stretch if before and beside else cut.around(start, STRETCH)
            self.rhythm = scene.recurrence(start, self.clause) if rhythms else None
        self.governor = scene.governor(start, self.clause) if scene.times else None  # the time in its block
        self.risen_from = _risen_from(self) if before is not None else None
        self.begin = _begin(self)
        self.left: Left  # what stands in front of it, once it is taken apart

    def look_left(self) -> None:
        """Take apart what stands in front of it."""
        self.left = take_apart(self.text, self.begin, self.quantity, self.kit, self.risen_from)

    @property
    def previous(self) -> Quantity | None:
        """The quantity before this one."""
        return self.before.quantity if self.before else None

    def words(self, name: str) -> Words:
        """A word list of the lexicon."""
        return ready(self.section, name)

    @property
    def clause_before(self) -> tuple[int, int]:
        """The clause in front, at most a name's length of it; empty at the beginning of the text."""
        if not self.clause[0]:
            return 0, 0
        start, end = self.scene.cut.around(self.clause[0] - 1, CLAUSE)
        label = self.scene.block.label_end
        return max(start, end - _REACH, label if label < end else 0), end

    @property
    def grant(self) -> str:
        """What an amount that only names who gets it is: ``奖励100万元，省级博物馆50万元``, ``补助标准为：一级站每个20万元``."""
        unknown, at = list[Piece](), self
        while at._grant is None:
            noun, before = _grant(at)
            unknown.append(at)
            if noun is not None or before is None:
                at._grant = noun or ""
                break
            at = before
        for piece in unknown:
            piece._grant = at._grant
        return at._grant or ""

    @property
    def spent(self) -> re.Match[str] | None:
        """What the money is for, where it is committed: ``安排6亿元，用于…``."""
        return self.section.patterns["spent"].match(self.text, self.end) if self._committed else None

    @property
    def budgeted(self) -> bool:
        """A purse commits it, for whatever: ``县财政每年列支300万元``."""
        purse = self._committed and holds(self.text[self.begin : self.left.end], self.section.words["purse"])
        return purse and not self.right

    @property
    def _committed(self) -> bool:
        return self.words("committing").ending(self.text, self.left.end, self.begin) != ""

    @property
    def finish(self) -> int:
        """Where its part ends: at the clause's end, or before the part of the quantity behind it."""
        if self._finish < 0:
            self._finish = _finish(self)
        return self._finish

    @property
    def right(self) -> str:
        """What follows the number in its part."""
        return self.text[self.end : self.finish].rstrip(_JOINTS)

    @property
    def own_time(self) -> Time | None:
        """A governing time that belongs into the quote: in the clause, or alone in the clause before it."""
        time = self.governor
        if time is None or time.start > self.start or time.deadline is None:
            return None
        before = self.before
        if before and (before.start >= time.end or self.text.startswith(_OPENING, before.end, time.start)):
            return None  # 新建10个（2023年）、|改造50个
        if time.start >= self.clause[0]:
            return time
        alone = self.text[time.end : self.clause[0]] in ("，", "：", "")
        return time if alone else None

    @property
    def comparator(self) -> str:
        """``<=`` for 控制在10%以内, ``~`` for 45%左右, ``>=`` for 不少于3个."""
        after, left = self.quantity.after, self.left
        if left.about or (after and after in self.section.words["around"]):
            return "~"
        if after:
            if self.quantity.most is not None:
                return "="  # 1万元以上3万元以下
            return compared(after, self.section)
        if left.sign:
            return left.sign if self.quantity.most is None else "="  # 控制在0.3—2毫克
        named = left.marked or self.text.endswith(self.section.words["capped_name"], self.begin, left.end)
        bound = _named_bound(self) if named and not left.change else None
        return bound or (">" if self.quantity.more else "=")


def _named_bound(piece: Piece) -> str | None:
    """``最高贷款额度提高至60万元`` is <= 60, ``最低首付款比例为20%`` >= 20; 最低工资 is a name of its own."""
    left, words = piece.left, piece.section.words
    name = piece.text[max(left.start, left.end - _BOUND_NAME) : left.end]
    if holds(name, words["highest_name"]):
        return "<="
    low = holds(name, words["lowest_name"])
    return ">=" if low and not holds(name, words["lowest"]) else None


def _begin(piece: Piece) -> int:
    """Where a quantity's own part of the clause begins: behind the part of the quantity before it."""
    block, around, before, at = piece.scene.block, piece.around, piece.before, piece.start
    start = piece.clause[0]
    if at - start > _REACH:
        start = at - _REACH
    heading = block.heading_end
    if at < heading:
        heading = block.label_end
    if heading > start:
        start = heading
    if around and around[0] >= start and piece.text[around[0]] == _OPENING:
        start = max(around[0], piece.text.rfind(_SEMICOLON, around[0], at)) + 1
        if before is not None and before.unit == piece.unit:
            start += len(piece.words("containing").opening(piece.text, start, at))
    if piece.text[start] in _COUNTS and (counted := COUNT.match(piece.text, start, at)):
        start = counted.end()  # 1.培训医师30名。2.引进护士20名。 in one paragraph, or in one cell
    time = piece.governor
    if time is not None and time.start < start < time.end <= at:
        start = time.end  # 2021年起，五年内|培养教师1000名
    opened = piece.text.rfind(_QUOTE, start, at)
    if opened >= 0 and piece.text.find(_UNQUOTE, opened, at) < 0:
        start = opened + 1  # 实现“人才达到2000名，…”的目标
    if before is None or before.end <= start or piece.risen_from is not None:
        return start
    place = split(piece.text, before.end, at, piece.kit)
    end = tier(piece.text, before)
    if end and not holds(piece.text[end:at], piece.section.words["giving"]):
        return before.begin  # 5万元至10万元（含）部分报销65%
    if is_class(piece.text, before.quantity, piece.quantity, piece.kit):
        return before.begin
    inside = place == before.end and before.quantity.written and not piece.quantity.written
    return start if inside else place  # 残疾人两项补贴标准提高至120元


def tier(text: str, before: Piece) -> int:
    """Where the part of a sum ends that the money in front tells: ``10万元以上部分|报销70%``; 0 where it tells none."""
    if before.kit.money not in (before.unit or ""):
        return 0
    end = before.end
    if text[end : end + 1] == _OPENING:
        end = text.find(_CLOSING, end, end + _ASIDE) + 1
    return next(
        (end + len(word) for word in before.section.words["excess"][:2] if text.startswith(word, end)), 0
    )


def is_class(text: str, one: Quantity, other: Quantity | None, kit: Kit) -> bool:
    """Whether the money in front only says which are counted: ``招引10亿元以上项目|20个``."""
    if other is None or not one.after or kit.money not in (one.unit or ""):
        return False
    unit = other.unit or kit.money
    if not 1 < other.start - one.end <= _CLASSED or unit in _RATES or kit.money in unit:
        return False
    return _PARTING.search(text, one.end, other.start) is None and not kit.make.opening(
        text, one.end, other.start
    )


def _risen_from(piece: Piece) -> int | None:
    """Where 由 stands in ``普及率由85%提高到92%``, for the second number."""
    text, before = piece.text, piece.before
    if before is None or before.start < piece.clause[0]:
        return None
    q, end = before.quantity, piece.start
    if not text.startswith(piece.kit.rising, q.end, end):
        return None
    if text.find("，", q.end, end) >= 0 or text.find("、", q.end, end) >= 0:
        return None
    low = max(piece.clause[0], q.start - 14)
    place = max([text.rfind(word, low, q.start) for word in piece.kit.source])
    return place if place >= 0 else None


def _grant(piece: Piece) -> tuple[str | None, Piece | None]:
    """What is granted, or None with the piece in front that says so."""
    text, q, pattern = piece.text, piece.quantity, piece.section.patterns["granting_list"]
    if ahead := _granted_ahead(piece):
        return ahead, None
    if not (q.unit or "").endswith(_MONEY) or piece.right:
        return "", None
    listed = pattern.search(text, max(piece.stretch[0], q.start - _REACH), q.start)
    if listed:
        alone = listed.end() == q.start and text.endswith(piece.section.words["laid_down"], 0, q.start - 1)
        return "" if alone else listed["noun"], None  # 补助标准：500元
    if piece.begin == piece.stretch[0] > 0 and q.start - piece.begin <= _WHOM:
        said = piece.section.patterns["granting_sentence"].search(
            text, max(0, piece.begin - _SAID), piece.begin
        )
        if said and not piece.kit.told.search(
            text, piece.scene.cut.around(piece.begin - 1, SENTENCE)[0], q.start
        ):
            return said["noun"], None
    before = piece.before
    beside = before is not None and before.clause[1] + 1 == piece.clause[0] == piece.begin
    if before is None or not beside or piece.left.marked or q.start - piece.begin > _WHOM:
        return "", None
    if before.right or not (before.unit or "").endswith(_MONEY):
        return "", None
    told = piece.section.patterns["granted"].search(text, before.begin, before.start)
    return (told["noun"], None) if told else (None, before)


def _granted_ahead(piece: Piece) -> str:
    """What the last of a row of amounts says of all: ``按初级工1500元/人、|中级工2000元/人给予补贴``."""
    text, end = piece.text, piece.end
    if text[end : end + 1] not in ROW or _MONEY not in (piece.unit or ""):
        return ""
    if not holds(text[max(piece.clause[0], piece.start - _REACH) : piece.start], piece.section.words["by"]):
        return ""
    told = piece.section.patterns["granted_ahead"].match(text, end, piece.clause[1])
    return told["noun"] if told else ""


def _finish(piece: Piece) -> int:
    text, around, following, stop = piece.text, piece.around, piece.following, piece.end
    end = piece.clause[1]
    if around and around[1] <= end and text[around[0]] == _OPENING:
        end = around[1] - 1
        parted = text.find(_SEMICOLON, stop, end)
        end = parted if parted >= 0 else end
    if following is None or following.start >= end:
        return end
    aside = piece.scene.cut.inside(following.start)
    if aside and aside[0] >= stop and text[aside[0]] == _OPENING:
        return aside[0]  # 建设10家以上中试基地（其中省级3家以上）
    place = split(text, stop, following.start, piece.kit)
    closed = text.rfind(_CLOSING, stop, following.start) if place == stop else -1
    return closed + 1 if closed > 0 else place  # 4个县（市、区）|9个自然村


def split(text: str, end: int, start: int, kit: Kit) -> int:
    """Where the second of two neighbouring quantities begins its own part: ``…50所学校和|150个专业``."""
    place = end
    opened = text.find(_OPENING, end, start)
    closed = text.rfind(_CLOSING, opened, start) if opened >= 0 else -1
    for joint in kit.joint.finditer(text, end, start):
        if opened < joint.start() < closed:
            continue  # 水泥（熟料及粉磨能力）1亿吨
        place = joint.end()
        if joint.start() == end:
            break
    return place
