"""Which time governs a place in a document: its own clause's, its sentence's, its paragraph's, its headings'.

Reads an outline and the lexicon's section ``times``; yields one scene for each block in which facts stand.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kg import blocks
from kg.blocks import Block, Outline
from kg.fold import fold
from kg.grammar import clauses, times
from kg.grammar.clauses import CLAUSE, SENTENCE, STRETCH, Cut
from kg.grammar.times import Time
from kg.lexicon import Lexicon, Section

GOVERNING = frozenset((times.POINT, times.PERIOD, times.PLAN, times.RELATIVE))
_YEAR = re.compile(r"((?:19|20)\d\d)年")
_DAY = re.compile(r"((?:19|20)\d\d)[年\-/.](\d{1,2})[月\-/.](\d{1,2})")
_FULL = len("2023-06-30")
_NUMBER_YEAR = re.compile(r"[〔（\[【]((?:19|20)\d\d)[〕）\]】]")
_TITLE_PERIOD = re.compile(r"(?:19|20)\d\d年?[—\-~至]")
_NAME = re.compile(
    r"《[^《》]{0,120}》|（(?:19|20)\d\d年?(?:[—\-~至]{1,2}(?:19|20)\d\d)年?度?）|〔[^〔〕]{0,9}〕"
)
_FEW = 20  # times looked at in one clause
_HEAD = 3  # a time this close to the beginning of a paragraph heads it
_FAR = 200  # no sentence says later than so until when it holds
_LABEL = 14  # 具体指标： and the like in front of it


@dataclass(eq=False)
class Scene:
    """One block with its times: what the extractors of targets and of deadlines read."""

    block: Block
    times: tuple[Time, ...]
    head: Time | None  # the time that heads its paragraph
    inherited: str | None  # the deadline that its headings, or the paragraph in front of it, hand down
    review: bool  # speaks of what has been done
    base: str | None  # the document's year
    press: bool = False  # a press article: the year at the head of a paragraph is its heading
    now: str | None = None  # the day or year before which all is past
    led: bool = (
        False  # its head is led in (到2035年，…): what follows ； in the same sentence is not governed
    )

    @cached_property
    def text(self) -> str:
        """The folded text of the block."""
        return self.block.view.text

    @cached_property
    def cut(self) -> Cut:
        """Where the text is cut."""
        return clauses.cut(self.text)

    @cached_property
    def _usable(self) -> tuple[Time, ...]:
        return tuple(time for time in self.times if time.kind in GOVERNING)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(time.start for time in self._usable)

    @cached_property
    def _all_starts(self) -> tuple[int, ...]:
        return tuple(time.start for time in self.times)

    def between(self, start: int, end: int) -> tuple[Time, ...]:
        """The times that begin in `text[start:end]`."""
        if not self.times:
            return ()
        return self.times[bisect_left(self._all_starts, start) : bisect_left(self._all_starts, end)]

    def governor(self, position: int) -> Time | None:
        """The time in this block that governs `position`, nearest first."""
        if not self._usable:
            return None
        return self._near(position) or (None if self._beyond(position) else self.head)

    def gone(self, time: Time) -> bool:
        """Whether `time` lies before the document's year, or is a day that was over when it was signed or shown."""
        if not self.now or not time.deadline:
            return False
        day = len(time.deadline) == len(self.now) == _FULL and time.kind == times.POINT
        return time.deadline[:4] < self.now[:4] or (day and time.deadline <= self.now)

    def _beyond(self, position: int) -> bool:
        """Whether a semicolon of the head's own sentence parts it from `position`: ``到2035年，甲达到…；乙…``."""
        if not self.led or self.head is None:
            return False
        _, end = self.cut.around(self.head.end - 1, STRETCH)
        return end <= position < self.cut.around(self.head.end - 1, SENTENCE)[1]

    def _near(self, position: int) -> Time | None:
        """The last time before `position` in its clause, the next one in it, the last one in its stretch."""
        index = bisect_left(self._starts, position)
        start, end = self.cut.around(position, CLAUSE)
        before = self._usable[index - 1] if index else None
        if before and before.start >= start:
            return before
        if index < len(self._usable) and self._starts[index] < end:
            return self._usable[index]
        first, _ = self.cut.around(position, STRETCH)
        return before if before and before.start >= first else None

    def recurrence(self, position: int) -> Time | None:
        """The rhythm (每年) in the clause of `position`."""
        if not self.times:
            return None
        start, end = self.cut.around(position, CLAUSE)
        times = self.between(start, end)
        return next((t for t in times[:_FEW] if t.recurrence), None)

    def index(self, place: int) -> int:
        """The view's index of the canonical position `place`."""
        run = bisect_right(self.block.view.places, place) - 1
        return self.block.view.starts[run] + place - self.block.view.places[run]

    def deadline(self, position: int) -> str | None:
        """By when something said at `position` is to hold."""
        time = self.governor(position)
        if time is None and self.inherited is None:
            time = self.lapse(position)
        return time.deadline if time else self.inherited

    def lapse(self, position: int) -> Time | None:
        """The end of force that the sentence of `position` names behind it: ``按20%的税率征收，执行至2027年12月31日``."""
        between = self.between(position, min(self.cut.around(position, STRETCH)[1], position + _FAR))
        return next((time for time in between if time.kind == times.EXPIRY and time.deadline), None)


def read(outline: Outline, lexicon: Lexicon) -> tuple[Scene, ...]:
    """The scenes of a document, in order."""
    section, base = lexicon["times"], year(outline)
    above = _Above(outline, section, base)
    return tuple(above.scene(block) for block in outline.speaking())


