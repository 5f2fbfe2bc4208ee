"""Which document a citation means: by number, then by normalised title and issuer, never by a part of a title.

A title that names neither issuer nor region and is no law (《关于进一步做好…的通知》) counts only within the citing
document's province. What fits several documents is ambiguous and stays so; what fits none is a stub.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg import lexicon
from kg.namespaces import own_number, title_key
from kg.rdf.record import CitedName, Record
from kg.registry import Registry

RESOLVED, STUB, AMBIGUOUS = "resolved", "stub", "ambiguous"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a citation means: `document` carries the text, `cited` is that document or the plan that it encloses."""

    resolution: str
    document: str
    cited: str | None = None


@dataclass(slots=True)
class Held:
    """The documents of a store, by number and by title."""

    registry: Registry
    documents: dict[str, Record] = field(default_factory=dict)
    _numbers: dict[str, set[str]] = field(default_factory=dict)
    # document, cited, issuer in it
    _titles: dict[str, set[tuple[str, str, bool]]] = field(default_factory=dict)

    def add(self, record: Record, plans: Iterable[tuple[str, str]]) -> None:
        """One document; `plans` are IRI and title of the plans that it encloses."""
        self.documents[record.iri] = record
        for number in _numbers(record):
            self._numbers.setdefault(number, set()).add(record.iri)
        issuers = [title_key(name) for name in record.issuers]
        for title, named in _titles(title_key(record.title or ""), issuers).items():
            self._titles.setdefault(short_law(title), set()).add((record.iri, record.iri, named))
        for plan, title in plans:
            self._titles.setdefault(short_law(title_key(title)), set()).add((record.iri, plan, False))

    def meaning(self, citation: CitedName, citing: Record) -> Meaning:
        """The document that `citation` in `citing` means."""
        if citation.plan:
            return Meaning(RESOLVED, citing.iri, citation.plan)
        found = self._by_number(citation) or self._by_title(citation, citing)
        documents = {document for document, _ in found}
        if not documents:
            return Meaning(STUB, citation.names)
        if len(documents) > 1:
            return Meaning(AMBIGUOUS, citation.names)
        document = documents.pop()
        cited = min(cited for _, cited in found)  # the notice itself sorts before its plan
        return Meaning(RESOLVED, document, cited)

    def _by_number(self, citation: CitedName) -> set[tuple[str, str]]:
        documents = self._numbers.get(_key(citation.number), set()) if citation.number else set()
        if len(documents) > 1 and citation.title:
            key = short_law(title_key(citation.title))
            same = {iri for iri in documents if any(row[0] == iri for row in self._titles.get(key, ()))}
            documents = same or documents
        return {(iri, iri) for iri in documents}

    def _by_title(self, citation: CitedName, citing: Record) -> set[tuple[str, str]]:
        if not citation.title:
            return set()
        key = short_law(title_key(citation.title))
        return {
            (document, cited)
            for document, cited, named in self._titles.get(key, ())
            if self._fits(
                self.documents[document], citation, citing, named or self._says_whose(key, document)
            )
        }

    def _fits(self, held: Record, citation: CitedName, citing: Record, named: bool) -> bool:
        if own_number(citation.number) and own_number(held.number):
            return False  # both have a number, and not the same one
        if named or _is_law(held, title_key(citation.title or "")):
            return True
        return bool(held.region and citing.region and held.region[:2] == citing.region[:2])

    def _says_whose(self, key: str, document: str) -> bool:
        """Whether a title names the issuer or the region of the document: 普陀区…实施意见."""
        held = self.documents[document]
        region = self.registry.region(held.region, held.date) if held.region else None
        return any(title_key(name) in key for name in (*held.issuers, *([region.name] if region else ())))


def _key(number: str | None) -> str:
    return title_key(number or "")


def _numbers(record: Record) -> list[str]:
    """The numbers by which a document is known: 第45号 only with its issuer in front."""
    if not record.number:
        return []
    own = [record.number] if own_number(record.number) else []
    return [_key(number) for number in (*own, *(issuer + record.number for issuer in record.issuers))]


def _titles(title: str, issuers: list[str]) -> dict[str, bool]:
    """The forms of a title, each with whether it names the issuer: with the issuers in front and without them."""
    if not title:
        return {}
    together = "".join(issuers)
    front = next((name for name in (together, *issuers) if name and title.startswith(name)), "")
    bare = title.removeprefix(front)
    forms = {bare: False}
    return forms | {name + bare: True for name in (front, together, *issuers) if name}


def _is_law(held: Record, key: str) -> bool:
    words = lexicon.load()["graph"].words
    return held.genre in words["laws"] and key.endswith(words["law_endings"])


def short_law(key: str) -> str:
    """A law's title without the name of the state: 中华人民共和国职业病防治法 → 职业病防治法; other titles as they are."""
    words = lexicon.load()["graph"].words
    (nation,) = words["nation"]
    return key.removeprefix(nation) if key.endswith(words["law_endings"]) else key
