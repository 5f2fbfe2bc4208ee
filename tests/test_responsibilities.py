"""Who does what in which role: a table of sentences, brackets, lines and tables, and what must not matter to them."""

from __future__ import annotations

import time
from typing import Any

import pytest

from kg import facts, lexicon, outline
from kg.blocks import BODY, TABLE, Block, Outline
from kg.extract.responsibilities import responsibilities
from kg.fold import View, view
from kg.model import Responsibility
from tests.growth import is_linear
from tests.tables import cases, document

ROWS = cases("responsibilities")
PLAIN = [row for row in ROWS if "\n" not in row["text"] and "\t" not in row["text"]]
WIDTHS = str.maketrans("，（）：；", ",():;")


def read(text: str) -> list[Responsibility]:
    """The duties of a document whose lines are paragraphs, and rows of tables where they hold tabs."""
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(_block(text, start, start + len(line)))
        start += len(line) + 1
    return _found(text, Outline(tuple(blocks), ()))


def read_paragraph(text: str) -> list[Responsibility]:
    """The duties of one paragraph, however its lines are broken."""
    return _found(text, Outline((Block(BODY, view(text, [(0, len(text))])),), ()))


def shown(row: Responsibility) -> str:
    """A duty as the table writes it."""
    return f"{row.agency} {row.role} {row.source}" + (" shared" if row.shared else "")


def _found(text: str, outline: Outline) -> list[Responsibility]:
    found = responsibilities(document(text), outline, lexicon.load())
    return sorted(found, key=lambda row: (row.start, row.role))


def _block(text: str, start: int, end: int) -> Block:
    if "\t" not in text[start:end]:
        return Block(BODY, view(text, [(start, end)]))
    row = view(text.replace("\t", "|"), [(start, end)])
    return Block(TABLE, View(row.text.replace("|", "\t"), row.starts, row.places))


@pytest.mark.parametrize("row", ROWS, ids=[row["text"][:24] for row in ROWS])
def test_a_text_gives_its_duties_and_no_others(row: dict[str, Any]) -> None:
    """Agency, role, source and whether the duty is shared are those of the table."""
    assert [shown(found) for found in read(row["text"])] == row["facts"]


@pytest.mark.parametrize("row", ROWS, ids=[row["text"][:24] for row in ROWS])
def test_every_quote_stands_at_its_place_and_is_the_agency(row: dict[str, Any]) -> None:
    """`text[start:end]` is the quote, and without white space the agency; the statement lies around it."""
    for found in read(row["text"]):
        assert row["text"][found.start : found.end] == found.quote
        assert "".join(found.quote.split()) == found.agency
        assert found.said_in is not None
        assert found.said_in.start <= found.start < found.end


@pytest.mark.parametrize("row", PLAIN, ids=[row["text"][:24] for row in PLAIN])
def test_half_width_signs_change_no_duty(row: dict[str, Any]) -> None:
    """(省教育厅牵头,省财政厅配合) says what （省教育厅牵头，省财政厅配合） says."""
    plain = [fact.translate(WIDTHS) for fact in row["facts"]]
    assert [shown(found) for found in read_paragraph(row["text"].translate(WIDTHS))] == plain


@pytest.mark.parametrize("width", [9, 14, 23])
@pytest.mark.parametrize("row", PLAIN, ids=[row["text"][:24] for row in PLAIN])
def test_hard_line_breaks_change_no_duty(row: dict[str, Any], width: int) -> None:
    """A name may be broken over two lines anywhere."""
    text = row["text"].replace(" ", "")
    wrapped = "\n".join(text[i : i + width] for i in range(0, len(text), width))
    whole = [shown(found) for found in read_paragraph(text)]
    assert [shown(found) for found in read_paragraph(wrapped)] == whole


def test_rank_counts_within_a_role_and_open_lists_are_marked() -> None:
    """The first supporter is the first of the supporters; 等 opens the list it closes."""
    found = read("健全机制。（市教育局牵头，市财政局、市人社局等配合）")
    assert [(row.agency, row.rank, row.open_list) for row in found] == [
        ("市教育局", 1, False),
        ("市财政局", 1, True),
        ("市人社局", 2, True),
    ]


