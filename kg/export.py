"""The graph in other formats: Turtle, N-Quads and JSON-LD for other stores, GraphML for drawing programs.

Reads a store; yields text. N-Quads keeps the named graphs, the others are the union. GraphML holds documents, tasks,
agencies and regions that have to do with one another, with the direct properties between them, for a drawing program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from kg.errors import KgError
from kg.store import Store

UNION = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
NODES = """
SELECT ?node (MAX(?c) AS ?class) (MIN(?name) AS ?label) WHERE {
  VALUES ?c { kg:PolicyDocument kg:Article kg:StubDocument kg:Task kg:Provision kg:Agency kg:AgencyGroup kg:Region kg:Model }
  ?node a ?c .
  OPTIONAL { ?node skos:prefLabel ?own } OPTIONAL { ?node dct:title ?title } OPTIONAL { ?node kg:number ?number }
  BIND(COALESCE(?own, ?title, ?number) AS ?name)
} GROUP BY ?node ORDER BY ?node"""
EDGES = """
SELECT DISTINCT ?from ?property ?to WHERE {
  VALUES ?property {
    kg:ledBy kg:responsibleAgency kg:supportedBy kg:guidedBy kg:partOf kg:issuer kg:basedOn kg:implements kg:forwards
    kg:amends kg:repeals kg:drafts kg:cites kg:adoptsModel kg:region
  }
  ?from ?property ?to
} ORDER BY ?from ?property ?to"""
_FORBIDDEN = {code: None for code in range(32) if code not in (9, 10, 13)} | {0xFFFE: None, 0xFFFF: None}


def export(store: Store, form: str) -> Iterator[str]:
    """The whole graph as text, piece by piece; `form` is one of FORMATS; raises KgError for another."""
    if form not in FORMATS:
        raise KgError(f"there is no format {form}; formats are {', '.join(FORMATS)}")
    return FORMATS[form](store)


def _rdf(form: ox.RdfFormat) -> Callable[[Store], Iterator[str]]:
    def write(store: Store) -> Iterator[str]:
        """The union of all graphs, with the usual prefixes; numbers stay as they are written (``5``, not ``5.0``)."""
        triples = ox.parse(store.construct(UNION), format=ox.RdfFormat.N_TRIPLES)
        found = ox.serialize((quad.triple for quad in triples), format=form, prefixes=store.prefixes)
        yield (found or b"").decode("utf-8") + "\n"

    return write


def _graphml(store: Store) -> Iterator[str]:
    nodes = {str(row["node"]): row for row in store.select(NODES)}
    edges = [(str(row["from"]), str(row["to"]), str(row["property"])) for row in store.select(EDGES)]
    drawn = [edge for edge in edges if edge[0] in nodes and edge[1] in nodes]
    used = {end for edge in drawn for end in edge[:2]}
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for key, of in (("label", "node"), ("class", "node"), ("property", "edge")):
        yield f'  <key id="{key}" for="{of}" attr.name="{key}" attr.type="string"/>\n'
    yield '  <graph edgedefault="directed">\n'
    yield from (_node(iri, nodes[iri]) for iri in sorted(used))
    yield from (_edge(start, end, name.rpartition("#")[2]) for start, end, name in drawn)
    yield "  </graph>\n</graphml>\n"


def _node(iri: str, row: Mapping[str, object]) -> str:
    label, cls = str(row["label"] or iri.rpartition("/")[2]), str(row["class"]).rpartition("#")[2]
    return f"    <node id={quoteattr(iri)}>{_data('label', label)}{_data('class', cls)}</node>\n"


def _edge(start: str, end: str, name: str) -> str:
    return f"    <edge source={quoteattr(start)} target={quoteattr(end)}>{_data('property', name)}</edge>\n"


def _data(key: str, value: str) -> str:
    return f'<data key="{key}">{escape(value.translate(_FORBIDDEN))}</data>'


FORMATS: dict[str, Callable[[Store], Iterator[str]]] = {
    "turtle": _rdf(ox.RdfFormat.TURTLE),
    "nquads": lambda store: store.dump(),
    "jsonld": _rdf(ox.RdfFormat.JSON_LD),
    "graphml": _graphml,
}
