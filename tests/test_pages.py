"""Pages as they were saved: every paragraph of the document, nothing of the page around it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from kg import readers
from tests.conftest import GOLD

PAGES = sorted((GOLD / "corpus").glob("*.html"))
FURNITURE = ("扫一扫", "首页", "版权所有", "分享", "打印", "字体", "主办单位", "ICP", "function", "var ")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_all_of_the_document_and_nothing_else(path: Path) -> None:
    """Each paragraph of the body stands in the text in its order; the site's furniture does not."""
    page = html.document_fromstring(path.read_text(encoding="utf-8"))
    text = readers.read(path).text
    (body,) = page.xpath("//*[@id='UCAP-CONTENT']")
    paragraphs = ["".join(one.text_content().split()) for one in body.iter("p")]
    said, place = "".join(text.split()), 0
    assert len([one for one in paragraphs if one]) > 10
    for paragraph in filter(None, paragraphs):
        place = said.index(paragraph, place) + len(paragraph)
    assert place == len(said)
    assert not [word for word in FURNITURE if word in text]
    assert not re.search(r"\n\s*\n", text)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_table_of_the_site_stands_in_front(path: Path) -> None:
    """索引号, 发文机关, 成文日期, 文号 as labels."""
    head = readers.read(path).text.split("\n")[:7]
    assert [line.partition("：")[0] for line in head] == ["索引号", "主题分类", "发文机关", "成文日期", "标题", "发文字号", "发布日期"]  # fmt: skip
