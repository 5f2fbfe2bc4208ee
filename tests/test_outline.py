"""The outline of a document, in tables of lines and of whole layouts (tests/cases/outline.toml), and its properties."""

from __future__ import annotations

import random
import re
import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import blocks, lexicon, outline
from kg.fold import fold
from kg.model import Document
from kg.outline.ordinals import match
from tests.growth import is_linear

CASES = tomllib.loads((Path(__file__).parent / "cases" / "outline.toml").read_text(encoding="utf-8"))
CELLS = tomllib.loads((Path(__file__).parent / "cases" / "cells.toml").read_text(encoding="utf-8"))
LAYOUTS = CASES["layout"] + CELLS["layout"]  # the second ones: tables with a cell a line
SLOW = [HealthCheck.too_slow]


def parse(text: str) -> outline.Outline:
    return outline.parse(Document("case.txt", text, "0" * 64), lexicon.load())


def shown(text: str) -> list[str]:
    """``["1 总体要求", "1.1"]``: ids with folded headings."""
    return [f"{p.id} {fold(p.heading)}" if p.heading else p.id for p in parse(text).provisions]


@pytest.mark.parametrize(("line", "style", "numbers"), CASES["ordinals"]["rows"])
def test_ordinal_of_a_line(line: str, style: str, numbers: str) -> None:
    """A line opens a provision with this style and number, or none."""
    found = match(fold(line))
    assert (found.style if found else "") == style
    assert (".".join(map(str, found.numbers)) if found else "") == numbers


@pytest.mark.parametrize(("paragraphs", "headings"), CASES["headings"]["rows"])
def test_headings_of_items(paragraphs: list[str], headings: list[str]) -> None:
    """Items have these headings."""
    found = parse("\n".join(["某市工作方案", *paragraphs])).provisions
    assert [p.heading or "" for p in found] == headings


@pytest.mark.parametrize("case", LAYOUTS, ids=[case["says"] for case in LAYOUTS])
def test_layout(case: dict[str, object]) -> None:
    """A whole layout gives these provisions, and its paragraphs stand where they should."""
    text = str(case["text"])
    found = parse(text)
    assert shown(text) == case["provisions"]
    for words in case.get("outside", []):
        assert [b.provision for b in found.blocks if b.text.startswith(fold(words))] == [None]
    for words, place in case.get("inside", []):
        assert [b.provision for b in found.blocks if b.text.startswith(fold(words))] == [place]
    if "rows" in case:
        assert [b.text.replace("\t", "|") for b in found.blocks if b.kind == blocks.TABLE] == case["rows"]
    for words in case.get("nowhere", []):
        assert not any(words in b.text for b in found.blocks if b.kind in blocks.SPEAKING)
    for words in case.get("blocks", []):
        assert fold(words) in [b.text for b in found.blocks], words


@pytest.mark.parametrize("case", LAYOUTS, ids=[case["says"] for case in LAYOUTS])
def test_spans_and_views(case: dict[str, object]) -> None:
    """A provision begins with its label and ends with a character; children lie within parents; views map back."""
    text = str(case["text"])
    found = parse(text)
    spans = {p.id: p for p in found.provisions}
    for p in found.provisions:
        quote = text[p.start : p.end]
        assert quote == quote.strip()
        assert "".join(quote.split()).startswith(p.label or quote[:1])
        if p.parent:
            assert spans[p.parent].start <= p.start
            assert p.end <= spans[p.parent].end
    for block in found.blocks:
        for index, sign in enumerate(block.text):
            if sign != "\t":
                assert fold(text[block.view.position(index)]) == sign


@pytest.mark.parametrize("case", LAYOUTS, ids=[case["says"] for case in LAYOUTS])
def test_line_ends_and_widths_change_nothing(case: dict[str, object]) -> None:
    """Half-width signs, blank lines between paragraphs, trailing spaces give the same provisions."""
    text = str(case["text"])
    assert shown(text.translate(str.maketrans("（）：；，", "():;,"))) == case["provisions"]
    assert shown(text.replace("\n", "  \n")) == case["provisions"]
    assert shown(text.replace("\n", "\n\n")) == case["provisions"]


SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
NUMBERED = [
    path for path in SEEDS if path.stem != "provinces-2024"
]  # paragraphs alone cannot be told once wrapped


