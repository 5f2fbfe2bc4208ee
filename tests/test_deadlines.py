"""Times without a figure by which something is to be done: a table of sentences, with and without."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kg import blocks, facts, fold, lexicon
from kg.blocks import Block, Outline
from kg.extract.deadlines import deadlines
from kg.extract.targets import targets
from kg.grammar import schedule
from kg.model import Deadline, Document
from tests.tables import document

TABLE = tomllib.loads((Path(__file__).parent / "cases" / "deadlines.toml").read_text("utf-8"))
CASES, TODO = TABLE["case"], TABLE.get("todo", [])


def read(text: str, year: str | None = "2023") -> tuple[Deadline, ...]:
    """The deadlines of a document of `year`, or of none, that has `text` as its only paragraph."""
    meta = (("成文日期", f"{year}年1月1日"),) if year else ()
    outline = Outline((Block(blocks.BODY, fold.view(text, [(0, len(text))])),), (), meta)
    words = lexicon.load()
    document, scenes = Document("one.txt", text, ""), schedule.read(outline, words)
    return tuple(deadlines(document, scenes, words, tuple(targets(document, scenes, words))))


def row(deadline: Deadline) -> str:
    """A deadline as the table writes it."""
    return f"{deadline.deadline or '-'} | {deadline.recurrence or '-'} | {deadline.quote}"


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:24] for case in CASES])
def test_a_sentence_gives_its_deadlines_and_no_others(case: dict[str, object]) -> None:
    """Day, rhythm and quote are those of the table."""
    assert [row(found) for found in read(str(case["text"]), str(case.get("year", "2023")))] == case["want"]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:24] for case in CASES])
def test_a_text_without_a_date_gives_the_same(case: dict[str, object]) -> None:
    """Nothing is past by its year alone, and 年底 is of no year: `undated` says which rows are not those of the table."""
    assert [row(found) for found in read(str(case["text"]), None)] == case.get("undated", case["want"])


def test_sentences_that_are_not_read_yet() -> None:
    """Once one is, its row becomes a case."""
    rows = [([row(found) for found in read(case["text"], case.get("year", "2023"))], case) for case in TODO]
    assert [case for found, case in rows if found == case["want"]] == []


def staged(heading: str, body: str) -> list[str]:
    """The rows of a notice with a section of stages, one of them headed by `heading`."""
    text = f"""临江市人民政府关于开展专项整治的通知
临政发〔2023〕27号
各县（市、区）人民政府：
现就开展专项整治有关事项通知如下。
一、工作步骤
（一）{heading}
{body}
（二）其他事项
按照原有规定执行。
二、工作要求
加强组织领导。
临江市人民政府
2023年9月4日
"""
    return [row(found) for found in facts.extract(Document("one.txt", text, "0" * 64)).deadlines]


@pytest.mark.parametrize(
    ("heading", "body", "want"),
    [
        ("动员部署阶段（2023年9月上旬）", "各地制定方案。", ["2023-09 | - | 2023年9月上旬"]),
        ("集中攻坚（9月中旬至11月底）。", "全面开展排查。", ["2023-11 | - | 9月中旬至11月底"]),
        ("全面实施阶段（2024年1月—12月）", "2024年12月前排查率达到100%。", []),
        ("落实行动计划（2023—2025年）", "各地抓好落实。", []),
        ("做好2024年重点工作", "各地抓好落实。", []),
    ],
)
def test_the_bracket_of_a_heading_holds_the_time_of_its_stage(
    heading: str, body: str, want: list[str]
) -> None:
    """``动员部署阶段（2023年9月上旬）``: a row, unless a target under it takes its deadline from there."""
    assert staged(heading, body) == want


def test_a_report_speaks_in_the_year_of_its_session() -> None:
    """今年 and 年内 in a report that was given on a day, with no signature."""
    text = """政府工作报告
