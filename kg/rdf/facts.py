"""Fact nodes with their evidence, and the direct properties that follow from them and from nothing else."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.model import Adoption, Citation, Deadline, Responsibility, Target
from kg.namespaces import split_number, title_key, utf8
from kg.rdf.context import Context
from kg.rdf.document import NUMBER, TITLE, is_own_plan
from kg.rdf.lines import before, concept_part, counted, exactly, plain_column, said
from kg.rdf.nodes import Node, Nodes
from kg.rdf.record import CitedName, Taken
from kg.rdf.tasks import Place
from kg.rdf.terms import TRUE, decimal, due, integer, iri, own

ROLES = {"lead": "ledBy", "responsible": "responsibleAgency", "support": "supportedBy", "guide": "guidedBy"}
RELATIONS = {
    "based_on": "basedOn",
    "implements": "implements",
    "forwards": "forwards",
    "encloses": "encloses",
    "amends": "amends",
    "repeals": "repeals",
    "drafts": "drafts",
    "cites": "cites",
}
ROLE_TERM = {token: own(name) for token, name in ROLES.items()}
RELATION_TERM = {token: own(name) for token, name in RELATIONS.items()}
RELATION_PART = {token: before(own("relation")) + utf8(value) for token, value in RELATION_TERM.items()}
NAMES, INSIDE = before(own("names")), before(own("inside"))
CITED_TITLE, CITED_NUMBER = before(TITLE), before(NUMBER)
AGENCY, ROLE, RANK = before(own("agency")), before(own("role")), counted(own("rank"))
SAID_IN = {token: exactly(before(own("saidIn")), token) for token in ("annotation", "text")}
SHARED, OPEN_LIST = (before(own(name)) + utf8(TRUE) for name in ("shared", "openList"))
# each role as a part of a duty, and as the predicate of what the agency is charged with
ROLE_PARTS = {token: (ROLE + utf8(role), before(role)) for token, role in ROLE_TERM.items()}
ASSIGNED, SOLE = before(own("assignedTo")), before(own("soleAgency"))
HAS_TARGET, DUE_BY = before(own("hasTarget")), before(own("dueBy"))
INDICATOR, COMPARATOR, UNIT = before(own("indicator")), before(own("comparator")), before(own("unit"))
VALUE, MAX = before(own("value")), before(own("maxValue"))
DEADLINE, RECURRENCE = before(own("deadline")), before(own("recurrence"))
ADOPTER, MODEL = before(own("adopter")), before(own("model"))
STANCE, VIA, AS_OF = before(own("stance")), before(own("via")), before(own("asOf"))
ABOUT_REGION, ABOUT_YEAR, MODE = before(own("aboutRegion")), before(own("aboutYear")), before(own("mode"))
_new = tuple.__new__  # a third of the time of calling the class
NESTED = 8  # how many citations before a place are looked at for one that holds it


class Charge(NamedTuple):
    """An agency in one role, as written in every duty: 县财政局 supports."""

    agency: bytes
    parts: tuple[bytes, bytes]  # of the duty
    direct: bytes  # of what the agency is charged with: in its role
    assigned: bytes  # … in any


class Facts:
    """Writes the facts of one document, whose provisions are at `places`."""

    def __init__(self, context: Context, places: dict[str, Place]) -> None:
        self.context = context
        self.places = places
        self.nodes = Nodes(context, places)
        # the citations in order, made when asked for
        self._known: tuple[list[Citation], list[int]] | None = None

    def citations(self, plans: dict[str, str]) -> list[CitedName]:
        """Every mention of a document; what it means is decided by `kg.link`."""
        found, lines, out = self.context.found.citations, self.context.lines, []
        known: dict[tuple[str | None, str | None], tuple[str, tuple[bytes, bytes, bytes]]] = {}
        nodes = self.nodes.of("citation", "Citation", found, [one.relation for one in found])
        for one, (subject, _, evidence) in zip(found, nodes, strict=True):
            key = (one.title, one.number)
            names, (name, title, number) = known.get(key) or known.setdefault(key, self._cited(*key))
            relation = RELATION_PART.get(one.relation) or RELATION_PART["cites"]
            inside = said(INSIDE, one.inside) if one.inside else b""
            optional = [part for part in (inside, title, number) if part]
            lines.node(subject, (*evidence, name, relation, *optional))
            plan = plans.get(title_key(one.title or "")) if plans and is_own_plan(one) else None
            outer = self._outer(one, one.inside) if one.inside else None
            term = subject[1:-1].decode("utf-8", "surrogatepass")
            named = (term, names, one.relation, one.title, one.number, outer, plan)
            out.append(_new(CitedName, named))
        return out

    def responsibilities(self) -> None:
        """Every mention of an agency in a role, and who is assigned to what."""
        found, lines = self.context.found.responsibilities, self.context.lines
        charges: dict[tuple[str, str | None, str, str], Charge] = {}
        manners: dict[tuple[int, str, bool, bool], tuple[bytes, ...]] = {}
        sole: dict[bytes, bytes | None] = {}  # the agency of a task, None where it is not the only one
        annotated: set[bytes] = set()
        nodes = self.nodes.of("responsibility", "Responsibility", found, [duty.role for duty in found])
        shared, write = lines.shared, lines.node
        for duty, (subject, node, evidence) in zip(found, nodes, strict=True):
            _, written, role, listed, source, _, _, _, _, rank, open_list, _, name, region, function = duty
            key = (name, region, written, role)
            agency, parts, direct, assigned = charges.get(key) or charges.setdefault(key, self._charge(duty))
            how = (rank, source, listed, open_list)
            manner = manners.get(how) or manners.setdefault(how, _manner(*how))
            write(subject, evidence + parts + manner)
            if node is None:
                continue
            shared[node, direct] = shared[node, assigned] = None
            only = None if open_list else agency
            if node not in sole:
                sole[node] = None if function == "group" else only
            elif sole[node] != only:
                sole[node] = None
            if source == "annotation":
                annotated.add(node)
        for node, alone in sole.items():
            if alone and node in annotated:  # an annotation without 等 names it and it is no group
                lines.node(node, (SOLE + alone,))

    def targets(self) -> None:
        """Every figure to be reached."""
        found, lines = self.context.found.targets, self.context.lines
        values = [decimal(target.value) or "" for target in found]
        fields = [f"{value}\n{target.deadline or ''}" for value, target in zip(values, found, strict=True)]
        nodes = self.nodes.of("target", "Target", found, fields)
        heads = plain_column(INDICATOR, [target.indicator for target in found])
        units = {unit: said(UNIT, unit) for unit in {target.unit for target in found}}
        times = _times(found)
        for target, value, head, (subject, node, evidence) in zip(found, values, heads, nodes, strict=True):
            time, limit, recurrence = times[target.deadline, target.recurrence]
            most = decimal(target.value_max)
            figure = [
                head if target.indicator else b"",
                concept_part(COMPARATOR, "comparator", target.comparator),
                VALUE + value.encode() if value else b"",
                MAX + most.encode() if most else b"",
                units[target.unit],
                time,
                limit,
                recurrence,
            ]
            lines.node(subject, (*evidence, *[part for part in figure if part]))
            if node:
                lines.say(node, (HAS_TARGET + subject, limit))

    def deadlines(self) -> None:
        """Every time by which something is to be done."""
        found, lines = self.context.found.deadlines, self.context.lines
        nodes = self.nodes.of("deadline", "Deadline", found, [one.deadline or "" for one in found])
        times = _times(found)
        for deadline, (subject, node, evidence) in zip(found, nodes, strict=True):
            parts = times[deadline.deadline, deadline.recurrence]
            lines.node(subject, filter(None, evidence + parts))
            if node:
                lines.say(node, parts[1:2])

    def adoptions(self) -> list[Taken]:
        """Every region that takes up a model; the direct property is written by `kg.link`."""
        found = self.context.found.adoptions
        if not found:
            return []
        fields = [f"{adoption.stance or ''}\n{adoption.region or ''}" for adoption in found]
        nodes = self.nodes.of("adoption", "ModelAdoption", found, fields)
        rows = reversed(self.context.found.attributions)
        years = {row.provision: row.year for row in rows if row.year}  # the first one of each provision
        pairs = zip(found, nodes, strict=True)
        return [self._adoption(adoption, node, years) for adoption, node in pairs]

    def attributions(self) -> None:
        """Of which region and year a paragraph of a round-up speaks, and whether it plans or reviews."""
        shared, places = self.context.lines.shared, self.places
        abouts: dict[str | None, bytes] = {}
        years: dict[str | None, bytes] = {}
        for provision, year, mode, _, _, code in self.context.found.attributions:
            if code not in abouts:
                abouts[code] = self._about(code)
            if year not in years:
                years[year] = _year(year)
            if place := places.get(provision):
                term = place.term
                for part in (abouts[code], years[year], concept_part(MODE, "mode", mode)):
                    if part:
                        shared[term, part] = None

    def _about(self, code: str | None) -> bytes:
        region = self.context.region(code)
        return ABOUT_REGION + utf8(iri(region)) if region else b""

    def _cited(self, title: str | None, number: str | None) -> tuple[str, tuple[bytes, bytes, bytes]]:
        """The IRI of what a citation names, and its parts that say the same."""
        names = self.context.names.cited(title, number)
        return names, (NAMES + utf8(iri(names)), said(CITED_TITLE, title), said(CITED_NUMBER, number))

    def _outer(self, citation: Citation, inside: str) -> str:
        """What is named by the citation that this one stands inside."""
        around = (one for one in self._around(citation.start, citation.end) if one.title == inside)
        outer = next(around, None)
        return self.context.names.cited(inside, outer.number if outer else None)

    def _around(self, start: int, end: int) -> Iterator[Citation]:
        """The citations that hold a stretch, the nearest first; names are nested a few deep at most."""
        if self._known is None:
            ordered = sorted(self.context.found.citations, key=lambda one: (one.start, -one.end))
            self._known = ordered, [citation.start for citation in ordered]
        citations, starts = self._known
        last = bisect_right(starts, start)
        for citation in reversed(citations[max(0, last - NESTED) : last]):
            if end <= citation.end and (citation.start, citation.end) != (start, end):
                yield citation

    def _charge(self, duty: Responsibility) -> Charge:
        """The agency of a duty in its role."""
        agency, (part, direct) = utf8(iri(self.context.agency(duty))), ROLE_PARTS[duty.role]
        return _new(Charge, (agency, (AGENCY + agency, part), direct + agency, ASSIGNED + agency))

    def _adoption(self, adoption: Adoption, node: Node, years: Mapping[str, str]) -> Taken:
        region, model = self.context.region(adoption.region), self.context.names.model(adoption.model)
        parts = (
            ADOPTER + utf8(iri(region)) if region else b"",
            MODEL + utf8(iri(model)),
            concept_part(STANCE, "stance", adoption.stance),
            said(VIA, adoption.via),
            said(AS_OF, self._as_of(adoption, years.get(adoption.provision or ""))),
        )
        subject, _, evidence = node
        self.context.lines.node(subject, filter(None, evidence + parts))
        return Taken(region, model, adoption.model)

    def _as_of(self, adoption: Adoption, year: str | None) -> str | None:
        """The attribution's year, else the cited document's, else the document's date."""
        date = self.context.found.metadata.date
        if year or adoption.via != "citation":
            return year or date
        numbers = (split_number(one.number or "") for one in self._around(adoption.start, adoption.end))
        return next((str(parts[1]) for parts in numbers if parts), date)


def _manner(rank: int, source: str, shared: bool, open_list: bool) -> tuple[bytes, ...]:
    """The parts of a duty that say how its agency is named in it."""
    flags = (SHARED if shared else b"", OPEN_LIST if open_list else b"")
    return tuple(filter(None, (RANK % rank, SAID_IN[source], *flags)))


def _times(
    found: Sequence[Target | Deadline],
) -> dict[tuple[str | None, str | None], tuple[bytes, bytes, bytes]]:
    """The parts of each deadline and recurrence: as written, its last day, the recurrence."""
    pairs = {(fact.deadline, fact.recurrence) for fact in found}
    return {
        (deadline, recurrence): (said(DEADLINE, deadline), _due(deadline), said(RECURRENCE, recurrence))
        for deadline, recurrence in pairs
    }


def _due(deadline: str | None) -> bytes:
    limit = due(deadline)
    return DUE_BY + utf8(limit) if limit else b""


def _year(year: str | None) -> bytes:
    if year and year.isascii() and year.isdigit():
        return ABOUT_YEAR + utf8(integer(int(year)))
    return said(ABOUT_YEAR, year)
