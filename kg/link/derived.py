"""``graph/derived``: what needs a second document, rebuilt as a whole, and one description of what no registry has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.link.agencies import SUBORDINATE, Described, outside, parents
from kg.link.resolution import RESOLVED, Held, Meaning
from kg.link.settling import Settled
from kg.namespaces import Names
from kg.rdf.document import TITLE, TYPE, A, number
from kg.rdf.facts import RELATION_TERM
from kg.rdf.record import CitedName, Record
from kg.rdf.terms import Writer, integer, iri, own, plain, raw, std
from kg.registry import Registry

CITED, RESOLUTION, CITES, DEMAND = own("cited"), own("resolution"), own("cites"), own("demand")
REPLACED_BY, ADOPTS, MODEL, LABEL = (
    std("dct", "isReplacedBy"),
    own("adoptsModel"),
    own("Model"),
    std("skos", "prefLabel"),
)
MIRROR, REGION, NOTATION = own("mirror"), own("Region"), std("skos", "notation")
DRAFTS = "drafts"  # a document still to be written is not cited


@dataclass(slots=True)
class Name:
    """What is called by one number or title across all documents."""

    titles: Counter[str] = field(default_factory=Counter)
    numbers: Counter[str] = field(default_factory=Counter)
    citing: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)  # what it was resolved to
    open: bool = False  # at least one mention is not resolved


def derived(
    records: Sequence[Record],
    agencies: Sequence[Described],
    settled: Settled,
    registry: Registry,
    names: Names,
) -> tuple[str, dict[str, int]]:
    """The lines of ``graph/derived`` and how many citations were resolved, are stubs, are ambiguous."""
    writer = Writer(names.derived_graph())
    held = _held(records, registry)
    cited: dict[str, Name] = {}
    counts: Counter[str] = Counter()
    for record in records:
        meanings = {citation.iri: held.meaning(citation, record) for citation in record.citations}
        counts.update(meaning.resolution for meaning in meanings.values())
        _citations(writer, record, meanings, cited)
        _relations(writer, record, meanings)
        for taken in record.adoptions:
            if taken.region:
                writer.say(iri(taken.region), [(ADOPTS, iri(taken.model))])
    for key in sorted(cited):
        _name(writer, key, cited[key])
    _outside(writer, records, agencies, registry)
    _unknown_regions(writer, {code for record in records for code in record.regions}, registry, names)
    _mirrors(writer, settled.mirrors)
    return "".join(sorted(writer.lines())), dict(sorted(counts.items()))


def _held(records: Iterable[Record], registry: Registry) -> Held:
    held = Held(registry)
    for record in records:
        plans = {(name.plan, name.title) for name in record.citations if name.plan and name.title}
        held.add(record, sorted(plans))
    return held


def _citations(
    writer: Writer, record: Record, meanings: Mapping[str, Meaning], cited: dict[str, Name]
) -> None:
    for citation in record.citations:
        meaning = meanings[citation.iri]
        target = iri(meaning.cited) if meaning.cited else None
        writer.say(iri(citation.iri), [(CITED, target), (RESOLUTION, raw(meaning.resolution))])
        if not citation.plan:
            _count(cited, citation, meaning, record)
    rows = {citation.names for citation in record.citations}
    for citation in record.citations:
        if citation.outer and citation.outer not in rows:
            cited.setdefault(
                citation.outer, Name()
            ).open = True  # known only as what another one stands inside


def _count(cited: dict[str, Name], citation: CitedName, meaning: Meaning, record: Record) -> None:
    name = cited.setdefault(citation.names, Name())
    name.titles.update([citation.title] if citation.title else [])
    name.numbers.update([citation.number] if citation.number else [])
    if citation.relation != DRAFTS:
        name.citing.add(record.iri)
    if meaning.resolution == RESOLVED:
        name.documents.add(meaning.document)
    else:
        name.open = True


def _relations(writer: Writer, record: Record, meanings: Mapping[str, Meaning]) -> None:
    """The direct properties: their subject is who does it, for a citation inside another the outer document."""
    outer = {citation.names: meanings[citation.iri].document for citation in record.citations}
    for citation in record.citations:
        meaning = meanings[citation.iri]
        subject = outer.get(citation.outer, citation.outer) if citation.outer else record.iri
        if citation.plan or subject == meaning.document:
            continue
        relation = RELATION_TERM.get(citation.relation, CITES)
        target = iri(meaning.document)
        cites = (CITES, target if citation.relation != DRAFTS else None)
        writer.say(iri(subject), [(relation, target), cites])


def _name(writer: Writer, key: str, name: Name) -> None:
    """A stub, or the name of a document that is held."""
    for document in sorted(name.documents):
        writer.say(iri(key), [(REPLACED_BY, iri(document))])
    if name.documents and not name.open:
        return
    writer.say(iri(key), [(A, TYPE["StubDocument"]), (TITLE, plain(_best(name.titles)))])
    writer.say(iri(key), [*number(_best(name.numbers)), (DEMAND, integer(len(name.citing)))])


def _outside(
    writer: Writer, records: Iterable[Record], agencies: Iterable[Described], registry: Registry
) -> None:
    without = {agency.iri for agency in outside(agencies)}
    above = parents(agencies)
    for agency in agencies:
        own_pairs = agency.pairs() if agency.iri in without else []
        part_of = (SUBORDINATE, iri(above[agency.iri]) if agency.iri in above else None)
        writer.say(iri(agency.iri), [*own_pairs, *agency.also(), part_of])
    known = {model.name for model in registry.models}
    for taken in {taken for record in records for taken in record.adoptions}:
        if taken.name not in known:
            writer.say(iri(taken.model), [(A, MODEL), (LABEL, plain(taken.name))])


def _unknown_regions(writer: Writer, codes: Iterable[str], registry: Registry, names: Names) -> None:
    """A code that the table does not have is a region all the same, called by it."""
    for code in codes:
        if registry.region(code) is None:
            writer.say(iri(names.region(code)), [(A, REGION), (LABEL, plain(code)), (NOTATION, plain(code))])


def _mirrors(writer: Writer, mirrors: Mapping[str, tuple[str, ...]]) -> None:
    for document, copies in mirrors.items():
        writer.say(iri(document), [(MIRROR, raw(copy)) for copy in copies])


def _best(counts: Counter[str]) -> str | None:
    return min(counts, key=lambda key: (-counts[key], key)) if counts else None
