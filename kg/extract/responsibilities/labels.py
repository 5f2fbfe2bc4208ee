"""Annotations on lines of their own, told by a label without a bracket: ``责任单位：市教育局；完成时限：2023年``."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kg.blocks import Speech
from kg.extract.responsibilities.known import Known, openers, role_named
from kg.extract.responsibilities.mentions import mask
from kg.extract.responsibilities.statements import (
    LINE_LABEL,
    LONGEST,
    OPENING,
    SENTENCE_END,
    STOPS,
    Statement,
    covers,
    read_part,
    sentence_end,
    statement_of,
)
from kg.lexicon import Section

_COLON = re.compile(r"[：】〕\]]")
_MARKS = "：】〕]"
_OPEN = "（"
_LONG_LABEL = 24  # characters of a label with its name or time
_LABEL = 15  # characters in front of its colon that tell a label


def maybe_lined(speech: Speech, section: Section) -> set[int]:
    """The blocks that may hold a label without a bracket: one that opens as labels do, or a colon behind one."""
    opening, bare = openers(section), section.patterns["label_bare"].match
    found = {
        index
        for index, (text, block) in enumerate(zip(speech.texts, speech.blocks, strict=True))
        if text[(at := block.label_end) : at + 1] in opening and bare(text, at)
    }
    whole, lasts = speech.whole, section.words["label_last"]
    for mark in _MARKS:
        at = whole.find(mark)
        while at >= 0:
            before = whole[max(0, at - _LABEL) : at].rstrip(_MARKS)  # 责任单位】：
            if before.endswith(lasts):
                found.add(speech.number(at))
            at = whole.find(mark, at + 1)
    return found


def lines(
    text: str, begin: int, breaks: Sequence[int], found: Sequence[Statement], known: Known
) -> Iterator[Statement]:
    """Labels without a bracket: each statement runs to the end of its sentence and over labelled ones behind it."""
    done = 0
    for start in _label_starts(text, begin, breaks, found, known.section):
        if start < done:
            continue
        done = _line_end(text, start, known.section)
        stop = done - 1 if text[done - 1] in "。；" else done
        parsed = read_part(text, start, stop, breaks, known)
        if parsed and parsed.labelled:
            yield statement_of(text, start, stop, parsed, LINE_LABEL)
        elif start == begin and done < len(text):
            yield from _headed(text, (start, stop, done), breaks, known)


def _headed(
    text: str, cuts: tuple[int, int, int], breaks: Sequence[int], known: Known
) -> Iterator[Statement]:
    """A label that is a heading of its own, and its list behind it: ``主办单位。共青团中央、教育部。``"""
    start, stop, begin = cuts
    if stop - start > _LABEL:
        return
    label = known.section.patterns["label"].fullmatch(text[start:stop] + _MARKS[0])
    end = sentence_end(text, begin)
    end -= text[end - 1] in STOPS
    if label is None or not label["named"] or begin >= end or text[stop] != STOPS[0]:
        return
    parsed = read_part(text, begin, end, breaks, known, role_named(label["named"], known))
    if parsed and parsed.pure and all(mention.fits for mention in parsed.mentions):
        yield statement_of(text, begin, end, parsed, LINE_LABEL)


def _label_starts(
    text: str, begin: int, breaks: Sequence[int], found: Sequence[Statement], section: Section
) -> Iterator[int]:
    if text[begin : begin + 1] in openers(section) and section.patterns["label_bare"].match(text, begin):
        yield begin
    for end in _COLON.finditer(text):
        if (
            not text[max(0, end.start() - _LABEL) : end.end()]
            .rstrip(_MARKS)
            .endswith(section.words["label_last"])
        ):
            continue
        if covers(found, end.start()):
            continue
        low = max(0, end.end() - 26)
        words = text[low : end.end()]
        words = mask(words) if _OPEN in words else words  # 责任部门（单位）：, 牵头（责任）单位：
        label = section.patterns["line_label"].search(words)
        if label and label["named"]:
            start = low + label.start()
            if _begins(text, start, begin, breaks) or _follows(text, start, begin, section):
                yield start


def _begins(text: str, start: int, begin: int, breaks: Sequence[int]) -> bool:
    """Whether a label may open a statement here: at the start, behind a sentence, a bracket or white space."""
    if (
        start <= begin
        or text[start - 1] in SENTENCE_END
        or text[start - 1] in "（）：】—"
        or text[start - 1] in OPENING
    ):
        return True
    place = bisect_left(breaks, start)
    return place < len(breaks) and breaks[place] == start


def _follows(text: str, start: int, begin: int, section: Section) -> bool:
    """Whether a label runs on behind one that names a person or a time: ``责任领导：王某|责任单位：县文旅局``."""
    low = max(begin, start - _LONG_LABEL)
    behind = max(text.rfind(stop, low, start) for stop in STOPS) + 1
    other = section.patterns["label"].match(text, max(behind, low))
    return other is not None and other["other"] is not None and other.end() <= start


def _line_end(text: str, start: int, section: Section) -> int:
    end = sentence_end(text, start)
    while end < len(text) and section.patterns["label"].match(text, end):
        longer = sentence_end(text, end)
        if longer - start > LONGEST:
            break
        end = longer
    glued = section.patterns["label_break"].search(text, start, end)
    return glued.start() if glued else end
