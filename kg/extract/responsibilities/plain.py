"""Annotations of nothing but labels, plain names and the roles behind them: nearly all are.

``牵头单位：区医保局；责任单位：区民政局、区财政局等``, ``区卫生健康局、区财政局按职责分工负责``. They are read in one go; the
grammar reads the others, and would read these as they are read here.
"""

from __future__ import annotations

import re

from kg.extract.responsibilities.known import Known, Parsed, Tail, is_plain, patterns_of, role_named
from kg.extract.responsibilities.mentions import HELPING, LEAD, RESPONSIBLE, Mention
from kg.lexicon import holds

_SEGMENT = re.compile(r"[^，。；]++")
_COMMA, _COLON = "、", "："
_new = tuple.__new__  # of a named tuple: a third of the time that calling it takes


def plainly(text: str, known: Known, column: str | None, base: int) -> Parsed | None:
    """The mentions of an annotation that is plain through and through, without any white space; None of any other."""
    tools = patterns_of(known.section)
    if tools.odd.search(text):
        return None
    names: list[tuple[int, str, bool]] = []  # start, words, whether 等 follows
    roles: list[str | None] = []  # … as far as they are known
    label, last, labelled, divided = column, None, column is not None, False
    for segment in _SEGMENT.finditer(text):
        start, end = segment.span()
        mark = text.find(_COLON, start, end) + 1
        if mark:
            role = _labelled(text[start:mark], known)
            if role is None or text.find(_COLON, mark, end) >= 0:
                return None
            roles += [label or RESPONSIBLE] * (len(names) - len(roles))
            label, labelled, start = role, True, mark
        elif holds(segment[0], tools.bare_noun) and tools.label_bare.match(text, start, end):
            return None
        if start == end:
            continue
        before = len(names)
        tail = _names(text, start, end, names, known)
        if tail is None:
            return None
        if not roles and before and label is None and tail.role in HELPING:
            roles += [RESPONSIBLE] * before  # 市教育局，市财政局配合: nobody else would be in charge
        divided, last = divided or tail.divided, tail.role or last
        if given := tail.role or label:
            roles += [given] * (len(names) - len(roles))
    rest = label or (RESPONSIBLE if last in (LEAD, RESPONSIBLE) else last)
    roles += [rest] * (len(names) - len(roles))
    if not names:
        return None
    return _new(Parsed, (_once(names, roles, base), divided, labelled, True, bool(last or labelled), True))


def _once(names: list[tuple[int, str, bool]], roles: list[str | None], base: int) -> tuple[Mention, ...]:
    """Each agency once in a role."""
    seen: set[tuple[str, str | None]] = set()
    mentions: list[Mention] = []
    for (start, name, more), role in zip(names, roles, strict=True):
        if (name, role) not in seen:
            seen.add((name, role))
            start += base
            mentions.append(_new(Mention, (start, start + len(name), role, more, True)))
    return tuple(mentions)


def _labelled(words: str, known: Known) -> str | None:
    """The role of a label with its colon; None where it is none, or one that names no agencies."""
    labels = known.labels
    if words not in labels:
        label = patterns_of(known.section).label.match(words)
        named = label["named"] if label else None
        labels[words] = role_named(named, known) if named else None
    return labels[words]


def _names(text: str, start: int, end: int, names: list[tuple[int, str, bool]], known: Known) -> Tail | None:
    """The last item of a list in `start:end`, whose names are added to `names`; None where one is not plain."""
    cut = text.rfind(_COMMA, start, end) + 1 or start
    words = text[cut:end]
    if words not in known.tails:
        known.tails[words] = _tail(words, known)
    tail = known.tails[words]
    if tail is None or (cut > start and not tail.name):
        return None
    more = tail.open_list
    if cut > start:
        for name in text[start : cut - 1].split(_COMMA):
            if not is_plain(name, known):
                return None
            names.append((start, name, more))
            start += len(name) + 1
    if tail.name:
        names.append((cut, text[cut : cut + tail.name], more))
    return tail


def _tail(words: str, known: Known) -> Tail | None:
    """The last item of a list, with the role or the division that it ends in; None where there is more to it."""
    tools, stop, role, divided = patterns_of(known.section), len(words), None, False
    if words[-1:] in tools.role_ends:
        run = tools.role_run.search(words)
        found = run or tools.duty_only.search(words)
        if found:
            if found.end() < stop:
                return None
            stop = found.start()
            divided = run is None or tools.by_duty.search(words, stop) is not None
            role = role_named(run.group(), known) if run else None
    more = words.endswith(tools.more, 0, stop)
    name = words[: stop - more]
    return Tail(len(name), more, role, divided) if is_plain(name, known) or not stop else None