——2025年1月15日在云川省第十四届人民代表大会第三次会议上
省长 张某某
各位代表：
一、2025年重点工作
（一）扩大有效投资。年内建成城市轨道交通一号线。
（二）深化改革。今年全面推行一网通办。
"""
    found = facts.extract(Document("one.txt", text, "0" * 64)).deadlines
    assert [deadline.deadline for deadline in found] == ["2025", "2025"]


@pytest.mark.parametrize(
    ("sentence", "want"),
    [
        ("2024年3月，市政府印发了总体方案，对工作作出安排。", []),
        ("2024年4月10日，全省农业农村工作会议召开。", []),
        ("2024年3月底前完成方案编制。", ["2024-03 | - | 2024年3月底前完成方案编制"]),
        (
            "宣传发动（2024年3月）、组织实施（2024年4月—12月）。",
            ["2024-03 | - | 2024年3月", "2024-12 | - | 2024年4月—12月"],
        ),
        ("2024年6月，组织开展中期评估。", ["2024-06 | - | 2024年6月，组织开展中期评估"]),
    ],
)
def test_a_month_that_was_over_on_the_day_of_signing_is_history(sentence: str, want: list[str]) -> None:
    """A month named with its year and no more; not 3月底前, nor the bracket of a stage."""
    text = f"临江市人民政府关于开展有关工作的通知\n临政发〔2024〕27号\n各县（市、区）人民政府：\n{sentence}\n临江市人民政府\n2024年5月20日\n"
    assert [row(found) for found in facts.extract(Document("one.txt", text, "0" * 64)).deadlines] == want


@pytest.mark.parametrize(
    ("title", "want"),
    [
        ("临江市农村供水保障行动方案（2023—2025年）", ["2024 | - | 2024年底前，完成管网改造"]),
        ("临江市：到2027年建成全域供水一张网", ["2024 | - | 2024年底前，完成管网改造"]),
        ("临江市2025年农村供水工作要点", []),
    ],
)
def test_a_title_dates_a_text_by_its_own_year(title: str, want: list[str]) -> None:
    """Not by the year by which something is to be, nor by the last of a period."""
    text = f"{title}\n为加强农村供水保障，制定本方案。\n一、主要任务\n（一）改造管网。2024年底前，完成管网改造。\n（二）强化监测。定期开展监测。\n"
    assert [row(found) for found in facts.extract(Document("one.txt", text, "0" * 64)).deadlines] == want


def test_the_day_of_signing_tells_more_than_the_year_in_a_title() -> None:
    """What is checked in 2021 may be the work of 2020: so too where only the site's head tells the day."""
    text = """标题：临江市人民政府关于加快2020年农村户厕改造验收工作的通知
成文日期：2021-11-15
各乡镇人民政府：
要求11月末之前开展2020年农村户厕改造验收，现将有关事项通知如下。
一、验收方式
验收合格后，各村提交书面申请。
"""
    found = facts.extract(Document("one.txt", text, "0" * 64))
    assert [row(one) for one in found.deadlines] == ["2021-11 | - | 11月末之前开展2020年农村户厕改造验收"]


YEARS = """{title}
{signed}
一、2022年工作总结
3月底前，完成了项目建设。
二、2023年工作思路
（一）抓项目。棒球公园二季度开工。今年底前完成施工图审查。
"""


@pytest.mark.parametrize(
    ("title", "signed", "want"),
    [
        # the title of two years dates the text by the second …
        (
            "临江市文体局2022年工作总结暨2023年工作思路",
            "",
            ["2023-06 | - | 二季度开工", "2023 | - | 今年底前完成施工图审查"],
        ),
        # … and where it was signed in the first, the bare months of the plan are those of the second
        (
            "临江市文体局关于2022年工作情况和2023年工作思路的报告",
            "临文体〔2022〕27号",
            ["2023-06 | - | 二季度开工", "2022 | - | 今年底前完成施工图审查"],
        ),
        # a title of one year goes on as before
        (
            "临江市文体局2022年工作总结",
            "",
            ["2023-06 | - | 二季度开工", "2022 | - | 今年底前完成施工图审查"],
        ),
    ],
)
def test_the_plan_behind_a_report_has_its_own_months(title: str, signed: str, want: list[str]) -> None:
    """A report on one year with the plan of the next: 二季度 is that of the year which heads its part."""
    text = YEARS.format(title=title, signed=signed)
    assert [row(found) for found in facts.extract(Document("one.txt", text, "0" * 64)).deadlines] == want


