"""A file of several documents is taken apart; a document with what it carries is not."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path

import pytest

from kg import readers
from kg.build import build
from kg.model import Document
from kg.readers import mastheads
from kg.store import open_store
from kg.verify import verify
from tests.conftest import GOLD, SEEDS

BODY = "为加强管理，现就有关事项通知如下。\n一、加强领导。市教育局牵头，市财政局配合。\n"
ONE = (
    f"甲市人民政府文件\n甲政发〔2021〕1号\n\n甲市人民政府关于加强校园安全管理的通知\n\n各区县人民政府：\n{BODY}"
    "甲市人民政府\n2021年3月1日\n（此件公开发布）\n"
)
TWO = f"甲市教育局关于做好秋季招生工作的通知\n甲教发﹝2021﹞22号\n\n各区县教育局，市直属学校:\n{BODY}甲市教育局\n2021 年 7 月 9 日\n"
THREE = (
    "**甲市卫生健康委员会文件**\n\n甲卫发[2021]3号\n\n关于印发《甲市卫生规划》的通知\n\n各区县卫生健康委：\n"
    "现将《甲市卫生规划》印发给你们。\n甲市卫生健康委员会\n二〇二一年八月二日\n\n"
    "甲市卫生规划\n\n一、总体要求\n到2025年床位达到3000张。\n"
)
LIST = "文件汇编\n目录\n甲市人民政府关于加强校园安全管理的通知……1\n甲市教育局关于做好秋季招生工作的通知……3\n"
FORWARDED = f"国卫发〔2021〕8号\n国家卫生健康委关于加强急救工作的通知\n各省、自治区、直辖市卫生健康委：\n{BODY}国家卫生健康委\n2021年1月2日\n"
FORWARDING = (
    "甲卫函〔2021〕5号\n甲市卫生健康委转发国家卫生健康委关于加强急救工作的通知\n各区县卫生健康委：\n"
    "请遵照执行。\n甲市卫生健康委\n2021年2月2日\n"
)
ANNEXED = ONE.replace("（此件公开发布）", "附件1")
LISTED = TWO.replace("甲市教育局\n2021 年", "附件：国家卫生健康委关于加强急救工作的通知\n甲市教育局\n2021 年")
UNSIGNED = ONE.replace("2021年3月1日\n", "")
CITING = ONE.replace(
    "为加强管理",
    "根据《甲市教育局关于做好秋季招生工作的通知》(甲教发〔2021〕22号)\n甲教发〔2021〕22号\n等文件\n为加强管理",
)


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        pytest.param(ONE + TWO, ["甲市人民政府文件", "甲市教育局关于"], id="number below the title"),
        pytest.param(ONE + "— 3 —\n" + TWO + THREE, ["甲市人民政府文件", "甲市教育局", "**甲市卫生健康委员会文件"], id="three, Markdown"),
        pytest.param(THREE + ONE, ["**甲市卫生", "甲市人民政府文件"], id="behind an enclosed plan"),
        pytest.param(LIST + ONE + TWO, ["甲市人民政府文件", "甲市教育局"], id="cover and contents belong to none"),
        pytest.param("本汇编收录2021年文件。\n" + ONE + TWO, ["本汇编收录", "甲市教育局"], id="a foreword is not lost"),
        pytest.param(FORWARDED + ONE, ["国卫发", "甲市人民政府文件"], id="no mark, only a number"),
        pytest.param(CITING + TWO, ["甲市人民政府文件", "甲市教育局"], id="the first cites the second"),
        pytest.param(ONE.replace("\n", "\r\n").replace("\r", "") + "\f" + TWO, ["甲市人民政府文件", "\f甲市教育局"], id="a form feed"),
    ],
)  # fmt: skip
def test_documents_in_a_row(text: str, begins: list[str]) -> None:
    """Each begins with its masthead, and nothing behind the first is lost."""
    found = list(mastheads.parts(Document("h.txt", text, "0")))
    assert [one.name for one in found] == [f"h.txt#{n}" for n in range(1, len(begins) + 1)]
    for one, begin in zip(found, begins, strict=True):
        assert one.text.lstrip("—- 0123456789\n").startswith(begin.lstrip("\n"))
    assert text.endswith("".join(one.text for one in found))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(ONE, id="one document"),
        pytest.param(THREE, id="a notice and its plan"),
        pytest.param(
            FORWARDING + FORWARDED, id="what is forwarded, with its own number, addressees and date"
        ),
        pytest.param(ANNEXED + FORWARDED, id="an annex that is a document"),
        pytest.param(LISTED + FORWARDED, id="an annex by its name"),
        pytest.param(UNSIGNED + TWO, id="no date ends the first"),
        pytest.param(CITING, id="a number on a line of its own"),
        pytest.param(ONE + "甲教发〔2021〕22号\n（一）有关文件\n各部门：\n", id="a number without a title"),
        pytest.param(ONE + "有关文件\n\n各部门：\n关于加强管理的通知。\n", id="the word alone"),
    ],
)
def test_one_document_with_what_it_carries(text: str) -> None:
    """A notice is never parted from its plan or annex."""
    assert list(mastheads.parts(Document("a.txt", text, "0"))) == [Document("a.txt", text, "0")]


@pytest.mark.parametrize(
    "path", sorted([*SEEDS.glob("*.txt"), *GOLD.glob("*/*.txt")]), ids=lambda path: path.stem
)
def test_no_known_document_is_parted(path: Path) -> None:
    """Seeds and annotated texts are one document each."""
    assert len(list(readers.documents(path))) == 1


def test_a_collection_in_the_store(tmp_path: Path) -> None:
    """Its documents have names of their own, the summary says so, and the source is read again."""
    path = tmp_path / "h.txt"
    path.write_text(ONE + TWO, encoding="utf-8")
    summary = build([path], tmp_path / "store")
    assert summary.documents == 2
    assert "h.txt: 2 documents in one file, h.txt#1 to h.txt#2" in summary.reports
    with closing(open_store(tmp_path / "store")) as store:
        assert {source.document.rpartition("/")[2] for source in store.manifest.sources} == {"甲政发〔2021〕1号", "甲教发〔2021〕22号"}  # fmt: skip
        assert verify(store, [path]).problems == ()
        path.write_text(ONE + TWO.replace("22号", "23号"), encoding="utf-8")
        assert len(verify(store, [path]).problems) == 2


def test_many_mastheads_take_time_in_proportion() -> None:
    """Fifty thousand of them without a date: each line is looked at once (a square of them took minutes)."""
    text = "甲政发〔2021〕1号\n关于印发甲的通知\n各区：\n正文。\n" * 50_000
    began = time.process_time()
    assert len(list(mastheads.parts(Document("a.txt", text, "0")))) == 1
    assert time.process_time() - began < 20
