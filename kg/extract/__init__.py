"""From one document to all its facts: outline, extractors, resolution.

The contract of an extractor: given a document, its outline and the lexicon, it yields facts. It reads nothing else,
keeps nothing, decides nothing about identity, and every span that it yields is an offset into the document's text.
"""

from __future__ import annotations

from kg import lexicon as lexicons
from kg import outline as outlines
from kg import registry as registries
from kg import resolve
from kg.extract.adoptions import adoptions
from kg.extract.attributions import attributions
from kg.extract.citations import citations
from kg.extract.deadlines import deadlines
from kg.extract.metadata import metadata
from kg.extract.responsibilities import responsibilities
from kg.extract.targets import targets
from kg.extract.tasks import with_tasks
from kg.model import Document, Extraction


def extract(document: Document) -> Extraction:
    """All facts of `document`, names resolved in its own context."""
    lexicon, registry = lexicons.load(), registries.load()
    outline = outlines.parse(document, lexicon)
    figures = tuple(targets(document, outline, lexicon))
    duties = tuple(responsibilities(document, outline, lexicon))
    found = Extraction(
        document,
        metadata(document, outline, lexicon),
        with_tasks(outline, duties, lexicon),
        tuple(citations(document, outline, lexicon)),
        duties,
        figures,
        tuple(deadlines(document, outline, lexicon, figures)),
        tuple(adoptions(document, outline, lexicon)),
        tuple(attributions(document, outline, lexicon)),
    )
    return resolve.resolve(found, registry)