def test_what_has_been_done_ends_with_its_part() -> None:
    """一是 behind a heading of its own goes on with nothing of the part in front of it."""
    text = """关于对省十四届人大二次会议第0456号建议的答复
李某某代表：
您提出的建议收悉。现答复如下：
一、已开展的工作
2021年以来，全省完成了一批农村供水工程。
二是印发了指导意见。
二、下一步工作
一是加快工程建设。2024年9月底前，全面开工建设县域骨干工程。二是健全机制。自2024年起，将农村供水纳入年度考核。
云岭省水利厅
2024年5月28日
"""
    found = facts.extract(Document("one.txt", text, "0" * 64)).deadlines
    assert [deadline.deadline for deadline in found] == ["2024-09", "2024"]


@pytest.mark.parametrize(
    "sentence",
    [
        "12月6日，市农业农村局带领各县区相关人员到镇坪调研示范村建设工作。",
        "2018年11月12日，纪念大会在绍兴召开后，各地掀起学习热潮。",
    ],
)
def test_a_day_in_a_text_without_a_date_is_news(sentence: str) -> None:
    """Not 于12月6日前, which says by when."""
    assert read(sentence, None) == ()
    assert read("各县区于12月6日前报送材料。", None) != ()


def test_a_cell_that_tells_of_progress_has_no_deadline() -> None:
    """What a table says has been done since a day is not to be done; what its next column asks for is."""
    text = "\n".join(
        (
            "一、任务如下。",
            "任务\t责任单位\t进展情况\t完成时限",
            "提高补助\t市民政局\t已完成，从2023年1月1日起执行新标准\t2023年6月底前",
        )
    )
    found = facts.extract(Document("one.txt", text, ""))
    assert [deadline.quote for deadline in found.deadlines] == ["2023年6月底前"]


def test_a_heading_that_is_a_time_says_by_when() -> None:
    """``（一）2023年4月底前`` and a stage behind its name; 2024年重点工作 names a thing, and a target takes the time of its heading."""
    text = (
        "某市交通委关于提高岸电使用率的通知\n各单位：\n一、时间节点\n（一）2023年4月底前\n组织开展岸电使用宣传教育。\n"
        "（二）全面推进阶段：2023年6月—9月\n制定执法检查操作规程。\n（三）2024年重点工作\n推进改革，完善制度。\n（四）2025年底前\n覆盖率达到90%。\n"
        "某市交通委\n2023年2月1日\n"
    )
    found = facts.extract(document(text))
    assert [(row.provision, row.deadline) for row in found.deadlines] == [
        ("1.1", "2023-04"),
        ("1.2", "2023-09"),
    ]
    assert [row.deadline for row in found.targets] == ["2025"]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("二、发展目标\n到2030年，体系基本建成。\n——规模扩大。产值达到6万亿元。\n——环境优化。服务更好。", []),
        (
            "二、发展目标\n到2030年，体系基本建成。\n——环境优化。服务更好。\n三、任务\n建成园区5个。",
            ["到2030年，体系基本建成"],
        ),
        ("二、发展目标\n瞄准需求。到2030年，体系基本建成。\n——规模扩大。产值达到6万亿元。", []),
        (
            "二、发展目标\n瞄准需求。到2030年，体系基本建成。\n——环境优化。服务更好。",
            ["到2030年，体系基本建成"],
        ),
        (
            "二、主要任务\n到2030年，体系基本建成。\n产值达到6万亿元。",
            ["到2030年，体系基本建成"],
        ),
        (
            "二、发展目标\n到2030年，体系基本建成。\n到2035年，产值达到6万亿元。",
            ["到2030年，体系基本建成"],
        ),
    ],
)
def test_a_time_that_is_handed_on_to_a_target_is_no_row(text: str, want: list[str]) -> None:
    """The paragraphs below that spell the goal out take their time from it."""
    found = facts.extract(document(f"甲市2024年工作方案\n一、总体要求\n坚持统筹。\n{text}")).deadlines
    assert [one.quote for one in found] == want