def year(outline: Outline) -> str | None:
    """The document's year: of its signing, its number, its title, or the first that its text names."""
    spoken = (found[1] for block in outline.speaking()[:2] for found in _YEAR.finditer(block.text))
    return _dated(outline) or max(spoken, default=None)


def present(outline: Outline, section: Section) -> str | None:
    """When the text speaks: its day or year, or the first year for which a text without a date asks anything."""
    year = _dated(outline)
    if year:
        days = [day for day in _days(outline) if day.startswith(year)]
        return min(days, default=year)
    due = (section.patterns["due"].finditer(block.text) for block in outline.speaking())
    return min((match["to"] or match["till"] for matches in due for match in matches), default=None)


def _days(outline: Outline) -> Iterator[str]:
    """The days that the document's date line and the site's metadata name."""
    texts = [block.text for block in outline.blocks if block.kind == blocks.DATE]
    for text in texts or [value for _, value in outline.meta]:
        for found in _DAY.finditer(text):
            yield f"{found[1]}-{found[2].zfill(2)}-{found[3].zfill(2)}"


def _dated(outline: Outline) -> str | None:
    kinds = ((blocks.DATE, _YEAR), (blocks.NUMBER, _NUMBER_YEAR), (blocks.TITLE, _YEAR))
    for kind, pattern in kinds:
        for block in outline.blocks:
            found = pattern.search(block.text) if block.kind == kind else None
            if found:
                return found[1]
    for pattern in (_DAY, _NUMBER_YEAR, _YEAR):
        named = [found[1] for _, value in outline.meta for found in pattern.finditer(value)]
        if named:
            return min(named)
    return None


class _Above:
    """Walks the blocks in order and remembers what headings and paragraph heads hand down."""

    def __init__(self, outline: Outline, section: Section, base: str | None) -> None:
        self.section, self.base, self.press = section, base, outline.press
        self.now = present(outline, section) or base
        self.headings = {p.id: fold(p.heading or "") for p in outline.provisions}
        self.handed: dict[str, tuple[str | None, bool]] = {}
        self.conditions: set[str] = set()
        self.last: tuple[str | None, bool, str | None] = (None, False, None)

    def scene(self, block: Block) -> Scene:
        text = block.text
        found = _spoken(text, times.find(text, self.section, self.base)) if len(text) > 1 else ()
        inherited, review = self._from_headings(block.provision)
        head = _head(block, found)
        if head is not None:
            review = review or (self._past(head) and not any(self._coming(time) for time in found))
        elif block.kind == blocks.BODY and self._goes_on(text):
            inherited, review = self.last[0] or inherited, self.last[1] or review
        if block.kind == blocks.BODY:
            self.last = (head.deadline if head else inherited, review, block.provision)
        if block.provision and self.section.patterns["conditions"].search(text):
            self.conditions.add(block.provision)
        led = head is not None and text.startswith(self.section.words["until"], head.start)
        return Scene(block, found, head, inherited, review, self.base, self.press, self.now, led)

    def _goes_on(self, text: str) -> bool:
        """A paragraph that goes on with an enumeration of the one before (``二是…``) or with its subject."""
        return self.press or self.section.patterns["item"].match(text) is not None

    def _coming(self, time: Time) -> bool:
        return bool(
            time.kind in GOVERNING and time.deadline and (not self.now or time.deadline[:4] >= self.now[:4])
        )

    def _past(self, time: Time) -> bool:
        return bool(
            time.kind == times.PAST or (self.now and time.deadline and time.deadline[:4] < self.now[:4])
        )

    def _from_headings(self, provision: str | None) -> tuple[str | None, bool]:
        """Deadline and review of the headings over `provision`, nearest first."""
        if provision is None:
            return None, False
        if provision not in self.handed:
            above = self._from_headings(provision.rpartition(".")[0] or None)
            above = (above[0], above[1] or provision.rpartition(".")[0] in self.conditions)
            self.handed[provision] = self._heading(self.headings.get(provision, ""), above)
        return self.handed[provision]

    def _heading(self, heading: str, above: tuple[str | None, bool]) -> tuple[str | None, bool]:
        text = "".join(heading.split())
        if not text:
            return above
        if self.section.patterns["review"].search(text):
            return above[0], True
        named = [t for t in times.find(text, self.section, self.base) if t.kind in GOVERNING and t.deadline]
        return (named[-1].deadline, above[1]) if named else above


def _spoken(text: str, found: list[Time]) -> tuple[Time, ...]:
    """The times that say when, without those in names: 《规划（2016—2020年）》, 健康规划（2021—2025年）."""
    if not found or ("《" not in text and "（" not in text):
        return tuple(found)
    kept, names = [], _NAME.finditer(text)
    name = next(names, None)
    for time in found:
        while name and name.end() <= time.start:
            name = next(names, None)
        if name is None or not (name.start() < time.start and time.end <= name.end()):
            kept.append(time)
    return tuple(kept)


def _head(block: Block, found: tuple[Time, ...]) -> Time | None:
    """The time that heads the paragraph: ``2024年，…`` or ``具体指标：到2022年，…``."""
    start = max(block.heading_end, block.label_end)
    first = next((t for t in found if t.start >= start and t.kind in GOVERNING | {times.PAST}), None)
    if first is None or block.kind == blocks.TABLE or first.deadline is None:
        return None
    lead = block.text[start : first.start]
    headed = len(lead) <= _HEAD or (lead.endswith("：") and len(lead) <= _LABEL)
    return first if headed else None


def walk(scenes: tuple[Scene, ...]) -> Iterator[Scene]:
    """The scenes that tell of the future."""
    return (scene for scene in scenes if not scene.review)
