"""Canonical text → blocks and provisions, by numbering style.

Lines are freed from marks and page numbers (`lines`), breaks after so many characters undone (`unwrap`), a site's page
is taken off (`edges`), lines are joined to paragraphs (`joining`, `pieces`); those with an ordinal (`ordinals`) make the
tree (`tree`), the others go to the provision that they stand in (`parts`); headings are told from running text at the
end (`headings`).
"""

from __future__ import annotations

from functools import partial

from kg import blocks as kinds
from kg.blocks import Block, Outline
from kg.fold import smooth, view
from kg.lexicon import Lexicon
from kg.model import Document, Provision
from kg.outline import headings, roles
from kg.outline.edges import page
from kg.outline.joining import paragraphs
from kg.outline.lines import TERMINAL, Line, lines
from kg.outline.parts import Reader
from kg.outline.rows import row
from kg.outline.unwrap import unwrapped

_OFFICIAL = frozenset((kinds.NUMBER, kinds.ADDRESSEES, kinds.SIGNATURE, kinds.DATE))
_SUBTITLE = 40


def parse(document: Document, lexicon: Lexicon) -> Outline:
    """The outline of a document: ``一、`` → 1, ``（一）`` under it → 1.1; an unnumbered one has p1, p2 …"""
    words = lexicon["outline"]
    folded = smooth(document.text)
    alone = partial(roles.is_alone, words=words, heads=roles.signs(words, "annotation") | {roles.ATTACHES})
    sheet = page(unwrapped(lines(folded), alone), words)
    parts = paragraphs(sheet.lines, roles.lonely(sheet.lines, words), partial(roles.is_body, words=words))
    reader = Reader(document.text, folded, parts, words)
    reader.read()
    headings.assign(document.text, folded, reader.drafts, words)
    found = [Block(kinds.META, view(document.text, line.spans)) for line in sheet.labels]
    found += [_block(document.text, folded, draft) for draft in reader.drafts]
    found = sorted([block for block in found if block.view.text], key=lambda block: block.view.places[0])
    provisions = reader.tree.provisions()
    if provisions:
        return Outline(tuple(found), provisions, sheet.meta)
    return _unnumbered(found, sheet.meta)


def _block(text: str, folded: str, draft: Line) -> Block:
    node, label, heading = draft.node, draft.label, draft.heading
    seen = row(text, folded, draft) if draft.kind == kinds.TABLE else draft.view(folded)
    if node is None:
        return Block._make((draft.kind, seen, None, 0, 0))
    return Block._make((draft.kind, seen, node.id, label, heading if heading > label else label))


def _unnumbered(found: list[Block], meta: tuple[tuple[str, str], ...]) -> Outline:
    """A document without ordinals has its paragraphs as provisions: p1, p2 …"""
    blocks: list[Block] = []
    provisions: list[Provision] = []
    for block in found:
        if block.kind == kinds.BODY and (len(block.text) > _SUBTITLE or block.text[-1] in TERMINAL):
            span = block.view.span(0, len(block.text))
            provisions.append(Provision(f"p{len(provisions) + 1}", None, None, span.start, span.end))
            block = Block(block.kind, block.view, provisions[-1].id)
        blocks.append(block)
    press = not any(block.kind in _OFFICIAL for block in found)
    return Outline(tuple(blocks), tuple(provisions), meta, press)
