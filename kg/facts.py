"""All facts of a document, and facts as JSON and back: the shape of docs/facts.md, one object a document.

`extract` is the way from a document to resolved facts, `extract_all` from many; `to_json` gives what `kg extract` prints; `from_json` reads such
an object, or a gold file, back into an Extraction.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any, TypeVar

from kg import lexicon, outline, registry, resolve
from kg.extract import find_all
from kg.model import (
    Adoption,
    Attribution,
    Citation,
    Deadline,
    Document,
    Extraction,
    Metadata,
    Provision,
    Responsibility,
    Span,
    Target,
)

T = TypeVar("T")
D = TypeVar("D")
TOGETHER = 32  # documents in a batch
LONG = 1_000_000  # characters of its documents from which on it is complete
_KEYS: dict[type[Any], tuple[str, ...]] = {
    Provision: ("id", "label", "heading", "start", "end", "task", "parent"),
    Citation: ("title", "number", "relation", "inside", "start", "end", "quote", "rule", "provision"),
    Responsibility: (
        "provision",
        "agency",
        "name",
        "region",
        "function",
        "role",
        "shared",
        "source",
        "start",
        "end",
        "quote",
        "rule",
        "rank",
        "open_list",
        "said_in",
    ),
    Target: (
        "provision",
        "indicator",
        "comparator",
        "value",
        "value_max",
        "unit",
        "deadline",
        "recurrence",
        "start",
        "end",
        "quote",
        "rule",
    ),
    Deadline: ("provision", "deadline", "recurrence", "start", "end", "quote", "rule"),
    Adoption: ("region", "model", "stance", "via", "start", "end", "quote", "rule", "provision", "place"),
    Attribution: ("provision", "region", "year", "mode", "rule", "place"),
}
_KINDS: dict[str, type[Any]] = {
    "provisions": Provision,
    "citations": Citation,
    "responsibilities": Responsibility,
    "targets": Target,
    "deadlines": Deadline,
    "adoptions": Adoption,
    "attributions": Attribution,
}


def extract(document: Document) -> Extraction:
    """Everything that `document` says, names resolved in its own context."""
    return together([document])[0]


def extract_all(documents: Iterable[Document]) -> Iterator[Extraction]:
    """The same of each of many, in their order, a fifth faster: they are read a few at a time.

    Of these few, each step, and most steps of each extractor, go through all before the next begins, so that their code
    and their words stay in the processor's cache. No step knows a second document.
    """
    for batch in batches(documents):
        yield from together(batch)


def batches(documents: Iterable[D]) -> Iterator[list[D]]:
    """Documents, and errors among them, a few at a time: by number and by length."""
    batch: list[D] = []
    long = 0
    for document in documents:
        batch.append(document)
        long += len(document.text) if isinstance(document, Document) else 0
        if len(batch) == TOGETHER or long > LONG:
            yield batch
            batch, long = [], 0
    if batch:
        yield batch


def together(documents: Sequence[Document]) -> list[Extraction]:
    """The facts of the documents of one batch, in order."""
    words, world = lexicon.load(), registry.load()
    collecting = gc.isenabled()
    gc.disable()  # what is made here refers to nothing but what is older: there are no cycles to be looked for
    try:
        found = find_all(documents, outline.parse_all(documents, words), words)
        return resolve.resolve_all(found, world)
    finally:
        if collecting:
            gc.freeze()  # all that was made counts as old: else the first collection would go through it once
            gc.unfreeze()
            gc.enable()


def to_json(extraction: Extraction) -> dict[str, Any]:
    """One document's facts: ``{"file": …, "document": {…}, "provisions": […], "citations": […], …}``.

    ``attachments`` stands there where a page offers files: ``[{"name": "附件1", "address": "files/1.docx"}]``.
    """
    document = asdict(extraction.metadata)
    document["issuers"], document["addressees"] = list(document["issuers"]), list(document["addressees"])
    rows = {kind: [_row(fact) for fact in getattr(extraction, kind)] for kind in _KINDS}
    offered = [one._asdict() for one in extraction.document.attachments]
    told = {"file": extraction.document.name, "document": document, **rows}
    return told | {"attachments": offered} if offered else told


def from_json(data: Mapping[str, Any], document: Document) -> Extraction:
    """The facts of `data` about `document`; keys that gold files do not carry take their defaults."""
    head = {**data["document"]}
    head["issuers"], head["addressees"] = tuple(head.get("issuers", ())), tuple(head.get("addressees", ()))
    rows: dict[str, Any] = {kind: _facts(cls, data.get(kind, ())) for kind, cls in _KINDS.items()}
    return Extraction(document, Metadata(**head), **rows)


def _row(fact: Any) -> dict[str, Any]:
    return {key: getattr(fact, key) for key in _KEYS[type(fact)]}


def _facts(cls: type[T], rows: Sequence[Mapping[str, Any]]) -> tuple[T, ...]:
    return tuple(_fact(cls, row) for row in rows)


def _fact(cls: type[T], row: Mapping[str, Any]) -> T:
    known = {key: row[key] for key in _KEYS[cls] if key in row}
    if cls is Provision:
        known.setdefault("parent", row["id"].rpartition(".")[0] or None)
    if known.get("said_in"):
        known["said_in"] = Span(*known["said_in"])
    if "rule" in _KEYS[cls]:
        known.setdefault("rule", "gold")
    return cls(**known)
