"""The questions of `kg/queries/`: each file's header and text, found by name.

A `.rq` file starts with comments that say what it asks::

    # title: 牵头任务 | Tasks that an agency leads
    # question-zh: 某单位牵头哪些任务？
    # question-en: Which tasks does an agency lead?
    # param agency: agency = 佛山市高明区卫生健康局
    # param year: year? = 2025

A `?` behind the type makes a parameter optional; what stands behind `=` is an example.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from kg.errors import QueryError
from kg.paths import QUERIES

TYPES = ("agency", "document", "model", "region", "text", "token", "year")
_FIELD = re.compile(r"^#\s*(title|question-zh|question-en):\s*(.+?)\s*$", re.MULTILINE)
_PARAM = re.compile(r"^#\s*param\s+(\w+):\s*(\w+)(\??)\s*(?:=\s*(.*?))?\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One blank of a question: `agency`, of type `agency`, for example 佛山市高明区卫生健康局."""

    name: str
    type: str
    optional: bool = False
    example: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """One question: its name (`tasks_led_by_agency`), how people ask it, its parameters and its SPARQL text."""

    name: str
    text: str
    title: str = ""
    question_zh: str = ""
    question_en: str = ""
    parameters: tuple[Parameter, ...] = ()

    def describe(self) -> str:
        """Several lines for a person: title, the question in Chinese (某单位牵头哪些任务？) and English, parameters."""
        lines = [f"{self.name}  {self.title}", f"  {self.question_zh}", f"  {self.question_en}"]
        return "\n".join([*lines, *(_usage(parameter) for parameter in self.parameters)])


def names() -> tuple[str, ...]:
    """The names of all questions: ``("adopters_of_model", …)``."""
    return tuple(_catalogue())


def catalogue() -> tuple[Query, ...]:
    """All questions, by name."""
    return tuple(_catalogue().values())


def find(name_or_text: str | Path) -> Query:
    """A question by its name, a `.rq` file, or SPARQL text.

    `tasks_led_by_agency`, `my/question.rq` and ``SELECT ?a WHERE { ?a kg:ledBy … }`` all give a Query. Raises
    QueryError for a name that is none of these, with the nearest names.
    """
    text = str(name_or_text)
    if text in _catalogue():
        return _catalogue()[text]
    if "{" in text or "\n" in text:
        return parse("<text>", text)
    if text.endswith(".rq"):
        return parse(text, _read(Path(text)))
    raise QueryError(
        text, "there is no such question" + _suggest(text, names(), "`kg query --list` shows them all")
    )


def parse(name: str, text: str) -> Query:
    """The question that a `.rq` text asks; a text without a header has no title and no parameters."""
    fields = dict(_FIELD.findall(text))
    parameters = tuple(
        Parameter(key, _type(name, kind), bool(mark), example)
        for key, kind, mark, example in _PARAM.findall(text)
    )
    for parameter in parameters:
        _check_place(name, parameter, text)
    title, zh, en = (fields.get(key, "") for key in ("title", "question-zh", "question-en"))
    return Query(name, text, title, zh, en, parameters)


def place(parameter: str) -> re.Pattern[str]:
    """Where a parameter's value goes: ``VALUES ?agency { UNDEF }``."""
    return re.compile(r"VALUES\s+\?" + re.escape(parameter) + r"\s*\{\s*UNDEF\s*\}")


@cache
def _catalogue() -> dict[str, Query]:
    return {path.stem: parse(path.stem, _read(path)) for path in sorted(QUERIES.glob("*.rq"))}


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(str(path), f"the file cannot be read ({_why(error)})") from error


def _why(error: OSError | UnicodeDecodeError) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return "it is not UTF-8"


def _type(name: str, kind: str) -> str:
    if kind in TYPES:
        return kind
    raise QueryError(name, f"its header has a parameter of unknown type {kind}; types are {', '.join(TYPES)}")


def _check_place(name: str, parameter: Parameter, text: str) -> None:
    if not place(parameter.name).search(text):
        raise QueryError(
            name, f"its text has no place `VALUES ?{parameter.name} {{ UNDEF }}` for its parameter"
        )


def _usage(parameter: Parameter) -> str:
    example = f", e.g. {parameter.example}" if parameter.example else ""
    return f"    --param {parameter.name}=…  ({parameter.type}{', optional' if parameter.optional else ''}{example})"


def _suggest(word: str, known: Sequence[str], otherwise: str) -> str:
    near = (
        get_close_matches(word, known, n=3, cutoff=0.5)
        or [name for name in known if word and word in name][:3]
    )
    return f"; did you mean {', '.join(near)}?" if near else f"; {otherwise}"
