"""Canonical text → blocks and provisions, by numbering style."""

from __future__ import annotations

from kg.blocks import Outline
from kg.lexicon import Lexicon
from kg.model import Document


def parse(document: Document, lexicon: Lexicon) -> Outline:
    """Not written yet."""
    return Outline((), ())