@pytest.mark.parametrize("path", NUMBERED, ids=lambda path: path.stem)
@pytest.mark.parametrize("width", [24, 31, 40])
def test_hard_wrapping_changes_no_provision(path: Path, width: int) -> None:
    """The same ids, labels and headings when every line is broken after so many characters."""
    text = path.read_text(encoding="utf-8")
    before = parse(text)
    lines = (line.strip() for line in text.split("\n"))
    wrapped = "\n".join(line[i : i + width] for line in lines for i in range(0, max(len(line), 1), width))
    after = parse(wrapped)
    assert [(p.id, p.label, p.heading) for p in after.provisions] == [
        (p.id, p.label, p.heading) for p in before.provisions
    ]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_spaces_between_chinese_and_digits_change_no_provision(path: Path) -> None:
    """A typist's spaces around figures."""
    text = path.read_text(encoding="utf-8")
    spaced = "".join(
        a + " " if a.isdigit() != b.isdigit() and (a > "\u4e00" or b > "\u4e00") else a
        for a, b in zip(text, text[1:] + " ", strict=True)
    )
    assert shown(spaced) == shown(text)


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n  "], ids=["lines", "empty", "indented"])
@pytest.mark.parametrize("path", NUMBERED, ids=lambda path: path.stem)
def test_figures_on_lines_of_their_own_change_no_provision(path: Path, gap: str) -> None:
    """An editor's page gives figures another type, and each run of type comes out as a line."""
    text = path.read_text(encoding="utf-8")
    runs = re.sub(
        r"(?<=[\u4e00-\u9fff（）〔〕，。；、：《》])(?=\d)|(?<=\d)(?=[\u4e00-\u9fff（）〔〕，。；、：《》％%])",
        gap,
        text,
    )
    assert shown(runs) == shown(text)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_page_noise_around_the_text_changes_no_provision(path: Path) -> None:
    """Ten lines of a site in front and behind."""
    noise = "首页\n政务公开\n您当前的位置：首页 > 政策\n字号：大 中 小\n打印\n分享到\n浏览量：77\n来源：政府网\n\n"
    text = path.read_text(encoding="utf-8")
    assert shown(noise + text + "\n扫一扫在手机打开当前页\n版权所有：某某网\n主办单位：某市政府\n") == shown(
        text
    )


@settings(max_examples=150, deadline=None, suppress_health_check=SLOW)
@given(
    st.text(
        alphabet=st.one_of(
            st.sampled_from("一二三四五第章条（）()、.．1234567890\n\t 。，：；《》〔〕#*-|附件关于通知的"),
            st.characters(codec="utf-8"),
        ),
        max_size=300,
    )
)
def test_any_text_has_an_outline(text: str) -> None:
    """No text raises; ids are unique; spans lie in the text and hold what they say."""
    found = parse(text)
    ids = [p.id for p in found.provisions]
    assert len(ids) == len(set(ids))
    assert all(0 <= p.start < p.end <= len(text) for p in found.provisions)
    assert {b.provision for b in found.blocks} - {None} <= set(ids)


HOSTILE = [
    "（",
    "《",
    "1",
    "1.",
    "一、",
    "第",
    "附件：",
    "。",
    "\n",
    "（一）\n",
    "1.\n",
    "责任单位：\n",
    "|a|\n",
    "a   b   c\n",
    "附件1\n",
    "年\n",
    "关于的通知\n",
    "2020年1月1日\n",
    "各：\n",
    "关于《的通知\n",
    "关于某事的通知\n",
    "　",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_is_linear(unit: str) -> None:
    """Four times the text takes about four times as long, not sixteen."""

    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        parse(text)
        return time.process_time() - start

    seconds(2_000)
    assert is_linear(seconds, 20_000)


def test_shuffled_lines_never_raise() -> None:
    """Real lines in any order."""
    lines = [line for path in SEEDS for line in path.read_text(encoding="utf-8").split("\n")]
    random.Random(7).shuffle(lines)
    assert parse("\n".join(lines)).blocks


def test_the_speech_of_a_document_leads_back_to_its_blocks() -> None:
    """A sign found in the joined text stands in the block and at the place that the offsets say."""
    whole = parse(
        "关于防汛的意见\n各镇政府：\n一、总体目标。建成三座泵站。\n（一）水利局牵头。\n某市人民政府\n2023年2月24日\n"
    )
    speech = whole.speech
    assert speech.blocks == tuple(block for block in whole.blocks if block.kind in blocks.SPEAKING)
    assert (
        speech.whole.split("\n")
        == list(speech.texts)
        == ["一、总体目标。建成三座泵站。", "（一）水利局牵头。"]
    )
    for sign in "建局":
        at = speech.whole.index(sign)
        number = speech.number(at)
        assert speech.texts[number][at - speech.starts[number]] == sign
    assert [speech.number(at) for at in (0, speech.starts[1] - 1, speech.starts[1])] == [0, 0, 1]


@pytest.mark.parametrize("path", NUMBERED, ids=lambda path: path.stem)
def test_a_document_run_together_on_one_line_keeps_its_provisions(path: Path) -> None:
    """As data sets and old pages have it: paragraphs parted by two wide spaces, or by nothing at all."""
    lines = [line.strip() for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    before = parse("\n".join(lines)).provisions
    spaced = parse("　　".join(lines)).provisions
    assert [(p.id, p.label, p.heading) for p in spaced] == [(p.id, p.label, p.heading) for p in before]
    assert [p.id for p in parse("".join(lines)).provisions] == [p.id for p in before]


@pytest.mark.parametrize("width", [26, 34, 43])
@pytest.mark.parametrize("path", NUMBERED, ids=lambda path: path.stem)
def test_a_document_on_one_line_that_was_broken_again_keeps_its_provisions(path: Path, width: int) -> None:
    """As a data set of such texts is printed: its ordinals stand anywhere within the lines."""
    lines = [line.strip() for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    whole = "　　".join(lines)
    broken = "\n".join(whole[at : at + width] for at in range(0, len(whole), width))
    assert [p.id for p in parse(broken).provisions] == [p.id for p in parse(whole).provisions]
