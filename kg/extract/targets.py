"""Figures to be reached."""

from __future__ import annotations

from collections.abc import Iterator

from kg.blocks import Outline
from kg.lexicon import Lexicon
from kg.model import Document, Target


def targets(document: Document, outline: Outline, lexicon: Lexicon) -> Iterator[Target]:
    """Not written yet."""
    yield from ()
