"""The graph in other formats says what the store says, and a fact explains itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner
from rdflib import Dataset, Graph

from kg.build import build
from kg.cli import kg
from kg.errors import KgError
from kg.explain import explain
from kg.export import FORMATS, export
from kg.store import Store, open_store

TEXT = """甲市乙区人民政府关于印发《甲市乙区"五张床" & <新>工作方案》的通知

甲乙府〔2023〕9号

各镇人民政府:

根据《丙省床位办法》(丙政〔2022〕1号),制定本方案。

一、重点任务
(一)增加床位。到2025年,每千人口床位数达到5张。(区卫生健康局牵头,区财政局配合)

甲市乙区人民政府
2023年5月6日
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("export")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    build([folder / "a.txt"], folder / "store")
    with closing(open_store(folder / "store")) as opened:
        yield opened


@pytest.fixture(scope="module")
def union(store: Store) -> Graph:
    return Graph().parse(data=store.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"), format="nt")


@pytest.mark.parametrize(("form", "syntax"), [("turtle", "turtle"), ("jsonld", "json-ld")])
def test_rdf_formats_hold_every_triple(store: Store, union: Graph, form: str, syntax: str) -> None:
    """Read back, each is the union of all graphs."""
    again = Graph().parse(data="".join(export(store, form)), format=syntax)
    assert set(again) == set(union)  # there are no blank nodes


def test_nquads_keep_the_graphs(store: Store) -> None:
    """Every line of the store with its graph; loaded elsewhere it is the same."""
    text = "".join(export(store, "nquads"))
    assert text == "".join(store.dump())
    again = Dataset()
    again.parse(data=text, format="nquads")
    assert len(again) == len(text.splitlines())
    assert {str(graph.identifier) for graph in again.graphs() if len(graph)} == set(store.graph_names())


def test_graphml_is_read_by_networkx(store: Store, tmp_path: Path) -> None:
    """Nodes with label and class, edges with the property; marks of the text are escaped."""
    path = tmp_path / "g.graphml"
    path.write_text("".join(export(store, "graphml")), encoding="utf-8")
    graph = nx.read_graphml(path)
    labels = {data["label"] for _, data in graph.nodes(data=True)}
    assert any("甲市乙区" in label and '"五张床"&<新>' in label for label in labels)
    task = next(iri for iri in graph if iri.endswith("/p/1.1"))
    properties = {data["property"] for _, _, data in graph.out_edges(task, data=True)}
    assert {"ledBy", "supportedBy", "partOf"} <= properties
    assert graph.nodes[task]["class"] == "Task"
    assert not list(nx.isolates(graph))
    assert not nx.get_node_attributes(graph, "class").keys() ^ set(graph.nodes)


def test_an_unknown_format_is_refused(store: Store) -> None:
    """The library says which there are; the command line does too, as a usage error."""
    with pytest.raises(KgError, match="turtle"):
        export(store, "xlsx")
    assert CliRunner().invoke(kg, ["export", "--format", "xlsx"]).exit_code == 2


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_store_gives_the_same_bytes(store: Store, form: str) -> None:
    """No order of a set leaks out."""
    assert "".join(export(store, form)) == "".join(export(store, form))


def test_json_ld_is_json(store: Store) -> None:
    """Chinese as it is."""
    text = "".join(export(store, "jsonld"))
    assert json.loads(text)
    assert "卫生健康" in text


def fact(store: Store, kind: str) -> str:
    return str(next(iter(store.select(f"SELECT ?f WHERE {{ ?f a kg:{kind} }} ORDER BY ?f")))["f"])


def test_a_fact_shows_its_sentence(store: Store) -> None:
    """The quote in 【】 within its sentence, the document, and the rule."""
    (found,) = explain(store, fact(store, "Target"))
    assert found.kind == "Target"
    assert "【" in found.sentence
    assert "5张】" in found.sentence
    assert "甲乙府〔2023〕9号" in found.document
    assert found.place.startswith("1.1")
    assert dict(found.says)["value"] == "5"
    assert found.rule


@pytest.mark.parametrize("shorten", ["doc:", "<full>", "percent"])
def test_an_iri_may_be_short_or_pasted(store: Store, shorten: str) -> None:
    """As `kg query` prints it, with a prefix, in angle brackets, or percent-encoded by a browser."""
    full = fact(store, "Citation")
    head = store.prefixes["doc"]
    forms = {
        "doc:": full.replace(head, "doc:"),
        "<full>": f"<{full}>",
        "percent": full.replace("甲", "%E7%94%B2").replace("〔", "%E3%80%94"),
    }
    assert explain(store, forms[shorten]) == explain(store, full)


def test_a_provision_shows_all_its_facts_in_order(store: Store) -> None:
    """A provision, and the one above it, and the document."""
    provision = fact(store, "Target").rpartition("/")[0]
    found = explain(store, provision)
    assert [one.kind for one in found] == ["Target", "Responsibility", "Responsibility"]
    assert explain(store, provision.removesuffix(".1")) == found
    assert set(found) < set(explain(store, provision.rpartition("/p/")[0]))


@pytest.mark.parametrize(
    "iri", ["doc:nowhere", "https://example.org/x", "no iri at all", "", "doc:a> } DROP ALL #"]
)
def test_what_is_no_fact_is_named(store: Store, iri: str) -> None:
    """One sentence."""
    with pytest.raises(KgError):
        explain(store, iri)
