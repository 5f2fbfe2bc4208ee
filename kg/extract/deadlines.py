"""Times by which something without a figure is to be done: ``到2025年，基本完成调整规范``.

Reads the scenes of a document and its targets; a time that governs a target is no row of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg import blocks
from kg.grammar import times
from kg.grammar.clauses import CLAUSE, STRETCH
from kg.grammar.schedule import Scene
from kg.grammar.times import Time
from kg.lexicon import Lexicon, Section, holds
from kg.model import Deadline, Document, Target

_BESIDE = 16  # how far the next year of a pair may begin
_NEXT = 40  # how far behind a year the day may stand that its clause tells
_LONGEST = 400  # a quote is no longer, also where a text has no stops
_LONG = 160  # no clause goes on for longer without a verb
_CLAUSES = 6  # a verb phrase is looked for in so many clauses
_ROWS = frozenset((*("point", "period", "plan", "relative", "recurring"), times.START, times.EXPIRY))
_IDS = {
    times.EXPIRY: "deadline-expiry",
    times.START: "deadline-start",
    times.RECURRING: "deadline-recurring",
    times.RELATIVE: "deadline-relative",
}


def deadlines(
    document: Document, scenes: Sequence[Scene], lexicon: Lexicon, targets: Sequence[Target]
) -> Iterator[Deadline]:
    """The deadlines of a document, in order."""
    section = lexicon["deadlines"]
    index = 0
    for scene in scenes:
        if scene.review or not scene.times:
            continue
        places = scene.block.view.places
        first, last = places[0], places[-1] + len(scene.text) - scene.block.view.starts[-1]
        while index < len(targets) and targets[index].start < first:
            index += 1
        here = []
        while index < len(targets) and targets[index].start < last:
            here.append(targets[index])
            index += 1
        yield from _of(document, scene, section, here, targets)


def _of(
    document: Document, scene: Scene, section: Section, targets: Sequence[Target], handed: Sequence[Target]
) -> Iterator[Deadline]:
    taken = _taken(scene, targets)
    for time in scene.times:
        if time.kind not in _ROWS or time in taken:
            continue
        if time.start < scene.block.heading_end and not _stage(scene, time, section, handed):
            continue
        rule = _rule(scene, time, section)
        if rule:
            end = _end(scene, time, section)
            span = scene.block.view.span(time.start, end)
            yield Deadline(
                scene.block.provision,
                time.deadline,
                time.recurrence,
                span.start,
                span.end,
                document.text[span.start : span.end],
                rule,
            )


def _stage(scene: Scene, time: Time, section: Section, targets: Sequence[Target]) -> bool:
    """The time of a stage in the bracket of its heading, from which no target under it takes its deadline."""
    text, own = scene.text, scene.block.provision
    if time.deadline is None or text[time.end : time.end + 1] != "）":
        return False
    if not section.patterns["stage"].search(text, max(0, time.start - 12), time.start):
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
        begin, place = scene.index(target.start), scene.index(target.end - 1)
        inner = (times.RECURRING, times.RELATIVE)
        within = scene.between(begin, place)
        rhythms = [time for time in within if time.kind in inner]
        taken.update(time for time in within if time.deadline and time.deadline == target.deadline)
        told = scene.governor(place) or scene.lapse(place)
        if table and target.deadline:
            taken.update(time for time in scene.times if time.deadline == target.deadline)
        for time in (told, scene.recurrence(place), *rhythms):
            if time and (time.kind != times.RELATIVE or _close(scene, time, place)):
                taken.add(time)
    return taken


def _close(scene: Scene, time: Time, place: int) -> bool:
    """A relative time hands itself on to its own clause and the one behind it only."""
    start, _ = scene.cut.around(place, CLAUSE)
    return scene.text.count("，", time.end, max(start, time.end)) <= 1


def _rule(scene: Scene, time: Time, section: Section) -> str | None:
    """The id of the rule under which a time is a row; None where it governs no task."""
    text = scene.text
    if _gone(scene, time) or _attribute(text, time, section) or _own_force(scene, time, section):
        return None
    if _bare_year(scene, time, section) and (scene.roundup or _told_later(scene, time, section)):
        return None  # a round-up's heading
    loose = section.patterns["loose"].fullmatch(text, time.start, time.end)
    if loose and not section.patterns["to_do"].match(text, time.end):
        return None
    if _news(scene, time, section):
        return None
    if scene.now is None and section.patterns["happened"].match(text, time.end):
        return None
    if time.kind in _IDS:
        return None if time.kind == times.RECURRING and _quoted(scene, time) else _IDS[time.kind]
    return "deadline-by" if _leads(scene, time, section) and not _figured(scene, time, section) else None


def _quoted(scene: Scene, time: Time) -> bool:
    """The name of a way of working: ``“月调度、季通报”机制``."""
    around = scene.cut.inside(time.start)
    return around is not None and scene.text[around[0]] == "“"


def _figured(scene: Scene, time: Time, section: Section) -> bool:
    """What is asked for has a figure of its own, whether or not a target was read: ``2024年完成30%``."""
    end = _clause_end(scene, time)
    return section.patterns["figure"].search(scene.text[time.end : min(end, time.end + _LONG)]) is not None


def _clause_end(scene: Scene, time: Time) -> int:
    """The end of the clause that follows a time: its own, or the next where the time stands alone before its comma."""
    last = len(scene.text) - 1
    _, end = scene.cut.around(min(time.end, last), CLAUSE)
    return scene.cut.around(min(end + 1, last), CLAUSE)[1] if end <= time.end else end


def _news(scene: Scene, time: Time, section: Section) -> bool:
    """What an article or a text without a date tells of a day, or an article of a place's year: none is a row."""
    if time.kind != times.POINT or not (scene.press or scene.now is None):
        return False
    if scene.press and _bare_year(scene, time, section):
        return section.patterns["telling"].match(scene.text, time.end) is not None
    day = (time.deadline or "").count("-") == 2 or (time.bare and scene.text[time.end - 1] == "日")
    return day and scene.text[time.start].isdigit() and scene.text.startswith("日，", time.end - 1)


