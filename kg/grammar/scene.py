"""A block with its times: which of them governs a place in it, its own clause's, its sentence's or its paragraph's.

Reads a block with what is handed down to it; `kg.grammar.schedule` makes one for each block in which facts stand.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from kg.blocks import Block
from kg.grammar import times
from kg.grammar.clauses import CLAUSE, SENTENCE, STRETCH, Cut
from kg.grammar.dating import Frame
from kg.grammar.telling import GOVERNING
from kg.grammar.times import Time

_FULL, _MONTHLY = len("2023-06-30"), len("2023-06")
_SPAN = re.compile("月[—~至到-]")  # 今年1月至8月
_LABELS = ("：", "（")
_SEASONS = "年度"  # 上半年, 第三季度
_MONTH = re.compile(r"[月份](?!）)|(?<=半)年|(?<=季)度")
_FEW = 20  # times looked at in one clause
_COMMA = "，"
_TERM_ENDS, _TERM_END = frozenset("）】]〕。"), re.compile("[^，。；：（）]{0,6}[）】\\]〕]?。?")
_SUBJECT = 6  # characters of a subject that may be the whole rule: 上述优惠政策|执行至
_SEASON = 24  # characters of a clause that only says when in each year: 每年在开学季，
_FAR = 200  # no sentence says later than so until when it holds

Span = tuple[int, int]
# A block's times, the one that heads it, whether that is led in.
Own = tuple[tuple[Time, ...], Time | None, bool]
Over = tuple[str | None, bool]  # the deadline handed down from above, and whether all is past there


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

    @property
    def aimed(self) -> bool:
        """Whether it stands under a heading of goals: ``一、工作目标``."""
        provision, aims = self.block.provision, self.frame.aims
        while provision and provision not in aims:
            provision = provision.rpartition(".")[0]
        return bool(provision)

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
        beyond = self._beyond(position) or self._begun(position) or self._passed(position)
        return None if beyond or self._monthly(position) else self.head

    def _monthly(self, position: int) -> bool:
        """Whether a month heads the paragraph, which governs no more than its sentence: ``12月底前，甲竣工。完成乙200个``."""
        if (
            self.head is None
            or len(self.head.deadline or "") != _MONTHLY
            or self.text[self.head.start - 1 : self.head.start] in _LABELS
        ):
            return False
        return self.cut.around(self.head.end - 1, SENTENCE)[1] <= position

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

    def term(self) -> Time | None:
        """The time that a label at the end of the paragraph names for all of it: ``…达到80%。（完成时限：2022年12月底前）``."""
        if not self.times or self.text[-1] not in _TERM_ENDS:
            return None
        last = self.times[-1]
        labels = self.frame.terms
        labelled = self.text.startswith(labels, last.start) or self.text.endswith(labels, 0, last.start)
        return last if labelled and last.deadline and _TERM_END.fullmatch(self.text, last.end) else None
