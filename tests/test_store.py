"""The store on disk: switched in when complete, whole or not at all, and the same answers from both engines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from rdflib import Dataset, Literal, URIRef

from kg.errors import QueryError, StoreError
from kg.namespaces import NS, text_hash
from kg.store import Building, Iri, Manifest, Source, Store, open_store, write
from tests.graphs import TEXT, example, joined, plain

TASKS = "SELECT ?path ?start { ?t a kg:Task ; kg:path ?path ; kg:start ?start } ORDER BY ?path"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A store of one document."""
    made = tmp_path / "kg-store"
    source = Source("jinhua.txt", "0" * 64, text_hash(TEXT), joined(example()).records[0].iri)
    write(made, small(), [TEXT], Manifest(sources=(source,), counts={"documents": 1}))
    return made


def test_a_store_gives_rows_texts_and_its_manifest(place: Path) -> None:
    store = open_store(place)
    assert [row["path"] for row in store.select(TASKS)] == ["1.1/1", "1.1/2", "1.2", "1.3"]
    assert store.text(text_hash(TEXT)) == TEXT
    assert store.manifest.counts["quads"] == len(list(store.dump()))
    document = store.manifest.sources[0].document
    assert store.manifest.source(document) == store.manifest.sources[0]
    assert len(store.manifest.rules) == len(store.manifest.registries) == 16


def test_a_store_is_an_rdflib_dataset_over_the_union(place: Path) -> None:
    store = open_store(place)
    assert isinstance(store, Dataset)
    assert (None, URIRef(NS + "number"), Literal("金政办发〔2021〕58号")) in store
    assert len(list(store.query(f"SELECT ?t {{ ?t a <{NS}Task> }}"))) == 4


def memory() -> Store:
    """The same in memory, on rdflib's own engine, without the tables of regions."""
    store = open_store()
    store.load("".join(small()))
    return store


@cache
def small() -> tuple[str, ...]:
    """The quads of one document, with only the regions of one province."""
    made = joined(example())
    lines = made.registry.splitlines(keepends=True)
    registry = [line for line in lines if line.count("/id/region/") == line.count("/id/region/33")]
    return "".join(registry), *(one.quads for one in made.descriptions), made.derived


def test_oxigraph_and_rdflib_agree(place: Path) -> None:
    disk, own = open_store(place), memory()
    assert disk.select(TASKS) == own.select(TASKS)
    assert len(disk) == len(own) == len(list(own.dump()))
    assert list(disk.dump()) == list(own.dump())
    assert disk.graph_names() == own.graph_names()
    query = "SELECT ?c (COUNT(*) AS ?n) { ?x a ?c } GROUP BY ?c ORDER BY ?c"
    assert disk.select(query) == own.select(query)
    describe = "CONSTRUCT { ?t kg:ledBy ?a } WHERE { ?t kg:ledBy ?a }"
    assert disk.construct(describe) == own.construct(describe) != ""
    assert disk.ask("ASK { ?t kg:ledBy ?a }") is own.ask("ASK { ?t kg:ledBy ?a }") is True


def test_rows_are_plain_values(place: Path) -> None:
    rows = open_store(place).select(
        "SELECT ?f ?v ?due ?unit ?no { ?f a kg:Target ; kg:value ?v ; kg:unit ?unit ; kg:dueBy ?due OPTIONAL { ?f kg:maxValue ?no } }"
    )
    ((fact, value, due, unit, none),) = rows.rows
    assert isinstance(fact, Iri)
    assert (value, str(due), unit, none) == (95, "2022-12-31", "%", None)
    assert not isinstance(unit, Iri)
    assert len(rows) == 1


@pytest.mark.parametrize("query", ["SELECT {", "SELECT ?x WHERE { ?x kg:number }", "ASK { ?s ?p ?o }"])
def test_a_malformed_question_is_a_query_error(place: Path, query: str) -> None:
    for store in (open_store(place), open_store()):
        with pytest.raises(QueryError):
            store.select(query)


def test_a_graph_is_replaced_as_a_whole(place: Path) -> None:
    found = joined(plain("new.txt", title="新通知", number="金政办发〔2021〕58号", region="330700"))
    graph = found.records[0].iri + "/graph"
    own = memory()
    own.replace(graph, found.descriptions[0].quads)
    store = open_store(place, write=True)
    store.replace(graph, found.descriptions[0].quads)
    assert list(store.dump()) == list(own.dump())
    assert not store.select(TASKS).rows
    store.close()
    assert not open_store(place).select(TASKS).rows


