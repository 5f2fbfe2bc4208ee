"""Questions: every one has its exact answer on the seeds, the same on both engines, and a second opinion from tests/expected.py."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

import pytest

from kg import query
from kg.errors import QueryError
from tests import expected, stores

ANSWERS = Path(__file__).parent / "queries"
PARAMS: dict[str, dict[str, str]] = tomllib.loads((ANSWERS / "params.toml").read_text(encoding="utf-8"))
NAMES = query.names()
SLOW_IN_MEMORY = {"document_overview"}


def params(name: str) -> dict[str, str]:
    """The parameters of the kept answer."""
    return PARAMS.get(name, {})


@pytest.fixture(scope="module")
def store() -> stores.Store:
    return stores.gold_store("oxigraph")


@pytest.mark.parametrize("name", NAMES)
def test_every_question_gives_its_kept_answer(store: stores.Store, name: str) -> None:
    """`KG_REWRITE=1 pytest` writes the answers anew; read the difference before it is kept."""
    answer = query.render(query.run(store, name, params(name)), "csv")
    file = ANSWERS / f"{name}.csv"
    if os.environ.get("KG_REWRITE"):
        file.write_text(answer, encoding="utf-8")
    assert answer == file.read_text(encoding="utf-8")
    assert answer.count("\n") > 1, "an answer without a row proves nothing"


def test_no_answer_is_kept_without_its_question() -> None:
    """A renamed question must take its answer along."""
    assert {path.stem for path in ANSWERS.glob("*.csv")} == set(NAMES)
    assert set(PARAMS) <= set(NAMES)


@pytest.mark.parametrize("name", sorted(set(NAMES) - SLOW_IN_MEMORY))
def test_rdflibs_own_engine_gives_the_same(store: stores.Store, name: str) -> None:
    """Two engines that share no code agree to the character."""
    given = params(name)
    for parameter in query.find(
        name
    ).parameters:  # names of regions are looked up once: rdflib takes seconds for that
        if parameter.type == "region" and parameter.name in given:
            given = {**given, parameter.name: query.lookup(store, "region", given[parameter.name])[0]}
    other = stores.gold_store("memory")
    assert query.render(query.run(other, name, given), "csv") == query.render(
        query.run(store, name, given), "csv"
    )


def test_rdflibs_own_engine_finds_names_too() -> None:
    assert query.lookup(stores.gold_store("memory"), "region", "佛山市高明区")[0].endswith("440608-高明区")


@pytest.mark.parametrize("question", expected.EXPECTED, ids=lambda question: question.__name__)
def test_a_script_that_knows_only_the_gold_files_agrees(store: stores.Store, question) -> None:
    """tests/expected.py computes the rows from JSON alone."""
    name = question.__name__
    columns = expected.EXPECTED[question]
    rows = query.run(store, name, params(name))
    found = [tuple(_plain(row[column], column) for column in columns) for row in rows]
    assert sorted(found, key=str) == sorted(question(), key=str)


@pytest.mark.parametrize(
    "question",
    [
        expected.tasks_led_by_agency,
        expected.who_does_what,
        expected.based_on,
        expected.citations_of_document,
        expected.cited_by,
        expected.cited_not_held,
        expected.adopters_of_model,
        expected.same_function_in_two_regions,
        expected.shared_responsibilities,
        expected.provisions_of_document,
        expected.passages_about_region,
    ],
    ids=lambda question: question.__name__,
)
def test_what_the_project_reads_itself_gives_the_same_answers(question) -> None:
    """The seeds extracted, not annotated: the kinds of facts that are read without a miss."""
    name, columns = question.__name__, expected.EXPECTED[question]
    rows = query.run(stores.extracted_store(), name, params(name))
    found = [tuple(_plain(row[column], column) for column in columns) for row in rows]
    assert sorted(found, key=str) == sorted(question(), key=str)


def _plain(cell: object, column: str) -> object:
    """A cell as the gold files write it; a task that is a stretch of a provision counts for the provision."""
    if column == "path" and isinstance(cell, str):
        return cell.partition("/")[0]
    if column == "value":
        return float(str(cell))
    return str(cell) if column == "due" else cell


def test_the_second_opinion_does_not_use_the_project() -> None:
    """Otherwise it would be no second opinion."""
    text = Path(expected.__file__).read_text(encoding="utf-8")
    assert not re.search(r"^\s*(from|import)\s+kg\b", text, re.MULTILINE)
    assert len(expected.EXPECTED) >= 8


@pytest.mark.parametrize("question", query.catalogue(), ids=lambda question: question.name)
def test_every_question_says_what_it_asks_and_can_be_carried_to_other_engines(question: query.Query) -> None:
    """Title and question in two languages; ASCII variables, no REGEX, a fixed order, a place for every parameter."""
    assert re.search(r"[一-鿿]", question.title)
    assert re.search(r"[A-Za-z]", question.title)
    assert question.question_zh.endswith(("？", "。", "）"))
    assert question.question_en.endswith(("?", ".", ")"))
    body = re.sub(r"^#.*$", "", question.text, flags=re.MULTILINE)
    assert "ORDER BY" in body
    assert not re.search(r"REGEX\s*\(|SELECT\s*\*|\?[^\x00-\x7f]", body)
    assert all(parameter.example for parameter in question.parameters)
    assert question.name in question.describe()


def test_a_question_file_pasted_elsewhere_runs_as_it_is(store: stores.Store) -> None:
    """UNDEF leaves a parameter open, so the text of a `.rq` file is a query of its own."""
    everything = store.select(query.find("tasks_without_agency").text)
    one = query.run(store, "tasks_without_agency", {"document": "榆政办发〔2018〕11号"})
    assert 0 < len(one) < len(everything)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("440608", "高明区"),
        ("高明区", "高明区"),
        ("佛山市高明区", "高明区"),
        ("广东省佛山市高明区", "高明区"),
        ("500110", "綦江区"),  # 万盛区 had this code before
        ("普陀区", "普陀区"),  # Shanghai's, since no document speaks of Zhoushan's
    ],
)
def test_a_region_goes_by_code_and_name(store: stores.Store, value: str, name: str) -> None:
    (iri,) = query.lookup(store, "region", value)
    assert iri.endswith(name)
    assert query.lookup(store, "region", iri) == (iri,)


@pytest.mark.parametrize(
    "value",
    [
        "明府办函〔2023〕4号",
        "明府办函[2023]4号",
        "明府办函（2023）04号",
        "明府办函【2023】 4 号",
        "佛山市高明区人民政府办公室关于印发佛山市高明区深化医药卫生体制改革重点工作任务(2023-2025年)的通知",
        "佛山市高明区深化医药卫生体制改革重点工作任务(2023-2025年)",
        "https://w3id.org/zhengce/id/doc/440608/明府办函〔2023〕4号",
        "<https://w3id.org/zhengce/id/doc/440608/%E6%98%8E%E5%BA%9C%E5%8A%9E%E5%87%BD%E3%80%942023%E3%80%954%E5%8F%B7>",
    ],
)
def test_a_document_goes_by_number_title_plan_and_address(store: stores.Store, value: str) -> None:
    assert query.lookup(store, "document", value) == (
        "https://w3id.org/zhengce/id/doc/440608/明府办函〔2023〕4号",
    )


def test_an_agency_goes_by_its_full_name_and_by_the_one_that_documents_write(store: stores.Store) -> None:
    full = query.lookup(store, "agency", "佛山市高明区卫生健康局")
    assert len(full) == 1
    assert query.lookup(store, "agency", "区卫生健康局") == full


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("tasks_led_by_agancy", {}, "did you mean tasks_led_by_agency"),
        ("nothing like it", {}, "`kg query --list`"),
        ("tasks_led_by_agency", {}, "needs the parameter agency (agency), e.g. --param agency="),
        ("tasks_led_by_agency", {"agancy": "x"}, "no parameter agancy; it takes agency"),
        ("rules_used", {"agency": "x"}, "no parameter agency; it takes none"),
        ("tasks_led_by_agency", {"agency": "卫生健康局"}, "did you mean 佛山市高明区卫生健康局"),
        ("tasks_led_by_agency", {"agency": "火星医保局"}, "no agency goes by agency=火星医保局"),
        ("tasks_led_by_agency", {"agency": " "}, "agency is empty"),
        ("tasks_led_by_agency", {"agency": "https://example.org/x"}, "is not in this store"),
        ("due_in_year", {"year": "二〇二五"}, "write four digits"),
        ("who_does_what", {"document": "医药卫生"}, "did you mean"),
        ("missing.rq", {}, "the file cannot be read"),
    ],
)
def test_what_is_asked_wrongly_gets_one_helpful_sentence(
    store: stores.Store, name: str, given: dict[str, str], words: str
) -> None:
    with pytest.raises(QueryError) as error:
        query.run(store, name, given)
    assert words in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("SELECT ?s WHERE { ?s ?p }", "malformed SPARQL at line 1, column 19"),
        ("SELECT ?s\nWHERE {\n  ?s a kg:Task ;; }\n}", "at line 4, column 1"),
        ("SELECT ?s WHERE { ?s a nowhere:Task }", "Prefix not found"),
        ("SELEC ?s WHERE { ?s ?p ?o }", "malformed SPARQL at line 1, column 1"),
        ("INSERT DATA { <a:a> <b:b> <c:c> }", "INSERT writes"),
        ("# new\nPREFIX a: <b:c>\nDELETE WHERE { ?s ?p ?o }", "DELETE writes"),
        ("LOAD <http://192.0.2.1/x> INTO GRAPH <a:{}>", "LOAD writes"),
        ("SELECT * FROM <http://192.0.2.1/x> { ?s ?p ?o }", "FROM is not allowed"),
        ("SELECT * FROM NAMED <http://192.0.2.1/x> { ?s ?p ?o }", "FROM is not allowed"),
        ("SELECT * { SERVICE <http://192.0.2.1/x> { ?s ?p ?o } }", "SERVICE is not allowed"),
        ("ASK { ?s ?p ?o FILTER EXISTS { SERVICE ?s { ?s ?p ?o } } }", "SERVICE is not allowed"),
        ("SELECT * { { SELECT * { SERVICE SILENT <http://192.0.2.1/x> { ?s ?p ?o } } } }", "SERVICE is not"),
        (
            "SELECT * { ?s ?p ?o MINUS { ?s ?p ?o . OPTIONAL { SERVICE <http://192.0.2.1/x> { } } } }",
            "SERVICE is",
        ),
        (
            "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <http://192.0.2.1/x> { ?s ?p ?o } }",
            "SERVICE is not allowed",
        ),
        ("SELECT * { " + "{" * 5000 + "}" * 5000 + " }", "nested too deeply"),
        ("SELECT * { ?s ?p '" + "长" * 200_001 + "' }", "longer than"),
    ],
)
def test_text_that_is_malformed_writes_or_reaches_outside_is_refused(
    store: stores.Store, text: str, words: str
) -> None:
    with pytest.raises(QueryError) as error:
        query.run(store, text)
    assert words in str(error.value)
    assert len(str(error.value)) < 300


def test_the_words_service_and_from_in_strings_and_comments_are_no_crime(store: stores.Store) -> None:
    rows = query.run(store, "SELECT ?x { BIND ('SERVICE <http://x> FROM <y>' AS ?x) } # SERVICE FROM LOAD")
    assert rows.rows == (("SERVICE <http://x> FROM <y>",),)


@pytest.mark.parametrize(
    "hostile",
    [
        '" } INSERT { <a:a> <b:b> <c:c> } #',
        "床位' . ?s ?p ?o #",
        "\\",
        'a"""b',
        "UNDEF }",
        "?words",
        "\n} LIMIT 0 #",
        "\\u0022 }",
        "$1 \\1 \\g<0>",
    ],
)
def test_a_parameter_is_a_value_and_never_part_of_the_query(store: stores.Store, hostile: str) -> None:
    assert len(query.run(store, "targets_by_indicator", {"words": hostile})) == 0


