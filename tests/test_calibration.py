"""Confidence beside truth: known numbers on made-up counts, and the rules of the lexicon on the annotated documents."""

from __future__ import annotations

import importlib.util
import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

from kg import evaluate, lexicon
from kg.cli.evaluate import command
from kg.evaluate.calibration import PRIOR, Count, calibration, estimate, tally, total
from kg.evaluate.comparison import Comparison, Row
from kg.model import Deadline, Provision
from kg.paths import LEXICON
from tests.conftest import GOLD, ROOT


def comparison(name: str, counts: Mapping[str, tuple[int, int]]) -> Comparison:
    """A document in which each rule has so many facts and so many right ones, and the gold two facts that none found."""
    rows = []
    for rule, (facts, right) in counts.items():
        for place in range(facts):
            fact = Deadline("1", "2025", None, place, place + 1, "到2025年", rule)
            rows.append(Row("deadlines", fact if place < right else None, fact))
    missed = Deadline("2", "2025", None, 90, 95, "到2025年", "gold")
    outline = Provision("1", "一、", None, 0, 99)
    rows += [Row("deadlines", missed, None), Row("provisions", outline, outline)]
    return Comparison(name, "", (), tuple(rows))


def documents(*counts: Count) -> dict[str, Count]:
    """What a rule found in each of several documents."""
    return {f"{place}.txt": count for place, count in enumerate(counts)}


TWO = (comparison("甲.txt", {"a": (4, 4), "b": (2, 0)}), comparison("乙.txt", {"a": (6, 3)}))


def test_facts_are_counted_by_rule_and_document() -> None:
    """Misses have no rule, and provisions are read by none."""
    assert tally(TWO) == {"a": {"甲.txt": Count(4, 4), "乙.txt": Count(6, 3)}, "b": {"甲.txt": Count(2, 0)}}
    assert total(tally(TWO)["a"].values()) == Count(10, 7)


def test_the_error_is_the_mean_distance_of_confidence_and_truth() -> None:
    """Ten facts said to be 0.9 of which seven are right, two said to be 0.55 and wrong: (10×0.2 + 2×0.55) / 12."""
    found = calibration(TWO, {"a": 0.9, "b": 0.55, "unused": 0.7})
    assert found.error == pytest.approx((10 * 0.2 + 2 * 0.55) / 12)
    assert [(line.name, line.facts, line.right) for line in found.bins] == [
        ("0.5-0.6", 2, 0),
        ("0.9-1.0", 10, 7),
    ]
    assert [(line.name, line.share) for line in found.rules] == [("a", 0.7), ("b", 0.0)]


def test_rules_of_one_bin_are_judged_together() -> None:
    """0.92 for four right ones of four and 0.98 for none of one: the bin says 0.932 and holds 0.8."""
    found = calibration((comparison("甲.txt", {"a": (4, 4), "b": (1, 0)}),), {"a": 0.92, "b": 0.98})
    assert found.bins[0].confidence == pytest.approx(0.932)
    assert found.error == pytest.approx(0.132)


def test_nothing_found_is_no_error() -> None:
    """An empty set has no bins, and no division by zero."""
    assert calibration((), {"a": 0.9}).error == 0
    assert calibration((), {"a": 0.9}).bins == ()


def test_a_document_foretells_the_others_and_not_itself() -> None:
    """A hundred facts in one document are no evidence for the next; a second document makes them one."""
    assert estimate({}) == PRIOR
    assert estimate(documents(Count(100, 100))) == pytest.approx(PRIOR)
    assert estimate(documents(Count(8, 8), Count(8, 8))) == pytest.approx(9.7 / 10)
    assert estimate(documents(Count(8, 8), Count(8, 0))) == pytest.approx((1.7 / 10 + 9.7 / 10) / 2)


