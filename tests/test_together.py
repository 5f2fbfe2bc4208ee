"""Documents extracted together: the same facts as each alone, in order, a few at a time."""

from __future__ import annotations

import gc
import random
from collections.abc import Iterator

import pytest

from kg import facts, readers
from kg.errors import ReadError
from kg.model import Document
from tests.conftest import GOLD, SEEDS

TEXT = "甲市人民政府关于加强管理的通知\n一、市教育局要在2025年底前建成{}所学校。\n"


def made(count: int, length: int = 0) -> Iterator[Document]:
    for number in range(count):
        yield Document(f"{number}.txt", TEXT.format(number + 2) + "\n" * length, "0" * 64)


def test_no_document_changes_what_another_says() -> None:
    """All annotated documents in three orders, against each by itself."""
    paths = [*SEEDS.glob("*.txt"), *(GOLD / "held").glob("*.txt")]
    documents = [readers.read(path) for path in sorted(paths)]
    alone = {one.name: facts.to_json(facts.extract(one)) for one in documents}
    for seed in range(3):
        random.Random(seed).shuffle(documents)
        together = [facts.to_json(found) for found in facts.extract_all(documents)]
        assert together == [alone[one.name] for one in documents]


def test_documents_are_read_as_they_are_needed() -> None:
    """A million of them never wait in memory together."""
    asked = made(10 * facts.TOGETHER)
    found = facts.extract_all(asked)
    assert [target.value for target in next(found).targets] == [2]
    assert next(asked).name == f"{facts.TOGETHER}.txt"


@pytest.mark.parametrize("collecting", [True, False])
def test_the_garbage_collector_is_left_as_it_was(collecting: bool) -> None:
    """Between two batches and behind the last."""
    (gc.enable if collecting else gc.disable)()
    try:
        for _ in facts.extract_all(made(facts.TOGETHER + 1)):
            assert gc.isenabled() is collecting
    finally:
        gc.enable()


@pytest.mark.parametrize("count", [0, 1, facts.TOGETHER, facts.TOGETHER + 1])
def test_none_is_lost_at_the_end_of_a_batch(count: int) -> None:
    assert [found.document.name for found in facts.extract_all(made(count))] == [
        f"{n}.txt" for n in range(count)
    ]


def test_long_documents_wait_for_no_others() -> None:
    """And an error counts as one of a batch."""
    sizes = [len(batch) for batch in facts.batches(made(5, facts.LONG // 2))]
    assert sizes == [2, 2, 1]
    broken = ReadError("a.txt", "it is empty")
    assert [len(batch) for batch in facts.batches([broken] * (facts.TOGETHER + 1))] == [facts.TOGETHER, 1]
