"""Who does what, in which role: from annotations, tables and running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from kg.blocks import NOTE, Block, Outline
from kg.extract.responsibilities.annotations import annotated
from kg.extract.responsibilities.conventions import Standing, is_shared, led, noted, standing
from kg.extract.responsibilities.defined import defined_roles
from kg.extract.responsibilities.headed import headed
from kg.extract.responsibilities.inside import BESIDE, with_government
from kg.extract.responsibilities.known import Known, labelled
from kg.extract.responsibilities.mentions import LEAD, Mention
from kg.extract.responsibilities.naming import Voice
from kg.extract.responsibilities.signs import LEADING, signs
from kg.extract.responsibilities.statements import LINE_LABEL, Statement
from kg.extract.responsibilities.tables import tabled
from kg.extract.responsibilities.text import Talk, said
from kg.grammar.roundup import Place
from kg.lexicon import Lexicon, Section, holds
from kg.model import Document, Responsibility

_NOWHERE: Mapping[str, Place] = MappingProxyType({})
_UNRULED = Standing()
_BESIDE = 2  # lines from one label to the next, whose names may stand on a line of their own
_new = tuple.__new__  # of a named tuple: a third of the time that calling it takes
_GAP = re.compile(r"[\s\u200b\u200c\u200d\ufeff\u00ad]+")


def responsibilities(
    document: Document, outline: Outline, lexicon: Lexicon, where: Mapping[str, Place] = _NOWHERE
) -> Iterator[Responsibility]:
    """Every mention of an agency in a role: ``（区医改办牵头，区财政局配合）`` gives two.

    `where` holds the place of each paragraph of a press round-up, whose reviews are no duties.
    """
    return responsibilities_of([(document, outline, where)], lexicon)[0]


def responsibilities_of(
    read: Sequence[tuple[Document, Outline, Mapping[str, Place]]],
    lexicon: Lexicon,
    issuers: Sequence[Sequence[str]] = (),
) -> list[Iterator[Responsibility]]:
    """The same of each of several documents, whose `issuers` tell which of them are an institution's own rules."""
    section, words = lexicon["duties"], lexicon["duties_text"]
    speeches = [outline.speech for _, outline, _ in read]
    known = [Known(section) for _ in read]
    defined = [defined_roles(speech.whole, words) for speech in speeches]
    there = [signs(speech, words, section, roles) for speech, roles in zip(speeches, defined, strict=True)]
    tables = [tabled(*pair) for pair in zip(speeches, known, strict=True)]
    texts = [document.text for document, _, _ in read]
    found = annotated(list(zip(speeches, tables, known, texts, strict=True)))
    houses = [_is_house(names, words) for names in issuers] or [False] * len(read)
    rows = zip(defined, known, read, houses, strict=True)
    voices = [
        Voice(words, section, roles.union(labelled(own)), bool(at), house)
        for roles, own, (_, _, at), house in rows
    ]
    talks = list(zip(speeches, found, there, voices, strict=True))
    told = zip(read, talks, said(talks), strict=True)
    return [
        _written(document, talk, headed(talk[0], talk[2], talk[3]) | spoken, _set_apart(outline, section))
        for (document, outline, _), talk, spoken in told
    ]


def _is_house(issuers: Sequence[str], words: Section) -> bool:
    """Whether an institution lays down its own rules: 太原工业学院, whose 教务部 is a body that they name."""
    return len(issuers) == 1 and issuers[0].endswith(words.words["houses"])


def _set_apart(outline: Outline, section: Section) -> Standing:
    """What a bracket of its own, or a note below a table, sets for all: ``（排名第一的为牵头单位）``, ``注：列首位的为牵头单位``."""
    notes = [block.text for block in outline.frame if block.kind == NOTE]
    notes += [text for text in outline.speech.texts if text.startswith(section.words["note_sign"])]
    rule = Standing()
    for text in notes:
        rule = noted(text, rule, section)
    return rule


def _written(
    document: Document, talk: Talk, spoken: Mapping[int, Sequence[Statement]], rule: Standing
) -> Iterator[Responsibility]:
    """The rows of a document, its standing rules kept: that the first leads, unless another line says who does."""
    speech, found, there, voice = talk
    section = voice.lists
    led_above = -_BESIDE - 1  # the block of the last label that says who leads: 牵头单位：… above 责任单位：…
    leading = [index for index, kinds in there.kinds.items() if LEADING in kinds]
    for index in sorted({*found, *spoken, *leading}):
        block = speech.blocks[index]
        for statement in found.get(index, ()):
            here, rule = standing(statement.text, rule, section)
            by_label = statement.rule == LINE_LABEL
            near = index - led_above <= _BESIDE and speech.blocks[led_above].provision == block.provision
            if by_label and near:
                here, led_above = replace(here, leads=None), index
            elif by_label and any(mention.role == LEAD for mention in statement.mentions):
                led_above = index
            yield from _rows(document, block, statement, here, section)
        for statement in spoken.get(index, ()):
            yield from _rows(document, block, statement, _UNRULED, section, "text")
        if not found.get(index):
            rule = noted(speech.texts[index], rule, section)


def _rows(
    document: Document,
    block: Block,
    statement: Statement,
    rule: Standing,
    section: Section,
    source: str = "annotation",
) -> list[Responsibility]:
    """One row for each mention, with its place within its role."""
    mentions = statement.mentions
    if holds(block.text[statement.start : statement.end + BESIDE], section.words["party_beside"]):
        mentions = with_government(mentions, block.text, section.patterns["government_beside"])
    told = mentions
    mentions = led(mentions, rule, block.text) if rule.leads else mentions
    first_leads = mentions != told
    shared = is_shared(mentions, statement.divided, rule)
    view, provision, said_in = block.view, block.provision, block.view.span(statement.start, statement.end)
    shift = view.places[0] if len(view.starts) == 1 else None  # no white space stands in most paragraphs
    ranks: dict[str, int] = {}
    rows: list[Responsibility] = []
    for mention in mentions:
        start, end, role, open_list, _ = mention
        role = role or ""
        rank = ranks[role] = ranks.get(role, 0) + 1
        if shift is None:
            start, end = view.span(start, end)
        else:
            start, end = start + shift, end + shift
        quote = document.text[start:end]
        agency = quote if shift is not None else _printed(document, block, mention, quote)
        name = "duty-first-named-leads" if first_leads and not rows else statement.rule
        fields = (provision, agency, role, shared, source, start, end, quote, name, rank, open_list, said_in)
        rows.append(_new(Responsibility, fields))
    return rows


def _printed(document: Document, block: Block, mention: Mention, quote: str) -> str:
    """The name as printed, without white space and without page noise that stands inside it."""
    name = quote if quote.isprintable() and " " not in quote else _GAP.sub("", quote)
    if len(name) == mention.end - mention.start:
        return name
    return "".join(document.text[block.view.position(i)] for i in range(mention.start, mention.end))
