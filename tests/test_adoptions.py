"""Adoptions in real and realistic sentences: which model, in which stance, and where a model is only spoken of."""

from __future__ import annotations

import re
import time

import pytest

from kg import facts, lexicon, outline
from kg.blocks import Outline
from kg.extract.adoptions import adoptions
from kg.grammar import roundup
from kg.model import Adoption, Document
from tests.growth import is_linear
from tests.tables import blocks_of, cases, document

CASES = cases("adoptions")


def found(text: str) -> list[Adoption]:
    """The adoptions of a text that is a document of its own."""
    doc = document(text)
    return _read(doc, outline.parse(doc, lexicon.load()))


def _read(doc: Document, blocks: Outline) -> list[Adoption]:
    words = lexicon.load()
    return list(adoptions(doc, blocks, words, roundup.places(blocks, words["attributions"])))


def row(adoption: Adoption) -> str:
    """An adoption as the table writes it."""
    keys = (adoption.model, adoption.stance, adoption.via, adoption.place or "", adoption.quote)
    return re.sub(" +", " ", " | ".join(keys))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][2:26])
def test_a_sentence_adopts_what_the_table_says(case: dict[str, object]) -> None:
    """Model, stance, way, adopter as written, and the shortest clause."""
    assert [row(adoption) for adoption in found(str(case["text"]))] == case["adopts"]


@pytest.mark.parametrize(
    "case", [case for case in CASES if case["adopts"]], ids=lambda case: case["text"][2:26]
)
def test_a_quote_is_the_text_at_its_span(case: dict[str, object]) -> None:
    """Each quote is `text[start:end]`."""
    text = str(case["text"])
    assert all(text[fact.start : fact.end] == fact.quote for fact in found(text))


def test_white_space_inside_a_clause_changes_no_adoption() -> None:
    """Line breaks and spaces in a clause give the same model and stance."""
    text = "一、以深入推广三明\n医改 经验为抓手，推进改革。"
    facts = _read(document(text), blocks_of(text))
    assert [(fact.model, fact.stance) for fact in facts] == [("三明医改", "adopt")]


@pytest.mark.parametrize(
    "unit",
    [
        "经验",
        "推广三明",
        "学习推广",
        "学习三明经验",
        "推广三明医改经验，",
        "以推广",
        "三明、",
        "推进" * 15 + "三明",
        "应用" * 30 + "经验",
    ],
)
def test_time_is_linear_in_length(unit: str) -> None:
    """Four times as many trigger words in one line take about four times as long, not sixteen."""

    def seconds(size: int) -> float:
        blocks = blocks_of(unit * (size // len(unit)))
        began = time.process_time()
        _read(document("x"), blocks)
        return time.process_time() - began

    seconds(2_000)
    assert is_linear(seconds, 10_000)


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("三明市持续深化拓展三明医改经验，健全制度。", []),
        ("福建省全面推广三明医改经验，健全制度。", ["350000"]),
        ("诸暨市坚持和发展新时代“枫桥经验”，化解矛盾。", []),
        ("赤峰市坚持和发展新时代“枫桥经验”，化解矛盾。", ["150400"]),
        ("贵州省台江县学习运用“千万工程”经验，建设和美乡村。", ["522630"]),
        ("湖南湘潭学习运用“千万工程”经验，建设和美乡村。", ["430300"]),
        ("湖南湘潭县学习运用“千万工程”经验，建设和美乡村。", ["430321"]),
        ("晋江要牢记嘱托，不忘初心，传承“晋江经验”。", []),
        ("1971年，江西省宜春地区掀起农业学大寨运动。", ["360900"]),
        ("山东省沂源县“双轮驱动”模式在全省推广。", ["370000"]),
        ("要坚持发展“枫桥经验”，为平安甘肃作出贡献。", ["620000"]),
        ("石狮要牢记嘱托，不忘初心，传承“晋江经验”。", ["350581"]),
        ("深圳市龙华区部署工作，会议要求学习“长汀经验”。", ["440309"]),
        ("要坚持发展“枫桥经验”，为湖北高质量发展作出贡献。", ["420000"]),
        ("省委全会明确，要推广“枫桥经验”，江西日报记者走进绍兴市采访。", ["360000"]),
        ("1964年，诸城县委组织各大队掀起农业学大寨高潮。", ["370782"]),
        ("红网桂东站讯，我县举行仪式，学习“安吉游戏”，孩子们兴隆街上游戏。", ["431027"]),
    ],
)
def test_a_region_takes_up_no_model_of_its_own(text: str, regions: list[str]) -> None:
    """The place where a model comes from adopts nothing by going on with it; the one above it does."""
    assert [fact.region for fact in facts.extract(document(text + "\n")).adoptions] == regions


@pytest.mark.parametrize(
    "text",
    [
        "深入推广三明医改经验，健全制度。",
        "全市推广“徐州经验”，化解矛盾。",
        "三明经验在全省推广，收入结构优化。",
    ],
)
def test_the_place_of_a_model_is_not_its_adopter(text: str) -> None:
    """A passage that names no adopter is of no region, though it names the place where the model comes from."""
    assert [fact.region for fact in facts.extract(document(text + "\n")).adoptions] == [None]
