"""Questions to the graph: `.rq` files by name, or SPARQL text, with parameters bound and never pasted.

`run(store, "tasks_led_by_agency", {"agency": "佛山市高明区卫生健康局"})` gives Rows; `find` and `catalogue` tell what can be
asked, `render` prints an answer as table, CSV, JSON or Turtle. The same on every
engine: rdflib's own, Oxigraph.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rdflib import Graph, URIRef

from kg.errors import QueryError
from kg.query import guard
from kg.query.catalogue import Parameter, Query, catalogue, find, names, place
from kg.query.naming import terms
from kg.query.rows import FORMATS, Triples, render
from kg.query.sentences import with_sentences
from kg.store import Iri, Rows, Store, Value

__all__ = [
    "FORMATS",
    "Parameter",
    "Query",
    "Rows",
    "Triples",
    "Value",
    "bind",
    "catalogue",
    "find",
    "lookup",
    "names",
    "render",
    "run",
    "with_sentences",
]


def run(store: Store, question: str | Path, params: Mapping[str, str] | None = None) -> Rows:
    """The answer to a question by name (`tasks_led_by_agency`), `.rq` file or SPARQL text.

    `params` are as a person writes them: ``{"agency": "佛山市高明区卫生健康局", "year": "2025"}``. Raises QueryError for an
    unknown question or parameter, one that is missing, a name that nothing goes by, and malformed or unsafe SPARQL.
    """
    query = find(question)
    text, form = bind(store, query, params or {})
    if form == "AskQuery":
        return Rows(("answer",), ((store.ask(text),),))
    return store.select(text) if form == "SelectQuery" else _triples(store, text)


def bind(store: Store, query: Query, params: Mapping[str, str]) -> tuple[str, str]:
    """The SPARQL text of `query` with every parameter in its place and the usual prefixes in front, and its form (SelectQuery …).

    A value takes the place of UNDEF in ``VALUES ?agency { UNDEF }`` as an escaped term; an optional parameter that is not
    given takes its whole place away.
    """
    _check_names(query, params)
    text = query.text
    for parameter in query.parameters:
        value = params.get(parameter.name)
        values = "" if value is None else _values(store, query, parameter, str(value))
        text = values.join(place(parameter.name).split(text))
    prefixes = "".join(f"PREFIX {key}: <{iri}> " for key, iri in store.prefixes.items())
    text = f"{prefixes}\n{text}"
    return text, guard.check(query.name, text, lines_before=1)


def lookup(store: Store, kind: str, value: str) -> tuple[str, ...]:
    """The IRIs that `value` means: ``lookup(store, "region", "440608")``; kinds are agency, document, model, region."""
    found = terms(store, f"--{kind}", Parameter(kind, kind), value)
    return tuple(term.removeprefix("<").removesuffix(">") for term in found)


def _values(store: Store, query: Query, parameter: Parameter, value: str) -> str:
    found = " ".join(terms(store, query.name, parameter, value))
    return f"VALUES ?{parameter.name} {{ {found} }}"


def _check_names(query: Query, params: Mapping[str, str]) -> None:
    known = [parameter.name for parameter in query.parameters]
    unknown = [name for name in params if name not in known]
    if unknown:
        raise QueryError(
            query.name, f"it has no parameter {unknown[0]}; it takes {', '.join(known) or 'none'}"
        )
    missing = [p for p in query.parameters if not p.optional and params.get(p.name) is None]
    if missing:
        example = f", e.g. --param {missing[0].name}={missing[0].example}" if missing[0].example else ""
        raise QueryError(query.name, f"it needs the parameter {missing[0].name} ({missing[0].type}){example}")


def _triples(store: Store, text: str) -> Triples:
    graph = Graph().parse(data=store.construct(text), format="nt")
    for prefix, iri in store.prefixes.items():
        graph.bind(prefix, iri, replace=True)
    rows = sorted((Iri(s), Iri(p), Iri(o) if isinstance(o, URIRef) else str(o)) for s, p, o in graph)
    return Triples(("subject", "predicate", "object"), tuple(rows), graph.serialize(format="turtle"))
