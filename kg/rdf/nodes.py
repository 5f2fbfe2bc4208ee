"""The nodes of facts with their evidence: where each is stated, its span, its quote, and the rule that read it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

from kg.model import Fact
from kg.namespaces import Names, utf8
from kg.rdf.context import Context
from kg.rdf.document import END, START, A
from kg.rdf.lines import before, column
from kg.rdf.tasks import Place
from kg.rdf.terms import iri, own

IS = {
    name: before(A) + utf8(own(name))
    for name in ("Citation", "Responsibility", "Target", "Deadline", "ModelAdoption")
}
STATED_IN, IN_PROVISION = before(own("statedIn")), before(own("inProvision"))
QUOTE, RULE = before(own("quote")), before(own("rule"))

# A fact as a term, where it stands (a provision, a stretch, or outside all), and the parts of its evidence.
Node: TypeAlias = tuple[bytes, bytes | None, tuple[bytes, ...]]


# What facts in one provision share: what their IRIs begin with, the node, its part, and the place where it has stretches.
Spot: TypeAlias = tuple[bytes, bytes | None, bytes, Place | None]


class Nodes:
    """Makes the nodes of one document's facts, whose provisions are at `places`; `rules` are those that read one."""

    def __init__(self, context: Context, places: dict[str, Place]) -> None:
        self.context = context
        self.places = places
        self.rules: dict[str, bytes] = {}
        self._spots: dict[str | None, Spot] = {}
        self._document = utf8(iri(context.document))
        self._stated_in = STATED_IN + self._document

    def of(self, kind: str, cls: str, facts: Sequence[Fact], fields: Sequence[str]) -> list[Node]:
        """The node of each fact of one kind; an exact repeat in the same place gets ``-2``."""
        nodes: list[Node] = []
        quotes = [fact.quote for fact in facts]
        ends = self.context.names.fact_ends(kind, quotes, fields)
        is_a, stated_in = IS[cls], self._stated_in
        spots, rules, counts = self._spots, self.rules, dict[tuple[bytes, bytes], int]()
        for fact, quote, end in zip(facts, column(QUOTE, quotes), ends, strict=True):
            start, provision = fact.start, fact.provision
            rule = rules.get(fact.rule) or self._rule(fact.rule)
            stem, node, inside, place = spots.get(provision) or self._spot(provision)
            if place is not None:
                node = place.node(start)
                inside = IN_PROVISION + node
            key = (stem, end)
            if key in counts:
                counts[key] += 1
                subject = b"%b%b-%d>" % (stem, end, counts[key])
            else:
                counts[key] = 1
                subject = b"%b%b>" % key
            first, last = START % start, END % fact.end
            if node is None:
                nodes.append((subject, None, (is_a, stated_in, first, last, quote, rule)))
            else:
                nodes.append((subject, node, (is_a, stated_in, inside, first, last, quote, rule)))
        return nodes

    def _spot(self, provision: str | None) -> Spot:
        place = self.places.get(provision or "")
        if place is None:
            spot: Spot = (self._document[:-1], None, b"", None)
        else:
            _, term, _, ends, _ = place
            spot = (term[:-1], term, IN_PROVISION + term, place if ends else None)
        self._spots[provision] = spot
        return spot

    def _rule(self, rule: str) -> bytes:
        self.rules[rule] = _rule_part(self.context.names.base, rule)
        return self.rules[rule]


@lru_cache(maxsize=1024)  # the rules are those of the lexicon
def _rule_part(base: str, rule: str) -> bytes:
    return RULE + utf8(iri(Names(base).rule(rule)))
