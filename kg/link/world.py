"""``graph/registry``: regions with their history, agencies of the table of bodies with their changes, models, rules, concepts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

import pyoxigraph as ox

from kg.lexicon import Lexicon
from kg.link.agencies import ALSO, LABEL, A, Described
from kg.namespaces import Names, level
from kg.paths import ONTOLOGY
from kg.rdf.record import Record
from kg.rdf.terms import Pair, Writer, concept_of, decimal, due, iri, own, plain, std
from kg.registry import Body, Change, Form, Region, Registry

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
_CONCEPTS = frozenset(std("skos", name) for name in ("Concept", "ConceptScheme"))


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
    return "".join(sorted(writer.lines()))


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
    writer.say(iri(region), [*pairs, *((SUCCEEDED, iri(place)) for place in sorted(later))])


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
        writer.say(iri(names.model(model.name)), [*pairs, (own("origin"), place)])


def _rules(writer: Writer, used: Iterable[str], lexicon: Lexicon, names: Names) -> None:
    confidence = {rule.id: rule.confidence for rule in lexicon.rules()} | {GOLD: 1.0}
    for rule in used:
        pairs = [
            (A, own("Rule")),
            (NOTATION, plain(rule)),
            (own("confidence"), decimal(confidence.get(rule))),
        ]
        writer.say(iri(names.rule(rule)), pairs)


def _agencies(writer: Writer, agencies: list[Described], registry: Registry, names: Names) -> None:
    """Those that documents name, and what each was before and became."""
    named = {agency.iri for agency in agencies}
    unnamed: dict[str, Described] = {}  # what they were or became and no document names
    changes: dict[str, list[Change]] = {}
    for change in registry.changes():
        for body in (change.before, change.after):
            changes.setdefault(body, []).append(change)
    for agency in agencies:
        writer.say(iri(agency.iri), agency.pairs())
        for change in changes.get(agency.body or "", ()):
            other = _change(writer, agency, change, registry, names)
            if other.iri not in named:
                told = unnamed.setdefault(other.iri, other)
                if told is not other:
                    told.names.update(other.names)
    for agency in unnamed.values():
        writer.say(iri(agency.iri), agency.pairs())


def _change(writer: Writer, agency: Described, change: Change, registry: Registry, names: Names) -> Described:
    """Tells of the event by which one agency became another; that other, described after the first."""
    by_id = registry.bodies.by_id
    old, new = (names.agency(agency.code, agency.name, body) for body in (change.before, change.after))
    other, body = (new, change.after) if agency.body == change.before else (old, change.before)
    told = Described(other, agency.code, body, regions=agency.regions)
    told.names[renamed(agency, by_id[body], registry)] += 1
    told.functions[by_id[body].function] += 1
    pairs = [(A, CHANGE), (BEFORE, iri(old)), (AFTER, iri(new)), (DATE, first_day(change.date))]
    writer.say(iri(names.change(new, change.before)), pairs)
    return told


def renamed(agency: Described, body: Body, registry: Registry) -> str:
    """The full name of another body of the same region: 普陀区卫生和计划生育委员会 → 普陀区卫生健康委员会."""
    alike = [name for name in body.names if name[-1] == agency.name[-1]]
    name = (alike or list(body.names))[0]
    place = registry.region(agency.code)
    if body.national or place is None:
        return name
    return registry.written(Form(body, name), registry.regions.full_name(place), registry.regions.stem(place))


def _concepts(writer: Writer, genres: Iterable[str]) -> None:
    """The concepts of the ontology, and genres that documents have besides."""
    known = vocabulary_concepts()
    for subject, pairs in known.items():
        writer.say(subject, pairs)
    scheme = own("genre-scheme")
    for genre in genres:
        node = concept_of("genre", genre)
        if node and node not in known:
            what: list[Pair] = [(A, std("skos", "Concept")), (std("skos", "inScheme"), scheme)]
            writer.say(node, [*what, (NOTATION, plain(genre)), (LABEL, plain(genre))])


@cache
def vocabulary_concepts() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """The concepts and schemes of ``ontology/kg.ttl``, subject by subject, as terms."""
    triples = list(ox.parse(path=str(ONTOLOGY / "kg.ttl"), format=ox.RdfFormat.TURTLE))
    chosen = {
        triple.subject for triple in triples if str(triple.predicate) == A and str(triple.object) in _CONCEPTS
    }
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for triple in triples:
        if triple.subject in chosen:
            pair = (str(triple.predicate), str(triple.object))
            found[str(triple.subject)] = (*found.get(str(triple.subject), ()), pair)
    return found
