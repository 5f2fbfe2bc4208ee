"""From a document and its outline to all that it says, as found: names are resolved by `kg.resolve`.

The contract of an extractor: given a document, its outline and the lexicon, it yields facts. It reads nothing else but
what several of them need and `find` reads once (the times of each block, the place of each paragraph of a round-up),
keeps nothing, decides nothing about identity, and every span that it yields is an offset into the document's text.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import TypeVar

from kg.blocks import Outline
from kg.extract.adoptions import adoptions
from kg.extract.attributions import attributions
from kg.extract.citations import citations
from kg.extract.deadlines import deadlines
from kg.extract.metadata import metadata
from kg.extract.responsibilities import responsibilities
from kg.extract.targets import targets
from kg.extract.tasks import with_tasks
from kg.grammar import roundup, schedule
from kg.lexicon import Lexicon
from kg.model import Document, Extraction, Fact

Found = TypeVar("Found", bound=Fact)
_SPAN = attrgetter("start", "end")


def find(document: Document, outline: Outline, lexicon: Lexicon) -> Extraction:
    """All that `document` says, with names and regions as they are written."""
    where = roundup.places(outline, lexicon["attributions"])
    about = metadata(document, outline, lexicon)
    scenes = schedule.read(outline, lexicon, bool(where), about.date)
    figures = in_order(targets(document, scenes, lexicon))
    duties = in_order(responsibilities(document, outline, lexicon, where))
    return Extraction(
        document,
        about,
        with_tasks(outline, duties, lexicon),
        in_order(citations(document, outline, lexicon)),
        duties,
        figures,
        in_order(deadlines(document, scenes, lexicon, figures)),
        in_order(adoptions(document, outline, lexicon, where)),
        tuple(attributions(outline, lexicon, where)),
        outline.folded,
    )


def in_order(facts: Iterable[Found]) -> tuple[Found, ...]:
    """Facts of one kind as they stand in the text; an extractor may read brackets before running text."""
    return tuple(sorted(facts, key=_SPAN))
