"""The inside of an annotation: ``区卫生健康局牵头，区教育局、各镇（街道）配合`` → who, in which role.

Reads folded text without its outer bracket; yields mentions as offsets into that text. Nothing here knows of
documents or positions in them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from kg.extract.responsibilities.company import by_function, by_place
from kg.extract.responsibilities.known import Known, Parsed, Patterns, is_plain, patterns_of, role_named
from kg.extract.responsibilities.lists import cut
from kg.extract.responsibilities.mentions import (
    GUIDE,
    HELPING,
    LEAD,
    RESPONSIBLE,
    SUPPORT,
    Mention,
    is_agency,
    mask,
    name_at,
)
from kg.extract.responsibilities.plain import plainly
from kg.extract.responsibilities.told import told
from kg.lexicon import holds

_MARK = re.compile(r"[：】〕\]]")  # every label closes with one
_SEGMENT = re.compile(r"[^，。；]++")
_OPENING, _KIND, _COMMA, _SLASH = "（", "〔", "、", "/"
_start = itemgetter(0)
_new = tuple.__new__  # of a named tuple: a third of the time that calling it takes


class Inside(NamedTuple):
    """What is read: an annotation's text, the same with its brackets blanked, and where white space stood in it."""

    text: str
    masked: str
    breaks: Sequence[int]
    known: Known
    patterns: Patterns
    base: int  # where it stands in the text that the mentions are offsets into
    joining: bool  # names are joined by 会同 or 商
    simple: bool  # without brackets and white space


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
    named: bool = True  # no stretch of it that can be no name
    segment: int = 0  # where the stretch between ， 。 ； begins that is being read

    def give(self, role: str | None) -> None:
        """Everybody pending gets `role`; behind 会同 they are helpers."""
        if self.pending:
            role = SUPPORT if self.joined and role != GUIDE else role
            base = self.inside.base
            for start, end, own, open_list, fits in self.pending:
                self.done.append(_new(Mention, (start + base, end + base, own or role, open_list, fits)))
            self.pending = []
        self.joined = False


def parse(
    text: str, breaks: Sequence[int], known: Known, column: str | None = None, base: int = 0
) -> Parsed | None:
    """The mentions of an annotation's inside, or None where it says nothing of who does what.

    `breaks` are the offsets at which the original has white space: it may be all that parts two names. `column` is the
    role that the head of a table's column gives. The annotation stands at `base` of what mentions are offsets into.
    """
    words = known.section.words
    if text.startswith(words["not_duty_head"]) or holds(text, words["not_duty"]):
        return None
    plain = None if breaks else plainly(text, known, column, base)
    if plain:
        return plain
    patterns = patterns_of(known.section)
    nested = _OPENING in text or _KIND in text
    masked = mask(text) if nested else text
    if _SLASH in masked:
        masked = patterns.slash.sub(_COMMA, masked)
    joining = holds(masked, patterns.with_word)
    inside = Inside(text, masked, breaks, known, patterns, base, joining, not nested and not breaks)
    reading = Reading(inside, label=column, labelled=column is not None)
    for segment in _SEGMENT.finditer(masked):
        _segment(reading, segment.start(), segment.end())
    rest = reading.label or (RESPONSIBLE if reading.last in (LEAD, RESPONSIBLE) else reading.last)
    roles = bool(reading.last or reading.labelled)
    reading.give(rest)
    mentions = _once(text, sorted(reading.done, key=_start), base)
    divided = reading.divided or patterns.separately.search(masked) is not None
    return (
        Parsed(mentions, divided, reading.labelled, reading.pure, roles, reading.named) if mentions else None
    )


def _once(text: str, mentions: list[Mention], base: int) -> tuple[Mention, ...]:
    """Each agency once in a role: 以下均需各区政府落实 repeats who was named."""
    seen: set[tuple[str, str | None]] = set()
    kept: list[Mention] = []
    for mention in mentions:
        start, end, role, _, _ = mention
        key = (text[start - base : end - base], role)
        if key not in seen:
            seen.add(key)
            kept.append(mention)
    return tuple(kept)


def _segment(reading: Reading, start: int, end: int) -> None:
    """One stretch between ， 。 ；: a time, a standing rule, or names with labels and role words."""
    patterns, reading.segment = reading.inside.patterns, start
    words = reading.inside.masked[start:end]
    if patterns.aside_hint.search(words) and patterns.aside.fullmatch(words):
        reading.divided = reading.divided or patterns.by_duty.search(words) is not None
        return
    begin, labels = start, _labels(words, patterns)
    if reading.silent and not labels and _acts(reading, words):
        reading.silent, reading.label = False, None
    for label in labels:
        _piece(reading, begin, start + label.start())
        _open_label(reading, label)
        begin = start + label.end()
    _piece(reading, begin, end)


def _acts(reading: Reading, words: str) -> bool:
    """Whether behind a person's label somebody is named with a role again: ``责任人：王某；|县医保局配合``."""
    inside, at = reading.inside, reading.segment
    runs = [*inside.patterns.role_run.finditer(words)] if inside.masked[at - 1 : at] == "；" else []
    whole = bool(runs) and runs[-1].end() == len(words)
    return whole and is_agency(words[: runs[0].start()], inside.known.section)