def test_a_convention_holds_until_the_end_only_where_it_says_so() -> None:
    """Without 下同 the next annotation has no lead."""
    lasting = read(
        "（甲省教育厅、甲省财政厅负责，列第一位者为牵头单位，下同）\n（甲省科技厅、甲省水利厅负责）"
    )
    once = read("（甲省教育厅、甲省财政厅负责，列第一位者为牵头单位）\n（甲省科技厅、甲省水利厅负责）")
    assert [row.role for row in lasting] == ["lead", "responsible", "lead", "responsible"]
    assert [row.role for row in once] == ["lead", "responsible", "responsible", "responsible"]


def test_the_table_is_varied_and_holds_what_is_no_duty() -> None:
    """Two hundred rows at least, about a third of them without a fact."""
    empty = sum(not row["facts"] for row in ROWS)
    assert len(ROWS) >= 200
    assert len({row["text"] for row in ROWS}) == len(ROWS)
    assert 3 * empty >= len(ROWS) * 0.9


HOSTILE = (
    "（",
    "（）",
    "责任单位：",
    "市教育局、",
    "由",
    "组织实施",
    "牵头",
    "（市局（",
    "成立",
    "【",
    "等",
    "按职责分工",
    "经市",
    "各市、",
    "市教育局要加强",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_length_only(piece: str) -> None:
    """Ten times the text takes about ten times as long, whatever is repeated in it."""

    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        begin = time.process_time()
        read_paragraph(text)
        return time.process_time() - begin

    seconds(4_000)
    assert is_linear(seconds, 4_000, times=10)


def test_rows_parted_by_bars_are_rows_of_a_table() -> None:
    """Cells that reach over several rows stand in the first of them only; persons beside agencies are left out."""
    text = "\n".join(
        (
            "一、任务如下。",
            "大类 | 序号 | 工作任务 | 牵头单位及 主要负责人 | 进展 |",
            "一、保障 | 1 | 提高补助。 | 市民政局 李某 | 推进中 |",
            "2 | 发放补贴。 | 市残联 王某 | 推进中 |",
        )
    )
    found = facts.extract(document(text)).responsibilities
    assert [(row.agency, row.role) for row in found] == [("市民政局", "lead"), ("市残联", "lead")]


@pytest.mark.parametrize(
    ("head", "want"),
    [
        (
            "重点任务|牵头单位|配合单位|时间",
            [("市民政局", "lead"), ("市财政局", "support"), ("市残联", "lead")],
        ),
        ("首页|要闻|公开|互动", []),
    ],
)
def test_rows_parted_by_bars_alone_are_told_by_their_head(head: str, want: list[tuple[str, str]]) -> None:
    """No number in front, no blanks around the bars: the columns say who; those of a menu say nothing."""
    rows = ("提高补助标准|市民政局|市财政局|2023年底", "发放护理补贴|市残联|/|2023年6月")
    found = facts.extract(document("\n".join(("一、任务如下。", head, *rows)))).responsibilities
    assert [(row.agency, row.role) for row in found] == want


@pytest.mark.parametrize(
    ("text", "provision"),
    [
        ("一、防火工程\n1.查隐患。\n2.配器材。\n3.搞演练。\n责任单位：市应急局、市林业局\n二、其他", "1"),
        ("（一）畅通渠道\n1.设窗口。\n2.开专线。\n3.办网站。\n责任部门：县信访局", "1"),
        ("一、防火工程\n1.查隐患。\n2.配器材。\n责任部门：市应急局、市林业局", "1.2"),
        ("一、防火工程\n1.查隐患。（市林业局负责）\n2.配器材。\n3.搞演练。\n责任单位：市应急局", "1.3"),
        ("一、防火工程\n1.查隐患。\n2.配器材。\n3.搞演练。\n责任单位：市应急局\n4.送物资。", "1.3"),
        ("一、防火工程\n1.查隐患。\n2.配器材。\n3.搞演练。（市应急局负责）\n二、其他", "1.3"),
    ],
)
def test_who_does_all_items_of_a_part_stands_behind_the_last_of_them(text: str, provision: str) -> None:
    """A line of its own behind three items and more, none of which says who does it."""
    assert facts.extract(document(text)).responsibilities[-1].provision == provision


@pytest.mark.parametrize(
    ("text", "duties"),
    [
        (
            "四、职责分工\n（一）区建管委\n牵头推进海绵城市建设。\n（二）区发改委\n指导项目立项审批。\n"
            "（三）区财政局、区房管局\n1.负责安排预算。\n2.落实资金。",
            [
                "区建管委 lead text",
                "区发改委 guide text",
                "区财政局 responsible text",
                "区房管局 responsible text",
            ],
        ),
        ("二、机构设置\n（一）市医院管理局\n办公地址：人民路1号。\n（二）县医院\n设床位300张。", []),
        ("二、重点任务\n（一）建设卫生健康局\n推进信息化建设。", []),
        (
            "三、管控措施\n（一）市生态环境局：\n启动执法巡查、抽查，督促企业优化工况。\n（二）市住建局：\n每日上午8时至下午6时，禁止涂刷作业。",
            ["市生态环境局 responsible text", "市住建局 responsible text"],
        ),
        (
            "二、组织机构\n（一）市联席会议办公室\n主任由市发改委主任担任，成员由联络员组成。\n（二）市专家委员会\n有关专家、学者、律师、记者若干名。",
            [],
        ),
    ],
)
def test_a_heading_that_names_a_body_says_whose_the_duties_below_are(text: str, duties: list[str]) -> None:
    """（二）区发改委 / 指导…; what is only told of a body gives none."""
    assert [shown(row) for row in _found(text, outline.parse(document(text), lexicon.load()))] == duties


@pytest.mark.parametrize(
    ("text", "duties"),
    [
        ("一、将第四条修改为'市清算中心承担支付系统的运行职责。'", ["市清算中心 responsible text"]),
        ('一、删去第五条中的"市财政局会同市审计局负责监督检查和绩效评价工作"。', []),
        ("一、市清算中心承担支付系统的运行职责。", ["市清算中心 responsible text"]),
    ],
)
def test_straight_quotation_marks_are_as_good_as_others(text: str, duties: list[str]) -> None:
    """What an amendment quotes to leave it out is another text's."""
    assert [shown(row) for row in _found(text, outline.parse(document(text), lexicon.load()))] == duties


def test_the_first_does_not_lead_where_another_line_says_who_does() -> None:
    """列第一位的为牵头单位，下同 holds for 责任单位：…, but not below 牵头单位：…."""
    text = (
        "某市工作方案\n一、任务\n（一）推进改革。（市卫生健康局、市医保局负责，列第一位的为牵头单位，下同）\n（二）健全机制。\n"
        "牵头单位：市教育局\n责任单位：市财政局、市民政局\n（三）加强监管。\n责任单位：市公安局、市司法局"
    )
    found = _found(text, outline.parse(document(text), lexicon.load()))
    assert [row.agency for row in found if row.role == "lead"] == ["市卫生健康局", "市教育局", "市公安局"]


@pytest.mark.parametrize(
    ("heading", "want"),
    [
        ("各县（市、区）人民政府", ["各县（市、区）人民政府"]),
        ("各乡镇（街道）", ["各乡镇（街道）"]),
        ("市水利局职责", ["市水利局"]),
        ("市水利局主要职责", ["市水利局"]),
        ("明确市水利局职责", []),
        ("主管部门职责", []),
        ("法律职责", []),
    ],
)
def test_a_heading_that_is_a_body_says_who_does_what_stands_below(heading: str, want: list[str]) -> None:
    """``（一）市水利局职责`` / ``发布水情预警。``; what the heading asks for is no body."""
    text = f"一、分工\n（一）{heading}\n发布水情预警，组织群众转移。\n（二）工作要求\n加强巡查。"
    assert [row.agency for row in facts.extract(document(text)).responsibilities] == want


@pytest.mark.parametrize("mark", ["| {} | {} |", "{} | {}", "{}|{}", "{}\t{}"])
def test_two_columns_of_bodies_and_their_duties_are_a_table(mark: str) -> None:
    """Rows that are as long as each other are no lines of a paragraph."""
    rows = [
        ("部门", "职责"),
        ("市水利局", "发布水情预警，巡查水库河道。"),
        ("市气象局", "开展天气监测，发布预警信息。"),
    ]
    text = "附件\n成员单位职责分工\n" + "\n".join(mark.format(*row) for row in rows)
    found = facts.extract(document(text)).responsibilities
    assert [row.agency for row in found] == ["市水利局", "市气象局"]
