"""IRIs: total over any string, read back, never changed by where a thing stands."""

from __future__ import annotations

from urllib.parse import quote

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, URIRef

from kg import namespaces
from kg.model import Metadata
from kg.namespaces import Names, escape, pasted, title_key, unescape

ANY = st.text(st.characters(exclude_categories=()), max_size=40)  # lone surrogates and controls too
NAMES = Names()


@given(ANY)
def test_any_string_is_read_back_from_its_segment(text: str) -> None:
    assert unescape(escape(text)) == text


@given(ANY)
def test_both_engines_accept_a_segment_of_any_string(text: str) -> None:
    iri = namespaces.BASE + "x/" + escape(text)
    assert ox.NamedNode(iri).value == iri
    line = f'<{iri}> <{namespaces.NS}number> "1" .\n'
    assert next(iter(ox.parse(line, format=ox.RdfFormat.N_TRIPLES))).subject.value == iri
    assert (URIRef(iri), None, None) in Graph().parse(data=line, format="nt")


@given(ANY)
def test_every_iri_survives_being_pasted_from_a_browser(text: str) -> None:
    iri = NAMES.model(text)
    assert pasted(iri) == iri
    assert pasted(quote(iri, safe="/:%")) == iri


@given(ANY, ANY)
def test_different_strings_have_different_segments(one: str, other: str) -> None:
    assert (escape(one) == escape(other)) == (one == other)


@given(ANY, ANY, ANY, st.none() | ANY, st.none() | ANY)
def test_every_document_has_an_iri_that_a_store_takes(
    title: str, number: str, issuer: str, region: str | None, date: str | None
) -> None:
    meta = Metadata(title or None, number or None, (issuer,), date, None, region)
    assert ox.NamedNode(NAMES.document(meta, "ab" * 32)).value.startswith(namespaces.BASE + "doc/")


@pytest.mark.parametrize(
    ("text", "segment"),
    [
        ("明府办函〔2023〕4号", "明府办函〔2023〕4号"),
        ("a b", "a%20b"),
        ("50%", "50%25"),
        ("1/2", "1%2F2"),
        ("<x>[y]", "%3Cx%3E%5By%5D"),
        ('"两票制"', "%22两票制%22"),
        ("全角　空格", "全角%E3%80%80空格"),
        ("\ue000", "%EE%80%80"),
        ("..", "%2E%2E"),
        ("a?b#c", "a%3Fb%23c"),
    ],
)
def test_only_what_is_refused_is_encoded(text: str, segment: str) -> None:
    assert escape(text) == segment


@pytest.mark.parametrize(
    ("meta", "end"),
    [
        (
            Metadata("关于…的通知", "明府办函〔2023〕4号", ("某办公室",), "2023-02-24", region="440608"),
            "440608/明府办函〔2023〕4号",
        ),
        (
            Metadata("某办法", "令第45号", ("国家药品监督管理局",), "2022-01-01", region="000000"),
            "000000/国家药品监督管理局令第45号",
        ),
        (
            Metadata("某公告", "某局公告2023年第20号", ("某局",), region="000000"),
            "000000/某局公告2023年第20号",
        ),
        (Metadata("关于…的通知", None, ("某局",), "2023-02-24", region=None), "unknown/2023-02-24-"),
        (Metadata("关于…的通知", None, (), None, region="330000"), "330000/" + "ab" * 32),
        (Metadata(), "unknown/" + "ab" * 32),
    ],
)
def test_a_document_is_called_by_number_else_by_date_and_title_else_by_its_text(
    meta: Metadata, end: str
) -> None:
    name = NAMES.document(meta, "ab" * 32).removeprefix(namespaces.BASE + "doc/")
    assert name == end or (end.endswith("-") and name.startswith(end) and len(name) == len(end) + 10)


