"""Where annotations stand: brackets of any shape, lines that begin with a label, sentences that are nothing else.

Reads a block's folded text; yields statements with mentions as offsets into it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.blocks import Block, Speech
from kg.extract.responsibilities.grammar import parse
from kg.extract.responsibilities.known import Known, Parsed, closers, openers, role_named, worth_reading
from kg.extract.responsibilities.lists import RESPONSIBLE, Mention, Spaces, is_agency, mask
from kg.lexicon import Section

LONGEST = 700  # characters of an annotation: some thirty agencies
_BRACKET = re.compile(
    r"[（〔【\[](?:[^（）〔〕【】\[\]\n]{0,600}+(?:[（〔【\[][^（）〔〕【】\[\]\n]{0,200}+[）〕】\]])?+){0,40}+[）〕】\]]"
)
_INNER = re.compile(r"[（〔【\[]([^（）〔〕【】\[\]]{0,600}+)[）〕】\]]")
_COLON = re.compile(r"[：】〕\]]")
_MARKS = "：】〕]"
_OPENING = frozenset("（〔【[")
_CLOSERS = frozenset("）】")
_STOPS = ("。", "；")
_CLOSING, _STRICT = "closing", "strict"
_NAME = 4  # characters of a name that is told by its company alone
_ORDINAL = 3  # characters of （一）
_LONG_LABEL = 24  # characters of a label with its name or time
_LABEL = 15  # characters in front of its colon that tell a label
_SENTENCE_END = frozenset("。；！？”’」")
_new = tuple.__new__  # of a named tuple: a third of the time that calling it takes
_BOUNDARY = re.compile(r"[。；！？”](?=.)")


class Statement(NamedTuple):
    """One annotation: `start:end` of the block's text, who it names, and the rule that read it."""

    start: int
    end: int
    mentions: tuple[Mention, ...]
    divided: bool
    rule: str
    text: str  # its own words, for the standing rules that it may set


def annotated(
    speech: Speech, tables: Mapping[int, tuple[Statement, ...]], known: Known, printed: str
) -> dict[int, tuple[Statement, ...]]:
    """By block the annotations of all blocks that hold any, those of its tables among them.

    `printed` is the document's text: it tells white space from line breaks.
    """
    found = {index: statements for index, statements in tables.items() if statements}
    bracketed = _bracketed(speech, tables, known, printed)
    lined = _maybe_lined(speech, known.section)
    closing = _maybe_closing(speech, known.section)
    for index in bracketed.keys() | lined | closing:
        if index in tables:
            continue
        text, begin = speech.texts[index], speech.blocks[index].label_end
        breaks, mine = _breaks(speech.blocks[index], printed), bracketed.get(index, [])
        if index in lined:
            mine = _with(_lines(text, begin, breaks, mine, known), mine)
        if index in closing:
            mine = _with(_closing(text, begin, breaks, mine, known), mine)
        if mine:
            found[index] = tuple(mine)
    return found


def _breaks(block: Block, printed: str) -> Sequence[int]:
    """Where white space stands in a block, told apart where it is one line."""
    _, starts, places = block.view
    return Spaces(starts) if len(starts) > 1 and "\n" not in printed[places[0] : places[-1]] else starts


def _maybe_lined(speech: Speech, section: Section) -> set[int]:
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


def _maybe_closing(speech: Speech, section: Section) -> set[int]:
    """The blocks that end as a sentence of names and roles may."""
    closing = closers(section)
    return {
        index
        for index, text in enumerate(speech.texts)
        if (text[-2:-1] if text[-1:] in _STOPS else text[-1:]) in closing
    }


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


def _bracketed(
    speech: Speech, tables: Mapping[int, tuple[Statement, ...]], known: Known, printed: str
) -> defaultdict[int, list[Statement]]:
    """By block the annotations in brackets, the brackets of all blocks looked for at once."""
    whole, starts = speech.whole, speech.starts
    trigger, told_or_strong = known.section.patterns["trigger"].search, worth_reading(known.section).search
    found: defaultdict[int, list[Statement]] = defaultdict(list)
    for start, end in _brackets(whole):
        if not told_or_strong(whole, start + 1, end - 1):
            continue
        told = trigger(whole, start + 1, end - 1)
        index = speech.number(start)
        if index in tables:
            continue
        text, base = speech.texts[index], starts[index]
        where, breaks = (start - base, end - base), _breaks(speech.blocks[index], printed)
        mine = [*_within(text, where, breaks, known)] if told else []
        if not mine and (strict := _stands(text, where, known.section)):  # 市招生考试指导中心 names no role
            mine = [*_plain(text, where, breaks, strict == _STRICT, known)]
        found[index] += mine
    return found