def test_ask_and_construct_answer_too(store: stores.Store) -> None:
    assert query.run(store, "ASK { ?t a kg:Task }").rows == ((True,),)
    made = query.run(store, "CONSTRUCT { ?t a kg:Task } WHERE { ?t a kg:Task }")
    assert made.columns == ("subject", "predicate", "object")
    assert "a kg:Task" in query.render(made, "ttl")


def test_turtle_of_a_table_and_an_unknown_format_are_refused(store: stores.Store) -> None:
    rows = query.run(store, "SELECT ?t { ?t a kg:Model }")
    for style in ("ttl", "xml"):
        with pytest.raises(QueryError):
            query.render(rows, style)


def test_printed_answers_are_harmless_and_legible() -> None:
    """A cell that a spreadsheet would run gets a quote in front; numbers do not; control characters do not reach a terminal."""
    rows = query.Rows(("a", "b"), (("=1+1", -3), ("@x", None), ("\x1b[31m红", True), ("+86\n行", "-5")))
    assert query.render(rows, "csv") == "a,b\n'=1+1,-3\n'@x,\n\x1b[31m红,true\n\"'+86\n行\",'-5\n"
    assert "\x1b" not in query.render(rows, "table")
    assert '"a": "=1+1",\n    "b": -3' in query.render(rows, "json")


