"""Which region and year a paragraph of a press round-up is about."""

from __future__ import annotations

from collections.abc import Iterator

from kg.blocks import Outline
from kg.lexicon import Lexicon
from kg.model import Attribution, Document


def attributions(document: Document, outline: Outline, lexicon: Lexicon) -> Iterator[Attribution]:
    """Not written yet."""
    yield from ()
