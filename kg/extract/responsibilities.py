"""Who does what, in which role."""

from __future__ import annotations

from collections.abc import Iterator

from kg.blocks import Outline
from kg.lexicon import Lexicon
from kg.model import Document, Responsibility


def responsibilities(document: Document, outline: Outline, lexicon: Lexicon) -> Iterator[Responsibility]:
    """Not written yet."""
    yield from ()
