"""What a question may not do: write, or reach outside the store.

Every engine tried here sent the request of a `SERVICE` clause, and rdflib fetches the address of a `FROM`, so a question
is read with rdflib's parser before any engine sees it, and refused when it holds one. What that parser cannot read is
refused too, with line and column. A second reading, by an engine over an empty store, finds what the grammar alone
allows: an unknown prefix, a variable that is not grouped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pyoxigraph
import rdflib.plugins.sparql
from pyparsing import ParseException, ParseResults
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from kg.errors import QueryError

rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False  # belt and braces: no engine of ours fetches a FROM

_PROLOGUE = re.compile(r"(?:\s+|#[^\n]*|(?i:PREFIX)\s+\S*\s*<[^>]*>|(?i:BASE)\s*<[^>]*>)*")
_UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"])
_PLACE = re.compile(r"error at (\d+):(\d+): ")
_LONGEST = 200_000  # characters; rdflib's parser takes seconds beyond


def check(name: str, text: str, lines_before: int = 0) -> str:
    """The form of a question (SelectQuery, AskQuery, …); one that is malformed, writes, or holds SERVICE or FROM is refused.

    `lines_before` are lines that were put in front of what the user wrote (prefixes); they do not count in the message.
    """
    if len(text) > _LONGEST:
        raise QueryError(name, f"it is longer than {_LONGEST} characters; ask for less at once")
    try:
        tree = parseQuery(text)
    except ParseException as error:
        raise QueryError(name, _malformed(error, text, lines_before)) from error
    except RecursionError as error:
        raise QueryError(name, "it is nested too deeply; ask for less at once") from error
    _refuse(name, tree)
    _read_again(name, text, lines_before)
    return str(tree[1].name)


def _refuse(name: str, tree: ParseResults) -> None:
    for node in _nodes(tree):
        if node.name == "ServiceGraphPattern":
            raise QueryError(name, "SERVICE is not allowed here; a question is answered from the store alone")
        if node.name == "DatasetClause":
            raise QueryError(name, "FROM is not allowed here; name the graph inside: GRAPH <…> { … }")


def _read_again(name: str, text: str, lines_before: int) -> None:
    try:
        pyoxigraph.Store().query(text)
    except SyntaxError as error:
        line, column, why = _explained(str(error))
        raise QueryError(name, f"malformed SPARQL{_at(line, column, lines_before)}: {why}") from error


def _nodes(tree: Any) -> Iterator[CompValue]:
    """Every node of a parsed question, at any depth: patterns, filters, subqueries."""
    waiting = [tree]
    while waiting:
        here = waiting.pop()
        if isinstance(here, CompValue):
            yield here
            waiting.extend(here.values())
        elif isinstance(here, list | tuple | set | ParseResults):
            waiting.extend(here)


def _malformed(error: ParseException, text: str, lines_before: int) -> str:
    rest = text[_end_of_prologue(text) :]
    word = re.match(r"\w*", rest)
    if word and word.group().upper() in _UPDATES:
        return f"{word.group().upper()} writes, and a question only reads; use SELECT, ASK, CONSTRUCT or DESCRIBE"
    near = text[error.loc :].split("\n")[0].strip()[:20]
    found = f"near {near!r}" if near else "at its end"
    return f"malformed SPARQL{_at(error.lineno, error.col, lines_before)}, {found}"


def _at(line: int, column: int, lines_before: int) -> str:
    return f" at line {line - lines_before}, column {column}" if line else ""


def _explained(message: str) -> tuple[int, int, str]:
    """Line, column and reason of an engine's message: ``error at 3:14: expected …``."""
    found = _PLACE.match(message)
    why = (message[found.end() :] if found else message).split(",")[0].removeprefix("expected one of ")
    return (int(found[1]), int(found[2]), why) if found else (0, 0, why)


def _end_of_prologue(text: str) -> int:
    match = _PROLOGUE.match(text)
    return match.end() if match else 0
