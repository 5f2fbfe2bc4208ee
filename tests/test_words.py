"""Words of running text, and the words that mark off a group's tasks."""

from __future__ import annotations

from decimal import Decimal
from math import isclose, log

import pytest

from kg import words
from kg.analysis.keywords import keywords, table
from kg.query import Rows

SENTENCES = [
    ("由区卫生健康委员会会同医疗保障局组织实施", ["卫生健康委员会", "医疗保障局"]),
    ("深入推广三明医改经验", ["三明医改"]),
    ("市场监督管理局要依法查处违法行为", ["市场监督管理局"]),
]


@pytest.mark.parametrize(("text", "whole"), SENTENCES)
def test_names_of_the_registries_stay_whole(text: str, whole: list[str]) -> None:
    """A body or a model is one word, and nothing of the text is lost."""
    found = words.cut(text)
    assert "".join(found) == text
    assert set(whole) <= set(found)


def test_words_of_every_policy_and_numbers_are_left_out() -> None:
    """What is left says what the sentence is about."""
    found = list(words.content("到2025年，进一步加强托育服务体系建设，普惠托位达到4.6个。"))
    assert "托育" in found
    assert not {"加强", "建设", "进一步", "2025", "2025年", "，"} & set(found)


ROWS = Rows(
    ("task", "text", "agency", "name", "code", "place"),
    (
        ("t1", "托育 托育 医保", "a", "甲局", "1", "东区"),
        ("t2", "托育", "a", "甲局", "1", "东区"),
        ("t2", "托育", "b", "乙局", "1", "东区"),
        ("t3", "医保", "b", "乙局", "2", "西区"),
        ("t4", "集采", None, None, "2", "西区"),
    ),
)


def test_weights_by_hand() -> None:
    """Two agencies: 托育 stands with both, 医保 too; counts and tf-idf as worked out on paper."""
    found = keywords(ROWS, str.split)
    assert [(row.group, row.word, row.times) for row in found] == [
        ("乙局", "医保", 1),
        ("乙局", "托育", 1),
        ("甲局", "托育", 3),
        ("甲局", "医保", 1),
    ]
    assert all(isclose(row.weight, row.times * log(3 / 2)) for row in found)


def test_a_region_counts_a_task_once_however_many_agencies_it_has() -> None:
    """t2 has two agencies and one region; a task without agency counts for its region."""
    found = {(row.group, row.word): row.times for row in keywords(ROWS, str.split, "region")}
    assert found == {("东区", "托育"): 3, ("东区", "医保"): 1, ("西区", "医保"): 1, ("西区", "集采"): 1}


def test_the_limit_holds_for_each_group_and_the_table_is_rounded() -> None:
    """One word a group, the weightiest."""
    found = table(keywords(ROWS, str.split, "region", limit=1))
    assert found.columns == ("group", "word", "times", "weight")
    assert [row[:2] for row in found.rows] == [("东区", "托育"), ("西区", "集采")]
    assert found.rows[1][3] == Decimal(f"{log(3):.4f}")
