"""Figures beside gold: known numbers on small made-up documents, and the errors that a person reads."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg import evaluate, facts, readers
from kg.cli.evaluate import command
from kg.errors import KgError
from kg.evaluate.gold import stem as called
from kg.model import Document

TEXT = "二、重点任务\n(一)控制费用。到2025年,次均费用增幅控制在5%以内。(区卫健局牵头,区财政局配合)依据《甲办法》《乙办法》。\n"


def at(quote: str) -> dict[str, object]:
    start = TEXT.index(quote)
    return {"start": start, "end": start + len(quote), "quote": quote}


def duty(agency: str, role: str, **more: object) -> dict[str, object]:
    row = {
        "provision": "2.1",
        "agency": agency,
        "name": f"甲市乙区{agency}",
        "region": "440608",
        "function": "health",
    }
    return {**row, "role": role, "shared": False, "source": "annotation", **at(agency), **more}


def cited(title: str, **more: object) -> dict[str, object]:
    return {
        "title": title,
        "number": None,
        "relation": "based_on",
        "inside": None,
        **at(f"《{title}》"),
        **more,
    }


GOLD = {
    "document": {
        "title": None,
        "number": "甲办〔2023〕4号",
        "issuers": ["甲市乙区人民政府"],
        "date": None,
        "type": "通知",
        "region": "440608",
        "addressees": [],
    },
    "provisions": [],
    "citations": [cited("甲办法"), cited("乙办法")],
    "responsibilities": [duty("区卫健局", "lead"), duty("区财政局", "support")],
    "targets": [],
    "deadlines": [],
    "adoptions": [],
    "attributions": [],
}


def figures(found: dict[str, object]) -> dict[str, float]:
    document = Document("a.txt", TEXT, "")
    gold = facts.from_json(GOLD, document)
    return evaluate.figures([evaluate.compare(gold, facts.from_json({**GOLD, **found}, document), set(GOLD))])


def test_the_gold_itself_is_all_right() -> None:
    """Every figure of gold beside gold is 1, or a count."""
    values = figures({})
    assert all(value == 1 for key, value in values.items() if not key.endswith((".gold", ".predicted")))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(
            {"citations": [cited("甲办法")]},
            {"citations.precision": 1, "citations.recall": 0.5, "citations.f1": 2 / 3},
            id="one of two missed",
        ),
        pytest.param(
            {"citations": [cited("甲办法"), cited("乙办法", relation="cites")]},
            {"citations.f1": 1, "citations.exact_f1": 0.5, "citations.relation": 0.5},
            id="a wrong relation is found, not exact",
        ),
        pytest.param(
            {"citations": [cited("甲办法"), {**cited("乙办法"), "title": "丙办法"}]},
            {"citations.f1": 0.5, "citations.bracketed.f1": 0.5},
            id="another title is another citation",
        ),
        pytest.param(
            {"citations": [cited("甲办法", end=at("《甲办法》")["end"] - 1), cited("乙办法")]},
            {"citations.f1": 1, "citations.span": 0.5},
            id="a span one short",
        ),
        pytest.param(
            {"responsibilities": [duty("区卫健局", "lead"), duty("区财政局", "lead")]},
            {"responsibilities.f1": 1, "responsibilities.role": 0.5},
            id="a wrong role",
        ),
        pytest.param(
            {"responsibilities": [duty("区卫健局", "lead"), duty("区财政局", "support", source="text")]},
            {"responsibilities.annotation.f1": 1},
            id="the group is that of the gold fact",
        ),
        pytest.param(
            {"responsibilities": []},
            {"responsibilities.precision": 0.0, "responsibilities.recall": 0.0, "responsibilities.f1": 0.0},
            id="nothing found",
        ),
        pytest.param(
            {"document": {**GOLD["document"], "number": "甲办[2023]4号"}},
            {"document.number": 1},
            id="shapes of brackets do not count",
        ),
        pytest.param(
            {"document": {**GOLD["document"], "type": "意见"}},
            {"document.type": 0, "document": 6 / 7},
            id="one of seven keys wrong",
        ),
    ],
)
def test_figures(found: dict[str, object], expected: dict[str, float]) -> None:
    """Known figures for known differences."""
    values = figures(found)
    assert {key: values[key] for key in expected} == pytest.approx(expected)


def test_figures_agree_with_stored_ones() -> None:
    """A stored example: gold of a seed with facts taken out, moved and changed gives the figures of the reference script."""
    folder = Path(__file__).parent / "golden" / "evaluate"
    stored = json.loads((folder / "figures.json").read_text(encoding="utf-8"))
    document = Document("gaoming-2023.txt", "", "")
    gold, changed = (
        json.loads(path.read_text(encoding="utf-8"))
        for path in (Path(__file__).parent / "gold" / "seeds" / "gaoming-2023.json", folder / "changed.json")
    )
    found = [evaluate.compare(facts.from_json(gold, document), facts.from_json(changed, document), set(gold))]
    assert evaluate.figures(found) == pytest.approx(stored)


def test_misses_are_shown_with_their_sentence(tmp_path: Path) -> None:
    """`--errors` prints what was missed (-) and the sentence, the quote marked."""
    document = Document("a.txt", TEXT, "")
    gold = facts.from_json(GOLD, document)
    comparison = evaluate.compare(gold, replace(gold, responsibilities=gold.responsibilities[:1]), set(GOLD))
    (line,) = evaluate.errors(comparison, "responsibilities")
    assert line.startswith("a.txt: - provision=2.1 | agency=区财政局 | role=support")
    assert "【区财政局】配合" in line


def test_gains_and_losses(tmp_path: Path) -> None:
    """A fact that only the new run has is gained, one that only the old run has is lost."""
    document = Document("a.txt", TEXT, "")
    new = facts.from_json(GOLD, document)
    old = replace(
        new, citations=(new.citations[0]._replace(relation="cites"), new.citations[1]), responsibilities=()
    )
    found = tuple(evaluate.changes({"a": old}, {"a": new}))
    assert evaluate.counts(found) == {"citations": (1, 1), "responsibilities": (2, 0)}


def test_against_an_earlier_extraction_of_the_same_rules_nothing_changes(tmp_path: Path) -> None:
    """`kg evaluate --documents DIR --against OLD.jsonl` of two equal runs lists nothing."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    old = tmp_path / "old.jsonl"
    row = facts.to_json(facts.extract(readers.read(tmp_path / "a.txt")))
    old.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    assert evaluate.gains(old, tmp_path) == ()


