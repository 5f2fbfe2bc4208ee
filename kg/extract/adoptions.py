"""Regions that take up a model."""

from __future__ import annotations

from collections.abc import Iterator

from kg.blocks import Outline
from kg.lexicon import Lexicon
from kg.model import Adoption, Document


def adoptions(document: Document, outline: Outline, lexicon: Lexicon) -> Iterator[Adoption]:
    """Not written yet."""
    yield from ()
