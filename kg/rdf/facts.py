"""Fact nodes with their evidence, and the direct properties that follow from them and from nothing else."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.model import Adoption, Citation, Fact, Responsibility, Target
from kg.namespaces import split_number, title_key
from kg.rdf.context import Context
from kg.rdf.document import END, NUMBER, START, TITLE, A, is_own_plan
from kg.rdf.lines import before, concept_part, counted, exactly, said, utf8
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
IS = {
    name: before(A) + utf8(own(name))
    for name in ("Citation", "Responsibility", "Target", "Deadline", "ModelAdoption")
}
STATED_IN, IN_PROVISION = before(own("statedIn")), before(own("inProvision"))
QUOTE, RULE = before(own("quote")), before(own("rule"))
NAMES, RELATION, INSIDE = before(own("names")), before(own("relation")), before(own("inside"))
CITED_TITLE, CITED_NUMBER = before(TITLE), before(NUMBER)
AGENCY, ROLE, RANK = before(own("agency")), before(own("role")), counted(own("rank"))
SAID_IN = {token: exactly(before(own("saidIn")), token) for token in ("annotation", "text")}
SHARED, OPEN_LIST = (before(own(name)) + utf8(TRUE) for name in ("shared", "openList"))
ASSIGNED, SOLE = before(own("assignedTo")), before(own("soleAgency"))
HAS_TARGET, DUE_BY = before(own("hasTarget")), before(own("dueBy"))
INDICATOR, COMPARATOR, UNIT = before(own("indicator")), before(own("comparator")), before(own("unit"))
VALUE, MAX = before(own("value")), before(own("maxValue"))
DEADLINE, RECURRENCE = before(own("deadline")), before(own("recurrence"))
ADOPTER, MODEL = before(own("adopter")), before(own("model"))
STANCE, VIA, AS_OF = before(own("stance")), before(own("via")), before(own("asOf"))
ABOUT_REGION, ABOUT_YEAR, MODE = before(own("aboutRegion")), before(own("aboutYear")), before(own("mode"))
NESTED = 8  # how many citations before a place are looked at for one that holds it


class Charge(NamedTuple):
    """An agency in one role, as written in every duty: 县财政局 supports."""

    agency: bytes
    parts: tuple[bytes, ...]  # of the duty
    direct: tuple[bytes, ...]  # of what the agency is charged with


class Facts:
    """Writes the facts of one document, whose provisions are at `places`."""

    def __init__(self, context: Context, places: dict[str, Place]) -> None:
        self.context = context
        self.places = places
        self.rules: dict[str, bytes] = {}
        self._document = utf8(iri(context.document))
        self._stated_in = STATED_IN + self._document
        self._citations = sorted(context.found.citations, key=lambda one: (one.start, -one.end))
        self._starts = [citation.start for citation in self._citations]
        rows = reversed(context.found.attributions)
        self._years = {row.provision: row.year for row in rows if row.year}  # the first one of each provision

    def citations(self, plans: dict[str, str]) -> list[CitedName]:
        """Every mention of a document; what it means is decided by `kg.link`."""
        return [self._citation(citation, plans) for citation in self.context.found.citations]

    def responsibilities(self) -> None:
        """Every mention of an agency in a role, and who is assigned to what."""
        assigned: dict[bytes, list[tuple[Responsibility, bytes]]] = {}
        charges: dict[tuple[str, str | None, str, str], Charge] = {}
        for duty in self.context.found.responsibilities:
            key = (duty.name, duty.region, duty.agency, duty.role)
            charge = charges.get(key) or charges.setdefault(key, self._charge(duty))
            parts = (
                *charge.parts,
                RANK % duty.rank,
                SAID_IN[duty.source],
                SHARED if duty.shared else b"",
                OPEN_LIST if duty.open_list else b"",
            )
            _, node = self._fact("responsibility", "Responsibility", duty, (duty.role,), parts)
            if node:
                self.context.lines.say(node, charge.direct)
                assigned.setdefault(node, []).append((duty, charge.agency))
        for node, duties in assigned.items():
            if sole := self._sole(duties):
                self.context.lines.node(node, (SOLE + sole,))

    def targets(self) -> None:
        """Every figure to be reached."""
        for target in self.context.found.targets:
            limit = _due(target.deadline)
            fields = (decimal(target.value), target.deadline)
            subject, node = self._fact("target", "Target", target, fields, _figure(target, limit))
            self._direct(node, (HAS_TARGET + subject, limit))

    def deadlines(self) -> None:
        """Every time by which something is to be done."""
        for deadline in self.context.found.deadlines:
            limit = _due(deadline.deadline)
            parts = (said(DEADLINE, deadline.deadline), limit, said(RECURRENCE, deadline.recurrence))
            _, node = self._fact("deadline", "Deadline", deadline, (deadline.deadline,), parts)
            self._direct(node, (limit,))

    def adoptions(self) -> list[Taken]:
        """Every region that takes up a model; the direct property is written by `kg.link`."""
        return [taken for adoption in self.context.found.adoptions if (taken := self._adoption(adoption))]

    def attributions(self) -> None:
        """Of which region and year a paragraph of a round-up speaks, and whether it plans or reviews."""
        known: dict[tuple[str | None, str | None, str], tuple[bytes, ...]] = {}
        for row in self.context.found.attributions:
            key = (row.region, row.year, row.mode)
            if key not in known:
                known[key] = self._about(*key)
            if place := self.places.get(row.provision):
                self.context.lines.say(place.term, known[key])

    def _about(self, code: str | None, year: str | None, mode: str) -> tuple[bytes, ...]:
        region = self.context.region(code)
        about = ABOUT_REGION + utf8(iri(region)) if region else b""
        return about, _year(year), concept_part(MODE, "mode", mode)

    def _fact(
        self, kind: str, cls: str, fact: Fact, fields: tuple[str | None, ...], parts: Iterable[bytes]
    ) -> tuple[bytes, bytes | None]:
        """The node of one fact with its evidence, and where it stands: a provision, a stretch, or outside all."""
        context, place = self.context, self.places.get(fact.provision or "")
        above, node = self._document, None
        if place:
            above, node = place.term, place.node(fact.start) if place.ends else place.term
        subject = context.fact(above, kind, fact.quote, fields)
        evidence = (
            IS[cls],
            self._stated_in,
            IN_PROVISION + node if node else b"",
            START % fact.start,
            END % fact.end,
            exactly(QUOTE, fact.quote),
            self.rules.get(fact.rule) or self._rule(fact.rule),
        )
        context.lines.node(subject, (*evidence, *parts))
        return subject, node

    def _rule(self, rule: str) -> bytes:
        self.rules[rule] = RULE + utf8(iri(self.context.names.rule(rule)))
        return self.rules[rule]

    def _direct(self, node: bytes | None, parts: Iterable[bytes]) -> None:
        if node:
            self.context.lines.say(node, parts)

    def _citation(self, citation: Citation, plans: dict[str, str]) -> CitedName:
        names = self.context.names.cited(citation.title, citation.number)
        parts = (
            NAMES + utf8(iri(names)),
            RELATION + utf8(RELATION_TERM.get(citation.relation, RELATION_TERM["cites"])),
            said(INSIDE, citation.inside),
            said(CITED_TITLE, citation.title),
            said(CITED_NUMBER, citation.number),
        )
        node, _ = self._fact("citation", "Citation", citation, (citation.relation,), parts)
        subject = node[1:-1].decode("utf-8", "surrogatepass")
        plan = plans.get(title_key(citation.title or "")) if is_own_plan(citation) else None
        outer = self._outer(citation)
        return CitedName(subject, names, citation.relation, citation.title, citation.number, outer, plan)

    def _outer(self, citation: Citation) -> str | None:
        """What is named by the citation that this one stands inside."""
        if not citation.inside:
            return None
        around = (
            other for other in self._around(citation.start, citation.end) if other.title == citation.inside
        )
        outer = next(around, None)
        return self.context.names.cited(citation.inside, outer.number if outer else None)

    def _around(self, start: int, end: int) -> Iterator[Citation]:
        """The citations that hold a stretch, the nearest first; names are nested a few deep at most."""
        last = bisect_right(self._starts, start)
        for citation in reversed(self._citations[max(0, last - NESTED) : last]):
            if end <= citation.end and (citation.start, citation.end) != (start, end):
                yield citation

    def _charge(self, duty: Responsibility) -> Charge:
        """The agency of a duty in its role."""
        agency, role = utf8(iri(self.context.agency(duty))), utf8(ROLE_TERM[duty.role])
        direct = (b" %b %b" % (role, agency), ASSIGNED + agency)
        return Charge(agency, (AGENCY + agency, ROLE + role), direct)

    def _sole(self, duties: list[tuple[Responsibility, bytes]]) -> bytes | None:
        """The only agency of a task, where an annotation without 等 names it and it is no group."""
        first, agency = duties[0]
        lone = all(other == agency and not duty.open_list for duty, other in duties)
        named = any(duty.source == "annotation" for duty, _ in duties) and first.function != "group"
        return agency if lone and named else None

    def _adoption(self, adoption: Adoption) -> Taken | None:
        region, model = self.context.region(adoption.region), self.context.names.model(adoption.model)
        parts = (
            ADOPTER + utf8(iri(region)) if region else b"",
            MODEL + utf8(iri(model)),
            concept_part(STANCE, "stance", adoption.stance),
            said(VIA, adoption.via),
            said(AS_OF, self._as_of(adoption)),
        )
        self._fact("adoption", "ModelAdoption", adoption, (adoption.stance, adoption.region), parts)
        return Taken(region, model, adoption.model) if region else None

    def _as_of(self, adoption: Adoption) -> str | None:
        """The attribution's year, else the cited document's, else the document's date."""
        said = self._years.get(adoption.provision or "")
        if said or adoption.via != "citation":
            return said or self.context.found.metadata.date
        numbers = (
            split_number(citation.number or "") for citation in self._around(adoption.start, adoption.end)
        )
        years = [str(parts[1]) for parts in numbers if parts]
        return years[0] if years else self.context.found.metadata.date


def _figure(target: Target, limit: bytes) -> tuple[bytes, ...]:
    value, most = decimal(target.value), decimal(target.value_max)
    return (
        said(INDICATOR, target.indicator),
        concept_part(COMPARATOR, "comparator", target.comparator),
        VALUE + utf8(value) if value else b"",
        MAX + utf8(most) if most else b"",
        said(UNIT, target.unit),
        said(DEADLINE, target.deadline),
        limit,
        said(RECURRENCE, target.recurrence),
    )


def _due(deadline: str | None) -> bytes:
    limit = due(deadline)
    return DUE_BY + utf8(limit) if limit else b""


def _year(year: str | None) -> bytes:
    if year and year.isascii() and year.isdigit():
        return ABOUT_YEAR + utf8(integer(int(year)))
    return said(ABOUT_YEAR, year)
