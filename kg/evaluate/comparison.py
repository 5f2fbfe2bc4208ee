"""Facts of a document beside its gold facts: what was found, missed, invented, and which fields are wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kg.evaluate.matching import KINDS, Kind, pairs, plain
from kg.model import Extraction, Metadata

DOCUMENT = ("title", "number", "issuers", "date", "type", "region", "addressees")


@dataclass(frozen=True, slots=True)
class Row:
    """One gold fact, one found fact, or the pair of both with the names of the fields that differ."""

    kind: str
    gold: Any
    found: Any
    wrong: tuple[str, ...] = ()

    @property
    def paired(self) -> bool:
        """Whether gold and found are the same fact."""
        return self.gold is not None and self.found is not None


@dataclass(frozen=True, slots=True)
class Comparison:
    """One document: `rows` of facts, and `head` rows for title, 文号, issuers and the other keys of the document."""

    name: str
    text: str
    head: tuple[Row, ...]
    rows: tuple[Row, ...]


def compare(gold: Extraction, found: Extraction, kinds: Collection[str]) -> Comparison:
    """`found` beside `gold`, for the `kinds` that the gold file speaks of."""
    head = tuple(_key(key, gold.metadata, found.metadata) for key in DOCUMENT)
    rows = (row for kind in KINDS if kind.name in kinds for row in _rows(kind, gold, found))
    return Comparison(gold.document.name, found.document.text, head, tuple(rows))


def figures(comparisons: Iterable[Comparison]) -> dict[str, float]:
    """Micro-averaged figures: ``document``, ``citations.f1``, ``citations.exact_f1``, ``responsibilities.role`` …"""
    all_of = tuple(comparisons)
    out = _head_figures([row for comparison in all_of for row in comparison.head])
    rows = [row for comparison in all_of for row in comparison.rows]
    for kind in KINDS:
        out |= _kind_figures(kind, [row for row in rows if row.kind == kind.name])
    for kind in KINDS:
        for group in kind.groups:
            out |= _counts(f"{kind.name}.{group}", [row for row in rows if _in_group(kind, group, row)])
    return out


def f1(both: int, gold: int, found: int) -> float:
    """The harmonic mean of precision and recall; 1.0 where there is nothing to find and nothing was found."""
    return 2 * both / (gold + found) if gold + found else 1.0


def _key(key: str, gold: Metadata, found: Metadata) -> Row:
    one, other = _value(getattr(gold, key)), _value(getattr(found, key))
    return Row(f"document.{key}", getattr(gold, key), getattr(found, key), () if one == other else (key,))


def _value(value: Any) -> Any:
    return tuple(map(plain, value)) if isinstance(value, tuple) else plain(value)


def _rows(kind: Kind, gold: Extraction, found: Extraction) -> Iterator[Row]:
    g, f = getattr(gold, kind.name), getattr(found, kind.name)
    if kind.name == "attributions" and not g:
        return  # a document of one region: none expected, none counted
    matched = pairs(g, f, kind.same)
    for i, j in matched:
        yield Row(
            kind.name, g[i], f[j], tuple(name for name, agree in kind.fields.items() if not agree(g[i], f[j]))
        )
    met, used = {i for i, _ in matched}, {j for _, j in matched}
    yield from (Row(kind.name, fact, None) for i, fact in enumerate(g) if i not in met)
    yield from (Row(kind.name, None, fact) for j, fact in enumerate(f) if j not in used)


def _head_figures(rows: list[Row]) -> dict[str, float]:
    out = {}
    for key in (f"document.{key}" for key in DOCUMENT):
        mine = [row for row in rows if row.kind == key]
        out[key] = sum(not row.wrong for row in mine) / max(1, len(mine))
    return out | {"document": sum(out.values()) / len(DOCUMENT)}


def _kind_figures(kind: Kind, rows: list[Row]) -> dict[str, float]:
    out = _counts(kind.name, rows)
    if not out:
        return out
    both = [row for row in rows if row.paired]
    exact = sum(not row.wrong for row in both)
    out[f"{kind.name}.exact_f1"] = f1(
        exact, int(out[f"{kind.name}.gold"]), int(out[f"{kind.name}.predicted"])
    )
    for field in kind.fields:
        right = sum(field not in row.wrong for row in both)
        out[f"{kind.name}.{field}"] = right / len(both) if both else 0.0
    return out


def _counts(name: str, rows: list[Row]) -> dict[str, float]:
    gold = sum(row.gold is not None for row in rows)
    found = sum(row.found is not None for row in rows)
    both = sum(row.paired for row in rows)
    if not gold and not found:
        return {}
    values = {
        "gold": gold,
        "predicted": found,
        "precision": both / found if found else 0.0,
        "recall": both / gold if gold else 1.0,
        "f1": f1(both, gold, found),
    }
    return {f"{name}.{key}": value for key, value in values.items()}


def _in_group(kind: Kind, group: str, row: Row) -> bool:
    fact = row.found if row.gold is None else row.gold
    return row.kind == kind.name and kind.group is not None and kind.group(fact) == group
