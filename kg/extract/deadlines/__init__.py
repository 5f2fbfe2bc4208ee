"""Times by which something without a figure is to be done: ``到2025年，基本完成调整规范``.

Reads the scenes of a document and its targets; a time that governs a target is no row of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg import blocks
from kg.extract.deadlines.quotes import end
from kg.extract.deadlines.rules import rule
from kg.grammar import times
from kg.grammar.clauses import CLAUSE
from kg.grammar.scene import Scene
from kg.grammar.schedule import DASH
from kg.grammar.times import Time
from kg.lexicon import Lexicon, Section, holds
from kg.model import Deadline, Document, Target

_ENDS = "）。："  # what a heading may end with behind its time
_TITLE = 16  # no head of a column is longer
_YEARS = 20  # characters of the years in front of the one that governs
_INNER = (times.RECURRING, times.RELATIVE)
_ROWS = frozenset((*("point", "period", "plan", "relative", "recurring"), times.START, times.EXPIRY))


def deadlines(
    document: Document, scenes: Sequence[Scene], lexicon: Lexicon, targets: Sequence[Target]
) -> Iterator[Deadline]:
    """The deadlines of a document, in order."""
    section = lexicon["deadlines"]
    index, progress = 0, _NOWHERE
    for place, scene in enumerate(scenes):
        if scene.block.kind == blocks.TABLE:
            progress = _progress(scene, section, progress)
        if not scene.times or scene.review:
            continue
        first, last = _reach(scene)
        while index < len(targets) and targets[index].start < first:
            index += 1
        here = []
        while index < len(targets) and targets[index].start < last:
            here.append(targets[index])
            index += 1
        found = _of(document, scene, section, here, targets)
        over = None if here else scene.head or _spelt_out(scenes, place)
        if over and _handed_on(scenes, place, over, targets, index):
            found = (row for row in found if scene.index(row.start) != over.start)
        if scene.block.kind == blocks.TABLE and progress.columns:
            found = (row for row in found if not progress.tells(scene, scene.index(row.start)))
        yield from found


def _reach(scene: Scene) -> tuple[int, int]:
    """Where the block of a scene stands in the document."""
    places = scene.block.view.places
    return places[0], places[-1] + len(scene.text) - scene.block.view.starts[-1]


def _spelt_out(scenes: Sequence[Scene], place: int) -> Time | None:
    """The last time of a scene, where the item below it inherits it: ``…。|到2023年末，建成…高地。`` / ``——…``."""
    scene, below = scenes[place], scenes[place + 1] if place + 1 < len(scenes) else None
    last = scene.times[-1]
    if below is None or below.text[:1] != DASH or below.head or below.inherited != last.deadline:
        return None
    return last if last.deadline else None


def _handed_on(
    scenes: Sequence[Scene], place: int, head: Time, targets: Sequence[Target], index: int
) -> bool:
    """Whether a target takes the time `head` of a scene in a paragraph that spells it out: ``到2030年，…`` / ``规模达到6万亿元``.

    `place` is that of the scene, `index` that of the first target behind it.
    """
    own, last = scenes[place].block.provision, -1
    for at in range(place + 1, len(scenes)):
        below = scenes[at]
        if below.head or below.inherited != head.deadline:
            break
        if below.block.provision != own and not (below.block.provision or "").startswith(f"{own}."):
            break
        last = _reach(below)[1]
    while index < len(targets) and targets[index].start < last:
        if targets[index].deadline == head.deadline:
            return True
        index += 1
    return False


class _Progress(NamedTuple):
    """Which columns of a table tell how far its tasks have come: ``序号 | 任务 | 完成时限 | 进展情况``."""

    width: int
    columns: frozenset[int]

    def tells(self, scene: Scene, place: int) -> bool:
        """Whether `place` stands in one of them."""
        text = scene.text
        return text.count("\t") + 1 == self.width and text.count("\t", 0, place) in self.columns


_NOWHERE = _Progress(0, frozenset())


def _progress(scene: Scene, section: Section, before: _Progress) -> _Progress:
    """What `scene` is the head of, else what was told of the table before it."""
    cells = scene.text.split("\t")
    if max(map(len, cells)) > _TITLE:
        return before
    told = [i for i, cell in enumerate(cells) if holds(cell, section.words["progress"])]
    return _Progress(len(cells), frozenset(told)) if told else before


def _of(
    document: Document, scene: Scene, section: Section, targets: Sequence[Target], handed: Sequence[Target]
) -> Iterator[Deadline]:
    taken = _taken(scene, targets) if targets else frozenset()
    for time in scene.times:
        if time.kind not in _ROWS or time in taken:
            continue
        if time.start < scene.block.heading_end and not _stage(scene, time, section, handed):
            continue
        named = rule(scene, time, section)
        if named:
            span = scene.block.view.span(time.start, max(time.end, end(scene, time, section)))
            yield Deadline(
                scene.block.provision,
                time.deadline,
                time.recurrence,
                span.start,
                span.end,
                document.text[span.start : span.end],
                named,
            )


def _stage(scene: Scene, time: Time, section: Section, targets: Sequence[Target]) -> bool:
    """The time that a heading is, or of a stage behind its name, from which no target under it takes its deadline."""
    text, own, block = scene.text, scene.block.provision, scene.block
    behind = text[time.end : block.heading_end].strip(_ENDS)
    if time.deadline is None or (behind and behind not in section.words["stage_ends"]):
        return False
    alone = time.start == block.label_end
    if not alone and not section.patterns["stage"].search(text, max(0, time.start - 12), time.start):
        return False
    return not any(
        target.deadline == time.deadline and f"{target.provision}.".startswith(f"{own}.")
        for target in targets
    )


def _taken(scene: Scene, targets: Sequence[Target]) -> set[Time]:
    """The times that the targets of this scene take their deadline or recurrence from."""
    taken: set[Time] = set()
    table = scene.block.kind == blocks.TABLE
    for target in targets:
        begin, place, due = scene.index(target.start), scene.index(target.end - 1), target.deadline
        told = [scene.governor(place) or scene.lapse(place), scene.recurrence(place)]
        for time in scene.between(begin, place):
            if due and time.deadline == due:
                taken.add(time)
            elif time.kind in _INNER:
                told.append(time)
        if due and told[0] and told[0].deadline != due:  # 2022年和|2023年给予补助
            near = scene.between(max(0, told[0].start - _YEARS), told[0].start)
            taken.update(time for time in near if time.deadline == due)
        if due and (term := scene.term()) and term.deadline == due:
            taken.add(term)
        if table and due:
            taken.update(time for time in scene.times if time.deadline == due)
        elif table and target.recurrence:
            taken.update(time for time in scene.times if time.recurrence == target.recurrence)
        for named in told:
            if named and (named.kind != times.RELATIVE or _close(scene, named, place)):
                taken.add(named)
    return taken


def _close(scene: Scene, time: Time, place: int) -> bool:
    """A relative time hands itself on to its own clause and the one behind it only."""
    start, _ = scene.cut.around(place, CLAUSE)
    return scene.text.count("，", time.end, max(start, time.end)) <= 1
