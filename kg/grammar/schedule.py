"""Which time governs a place in a document: its own clause's, its sentence's, its paragraph's, its headings'.

Reads an outline and the lexicon's section ``times``; yields one scene for each block in which facts stand.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kg import blocks
from kg.blocks import Block, Outline
from kg.grammar import telling, times
from kg.grammar.clauses import CLAUSE, SENTENCE, STRETCH, Cut
from kg.grammar.dating import Frame, frame
from kg.grammar.telling import GOVERNING as GOVERNING
from kg.grammar.times import Time
from kg.lexicon import Lexicon, Section, holds

_AHEAD = GOVERNING | {times.START}
_FULL, _MONTHLY = len("2023-06-30"), len("2023-06")
_SPAN = re.compile("月[—~至到-]")  # 今年1月至8月
_SEASONS = "年度"  # 上半年, 第三季度
_MONTH = re.compile(r"[月份](?!）)|(?<=半)年|(?<=季)度")
_FEW = 20  # times looked at in one clause
_PLANS, _PLAN_SIGNS, _LABEL = ("“十", "十"), frozenset("“十"), 6  # “十五五”主要目标任务：
_ANNEX = "a"  # its provisions begin so
_FIRST = 2  # no heading of a part stands before
_OPENS, _OPENING = "：", 60  # so ends a paragraph that opens a list, and so far behind its time
_COMMA = "，"
DASH = "—"  # with which items without ordinals begin
_SUBJECT = 6  # characters of a subject that may be the whole rule: 上述优惠政策|执行至
_SEASON = 24  # characters of a clause that only says when in each year: 每年在开学季，
_FAR = 200  # no sentence says later than so until when it holds

Span = tuple[int, int]
Own = tuple[
    tuple[Time, ...], Time | None, bool
]  # a block's times, the one that heads it, whether that is led in
Told = Mapping[int, tuple[Time, ...]]  # the times of each block that has any
Over = tuple[str | None, bool]  # the deadline handed down from above, and whether all is past there
_NOTHING: Own = ((), None, False)
_FREE: Over = (None, False)


class _Times(NamedTuple):
    """The times of a block, arranged."""

    usable: list[Time]  # those that govern
    starts: list[int]  # where these begin
    all_starts: list[int]
    rhythms: bool  # whether one recurs


class Scene:
    """One block with its times: what the extractors of targets and of deadlines read.

    A plain class with slots that are filled when first asked for: one is made for each block, and most are asked for nothing.
    """

    __slots__ = (
        "_arranged",
        "_cut",
        "block",
        "frame",
        "head",
        "inherited",
        "led",
        "review",
        "text",
        "times",
    )

    def __init__(self, block: Block, text: str, over: Over, shared: Frame, own: Own) -> None:
        self.block = block
        self.text = text  # the folded text of the block
        # the deadline that its headings, or the paragraph in front of it, hand down; whether it speaks of what has been done
        self.inherited, self.review = over
        self.frame = shared  # what all scenes of the document share
        # the time that heads its paragraph; whether that is led in (到2035年，…): then it does not govern what stands
        # behind ； in the same sentence
        self.times, self.head, self.led = own
        self._cut: Cut | None = None
        self._arranged: _Times | None = None

    @property
    def cut(self) -> Cut:
        """Where the text is cut."""
        if self._cut is None:
            self._cut = Cut(self.text)
        return self._cut

    def _arrange(self) -> _Times:
        usable = [time for time in self.times if time.kind in GOVERNING]
        starts, all_starts = [time.start for time in usable], [time.start for time in self.times]
        rhythms = [time for time in self.times if time.recurrence]
        self._arranged = _Times(usable, starts, all_starts, bool(rhythms))
        return self._arranged

    @property
    def rhythms(self) -> bool:
        """Whether one of the times recurs."""
        return bool(self.times) and (self._arranged or self._arrange()).rhythms

    def between(self, start: int, end: int) -> tuple[Time, ...]:
        """The times that begin in `text[start:end]`."""
        if not self.times:
            return ()
        starts = (self._arranged or self._arrange()).all_starts
        return self.times[bisect_left(starts, start) : bisect_left(starts, end)]

    def backwards(self, start: int, end: int) -> Iterator[Time]:
        """As `between`, from the last to the first: a text of one sentence has as many times as figures."""
        starts = (self._arranged or self._arrange()).all_starts
        for index in range(bisect_left(starts, end) - 1, bisect_left(starts, start) - 1, -1):
            yield self.times[index]

    def governor(self, position: int, clause: Span | None = None) -> Time | None:
        """The time in this block that governs `position`, nearest first; `clause` is that around it, where it is known."""
        if not self.times:
            return None
        usable, starts, _, _ = self._arranged or self._arrange()
        if not usable:
            return None
        near = self._near(position, clause or self.cut.around(position, CLAUSE), usable, starts)
        if near is not None or self.head is None:
            return near
        return (
            None if self._beyond(position) or self._begun(position) or self._passed(position) else self.head
        )

    def _passed(self, position: int) -> bool:
        """Whether a later year is named between the head and `position`: ``到2012年底，…。到2015年，甲…；乙…``."""
        usable, starts, _, _ = self._arranged or self._arrange()
        index, head = bisect_left(starts, position), self.head.deadline if self.head else None
        due = usable[index - 1].deadline if index else None
        return bool(due and head and due[:4] > head[:4])

    def gone(self, time: Time) -> bool:
        """Whether `time` lies before the document's year, or is a day or month that was over when it was signed or shown."""
        now, deadline = self.frame.now, time.deadline
        if not now or not deadline:
            return False
        if deadline[:4] < now[:4]:
            return True
        if len(now) == _FULL and time.kind in (times.POINT, times.PERIOD) and self._so_far(time, now):
            return True
        if time.kind != times.POINT or len(now) != _FULL:
            return False
        if len(deadline) == _FULL:
            return deadline <= now
        return deadline < now[: len(deadline)] and self._month(time)

    def _so_far(self, time: Time, now: str) -> bool:
        """What a document signed on `now` sums up: ``截至9月底，…``, ``1—8月，…``, ``今年上半年，…``; not ``3月底前，…``."""
        if len(time.deadline or "") != _MONTHLY or not self.text.startswith(("，", "份，"), time.end):
            return False
        if self.text.startswith(self.frame.so_far, time.start):
            return (time.deadline or "") <= now[:_MONTHLY]
        span = self.text[time.start + 1 : time.end]
        summed = time.kind == times.PERIOD or span[-1] in _SEASONS or _SPAN.search(span) is not None
        return summed and (time.deadline or "") < now[:_MONTHLY]

    def _month(self, time: Time) -> bool:
        """Whether a month is named with its year and nothing else (``2023年3月``): a plan has 3月底前, or its stages' months."""
        after = self.text[time.end : time.end + 1]
        return (
            not time.bare
            and self.text[time.start].isdigit()
            and _MONTH.match(self.text[time.end - 2 : time.end] + after, 1) is not None
        )

    def _beyond(self, position: int) -> bool:
        """Whether a semicolon of the head's own sentence parts it from `position`: ``到2035年，甲达到…；乙…``."""
        if not self.led or self.head is None:
            return False
        _, end = self.cut.around(self.head.end - 1, STRETCH)
        return end <= position < self.cut.around(self.head.end - 1, SENTENCE)[1]

    def _begun(self, position: int) -> bool:
        """Whether its stretch says from when instead: ``自2023年起，月探访率达到100%``."""
        start, _ = self.cut.around(position, STRETCH)
        return any(time.kind == times.START for time in self.between(max(start, position - _FAR), position))

    def _near(self, position: int, clause: Span, usable: list[Time], starts: list[int]) -> Time | None:
        """The last time before `position` in its clause, the next one in it, the last one in its stretch."""
        index = bisect_left(starts, position)
        before = usable[index - 1] if index else None
        if before and before.start >= clause[0]:
            return before
        if index < len(usable) and starts[index] < clause[1]:
            return usable[index]
        return before if before and before.start >= self.cut.around(position, STRETCH)[0] else None

    def recurrence(self, position: int, clause: Span | None = None) -> Time | None:
        """The rhythm (每年) in the clause of `position`, or of the one in front that only says when: ``每年冬季，…``."""
        if not self.rhythms:
            return None
        start, end = clause or self.cut.around(position, CLAUSE)
        found = next((t for t in self.between(start, end)[:_FEW] if t.recurrence), None)
        if found or not (start and self.text[start - 1] == _COMMA):
            return found
        if not self.text.endswith(self.frame.seasons, 0, start - 1):
            return None
        start, end = self.cut.around(start - 2, CLAUSE)
        if end - start > _SEASON:
            return None
        return next((t for t in self.between(start, start + 2) if t.recurrence), None)

    def index(self, place: int) -> int:
        """The view's index of the canonical position `place`."""
        _, starts, places = self.block.view
        run = bisect_right(places, place) - 1
        return starts[run] + place - places[run]

    def deadline(self, position: int) -> str | None:
        """By when something said at `position` is to hold."""
        time = self.governor(position)
        if time is None and self.inherited is None:
            time = self.lapse(position)
        return time.deadline if time else self.inherited

    def lapse(self, position: int) -> Time | None:
        """The end of force that the sentence of `position` names behind it: ``按20%的税率征收，执行至2027年12月31日``."""
        if not self.times:
            return None
        between = self.between(position, min(self.cut.around(position, STRETCH)[1], position + _FAR))
        found = next((time for time in between if time.kind == times.EXPIRY and time.deadline), None)
        if found is None or found.start - self.cut.around(found.start, CLAUSE)[0] > _SUBJECT:
            return None  # 支付比例90%，…等4个病种|执行至2022年12月底
        return found


