"""Who does what, in which role: from annotations, tables and running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.blocks import TABLE, Block, Outline
from kg.extract.responsibilities.annotations import Statement, statements
from kg.extract.responsibilities.conventions import Standing, led, noted, standing
from kg.extract.responsibilities.grammar import Mention
from kg.extract.responsibilities.tables import tabled
from kg.extract.responsibilities.text import Speech, defined_roles, subjects
from kg.lexicon import Lexicon, Section
from kg.model import Document, Responsibility

_GAP = re.compile(r"[\s\u200b\u200c\u200d\ufeff\u00ad]+")


def responsibilities(document: Document, outline: Outline, lexicon: Lexicon) -> Iterator[Responsibility]:
    """Every mention of an agency in a role: ``（区医改办牵头，区财政局配合）`` gives two."""
    section = lexicon["duties"]
    rule = Standing()
    blocks = outline.speaking()
    tables = tabled(blocks, section)
    whole = "\n".join(block.text for block in blocks)
    speech = Speech(
        lexicon["duties_text"], section, defined_roles(whole, lexicon["duties_text"]), outline.press
    )
    for index, block in enumerate(blocks):
        found = tables[index] if index in tables else _annotated(block, section)
        for statement in found:
            here, rule = standing(statement.text, rule, section)
            yield from _rows(document, block, statement, here)
        if block.kind != TABLE:
            yield from _spoken(document, block, found, speech)
        if not found:
            rule = noted(block.text, rule, section)


def _annotated(block: Block, section: Section) -> tuple[Statement, ...]:
    return statements(block.text, block.label_end, block.view.starts, section)


def _spoken(
    document: Document, block: Block, found: Sequence[Statement], speech: Speech
) -> Iterator[Responsibility]:
    """The duties of a block's running text, outside its annotations."""
    holes = [(statement.start, statement.end) for statement in found]
    for statement in subjects(block.text, block.label_end, holes, speech):
        for row in _rows(document, block, statement, Standing()):
            yield replace(row, source="text")


def _rows(document: Document, block: Block, statement: Statement, rule: Standing) -> Iterator[Responsibility]:
    mentions = led(statement.mentions, rule)
    several = len(mentions) > 1 or any(mention.open_list for mention in mentions)
    shared = several and (statement.divided or rule.shared)
    promoted = mentions != statement.mentions
    ranks: dict[str, int] = {}
    for mention in mentions:
        role = mention.role or ""
        ranks[role] = ranks.get(role, 0) + 1
        row = _row(document, block, mention, statement, shared)
        lead = promoted and mention is mentions[0]
        yield replace(row, rank=ranks[role], rule="duty-first-named-leads" if lead else statement.rule)


def _row(
    document: Document, block: Block, mention: Mention, statement: Statement, shared: bool
) -> Responsibility:
    span = block.view.span(mention.start, mention.end)
    quote = document.text[span.start : span.end]
    return Responsibility(
        provision=block.provision,
        agency=_GAP.sub("", quote),
        role=mention.role or "",
        shared=shared,
        source="annotation",
        start=span.start,
        end=span.end,
        quote=quote,
        rule=statement.rule,
        open_list=mention.open_list,
        said_in=block.view.span(statement.start, statement.end),
    )
