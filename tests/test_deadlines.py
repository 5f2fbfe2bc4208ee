"""Times without a figure by which something is to be done: a table of sentences, with and without."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kg import blocks, fold, lexicon
from kg.blocks import Block, Outline
from kg.extract.deadlines import deadlines
from kg.extract.targets import targets
from kg.grammar import schedule
from kg.model import Deadline, Document

TABLE = tomllib.loads((Path(__file__).parent / "cases" / "deadlines.toml").read_text("utf-8"))
CASES, TODO = TABLE["case"], TABLE.get("todo", [])


def read(text: str, year: str | None = "2023") -> tuple[Deadline, ...]:
    """The deadlines of a document of `year`, or of none, that has `text` as its only paragraph."""
    meta = (("成文日期", f"{year}年1月1日"),) if year else ()
    outline = Outline((Block(blocks.BODY, fold.view(text, [(0, len(text))])),), (), meta)
    words = lexicon.load()
    document, scenes = Document("one.txt", text, ""), schedule.read(outline, words)
    return tuple(deadlines(document, scenes, words, tuple(targets(document, scenes, words))))


def row(deadline: Deadline) -> str:
    """A deadline as the table writes it."""
    return f"{deadline.deadline or '-'} | {deadline.recurrence or '-'} | {deadline.quote}"


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:24] for case in CASES])
def test_a_sentence_gives_its_deadlines_and_no_others(case: dict[str, object]) -> None:
    """Day, rhythm and quote are those of the table."""
    assert [row(found) for found in read(str(case["text"]), str(case.get("year", "2023")))] == case["want"]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:24] for case in CASES])
def test_a_text_without_a_date_gives_the_same(case: dict[str, object]) -> None:
    """Nothing is past by its year alone, and 年底 is of no year: `undated` says which rows are not those of the table."""
    assert [row(found) for found in read(str(case["text"]), None)] == case.get("undated", case["want"])


def test_sentences_that_are_not_read_yet() -> None:
    """Once one is, its row becomes a case."""
    rows = [([row(found) for found in read(case["text"], case.get("year", "2023"))], case) for case in TODO]
    assert [case for found, case in rows if found == case["want"]] == []
