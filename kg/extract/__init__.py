"""From a document and its outline to all that it says, as found: names are resolved by `kg.resolve`.

The contract of an extractor: given a document, its outline and the lexicon, it yields facts. It reads nothing else but
what several of them need and `find` reads once (the times of each block, the place of each paragraph of a round-up),
keeps nothing, decides nothing about identity, and every span that it yields is an offset into the document's text.
One that ends in ``_of`` reads several documents, each step through all of them; what it says of one hangs on no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import TypeVar

from kg.blocks import Outline
from kg.extract.adoptions import adoptions_of
from kg.extract.attributions import attributions
from kg.extract.citations import citations_of
from kg.extract.deadlines import deadlines
from kg.extract.metadata import metadata
from kg.extract.responsibilities import responsibilities_of
from kg.extract.targets import targets_of
from kg.extract.tasks import with_tasks
from kg.grammar import roundup, schedule
from kg.lexicon import Lexicon
from kg.model import Document, Extraction, Fact

Found = TypeVar("Found", bound=Fact)
_SPAN = attrgetter("start", "end")


def find(document: Document, outline: Outline, lexicon: Lexicon) -> Extraction:
    """All that `document` says, with names and regions as they are written."""
    return find_all((document,), (outline,), lexicon)[0]


def find_all(
    documents: Sequence[Document], outlines: Sequence[Outline], lexicon: Lexicon
) -> list[Extraction]:
    """As `find`, of several documents, each extractor going through all of them before the next begins."""
    places = [roundup.places(outline, lexicon["attributions"]) for outline in outlines]
    read = list(zip(documents, outlines, places, strict=True))
    about = [metadata(document, outline, lexicon) for document, outline, _ in read]
    dated = zip(outlines, map(bool, places), (own.date for own in about), strict=True)
    scenes = schedule.read_all(list(dated), lexicon)
    timed = list(zip(documents, scenes, strict=True))
    figures = [in_order(found) for found in targets_of(timed, lexicon)]
    duties = [in_order(found) for found in responsibilities_of(read, lexicon, [own.issuers for own in about])]
    provisions = [with_tasks(outline, said, lexicon) for outline, said in zip(outlines, duties, strict=True)]
    cited = [in_order(found) for found in citations_of([(one, outline) for one, outline, _ in read], lexicon)]
    times = [
        in_order(deadlines(document, scene, lexicon, said))
        for (document, scene), said in zip(timed, figures, strict=True)
    ]
    adopted = [in_order(found) for found in adoptions_of(read, lexicon)]
    told = [tuple(attributions(outline, lexicon, where)) for _, outline, where in read]
    folded = [outline.folded for outline in outlines]
    spoken = [outline.spoken() for outline in outlines]
    columns = (documents, about, provisions, cited, duties, figures, times, adopted, told, folded, spoken)
    return [Extraction(*row) for row in zip(*columns, strict=True)]


def in_order(facts: Iterable[Found]) -> tuple[Found, ...]:
    """Facts of one kind as they stand in the text; an extractor may read brackets before running text."""
    return tuple(sorted(facts, key=_SPAN))
