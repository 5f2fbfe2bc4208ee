"""What the document says of itself: title, 文号, issuers, 成文日期, genre, 主送机关, 施行日期, 有效期."""

from __future__ import annotations

from kg.blocks import Outline
from kg.extract.metadata.addressees import addressees
from kg.extract.metadata.force import force
from kg.extract.metadata.heads import date, genre, own_genre, title, without_site
from kg.extract.metadata.issuers import issuers
from kg.extract.metadata.numbering import number
from kg.extract.metadata.relayed import relayed
from kg.lexicon import Lexicon, Section
from kg.model import Document, Metadata

_PASSAGE = 3  # paragraphs


def metadata(document: Document, outline: Outline, lexicon: Lexicon) -> Metadata:
    """The document's own data; `region` is left to `kg.resolve`."""
    words = lexicon["metadata"]
    if outline.press:
        name = title(document, outline, words)
        return Metadata(
            title=name, type=None if _is_passage(outline, name, words) else words.words["press"][0]
        )
    name = title(document, outline, words)
    lead = None if name else relayed(document, outline, words)
    name = lead[0] if lead else name
    signed = date(outline, words)
    valid_from, valid_to = force(outline, words, signed)
    bodies = issuers(document, outline, words, name) or (lead[1:] if lead else ())
    name = without_site(document, name, bodies, words)
    return Metadata(
        title=name,
        number=number(outline, words),
        issuers=bodies,
        date=signed,
        type=genre(name, words) or own_genre(outline, words),
        addressees=addressees(document, outline, words),
        valid_from=valid_from,
        valid_to=valid_to,
    )


def _is_passage(outline: Outline, name: str | None, words: Section) -> bool:
    """Whether a text is one paragraph of some document and no article: it has no headline, and nothing of the press.

    A few paragraphs are a passage too where each says who has to do something.
    """
    speech, ruled = outline.speech, words.patterns["ruled"].search
    if name is not None or not 0 < len(outline.provisions) <= _PASSAGE:
        return False
    return (len(outline.provisions) == 1 or all(map(ruled, speech.texts))) and not words.patterns[
        "press_mark"
    ].search(outline.speech.whole)
