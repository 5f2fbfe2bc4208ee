"""Questions to the graph: `.rq` files by name, or SPARQL text, with parameters bound and never pasted.

`run(store, "tasks_led_by_agency", {"agency": "佛山市高明区卫生健康局"})` gives Rows; `find` and `catalogue` tell what can be
asked, `render` prints an answer as table, CSV, JSON or Turtle. A store is any rdflib graph whose default graph is the union
of its graphs (memory, Oxigraph, or a server).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from rdflib import Graph, Literal
from rdflib.query import Result
from rdflib.term import Node

from kg.errors import QueryError
from kg.namespaces import bindings
from kg.query import guard, names
from kg.query.catalogue import Parameter, Query, catalogue, find, place
from kg.query.rows import FORMATS, Cell, Rows, render

__all__ = [
    "FORMATS",
    "Cell",
    "Parameter",
    "Query",
    "Rows",
    "bind",
    "catalogue",
    "find",
    "lookup",
    "render",
    "run",
]

PREFIXES = bindings()


def run(store: Graph, question: str | Path, params: Mapping[str, str] | None = None) -> Rows:
    """The answer to a question by name (`tasks_led_by_agency`), `.rq` file or SPARQL text.

    `params` are as a person writes them: ``{"agency": "佛山市高明区卫生健康局", "year": "2025"}``. Raises QueryError for an
    unknown question or parameter, one that is missing, a name that nothing goes by, and malformed or unsafe SPARQL.
    """
    query = find(question)
    text = bind(store, query, params or {})
    try:
        return _rows(store.query(text))
    except (SyntaxError, ValueError, NotImplementedError) as error:
        raise QueryError(query.name, f"the store cannot answer it: {error}") from error


def bind(store: Graph, query: Query, params: Mapping[str, str]) -> str:
    """The SPARQL text of `query` with every parameter in its place and the usual prefixes in front.

    A value takes the place of UNDEF in ``VALUES ?agency { UNDEF }`` as an escaped term; an optional parameter that is not
    given takes its whole place away.
    """
    _check_names(query, params)
    text = query.text
    for parameter in query.parameters:
        value = params.get(parameter.name)
        values = "" if value is None else _values(store, query, parameter, str(value))
        text = values.join(place(parameter.name).split(text))
    prefixes = "".join(f"PREFIX {key}: <{iri}> " for key, iri in PREFIXES.items())
    text = f"{prefixes}\n{text}"
    guard.check(query.name, text, lines_before=1)
    return text


def lookup(store: Graph, kind: str, value: str) -> tuple[str, ...]:
    """The IRIs that `value` means: ``lookup(store, "region", "440608")``; kinds are agency, document, model, region."""
    found = names.terms(store, f"--{kind}", Parameter(kind, kind), value)
    return tuple(term.removeprefix("<").removesuffix(">") for term in found)


def _values(store: Graph, query: Query, parameter: Parameter, value: str) -> str:
    found = " ".join(names.terms(store, query.name, parameter, value))
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


def _rows(result: Result) -> Rows:
    if result.type == "ASK":
        return Rows(("answer",), ((bool(result.askAnswer),),))
    if result.graph is not None:
        return _triples(result.graph)
    columns = tuple(str(variable) for variable in result.vars or ())
    return Rows(
        columns, tuple(tuple(_cell(row.get(v)) for v in result.vars or ()) for row in result.bindings)
    )


def _triples(graph: Graph) -> Rows:
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri)
    rows = sorted(tuple(str(term) for term in triple) for triple in graph)
    return Rows(("subject", "predicate", "object"), tuple(rows), graph.serialize(format="turtle"))


def _cell(term: Node | None) -> Cell:
    if term is None:
        return None
    value = term.toPython() if isinstance(term, Literal) else None
    return value if isinstance(value, bool | int | float | Decimal) else str(term)
