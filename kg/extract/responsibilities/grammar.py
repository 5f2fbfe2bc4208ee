"""The inside of an annotation: ``区卫生健康局牵头，区教育局、各镇（街道）配合`` → who, in which role.

Reads folded text without its outer bracket; yields mentions as offsets into that text. Nothing here knows of
documents or positions in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.extract.responsibilities.lists import (
    GUIDE,
    LEAD,
    RESPONSIBLE,
    SUPPORT,
    Mention,
    cut,
    mask,
    name_at,
    role_of,
)
from kg.lexicon import Section, holds

_MARK = re.compile(r"[：】〕\]]")  # every label closes with one
_SEGMENT = re.compile(r"[^，。；]++")


@dataclass(frozen=True, slots=True)
class Inside:
    """What is read: an annotation's text, the same with its brackets blanked, and where white space stood in it."""

    text: str
    masked: str
    breaks: Sequence[int]
    section: Section


@dataclass(slots=True)
class Reading:
    """What has been read of one annotation so far."""

    inside: Inside
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
        self.done += [mention.acting(mention.role or role) for mention in self.pending]
        self.pending = []
        self.joined = False


class Parsed(NamedTuple):
    """An annotation understood: mentions in order with their roles."""

    mentions: tuple[Mention, ...]
    divided: bool
    labelled: bool
    pure: bool
    roles: bool  # at least one role word or label


def parse(text: str, breaks: Sequence[int], section: Section, column: str | None = None) -> Parsed | None:
    """The mentions of an annotation's inside, or None where it says nothing of who does what.

    `breaks` are the offsets at which the original has white space: it may be all that parts two names. `column` is the
    role that the head of a table's column gives.
    """
    if text.startswith(section.words["not_duty_head"]) or holds(text, section.words["not_duty"]):
        return None
    masked = mask(text)
    inside = Inside(text, masked, breaks, section)
    reading = Reading(inside, label=column, labelled=column is not None)
    for segment in _SEGMENT.finditer(masked):
        _segment(reading, segment.start(), segment.end())
    rest = reading.label or (RESPONSIBLE if reading.last in (LEAD, RESPONSIBLE) else reading.last)
    roles = bool(reading.last or reading.labelled)
    reading.give(rest)
    mentions = _once(text, sorted(reading.done, key=lambda mention: mention.start))
    divided = reading.divided or bool(section.patterns["separately"].search(masked))
    return Parsed(mentions, divided, reading.labelled, reading.pure, roles) if mentions else None


def _once(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Each agency once in a role: 以下均需各区政府落实 repeats who was named."""
    kept = {(text[m.start : m.end], m.role): m for m in reversed(mentions)}
    return tuple(m for m in mentions if kept[text[m.start : m.end], m.role] is m)


def _segment(reading: Reading, start: int, end: int) -> None:
    """One stretch between ， 。 ；: a time, a standing rule, or names with labels and role words."""
    section = reading.inside.section
    words = reading.inside.masked[start:end]
    if section.patterns["aside_hint"].search(words) and section.patterns["aside"].fullmatch(words):
        duty = section.patterns["by_duty"].search(words)
        reading.divided = reading.divided or bool(duty)
        return
    begin = start
    for label in _labels(words, section):
        _piece(reading, begin, start + label.start())
        _open_label(reading, label, section)
        begin = start + label.end()
    _piece(reading, begin, end)


def _labels(words: str, section: Section) -> Iterator[re.Match[str]]:
    found = list(section.patterns["label"].finditer(words)) if _MARK.search(words) else []
    yield from found
    bare = None if found else section.patterns["label_bare"].match(words)
    if bare and bare.end() < len(words):
        yield bare


def _open_label(reading: Reading, label: re.Match[str], section: Section) -> None:
    reading.give(reading.label or RESPONSIBLE)
    named = label.groupdict().get("named")
    reading.silent = not named
    reading.labelled = reading.labelled or bool(named)
    reading.label = role_of(named, section) if named else reading.label


def _piece(reading: Reading, start: int, end: int) -> None:
    """Names up to a role word, again and again: ``A牵头、B配合``, ``A会同B负责``."""
    if start >= end or reading.silent:
        return
    section, masked = reading.inside.section, reading.inside.masked
    begin = start
    for run in section.patterns["role_run"].finditer(masked[start:end]):
        _names(reading, begin, start + run.start())
        _role(reading, run.group(), section)
        begin = start + run.end()
    duty = section.patterns["duty_only"].search(masked[begin:end])
    stop = begin + duty.start() if duty else end
    reading.divided = reading.divided or bool(duty)
    _names(reading, begin, stop)
    if reading.label and not reading.joined:
        reading.give(reading.label)


def _role(reading: Reading, words: str, section: Section) -> None:
    role = role_of(words, section)
    reading.divided = reading.divided or bool(section.patterns["by_duty"].search(words))
    if reading.pending:
        reading.give(role)
    reading.last = role


def _names(reading: Reading, start: int, end: int) -> None:
    """The names of a list with its 会同: what stands before it leads, what follows helps."""
    begin = start
    for join in reading.inside.section.patterns["jointly"].finditer(reading.inside.masked, start, end):
        if join.start() > begin or reading.pending:
            reading.pending += _items(reading, begin, join.start())
            reading.joined = False
            reading.give(LEAD)
            reading.last = LEAD
        reading.joined = True
        begin = join.end()
    reading.pending += _items(reading, begin, end)


def _items(reading: Reading, start: int, end: int) -> list[Mention]:
    """The names of a plain list; a stretch that is none makes the reading impure."""
    mentions: list[Mention] = []
    inside, section = reading.inside, reading.inside.section
    for left, right, more in cut(inside.masked, start, end, inside.breaks, section):
        mention = name_at(inside.text, inside.masked, left, right, section)
        if mention is None:
            reading.pure = reading.pure and inside.masked[left:right] in section.words["nobody"]
            continue
        reading.pure = reading.pure and mention.fits
        mentions.append(mention._replace(open_list=more) if more else mention)
    if any(mention.open_list for mention in mentions):
        mentions = [mention._replace(open_list=True) for mention in mentions]
    return mentions
