"""Mentions of other documents: 《…通知》(佛府办函〔2022〕161号)."""

from __future__ import annotations

from collections.abc import Iterator

from kg.blocks import Outline
from kg.lexicon import Lexicon
from kg.model import Citation, Document


def citations(document: Document, outline: Outline, lexicon: Lexicon) -> Iterator[Citation]:
    """Not written yet."""
    yield from ()
