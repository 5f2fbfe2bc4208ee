"""What a deadline quotes: from its time to the end of the clause behind the first verb phrase that it governs."""

from __future__ import annotations

from kg.grammar import times
from kg.grammar.clauses import CLAUSE, STRETCH
from kg.grammar.scene import Scene
from kg.grammar.times import Time
from kg.lexicon import Section

_BESIDE = 16  # how far the next year of a pair may begin
_LONGEST = 400  # a quote is no longer, also where a text has no stops
_LONG = 160  # no clause goes on for longer without a verb
_BRACKETS = (("）", "（"), ("】", "【"), ("〕", "〔"), ("]", "["))
_CLAUSES = 6  # a verb phrase is looked for in so many clauses


def end(scene: Scene, time: Time, section: Section) -> int:
    """The end of the clause behind the first verb phrase that the time governs."""
    for beside in scene.between(time.end, time.end + _BESIDE):
        if section.patterns["and"].fullmatch(scene.text, time.end, beside.start):
            time = beside
    _, stop = scene.cut.around(min(time.end, len(scene.text) - 1), CLAUSE)
    _, limit = scene.cut.around(time.start, STRETCH)
    text = scene.text
    if stop <= time.end or (stop == time.end + 1 and text[time.end] in section.words["edges"]):
        # the time stands alone before its comma
        stated = time.kind == times.EXPIRY or text.endswith(section.words["stating"], 0, time.start)
        if (
            stop >= limit
            or stated
            or any(
                other.start == stop + 1 and other.kind != times.RECURRING
                for other in scene.between(stop, stop + 2)
            )
        ):
            return time.end
        _, stop = scene.cut.around(stop + 1, CLAUSE)
    for _ in range(_CLAUSES):
        if stop + 1 >= limit or not _open(section, text, time.end, stop):
            break
        _, stop = scene.cut.around(stop + 1, CLAUSE)
    bracket = scene.cut.inside(time.start)
    if bracket and text[bracket[0]] == "（":
        last = section.patterns["stop"].search(text, time.end, bracket[1])
        stop = min(stop, last.start() if last else bracket[1] - 1)
    return _within(text, time.start, max(min(stop, time.end + _LONGEST), time.end))


def _within(text: str, start: int, stop: int) -> int:
    """The stop, or before it the end of a bracket that was opened in front: ``【…；完成时限：2022年12月】``."""
    for closing, opening in _BRACKETS:
        at = text.find(closing, start, stop)
        while at >= 0 and text.count(opening, start, at) > text.count(closing, start, at):
            at = text.find(closing, at + 1, stop)
        stop = at if at >= 0 else stop
    return stop


def _open(section: Section, text: str, start: int, end: int) -> bool:
    """Whether the clause has no verb phrase yet (``，围绕甲、乙``) or its object is still to come (``形成以甲为中心``)."""
    if end - start > _LONG:
        return False
    if section.patterns["unfinished"].match(text, start, end):
        return True
    centred = section.patterns["centred"].search(text, start, end)
    return bool(centred) and not section.patterns["centred_whole"].search(text, start, end)
