"""Terms as N-Quads text: IRIs between angle brackets, literals escaped, and a writer that ends every line with its graph.

Written as text because rdflib's `add` is ten times slower; a predicate is a constant string, made once.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from unicodedata import is_normalized, normalize

from kg.namespaces import STANDARD, concept, term

XSD = STANDARD["xsd"]
INTEGER = f'"^^<{XSD}integer>'
_DECIMAL = f'"^^<{XSD}decimal>'
_DATE = f'"^^<{XSD}date>'
TRUE = f'"true"^^<{XSD}boolean>'
ESCAPES = (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"))  # the backslash first
Pair = tuple[str, str | None]


def iri(value: str) -> str:
    """``<…>``."""
    return f"<{value}>"


def own(name: str) -> str:
    """A term of our vocabulary: ``own("ledBy")`` → ``<…ns#ledBy>``."""
    return iri(term(name))


def std(prefix: str, name: str) -> str:
    """A term of another vocabulary: ``std("dct", "title")``."""
    return iri(STANDARD[prefix] + name)


def concept_of(scheme: str, token: str | None) -> str | None:
    """``concept_of("role", "lead")`` as a term, or None for no token."""
    return iri(concept(scheme, token)) if token else None


def raw(text: str) -> str:
    """A plain string exactly as it stands in the document: a quote."""
    if not text.isalnum():  # most names are
        for sign, code in ESCAPES:
            if sign in text:
                text = text.replace(sign, code)
    return f'"{text}"'


def plain(text: str | None) -> str | None:
    """A plain string, NFC, or None for none."""
    return raw(text if is_normalized("NFC", text) else normalize("NFC", text)) if text else None


def integer(value: int) -> str:
    """``"12"^^xsd:integer``."""
    return f'"{value}{INTEGER}'


def decimal(value: float | int | None) -> str | None:
    """Canonical xsd:decimal: 0.85, 45 and never 45.0 or 1e-05."""
    if value is None:
        return None
    if isinstance(value, int):
        return f'"{value}{_DECIMAL}'
    text = repr(value)
    if "e" in text or "n" in text:  # 1e-05, nan
        text = format(Decimal(text), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f'"{"0" if text in ("", "-0") else text}{_DECIMAL}'


def day(value: str | None) -> str | None:
    """xsd:date of an ISO date, or None where it is none: 2023-02-30 is none."""
    last = last_day(value)
    return f'"{last}{_DATE}' if last and last == value else None


def due(value: str | None) -> str | None:
    """xsd:date of the last day of a period: ``2025`` → 2025-12-31, ``2022-06`` → 2022-06-30."""
    last = last_day(value)
    return f'"{last}{_DATE}' if last else None


@lru_cache(maxsize=1024)  # of the calendar, which is the same for every document
def last_day(value: str | None) -> str | None:
    """The last day of ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` in ISO form; None for anything else."""
    try:
        numbers = [int(part) for part in (value or "").split("-")]
        year, month = numbers[0], numbers[1] if len(numbers) > 1 else 12
        return date(year, month, numbers[2] if len(numbers) > 2 else monthrange(year, month)[1]).isoformat()
    except (ValueError, IndexError):
        return None


class Writer:
    """Lines of one named graph, each once."""

    __slots__ = ("_lines", "_shared", "_tail")

    def __init__(self, graph: str) -> None:
        self._tail = f" <{graph}> .\n"
        self._lines: list[str] = []
        self._shared: dict[str, None] = {}

    def node(self, subject: str, pairs: Iterable[Pair]) -> None:
        """One line for each predicate that has an object; of a node that is written in one place only."""
        tail = self._tail
        self._lines += [
            f"{subject} {predicate} {value}{tail}" for predicate, value in pairs if value is not None
        ]

    def say(self, subject: str, pairs: Iterable[Pair]) -> None:
        """The same of a node that several facts may say the same of."""
        tail, shared = self._tail, self._shared
        for predicate, value in pairs:
            if value is not None:
                shared[f"{subject} {predicate} {value}{tail}"] = None

    def lines(self) -> list[str]:
        """All lines, in the order in which they were written."""
        return [*self._lines, *self._shared]

    def text(self) -> str:
        """All lines as one text."""
        return "".join(self.lines())