def test_columns_of_a_table_line_up_with_chinese_in_them() -> None:
    rows = query.Rows(("单位", "tasks"), (("区财政局", 3), ("区卫生健康局", 12)))
    assert query.render(rows, "table") == (
        "单位          tasks\n────────────  ─────\n区财政局      3\n区卫生健康局  12\n(2 rows)\n"
    )


def test_a_row_can_be_shown_in_its_sentence(store: stores.Store) -> None:
    """Positions become the sentence with the very words marked."""
    rows = query.with_sentences(store, query.run(store, "network"))
    said = [row["sentence"] for row in rows if row["relation"] == "lead"]
    assert said
    assert all("⟦" in sentence and "⟧" in sentence for sentence in said)
    assert "start" not in rows.columns


def test_a_chain_of_three_documents_is_followed_to_its_source_and_a_circle_ends() -> None:
    """甲 is based on 乙, 乙 on 丙, 丙 (by mistake) on 甲: every step once."""
    small = stores.Store(None, stores.Manifest())
    steps = (("a", "b"), ("b", "c"), ("c", "a"))
    kg, dct = "https://w3id.org/zhengce/ns#", "http://purl.org/dc/terms/"
    lines = [f"<d:{x}> <{kg}basedOn> <d:{y}> <d:g> .\n" for x, y in steps]
    lines += [f'<d:{x}> <{kg}number> "{x}〔2020〕1号" <d:g> .\n' for x, _ in steps]
    lines += [f'<d:{x}> <{dct}title> "{x}" <d:g> .\n<d:{x}> <{kg}sha256> "{x}" <d:g> .\n' for x, _ in steps]
    lines += [
        f"<d:{x}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{kg}PolicyDocument> <d:g> .\n"
        for x, _ in steps
    ]
    small.load("".join(lines))
    rows = query.run(small, "based_on", {"document": "a〔2020〕1号"})
    assert [(row["child"], row["parent"]) for row in rows] == list(steps)


