"""What the document says of itself: title, 文号, issuers, 成文日期, genre, 主送机关."""

from __future__ import annotations

from kg.blocks import Outline
from kg.lexicon import Lexicon
from kg.model import Document, Metadata


def metadata(document: Document, outline: Outline, lexicon: Lexicon) -> Metadata:
    """Not written yet; `region` is left to `kg.resolve`."""
    return Metadata()
