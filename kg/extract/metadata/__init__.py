"""What the document says of itself: title, 文号, issuers, 成文日期, genre, 主送机关."""

from __future__ import annotations

from kg.blocks import Outline
from kg.extract.metadata.addressees import addressees
from kg.extract.metadata.heads import date, genre, number, title
from kg.extract.metadata.issuers import issuers
from kg.lexicon import Lexicon
from kg.model import Document, Metadata


def metadata(document: Document, outline: Outline, lexicon: Lexicon) -> Metadata:
    """The document's own data; `region` is left to `kg.resolve`."""
    words = lexicon["metadata"]
    if outline.press:
        return Metadata(title=title(document, outline, words), type=words.words["press"][0])
    name = title(document, outline, words)
    return Metadata(
        title=name,
        number=number(outline, words),
        issuers=issuers(document, outline, words, name),
        date=date(outline, words),
        type=genre(name, words),
        addressees=addressees(document, outline, words),
    )
