"""One description of each agency that documents name: what it is called, of which region and function it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.namespaces import Names, level
from kg.rdf.record import AgencyName, Record
from kg.rdf.terms import Pair, concept_of, iri, own, plain, std
from kg.registry import Registry

A = std("rdf", "type")
AGENCY, GROUP = own("Agency"), own("AgencyGroup")
LABEL, ALSO = std("skos", "prefLabel"), std("skos", "altLabel")
REGION, FUNCTION, LEVEL = own("region"), own("function"), own("level")
SUBORDINATE = std("org", "subOrganizationOf")
GROUP_FUNCTION = "group"


@dataclass(slots=True)
class Described:
    """What all documents together say of one agency; where they disagree, the most frequent wins, then the first."""

    iri: str
    code: str | None
    body: str | None
    names: Counter[str] = field(default_factory=Counter)
    written: Counter[str] = field(default_factory=Counter)
    functions: Counter[str] = field(default_factory=Counter)
    regions: Counter[str] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        """Full name: 佛山市高明区卫生健康局."""
        return _best(self.names) or self.iri

    @property
    def is_group(self) -> bool:
        """Whether it is no single agency: 各成员单位."""
        return _best(self.functions) == GROUP_FUNCTION

    def pairs(self) -> list[Pair]:
        """Type, full name, region, function and level."""
        function, region = _best(self.functions), _best(self.regions)
        return [
            (A, GROUP if self.is_group else AGENCY),
            (LABEL, plain(self.name)),
            (REGION, iri(region) if region else None),
            (FUNCTION, concept_of("function", function)),
            (LEVEL, concept_of("level", level(self.code)) if self.code else None),
        ]

    def also(self) -> list[Pair]:
        """The names as written, other than the full one: 区卫生健康局."""
        return [(ALSO, plain(name)) for name in sorted(self.written) if name != self.name]


def described(records: Iterable[Record], registry: Registry, names: Names) -> list[Described]:
    """Every agency that documents name, by IRI."""
    found: dict[str, Described] = {}
    for record in records:
        for agency in record.agencies:
            one = found.setdefault(agency.iri, Described(agency.iri, agency.region, agency.body))
            _count(one, agency, record, registry, names)
    return [found[key] for key in sorted(found)]


def outside(agencies: Iterable[Described]) -> Iterator[Described]:
    """Those that the table of bodies does not have."""
    return (agency for agency in agencies if agency.body is None)


def parents(agencies: Iterable[Described]) -> dict[str, str]:
    """The IRI of each agency whose name goes on from that of a body in the table, and the IRI of this one.

    佛山市医疗保障局高明分局 is part of 佛山市医疗保障局, 福建省人民政府办公厅 of 福建省人民政府; the longest such name counts, and
    what it goes on with has two characters at least: 公安部门 are not part of 公安部.
    """
    agencies = [agency for agency in agencies if not agency.is_group]
    heads = {agency.name: agency.iri for agency in agencies if agency.body}
    found: dict[str, str] = {}
    for agency in agencies:
        name = agency.name
        for end in range(len(name) - 2, 0, -1):
            if name[:end] in heads:
                found[agency.iri] = heads[name[:end]]
                break
    return found


def _count(one: Described, agency: AgencyName, record: Record, registry: Registry, names: Names) -> None:
    one.names[agency.name] += 1
    one.written[agency.written] += 1
    if agency.function:
        one.functions[agency.function] += 1
    if agency.region:
        row = registry.region(agency.region, record.date)
        one.regions[names.region(agency.region, row.name if row else None)] += 1


def _best(counts: Counter[str]) -> str | None:
    return min(counts, key=lambda key: (-counts[key], key)) if counts else None
