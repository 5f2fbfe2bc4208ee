"""Whole documents: extraction beside the gold facts of the seeds and of the annotated corpus reaches its floors."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from kg import evaluate, facts, readers, sources
from kg.model import Extraction
from tests.conftest import GOLD, SEEDS

# What the figures must not fall under; they may only be raised. docs/facts.md says what is counted.
_ALL = {
    "document": 0.98,
    "provisions.f1": 0.99,
    "provisions.exact_f1": 0.95,
    "citations.bracketed.f1": 0.98,
    "citations.bare.f1": 0.70,
    "citations.relation": 0.95,
    "responsibilities.annotation.f1": 0.99,
    "responsibilities.text.f1": 0.75,
    "responsibilities.exact_f1": 0.97,
    "responsibilities.role": 0.98,
    "responsibilities.name": 0.98,
    "responsibilities.region": 0.98,
    "targets.f1": 0.93,
    "targets.exact_f1": 0.85,
    "deadlines.f1": 0.90,
    "adoptions.f1": 0.93,
}
FLOORS = {"seeds": {**_ALL, "attributions.exact_f1": 0.93}, "corpus": _ALL}
FOLDERS = {"seeds": SEEDS, "corpus": GOLD / "corpus"}
PATHS = sources.find(FOLDERS.values())


@cache
def figures(name: str) -> dict[str, float]:
    return evaluate.figures(evaluate.run(GOLD / name, FOLDERS[name]))


@cache
def extracted(path: Path) -> Extraction:
    return facts.extract(readers.read(path))


@pytest.mark.parametrize(
    ("name", "figure"), [(name, figure) for name, floors in FLOORS.items() for figure in floors]
)
def test_floor(name: str, figure: str) -> None:
    """Each figure on each set."""
    assert figures(name)[figure] >= FLOORS[name][figure]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_every_quote_is_the_text_at_its_place(path: Path) -> None:
    """`text[start:end] == quote`, and no fact is empty or begins or ends in white space."""
    found = extracted(path)
    text = found.document.text
    assert [fact for fact in found.facts() if text[fact.start : fact.end] != fact.quote] == []
    assert [fact for fact in found.facts() if not fact.quote or fact.quote != fact.quote.strip()] == []


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_every_fact_stands_in_its_provision(path: Path) -> None:
    """Provisions nest, and a fact that names one lies within it."""
    found = extracted(path)
    spans = {provision.id: provision for provision in found.provisions}
    assert len(spans) == len(found.provisions)
    for fact in found.facts():
        if fact.provision is not None:
            place = spans[fact.provision]
            assert place.start <= fact.start < fact.end <= place.end
    for provision in found.provisions:
        above = spans.get(provision.parent or "")
        assert 0 <= provision.start < provision.end <= len(found.document.text)
        assert above is None or above.start <= provision.start < provision.end <= above.end


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_facts_stand_in_the_order_of_the_text(path: Path) -> None:
    """Each kind by position, none twice."""
    found = extracted(path)
    for kind in ("citations", "responsibilities", "targets", "deadlines", "adoptions"):
        rows = getattr(found, kind)
        assert [row.start for row in rows] == sorted(row.start for row in rows)
        assert len(set(rows)) == len(rows)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_facts_survive_json(path: Path) -> None:
    """What `kg extract` prints is read back as the same facts."""
    found = extracted(path)
    assert facts.from_json(facts.to_json(found), found.document) == found


def test_a_gold_file_of_each_document() -> None:
    """The sets are what they were: five seeds, fourteen annotated documents, two of them pages."""
    assert len(list((GOLD / "seeds").glob("*.json"))) == 5
    assert len(list((GOLD / "corpus").glob("*.json"))) == 14
