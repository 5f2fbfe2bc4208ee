"""OFD: the text layer of its pages by position; templates, annotations and what stands upright one under another left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.readers import ofd
from tests import prints
from tests.conftest import GOLD, SEEDS
from tests.test_formats import found, of_text

PAGE = "Doc_0/Pages/Page_0/Content.xml"
DOCUMENTS = (
    *sorted(SEEDS.glob("*.txt")),
    GOLD / "corpus" / "004_gwy_zhuanfa_minzheng_1997.txt",
    GOLD / "corpus" / "009_shanghai_jichu_yanjiu_2025.txt",
    GOLD / "corpus" / "012_qinghai_teshu_yaopin_2023.txt",
)


def text(package: bytes) -> str:
    return ofd.canonical_bytes(package, Path("a.ofd"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_a_document_as_ofd_gives_its_facts(document: Path, tmp_path: Path) -> None:
    path = tmp_path / f"{document.stem}.ofd"
    path.write_bytes(prints.ofd(document.read_text(encoding="utf-8")))
    expected, given = of_text(document), found(path)
    for key, value in expected.items():
        assert given[key] == value, key


def test_templates_and_page_numbers_are_no_text() -> None:
    assert text(prints.ofd("关于加强管理的通知\n各区要落实。")) == "关于加强管理的通知\n各区要落实。\n"


def test_steps_are_told_singly_and_in_groups() -> None:
    """`g 3 5.6` is three steps of 5.6; what has no step follows at its full width."""
    line = (
        '<ofd:TextObject Boundary="27 40 170 12" Size="5.6"><ofd:TextCode X="0" Y="5.6" DeltaX="g 3 5.6 11.2">'
        '甲市教育局</ofd:TextCode><ofd:TextCode X="60" Y="5.6">牵头</ofd:TextCode></ofd:TextObject>'
    )
    assert "".join(text(prints.ofd("甲", {PAGE: prints.layer(line)})).split()) == "甲市教育局牵头"


def test_a_scaled_and_moved_object_stands_where_it_is_drawn() -> None:
    lines = [
        prints.text_object("第二行", 27, 60),
        '<ofd:TextObject Boundary="27 30 170 12" CTM="2 0 0 2 0 0" Size="2.8">'
        '<ofd:TextCode X="0" Y="2.8" DeltaX="g 2 2.8">第一行</ofd:TextCode></ofd:TextObject>',
    ]
    assert text(prints.ofd("甲", {PAGE: prints.layer("".join(lines))})) == "第一行\n第二行\n"


def test_what_stands_upright_or_askew_is_a_seal() -> None:
    seal = (
        '<ofd:TextObject Boundary="150 40 10 80" Size="5.6"><ofd:TextCode X="0" Y="5.6" DeltaY="g 4 6">'
        "受理专用章</ofd:TextCode></ofd:TextObject>"
        + prints.text_object("档案专用章", 60, 90, extra='CTM="0.8 0.6 -0.6 0.8 0 0"')
    )
    drawn = prints.text_object("甲市人民政府", 27, 50) + seal
    assert text(prints.ofd("甲", {PAGE: prints.layer(drawn)})) == "甲市人民政府\n"


def test_backgrounds_are_left_out_and_blocks_in_blocks_are_read() -> None:
    inside = f"<ofd:PageBlock><ofd:PageBlock>{prints.text_object('各区要落实。', 27, 60)}</ofd:PageBlock></ofd:PageBlock>"
    page = prints.layer(inside).replace(
        "<ofd:Content>",
        f'<ofd:Content><ofd:Layer Type="Background">{prints.text_object("样稿", 80, 120)}</ofd:Layer>',
    )
    assert text(prints.ofd("甲", {PAGE: page})) == "各区要落实。\n"


def test_ruled_fields_are_rows_of_a_table() -> None:
    rows = [
        ["重点任务", "牵头单位", "时限"],
        ["推进水源保护", "市水利局", "2025年底"],
        ["开展监测", "市环保局", "长期"],
    ]
    drawn = "".join(
        prints.text_object(cell, 30 + 50 * j, 50 + 10 * i, 4)
        for i, row in enumerate(rows)
        for j, cell in enumerate(row)
    )
    level = [f"M 28 {44 + 10 * i} L 178 {44 + 10 * i}" for i in range(4)]
    plumb = [f"M {28 + 50 * j} 44 L {28 + 50 * j} 74" for j in range(4)]
    path = '<ofd:PathObject Boundary="0 0 210 297" LineWidth="0.3"><ofd:AbbreviatedData>{}</ofd:AbbreviatedData></ofd:PathObject>'
    page = prints.layer(drawn + "".join(path.format(one) for one in level + plumb))
    assert text(prints.ofd("甲", {PAGE: page})).split("\n") == ["\t".join(row) for row in rows] + [""]