@pytest.mark.parametrize(
    ("title", "number", "end"),
    [
        ("某通知", "佛府办函〔2022〕161号", "佛府办函〔2022〕161号"),
        (None, "国务院令第680号", "国务院令第680号"),
        (None, "第45号", "第45号"),
    ],
)
def test_what_is_cited_is_called_by_its_number(title: str | None, number: str, end: str) -> None:
    assert NAMES.cited(title, number) == f"{namespaces.BASE}cited/{end}"


def test_a_number_that_is_not_its_own_does_not_name_what_has_a_title() -> None:
    assert NAMES.cited("甲办法", "第45号") != NAMES.cited("乙办法", "第45号")
    assert NAMES.cited("甲办法", "第45号") == NAMES.cited("甲办法", None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("关于推进（试点）工作的意见", "关于推进(试点)工作 的意见"),
        ("转发〈意见〉的通知", "转发<意见>的通知"),
        ("规划（2016—2020年）", "规划(2016-2020年)"),
        ("“十四五”规划", '"十四五"规划'),
    ],
)
def test_titles_that_differ_in_print_only_are_one(one: str, other: str) -> None:
    assert title_key(one) == title_key(other)
    assert NAMES.cited(one, None) == NAMES.cited(other, None)


def test_agencies_of_two_regions_are_two_and_written_widths_are_one() -> None:
    assert NAMES.agency("440608", "某局") != NAMES.agency("440600", "某局")
    assert NAMES.agency("440608", "领导小组（筹）") == NAMES.agency("440608", "领导小组(筹)")
    assert NAMES.agency("440608", "某局", "health-2018").endswith("agency/440608/health-2018")


def test_the_base_of_things_can_be_set_and_the_vocabulary_cannot() -> None:
    names = Names("http://data.example.cn/id/")
    assert names.region("440608", "高明区") == "http://data.example.cn/id/region/440608-高明区"
    assert namespaces.term("ledBy") == "https://w3id.org/zhengce/ns#ledBy"
    assert namespaces.bindings(names.base)["doc"] == "http://data.example.cn/id/doc/"


def test_a_fact_is_called_by_what_it_says_without_white_space() -> None:
    one = NAMES.fact("https://x.cn/d/p/1", "target", "达到\n 95%", "95", "2022")
    assert one == NAMES.fact("https://x.cn/d/p/1", "target", "达到95%", "95", "2022")
    assert one != NAMES.fact("https://x.cn/d/p/1", "target", "达到95%", "95", "2023")
    assert len(one.rpartition("-")[2]) == 10


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("000000", "nation"),
        ("440000", "province"),
        ("659900", "province"),
        ("440600", "city"),
        ("440608", "county"),
    ],
)
def test_the_level_is_the_shape_of_the_code(code: str, level: str) -> None:
    assert namespaces.level(code) == level


@pytest.mark.parametrize(
    ("number", "parts"),
    [
        ("明府办函〔2023〕4号", ("明府办函", 2023, 4)),
        ("国务院令第680号", None),
        ("国发〔2016〕１号", None),
    ],
)
def test_a_number_is_taken_apart_where_it_has_parts(number: str, parts: tuple[str, int, int] | None) -> None:
    assert namespaces.split_number(number) == parts


@given(st.lists(st.text(alphabet="12.p一/ .〔〕-%"), max_size=6))
def test_segments_that_are_escaped_together_are_escaped_as_each_alone(texts: list[str]) -> None:
    assert namespaces.escaped(texts) == [escape(text) for text in texts]


@given(st.lists(st.text(alphabet="市 局\n\0\u3000"), min_size=1, max_size=6))
def test_facts_that_are_named_together_are_named_as_each_alone(quotes: list[str]) -> None:
    """White space is no part of a name, in whichever quote it stands."""
    together = NAMES.fact_ends("target", quotes, ["95"] * len(quotes))
    assert [end.decode() for end in together] == [NAMES.fact("", "target", quote, "95") for quote in quotes]
