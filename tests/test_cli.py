"""What the commands print on the seeds, and what their options change."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg import facts, readers
from kg.build import build
from kg.cli import kg
from tests.conftest import GOLD, SEEDS

AGENCY = "重庆市綦江区医疗保障局"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(build([SEEDS], tmp_path_factory.mktemp("cli") / "store").store)


def out(*arguments: object) -> str:
    result = CliRunner().invoke(kg, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def table(*arguments: object) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(out(*arguments, "--format", "csv"))))


def test_extract_prints_one_object_a_document() -> None:
    """In the order of the folder, with the keys of docs/facts.md, the same as the library gives."""
    rows = [json.loads(line) for line in out("extract", SEEDS).splitlines()]
    assert [row["file"] for row in rows] == sorted(path.name for path in SEEDS.glob("*.txt"))
    gold = json.loads((GOLD / "seeds" / "gaoming-2023.json").read_text(encoding="utf-8"))
    assert rows[0].keys() >= gold.keys()
    for kind in ("provisions", "responsibilities", "targets"):
        assert rows[0][kind][0].keys() >= gold[kind][0].keys()
    assert rows[0] == json.loads(
        json.dumps(facts.to_json(facts.extract(readers.read(SEEDS / rows[0]["file"]))))
    )


def test_extract_text_is_what_positions_count() -> None:
    """A quote is found at its place in what `--text` prints."""
    text = out("extract", "--text", SEEDS / "putuo-2016.txt")
    row = json.loads(out("extract", SEEDS / "putuo-2016.txt"))
    assert all(text[fact["start"] : fact["end"]] == fact["quote"] for fact in row["citations"])


def test_output_goes_to_a_file_whole(tmp_path: Path) -> None:
    """Nothing on standard output, no half file beside it."""
    assert out("extract", SEEDS, "-o", tmp_path / "facts.jsonl") == ""
    assert [path.name for path in tmp_path.iterdir()] == ["facts.jsonl"]
    assert len((tmp_path / "facts.jsonl").read_text(encoding="utf-8").splitlines()) == 5


@pytest.mark.parametrize("style", ["table", "csv", "json"])
def test_query_in_every_format(store: str, style: str) -> None:
    """The tasks of an agency, with their addresses."""
    question = [
        "query",
        "tasks_led_by_agency",
        "--param",
        f"agency={AGENCY}",
        "--store",
        store,
        "--format",
        style,
    ]
    assert "https://w3id.org/zhengce/id/doc/500110/" in out(*question)


def test_query_takes_text_and_files(store: str, tmp_path: Path) -> None:
    """The same question three ways."""
    text = "SELECT ?t WHERE { ?d a kg:PolicyDocument ; dct:title ?t }"
    (tmp_path / "q.rq").write_text(text, encoding="utf-8")
    by_text = table("query", text, "--store", store)
    assert len(by_text) == 4
    assert table("query", tmp_path / "q.rq", "--store", store) == by_text


def test_the_list_of_questions_needs_no_store() -> None:
    """At least fifteen, each in Chinese and English."""
    blocks = out("query", "--list").strip().split("\n\n")
    assert len(blocks) >= 15
    assert all(len(block.splitlines()) >= 3 for block in blocks)


def test_rank_orders_by_the_measure(store: str) -> None:
    """Places go with the measure; a limit cuts; a region is a hard key."""
    for measure in ("led", "degree", "betweenness", "pagerank"):
        values = [float(row[measure]) for row in table("rank", "--by", measure, "--store", store)]
        assert values == sorted(values, reverse=True)
    assert len(table("rank", "--limit", 3, "--store", store)) == 3
    assert {row["region"] for row in table("rank", "--region", "500110", "--store", store)} == {"綦江区"}


def test_rank_weights_change_the_degree(store: str) -> None:
    """A lead that weighs ten counts for more."""
    plain = {row["id"]: float(row["degree"]) for row in table("rank", "--store", store)}
    heavy = {
        row["id"]: float(row["degree"]) for row in table("rank", "--weight", "lead=10", "--store", store)
    }
    led = [row["id"] for row in table("rank", "--store", store) if int(row["led"])]
    assert led
    assert all(heavy[iri] > plain[iri] for iri in led)


def test_rank_over_time_has_a_column_for_the_year(store: str) -> None:
    """One ranking a year in which documents were signed."""
    years = [row["year"] for row in table("rank", "--over-time", "--store", store)]
    assert years == sorted(years)
    assert "2022" in years


@pytest.mark.parametrize("weight", ["lead", "lead=x", "boss=3"])
def test_a_weight_that_is_none_is_a_usage_error(weight: str) -> None:
    """Exit status 2, with the form it takes."""
    result = CliRunner().invoke(kg, ["rank", "--weight", weight])
    assert result.exit_code == 2
    assert "ROLE=NUMBER" in result.stderr


def test_view_says_how_much_it_shows(store: str, tmp_path: Path) -> None:
    """The whole graph, a part of it, and a cap with its remainder."""
    result = CliRunner().invoke(kg, ["view", "--store", store, "-o", str(tmp_path / "all.html")])
    part = CliRunner().invoke(
        kg, ["view", "--agency", AGENCY, "--cap", "10", "--store", store, "-o", str(tmp_path / "a.html")]
    )
    assert result.exit_code == part.exit_code == 0
    assert "10" in part.stderr
    assert (tmp_path / "a.html").stat().st_size < (tmp_path / "all.html").stat().st_size
    assert AGENCY in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_evaluate_prints_figures_misses_and_documents() -> None:
    """As a table, as JSON, document by document, with every miss."""
    seeds = ["evaluate", GOLD / "seeds", "--documents", SEEDS]
    values = json.loads(out(*seeds, "--format", "json"))
    assert f"{'provisions.f1':36s} {values['provisions.f1']:.4f}" in out(*seeds)
    assert "yulin-2018.txt" in out(*seeds, "--each")
    assert CliRunner().invoke(kg, ["evaluate"]).exit_code == 2


def test_evaluate_against_an_earlier_run(tmp_path: Path) -> None:
    """A fact taken out of the old run is gained, one added to it is lost."""
    old = tmp_path / "old.jsonl"
    rows = [json.loads(line) for line in out("extract", SEEDS).splitlines()]
    gone = rows[3]["responsibilities"].pop()
    rows[0]["citations"].append({**rows[0]["citations"][0], "relation": "repeals"})
    old.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    said = out("evaluate", "--documents", SEEDS, "--against", old)
    assert f"+ {rows[3]['file']} responsibilities: " in said
    assert gone["agency"] in said
    assert "relation=repeals" in said
    assert "citations            +0 -1" in said


def test_the_build_names_what_it_gained(store: str, tmp_path: Path) -> None:
    """Beside each kind, against the last build."""
    place = tmp_path / "store"
    first = out("build", SEEDS / "qijiang-2022.txt", "--store", place)
    second = out("build", SEEDS, "--store", place)
    assert "(+" not in first
    assert "(+" in second


def test_version() -> None:
    """Of the distribution."""
    assert out("--version").startswith("kg, version ")
