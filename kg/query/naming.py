"""What a person calls a thing → the term that a question is bound to.

An agency comes by its name or IRI, a region by code, name or IRI, a document by 文号, title or IRI, a model by name.
The look-ups are questions themselves (`kg/queries/names/*.rq`): each gives the things that go by a name, best first.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from rdflib import Literal, URIRef

from kg.errors import QueryError
from kg.namespaces import pasted
from kg.paths import QUERIES
from kg.query.catalogue import Parameter, place
from kg.store import Store, Value

_IRI = re.compile(r"<?([A-Za-z][A-Za-z0-9+.-]*://[^\s<>\"{}|\\^`]+)>?")
_YEAR = re.compile(r"\d{4}")
_NUMBER = re.compile(r"(.*?)\s*[〔\[（(【﹝［]\s*(\d{4})\s*[〕\])）】﹞］]\s*(?:第\s*)?0*(\d+)\s*号?")
_NEAR = 7  # rank of a name that merely contains what was asked for


class _Candidate(NamedTuple):
    rank: int
    term: str
    name: str


def terms(store: Store, query: str, parameter: Parameter, value: str) -> tuple[str, ...]:
    """`value` as SPARQL terms, ready to stand in VALUES: several where a name belongs to several things.

    ``440608`` for a region gives the IRI of 佛山市高明区 in N3. Raises QueryError for a value of the wrong kind, for a name
    that nothing goes by, and for one that several different things go by.
    """
    value = value.strip()
    if not value:
        raise QueryError(query, f"the parameter {parameter.name} is empty")
    if parameter.type == "text":
        return (Literal(value).n3(),)
    if parameter.type == "year":
        return (_year(query, parameter, value),)
    iri = _IRI.fullmatch(value)
    if iri:
        return (_known(store, query, parameter, pasted(iri[1])),)
    return _named(store, query, parameter, value)


def normal_number(text: str) -> str:
    """A 文号 as the graph writes it: ``明府办函[2023] 40号`` → ``明府办函〔2023〕40号``; other text as it is."""
    match = _NUMBER.fullmatch(text.strip())
    return f"{match[1]}〔{match[2]}〕{match[3]}号" if match else text.strip()


def _year(query: str, parameter: Parameter, value: str) -> str:
    if not _YEAR.fullmatch(value):
        raise QueryError(query, f"{parameter.name}={value} is no year; write four digits, e.g. 2025")
    return Literal(int(value)).n3()


def _known(store: Store, query: str, parameter: Parameter, iri: str) -> str:
    if (URIRef(iri), None, None) not in store:
        raise QueryError(query, f"{parameter.name}={iri} is not in this store")
    return URIRef(iri).n3()


def _named(store: Store, query: str, parameter: Parameter, value: str) -> tuple[str, ...]:
    given = normal_number(value) if parameter.type == "document" else value
    text = place("given").sub(lambda _: f"VALUES ?given {{ {Literal(given).n3()} }}", _lookup(parameter.type))
    found = [_candidate(row) for row in store.select(text).rows]
    best = [row for row in found if row.rank == found[0].rank]
    names = list(dict.fromkeys(row.name for row in best))
    if not best:
        raise QueryError(
            query, f"no {parameter.type} goes by {parameter.name}={value}; `kg query --list` has examples"
        )
    if best[0].rank >= _NEAR and (parameter.type != "document" or len(names) > 1):
        raise QueryError(
            query, f"no {parameter.type} goes by {parameter.name}={value}; did you mean {_some(names)}?"
        )
    if len(names) > 1:
        raise QueryError(
            query, f"several go by {parameter.name}={value}: {_some(names)}; give the full name or the IRI"
        )
    return tuple(dict.fromkeys(row.term for row in best))


def _candidate(row: tuple[Value, ...]) -> _Candidate:
    rank, thing, name = (str(cell) for cell in row)
    return _Candidate(int(rank), URIRef(thing).n3(), name)


def _some(names: list[str]) -> str:
    return "、".join(names[:5]) + ("、…" if len(names) > 5 else "")


@cache
def _lookup(kind: str) -> str:
    return (QUERIES / "names" / f"{kind}.rq").read_text(encoding="utf-8")
