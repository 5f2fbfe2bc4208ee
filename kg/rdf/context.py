"""What the writers of one document share: its IRI, its names of regions and agencies, each made once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from kg.model import Extraction, Responsibility
from kg.namespaces import Names
from kg.rdf.lines import Lines
from kg.rdf.record import AgencyName
from kg.registry import Registry

_new = tuple.__new__  # a third of the time of calling the class


@dataclass(slots=True)
class Context:
    """One document on its way into the graph; nothing outlives it."""

    found: Extraction
    document: str
    names: Names
    registry: Registry
    lines: Lines
    text: str  # SHA-256 of the canonical text
    agencies: dict[tuple[str, str | None], AgencyName] = field(default_factory=dict)
    written: set[AgencyName] = field(default_factory=set)
    _regions: dict[str, str] = field(default_factory=dict)

    def region(self, code: str | None) -> str | None:
        """The IRI of the region that had `code` when the document was signed: 440608 → ``region/440608-高明区``."""
        if code and code not in self._regions:
            row = self.registry.region(code, self.found.metadata.date)
            self._regions[code] = _region(self.names.base, code, row.name if row else None)
        return self._regions.get(code or "")

    def codes(self) -> tuple[str, ...]:
        """The codes of all regions that the document speaks of, those of its agencies too."""
        return tuple(sorted({*self._regions, *(agency.region for agency in self.written if agency.region)}))

    def agency(self, duty: Responsibility) -> str:
        """The IRI of the agency of a duty; its name as written is kept for its description."""
        known = self._agency(duty.name or duty.agency, duty.region, duty.function)
        iri, name, _, region, function, body = known
        self.written.add(_new(AgencyName, (iri, name, duty.agency, region, function, body)))
        return iri

    def issuer(self, name: str) -> str:
        """The IRI of an agency as it signs: 佛山市高明区人民政府办公室."""
        known = self._agency(name, self.found.metadata.region, None)
        self.written.add(known)
        return known.iri

    def _agency(self, name: str, region: str | None, function: str | None) -> AgencyName:
        known = self.agencies.get((name, region))
        if known is None:
            body = self.registry.body_of(name, region, self.found.metadata.date)
            iri = self.names.agency(region, name, body)
            known = self.agencies[name, region] = _new(AgencyName, (iri, name, name, region, function, body))
        return known


@lru_cache(maxsize=4096)  # the regions are those of the registry
def _region(base: str, code: str, name: str | None) -> str:
    return Names(base).region(code, name)