def test_a_fact_outside_all_provisions_and_an_agency_without_a_region_make_one_row_each() -> None:
    """What is unbound must not join with everything: the round-up in the store has passages about many regions."""
    kg, a = "https://w3id.org/zhengce/ns#", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    label = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
    date = "<http://www.w3.org/2001/XMLSchema#date>"
    store = stores.store_of(stores.gold_seeds())
    before = {
        name: len(query.run(store, name, {"year": "2031"} if name == "due_in_year" else {})) for name in OPEN
    }
    store.load(
        f'<d:1> <{kg}sha256> "x" <d:g> .\n<d:f> {a} <{kg}Deadline> <d:g> .\n<d:f> <{kg}statedIn> <d:1> <d:g> .\n'
        f'<d:f> <{kg}dueBy> "2031-12-31"^^{date} <d:g> .\n<d:f> <{kg}deadline> "2031" <d:g> .\n'
        f'<d:f> <{kg}quote> "到2031年" <d:g> .\n<d:f> <{kg}start> 1 <d:g> .\n'.replace(
            "> 1 <", '> "1"^^<http://www.w3.org/2001/XMLSchema#integer> <'
        )
        + f'<d:r> <{kg}role> <{kg}ledBy> <d:g> .\n<d:r> <{kg}agency> <d:a> <d:g> .\n<d:a> {label} "某局" <d:g> .\n'
        f"<d:r> <{kg}inProvision> <d:p> <d:g> .\n<d:r> <{kg}statedIn> <d:1> <d:g> .\n"
    )
    after = {
        name: len(query.run(store, name, {"year": "2031"} if name == "due_in_year" else {})) for name in OPEN
    }
    assert after == {name: count + 1 for name, count in before.items()}


OPEN = ("deadlines_calendar", "due_in_year", "duties")
