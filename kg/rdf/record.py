"""What linking and the registry graph need to know of a document, small enough to be kept for a million of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class CitedName(NamedTuple):
    """One citation as linking sees it; `outer` is the IRI of what is named by the citation that this one stands inside."""

    iri: str
    names: str
    relation: str  # based_on, implements …
    title: str | None
    number: str | None
    outer: str | None = None
    plan: str | None = None  # the IRI of the own plan, where the citation means that


class AgencyName(NamedTuple):
    """One agency as a document names it; `body` is its row in the table of bodies, None outside it."""

    iri: str
    name: str
    written: str
    region: str | None
    function: str | None
    body: str | None


class Taken(NamedTuple):
    """A region takes up a model; all IRIs."""

    region: str | None  # None where the text does not say which
    model: str
    name: str


@dataclass(frozen=True, slots=True)
class Record:
    """One document: who it is, what it cites, whom it names."""

    file: str
    iri: str
    title: str | None
    number: str | None
    issuers: tuple[str, ...]
    date: str | None
    region: str | None
    genre: str | None
    text: str  # SHA-256 of the canonical text
    plans: tuple[str, ...] = ()  # titles of the plans that it encloses
    citations: tuple[CitedName, ...] = ()
    agencies: tuple[AgencyName, ...] = ()
    adoptions: tuple[Taken, ...] = ()
    rules: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()  # codes of all regions that it speaks of
    counts: tuple[tuple[str, int], ...] = ()  # facts by kind
    body: str = ""  # SHA-256 of what its provisions say, in one shape; none where that is short
