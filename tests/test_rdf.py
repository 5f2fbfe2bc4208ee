"""Facts as quads: a whole short document, and what each line of it must be."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import rdf
from kg.model import Attribution, Extraction
from kg.rdf import lines, terms
from kg.store import Rows, Store
from kg.store.manifest import Manifest
from tests.graphs import TEXT, duty, example, joined, plain, span, without_positions

GOLDEN = Path(__file__).parent / "golden" / "jinhua.nq"
NOISE = "浏览量：1024\n扫描二维码\n" * 5
DOC = "https://w3id.org/zhengce/id/doc/330700/金政办发〔2021〕58号"


def ask(found: Extraction, sparql: str) -> Rows:
    store = Store(ox.Store(), Manifest())
    store.load("".join(joined(found).quads()))
    return store.select(sparql)


def test_the_graph_of_a_short_document_is_the_golden_one() -> None:
    """KG_GOLDEN=1 writes the file anew; read the difference before committing it."""
    lines = "".join(sorted(rdf.describe(example()).quads.splitlines(keepends=True)))
    if os.environ.get("KG_GOLDEN") == "1":
        GOLDEN.write_text(lines, encoding="utf-8")
    assert lines == GOLDEN.read_text(encoding="utf-8")


def test_every_line_is_one_statement_in_the_documents_graph() -> None:
    text = rdf.describe(example()).quads
    quads = list(ox.parse(text, format=ox.RdfFormat.N_QUADS))
    assert len(quads) == len(set(quads)) == text.count("\n")
    assert {quad.graph_name.value for quad in quads} == {f"{DOC}/graph"}


@pytest.mark.parametrize("known", [{}, {"number": None}, {"number": None, "date": None}])
def test_page_noise_in_front_changes_no_iri(known: dict[str, None]) -> None:
    """Also where a document has neither number nor date, and is called by what its outline says."""
    found = replace(example(), metadata=replace(example().metadata, **known))
    assert iris(rdf.describe(found).quads) == iris(rdf.describe(without_positions(found, NOISE)).quads)


def iris(quads: str) -> set[str]:
    return {str(quad.subject) for quad in ox.parse(quads, format=ox.RdfFormat.N_QUADS)}


def test_a_new_fact_changes_no_other_facts_iri() -> None:
    found = example()
    fewer = replace(found, responsibilities=found.responsibilities[1:], targets=found.targets[1:])
    assert iris(rdf.describe(fewer).quads) < iris(rdf.describe(found).quads)


def test_an_exact_repeat_gets_a_number() -> None:
    found = example()
    again = replace(found, responsibilities=(*found.responsibilities, found.responsibilities[4]))
    added = iris(rdf.describe(again).quads) - iris(rdf.describe(found).quads)
    assert [name.rpartition("-")[2] for name in added] == ["2>"]


def test_each_stretch_that_ends_with_an_annotation_is_a_task() -> None:
    rows = ask(
        example(), "SELECT ?path ?text { ?t a kg:Task ; kg:path ?path ; kg:text ?text } ORDER BY ?path"
    )
    assert [row["path"] for row in rows] == ["1.1/1", "1.1/2", "1.2", "1.3"]
    first, second = (str(row["text"]) for row in list(rows)[:2])
    assert first.startswith("（一）深入学习")
    assert first.endswith("（市医保局牵头，市财政局配合）")
    assert second.startswith("2023年6月前")
    assert second.endswith("等负责）")


def test_facts_stand_in_their_stretch_and_roles_point_from_it() -> None:
    rows = ask(
        example(),
        """SELECT ?path ?role ?name { ?f a kg:Responsibility ; kg:inProvision ?p ; kg:role ?role ; kg:agency ?a .
        ?p ?role ?a ; kg:path ?path . ?a skos:prefLabel ?name } ORDER BY ?path ?role ?name""",
    )
    short = [(row["path"], str(row["role"]).rpartition("#")[2], row["name"]) for row in rows]
    assert short == [
        ("1.1/1", "ledBy", "金华市医疗保障局"),
        ("1.1/1", "supportedBy", "金华市财政局"),
        ("1.1/2", "responsibleAgency", "金华市卫生健康委员会"),
        ("1.1/2", "responsibleAgency", "金华市财政局"),
        ("1.2", "responsibleAgency", "金华市卫生健康委员会"),
        ("2", "responsibleAgency", "金华市医疗保障局"),
    ]


SOLE = "SELECT ?path ?name { ?p kg:soleAgency ?a ; kg:path ?path . ?a skos:prefLabel ?name }"


def test_the_only_agency_of_an_annotation_is_the_sole_one() -> None:
    assert ask(example(), SOLE).rows == (("1.2", "金华市卫生健康委员会"),)


@pytest.mark.parametrize("change", [{"open_list": True}, {"function": "group"}, {"source": "text"}])
def test_an_open_list_a_group_or_a_running_sentence_makes_no_sole_agency(change: dict[str, object]) -> None:
    found = example()
    duties = tuple(
        one._replace(**change) if one.provision == "1.2" else one for one in found.responsibilities
    )  # type: ignore[arg-type]
    assert not ask(replace(found, responsibilities=duties), SOLE).rows


def test_two_agencies_make_no_sole_one() -> None:
    found = example()
    other = duty(TEXT, "市卫生健康委", "support", "（市卫生健康委负责）", provision="1.2")
    two = other._replace(name="金华市总工会")
    assert not ask(replace(found, responsibilities=(*found.responsibilities, two)), SOLE).rows


def test_what_is_due_is_compared_by_the_last_day_of_its_period() -> None:
    rows = ask(
        example(), "SELECT ?path ?due { ?p a kg:Provision ; kg:dueBy ?due ; kg:path ?path } ORDER BY ?path"
    )
    assert [(path, str(due)) for path, due in rows.rows] == [("1.1/1", "2022-12-31"), ("1.1/2", "2023-06-30")]


def test_a_fact_outside_all_provisions_has_its_node_only() -> None:
    found = example()
    lost = found.responsibilities[0]._replace(provision=None)
    only = replace(found, responsibilities=(lost,), targets=(), deadlines=())
    rows = ask(only, "SELECT ?f ?p { ?f a kg:Responsibility OPTIONAL { ?f kg:inProvision ?p } }").rows
    assert len(rows) == 1
    assert str(rows[0][0]).startswith(f"{DOC}/responsibility-")
    assert rows[0][1] is None
    assert not ask(only, "SELECT ?p { ?p kg:assignedTo ?a }").rows


def test_every_quote_is_the_characters_of_its_span() -> None:
    rows = ask(example(), "SELECT ?q ?s ?e { ?f kg:quote ?q ; kg:start ?s ; kg:end ?e }")
    assert len(rows) == 14
    assert all(TEXT[row["s"] : row["e"]] == row["q"] for row in rows)  # type: ignore[misc]


def test_the_number_is_taken_apart() -> None:
    rows = ask(
        example(),
        "SELECT ?a ?y ?s { ?d a kg:PolicyDocument ; kg:numberAgency ?a ; kg:numberYear ?y ; kg:numberSerial ?s }",
    )
    assert rows.rows == (("金政办发", 2021, 58),)


def test_a_press_article_is_no_policy_document_and_says_whom_its_paragraphs_are_about() -> None:
    found = plain("news.txt", type="报道", region=None, date=None)
    found = replace(
        found,
        provisions=example().provisions[:1],
        attributions=(Attribution("1", "2024", "plan", "gold", None, "330700"),),
    )
    rows = ask(
        found,
        "SELECT ?y ?m ?r { ?d a kg:Article . ?p kg:partOf ?d ; kg:aboutYear ?y ; kg:mode/skos:notation ?m ; kg:aboutRegion/skos:prefLabel ?r }",
    )
    assert rows.rows == ((2024, "plan", "金华市"),)


def test_the_adoption_is_as_of_the_attribution_else_the_cited_year_else_the_date() -> None:
    query = "SELECT ?when { ?f kg:asOf ?when }"
    found = example()
    assert ask(found, query).rows == (("2021-09-03",),)
    told = replace(found, attributions=(Attribution("1.1", "2024", "plan", "gold"),))
    assert ask(told, query).rows == (("2024",),)
    outer = found.citations[0]
    cited = found.adoptions[0]._replace(
        via="citation",
        start=outer.start + 2,
        end=outer.start + 12,
        quote=TEXT[outer.start + 2 : outer.start + 12],
    )
    assert ask(replace(found, adoptions=(cited,)), query).rows == (("2020",),)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (45, "45"),
        (45.0, "45"),
        (0.85, "0.85"),
        (1e-05, "0.00001"),
        (1000, "1000"),
        (1e22, "1" + "0" * 22),
        (-0.0, "0"),
    ],
)
def test_numbers_are_canonical_decimals(value: float, text: str) -> None:
    assert terms.decimal(value) == f'"{text}"^^<http://www.w3.org/2001/XMLSchema#decimal>'


@pytest.mark.parametrize(
    ("period", "day"),
    [
        ("2025", "2025-12-31"),
        ("2024-02", "2024-02-29"),
        ("2022-06", "2022-06-30"),
        ("2022-06-15", "2022-06-15"),
        ("2023-02-30", None),
        ("2022-13", None),
        ("三年内", None),
        ("", None),
        (None, None),
    ],
)
def test_the_last_day_of_a_period(period: str | None, day: str | None) -> None:
    assert terms.last_day(period) == day


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_any_string_is_read_back_from_its_literal(text: str) -> None:
    line = f"<http://a.cn/s> <http://a.cn/p> {terms.raw(text)} .\n"
    (triple,) = ox.parse(line, format=ox.RdfFormat.N_TRIPLES)
    assert triple.object.value == text


def test_two_annotations_with_only_brackets_between_are_one_task() -> None:
    text = TEXT.replace("（市卫生健康委负责）", "（牵头单位：市卫生健康委）（配合单位：市财政局）")
    found = example(TEXT)
    moved = replace(found, document=replace(found.document, text=text))
    lead = duty(text, "市卫生健康委", "lead", "（牵头单位：市卫生健康委）", provision="1.2")
    help_ = duty(text, "市财政局", "support", "（配合单位：市财政局）", provision="1.2")
    last = found.provisions[2]._replace(end=span(text, "（配合单位：市财政局）").end)
    only = replace(
        moved,
        responsibilities=(lead, help_),
        provisions=(*found.provisions[:2], last),
        citations=(),
        targets=(),
        deadlines=(),
    )
    assert [row["path"] for row in ask(only, "SELECT ?path { ?t kg:assignedTo ?a ; kg:path ?path }")] == [
        "1.2",
        "1.2",
    ]


@given(st.lists(st.text(alphabet='国"\\\n\r\0 é\u0301'), max_size=6))
def test_strings_that_are_written_together_are_written_as_each_alone(texts: list[str]) -> None:
    """Also where one holds the sign at which they are cut apart, or ends with half of an é."""
    assert lines.column(b" <p> ", texts) == [lines.exactly(b" <p> ", text) for text in texts]
    alone = [lines.said(b" <p> ", text) or lines.exactly(b" <p> ", "") for text in texts]
    assert lines.plain_column(b" <p> ", texts) == alone
