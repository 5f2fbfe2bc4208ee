"""Stores for tests: built from the facts that people wrote down (tests/gold), or by extraction, on either engine."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg import facts, link, rdf, readers
from kg.model import Extraction
from kg.namespaces import Names
from kg.registry import load
from kg.store import Manifest, Store

GOLD = Path(__file__).parent / "gold"
SEEDS = Path(__file__).parents[1] / "seeds"
ENGINES = ("oxigraph", "memory")


def gold_seeds() -> list[Extraction]:
    """What people read out of the five seeds."""
    return [_gold(path) for path in sorted((GOLD / "seeds").glob("*.json"))]


def extracted_seeds() -> list[Extraction]:
    """What the project reads out of the five seeds."""
    return [facts.extract(readers.read(path)) for path in sorted(SEEDS.glob("*.txt"))]


def store_of(found: list[Extraction], engine: str = "oxigraph") -> Store:
    """A store in memory that holds these documents, on Oxigraph or on rdflib's own engine."""
    by_name = {one.document.name: one for one in found}
    registry, names = load(), Names()
    joined = link.join(
        [rdf.describe(one) for one in found],
        lambda file, iri: rdf.describe(by_name[file], registry, names, iri),
    )
    store = Store(ox.Store() if engine == "oxigraph" else None, Manifest())
    store.load("".join(joined.quads()))
    for one in found:
        store.keep(one.document.text)
    return store


@cache
def gold_store(engine: str = "oxigraph") -> Store:
    """The seeds as people read them."""
    return store_of(gold_seeds(), engine)


@cache
def extracted_store(engine: str = "oxigraph") -> Store:
    """The seeds as the project reads them."""
    return store_of(extracted_seeds(), engine)


def _gold(path: Path) -> Extraction:
    data = json.loads(path.read_text(encoding="utf-8"))
    return facts.from_json(data, readers.read(SEEDS / f"{path.stem}.txt"))
