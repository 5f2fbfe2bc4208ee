"""Who does what, in which role: from annotations, tables and running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from kg.blocks import TABLE, Block, Outline
from kg.extract.responsibilities.annotations import Statement, statements
from kg.extract.responsibilities.conventions import Standing, led, noted, standing
from kg.extract.responsibilities.lists import Mention
from kg.extract.responsibilities.tables import tabled
from kg.extract.responsibilities.text import Speech, defined_roles, subjects
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
    section = lexicon["duties"]
    rule = Standing()
    blocks = outline.speaking()
    texts = [block.view.text for block in blocks]
    tables = tabled(blocks, section)
    whole = "\n".join(texts)
    words = lexicon["duties_text"]
    speech = Speech(words, section, defined_roles(whole, words), bool(where))
    for index, (block, text) in enumerate(zip(blocks, texts, strict=True)):
        found = tables.get(index)
        if found is None:
            found = statements(text, block.label_end, block.view.starts, section)
        for statement in found:
            here, rule = standing(statement.text, rule, section)
            yield from _rows(document, block, statement, here)
        if block.kind != TABLE:
            for statement in subjects(text, block.label_end, found, speech):
                yield from _rows(document, block, statement, Standing(), "text")
        if not found:
            rule = noted(text, rule, section)


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
