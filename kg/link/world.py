"""``graph/registry``: regions with their history, agencies of the table of bodies with their changes, models, rules, concepts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import pyoxigraph as ox

from kg.lexicon import Lexicon
from kg.link.agencies import ALSO, LABEL, A, Described
from kg.namespaces import STANDARD, Names, level
from kg.paths import ONTOLOGY
from kg.rdf.record import Record
from kg.rdf.terms import Pair, Writer, concept_of, decimal, due, iri, own, plain, std
from kg.registry import Body, Region, Registry

NOTATION, DATE = std("skos", "notation"), std("dct", "date")
LEVEL, WITHIN, FROM, TO, SUCCEEDED = (
    own("level"),
    own("within"),
    own("validFrom"),
    own("validTo"),
    own("succeededBy"),
)
CHANGE, BEFORE, AFTER = (
    std("org", "ChangeEvent"),
    std("org", "originalOrganization"),
    std("org", "resultingOrganization"),
)
GOLD = "gold"  # the rule of a fact that a person wrote down
_CONCEPTS = frozenset(STANDARD["skos"] + name for name in ("Concept", "ConceptScheme"))


def registry_graph(
    records: Iterable[Record],
    agencies: Iterable[Described],
    registry: Registry,
    lexicon: Lexicon,
    names: Names,
) -> str:
    """The lines of ``graph/registry``: the whole table of regions and models, and what the documents use of the rest."""
    records = list(records)
    writer = Writer(names.registry_graph())
    periods: dict[str, list[Region]] = {}
    for region in registry.regions:
        periods.setdefault(names.region(region.code, region.name), []).append(region)
    for region_iri, rows in periods.items():
        _region(writer, region_iri, rows, registry, names)
    _models(writer, registry, names)
    _rules(writer, {rule for record in records for rule in record.rules}, lexicon, names)
    _agencies(writer, [agency for agency in agencies if agency.body], registry, names)
    _concepts(writer, {record.genre for record in records if record.genre})
    return "".join(sorted(writer.lines))


def _region(writer: Writer, region: str, rows: list[Region], registry: Registry, names: Names) -> None:
    """One region; a name and code that were given up and taken again are one, from its first day to its last."""
    rows = sorted(rows, key=lambda row: row.valid_from or "")
    last = rows[-1]
    above = registry.region(last.parent, last.valid_from) if last.parent else None
    later = {names.region(*place.split("-", 1)) for row in rows for place in row.succeeded_by} - {region}
    pairs = [
        (A, own("Region")),
        (LABEL, plain(last.name)),
        (NOTATION, plain(last.code)),
        (LEVEL, concept_of("level", level(last.code))),
        (WITHIN, iri(names.region(above.code, above.name)) if above else None),
        (FROM, first_day(rows[0].valid_from)),
        (TO, first_day(last.valid_to)),
    ]
    writer.node(iri(region), [*pairs, *((SUCCEEDED, iri(place)) for place in sorted(later))])


def first_day(month: str | None) -> str | None:
    """xsd:date of the first day of a month: ``2011-10`` → 2011-10-01."""
    return due(f"{month}-01" if month and len(month) == 7 else f"{month}-01-01" if month else None)


def _models(writer: Writer, registry: Registry, names: Names) -> None:
    for model in registry.models:
        origin = registry.region(model.origin)
        pairs = [
            (A, own("Model")),
            (LABEL, plain(model.name)),
            *((ALSO, plain(name)) for name in model.aliases),
        ]
        place = iri(names.region(origin.code, origin.name)) if origin else None
        writer.node(iri(names.model(model.name)), [*pairs, (own("origin"), place)])


def _rules(writer: Writer, used: Iterable[str], lexicon: Lexicon, names: Names) -> None:
    confidence = {rule.id: rule.confidence for rule in lexicon.rules()} | {GOLD: 1.0}
    for rule in used:
        pairs = [
            (A, own("Rule")),
            (NOTATION, plain(rule)),
            (own("confidence"), decimal(confidence.get(rule))),
        ]
        writer.node(iri(names.rule(rule)), pairs)


def _agencies(writer: Writer, agencies: list[Described], registry: Registry, names: Names) -> None:
    """Those that documents name, and what each was before and became."""
    bodies = {body.id: body for body in registry.bodies}
    named = {agency.iri for agency in agencies}
    for agency in agencies:
        writer.node(iri(agency.iri), agency.pairs())
        body = bodies.get(agency.body or "")
        for before, after in _changes(body, bodies.values()) if body else ():
            _change(writer, agency, before, after, named, names)


def _changes(body: Body, bodies: Iterable[Body]) -> Iterator[tuple[Body, Body]]:
    """What a body was before and became: 卫生和计划生育委员会 → 卫生健康委员会."""
    by_id = {other.id: other for other in bodies}
    yield from ((body, by_id[after]) for after in body.succeeded_by if after in by_id)
    yield from ((other, body) for other in by_id.values() if body.id in other.succeeded_by)


def _change(
    writer: Writer, agency: Described, before: Body, after: Body, named: set[str], names: Names
) -> None:
    old, new = (names.agency(agency.code, agency.name, body.id) for body in (before, after))
    for one, body in ((old, before), (new, after)):
        if one not in named:
            other = Described(one, agency.code, body.id, regions=agency.regions)
            other.names[renamed(agency.name, before if body is after else after, body)] += 1
            other.functions[body.function] += 1
            writer.node(iri(one), other.pairs())
    event = iri(names.change(new))
    writer.node(
        event,
        [(A, CHANGE), (BEFORE, iri(old)), (AFTER, iri(new)), (DATE, first_day(after.valid_from))],
    )


def renamed(name: str, body: Body, other: Body) -> str:
    """The full name under which the same office is another body: 普陀区卫生和计划生育委员会 → 普陀区卫生健康委员会."""
    stem = max((stem for stem in body.names if name.endswith(stem)), key=len, default=None)
    if stem is None or not other.names:
        return other.names[0] if other.names else other.id
    alike = [candidate for candidate in other.names if candidate[-1] == stem[-1]]
    return name.removesuffix(stem) + (alike or list(other.names))[0]


def _concepts(writer: Writer, genres: Iterable[str]) -> None:
    """The concepts of the ontology, and genres that documents have besides."""
    known = vocabulary_concepts()
    for subject, pairs in known.items():
        writer.node(subject, pairs)
    scheme = own("genre-scheme")
    for genre in genres:
        node = concept_of("genre", genre)
        if node and node not in known:
            what: list[Pair] = [(A, std("skos", "Concept")), (std("skos", "inScheme"), scheme)]
            writer.node(node, [*what, (NOTATION, plain(genre)), (LABEL, plain(genre))])


@cache
def vocabulary_concepts() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """The concepts and schemes of ``ontology/kg.ttl``, subject by subject, as terms."""
    triples = list(ox.parse(path=str(ONTOLOGY / "kg.ttl"), format=ox.RdfFormat.TURTLE))
    chosen = {
        triple.subject
        for triple in triples
        if isinstance(triple.object, ox.NamedNode) and triple.object.value in _CONCEPTS
    }
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for triple in triples:
        if triple.subject in chosen:
            pair = (str(triple.predicate), str(triple.object))
            found[str(triple.subject)] = (*found.get(str(triple.subject), ()), pair)
    return found
