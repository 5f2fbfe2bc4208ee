"""Where annotations stand: brackets of any shape, lines that begin with a label, sentences that are nothing else.

Reads a block's folded text; yields statements with mentions as offsets into it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from kg.extract.responsibilities.grammar import Parsed, parse
from kg.extract.responsibilities.lists import RESPONSIBLE, Mention
from kg.lexicon import Section, holds

LONGEST = 700  # characters of an annotation: some thirty agencies
_BRACKET = re.compile(
    r"[（〔【\[]((?:[^（）〔〕【】\[\]]{0,600}+(?:[（〔【\[][^（）〔〕【】\[\]]{0,200}+[）〕】\]])?+){0,40}+)[）〕】\]]"
)
_INNER = re.compile(r"[（〔【\[]([^（）〔〕【】\[\]]{0,600}+)[）〕】\]]")
_COLON = re.compile(r"[：】〕\]]")
_MARKS = "：】〕]"
_LABEL_ENDS = tuple(_MARKS)
_OPENINGS = ("（", "〔", "【", "[")
_OPENING = frozenset(_OPENINGS)
_STOPS = ("。", "；")
_CLOSING, _STRICT = "closing", "strict"
_SENTENCE_END = frozenset("。；！？”’」")
_BOUNDARY = re.compile(r"[。；！？”](?=.)")


class Statement(NamedTuple):
    """One annotation: `start:end` of the block's text, who it names, and the rule that read it."""

    start: int
    end: int
    mentions: tuple[Mention, ...]
    divided: bool
    rule: str
    text: str  # its own words, for the standing rules that it may set


def statements(text: str, begin: int, breaks: Sequence[int], section: Section) -> tuple[Statement, ...]:
    """The annotations of a block in order; its ordinal ends at `begin`, its white space stood at `breaks`."""
    found = [*_bracketed(text, breaks, section)] if holds(text, _OPENINGS) else []
    if text[begin : begin + 1] in _openers(section) or holds(text, _LABEL_ENDS):
        found = _with(_lines(text, begin, breaks, found, section), found)
    if (text[-2:-1] if text[-1:] in _STOPS else text[-1:]) in _closers(section):
        found = _with(_closing(text, begin, breaks, found, section), found)
    return tuple(found)


def _with(more: Iterable[Statement], found: list[Statement]) -> list[Statement]:
    """`found` and what of `more` shares no characters with it, in order."""
    news = [new for new in more if not _covered(new, found)]
    return sorted([*found, *news], key=_start) if news else found


def _covered(new: Statement, found: Sequence[Statement]) -> bool:
    """Whether a statement of `found`, which are in order and apart, shares characters with `new`."""
    place = bisect_left(found, new.end, key=_start)
    return place > 0 and found[place - 1].end > new.start


def covers(found: Sequence[Statement], at: int) -> bool:
    """Whether the character before `at` stands inside one of `found`, which are in order and apart."""
    place = bisect_left(found, at, key=_start)
    return place > 0 and found[place - 1].end >= at


def _start(statement: Statement) -> int:
    return statement.start


def _bracketed(text: str, breaks: Sequence[int], section: Section) -> Iterator[Statement]:
    trigger = section.patterns["trigger"]
    for match in _BRACKET.finditer(text):
        if trigger.search(match[1]):
            yield from _within(text, match, breaks, section)
        elif section.patterns["strong_end"].search(match[1]) and (strict := _stands(text, match, section)):
            yield from _plain(text, match, breaks, strict == _STRICT, section)


def _within(text: str, match: re.Match[str], breaks: Sequence[int], section: Section) -> Iterator[Statement]:
    """The statement of a bracket, else those of the brackets inside it."""
    statement = _bracket(text, match, breaks, section)
    if statement:
        yield statement
        return
    for inner in _INNER.finditer(text, match.start() + 1, match.end() - 1):
        statement = _bracket(text, inner, breaks, section)
        if statement:
            yield statement


def _bracket(text: str, match: re.Match[str], breaks: Sequence[int], section: Section) -> Statement | None:
    parsed = _read(text, match.start(1), match.end(1), breaks, section)
    if parsed is None or not parsed.roles or not (parsed.labelled or parsed.pure):
        return None
    rule = "duty-bracket-label" if parsed.labelled else "duty-bracket-role"
    return _statement(text, match.start(), match.end(), parsed, rule)


def _stands(text: str, match: re.Match[str], section: Section) -> str:
    """Where a bracket of mere names may be an annotation: ``…改善供水。（市水利局）`` closes its paragraph.

    Inside a paragraph and in front of a full stop (``…改善供水（市水利局、市住建局）。``) its names have to be plain ones.
    """
    behind = text[match.end() : match.end() + 2]
    before = text[match.start() - 1] if match.start() else "。"
    if before in _SENTENCE_END:
        return _CLOSING if behind in ("", "。") else _STRICT
    several = section.patterns["enumerated"].search(match[1]) is not None
    named = before in section.words["explained"]
    return _STRICT if several and behind[:1] == "。" and not named else ""


