"""Figures to be reached, read from single sentences: a table of real and realistic ones."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kg import blocks, fold, lexicon
from kg.blocks import Block, Outline
from kg.extract.targets import targets
from kg.grammar import schedule
from kg.model import Document, Target

CASES = tomllib.loads((Path(__file__).parent / "cases" / "targets.toml").read_text("utf-8"))["case"]


def read(text: str, year: str = "2023") -> tuple[Target, ...]:
    """The targets of a document of `year` that has `text` as its only paragraph."""
    outline = Outline(
        (Block(blocks.BODY, fold.view(text, [(0, len(text))])),), (), (("成文日期", f"{year}年1月1日"),)
    )
    scenes = schedule.read(outline, lexicon.load())
    return tuple(targets(Document("one.txt", text, ""), scenes, lexicon.load()))


def row(target: Target) -> str:
    """A target as the table writes it."""
    value = f"{target.value:g}" if target.value_max is None else f"{target.value:g}~{target.value_max:g}"
    fields = [target.indicator, target.comparator, value, target.unit or "-", target.deadline or "-"]
    return " | ".join([*fields, *([target.recurrence] if target.recurrence else [])])


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:24] for case in CASES])
def test_a_sentence_gives_its_targets_and_no_others(case: dict[str, object]) -> None:
    """Indicator, comparator, value, unit, deadline and recurrence are those of the table."""
    found = read(str(case["text"]), str(case.get("year", "2023")))
    assert [row(target) for target in found] == [_normal(str(want)) for want in case["want"]]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:24] for case in CASES])
def test_the_quote_is_what_stands_at_its_place(case: dict[str, object]) -> None:
    """Each quote is `text[start:end]`."""
    text = str(case["text"])
    for target in read(text):
        assert text[target.start : target.end] == target.quote


def _normal(want: str) -> str:
    parts = want.split(" | ")
    low, _, high = parts[2].partition("~")
    parts[2] = f"{float(low):g}" + (f"~{float(high):g}" if high else "")
    return " | ".join(parts)
