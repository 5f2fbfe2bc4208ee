"""The inside of an annotation: ``区卫生健康局牵头，区教育局、各镇（街道）配合`` → who, in which role.

Reads folded text without its outer bracket; yields mentions as offsets into that text. Nothing here knows of
documents or positions in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.lexicon import Section

LEAD, RESPONSIBLE, SUPPORT, GUIDE = "lead", "responsible", "support", "guide"
_NESTED = re.compile(r"（([^（）]{0,200}+)）")
_SEGMENT = re.compile(r"[^，。；]++")
_COMMA = re.compile(r"、")


class Mention(NamedTuple):
    """An agency or a group at `start:end` of the text; `role` is None until a role word or label is met."""

    start: int
    end: int
    role: str | None = None
    open_list: bool = False
    fits: bool = True  # has the shape of an agency's name


@dataclass(slots=True)
class Reading:
    """What has been read of one annotation so far."""

    done: list[Mention] = field(default_factory=list)
    pending: list[Mention] = field(default_factory=list)
    label: str | None = None  # the role of the label whose list is being read
    labelled: bool = False  # a label with its colon has been seen
    silent: bool = False  # behind a label that names no agencies (完成时限：)
    last: str | None = None  # the last role word's role
    joined: bool = False  # behind 会同
    divided: bool = False  # 按职责分工, 分别负责
    pure: bool = True  # nothing in it but names, roles, labels, times

    def give(self, role: str | None) -> None:
        """Everybody pending gets `role`; behind 会同 they are helpers."""
        role = SUPPORT if self.joined and role != GUIDE else role
        self.done += [mention._replace(role=mention.role or role) for mention in self.pending]
        self.pending = []
        self.joined = False


@dataclass(frozen=True, slots=True)
class Parsed:
    """An annotation understood: mentions in order with their roles."""

    mentions: tuple[Mention, ...]
    divided: bool
    labelled: bool
    pure: bool
    roles: bool  # at least one role word or label


def role_of(word: str, section: Section) -> str:
    """The role that a word names: ``牵头负责`` → lead, ``协办单位`` → support, ``责任单位`` → responsible."""
    for role in (LEAD, SUPPORT, GUIDE):
        if any(stem in word for stem in section.words[role]):
            return role
    return RESPONSIBLE


def mask(text: str) -> str:
    """`text` with the inside of its brackets blanked: ``各市（州）医保局`` → ``各市（□）医保局``; offsets stay."""
    return _NESTED.sub(lambda match: f"（{'□' * (match.end() - match.start() - 2)}）", text)


def parse(text: str, breaks: Sequence[int], section: Section, column: str | None = None) -> Parsed | None:
    """The mentions of an annotation's inside, or None where it says nothing of who does what.

    `breaks` are the offsets at which the original has white space: it may be all that parts two names. `column` is the
    role that the head of a table's column gives.
    """
    if section.patterns["not_duty"].search(text):
        return None
    masked = mask(text)
    reading = Reading(label=column, labelled=column is not None)
    for segment in _SEGMENT.finditer(masked):
        _segment(reading, text, masked, segment.start(), segment.end(), breaks, section)
    rest = reading.label or (RESPONSIBLE if reading.last in (LEAD, RESPONSIBLE) else reading.last)
    roles = bool(reading.last or reading.labelled)
    reading.give(rest)
    mentions = tuple(sorted(reading.done, key=lambda mention: mention.start))
    divided = reading.divided or bool(section.patterns["separately"].search(masked))
    return Parsed(mentions, divided, reading.labelled, reading.pure, roles) if mentions else None


def _segment(
    reading: Reading, text: str, masked: str, start: int, end: int, breaks: Sequence[int], section: Section
) -> None:
    """One stretch between ， 。 ；: a time, a standing rule, or names with labels and role words."""
    words = masked[start:end]
    if section.patterns["aside_hint"].search(words) and section.patterns["aside"].fullmatch(words):
        duty = section.patterns["by_duty"].search(words)
        reading.divided = reading.divided or bool(duty)
        return
    begin = start
    for label in _labels(words, section):
        _piece(reading, text, masked, begin, start + label.start(), breaks, section)
        _open_label(reading, label, section)
        begin = start + label.end()
    _piece(reading, text, masked, begin, end, breaks, section)


def _labels(words: str, section: Section) -> Iterator[re.Match[str]]:
    found = False
    for match in section.patterns["label"].finditer(words):
        found = True
        yield match
    bare = None if found else section.patterns["label_bare"].match(words)
    if bare and bare.end() < len(words):
        yield bare


def _open_label(reading: Reading, label: re.Match[str], section: Section) -> None:
    reading.give(reading.label or RESPONSIBLE)
    named = label.groupdict().get("named")
    reading.silent = not named
    reading.labelled = reading.labelled or bool(named)
    reading.label = role_of(named, section) if named else reading.label


def _piece(
    reading: Reading, text: str, masked: str, start: int, end: int, breaks: Sequence[int], section: Section
) -> None:
    """Names up to a role word, again and again: ``A牵头、B配合``, ``A会同B负责``."""
    if start >= end or reading.silent:
        return
    begin = start
    for run in section.patterns["role_run"].finditer(masked[start:end]):
        _names(reading, text, masked, begin, start + run.start(), breaks, section)
        _role(reading, run.group(), section)
        begin = start + run.end()
    duty = section.patterns["duty_only"].search(masked[begin:end])
    stop = begin + duty.start() if duty else end
    reading.divided = reading.divided or bool(duty)
    _names(reading, text, masked, begin, stop, breaks, section)
    if reading.label and not reading.joined:
        reading.give(reading.label)


def _role(reading: Reading, words: str, section: Section) -> None:
    role = role_of(words, section)
    reading.divided = reading.divided or bool(section.patterns["by_duty"].search(words))
    if reading.pending:
        reading.give(role)
    reading.last = role


def _names(
    reading: Reading, text: str, masked: str, start: int, end: int, breaks: Sequence[int], section: Section
) -> None:
    """The names of a list with its 会同: what stands before it leads, what follows helps."""
    begin = start
    for join in section.patterns["jointly"].finditer(masked, start, end):
        if join.start() > begin or reading.pending:
            reading.pending += _items(reading, text, masked, begin, join.start(), breaks, section)
            reading.joined = False
            reading.give(LEAD)
        reading.joined = True
        begin = join.end()
    reading.pending += _items(reading, text, masked, begin, end, breaks, section)


def _items(
    reading: Reading, text: str, masked: str, start: int, end: int, breaks: Sequence[int], section: Section
) -> list[Mention]:
    """The names of a plain list; a stretch that is none makes the reading impure."""
    mentions: list[Mention] = []
    for left, right, more in _cut(masked, start, end, breaks, section):
        mention = name_at(text, masked, left, right, section)
        if mention is None:
            reading.pure = reading.pure and masked[left:right] in section.words["nobody"]
            continue
        reading.pure = reading.pure and mention.fits
        mentions.append(mention._replace(open_list=more))
    if any(mention.open_list for mention in mentions):
        mentions = [mention._replace(open_list=True) for mention in mentions]
    return mentions


def items(masked: str, start: int, end: int, section: Section) -> Iterator[tuple[int, int, bool]]:
    """Start, end and whether 等 follows, for each item of the list in `start:end` of masked text."""
    return _cut(masked, start, end, (), section)


def name_at(text: str, masked: str, start: int, end: int, section: Section) -> Mention | None:
    """The name in `start:end`, without its explaining bracket: ``区医改领导小组（办公室设在区卫健局）``."""
    role, end = _bracket(text, masked, start, end, section)
    name = masked[start:end]
    if not section.patterns["loose"].fullmatch(name) or name in section.words["nobody"]:
        return None
    clause = bool(section.patterns["clause"].search(name))
    fits = is_agency(name, section) and not clause
    return Mention(start, end, role, fits=fits) if fits or not clause else None


def is_agency(name: str, section: Section) -> bool:
    """Whether a stretch of masked text ends as names of agencies do: ``各区政府（□□□）``."""
    bare = name[: name.rfind("（")] if name.endswith("）") else name
    return len(bare) > 1 and bare.endswith(section.words["tail"])


def _bracket(text: str, masked: str, start: int, end: int, section: Section) -> tuple[str | None, int]:
    """A bracket that closes a name: a role (``市教育局（牵头）``), a part of the name (``政府（管委会）``) or a remark."""
    if not masked.endswith("）", start, end):
        return None, end
    opening = masked.rfind("（", start, end)
    inside = text[opening + 1 : end - 1]
    if section.patterns["role_bracket"].fullmatch(inside):
        return role_of(inside, section), opening
    return None, end if section.patterns["keep_bracket"].fullmatch(inside) else opening


def _cut(
    masked: str, start: int, end: int, breaks: Sequence[int], section: Section
) -> Iterator[tuple[int, int, bool]]:
    """Start, end and whether 等 follows, for each item of a list split at 、, 等, 和/与/及 and white space."""
    for left, right in _merged(masked, _split(start, end, masked, _COMMA), section):
        begin = left
        for more in section.patterns["and_others"].finditer(masked, left, right):
            yield from _opened(_joined(masked, begin, more.start(), breaks, section))
            begin = more.end()
        for one, two in _joined(masked, begin, right, breaks, section):
            yield one, two, False


def _opened(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    for left, right in spans:
        yield left, right, True


def _split(start: int, end: int, masked: str, at: re.Pattern[str]) -> list[tuple[int, int]]:
    spans, begin = [], start
    for mark in at.finditer(masked, start, end):
        spans.append((begin, mark.start()))
        begin = mark.end()
    return [*spans, (begin, end)]


def _merged(masked: str, spans: list[tuple[int, int]], section: Section) -> list[tuple[int, int]]:
    """Kinds of region that share their noun are one mention: ``各市、县（区）人民政府``."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        bare = section.patterns["bare_noun"].fullmatch(masked, start, end)
        if merged and (bare or _shares(masked, merged[-1], (start, end), section)):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def _shares(masked: str, left: tuple[int, int], right: tuple[int, int], section: Section) -> bool:
    """``各市、县（区）人民政府`` is one mention, ``各区、市教育局`` are two: kinds of region go downwards."""
    tail = masked[left[0] : left[1]].rpartition("、")[2]
    name = masked[right[0] : right[1]]
    if not section.patterns["place_kind"].fullmatch(tail) or not section.patterns["place_shared"].fullmatch(
        name
    ):
        return False
    return _rank(name, section) >= _rank(tail, section) or bool(
        section.patterns["of_government"].search(name)
    )


