# ruff: noqa: E501 - the XML of Word is long
"""Word files: automatic numbers, tables, text boxes, notes, fields, tracked changes, breaks, signs of symbol fonts."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from kg.readers.word import canonical_bytes
from kg.readers.word.numerals import shown
from tests.word_files import cell, item, level, lists, package, paragraph, relations, run, table, word

NOTHING = '<w:suff w:val="nothing"/>'


def lines(*arguments: str, **parts: str) -> list[str]:
    """The lines that are read from a file with this body, numbering and styles."""
    return canonical_bytes(word(*arguments, **parts), Path("a.docx")).splitlines()


# --- numbers as Word writes them


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("chineseCounting", {1: "一", 9: "九", 10: "十", 11: "十一", 20: "二十", 21: "二十一", 99: "九十九", 105: "一〇五"}),
        ("chineseCountingThousand", {10: "十", 12: "十二", 100: "一百", 105: "一百零五", 110: "一百一十", 1010: "一千零一十", 1001: "一千零一"}),
        ("taiwaneseCountingThousand", {21: "二十一", 203: "二百零三"}),
        ("ideographDigital", {1: "一", 10: "一〇", 21: "二一", 105: "一〇五"}),
        ("japaneseCounting", {10: "十", 11: "十一", 21: "二十一", 100: "百", 105: "百五"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 25: "贰拾伍"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "甲"}),
        ("ideographZodiac", {1: "子", 12: "亥"}),
        ("ideographEnclosedCircle", {1: "㊀", 10: "㊉", 11: "11"}),
        ("decimal", {1: "1", 0: "0", 12: "12", 10000: "10000"}),
        ("decimalZero", {3: "03", 12: "12"}),
        ("decimalFullWidth", {12: "１２"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 36: "㊱", 51: "51"}),
        ("decimalEnclosedCircleChinese", {10: "⑩"}),
        ("decimalEnclosedParen", {3: "⑶", 21: "21"}),
        ("decimalEnclosedFullstop", {2: "⒉"}),
        ("upperRoman", {4: "IV", 14: "XIV", 90: "XC"}),
        ("lowerRoman", {9: "ix"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 28: "BB"}),
        ("lowerLetter", {2: "b"}),
        ("ordinal", {1: "1st", 2: "2nd", 11: "11th", 23: "23rd"}),
        ("none", {3: ""}),
        ("aFormatOfTheFuture", {3: "3"}),
    ],
)  # fmt: skip
def test_a_number_is_written_as_word_shows_it(form: str, expected: dict[int, str]) -> None:
    assert {number: shown(number, form) for number in expected} == expected


# --- lists


@pytest.mark.parametrize(
    ("levels", "places", "expected"),
    [
        pytest.param(
            level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3."),
            [0, 1, 2, 2, 1, 2, 0, 1],
            ["一、项", "（一）项", "1. 项", "2. 项", "（二）项", "1. 项", "二、项", "（一）项"],
            id="deeper levels begin anew",
        ),
        pytest.param(
            level(0, "decimal", "%1") + level(1, "decimal", "%1.%2") + level(2, "decimal", "%1.%2.%3"),
            [0, 1, 2, 2, 1, 0, 1],
            ["1 项", "1.1 项", "1.1.1 项", "1.1.2 项", "1.2 项", "2 项", "2.1 项"],
            id="a level shows those above it",
        ),
        pytest.param(
            level(0, "chineseCounting", "第%1章", more=NOTHING) + level(1, "chineseCounting", "第%2条", more='<w:lvlRestart w:val="0"/>'),
            [0, 1, 1, 0, 1],
            ["第一章项", "第一条 项", "第二条 项", "第二章项", "第三条 项"],
            id="articles run on across chapters",
        ),
        pytest.param(
            level(0, "chineseCounting", "%1、") + level(1, "decimal", "%1.%2", more="<w:isLgl/>"),
            [0, 0, 1],
            ["一、项", "二、项", "2.1 项"],
            id="isLgl: Arabic figures throughout",
        ),
        pytest.param(
            level(0, "decimal", "%1.") + level(1, "decimal", "%2)") + level(2, "decimalEnclosedCircle", "%3", more='<w:lvlRestart w:val="1"/>'),
            [0, 1, 2, 1, 2, 0, 1, 2],
            ["1. 项", "1)项", "① 项", "2)项", "② 项", "2. 项", "1)项", "① 项"],
            id="lvlRestart names the level that restarts",
        ),
        pytest.param(level(0, "decimal", "%1.", start=5), [0, 0], ["5. 项", "6. 项"], id="another start"),
        pytest.param(level(0, "bullet", "\uf0b7"), [0, 0], ["项", "项"], id="bullets are no text"),
        pytest.param(level(0, "none", ""), [0], ["项"], id="no number"),
        pytest.param(level(0, "decimal", "附件%1："), [0, 0], ["附件1：项", "附件2：项"], id="words around the number"),
        pytest.param(level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2"), [1, 0], ["1.1 项", "1. 项"], id="a level above that was not used"),
        pytest.param(level(0, "decimal", "%1.", more="<w:rPr><w:vanish/></w:rPr>"), [0], ["项"], id="a hidden number"),
        pytest.param(level(0, "chineseCounting", "%1"), [0], ["一  项"], id="a bare numeral keeps its gap"),
    ],
)  # fmt: skip
def test_lists_are_numbered_as_word_does(levels: str, places: list[int], expected: list[str]) -> None:
    body = "".join(item("项", level=place) for place in places)
    assert lines(body, lists(levels)) == expected


def test_two_lists_of_one_kind_run_on_unless_one_starts_anew() -> None:
    two = '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    anew = '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    body = "".join(item("项", number) for number in (1, 1, 2, 3, 3, 1))
    numbering = lists(level(0, "decimal", "%1.")) + two + anew
    assert [line.split(".")[0] for line in lines(body, numbering)] == ["1", "2", "3", "1", "2", "3"]


def test_a_list_may_show_its_levels_in_its_own_way() -> None:
    """A w:lvl inside w:lvlOverride takes the place of the abstract level."""
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "（%1）")}</w:lvlOverride>'
    numbering = lists(level(0, "chineseCounting", "%1、"), override=own)
    assert lines(item("甲") + item("乙"), numbering) == ["（1）甲", "（2）乙"]


def test_a_list_named_by_a_list_style() -> None:
    """w:numStyleLink points to the style, the style to the list that has the levels."""
    styles = '<w:style w:type="numbering" w:styleId="Outline"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    linked = '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="Outline"/></w:abstractNum>'
    linked += '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
    numbering = lists(level(0, "chineseCounting", "%1、")) + linked
    assert lines(item("甲", 2) + item("乙", 2), numbering, styles) == ["一、甲", "二、乙"]


STYLED = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/>'
    '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="我的标题"/><w:basedOn w:val="H2"/></w:style>'
)


def styled(text: str, style: str, more: str = "") -> str:
    return paragraph(text, f'<w:pStyle w:val="{style}"/>{more}')


def test_headings_are_numbered_through_their_styles() -> None:
    """The list from the style or the one that it is based on; the level from the list's link to the style."""
    numbering = lists(
        level(0, "chineseCounting", "%1、", more='<w:pStyle w:val="H1"/>')
        + level(1, "chineseCounting", "（%2）", more='<w:pStyle w:val="H2"/>')
    )
    body = styled("总则", "H1") + styled("目标", "H2") + styled("任务", "Mine") + styled("附则", "H1")
    assert lines(body, numbering, STYLED) == ["一、总则", "（一）目标", "（二）任务", "二、附则"]


