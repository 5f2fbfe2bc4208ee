"""Who does what, in which role: from annotations, tables and running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from kg.blocks import Block, Outline
from kg.extract.responsibilities.annotations import Statement, annotated
from kg.extract.responsibilities.conventions import Standing, led, noted, standing
from kg.extract.responsibilities.grammar import Known
from kg.extract.responsibilities.lists import Mention
from kg.extract.responsibilities.naming import Voice
from kg.extract.responsibilities.signs import LEADING, signs
from kg.extract.responsibilities.tables import tabled
from kg.extract.responsibilities.text import defined_roles, said
from kg.grammar.roundup import Place
from kg.lexicon import Lexicon
from kg.model import Document, Responsibility

_NOWHERE: Mapping[str, Place] = MappingProxyType({})
_GAP = re.compile(r"[\s\u200b\u200c\u200d\ufeff\u00ad]+")


def responsibilities(
    document: Document, outline: Outline, lexicon: Lexicon, where: Mapping[str, Place] = _NOWHERE
) -> Iterator[Responsibility]:
    """Every mention of an agency in a role: ``（区医改办牵头，区财政局配合）`` gives two.

    `where` holds the place of each paragraph of a press round-up, whose reviews are no duties.
    """
    section, words, speech = lexicon["duties"], lexicon["duties_text"], outline.speech
    known = Known(section)
    there = signs(speech, words, section)
    found = annotated(speech, tabled(speech, known), known)
    voice = Voice(words, section, defined_roles(speech.whole, words), bool(where))
    spoken = said(speech, found, there, voice)
    rule = Standing()
    leading = [index for index, kinds in there.kinds.items() if LEADING in kinds]
    for index in sorted({*found, *spoken, *leading}):
        block = speech.blocks[index]
        for statement in found.get(index, ()):
            here, rule = standing(statement.text, rule, section)
            yield from _rows(document, block, statement, here)
        for statement in spoken.get(index, ()):
            yield from _rows(document, block, statement, Standing(), "text")
        if not found.get(index):
            rule = noted(speech.texts[index], rule, section)


def _rows(
    document: Document, block: Block, statement: Statement, rule: Standing, source: str = "annotation"
) -> Iterator[Responsibility]:
    """One row for each mention, with its place within its role."""
    mentions = led(statement.mentions, rule)
    several = len(mentions) > 1 or any(mention.open_list for mention in mentions)
    shared = several and (statement.divided or rule.shared)
    said_in = block.view.span(statement.start, statement.end)
    first_leads = mentions != statement.mentions
    ranks: dict[str, int] = {}
    for place, mention in enumerate(mentions):
        role = mention.role or ""
        ranks[role] = ranks.get(role, 0) + 1
        span = block.view.span(mention.start, mention.end)
        quote = document.text[span.start : span.end]
        yield Responsibility(
            provision=block.provision,
            agency=_printed(document, block, mention, quote),
            role=role,
            shared=shared,
            source=source,
            start=span.start,
            end=span.end,
            quote=quote,
            rule="duty-first-named-leads" if first_leads and not place else statement.rule,
            rank=ranks[role],
            open_list=mention.open_list,
            said_in=said_in,
        )


def _printed(document: Document, block: Block, mention: Mention, quote: str) -> str:
    """The name as printed, without white space and without page noise that stands inside it."""
    name = quote if quote.isprintable() and " " not in quote else _GAP.sub("", quote)
    if len(name) == mention.end - mention.start:
        return name
    return "".join(document.text[block.view.position(i)] for i in range(mention.start, mention.end))