def _plain(
    text: str, match: re.Match[str], breaks: Sequence[int], strict: bool, section: Section
) -> Iterator[Statement]:
    """A bracket that holds nothing but names of agencies."""
    parsed = _read(text, match.start(1), match.end(1), breaks, section)
    strong = section.patterns["strong"]
    if parsed is None or not parsed.pure or (match.start() == 0 and len(parsed.mentions) == 1):
        return
    plain = sum(bool(strong.fullmatch(text, m.start, m.end)) for m in parsed.mentions)
    if plain == len(parsed.mentions) or (2 * plain >= len(parsed.mentions) and not strict):
        named = parsed._replace(mentions=tuple(m.acting(m.role or RESPONSIBLE) for m in parsed.mentions))
        yield _statement(text, match.start(), match.end(), named, "duty-bracket-list")


def _lines(
    text: str, begin: int, breaks: Sequence[int], found: Sequence[Statement], section: Section
) -> Iterator[Statement]:
    """Labels without a bracket: each statement runs to the end of its sentence and over labelled ones behind it."""
    done = 0
    for start in _label_starts(text, begin, breaks, found, section):
        if start < done:
            continue
        done = _line_end(text, start, section)
        stop = done - 1 if text[done - 1] in "。；" else done
        parsed = _read(text, start, stop, breaks, section)
        if parsed and parsed.labelled:
            yield _statement(text, start, stop, parsed, "duty-line-label")


def _label_starts(
    text: str, begin: int, breaks: Sequence[int], found: Sequence[Statement], section: Section
) -> Iterator[int]:
    if text[begin : begin + 1] in _openers(section) and section.patterns["label_bare"].match(text, begin):
        yield begin
    for end in _COLON.finditer(text) if holds(text, _LABEL_ENDS) else ():
        if not text[max(0, end.end() - 16) : end.end()].rstrip(_MARKS).endswith(section.words["label_last"]):
            continue
        if covers(found, end.start()):
            continue
        low = max(0, end.end() - 26)
        label = section.patterns["line_label"].search(text[low : end.end()])
        if label and label["named"] and _begins(text, low + label.start(), begin, breaks):
            yield low + label.start()


def _begins(text: str, start: int, begin: int, breaks: Sequence[int]) -> bool:
    """Whether a label may open a statement here: at the start, behind a sentence, a bracket or white space."""
    if (
        start <= begin
        or text[start - 1] in _SENTENCE_END
        or text[start - 1] in "（）：】"
        or text[start - 1] in _OPENING
    ):
        return True
    place = bisect_left(breaks, start)
    return place < len(breaks) and breaks[place] == start


def _line_end(text: str, start: int, section: Section) -> int:
    end = _sentence_end(text, start)
    while end < len(text) and section.patterns["label"].match(text, end):
        longer = _sentence_end(text, end)
        if longer - start > LONGEST:
            break
        end = longer
    return end


def _sentence_end(text: str, start: int) -> int:
    stop = text.find("。", start, start + LONGEST)
    return stop + 1 if stop >= 0 else min(len(text), start + LONGEST)


@cache
def _closers(section: Section) -> frozenset[str]:
    """The last signs of what may close a sentence of names and roles."""
    words = section.words
    stems = (*words["lead"], *words["support"], *words["guide"], *words["responsible"], *words["work"])
    return frozenset(stem[-1] for stem in stems)


@cache
def _openers(section: Section) -> frozenset[str]:
    """The first signs of a label without its colon."""
    words = section.words
    stems = (*words["lead"], *words["support"], *words["guide"], *words["responsible_label"])
    return frozenset(stem[0] for stem in (*stems, *words["label_scope"]))


def _closing(
    text: str, begin: int, breaks: Sequence[int], found: Sequence[Statement], section: Section
) -> Iterator[Statement]:
    """A last sentence that is nothing but names and roles: ``…。由市教育局牵头，市残联配合。``"""
    if not section.patterns["closing_role"].search(text, max(0, len(text) - 8)):
        return
    start = begin
    for mark in _BOUNDARY.finditer(text, max(begin, len(text) - LONGEST), len(text) - 1):
        start = mark.end()
    stop = len(text) - 1 if text[-1] in "。；" else len(text)
    sure, no = section.patterns["closing_sure"], section.patterns["closing_not"]
    if not sure.search(text, start, stop) or no.search(text, start, stop):
        return
    parsed = _read(text, start, stop, breaks, section) if start < stop <= start + LONGEST else None
    if parsed and parsed.pure and parsed.roles and (start > begin or len(parsed.mentions) > 1):
        yield _statement(text, start, stop, parsed, "duty-closing-role")


def _read(text: str, start: int, end: int, breaks: Sequence[int], section: Section) -> Parsed | None:
    """The parse of `text[start:end]`, its mentions as offsets into `text`."""
    if end - start > LONGEST:
        return None
    inside = [place - start for place in breaks[bisect_left(breaks, start) : bisect_left(breaks, end)]]
    parsed = parse(text[start:end], inside, section)
    if parsed is None:
        return None
    moved = tuple(m.moved(start) for m in parsed.mentions)
    return parsed._replace(mentions=moved)


def _statement(text: str, start: int, end: int, parsed: Parsed, rule: str) -> Statement:
    return Statement(start, end, parsed.mentions, parsed.divided, rule, text[start:end])
