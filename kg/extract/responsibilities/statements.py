"""What one annotation or sentence says: a statement, and how a stretch of a block's text is read as one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from kg.blocks import Block
from kg.extract.responsibilities.grammar import parse
from kg.extract.responsibilities.known import Known, Parsed
from kg.extract.responsibilities.lists import Spaces
from kg.extract.responsibilities.mentions import Mention

LONGEST = 700  # characters of an annotation: some thirty agencies
STOPS = ("。", "；")
SENTENCE_END = frozenset("。；！？”’」")
OPENING = frozenset("（〔【[")
LINE_LABEL = "duty-line-label"  # the rule of a label on a line of its own
_new = tuple.__new__  # of a named tuple: a third of the time that calling it takes


class Statement(NamedTuple):
    """One annotation: `start:end` of the block's text, who it names, and the rule that read it."""

    start: int
    end: int
    mentions: tuple[Mention, ...]
    divided: bool
    rule: str
    text: str  # its own words, for the standing rules that it may set


def covers(found: Sequence[Statement], at: int) -> bool:
    """Whether the character before `at` stands inside one of `found`, which are in order and apart."""
    place = bisect_left(found, at, key=begins_at)
    return place > 0 and found[place - 1].end >= at


def begins_at(statement: Statement) -> int:
    """Where a statement begins: what those of a block are in order of."""
    return statement.start


def breaks_in(block: Block, printed: str) -> Sequence[int]:
    """Where white space stands in a block, told apart where it is one line."""
    _, starts, places = block.view
    return Spaces(starts) if len(starts) > 1 and "\n" not in printed[places[0] : places[-1]] else starts


def sentence_end(text: str, start: int) -> int:
    """Behind the full stop of the sentence that `start` stands in: ``责任单位：市教育局。|``."""
    stop = text.find("。", start, start + LONGEST)
    return stop + 1 if stop >= 0 else min(len(text), start + LONGEST)


def read_part(
    text: str, start: int, end: int, breaks: Sequence[int], known: Known, role: str | None = None
) -> Parsed | None:
    """The parse of `text[start:end]`, its mentions as offsets into `text`; `role` is what a heading gives."""
    if end - start > LONGEST:
        return None
    low, high = bisect_left(breaks, start), bisect_left(breaks, end)
    inside: Sequence[int] = [place - start for place in breaks[low:high]] if low < high else ()
    if isinstance(breaks, Spaces):
        inside = Spaces(inside)
    return parse(text[start:end], inside, known, role, start)


def statement_of(text: str, start: int, end: int, parsed: Parsed, rule: str) -> Statement:
    """The statement that `text[start:end]` is read as."""
    return _new(Statement, (start, end, parsed.mentions, parsed.divided, rule, text[start:end]))
