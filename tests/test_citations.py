"""Citations in real and realistic sentences, and the shape of the brackets and numbers that carry them."""

from __future__ import annotations

import re
import time

import pytest

from kg import lexicon, outline
from kg.extract.citations import citations
from kg.extract.citations.brackets import names
from kg.grammar.numbers import numbers
from kg.model import Citation
from tests.tables import blocks_of, cases, document

CASES = cases("citations")


def found(text: str) -> list[Citation]:
    """The citations of a text that is a document of its own."""
    doc = document(text)
    words = lexicon.load()
    return list(citations(doc, outline.parse(doc, words), words))


def row(citation: Citation) -> str:
    """A citation as the table writes it."""
    keys = (citation.title, citation.number, citation.relation, citation.inside)
    return re.sub(" +", " ", " | ".join(key or "" for key in keys))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:24])
def test_a_sentence_cites_what_the_table_says(case: dict[str, object]) -> None:
    """Title, number, relation and outer title of each mention, in order, and nothing else."""
    assert [row(citation) for citation in found(str(case["text"]))] == case["cites"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:24])
def test_a_quote_is_the_text_at_its_span(case: dict[str, object]) -> None:
    """Each quote is `text[start:end]` and holds its title."""
    text = str(case["text"])
    for citation in found(text):
        assert text[citation.start : citation.end] == citation.quote
        squeezed = re.sub(r"\s", "", citation.quote)
        assert (citation.title or "") in squeezed


HALF = str.maketrans("（），：；", "(),:;")


@pytest.mark.parametrize("case", CASES[::3], ids=lambda case: case["text"][:24])
def test_half_width_punctuation_changes_no_fact(case: dict[str, object]) -> None:
    """The same names, numbers and relations are read from half-width punctuation."""
    wanted = [str(line).translate(HALF) for line in case["cites"]]  # type: ignore[attr-defined]
    assert [row(citation).translate(HALF) for citation in found(str(case["text"]).translate(HALF))] == wanted


def test_a_number_belongs_to_the_span_of_its_name() -> None:
    """The quote runs from the opening mark to the bracket that holds the number."""
    text = "根据《林木种子生产经营许可证管理办法》 （国家林业局令第40号）办理。"
    assert [citation.quote for citation in found(text)] == [
        "《林木种子生产经营许可证管理办法》 （国家林业局令第40号）"
    ]


def test_a_run_of_names_shares_what_is_said_behind_it() -> None:
    """《A》《B》同时废止 repeals both."""
    text = "《职工食堂管理办法》《公务用车管理办法》同时废止。"
    assert [citation.relation for citation in found(text)] == ["repeals", "repeals"]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("《甲》", ["《甲》"]),
        ("《甲〈乙〉丙》", ["《甲〈乙〉丙》", "〈乙〉"]),
        ("《甲《乙》丙》", ["《甲《乙》丙》", "《乙》"]),
        ("《甲〈乙》丙》", ["《甲〈乙》丙》", "〈乙》"]),
        ("《甲》《乙》", ["《甲》", "《乙》"]),
        ("甲》乙", []),
        ("占比〈5%，见《乙》", ["《乙》"]),
        ("《甲。《乙》", ["《甲", "《乙》"]),
        ("", []),
    ],
)
def test_brackets_are_paired_as_a_reader_pairs_them(text: str, spans: list[str]) -> None:
    """Nested, mixed, touching, stray and cut brackets."""
    assert sorted(text[name.start : name.end] for name in names(text)) == sorted(spans)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("国办发〔2016〕26号", ["国办发〔2016〕26号"]),
        ("苏政办发[2015]103号", ["苏政办发〔2015〕103号"]),
        ("卫医发（2020）第3号", ["卫医发〔2020〕3号"]),
        ("主席令第三十八号", ["主席令第三十八号"]),
        ("公告2023年第20号", ["公告2023年第20号"]),
        ("〔2019〕13号", []),
        ("方案（2016—2020年）", []),
        ("第20号楼", []),
    ],
)
def test_numbers_have_one_normal_form(text: str, values: list[str]) -> None:
    """Every form of bracket gives 〔〕; a bare year is no number."""
    assert [number.value for number in numbers(text)] == values


@pytest.mark.parametrize(
    "unit",
    [
        "《",
        "》",
        "〔",
        "《甲》",
        "《〈",
        "1",
        "（2020）",
        "根据",
        "《甲。",
        "号",
        "关于印发《甲意见》的通知",
        "落实甲行动计划和",
    ],
)
def test_time_is_linear_in_length(unit: str) -> None:
    """Nearly a megabyte (UTF-8) of any sign in one line is read within seconds."""
    blocks = blocks_of(unit * (300_000 // len(unit)))
    words = lexicon.load()
    began = time.process_time()
    sum(1 for _ in citations(document("x"), blocks, words))
    assert time.process_time() - began < 10