LISTED = "{title}\n\n各县（市、区）人民政府：\n    现就有关事项通知如下。\n{body}\n\n临汾市人民政府办公室\n2021年2月10日\n"


@pytest.mark.parametrize(
    ("body", "due", "rows"),
    [
        (
            "一、主要目标\n到2025年，实现以下目标：\n1．污水治理率达到40%。\n2．卫生厕所普及率达到90%。",
            ["2025", "2025"],
            [],
        ),
        ("一、主要目标\n到2025年，实现以下目标：\n1．制度体系基本完善。\n2．环境明显改善。", [], ["2025"]),
        ("一、主要目标\n到2025年，环境明显改善。\n——污水治理率达到40%。", ["2025"], []),
        (
            "一、主要目标\n到2025年，实现以下目标：\n1．污水治理率达到40%。\n二、保障措施\n安排资金500万元。",
            ["2025", None],
            [],
        ),
        (
            "一、成效\n截至2020年底，取得以下成绩：\n1．污水治理率达到40%。\n2．环境明显改善。",
            [],
            [],
        ),
    ],
)
def test_a_time_that_opens_a_list_is_its_items(body: str, due: list[str | None], rows: list[str]) -> None:
    """The targets of the list take it, and it is a row only where none does."""
    text = LISTED.format(title="临汾市人民政府办公室关于做好有关工作的通知", body=body)
    found = facts.extract(document(text))
    assert [target.deadline for target in found.targets] == due
    assert [deadline.deadline for deadline in found.deadlines] == rows


def test_what_opens_a_limit_stands_in_its_own_cell() -> None:
    """``市民政局 | 印发后1个月内``: no more than the last cell."""
    rows = "| 1 | 建立名册 | 市民政局 | 印发后1个月内 |\n| 2 | 开展核查 | 市民政局 | 2023年9月 |"
    text = f"临江市人民政府通知\n临政发〔2023〕27号\n\n| 序号 | 任务 | 单位 | 完成时限 |\n| --- | --- | --- | --- |\n{rows}\n"
    assert [found.quote for found in facts.extract(document(text)).deadlines] == [
        "印发后1个月内",
        "2023年9月",
    ]


def test_a_quote_is_never_shorter_than_its_time() -> None:
    """A bracket that nothing opens ends no clause in front of the time."""
    assert [found.quote for found in facts.extract(document("、〕成后1日内作")).deadlines] != [""]


@pytest.mark.parametrize(
    "note",
    [
        "（2008年10月30日乙市第十三届人民代表大会常务委员会第十次会议通过，2009年1月16日丙省第十一届人民代表大会常务委员会第八次会议批准，"
        "根据2016年5月26日丙省第十二届人民代表大会常务委员会第二十六次会议批准的《乙市人民代表大会常务委员会关于修改〈乙市渔港管理规定〉等十五件地方性法规的决定》第一次修正）",
        "（2007年5月11日乙市人民政府令第208号公布 自2007年7月1日起施行 "
        "根据2019年3月5日乙市人民政府令第301号《乙市人民政府关于修改部分规章的决定》修改）",
        "2003年3月1日乙市第十届人民代表大会常务委员会第二次会议通过\n根据2018年9月6日《乙市人民代表大会常务委员会关于修改〈乙市绿化规定〉的决定》修正",
    ],
    ids=["approved", "in force", "lines"],
)
def test_what_a_law_says_of_its_own_past_is_no_deadline(note: str) -> None:
    """Who passed and amended it, and when, is cited and is no day by which anything is to be done."""
    found = facts.extract(
        document(f"乙市绿化规定\n{note}\n第一条 为了加强绿化，制定本规定。\n第二条 市民应当爱护树木。")
    )
    assert [one.quote for one in found.deadlines] == []
    assert "amends" in [one.relation for one in found.citations] or "修改部分规章" in note
