"""Press round-ups: whose paragraph it is, of which year, plan or review; and texts that are none."""

from __future__ import annotations

import pytest

from kg import lexicon, outline
from kg.extract.attributions import attributions
from kg.grammar import roundup
from kg.model import Attribution
from tests.tables import cases, document, todo

CASES = cases("attributions")


def found(text: str) -> list[Attribution]:
    """The attributions of a text that is a document of its own."""
    words = lexicon.load()
    blocks = outline.parse(document(text), words)
    return list(attributions(blocks, words, roundup.places(blocks, words["attributions"])))


def row(attribution: Attribution) -> str:
    """An attribution as the table writes it."""
    keys = (attribution.provision, attribution.place, attribution.year, attribution.mode)
    return " | ".join(key or "" for key in keys)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"].strip()[:20])
def test_a_round_up_is_read_paragraph_by_paragraph(case: dict[str, object]) -> None:
    """Place, year and mode of each paragraph, in order; nothing for a document of one region."""
    assert [row(attribution) for attribution in found(str(case["text"]))] == case["rows"]


def test_round_ups_that_are_not_read_yet() -> None:
    """Once one is, its row becomes a case."""
    held = [
        case for case in todo("attributions") if [row(a) for a in found(str(case["text"]))] == case["rows"]
    ]
    assert held == []


def test_one_row_for_each_provision() -> None:
    """A paragraph that the page breaks into lines is still one."""
    text = str(CASES[0]["text"])
    rows = [attribution.provision for attribution in found(text)]
    assert len(rows) == len(set(rows))


def test_half_width_commas_change_nothing() -> None:
    """A page with half-width punctuation gives the same rows."""
    text = str(CASES[1]["text"])
    assert [row(a) for a in found(text.replace("，", ","))] == [row(a) for a in found(text)]
