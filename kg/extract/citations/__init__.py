"""Mentions of other documents: 《…通知》（佛府办函〔2022〕161号）, 国发〔2016〕1号文件, 落实民营经济促进法.

Reads the speaking blocks of the outline, block by block; yields one citation for each mention, in order of position.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.blocks import HISTORY, TABLE, Block, Outline, holding
from kg.extract.citations.bare import bare, name_ends
from kg.extract.citations.enclosing import enclosing
from kg.extract.citations.history import REACH, past
from kg.extract.citations.items import closing
from kg.extract.citations.leads import leads, listed, tabled
from kg.extract.citations.mentions import Mention, Scene, bracketed, scene
from kg.extract.citations.numbered import incoming, named_in_front
from kg.extract.citations.own import own
from kg.fold import View
from kg.grammar.numbers import Number, numbers
from kg.lexicon import Lexicon, Rule, Section, alternation, holds
from kg.model import Citation, Document

# What a text that names a document without a genre word has; a letter, that it was received.
_SIGNS = ("《", "〈", "「", "号")
_DATED = 60  # characters of a line in which the day and the number stand that a document came out with


class _Passage(NamedTuple):
    """A block that names a document."""

    block: Block
    text: str
    ends: Sequence[tuple[int, int]]  # of its genre words
    named: list[Mention] | None  # in brackets, or as an item of a list; None where no sign of either stands
    whole: bool  # it mentions nothing else


def citations(document: Document, outline: Outline, lexicon: Lexicon) -> Iterator[Citation]:
    """Every mention of another normative or policy document: ``根据《…方案》（沪府〔2016〕45号）要求`` → based_on."""
    return citations_of([(document, outline)], lexicon)[0]


def citations_of(read: Sequence[tuple[Document, Outline]], lexicon: Lexicon) -> list[Iterator[Citation]]:
    """The same of each of several documents; names in brackets are read in all before the first without."""
    section = lexicon["citations"]
    states = [scene(section, own(outline, section), outline.press) for _, outline in read]
    both = list(zip([outline for _, outline in read], states, strict=True))
    governed = [leads(outline, state.rules) for outline, state in both]
    ends = [name_ends(outline.speech, section) for outline, _ in both]
    rows = zip(both, governed, ends, strict=True)
    passages = [[*_passages(outline, rules, own, state, section)] for (outline, state), rules, own in rows]
    found = [
        [(passage.block, _mentions(passage, state, section)) for passage in own]
        for own, state in zip(passages, states, strict=True)
    ]
    return [_written(document, own) for (document, _), own in zip(read, found, strict=True)]


def _written(document: Document, found: Sequence[tuple[Block, list[Mention]]]) -> Iterator[Citation]:
    for block, mentions in found:
        for mention in mentions:
            if not mention.silent:
                yield _citation(document, block, mention)


def _passages(
    outline: Outline,
    governed: Mapping[int, Rule],
    ends: Mapping[int, Sequence[tuple[int, int]]],
    state: Scene,
    section: Section,
) -> Iterator[_Passage]:
    """The few blocks that name anything, with what they name in brackets; `state` learns what one says for the next."""
    speech = outline.speech
    marked = holding(speech, (*_SIGNS, *section.words["received"]))
    before = 0
    for index in sorted({*ends, *marked, *governed}):
        block, text, state.lead = speech.blocks[index], speech.texts[index], governed.get(index)
        if index > before + 1:
            state.open_list = None  # a block without a name stands between
        before = index
        if index in marked or state.lead:
            named, whole = _named(block, text, state, section)
            if block.kind == HISTORY:
                named = past(text, _above(outline, block), named, section)
            yield _Passage(block, text, ends.get(index, ()), named, whole)
        else:
            state.open_list = None
            yield _Passage(block, text, ends[index], None, False)


def _above(outline: Outline, block: Block) -> str:
    """What stands in front of a block, on the lines above it."""
    start = block.view.span(0, 1)[0]
    return outline.folded[max(0, start - REACH) : start]


def _named(block: Block, text: str, state: Scene, section: Section) -> tuple[list[Mention], bool]:
    """What a block names in brackets, else as an item of a list, and whether it mentions nothing else."""
    named = bracketed(text, state)
    if named:
        return enclosing(text, named, state, section), False
    items: list[Mention] = []
    if state.lead:
        items = listed(block, state.lead, state)
    elif block.kind == TABLE and "号" in text:
        items = tabled(block, state)
    return items, bool(items)


def _mentions(passage: _Passage, state: Scene, section: Section) -> list[Mention]:
    """All that a block mentions, by position."""
    _, text, ends, named, whole = passage
    if named is None:
        return bare(text, ends, (), state, section)
    if whole:
        return named
    found = named + _unbracketed(text, ends, named, state, section)
    found.sort(key=lambda mention: (mention.start, -mention.end))
    return found


def _unbracketed(
    text: str, ends: Sequence[tuple[int, int]], named: list[Mention], state: Scene, section: Section
) -> list[Mention]:
    """Names without brackets, whose genre words stand at `ends`, and numbers that stand where no name does."""
    found = list(incoming(text, section)) if holds(text, section.words["received"]) else []
    if ends:
        found += bare(text, ends, named, state, section)
    if "号" not in text:
        return found
    taken = [(mention.start, mention.end) for mention in (*named, *found)]
    printed = numbers(text, state.stops, taken=taken)
    behind, last = sorted(end for _, end in taken), 0
    for number, run_end in zip(printed, _run_ends(text, printed, state), strict=True):
        if number.value in state.own.numbers or _foreign(section).search(number.value):
            continue
        if section.patterns["made_public"].match(text, number.end) or _of_itself(text, number, section):
            continue
        place = bisect_right(behind, number.start)
        floor = max(behind[place - 1] if place else 0, last if last <= number.start else 0)
        name = named_in_front(text, number, floor, state, section)
        start = name[0] if name else number.start
        end = closing(text, name[1]) if name else number.end
        rule = state.relation_at(text, start, end if name else run_end)
        rule = state.lead if state.lead and rule is state.rules.mention else rule
        said = "bare-numbered" if name else "cite-number-alone"
        found.append(Mention(start, end, name, number.value, rule.fields["relation"], said))
        last = end
    return found


def _run_ends(text: str, printed: Sequence[Number], state: Scene) -> list[int]:
    """Where the list ends that each number stands in: ``原渝价〔2003〕212号、渝价〔2008〕58号文件|同时废止``."""
    ends = [number.end for number in printed]
    for index in range(len(printed) - 2, -1, -1):
        if state.rules.opener.fullmatch(text, printed[index].end, printed[index + 1].start):
            ends[index] = ends[index + 1]
    return ends


def _of_itself(text: str, number: Number, section: Section) -> bool:
    """Whether a line tells how its own document came about: ``（2010年5月20日云岭省人民政府令第197号发布 根据…修订）``."""
    if number.start > _DATED or not section.patterns["came_out"].match(text, number.end):
        return False
    return section.patterns["on_a_day"].fullmatch(text, 0, number.start) is not None


@lru_cache(maxsize=4)
def _foreign(section: Section) -> re.Pattern[str]:
    return re.compile(alternation(section.words["foreign_numbers"]) + "〔")


def _citation(document: Document, block: Block, mention: Mention) -> Citation:
    text, view = document.text, block.view
    start, end, title, number, relation, rule, inside, _ = mention
    if len(view.starts) == 1:  # a paragraph on one line, without white space
        shift = view.places[0]
        start, end = start + shift, end + shift
        named = None if title is None else text[title[0] + shift : title[1] + shift]
        around = None if inside is None else text[inside[0] + shift : inside[1] + shift]
    else:
        start, end = view.span(start, end)
        named = None if title is None else _printed(text, view, *title)
        around = None if inside is None else _printed(text, view, *inside)
    return tuple.__new__(
        Citation, (named, number, relation, around, start, end, text[start:end], rule, block.provision)
    )


def _printed(text: str, view: View, start: int, end: int) -> str:
    """The characters of a title as printed, white space and zero-width marks out."""
    _, starts, places = view
    first, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1
    parts = []
    for run in range(first, last + 1):  # nearly always one
        low = max(start, starts[run])
        high = end if run == last else starts[run + 1]
        place = places[run] - starts[run]
        parts.append(text[place + low : place + high])
    return "".join(parts)