def _brackets(whole: str) -> list[tuple[int, int]]:
    """Where brackets stand that may hold a name; each of their signs is looked for alone, which is twice as quick."""
    found: list[tuple[int, int]] = []
    done = 0
    for at in sorted([at for sign in _OPENING for at in _places(whole, sign)]):
        match = _BRACKET.match(whole, at) if at >= done else None
        if match:
            done = match.end()
            if done - at > _ORDINAL:
                found.append((at, done))
    return found


def _places(whole: str, sign: str) -> Iterator[int]:
    at = whole.find(sign)
    while at >= 0:
        yield at
        at = whole.find(sign, at + 1)


def _within(text: str, where: tuple[int, int], breaks: Sequence[int], known: Known) -> Iterator[Statement]:
    """The statement of a bracket, else those of the brackets inside it."""
    statement = _bracket(text, where, breaks, known)
    if statement:
        yield statement
        return
    for inner in _INNER.finditer(text, where[0] + 1, where[1] - 1):
        statement = _bracket(text, inner.span(), breaks, known)
        if statement:
            yield statement


def _bracket(text: str, where: tuple[int, int], breaks: Sequence[int], known: Known) -> Statement | None:
    parsed = _read(text, where[0] + 1, where[1] - 1, breaks, known)
    if parsed and parsed.pure and not parsed.roles and len(parsed.mentions) > 1:
        if not known.section.patterns["first_leads"].search(text, *where):
            return None  # 列第一位者为牵头单位，下同: the rule is all that is said of roles
        parsed = parsed._replace(mentions=tuple(m.acting(RESPONSIBLE) for m in parsed.mentions))
        return _statement(text, *where, parsed, "duty-bracket-list")
    if parsed is None or not parsed.roles:
        return None
    if not (
        parsed.labelled
        or parsed.pure
        or (parsed.named and _headed_list(text, where[1], parsed, known.section))
    ):
        return None
    rule = "duty-bracket-label" if parsed.labelled else "duty-bracket-role"
    return _statement(text, *where, parsed, rule)


def _headed_list(text: str, end: int, parsed: Parsed, section: Section) -> bool:
    """Whether all of a bracket that a body opens are names, also those that do not look it: ``市住建局牵头，华润燃气配合``."""
    first, patterns = parsed.mentions[0], section.patterns
    if not patterns["strong"].fullmatch(text, first.start, first.end):
        return False
    if text.startswith(section.words["anyone"], first.start) or not patterns["closing_role"].search(
        text, end - 8, end - 1
    ):
        return False
    return all(mention.fits or mention.end - mention.start >= _NAME for mention in parsed.mentions)


def _stands(text: str, where: tuple[int, int], section: Section) -> str:
    """Where a bracket of mere names may be an annotation: ``…改善供水。（市水利局）`` closes its paragraph.

    Inside a paragraph and in front of a full stop (``…改善供水（市水利局、市住建局）。``) its names have to be plain ones.
    """
    start, end = where
    behind = text[end : end + 2]
    before = text[start - 1] if start else "。"
    if before in _SENTENCE_END:
        return _CLOSING if behind in ("", "。") else _STRICT
    if behind[:1] not in ("", "。") or before in section.words["explained"]:
        return ""
    return _STRICT if section.patterns["enumerated"].search(text[start + 1 : end - 1]) else ""