def test_a_paragraph_may_refuse_the_number_of_its_style() -> None:
    numbering = lists(level(0, "chineseCounting", "%1、"))
    refused = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
    body = styled("甲", "H1") + styled("前言", "H1", refused) + styled("乙", "H1")
    assert lines(body, numbering, STYLED) == ["一、甲", "前言", "二、乙"]


def test_styles_in_a_ring_end() -> None:
    ring = (
        '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    assert lines(styled("甲", "A"), "", ring) == ["甲"]


@pytest.mark.parametrize(
    "numbering",
    ["", '<w:num w:numId="1"/>', '<w:num w:numId="1"><w:abstractNumId w:val="9"/></w:num>', lists('<w:lvl w:ilvl="x"/>')],
    ids=["none", "a list of nothing", "an abstract list that is not there", "a level without a place"],
)  # fmt: skip
def test_a_list_that_is_not_described_has_no_numbers(numbering: str) -> None:
    assert lines(item("甲"), numbering) == ["甲"]


def test_numbers_of_an_old_proposal_do_not_count() -> None:
    """What w:pPrChange keeps is how the paragraph was before."""
    before = '<w:pPrChange w:id="1"><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>'
    assert lines(paragraph("甲", before) + item("乙"), lists(level(0, "decimal", "%1."))) == ["甲", "1. 乙"]


# --- runs

DELETED = '<w:del w:id="1" w:author="a"><w:r><w:delText>旧</w:delText></w:r></w:del>'
BEGIN, MIDDLE, END = (
    f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("begin", "separate", "end")
)


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(run("甲") + run("市"), "甲市", id="runs"),
        pytest.param(run("不少于95") + '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + run("3"), "不少于95≥3", id="a sign of Symbol"),
        pytest.param('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run("是"), "☑是", id="a box of Wingdings"),
        pytest.param('<w:r><w:sym w:font="宋体" w:char="2265"/></w:r>' + run("5"), "≥5", id="a sign of a common font"),
        pytest.param('<w:r><w:sym w:font="Symbol" w:char="zz"/></w:r>' + run("5"), "5", id="a code that is none"),
        pytest.param(run("\uf0b395%", '<w:rFonts w:ascii="Symbol"/>'), "≥95%", id="a private-use character"),
        pytest.param("<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>tái</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>台</w:t></w:r></w:rubyBase></w:ruby></w:r>" + run("账"), "台账", id="ruby"),
        pytest.param(run("2") + "<w:r><w:noBreakHyphen/></w:r>" + run("3") + "<w:r><w:softHyphen/></w:r>" + run("年"), "2-3年", id="hyphens"),
        pytest.param(BEGIN + code(" REF a ") + MIDDLE + run("附件1") + END + run("所列"), "附件1所列", id="a field's result"),
        pytest.param(BEGIN + code("IF ") + BEGIN + code("REF b") + MIDDLE + run("内") + END + MIDDLE + run("外") + END, "外", id="a field in a field's code"),
        pytest.param(run("第") + BEGIN + code(" PAGE ") + MIDDLE + run("3") + END + run("页"), "第页", id="a page number"),
        pytest.param(BEGIN + code(r"eq \o\ac(○,11)") + END + run("落实"), "⑪落实", id="a circled number made as a formula"),
        pytest.param('<w:fldSimple w:instr=" SEQ 表 "><w:r><w:t>2</w:t></w:r></w:fldSimple>' + run("指标"), "2指标", id="a simple field"),
        pytest.param(run("见") + '<w:hyperlink r:id="r9"><w:r><w:t>通知</w:t></w:r></w:hyperlink>', "见通知", id="a link's text"),
        pytest.param(run("密", "<w:vanish/>") + run("公开"), "公开", id="hidden text"),
        pytest.param(run("未隐", '<w:vanish w:val="0"/>'), "未隐", id="text that is not hidden after all"),
        pytest.param(DELETED + '<w:ins w:id="2"><w:r><w:t>新</w:t></w:r></w:ins>' + run("规定"), "新规定", id="an accepted change"),
        pytest.param('<w:moveFrom w:id="1"><w:r><w:t>先</w:t></w:r></w:moveFrom>' + run("后") + '<w:moveTo w:id="2"><w:r><w:t>先</w:t></w:r></w:moveTo>', "后先", id="moved text"),
        pytest.param('<w:commentRangeStart w:id="0"/>' + run("甲") + '<w:r><w:commentReference w:id="0"/></w:r>', "甲", id="a comment's mark"),
        pytest.param('<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>2025年</w:t></w:r></w:sdtContent></w:sdt>', "2025年", id="a filled control"),
        pytest.param(run("时间：") + "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>单击此处</w:t></w:r></w:sdtContent></w:sdt>", "时间：", id="a control to be filled"),
        pytest.param("<m:oMath><m:r><m:t>x≥3</m:t></m:r></m:oMath>", "x≥3", id="a formula"),
        pytest.param('<w:smartTag w:uri="u"><w:r><w:t>北京</w:t></w:r></w:smartTag>', "北京", id="a smart tag"),
        pytest.param("<w:r><w:tab/></w:r>" + run("甲市"), "甲市", id="a tab that indents"),
        pytest.param(run("甲") + "<w:r><w:tab/></w:r>" + run("乙"), "甲    乙", id="a tab between words"),
        pytest.param(BEGIN + run("失落的域不吞正文"), "", id="a field that never ends hides its own paragraph only"),
    ],
)  # fmt: skip
def test_the_text_of_a_paragraph_is_what_word_shows(content: str, expected: str) -> None:
    assert lines(paragraph(content) + paragraph("完")) == [*([expected] if expected else []), "完"]


def test_text_hidden_by_a_style() -> None:
    styles = '<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
    assert lines(paragraph(run("密", '<w:rStyle w:val="Secret"/>') + run("公开")), "", styles) == ["公开"]


def test_a_deleted_end_joins_paragraphs_and_counts_once() -> None:
    gone = '<w:rPr><w:del w:id="3" w:author="a"/></w:rPr>'
    numbering = lists(level(0, "decimal", "%1."))
    body = item("甲") + item("乙", properties=gone) + item("丙") + item("丁")
    assert lines(body, numbering) == ["1. 甲", "2. 乙丙", "3. 丁"]
    assert lines(paragraph("甲") + paragraph("乙", gone)) == ["甲", "乙"]
    behind = table([["任务", "单位"], [cell(paragraph("丙", gone)), "丁"]])
    assert lines(paragraph("乙", gone) + behind) == ["乙", "任务\t单位", "丙\t丁"]


@pytest.mark.parametrize(
    ("pieces", "centred", "expected"),
    [
        (["关于印发实施", "方案的通知"], False, ["关于印发实施方案的通知"]),
        (["提高认识。", "加强领导。"], False, ["提高认识。", "加强领导。"]),
        (["总体要求", "一、指导思想"], False, ["总体要求", "一、指导思想"]),
        (["工作目标", "　　到2025年实现全覆盖"], False, ["工作目标", "到2025年实现全覆盖"]),
        (["甲市人民政府", "2025年1月3日"], False, ["甲市人民政府", "2025年1月3日"]),
        (["甲市人民政府关于印发《甲市规划》", "的通知"], True, ["甲市人民政府关于印发《甲市规划》的通知"]),
        (
            ["甲市关于深化改革", "2024年重点工作任务的通知"],
            True,
            ["甲市关于深化改革2024年重点工作任务的通知"],
        ),
        (["不低于95%，其中城镇", "2.5万人"], False, ["不低于95%，其中城镇2.5万人"]),
        (["甲段", "", "乙段"], False, ["甲段", "乙段"]),
        (["Action", "Plan"], False, ["Action Plan"]),
    ],
)
def test_soft_line_breaks_part_lines_where_the_text_shows_lines(
    pieces: list[str], centred: bool, expected: list[str]
) -> None:
    content = "<w:r><w:br/></w:r>".join(map(run, pieces))
    assert lines(paragraph(content, '<w:jc w:val="center"/>' if centred else "")) == expected


# --- blocks

BOX = (
    '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>{0}</wps:txbx></wps:wsp>'
    "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{0}</v:textbox></v:shape></w:pict>"
    "</mc:Fallback></mc:AlternateContent>"
)


def box(content: str) -> str:
    return "<w:r>" + BOX.format(f"<w:txbxContent>{content}</w:txbxContent>") + "</w:r>"


def test_a_text_box_is_read_once_where_it_is_anchored() -> None:
    body = paragraph(run("前") + box(paragraph("甲市人民政府文件")) + run("后")) + paragraph("完")
    assert lines(body) == ["前后", "甲市人民政府文件", "完"]


def test_a_table_in_a_text_box_and_a_box_in_a_box() -> None:
    inner = paragraph(run("外") + box(paragraph("内"))) + table([["甲", "乙"], ["丙", "丁"]])
    assert lines(paragraph(box(inner))) == ["外", "内", "甲\t乙", "丙\t丁"]


def test_notes_stand_at_the_end_and_tear_no_sentence() -> None:
    called = '<w:r><w:{0}Reference w:id="{1}"/></w:r>'
    body = paragraph(
        run("覆盖率") + called.format("footnote", 2) + run("达到95%") + called.format("endnote", 3)
    )
    notes = '<w:{0} w:id="-1" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:{0}><w:{0} w:id="{1}"><w:p><w:r><w:{0}Ref/></w:r><w:r><w:t>{2}</w:t></w:r></w:p></w:{0}>'
    found = lines(
        body + paragraph("完"),
        footnotes=notes.format("footnote", 2, "指常住人口。"),
        endnotes=notes.format("endnote", 3, "据统计局。"),
    )
    assert found == ["覆盖率达到95%", "完", "指常住人口。", "据统计局。"]


def test_headers_footers_and_comments_are_no_text() -> None:
    found = lines(
        paragraph("正文"), header1=paragraph("内部资料"), footer1=paragraph("— 1 —"), comments="<w:comment/>"
    )
    assert found == ["正文"]


def test_a_table_of_contents_is_no_text() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    gallery = '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
    body = gallery.format(paragraph("目录")) + styled("一、总则 1", "TOC1") + paragraph("一、总则")
    assert lines(body, "", styles) == ["一、总则"]


def merged(text: str, begins: bool) -> str:
    return cell(text, '<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([["序号", "任务"], ["1", "改革"]], ["序号\t任务", "1\t改革"], id="plain"),
        pytest.param(
            [["任务", "单位"], [merged("改革", True), "甲局"], [merged("", False), "乙局"], ["管理", "丙局"]],
            ["任务\t单位", "改革\t甲局", "改革\t乙局", "管理\t丙局"],
            id="merged downwards",
        ),
        pytest.param([["甲", "乙", "丙"], [cell("宽", '<w:gridSpan w:val="2"/>'), "末"]], ["甲\t乙\t丙", "宽\t\t末"], id="merged across"),
        pytest.param([["甲", "乙", "丙"], ["1", "", "3"]], ["甲\t乙\t丙", "1\t\t3"], id="an empty cell"),
        pytest.param([["任务", "单位"], [cell(paragraph("一是改革；") + paragraph("二是管理")), "甲局"]], ["任务\t单位", "一是改革； 二是管理\t甲局"], id="paragraphs in a cell"),
        pytest.param([["任务", "单位"], [cell(paragraph(run("甲") + "<w:r><w:tab/></w:r>" + run("乙"))), "丙"]], ["任务\t单位", "甲 乙\t丙"], id="a tab in a cell"),
        pytest.param(
            [[cell("分工表", '<w:gridSpan w:val="2"/>')], ["任务", "单位"], [cell("一、深化医改", '<w:gridSpan w:val="2"/>')], ["改革", "甲局"]],
            ["分工表", "任务\t单位", "一、深化医改", "任务\t单位", "改革\t甲局"],
            id="a heading inside the table: the head is said again",
        ),
        pytest.param(
            [[merged("任务", True), cell("单位", '<w:gridSpan w:val="2"/>')], [merged("", False), "牵头单位", "配合单位"], [cell("一、深化医改", '<w:gridSpan w:val="3"/>')], ["改革", "甲局", "乙局"]],
            ["任务\t单位\t", "任务\t牵头单位\t配合单位", "一、深化医改", "任务\t牵头单位\t配合单位", "改革\t甲局\t乙局"],
            id="a head of two rows",
        ),
        pytest.param([[cell(paragraph("第一段。") + paragraph("第二段。"))]], ["第一段。", "第二段。"], id="a frame around text"),
        pytest.param([["左", cell(table([["甲", "乙"], ["1", "2"]]))]], ["左", "甲\t乙", "1\t2"], id="a table that lays out another"),
        pytest.param([["主动公开", "甲政发〔2024〕15号"]], ["主动公开", "甲政发〔2024〕15号"], id="a letterhead"),
        pytest.param([["姓名", ""], ["1", ""], ["2", ""]], ["姓名", "1", "2"], id="an empty column"),
        pytest.param([], [], id="no rows"),
    ],
)  # fmt: skip
def test_tables_are_rows_of_cells(rows: list[list[str]], expected: list[str]) -> None:
    assert lines(table(rows)) == expected


