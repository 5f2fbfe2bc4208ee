"""Canonical text → blocks and provisions, by numbering style.

Lines are freed from marks and page numbers (`lines`), joined to paragraphs (`joining`), told apart (`roles`, `parts`);
those with an ordinal (`ordinals`) make the tree (`tree`), the others go to the provision that they stand in.
"""

from __future__ import annotations

from kg.blocks import Outline
from kg.lexicon import Lexicon
from kg.model import Document
from kg.outline.lines import lines
from kg.outline.parts import Reader


def parse(document: Document, lexicon: Lexicon) -> Outline:
    """The outline of a document: ``一、`` → 1, ``（一）`` under it → 1.1; an unnumbered one has p1, p2 …"""
    return Reader(document.text, lexicon["outline"]).outline(lines(document.text))