def _labels(words: str, patterns: Patterns) -> list[re.Match[str]]:
    mark = _MARK.search(words)
    if mark:
        first = patterns.label.match(words)  # nearly always the only one
        if first and not _MARK.search(words, first.end()):
            return [first]
        unusual = None if first else patterns.label_any.match(words)
        found = [unusual] if unusual else [*patterns.label.finditer(words)]
        if found:
            return found
    bare = patterns.label_bare.match(words)
    return [bare] if bare and bare.end() < len(words) else []


def _open_label(reading: Reading, label: re.Match[str]) -> None:
    reading.give(reading.label or RESPONSIBLE)
    named = label["named"]
    reading.silent = not named
    if named:
        reading.labelled = True
        reading.label = role_named(named, reading.inside.known)


def _piece(reading: Reading, start: int, end: int) -> None:
    """Names up to a role word, again and again: ``A牵头、B配合``, ``A会同B负责``."""
    if start >= end or reading.silent:
        return
    inside = reading.inside
    patterns, masked = inside.patterns, inside.masked
    if reading.label and _tells(reading, start, end):
        return
    if batch := patterns.batch.match(masked, start, end):
        start = batch.end()  # 试点单位：第一批：|市教育局
    if inside.simple and not inside.joining and masked[end - 1] not in patterns.role_ends:
        mentions = _plain(inside, start, end)  # nearly all that stands behind a label
        if mentions:
            reading.pending += mentions
            if reading.label:
                reading.give(reading.label)
            return
    begin = start
    for run in patterns.role_run.finditer(masked[start:end]):
        _names(reading, begin, start + run.start())
        _role(reading, run.group())
        begin = start + run.end()
    if begin < end:
        duty = patterns.duty_only.search(masked[begin:end])
        reading.divided = reading.divided or duty is not None
        _names(reading, begin, begin + duty.start() if duty else end)
    if reading.label and not reading.joined:
        reading.give(reading.label)


def _tells(reading: Reading, start: int, end: int) -> bool:
    """Whether a stretch behind a label is a clause of its own, whose subject then has its roles."""
    inside = reading.inside
    clause = told(inside.text, inside.masked, start, end, inside.known)
    if clause is None:
        return False
    reading.give(reading.label)
    reading.pending += clause.mentions if not clause.roles else ()  # 各部门各司其职，|协同配合
    base = inside.base
    for role in clause.roles:
        last = reading.last = reading.label if role == RESPONSIBLE else role
        reading.done += [
            m._replace(start=m.start + base, end=m.end + base, role=last) for m in clause.mentions
        ]
    return True


def _role(reading: Reading, words: str) -> None:
    role = role_named(words, reading.inside.known)
    reading.divided = reading.divided or reading.inside.patterns.by_duty.search(words) is not None
    if reading.pending:
        if role in HELPING and not reading.done and reading.label is None:
            _before_helpers(reading)
        reading.give(role)
    reading.last = role


def _before_helpers(reading: Reading) -> None:
    """Whom helpers stand behind: 市教育局 in ``市教育局，市财政局配合``, where nobody else would be in charge."""
    base, segment = reading.inside.base, reading.segment
    own = [mention for mention in reading.pending if mention.start < segment]
    if own and len(own) < len(reading.pending):
        reading.done += [
            _new(Mention, (start + base, end + base, role or RESPONSIBLE, more, fits))
            for start, end, role, more, fits in own
        ]
        reading.pending = reading.pending[len(own) :]


def _names(reading: Reading, start: int, end: int) -> None:
    """The names of a list with its 会同: what stands before it leads, what follows helps."""
    begin, inside = start, reading.inside
    for join in inside.patterns.jointly.finditer(inside.masked, start, end) if inside.joining else ():
        if join.start() > begin or reading.pending:
            reading.pending += _items(reading, begin, join.start())
            reading.joined = False
            reading.give(LEAD)
            reading.last = LEAD
        reading.joined = True
        begin = join.end()
    if begin < end:
        reading.pending += (inside.simple and _plain(inside, begin, end)) or _items(reading, begin, end)


def _plain(inside: Inside, start: int, end: int) -> list[Mention]:
    """The names of a list in which each is known to be one: nearly all are; none where one is not."""
    more = inside.masked.endswith(inside.patterns.more, start, end)
    mentions: list[Mention] = []
    for name in inside.masked[start : end - more].split(_COMMA):
        if not is_plain(name, inside.known):
            return []
        mentions.append(_new(Mention, (start, start + len(name), None, more, True)))
        start += len(name) + 1
    return mentions


def _items(reading: Reading, start: int, end: int) -> list[Mention]:
    """The names of a plain list; a stretch that is none makes the reading impure."""
    mentions: list[Mention] = []
    inside, section, pure, spans = reading.inside, reading.inside.known.section, reading.pure, 0
    for left, right, more in cut(inside.masked, start, end, inside.breaks, section):
        spans += 1
        mention = name_at(inside.text, inside.masked, left, right, section)
        if mention is None:
            nobody = inside.masked[left:right] in section.words["nobody"]
            reading.pure, reading.named = reading.pure and nobody, reading.named and nobody
            continue
        reading.pure = reading.pure and mention.fits
        mentions.append(mention._replace(open_list=more) if more else mention)
    if any(mention.open_list for mention in mentions):
        mentions = [mention._replace(open_list=True) for mention in mentions]
    if pure and not reading.pure:
        mentions = by_place(inside.masked, by_function(inside.masked, mentions, section), section)
        reading.pure = len(mentions) == spans and all(mention.fits for mention in mentions)
    return mentions
