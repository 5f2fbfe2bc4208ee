"""What was missed, invented or wrong, as lines that a person reads: the fact, and its sentence with the quote marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kg.evaluate.calibration import Calibration, Line
from kg.evaluate.comparison import Comparison, Row, figures
from kg.evaluate.matching import KINDS
from kg.passage import sentence

SHOWN = {
    "provisions": ("id", "label", "heading", "task"),
    "citations": ("title", "number", "relation", "inside"),
    "responsibilities": ("provision", "agency", "role", "name"),
    "targets": ("provision", "indicator", "comparator", "value", "unit", "deadline"),
    "deadlines": ("provision", "deadline", "recurrence"),
    "adoptions": ("region", "model", "stance", "via"),
    "attributions": ("provision", "region", "year", "mode"),
}


def errors(comparison: Comparison, kind: str) -> Iterator[str]:
    """Every miss (``-``), invention (``+``) and wrong field (``~``) of a kind (or ``document``), with its sentence."""
    rows = comparison.head if kind == "document" else comparison.rows
    for row in rows:
        if row.kind.partition(".")[0] == kind and (row.wrong or not row.paired) and _differs(row):
            yield f"{comparison.name}: {_line(row)}{_sentence(comparison.text, row)}"


def summary(comparisons: Iterable[Comparison]) -> Iterator[str]:
    """One line a document: ``gaoming-2023.txt  document 1.00  provisions 0.99/0.98 …`` (found/exact)."""
    for comparison in comparisons:
        out = figures([comparison])
        kinds = (k.name for k in KINDS if f"{k.name}.f1" in out)
        shown = (f"{kind} {out[kind + '.f1']:.2f}/{out[kind + '.exact_f1']:.2f}" for kind in kinds)
        yield f"{comparison.name:34s} document {out['document']:.2f} {' '.join(shown)}"


def lines(values: dict[str, float]) -> Iterator[str]:
    """The figures as a table of two columns: ``citations.bracketed.f1    0.9834``."""
    for key, value in values.items():
        yield f"{key:36s} {value:.4f}" if isinstance(value, float) else f"{key:36s} {value}"


def graded(found: Calibration, rules: bool = False) -> Iterator[str]:
    """The calibration: its error, one line a bin of confidence and, if wished, one line a rule."""
    yield f"{'calibration.error':36s} {found.error:.4f}"
    yield f"{'calibration.left_out':36s} {found.left_out:.4f}"
    yield f"{'confidence':28s} {'mean':>7s} {'facts':>6s} {'right':>6s} {'share':>7s}"
    yield from map(_graded, (*found.bins, *(found.rules if rules else ())))


def _graded(line: Line) -> str:
    return f"{line.name:28s} {line.confidence:7.3f} {line.facts:6d} {line.right:6d} {line.share:7.3f}"


def shown(kind: str, fact: Any) -> str:
    """A fact in one line: ``provision=2.1 | agency=区财政局 | role=lead``."""
    return " | ".join(f"{key}={getattr(fact, key)}" for key in SHOWN[kind])


def _differs(row: Row) -> bool:
    return bool(row.wrong) or not row.kind.startswith("document.")


def _line(row: Row) -> str:
    if row.kind.startswith("document."):
        return f"~ {row.kind}: gold {row.gold!r}, found {row.found!r}"
    if row.gold is None:
        return f"+ {shown(row.kind, row.found)}"
    if row.found is None:
        return f"- {shown(row.kind, row.gold)}"
    return f"~ {shown(row.kind, row.gold)}  wrong {', '.join(row.wrong)}; found {shown(row.kind, row.found)}"


def _sentence(text: str, row: Row) -> str:
    fact = row.gold if row.gold is not None else row.found
    if row.kind in ("provisions", "attributions") or not hasattr(fact, "quote"):
        return ""
    return f"\n    {sentence(text, fact.start, fact.end)}"
