"""The tables of cases themselves: large enough, a third of them counter-examples, not taken from the documents we train on."""

from __future__ import annotations

import re
import tomllib
from functools import cache

import pytest

from tests.conftest import GOLD, SEEDS
from tests.tables import CASES, cases

LEAST, KNOWN_TEXTS = 150, 20
WANTED = {  # kind → the key under which a row holds its facts
    "adoptions": "adopts",
    "citations": "cites",
    "deadlines": "want",
    "responsibilities": "facts",
    "targets": "want",
}


@cache
def documents() -> str:
    """All documents with annotations, without white space."""
    paths = (*SEEDS.glob("*.txt"), *GOLD.glob("corpus/*.txt"))
    return "".join("".join(path.read_text(encoding="utf-8").split()) for path in paths)


def lists(name: str) -> list[list[object]]:
    """The rows of all lists of a table, and the blocks of its layouts or heads as rows."""
    data = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))
    return [
        row
        for value in data.values()
        for row in (value["rows"] if isinstance(value, dict) else [[case["text"], True] for case in value])
    ]


@pytest.mark.parametrize("kind", WANTED)
def test_a_table_is_large_and_a_third_of_it_is_empty(kind: str) -> None:
    """At least 150 sentences, at least a third of them with a word that triggers and no fact."""
    rows = cases(kind)
    assert len(rows) >= LEAST
    assert 3 * sum(not row[WANTED[kind]] for row in rows) >= len(rows) * 0.97


@pytest.mark.parametrize("kind", WANTED)
def test_no_two_rows_differ_only_in_figures(kind: str) -> None:
    """The same sentence with another number tests nothing new."""
    bare = [re.sub(r"[\d\s]+", "0", row["text"]) for row in cases(kind)]
    assert sorted({text for text in bare if bare.count(text) > 1}) == []


@pytest.mark.parametrize("kind", WANTED)
def test_few_rows_come_from_documents_that_we_know(kind: str) -> None:
    """What is read from seeds and annotated documents is tested there."""
    texts = ["".join(row["text"].split()).rstrip("。") for row in cases(kind)]
    assert sum(len(text) > 8 and text in documents() for text in texts) <= KNOWN_TEXTS


TABLES = {
    "outline": {"headings", "layout", "ordinals"},
    "metadata": {"addressees", "dates", "document", "force", "numbers", "passages", "types"},
}


@pytest.mark.parametrize("name", TABLES)
def test_no_table_has_rows_that_nobody_reads(name: str) -> None:
    """A row under another name would test nothing."""
    data = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))
    assert data.keys() == TABLES[name]


@pytest.mark.parametrize("name", TABLES)
def test_tables_of_lines_and_layouts_are_large(name: str) -> None:
    """Ordinals, headings and layouts; addressees, numbers, dates, kinds and heads of documents."""
    assert len(lists(name)) >= LEAST