def _rank(name: str, section: Section) -> int:
    ranks = (n for n in range(4) if section.patterns[f"kind_{n}"].match(name))
    return next(ranks, len(name))


def _joined(
    masked: str, start: int, end: int, breaks: Sequence[int], section: Section
) -> list[tuple[int, int]]:
    """Cut at 和/与/及 between agencies and at white space between two whole names; empty pieces fall away."""
    lead_in = section.patterns["lead_in"].match(masked, start, end)
    start = lead_in.end() if lead_in and lead_in.end() < end else start
    spans: list[tuple[int, int]] = []
    begin = start
    for cut, after in sorted(
        {*_conjunctions(masked, start, end, section), *_gaps(masked, start, end, breaks, section)}
    ):
        if cut >= begin:
            spans.append((begin, cut))
            begin = after
    return [(left, right) for left, right in (*spans, (begin, end)) if left < right]


def _conjunctions(masked: str, start: int, end: int, section: Section) -> Iterator[tuple[int, int]]:
    for match in section.patterns["conjunction"].finditer(masked, start + 1, end - 1):
        if _parts(masked, start, match.start(), match.end(), end, section):
            yield match.start(), match.end()


def _parts(masked: str, start: int, cut: int, after: int, end: int, section: Section) -> bool:
    """Whether 和/与/及 stands between two agencies and not inside one name."""
    left, right = masked[start:cut], masked[after:end]
    inner = section.patterns["inner_and"].finditer(masked, start, end)
    if any(match.start() <= cut < match.end() for match in inner):
        return False
    whole = is_agency(left, section) or left in section.words["function"]
    return whole and (is_agency(right, section) or right in section.words["function"])


def _gaps(
    masked: str, start: int, end: int, breaks: Sequence[int], section: Section
) -> Iterator[tuple[int, int]]:
    for place in breaks:
        if start + 2 <= place <= end - 3:
            left, right = masked[start:place], masked[place:end]
            if _two_names(left, right, section):
                yield place, place


def _two_names(left: str, right: str, section: Section) -> bool:
    """Whether white space parts two names (``市教育局 市财政局``) and no line break one (``市委⏎宣传部``)."""
    begins = right.startswith(section.words["level_start"]) or right.startswith(section.words["function"])
    whole = len(left) > 2 and left.endswith(section.words["body_end"])
    return begins and whole and is_agency(right, section)
