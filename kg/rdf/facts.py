"""Fact nodes with their evidence, and the direct properties that follow from them and from nothing else."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from kg.model import Adoption, Citation, Fact, Responsibility, Target
from kg.namespaces import split_number, title_key
from kg.rdf.context import Context
from kg.rdf.document import NUMBER, TITLE, A, is_own_plan
from kg.rdf.record import CitedName, Taken
from kg.rdf.tasks import Place
from kg.rdf.terms import TRUE, Pair, concept_of, decimal, due, integer, iri, own, plain, raw

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
KIND = {name: own(name) for name in ("Citation", "Responsibility", "Target", "Deadline", "ModelAdoption")}
STATED_IN, IN_PROVISION, START, END = own("statedIn"), own("inProvision"), own("start"), own("end")
QUOTE, RULE = own("quote"), own("rule")
NAMES, RELATION, INSIDE = own("names"), own("relation"), own("inside")
AGENCY, ROLE, RANK, SAID_IN = own("agency"), own("role"), own("rank"), own("saidIn")
SHARED, OPEN_LIST = own("shared"), own("openList")
ASSIGNED, SOLE, HAS_TARGET, DUE_BY = own("assignedTo"), own("soleAgency"), own("hasTarget"), own("dueBy")
INDICATOR, COMPARATOR, VALUE, MAX, UNIT = (
    own("indicator"),
    own("comparator"),
    own("value"),
    own("maxValue"),
    own("unit"),
)
DEADLINE, RECURRENCE = own("deadline"), own("recurrence")
ADOPTER, MODEL, STANCE, VIA, AS_OF = own("adopter"), own("model"), own("stance"), own("via"), own("asOf")
ABOUT_REGION, ABOUT_YEAR, MODE = own("aboutRegion"), own("aboutYear"), own("mode")
NESTED = 8  # how many citations before a place are looked at for one that holds it


class Facts:
    """Writes the facts of one document, whose provisions are at `places`."""

    def __init__(self, context: Context, places: dict[str, Place]) -> None:
        self.context = context
        self.places = places
        self.rules: dict[str, str] = {}
        self._stated_in: Pair = (STATED_IN, iri(context.document))
        self._citations = sorted(context.found.citations, key=lambda one: (one.start, -one.end))
        self._starts = [citation.start for citation in self._citations]
        rows = reversed(context.found.attributions)
        self._years = {row.provision: row.year for row in rows if row.year}  # the first one of each provision

    def citations(self, plans: dict[str, str]) -> list[CitedName]:
        """Every mention of a document; what it means is decided by `kg.link`."""
        return [self._citation(citation, plans) for citation in self.context.found.citations]

    def responsibilities(self) -> None:
        """Every mention of an agency in a role, and who is assigned to what."""
        assigned: dict[str, list[tuple[Responsibility, str]]] = {}
        for duty in self.context.found.responsibilities:
            agency = iri(self.context.agency(duty))
            node = self._responsibility(duty, agency)
            if node:
                role = ROLE_TERM[duty.role]
                self.context.writer.say(node, ((role, agency), (ASSIGNED, agency)))
                assigned.setdefault(node, []).append((duty, agency))
        for node, duties in assigned.items():
            self.context.writer.node(node, ((SOLE, self._sole(duties)),))

    def targets(self) -> None:
        """Every figure to be reached."""
        for target in self.context.found.targets:
            limit = due(target.deadline)
            fields = (decimal(target.value), target.deadline)
            subject, node = self._fact("target", "Target", target, fields, _figure(target, limit))
            self._direct(node, ((HAS_TARGET, subject), (DUE_BY, limit)))

    def deadlines(self) -> None:
        """Every time by which something is to be done."""
        for deadline in self.context.found.deadlines:
            limit = due(deadline.deadline)
            pairs = [
                (DEADLINE, plain(deadline.deadline)),
                (DUE_BY, limit),
                (RECURRENCE, plain(deadline.recurrence)),
            ]
            _, node = self._fact("deadline", "Deadline", deadline, (deadline.deadline,), pairs)
            self._direct(node, ((DUE_BY, limit),))

    def adoptions(self) -> list[Taken]:
        """Every region that takes up a model; the direct property is written by `kg.link`."""
        return [taken for adoption in self.context.found.adoptions if (taken := self._adoption(adoption))]

    def attributions(self) -> None:
        """Of which region and year a paragraph of a round-up speaks, and whether it plans or reviews."""
        for row in self.context.found.attributions:
            place, region = self.places.get(row.provision), self.context.region(row.region)
            if place:
                pairs = [(ABOUT_REGION, iri(region) if region else None), (ABOUT_YEAR, _year(row.year))]
                self.context.writer.say(iri(place.iri), [*pairs, (MODE, concept_of("mode", row.mode))])

    def _fact(
        self, kind: str, cls: str, fact: Fact, fields: tuple[str | None, ...], pairs: Iterable[Pair]
    ) -> tuple[str, str | None]:
        """The node of one fact with its evidence, and where it stands: a provision, a stretch, or outside all."""
        context, place = self.context, self.places.get(fact.provision or "")
        node = iri(place.node(fact.start)) if place else None
        above = place.iri if place else context.document
        subject = iri(context.fact(above, kind, fact.quote, *fields))
        evidence = (
            (A, KIND[cls]),
            self._stated_in,
            (IN_PROVISION, node),
            (START, integer(fact.start)),
            (END, integer(fact.end)),
            (QUOTE, raw(fact.quote)),
            (RULE, self._rule(fact.rule)),
        )
        context.writer.node(subject, (*evidence, *pairs))
        return subject, node

    def _rule(self, rule: str) -> str:
        if rule not in self.rules:
            self.rules[rule] = iri(self.context.names.rule(rule))
        return self.rules[rule]

    def _direct(self, node: str | None, pairs: Iterable[Pair]) -> None:
        if node:
            self.context.writer.say(node, pairs)

    def _citation(self, citation: Citation, plans: dict[str, str]) -> CitedName:
        names = self.context.names.cited(citation.title, citation.number)
        relation = RELATION_TERM.get(citation.relation, RELATION_TERM["cites"])
        pairs = [
            (NAMES, iri(names)),
            (RELATION, relation),
            (INSIDE, plain(citation.inside)),
            (TITLE, plain(citation.title)),
            (NUMBER, plain(citation.number)),
        ]
        subject, _ = self._fact("citation", "Citation", citation, (citation.relation,), pairs)
        plan = plans.get(title_key(citation.title or "")) if is_own_plan(citation) else None
        outer = self._outer(citation)
        return CitedName(
            subject[1:-1], names, citation.relation, citation.title, citation.number, outer, plan
        )

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

    def _responsibility(self, duty: Responsibility, agency: str) -> str | None:
        pairs = (
            (AGENCY, agency),
            (ROLE, ROLE_TERM[duty.role]),
            (RANK, integer(duty.rank)),
            (SAID_IN, raw(duty.source)),
            (SHARED, TRUE if duty.shared else None),
            (OPEN_LIST, TRUE if duty.open_list else None),
        )
        return self._fact("responsibility", "Responsibility", duty, (duty.role,), pairs)[1]

    def _sole(self, duties: list[tuple[Responsibility, str]]) -> str | None:
        """The only agency of a task, where an annotation without 等 names it and it is no group."""
        first, agency = duties[0]
        lone = all(other == agency and not duty.open_list for duty, other in duties)
        named = any(duty.source == "annotation" for duty, _ in duties) and first.function != "group"
        return agency if lone and named else None

    def _adoption(self, adoption: Adoption) -> Taken | None:
        region, model = self.context.region(adoption.region), self.context.names.model(adoption.model)
        pairs = [
            (ADOPTER, iri(region) if region else None),
            (MODEL, iri(model)),
            (STANCE, concept_of("stance", adoption.stance)),
            (VIA, plain(adoption.via)),
            (AS_OF, plain(self._as_of(adoption))),
        ]
        self._fact("adoption", "ModelAdoption", adoption, (adoption.stance, adoption.region), pairs)
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


def _figure(target: Target, limit: str | None) -> list[Pair]:
    return [
        (INDICATOR, plain(target.indicator)),
        (COMPARATOR, concept_of("comparator", target.comparator)),
        (VALUE, decimal(target.value)),
        (MAX, decimal(target.value_max)),
        (UNIT, plain(target.unit)),
        (DEADLINE, plain(target.deadline)),
        (DUE_BY, limit),
        (RECURRENCE, plain(target.recurrence)),
    ]


def _year(year: str | None) -> str | None:
    return integer(int(year)) if year and year.isascii() and year.isdigit() else plain(year)
