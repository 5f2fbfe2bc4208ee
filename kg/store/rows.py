"""Answers of a query as plain Python values, the same from both engines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TypeAlias, cast

import pyoxigraph as ox
from rdflib import Literal, URIRef
from rdflib.query import Result

from kg.namespaces import STANDARD


class Iri(str):
    """A name of a thing, as against a string that a document holds."""

    __slots__ = ()


Value: TypeAlias = Iri | str | int | Decimal | bool | date | None
_XSD = STANDARD["xsd"]
_TYPED: dict[str, Callable[[str], Value]] = {
    f"{_XSD}decimal": Decimal,
    f"{_XSD}integer": int,
    f"{_XSD}date": date.fromisoformat,
}


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a SELECT: ``rows.columns == ("task", "agency")``, ``rows.rows[0] == (Iri("…/p/2.1"), "区财政局")``.

    Iterating gives one dictionary a row; what is unbound is None.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def __iter__(self) -> Iterator[dict[str, Value]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def from_oxigraph(solutions: ox.QuerySolutions) -> Rows:
    """The rows of pyoxigraph's answer."""
    columns = tuple(variable.value for variable in solutions.variables)
    return Rows(columns, tuple(tuple(map(_from_ox, solution)) for solution in solutions))


def from_rdflib(result: Result) -> Rows:
    """The rows of rdflib's answer."""
    columns = tuple(str(variable) for variable in result.vars or ())
    rows = cast("Iterable[Iterable[object]]", result)
    return Rows(columns, tuple(tuple(map(_from_rdflib, row)) for row in rows))


def _from_ox(term: object) -> Value:
    if isinstance(term, ox.NamedNode):
        return Iri(term.value)
    if isinstance(term, ox.Literal):
        return _value(term.value, term.datatype.value)
    return None if term is None else str(term)


def _from_rdflib(term: object) -> Value:
    if isinstance(term, URIRef):
        return Iri(term)
    if isinstance(term, Literal):
        return _value(str(term), str(term.datatype or ""))
    return None if term is None else str(term)


def _value(text: str, datatype: str) -> Value:
    if datatype == f"{_XSD}boolean":
        return text in ("true", "1")
    try:
        return _TYPED[datatype](text) if datatype in _TYPED else text
    except (ValueError, InvalidOperation):
        return text
