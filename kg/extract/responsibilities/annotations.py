"""Where annotations stand: brackets of any shape, lines that begin with a label, sentences that are nothing else.

Reads a block's folded text; yields statements with mentions as offsets into it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.blocks import Speech
from kg.extract.responsibilities.brackets import bracketed as in_brackets
from kg.extract.responsibilities.brackets import worth
from kg.extract.responsibilities.known import Known, closers
from kg.extract.responsibilities.labels import lines, maybe_lined
from kg.extract.responsibilities.mentions import HELPING, is_agency, mask
from kg.extract.responsibilities.statements import (
    LONGEST,
    STOPS,
    Statement,
    begins_at,
    breaks_in,
    read_part,
    statement_of,
)
from kg.lexicon import Section

_CLAUSE = "；"
_ENDS = (re.compile(r"[。！？”](?=.)"), re.compile(r"[。；！？”](?=.)"))  # of a sentence, of a clause


def annotated(
    read: Sequence[tuple[Speech, Mapping[int, tuple[Statement, ...]], Known, str]],
) -> list[dict[int, tuple[Statement, ...]]]:
    """By document and block the annotations of all blocks that hold any, those of their tables among them.

    Each document is given by what it says, the statements of its tables, its names and its text, which tells white space
    from line breaks.
    """
    brackets = [worth(speech, tables, known.section) for speech, tables, known, _ in read]
    rows = zip(read, brackets, strict=True)
    bracketed = [in_brackets(speech, some, known, text) for (speech, _, known, text), some in rows]
    lined = [maybe_lined(speech, known.section) for speech, _, known, _ in read]
    closing = [_maybe_closing(speech, known.section) for speech, _, known, _ in read]
    found = zip(read, bracketed, lined, closing, strict=True)
    return [_annotated(*one, inside, line, end) for one, inside, line, end in found]


def _annotated(
    speech: Speech,
    tables: Mapping[int, tuple[Statement, ...]],
    known: Known,
    printed: str,
    bracketed: Mapping[int, list[Statement]],
    lined: set[int],
    closing: set[int],
) -> dict[int, tuple[Statement, ...]]:
    """The annotations of one document: those `bracketed`, of blocks that may hold a label, of those that may close with one."""
    found = {index: statements for index, statements in tables.items() if statements}
    for index in bracketed.keys() | lined | closing:
        if index in tables:
            continue
        text, begin = speech.texts[index], speech.blocks[index].label_end
        breaks, mine = breaks_in(speech.blocks[index], printed), bracketed.get(index, [])
        if index in lined:
            mine = _with(lines(text, begin, breaks, mine, known), mine)
        if index in closing:
            mine = _with(_closing(text, begin, breaks, mine, known), mine)
        if mine:
            found[index] = tuple(mine)
    return found


def _maybe_closing(speech: Speech, section: Section) -> set[int]:
    """The blocks that end as a sentence of names and roles may."""
    closing = closers(section)
    return {
        index
        for index, text in enumerate(speech.texts)
        if (text[-2:-1] if text[-1:] in STOPS else text[-1:]) in closing
    }


def _with(more: Iterable[Statement], found: list[Statement]) -> list[Statement]:
    """`found` and what of `more` shares no characters with it, in order."""
    news = [new for new in more if not _covered(new, found)]
    return sorted([*found, *news], key=begins_at) if news else found


def _covered(new: Statement, found: Sequence[Statement]) -> bool:
    """Whether a statement of `found`, which are in order and apart, shares characters with `new`."""
    place = bisect_left(found, new.end, key=begins_at)
    return place > 0 and found[place - 1].end > new.start


def _closing(
    text: str, begin: int, breaks: Sequence[int], found: Sequence[Statement], known: Known
) -> Iterator[Statement]:
    """A last sentence that is nothing but names and roles: ``…。由市教育局牵头；市残联配合。``"""
    if not known.section.patterns["closing_role"].search(text, max(0, len(text) - 8)):
        return
    stop = len(text) - 1 if text[-1] in "。；" else len(text)
    low, high = max(begin, len(text) - LONGEST), len(text) - 1
    starts = [max((mark.end() for mark in ends.finditer(text, low, high)), default=begin) for ends in _ENDS]
    for start in dict.fromkeys(starts):
        if closed := _closed(text, (begin, start, stop), breaks, known):
            yield closed
            return


def _closed(text: str, cuts: tuple[int, int, int], breaks: Sequence[int], known: Known) -> Statement | None:
    """The last sentence or clause of a block, where it says nothing but who does what."""
    begin, start, stop = cuts
    start += len(text[start:stop]) - len(text[start:stop].lstrip("—"))
    sure, no = known.section.patterns["closing_sure"], known.section.patterns["closing_not"]
    if not sure.search(text, start, stop) or no.search(text, start, stop):
        return None
    parsed = read_part(text, start, stop, breaks, known) if start < stop <= start + LONGEST else None
    if parsed is None or not (parsed.pure and parsed.roles):
        return None
    if text[start - 1] == _CLAUSE and all(mention.role in HELPING for mention in parsed.mentions):
        return None  # 由市卫生局组织实施；|市监察局给予配合: the sentence says whom they help
    whole = [text[mention.start : mention.end] for mention in parsed.mentions]
    if start > begin or (len(whole) > 1 and all(is_agency(mask(name), known.section) for name in whole)):
        return statement_of(text, start, stop, parsed, "duty-closing-role")
    return None
