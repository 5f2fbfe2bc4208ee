"""A graph keeps its promises, and one that does not is found out: each kind is corrupted once."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import facts, readers
from kg.model import Extraction
from kg.namespaces import NS
from kg.store import Manifest, Store
from kg.validate import by_queries, validate
from tests.graphs import example, joined, mention, plain
from tests.stores import SEEDS, store_of

DERIVED = "https://w3id.org/zhengce/id/graph/derived"


@cache
def quads() -> str:
    """The example, a document that cites it, and only what they need of the table of regions."""
    citing = plain(
        "b.txt",
        citations=(mention("金华市医疗服务提升方案"),),
        title="某通知",
        number="乙发〔2022〕1号",
        region="330782",
    )
    made = joined(example(), citing)
    here = made.registry.splitlines(keepends=True)
    regions = [line for line in here if line.count("/id/region/") == line.count("/id/region/33")]
    rest = "".join(description.quads for description in made.descriptions)
    return "".join(regions) + rest + made.derived


def store(update: str = "") -> Store:
    made = Store(ox.Store(), Manifest())
    made.load(quads())
    if update:
        assert made.engine is not None
        before = set(made.dump())
        made.engine.update(update, prefixes={**made.prefixes, "g": DERIVED.removesuffix("derived")})
        assert set(made.dump()) != before, "the update changes nothing"
    return made


def test_a_graph_as_it_is_built_keeps_every_promise() -> None:
    report = validate(store())
    assert report.summary().splitlines()[1:] == []
    assert report.ok
    assert report.checked > 30


def test_a_model_that_no_region_is_said_to_take_up_is_described_all_the_same() -> None:
    found = example()
    alone = found.adoptions[0]._replace(region=None, model="某园区运营经验")
    made = Store(ox.Store(), Manifest())
    made.load("".join(joined(replace(found, adoptions=(alone,))).quads()))
    assert validate(made).findings == ()
    assert made.ask(
        'ASK { ?m a kg:Model ; skos:prefLabel "某园区运营经验" FILTER NOT EXISTS { ?r kg:adoptsModel ?m } }'
    )


def drop(predicate: str, kind: str) -> str:
    return f"DELETE {{ GRAPH ?g {{ ?s {predicate} ?o }} }} WHERE {{ GRAPH ?g {{ ?s {predicate} ?o }} GRAPH ?h {{ ?s a kg:{kind} }} }}"


@pytest.mark.parametrize(
    ("predicate", "kind"),
    [
        ("kg:sha256", "PolicyDocument"),
        ("dct:title", "EnclosedPlan"),
        ("kg:demand", "StubDocument"),
        ("kg:partOf", "Provision"),
        ("kg:text", "Task"),
        ("kg:resolution", "Citation"),
        ("kg:names", "Citation"),
        ("kg:agency", "Responsibility"),
        ("kg:quote", "Responsibility"),
        ("kg:rule", "Target"),
        ("kg:comparator", "Target"),
        ("kg:start", "Deadline"),
        ("kg:model", "ModelAdoption"),
        ("skos:prefLabel", "Agency"),
        ("skos:notation", "Region"),
        ("skos:prefLabel", "Model"),
    ],
)
def test_each_kind_misses_what_it_must_have(predicate: str, kind: str) -> None:
    assert not validate(store(drop(predicate, kind))).ok


def put(triples: str, where: str) -> str:
    return f"INSERT {{ GRAPH <{DERIVED}> {{ {triples} }} }} WHERE {{ {where} }}"


@pytest.mark.parametrize(
    ("triples", "where"),
    [
        ('?x kg:dateSigned "soon"', "GRAPH ?g { ?x a kg:PolicyDocument }"),
        ('?x kg:numberYear "2021"', "GRAPH ?g { ?x a kg:PolicyDocument }"),
        ('?x kg:value "many"', "GRAPH ?g { ?x a kg:Target }"),
        ("?x kg:comparator kg:stance-adopt", "GRAPH ?g { ?x a kg:Target }"),
        ("?x kg:role kg:rules", "GRAPH ?g { ?x a kg:Responsibility }"),
        ("?x kg:confidence 2.0", "GRAPH ?g { ?x a kg:Rule }"),
        ("?x kg:stance kg:mode-plan", "GRAPH ?g { ?x a kg:ModelAdoption }"),
        ('?x kg:deadline "next year"', "GRAPH ?g { ?x a kg:Deadline }"),
        ("?x kg:origin ?x", "GRAPH ?g { ?x a kg:Model }"),
    ],
)
def test_values_of_another_kind_are_found(triples: str, where: str) -> None:
    assert not validate(store(put(triples, where))).ok


DIRECT = "GRAPH ?g { ?p kg:ledBy ?a }"


@pytest.mark.parametrize(
    ("check", "update"),
    [
        ("role without direct property", f"DELETE {{ {DIRECT} }} WHERE {{ {DIRECT} }}"),
        ("direct property without role", put("?p kg:guidedBy ?a", DIRECT)),
        ("role that is not written out as assignedTo", "DELETE WHERE { GRAPH ?g { ?p kg:assignedTo ?a } }"),
        (
            "assignedTo without role",
            put("?t kg:assignedTo ?a", "GRAPH ?g { ?x kg:soleAgency ?a } GRAPH ?h { ?t kg:path '1' }"),
        ),
        (
            "sole agency that is not assigned",
            put("?t kg:soleAgency ?a", "GRAPH ?g { ?x kg:soleAgency ?a } GRAPH ?h { ?t kg:path '1.1/1' }"),
        ),
        ("target without hasTarget", "DELETE WHERE { GRAPH ?g { ?p kg:hasTarget ?t } }"),
        (
            "hasTarget without target",
            put("?d kg:hasTarget ?t", "GRAPH ?g { ?p kg:hasTarget ?t } GRAPH ?h { ?d kg:path '2' }"),
        ),
        (
            "date without dueBy",
            "DELETE { GRAPH ?g { ?p kg:dueBy ?d } } WHERE { GRAPH ?g { ?p a kg:Provision ; kg:dueBy ?d } }",
        ),
        ("dueBy without date", put('?p kg:dueBy "2030-12-31"^^xsd:date', "GRAPH ?g { ?p kg:path '2' }")),
        ("adoption without adoptsModel", "DELETE WHERE { GRAPH ?g { ?r kg:adoptsModel ?m } }"),
        (
            "adoptsModel without adoption",
            put("?r kg:adoptsModel ?m", "GRAPH ?g { ?x kg:adopter ?r } GRAPH ?h { ?m a kg:Model }"),
        ),
        ("citation without relation", "DELETE WHERE { GRAPH ?g { ?d kg:basedOn ?e } }"),
        (
            "relation without citation",
            put(
                "?s kg:repeals ?d ; kg:cites ?d",
                "GRAPH ?g { ?d a kg:PolicyDocument } GRAPH ?h { ?s a kg:StubDocument }",
            ),
        ),
        ("relation that is not written out as cites", "DELETE WHERE { GRAPH ?g { ?d kg:cites ?e } }"),
        ("quote that is not as long as its span", put("?f kg:quote '字'", "GRAPH ?g { ?f a kg:Target }")),
        ("text that is not as long as its span", put("?t kg:text '字'", "GRAPH ?g { ?t a kg:Task }")),
        ("triple in two graphs", put("?d a kg:PolicyDocument", "GRAPH ?g { ?d a kg:PolicyDocument }")),
    ],
)
def test_each_check_finds_what_it_is_there_for(check: str, update: str) -> None:
    assert check not in {finding.check for finding in by_queries(store())}
    assert check in {finding.check for finding in by_queries(store(update))}


def test_the_summary_names_the_check_the_node_and_how_many() -> None:
    summary = validate(store("DELETE WHERE { GRAPH ?g { ?p kg:hasTarget ?t } }")).summary()
    assert "target without hasTarget: 2" in summary
    assert "/p/1.1/target-" in summary
    assert NS not in summary


def test_the_annotated_documents_keep_every_promise_as_one_graph() -> None:
    """All documents of tests/gold, as people read them: shapes, checks, and no triple in two graphs."""
    report = validate(store_of(gold()))
    assert report.summary().splitlines()[1:] == []


def gold() -> list[Extraction]:
    folder = Path(__file__).parent / "gold"
    texts = {
        path.stem: path for path in (*SEEDS.glob("*.txt"), *folder.glob("*/*.txt"), *folder.glob("*/*.html"))
    }
    paths = sorted(folder.glob("*/*.json"))
    return [
        facts.from_json(json.loads(path.read_text("utf-8")), readers.read(texts[path.stem])) for path in paths
    ]