def _bare_year(scene: Scene, time: Time, section: Section) -> bool:
    """``2024年`` with nothing that says by when: no 到 in front, no 底前 behind."""
    bare = (
        time.kind == times.POINT
        and len(time.deadline or "") == 4
        and scene.text[time.end - 1] == section.words["year"][0]
    )
    return bare and not scene.text.startswith(section.words["until"], time.start)


def _told_later(scene: Scene, time: Time, section: Section) -> bool:
    """The year names something for which its clause tells the day: ``2024年征兵工作于8月启动``."""
    _, end = scene.cut.around(time.end, CLAUSE)
    later = scene.between(time.end + 1, min(end, time.end + _NEXT))
    return any(t.bare and scene.text.startswith(section.words["leading"], t.start) for t in later)


def _attribute(text: str, time: Time, section: Section) -> bool:
    """A time that only names something: ``2023年度考核``, ``“十四五”规划``, ``每年的``."""
    patterns, words = section.patterns, section.words
    behind = text[time.end : time.end + 6]
    if time.kind == times.RECURRING:
        return behind.startswith("的") or _happens(text, time, section)
    if time.kind == times.RELATIVE and patterns["had"].match(text, time.end):
        return True
    if text.startswith(words["as_of"], time.start):
        told = text[time.end : time.end + _BESIDE]
        if holds(told, words["already"]):
            return True
    if holds(text[max(0, time.start - 6) : time.start], words["planning"]) or _of_year(text, time, section):
        return True
    if time.kind == times.PLAN and (
        patterns["comes"].match(text, time.end) or patterns["subject"].match(text, time.end)
    ):
        return True
    if time.kind == times.POINT and _whose(text, time, section):
        return True
    if time.kind != times.START and patterns["attribute"].match(text, time.end):
        return True
    return behind.startswith(words["naming"]) or text.endswith(words["annual"], time.start, time.end)


def _whose(text: str, time: Time, section: Section) -> bool:
    """``对6月底前进度滞后的乡镇进行约谈``."""
    whom = section.patterns["whom"].search(text, max(0, time.start - 1), time.start)
    return whom is not None and section.patterns["whose"].match(text, time.end) is not None