def read(
    outline: Outline, lexicon: Lexicon, roundup: bool = False, date: str | None = None
) -> tuple[Scene, ...]:
    """The scenes of a document signed on `date`, in order; `roundup` where it is a press article of many regions."""
    return read_all([(outline, roundup, date)], lexicon)[0]


def read_all(
    documents: Sequence[tuple[Outline, bool, str | None]], lexicon: Lexicon
) -> list[tuple[Scene, ...]]:
    """The same of each of several documents."""
    section = lexicon["times"]
    frames = [frame(outline, section, roundup, date) for outline, roundup, date in documents]
    speeches, bases = [shared.speech for shared in frames], [shared.base for shared in frames]
    told = telling.told(speeches, times.grammar(section), bases)
    rows = zip(documents, frames, told, strict=True)
    walks = [_Above(outline, section, shared, own) for (outline, _, _), shared, own in rows]
    return [walk.scenes() for walk in walks]


class _Above:
    """Walks the blocks in order and remembers what headings and paragraph heads hand down."""

    def __init__(self, outline: Outline, section: Section, shared: Frame, told: Told) -> None:
        self.section, self.frame, self.speech = section, shared, outline.speech
        self.provisions = outline.provisions
        self.told = told
        self.headings = telling.headings(outline, section)
        self.handed: dict[str, Over] = {}
        conditions = section.patterns["conditions"].finditer(self.speech.whole)
        self.opening = {self.speech.number(found.start()) for found in conditions}
        self.conditions: set[str] = set()
        self.goals: set[str] | None = None  # provisions of goals, found when first it is asked
        self.coming = str(int(shared.base) + 1) if shared.base else None  # the year after the document's

    def scenes(self) -> tuple[Scene, ...]:
        """One for each speaking block."""
        shared, told, texts, opening = self.frame, self.told, self.speech.texts, self.opening
        plain = not (self.headings or opening)  # no heading hands anything down
        body, heading = blocks.BODY, blocks.HEADING
        scenes: list[Scene] = []
        last, led = _FREE, False  # what the paragraph above is under, and whether 到 leads its time in
        spelt: Time | None = None  # what the items below a paragraph of goals say more of
        reporting, until = self.section.words["reporting"], self.section.words["until"]
        works, under = (
            self.section.words["years_work"],
            None,
        )  # the year of a heading without a number: 2026年重点工作
        for index, (block, text) in enumerate(zip(self.speech.blocks, texts, strict=True)):
            kind, over = block.kind, _FREE if plain else self._over(block.provision)
            own, head = _NOTHING, None
            if index in told:
                found = told[index]
                if over[0] is not None and over[0] == self.coming:
                    found = self._of_plan(block, text, found)
                own = self._own(block, text, found, over[0] is None)
                head = own[1]
                if index >= _FIRST and (year := telling.years_work(block, text, own[0], works)):
                    under = year if year >= (shared.now or "")[:4] else None
            if under is not None and over[0] is None and not (block.provision or "").startswith(_ANNEX):
                over = (under, over[1])
            if head is not None:
                over = (over[0], over[1] or self._looks_back(head, own[0]))
            elif last is not _FREE and kind == body and any(last):
                if self._goes_on(text):
                    over = (last[0] or over[0], last[1] or over[1])
                elif led and self._aims(block.provision):
                    over = (last[0] or over[0], over[1])
            if spelt is not None:
                spelt = spelt if text[:1] == DASH and kind == body else None
                over = over if spelt is None or over[0] else (spelt.deadline, over[1])
            elif own is not _NOTHING and head is None and kind == body and self._aims(block.provision):
                spelt = telling.spelt_out(text, own[0], until)
            if text[:1] in _PLAN_SIGNS and over[0] is None and text.startswith(_PLANS):
                over = (self._plan_aims(text), over[1])
            if kind == body:
                reported = head is not None and text.endswith(reporting, 0, head.start)
                last = over if head is None or reported else (head.deadline, over[1])
                led = led if head is None else text.startswith(until, head.start)
                if not reported and self._opens(block, text, head):
                    self.handed[block.provision or ""], plain = last, False
            elif kind == heading:
                last = _FREE
            if index in opening and block.provision:
                self.conditions.add(block.provision)
            scenes.append(Scene(block, text, over, shared, own))
        return tuple(scenes)

    def _of_plan(self, block: Block, text: str, found: tuple[Time, ...]) -> tuple[Time, ...]:
        """The times of a block under the heading of the coming year's work: ``三、2025年工作思路`` in a report of 2024."""
        words, coming = self.section.words, self.coming or ""
        if not telling.planned(block.provision, self.headings, coming, words["years_work"]):
            return found
        return telling.moved(text, found, coming, (*words["this_year"], *words["next_year"]))

    @staticmethod
    def _opens(block: Block, text: str, head: Time | None) -> bool:
        """Whether a paragraph opens the list of items under its provision with a time: ``到2025年，实现以下目标：``."""
        return (
            head is not None
            and bool(block.provision)
            and text.endswith(_OPENS)
            and len(text) - head.end <= _OPENING
        )

    def _own(self, block: Block, text: str, found: tuple[Time, ...], free: bool) -> Own:
        head = telling.head(block, found, self.section.words["reporting"], self.section.words["whom"])
        if head is None and free and block.kind == blocks.BODY and self._aims(block.provision):
            head = telling.first(block, found)
        led = head is not None and text.startswith(self.section.words["until"], head.start)
        if (
            led
            and head
            and (
                self._aims(block.provision)
                or holds(text[: head.start], self.section.words["goals"])
                or self.section.patterns["opens"].match(text, head.end)
            )
        ):
            led = False
        return found, head, led

    def _aims(self, provision: str | None) -> bool:
        """Whether a provision is headed as one of goals, which a time at its head governs to its end: ``一、工作目标``."""
        if provision is None:
            return False
        if self.goals is None:
            ends = self.section.words["goal"]
            self.goals = {one.id for one in self.provisions if one.heading and one.heading.endswith(ends)}
        return provision in self.goals

    def _plan_aims(self, text: str) -> str | None:
        """``“十五五”主要目标：…`` at the head of a paragraph says by when, as in a heading."""
        aims = self.section.patterns["aims"].match(text.lstrip("“"))
        return (
            times.plan_year(aims["plan"]) if aims and "：" in text[aims.end() : aims.end() + _LABEL] else None
        )

    def _goes_on(self, text: str) -> bool:
        """A paragraph that goes on with an enumeration of the one before (``二是…``) or with its subject."""
        return self.frame.press or self.section.patterns["item"].match(text) is not None

    def _looks_back(self, head: Time, found: tuple[Time, ...]) -> bool:
        """Whether a paragraph headed by `head` tells of the past: no time in it is still to come."""
        now = self.frame.now
        if head.kind != times.PAST and not (now and head.deadline and head.deadline[:4] < now[:4]):
            return False
        coming = (t for t in found if t.kind in _AHEAD and (t.deadline or t.bare))
        return not any(not now or not t.deadline or t.deadline[:4] >= now[:4] for t in coming)

    def _over(self, provision: str | None) -> Over:
        """Deadline and review of the headings over `provision`, nearest first."""
        if provision is None:
            return _FREE
        handed = self.handed.get(provision)
        if handed is None:
            parent = provision.rpartition(".")[0]
            handed = self._over(parent) if parent else _FREE
            if parent in self.conditions:
                handed = (handed[0], True)
            if provision in self.headings:
                handed = self._heading(self.headings[provision], handed)
            self.handed[provision] = handed
        return handed

    def _heading(self, heading: str, above: Over) -> Over:
        patterns = self.section.patterns
        if patterns["review"].search(heading) and not patterns["bettered"].search(heading):
            return above[0], True
        named = times.find(heading, self.section, self.frame.base)
        due = [time.deadline for time in named if time.kind in GOVERNING and time.deadline]
        aims = None if due else patterns["aims"].search(heading)
        due += [times.plan_year(aims["plan"])] if aims else []
        return (due[-1], above[1]) if due else above
