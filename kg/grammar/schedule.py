"""What headings and the heads of paragraphs hand down to the blocks below: a time by when, and that all is past there.

Reads an outline and the lexicon's section ``times``; yields one scene for each block in which facts stand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg import blocks
from kg.blocks import Block, Outline
from kg.grammar import telling, times
from kg.grammar.dating import Frame, frame
from kg.grammar.scene import Over, Own, Scene
from kg.grammar.telling import GOVERNING
from kg.grammar.times import Time
from kg.lexicon import Lexicon, Section, holds

_AHEAD = GOVERNING | {times.START}
_PLANS, _PLAN_SIGNS, _LABEL = ("“十", "十"), frozenset("“十"), 6  # “十五五”主要目标任务：
_ANNEX = "a"  # its provisions begin so
_FIRST = 1  # no heading of a part stands before
_OPENS, _OPENING = "：", 60  # so ends a paragraph that opens a list, and so far behind its time
_DAY, _COMMA = len("2024-01-11"), "，"
DASH = "—"  # with which items without ordinals begin

Told = Mapping[int, tuple[Time, ...]]  # the times of each block that has any
_NOTHING: Own = ((), None, False)
_FREE: Over = (None, False)


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
        self.told = told
        self.headings = telling.headings(outline, section)
        self.handed: dict[str, Over] = {}
        conditions = section.patterns["conditions"].finditer(self.speech.whole)
        self.opening = {self.speech.number(found.start()) for found in conditions}
        self.conditions: set[str] = set()
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
                reported = head is not None and (
                    text.endswith(reporting, 0, head.start) or self._dateline(text, head)
                )
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
        return provision in self.frame.aims

    def _plan_aims(self, text: str) -> str | None:
        """``“十五五”主要目标：…`` at the head of a paragraph says by when, as in a heading."""
        aims = self.section.patterns["aims"].match(text.lstrip("“"))
        return (
            times.plan_year(aims["plan"]) if aims and "：" in text[aims.end() : aims.end() + _LABEL] else None
        )

    def _dateline(self, text: str, head: Time) -> bool:
        """The day of which an article tells: ``1月11日，某市人大会议票决…``; no paragraph behind it is due on it."""
        day = self.frame.press and len(head.deadline or "") == _DAY
        return day and text.startswith(_COMMA, head.end)

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
