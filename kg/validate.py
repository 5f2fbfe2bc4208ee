"""Does a graph keep its own promises: the SHACL shapes, and SPARQL checks that direct properties and facts agree both ways.

Reads a store, yields findings; nothing is changed. `kg validate` prints them and fails where there are any.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import pyshacl
from rdflib import RDF, SH, Graph

from kg.namespaces import NS
from kg.paths import ONTOLOGY
from kg.store import Store

SHOWN = 5  # examples of one finding in a summary
_ROLES = "kg:ledBy kg:responsibleAgency kg:supportedBy kg:guidedBy"
_RELATIONS = "kg:basedOn kg:implements kg:forwards kg:encloses kg:amends kg:repeals"

CHECKS = {
    "role without direct property": f"""SELECT ?node ?detail {{
        VALUES ?detail {{ {_ROLES} }}
        ?fact kg:role ?detail ; kg:agency ?agency ; kg:inProvision ?node
        FILTER NOT EXISTS {{ ?node ?detail ?agency }} }}""",
    "direct property without role": f"""SELECT ?node ?detail {{
        VALUES ?detail {{ {_ROLES} }}
        ?node ?detail ?agency
        FILTER NOT EXISTS {{ ?fact kg:inProvision ?node ; kg:role ?detail ; kg:agency ?agency }} }}""",
    "role that is not written out as assignedTo": f"""SELECT ?node ?detail {{
        VALUES ?detail {{ {_ROLES} }}
        ?node ?detail ?agency FILTER NOT EXISTS {{ ?node kg:assignedTo ?agency }} }}""",
    "assignedTo without role": f"""SELECT ?node ?detail {{
        ?node kg:assignedTo ?detail
        FILTER NOT EXISTS {{ VALUES ?role {{ {_ROLES} }} ?node ?role ?detail }} }}""",
    "sole agency that is not assigned": """SELECT ?node ?detail {
        ?node kg:soleAgency ?detail FILTER NOT EXISTS { ?node kg:assignedTo ?detail } }""",
    "target without hasTarget": """SELECT ?node ?detail {
        ?node a kg:Target ; kg:inProvision ?detail FILTER NOT EXISTS { ?detail kg:hasTarget ?node } }""",
    "hasTarget without target": """SELECT ?node ?detail {
        ?node kg:hasTarget ?detail FILTER NOT EXISTS { ?detail kg:inProvision ?node } }""",
    "date without dueBy": """SELECT ?node ?detail {
        ?node kg:inProvision ?place ; kg:dueBy ?detail FILTER NOT EXISTS { ?place kg:dueBy ?detail } }""",
    "dueBy without date": """SELECT ?node ?detail {
        ?node a kg:Provision ; kg:dueBy ?detail
        FILTER NOT EXISTS { ?fact kg:inProvision ?node ; kg:dueBy ?detail } }""",
    "adoption without adoptsModel": """SELECT ?node ?detail {
        ?node kg:adopter ?region ; kg:model ?detail FILTER NOT EXISTS { ?region kg:adoptsModel ?detail } }""",
    "adoptsModel without adoption": """SELECT ?node ?detail {
        ?node kg:adoptsModel ?detail FILTER NOT EXISTS { ?fact kg:adopter ?node ; kg:model ?detail } }""",
    "citation without relation": """SELECT ?node ?detail {
        ?node kg:relation ?detail ; kg:statedIn ?document ; kg:names ?name
        FILTER NOT EXISTS { ?node kg:inside ?outer }
        OPTIONAL { ?node kg:cited ?cited OPTIONAL { ?carrier kg:promulgates ?cited } }
        BIND(COALESCE(?carrier, ?cited, ?name) AS ?target)
        FILTER(?target != ?document)
        FILTER NOT EXISTS { ?document ?detail ?target } }""",
    "relation without citation": f"""SELECT ?node ?detail {{
        VALUES ?detail {{ {_RELATIONS} kg:drafts }}
        ?node ?detail ?target
        FILTER NOT EXISTS {{ ?fact kg:relation ?detail ; kg:statedIn ?node }}
        FILTER NOT EXISTS {{ ?fact kg:relation ?detail ; kg:inside ?outer }} }}""",
    "relation that is not written out as cites": f"""SELECT ?node ?detail {{
        VALUES ?detail {{ {_RELATIONS} }}
        ?node ?detail ?target FILTER NOT EXISTS {{ ?node kg:cites ?target }} }}""",
    "quote that is not as long as its span": """SELECT ?node ?detail {
        ?node kg:quote ?quote ; kg:start ?start ; kg:end ?end
        FILTER(STRLEN(?quote) != ?end - ?start) BIND(?quote AS ?detail) }""",
    "text that is not as long as its span": """SELECT ?node ?detail {
        ?node a kg:Task ; kg:text ?text ; kg:start ?start ; kg:end ?end
        FILTER(STRLEN(?text) != ?end - ?start) BIND(?text AS ?detail) }""",
    "triple in two graphs": """SELECT ?node ?detail {
        GRAPH ?one { ?node ?detail ?value } GRAPH ?two { ?node ?detail ?value } FILTER(STR(?one) < STR(?two)) }""",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: which check, at which node, and what about it."""

    check: str
    node: str
    detail: str

    def __str__(self) -> str:
        return f"{self.check}: {self.node} ({self.detail})"


