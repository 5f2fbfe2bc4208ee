"""Mentions of other documents: 《…通知》（佛府办函〔2022〕161号）, 国发〔2016〕1号文件, 落实民营经济促进法.

Reads the speaking blocks of the outline, block by block; yields one citation for each mention, in order of position.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from kg.blocks import Block, Outline
from kg.extract.citations.bare import bare, enclosing, incoming
from kg.extract.citations.leads import leads, listed
from kg.extract.citations.mentions import Mention, Scene, bracketed, scene
from kg.extract.citations.own import own
from kg.grammar.numbers import numbers
from kg.lexicon import Lexicon, Section, alternation, holds
from kg.model import Citation, Document

_SIGNS = ("《", "〈", "「", "号", "悉")  # what a text that names a document without a genre word has


def citations(document: Document, outline: Outline, lexicon: Lexicon) -> Iterator[Citation]:
    """Every mention of another normative or policy document: ``根据《…方案》（沪府〔2016〕45号）要求`` → based_on."""
    section = lexicon["citations"]
    state = scene(section, own(outline, section))
    genre = section.patterns["bare_end"].search
    for block, lead in leads(outline, state.rules):
        text = block.view.text
        state = state._replace(lead=lead) if lead or state.lead else state
        if not lead and not holds(text, _SIGNS) and not genre(text):  # most blocks
            state = state._replace(open_list=None) if state.open_list else state
            continue
        named, state = bracketed(text, state)
        named = list(enclosing(text, named, state, section)) if named else named
        items = list(listed(block, lead, state)) if lead and not named else []
        found = items or [*named, *_unbracketed(text, named, state, section)]
        if len(found) > 1:
            found.sort(key=lambda mention: (mention.start, -mention.end))
        for mention in found:
            if not mention.silent:
                yield _citation(document, block, mention)


def _unbracketed(text: str, named: list[Mention], state: Scene, section: Section) -> Iterator[Mention]:
    """Names without brackets, and numbers that stand where no name does."""
    plain = [*(incoming(text, section) if "悉" in text else ()), *bare(text, named, state, section)]
    yield from plain
    if "号" not in text:
        return
    taken = [(mention.start, mention.end) for mention in (*named, *plain)]
    for number in numbers(text, state.stops):
        foreign = _foreign(section).search(number.value)
        if not foreign and not any(start < number.end and number.start < end for start, end in taken):
            rule = state.relation_at(text, number.start, number.end)
            known = rule.fields["relation"]
            yield Mention(number.start, number.end, None, number.value, known, "cite-number-alone")


@lru_cache(maxsize=4)
def _foreign(section: Section) -> re.Pattern[str]:
    return re.compile(alternation(section.words["foreign_numbers"]) + "〔")


def _citation(document: Document, block: Block, mention: Mention) -> Citation:
    start, end = block.view.span(mention.start, mention.end)
    title = None if mention.title is None else _printed(document, block, *mention.title)
    inside = None if mention.inside is None else _printed(document, block, *mention.inside)
    quote = document.text[start:end]
    return Citation(
        title, mention.number, mention.relation, inside, start, end, quote, mention.rule, block.provision
    )


def _printed(document: Document, block: Block, start: int, end: int) -> str:
    """The characters of a title as printed, white space and zero-width marks out."""
    text, (_, starts, places) = document.text, block.view
    first, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1
    parts = []
    for run in range(first, last + 1):  # nearly always one
        low = max(start, starts[run])
        high = end if run == last else starts[run + 1]
        place = places[run] - starts[run]
        parts.append(text[place + low : place + high])
    return "".join(parts)