def test_few_rows_stay_near_the_prior() -> None:
    """Two right ones raise a rule less than twenty do, and a wrong one lowers it."""
    few, many = estimate(documents(*[Count(1, 1)] * 2)), estimate(documents(*[Count(10, 10)] * 2))
    assert PRIOR < few < many < 1
    assert estimate(documents(Count(1, 1), Count(1, 0))) < PRIOR


def test_the_error_of_documents_left_out_knows_nothing_of_their_facts() -> None:
    """Rule a is right in one document and wrong in the other: each foretells the opposite of the other."""
    two = (comparison("甲.txt", {"a": (8, 8)}), comparison("乙.txt", {"a": (8, 0)}))
    assert calibration(two, {"a": 0.5}).error == 0
    assert calibration(two, {"a": 0.5}).left_out == pytest.approx(((1 - 1.7 / 10) + 9.7 / 10) / 2)


# The lexicon on the annotated documents.


def test_the_rules_of_the_lexicon_are_as_good_as_they_say() -> None:
    """The expected calibration error on the annotated corpus."""
    found = evaluate.calibration(evaluate.run(GOLD / "corpus", GOLD / "corpus"))
    assert sum(line.facts for line in found.rules) > 400
    assert found.error <= 0.05
    assert found.left_out <= 0.05


def test_the_command_shows_bins_and_rules() -> None:
    """`kg evaluate --rules`: one line a rule; without it the bins only; in JSON both."""
    shown = {
        options: CliRunner().invoke(
            command, [str(GOLD / "seeds"), "--documents", str(ROOT / "seeds"), *options]
        )
        for options in ((), ("--rules",), ("--format", "json"))
    }
    short, long = shown[()].output, shown["--rules",].output
    assert "calibration.error" in short
    assert "duty-bracket-label" in long
    assert "duty-bracket-label" not in short
    found = json.loads(shown["--format", "json"].output)["calibration"]
    assert set(found) == {"error", "left_out", "bins", "rules"}
    facts = [sum(line["facts"] for line in found[key]) for key in ("bins", "rules")]
    assert facts[0] == facts[1] > 200


# The script that sets them.


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("calibrate", ROOT / "scripts" / "calibrate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_writing_touches_the_confidence_and_nothing_else(script: ModuleType) -> None:
    """Comments, order, spaces and the words of other rules stay as they are."""
    text = (
        '# confidence = 0.1\n[words]\na = ["甲"]\n\n'
        '[[rule]] # one\nid = "a"\nconfidence = 0.9   # so\nexamples = ["confidence = 0.3"]\n\n'
        '[[rule]]\nid = "b"\nconfidence = 0.8\nexamples = ["乙"]\n'
    )
    assert script.with_confidence(text, {"a": 0.75}) == text.replace("0.9 ", "0.75 ")
    assert script.with_confidence(text, {"c": 0.75}) == text


def test_a_rule_that_nobody_has_seen_at_work_keeps_its_doubt(script: ModuleType) -> None:
    """Without a fact in the gold a rule says what its author believes, and never more than the prior."""
    assert script.confidence({}, 0.6) == 0.6
    assert script.confidence({}, 0.97) == PRIOR
    assert script.confidence({"甲.txt": Count(90, 90), "乙.txt": Count(90, 90)}, 0.6) == 0.99
    assert script.confidence({"甲.txt": Count(9, 0), "乙.txt": Count(9, 0)}, 0.9) == 0.5


@pytest.mark.parametrize("path", sorted(LEXICON.glob("*.toml")), ids=lambda path: path.name)
def test_every_rule_of_every_file_can_be_set(script: ModuleType, path: Path) -> None:
    """All confidences of a real file become 0.51, and the rest of what it says is the same."""
    old = path.read_text(encoding="utf-8")
    ids = {rule.id: 0.51 for rule in lexicon.load().rules()}
    expected = tomllib.loads(old)
    for rule in expected.get("rule", ()):
        rule["confidence"] = 0.51
    assert tomllib.loads(script.with_confidence(old, ids)) == expected