def test_a_store_opened_for_reading_is_not_changed(place: Path) -> None:
    with pytest.raises(StoreError, match="write=True"):
        open_store(place).replace("http://a.cn/g", "")


def test_the_same_documents_give_the_same_dump(place: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    write(other, reversed(small()), [TEXT], Manifest())
    assert list(open_store(place).dump()) == list(open_store(other).dump())


def interrupted() -> Iterator[str]:
    """Somebody presses Ctrl-C when the first lines are written."""
    yield "<http://a.cn/s> <http://a.cn/p> <http://a.cn/o> <http://a.cn/g> .\n"
    raise KeyboardInterrupt


def test_a_build_that_breaks_leaves_the_old_store_as_it_was(place: Path) -> None:
    before = list(open_store(place).dump())
    with pytest.raises(KeyboardInterrupt):
        write(place, interrupted(), [], Manifest())
    assert list(open_store(place).dump()) == before
    assert len(list(place.glob("build-*"))) == 1


def test_a_build_of_broken_quads_leaves_the_old_store_as_it_was(place: Path) -> None:
    before = list(open_store(place).dump())
    with pytest.raises(SyntaxError):
        write(place, ["no quad\n"], [], Manifest())
    assert list(open_store(place).dump()) == before


def test_what_a_killed_build_left_behind_is_cleared_by_the_next(place: Path) -> None:
    (place / "build-killed").mkdir()
    (place / "build-killed" / "quads.nq").write_text("half a line")
    write(place, [], [], Manifest())
    assert len(list(place.glob("build-*"))) == 1
    assert len(open_store(place)) == 0


def test_a_reader_keeps_reading_while_a_build_is_switched_in(place: Path) -> None:
    reader = open_store(place)
    write(place, [], [], Manifest())
    assert len(reader.select(TASKS)) == 4
    assert len(open_store(place)) == 0


def test_two_builds_at_once_are_refused(place: Path) -> None:
    with Building(place), pytest.raises(StoreError, match="in use"), Building(place):
        pass
    with Building(place), pytest.raises(StoreError, match="in use"):
        open_store(place, write=True)
    write(place, [], [], Manifest())


def test_nothing_there_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store here"):
        open_store(tmp_path / "nothing")


def test_a_directory_of_something_else_is_no_store_and_is_never_written_into(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("years of work")
    with pytest.raises(StoreError, match="no store"):
        open_store(tmp_path)
    with pytest.raises(StoreError, match="not empty"):
        write(tmp_path, [], [], Manifest())
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_file_in_the_place_of_a_store_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    for place in (file, file / "below"):
        with pytest.raises(StoreError):
            write(place, [], [], Manifest())
    with pytest.raises(StoreError):
        open_store(file)
    assert file.read_text() == "x"


def test_a_store_of_another_schema_version_is_refused(place: Path) -> None:
    manifest = place / "manifest.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "schema": 0}))
    with pytest.raises(StoreError, match=r"schema version 0, this kg reads 1"):
        open_store(place)
    write(place, [], [], Manifest())
    assert open_store(place).manifest.schema == 1


@pytest.mark.parametrize(
    "damage", ["", "{", "[]", '{"schema": 1}', '{"schema": 1, "sources": [{}], "reports": []}']
)
def test_a_damaged_manifest_is_named(place: Path, damage: str) -> None:
    (place / "manifest.json").write_text(damage)
    with pytest.raises(StoreError, match=r"manifest"):
        open_store(place)


def test_missing_triples_are_named(place: Path) -> None:
    manifest = json.loads((place / "manifest.json").read_text())
    (place / manifest["data"] / "triples" / "CURRENT").unlink()
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(place)


def test_a_missing_or_changed_text_is_named(place: Path) -> None:
    store = open_store(place)
    with pytest.raises(StoreError, match="cannot be read"):
        store.text("f" * 64)
    (file,) = place.glob("build-*/texts/*/*.z")
    file.write_bytes(b"broken")
    with pytest.raises(StoreError, match="cannot be read"):
        store.text(text_hash(TEXT))


def test_a_store_in_memory_has_the_texts_it_was_given() -> None:
    store = memory()
    assert store.text(store.keep(TEXT)) == TEXT
    with pytest.raises(StoreError):
        store.text("f" * 64)