@dataclass(frozen=True, slots=True)
class Report:
    """What validation found; ``report.ok`` is true where the graph keeps all promises."""

    findings: tuple[Finding, ...]
    checked: int  # shapes and queries

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings

    def summary(self) -> str:
        """For a person: each check with its number of findings and the first few of them."""
        counts = Counter(finding.check for finding in self.findings)
        lines = [f"{self.checked} 项检查 checks, {len(self.findings)} 处问题 findings"]
        for check, count in sorted(counts.items()):
            lines.append(f"{check}: {count}")
            shown = [finding for finding in self.findings if finding.check == check][:SHOWN]
            lines.extend(f"  {finding.node}  {finding.detail[:120]}" for finding in shown)
        return "\n".join(lines)


def validate(store: Store) -> Report:
    """Run every shape and every check over all graphs of a store."""
    findings = [*by_queries(store), *by_shapes(store)]
    ordered = sorted(set(findings), key=lambda finding: (finding.check, finding.node, finding.detail))
    shapes = sum(1 for _ in _shapes().subjects(RDF.type, SH.NodeShape))
    return Report(tuple(ordered), len(CHECKS) + shapes)


def by_queries(store: Store) -> Iterator[Finding]:
    """What the SPARQL checks find."""
    for check, query in CHECKS.items():
        for row in store.select(query):
            yield Finding(check, str(row["node"]), _short(str(row["detail"])))


def by_shapes(store: Store) -> Iterator[Finding]:
    """What the SHACL shapes find, in the union of all graphs; of the table of regions, in what is spoken of."""
    data = Graph()
    data.parse(
        data="".join(_spoken_of(_triples(store.dump()), f"<{store.manifest.base}region/")), format="nt"
    )
    _, results, _ = pyshacl.validate(data, shacl_graph=_shapes(), inference="none", advanced=False)
    if isinstance(results, Graph):
        yield from _results(results)


def _spoken_of(triples: Iterable[str], region: str) -> list[str]:
    """All triples but those of regions that nothing else leads to: the table has thousands, and a test of its own."""
    rest: list[str] = []
    table: dict[str, list[str]] = {}
    for triple in triples:
        subject = triple.partition(" ")[0]
        (table.setdefault(subject, []) if subject.startswith(region) else rest).append(triple)
    new = {subject for subject, lines in table.items() if any("adoptsModel>" in line for line in lines)}
    new |= {_object(triple) for triple in rest}
    while new := new & table.keys():
        lines = [line for subject in new for line in table.pop(subject)]
        rest += lines
        new = {_object(line) for line in lines}
    return rest


def _object(triple: str) -> str:
    return triple.split(" ", 2)[2].removesuffix(" .\n")


def _results(results: Graph) -> Iterator[Finding]:
    for result in results.subjects(RDF.type, SH.ValidationResult):
        path, node = results.value(result, SH.resultPath), results.value(result, SH.focusNode)
        component = _short(str(results.value(result, SH.sourceConstraintComponent)))
        value = results.value(result, SH.value)
        check = f"shape of {_short(str(path or 'node'))}: {component.removesuffix('ConstraintComponent')}"
        yield Finding(check, str(node), _short(str(value if value is not None else "")))


def _triples(quads: Iterable[str]) -> Iterator[str]:
    """Lines of N-Quads without their graph."""
    return (f"{quad[: quad.rindex(' <')]} .\n" for quad in quads)


def _short(text: str) -> str:
    return (
        "kg:" + text.removeprefix(NS)
        if text.startswith(NS)
        else text.rpartition("#")[2]
        if "#" in text
        else text
    )


@cache
def _shapes() -> Graph:
    return Graph().parse(ONTOLOGY / "shapes.ttl")