def test_an_unmet_floor_ends_with_status_1(tmp_path: Path) -> None:
    """`--min KEY=V` fails the command, and says by how much."""
    (tmp_path / "a.txt").write_text("无关的一句话。\n", encoding="utf-8")
    (tmp_path / "a.json").write_text(json.dumps(GOLD, ensure_ascii=False), encoding="utf-8")
    result = CliRunner().invoke(command, [str(tmp_path), "--min", "citations.f1=0.9"])
    assert result.exit_code == 1
    assert "citations.f1" in result.stderr


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.json", "{", "not JSON"),
        ("a.json", "[]", "no key `document`"),
        ("a.json", '{"document": {}, "citations": [{"x": 1}]}', "docs/facts.md"),
        ("b.json", json.dumps(GOLD), "no document b.txt"),
        ("a.jpg", "", "no gold files"),
    ],
)
def test_a_gold_folder_with_a_mistake(tmp_path: Path, name: str, content: str, said: str) -> None:
    """One sentence that names the file."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(KgError, match=said):
        evaluate.run(tmp_path, tmp_path)


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("a/b.txt", "b"),
        ("b.zip/附件/c.docx", "c"),
        ("h.txt#2", "h#2"),
        ("m.jsonl/a1", "a1"),
        ("c#.txt", "c#"),
    ],
)
def test_what_a_gold_file_is_called(name: str, stem: str) -> None:
    """After its document, also where that is a part of a file or a member of a container."""
    assert called(name) == stem
