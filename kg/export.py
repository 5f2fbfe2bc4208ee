"""The graph in other formats: Turtle, N-Quads and JSON-LD for other stores, GraphML for drawing programs.

Reads a store; yields text. N-Quads keeps the named graphs, the others are the union. GraphML holds documents, tasks,
agencies and regions with the direct properties between them, which is what a drawing program can use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape, quoteattr

from rdflib import Graph

from kg.errors import KgError
from kg.store import Store

NODES = """
SELECT ?node (MIN(?c) AS ?class) (MIN(?name) AS ?label) WHERE {
  VALUES ?c { kg:PolicyDocument kg:Article kg:StubDocument kg:Task kg:Provision kg:Agency kg:AgencyGroup kg:Region kg:Model }
  ?node a ?c . OPTIONAL { ?node skos:prefLabel|dct:title|kg:number ?name }
} GROUP BY ?node ORDER BY ?node"""
EDGES = """
SELECT DISTINCT ?from ?property ?to WHERE {
  VALUES ?property {
    kg:ledBy kg:responsibleAgency kg:supportedBy kg:guidedBy kg:partOf kg:issuer kg:basedOn kg:implements kg:forwards
    kg:amends kg:repeals kg:drafts kg:cites kg:adoptsModel kg:region kg:within
  }
  ?from ?property ?to
} ORDER BY ?from ?property ?to"""
_FORBIDDEN = {code: None for code in range(32) if code not in (9, 10, 13)} | {0xFFFE: None, 0xFFFF: None}


def export(store: Store, form: str) -> Iterator[str]:
    """The whole graph as text, piece by piece; `form` is one of FORMATS; raises KgError for another."""
    if form not in FORMATS:
        raise KgError(f"there is no format {form}; formats are {', '.join(FORMATS)}")
    return FORMATS[form](store)


def _rdf(form: str) -> Callable[[Store], Iterator[str]]:
    def write(store: Store) -> Iterator[str]:
        graph = Graph()
        for prefix, iri in store.prefixes.items():
            graph.bind(prefix, iri, replace=True)
        graph.parse(data=_triples(store), format="nt")
        yield graph.serialize(format=form)

    return write


def _triples(store: Store) -> str:
    """The union of all graphs as N-Triples, each once."""
    return store.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")


def _graphml(store: Store) -> Iterator[str]:
    nodes = {str(row["node"]): row for row in store.select(NODES)}
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for key, of in (("label", "node"), ("class", "node"), ("property", "edge")):
        yield f'  <key id="{key}" for="{of}" attr.name="{key}" attr.type="string"/>\n'
    yield '  <graph edgedefault="directed">\n'
    for iri, row in nodes.items():
        label, cls = str(row["label"] or iri.rpartition("/")[2]), str(row["class"]).rpartition("#")[2]
        yield f"    <node id={quoteattr(iri)}>{_data('label', label)}{_data('class', cls)}</node>\n"
    for row in store.select(EDGES):
        if str(row["from"]) in nodes and str(row["to"]) in nodes:
            yield _edge(str(row["from"]), str(row["to"]), str(row["property"]).rpartition("#")[2])
    yield "  </graph>\n</graphml>\n"


def _edge(start: str, end: str, name: str) -> str:
    return f"    <edge source={quoteattr(start)} target={quoteattr(end)}>{_data('property', name)}</edge>\n"


def _data(key: str, value: str) -> str:
    return f'<data key="{key}">{escape(value.translate(_FORBIDDEN))}</data>'


FORMATS: dict[str, Callable[[Store], Iterator[str]]] = {
    "turtle": _rdf("turtle"),
    "nquads": lambda store: store.dump(),
    "jsonld": _rdf("json-ld"),
    "graphml": _graphml,
}