def test_automatic_numbers_in_a_column() -> None:
    """The cells of the first column hold nothing but their number."""
    numbered = cell(item("", 1))
    body = table([["序号", "任务"], [numbered, "改革"], [numbered, "管理"]])
    assert lines(body, lists(level(0, "decimal", "%1"))) == ["序号\t任务", "1\t改革", "2\t管理"]


def test_deleted_and_hidden_rows_are_no_rows() -> None:
    gone = "<w:tr><w:trPr><w:{}/></w:trPr>" + cell("旧") + cell("行") + "</w:tr>"
    whole = f"<w:tbl>{gone.format('del')}{gone.format('hidden')}<w:tr>{cell('新')}{cell('行')}</w:tr></w:tbl>"
    assert lines(whole) == ["新\t行"]


def test_rows_and_cells_in_controls() -> None:
    inside = f"<w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent>{cell('甲')}</w:sdtContent></w:sdt>{cell('乙')}</w:tr></w:sdtContent></w:sdt>"
    assert lines(f"<w:tbl>{inside}{inside}</w:tbl>") == ["甲\t乙", "甲\t乙"]


def test_an_empty_numbered_paragraph_counts_and_is_no_line() -> None:
    body = item("甲") + item("") + item("乙")
    assert lines(body, lists(level(0, "decimal", "%1."))) == ["1. 甲", "3. 乙"]


# --- packages


def test_the_main_part_is_where_the_package_says() -> None:
    """WPS and converters call it word/document2.xml, and its lists and styles as they like."""
    made = word(item("甲"), lists(level(0, "chineseCounting", "%1、")))

    parts = unpacked(made)
    moved = {
        "_rels/.rels": relations({"officeDocument": "/text/main.xml"}),
        "text/main.xml": parts["word/document.xml"],
        "text/_rels/main.xml.rels": relations({"numbering": "../lists/n.xml"}),
        "lists/n.xml": parts["word/numbering.xml"],
    }
    assert canonical_bytes(package(moved), Path("a.docx")) == "一、甲\n"


def unpacked(data: bytes) -> dict[str, bytes]:
    file = zipfile.ZipFile(BytesIO(data))
    return {name: file.read(name) for name in file.namelist()}


def test_the_strict_namespace_is_read_as_the_usual_one() -> None:
    parts = unpacked(word(item("甲"), lists(level(0, "chineseCounting", "%1、"))))
    usual = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = {
        name: data.replace(usual, b"http://purl.oclc.org/ooxml/wordprocessingml/main")
        for name, data in parts.items()
    }
    assert canonical_bytes(package(strict), Path("a.docx")) == "一、甲\n"