def _of_year(text: str, time: Time, section: Section) -> bool:
    """A bare year that is a thing's: ``做好2024年工作``, ``2024年安排的资金，要尽快下达``, ``2024年（第一批）``."""
    if text[time.end - 1] != section.words["year"][0]:
        return False
    if section.patterns["subject"].match(text, time.end):
        return True
    if not text[time.start].isdigit():
        return False
    if text[time.end : time.end + 1] == "（" or section.patterns["thing"].match(text, time.end):
        return True
    return section.patterns["object"].search(text, max(0, time.start - 8), time.start) is not None


def _happens(text: str, time: Time, section: Section) -> bool:
    """What happens every year, not what is done: ``每年新发病例约380万``, ``逐年增多``; or how often anybody does it."""
    if section.patterns["happening"].match(text, time.end):
        return True
    if section.patterns["happening_ahead"].search(text, max(0, time.start - _BESIDE), time.start):
        return True
    often = "times_a_week" if time.recurrence is None else "times"
    return bool(section.patterns[often].match(text, time.end))


def _gone(scene: Scene, time: Time) -> bool:
    return scene.gone(time) and time.kind != times.EXPIRY


def _own_force(scene: Scene, time: Time, section: Section) -> bool:
    """The document's own start of force: ``本办法自2024年1月1日起施行``."""
    if time.kind != times.START:
        return False
    start, _ = scene.cut.around(time.start, STRETCH)
    _, end = scene.cut.around(time.start, CLAUSE)
    own = section.patterns["own"].search(scene.text, max(start, time.start - _LONG), time.start)
    return (
        time.kind == times.START
        and bool(own)
        and bool(section.patterns["force"].match(scene.text, time.end, end))
    )


def _leads(scene: Scene, time: Time, section: Section) -> bool:
    """The time opens its clause, or is led in (到, 前): it says by when, it does not describe a thing."""
    start, _ = scene.cut.around(time.start, CLAUSE)
    text = scene.text
    if text.startswith(section.words["leading"], time.start):
        return True
    if time.start - start <= 12 or text[time.end - 1] in section.words["closing"]:
        return True
    if text[time.start - 1] == "（" and text.startswith("）", time.end):  # the bracket of a stage
        return time.kind == times.PERIOD or len(time.deadline or "") > len("2024")
    return section.patterns["to_do"].match(text, time.end) is not None


def _end(scene: Scene, time: Time, section: Section) -> int:
    """The end of the clause behind the first verb phrase that the time governs."""
    for beside in scene.between(time.end, time.end + _BESIDE):
        if section.patterns["and"].fullmatch(scene.text, time.end, beside.start):
            time = beside
    _, end = scene.cut.around(min(time.end, len(scene.text) - 1), CLAUSE)
    _, limit = scene.cut.around(time.start, STRETCH)
    text = scene.text
    if end <= time.end:  # the time stands alone before its comma
        stated = text.endswith(section.words["stating"], 0, time.start)
        if (
            end >= limit
            or stated
            or any(
                other.start == end + 1 and other.kind != times.RECURRING
                for other in scene.between(end, end + 2)
            )
        ):
            return time.end
        _, end = scene.cut.around(end + 1, CLAUSE)
    for _ in range(_CLAUSES):
        if end + 1 >= limit or not _open(section, text, time.end, end):
            break
        _, end = scene.cut.around(end + 1, CLAUSE)
    bracket = scene.cut.inside(time.start)
    if bracket and text[bracket[0]] == "（":
        stop = section.patterns["stop"].search(text, time.end, bracket[1])
        end = min(end, stop.start() if stop else bracket[1] - 1)
    return max(min(end, time.end + _LONGEST), time.end)


def _open(section: Section, text: str, start: int, end: int) -> bool:
    """Whether the clause has no verb phrase yet (``，围绕甲、乙``) or its object is still to come (``形成以甲为中心``)."""
    if end - start > _LONG:
        return False
    if section.patterns["unfinished"].match(text, start, end):
        return True
    centred = section.patterns["centred"].search(text, start, end)
    return bool(centred) and not section.patterns["centred_whole"].search(text, start, end)