def _plain(
    text: str, where: tuple[int, int], breaks: Sequence[int], strict: bool, known: Known
) -> Iterator[Statement]:
    """A bracket that holds nothing but names of agencies."""
    parsed = _read(text, where[0] + 1, where[1] - 1, breaks, known)
    strong = known.section.patterns["strong"]
    if parsed is None or not parsed.pure or (where[0] == 0 and len(parsed.mentions) == 1):
        return
    places, plain = known.section.words["place_end"], 0
    count = len(parsed.mentions)
    for mention in parsed.mentions:
        if strong.fullmatch(text, mention.start, mention.end):
            plain += 1
        elif not strict and text.endswith(places, mention.start, mention.end):
            count -= 1  # 省民政厅，福州市、厦门市
    if plain and (plain == count or (2 * plain >= count and not strict)):
        named = parsed._replace(mentions=tuple(m.acting(m.role or RESPONSIBLE) for m in parsed.mentions))
        yield _statement(text, *where, named, "duty-bracket-list")


def _lines(
    text: str, begin: int, breaks: Sequence[int], found: Sequence[Statement], known: Known
) -> Iterator[Statement]:
    """Labels without a bracket: each statement runs to the end of its sentence and over labelled ones behind it."""
    done = 0
    for start in _label_starts(text, begin, breaks, found, known.section):
        if start < done:
            continue
        done = _line_end(text, start, known.section)
        stop = done - 1 if text[done - 1] in "。；" else done
        parsed = _read(text, start, stop, breaks, known)
        if parsed and parsed.labelled:
            yield _statement(text, start, stop, parsed, "duty-line-label")
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
    end = _sentence_end(text, begin)
    end -= text[end - 1] in _STOPS
    if label is None or not label["named"] or begin >= end or text[stop] != _STOPS[0]:
        return
    parsed = _read(text, begin, end, breaks, known, role_named(label["named"], known))
    if parsed and parsed.pure and all(mention.fits for mention in parsed.mentions):
        yield _statement(text, begin, end, parsed, "duty-line-label")


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
        words = mask(words) if text[end.start() - 1] in _CLOSERS else words  # 责任部门（单位）：
        label = section.patterns["line_label"].search(words)
        if label and label["named"]:
            start = low + label.start()
            if _begins(text, start, begin, breaks) or _follows(text, start, begin, section):
                yield start


def _begins(text: str, start: int, begin: int, breaks: Sequence[int]) -> bool:
    """Whether a label may open a statement here: at the start, behind a sentence, a bracket or white space."""
    if (
        start <= begin
        or text[start - 1] in _SENTENCE_END
        or text[start - 1] in "（）：】—"
        or text[start - 1] in _OPENING
    ):
        return True
    place = bisect_left(breaks, start)
    return place < len(breaks) and breaks[place] == start


def _follows(text: str, start: int, begin: int, section: Section) -> bool:
    """Whether a label runs on behind one that names a person or a time: ``责任领导：王某|责任单位：县文旅局``."""
    low = max(begin, start - _LONG_LABEL)
    behind = max(text.rfind(stop, low, start) for stop in _STOPS) + 1
    other = section.patterns["label"].match(text, max(behind, low))
    return other is not None and other["other"] is not None and other.end() <= start


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


def _closing(
    text: str, begin: int, breaks: Sequence[int], found: Sequence[Statement], known: Known
) -> Iterator[Statement]:
    """A last sentence that is nothing but names and roles: ``…。由市教育局牵头，市残联配合。``"""
    if not known.section.patterns["closing_role"].search(text, max(0, len(text) - 8)):
        return
    start = begin
    for mark in _BOUNDARY.finditer(text, max(begin, len(text) - LONGEST), len(text) - 1):
        start = mark.end()
    stop = len(text) - 1 if text[-1] in "。；" else len(text)
    start += len(text[start:stop]) - len(text[start:stop].lstrip("—"))
    sure, no = known.section.patterns["closing_sure"], known.section.patterns["closing_not"]
    if not sure.search(text, start, stop) or no.search(text, start, stop):
        return
    parsed = _read(text, start, stop, breaks, known) if start < stop <= start + LONGEST else None
    if parsed is None or not (parsed.pure and parsed.roles):
        return
    whole = [text[mention.start : mention.end] for mention in parsed.mentions]
    if start > begin or (len(whole) > 1 and all(is_agency(mask(name), known.section) for name in whole)):
        yield _statement(text, start, stop, parsed, "duty-closing-role")


def _read(
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


def _statement(text: str, start: int, end: int, parsed: Parsed, rule: str) -> Statement:
    return _new(Statement, (start, end, parsed.mentions, parsed.divided, rule, text[start:end]))
