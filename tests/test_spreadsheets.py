"""Task tables in spreadsheets and in text: what the sheet shows, row by row, and the facts that it says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest

from kg import facts, readers
from kg.errors import ReadError
from kg.readers import csv
from kg.readers.excel import canonical_bytes
from kg.readers.excel.formats import BUILT_IN, shown
from tests import word_files
from tests.word_files import package

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
FORMATS = ["General", "0%", 'yyyy"年"m"月"d"日"', "0.0", '0"张"', "#,##0"]


def row(number: int, cells: Sequence[str], more: str = "") -> str:
    """A row of cells, each given as text or as the XML of ``c``."""
    made = "".join(
        one
        if one.startswith("<c") or not one
        else f'<c t="inlineStr" r="{chr(65 + place)}{number}"><is><t>{one}</t></is></c>'
        for place, one in enumerate(cells)
    )
    return f'<row r="{number}"{more}>{made}</row>'


def value(place: str, number: object, style: int = 0, kind: str = "n") -> str:
    """A cell with a value: ``value("B2", 0.9, 1)`` is 90%."""
    return f'<c r="{place}" s="{style}" t="{kind}"><v>{number}</v></c>'


def sheet(rows: str, merged: Sequence[str] = (), columns: str = "") -> str:
    joined = "".join(f'<mergeCell ref="{one}"/>' for one in merged)
    return f"<worksheet {MAIN}>{columns}<sheetData>{rows}</sheetData><mergeCells>{joined}</mergeCells></worksheet>"


def workbook(
    *sheets: tuple[str, str], strings: str = "", properties: str = "", states: Sequence[str] = ()
) -> bytes:
    """A workbook of named sheets."""
    named, related, parts = "", "", {}
    for number, (name, content) in enumerate(sheets, 1):
        state = f' state="{states[number - 1]}"' if number <= len(states) else ""
        named += f'<sheet name="{name}" sheetId="{number}" r:id="r{number}"{state}/>'
        related += f'<Relationship Id="r{number}" Type="http://x/relationships/worksheet" Target="worksheets/s{number}.xml"/>'
        parts[f"xl/worksheets/s{number}.xml"] = content
    codes = "".join(
        f'<numFmt numFmtId="{170 + i}" formatCode="{code.replace(chr(34), "&quot;")}"/>'
        for i, code in enumerate(FORMATS)
    )
    styles = "".join(f'<xf numFmtId="{170 + i}"/>' for i in range(len(FORMATS)))
    return package(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.xml": f"<workbook {MAIN}>{properties}<sheets>{named}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{related}</Relationships>',
            "xl/styles.xml": f"<styleSheet {MAIN}><numFmts>{codes}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>",
            "xl/sharedStrings.xml": f"<sst {MAIN}>{strings}</sst>",
            **parts,
        }
    )


def lines(*sheets: tuple[str, str], **more: object) -> list[str]:
    return canonical_bytes(workbook(*sheets, **more), Path("a.xlsx")).splitlines()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("number", "code", "expected"),
    [
        (2025.0, "", "2025"),
        (0.1 + 0.2, "General", "0.3"),
        (1234567890123.0, "General", "1234567890123"),
        (0.0000123, "General", "0.0000123"),
        (0.9, "0%", "90%"),
        (0.955, "0.0%", "95.5%"),
        (1.005, "0.00", "1.01"),
        (4.5, "0", "5"),
        (4.0, "0.0", "4.0"),
        (4.5, "0.0##", "4.5"),
        (12345.6, "#,##0", "12,346"),
        (12345.6, '#,##0.0"万元"', "12,345.6万元"),
        (7.5, r"0.0\张", "7.5张"),
        (95, '"≥"0"%"', "≥95%"),
        (-3, "0;-0;0", "-3"),
        (-3, "0_);(0)", "(3)"),
        (-3.2, "0.0", "-3.2"),
        (100, "[$¥-804]#,##0", "¥100"),
        (45838, "yyyy/m/d", "2025年6月30日"),
        (45838, 'yyyy"年"m"月"d"日"', "2025年6月30日"),
        (45838, 'yyyy"年"m"月"', "2025年6月"),
        (45838, 'm"月"d"日"', "6月30日"),
        (45838, "[$-804]yyyy年m月d日;@", "2025年6月30日"),
        (45838.75, "yyyy-mm-dd hh:mm", "2025年6月30日 18:00"),
        (0.5, "h:mm", "12:00"),
        (45838, BUILT_IN[14], "2025年6月30日"),
        (45838, BUILT_IN[57], "2025年6月"),
        (-1, "yyyy-m-d", "-1"),
        (3, "@", "3"),
    ],
)
def test_a_number_is_what_the_sheet_shows(number: float, code: str, expected: str) -> None:
    assert shown(number, code, datetime(1899, 12, 30)) == expected


def test_a_number_without_format_is_plain() -> None:
    assert lines(
        ("清单", sheet(row(1, ["年份", "数"]) + row(2, [value("A2", "2025"), value("B2", "0.25")])))
    ) == ["清单", "年份\t数", "2025\t0.25"]


def test_formats_formulas_and_kinds_of_cells() -> None:
    cells = [
        value("A1", 0.9, 1),
        value("B1", 45838, 2),
        '<c r="C1" t="str"><f>A1&amp;B1</f><v>结果</v></c>',
        value("D1", 0, kind="s"),
        value("E1", "#N/A", kind="e"),
        value("F1", "1", kind="b"),
        value("G1", "2025-06-30T00:00:00", kind="d"),
        '<c r="H1"><f>NOW()</f></c>',
        value("I1", 3, 4),
    ]
    strings = "<si><r><t>市卫生</t></r><r><t>健康委</t></r><rPh><t>shi</t></rPh></si>"
    assert lines(("Sheet1", sheet(row(1, cells))), strings=strings) == [
        "90%\t2025年6月30日\t结果\t市卫生健康委\tTRUE\t2025年6月30日\t3张"
    ]


def test_dates_of_a_workbook_that_counts_from_1904() -> None:
    book = sheet(row(1, ["时限", value("B1", 45838 - 1462, 2)]))
    assert lines(("Sheet1", book), properties='<workbookPr date1904="1"/>') == ["时限\t2025年6月30日"]


def test_sheets_stand_in_order_each_under_its_name() -> None:
    """A name that nobody gave says nothing; a sheet with a title of its own keeps it as such; hidden sheets are no text."""
    one, titled = sheet(row(1, ["甲", "乙"])), sheet(row(1, ["分工表"]) + row(2, ["任务", "单位"]))
    made = lines(
        ("任务", one),
        ("Sheet2", one),
        ("牵头", titled),
        ("底稿", one),
        ("空", sheet("")),
        states=("visible", "visible", "visible", "hidden"),
    )
    assert made == ["任务", "甲\t乙", "甲\t乙", "【牵头】", "分工表", "任务\t单位"]


def test_merged_cells_stand_in_each_of_their_rows() -> None:
    rows = (
        row(1, ["领域", "任务", "单位"])
        + row(2, ["医改", "甲", "乙局"])
        + row(3, ["", "丙", "丁局"])
        + row(4, ["", "戊", "己局"])
    )
    assert lines(("Sheet1", sheet(rows, ["A2:A4"]))) == [
        "领域\t任务\t单位",
        "医改\t甲\t乙局",
        "医改\t丙\t丁局",
        "医改\t戊\t己局",
    ]


def test_hidden_rows_and_columns_are_no_text() -> None:
    rows = row(1, ["甲", "内部", "乙"]) + row(2, ["1", "x", "2"], ' hidden="1"') + row(3, ["3", "y", "4"])
    assert lines(("Sheet1", sheet(rows, columns='<cols><col min="2" max="2" hidden="1"/></cols>'))) == [
        "甲\t乙",
        "3\t4",
    ]


def test_line_breaks_in_a_cell_are_spaces_and_empty_columns_fall_away() -> None:
    rows = row(3, ["任务", "", "单位"]) + row(9, ["一是\n二是\t三是", "", "甲局"])
    assert lines(("Sheet1", sheet(rows))) == ["任务\t单位", "一是 二是 三是\t甲局"]


def test_cells_without_places_stand_one_after_another() -> None:
    rows = "<row><c t='inlineStr'><is><t>甲</t></is></c><c><v>1</v></c></row><row><c><v>2</v></c><c><v>3</v></c></row>"
    assert lines(("Sheet1", sheet(rows))) == ["甲\t1", "2\t3"]


HEAD = ["序号", "重点任务", "目标值", "牵头单位", "配合单位", "完成时限"]
TASKS = [
    ["1", "完善公立医院薪酬制度", "", "市人力资源社会保障局", "市卫生健康委、市财政局", "2024年6月底"],
    ["2", "住院费用按病种付费占比达到90%", "", "市医保局", "", "2024年12月31日"],
]
EXPECTED = [
    ("市人力资源社会保障局", "lead"),
    ("市卫生健康委", "support"),
    ("市财政局", "support"),
    ("市医保局", "lead"),
]


def duties(path: Path) -> list[tuple[str, str]]:
    found = facts.extract(readers.read(path))
    assert [(one.indicator, one.value, one.deadline) for one in found.targets] == [
        ("住院费用按病种付费占比", 90, "2024-12-31")
    ]
    assert [one.deadline for one in found.deadlines] == ["2024-06"]
    return [(one.agency, one.role) for one in found.responsibilities]


def test_a_task_table_says_who_does_what_by_when(tmp_path: Path) -> None:
    """An empty cell (no 配合单位) leaves the others in their columns; a heading inside the table ends no columns."""
    rows = (
        row(1, ["甲市2024年重点任务分工表"])
        + row(2, HEAD)
        + row(3, ["一、深化医改"])
        + row(4, TASKS[0])
        + row(5, ["二、医保支付"])
        + row(6, TASKS[1])
    )
    path = tmp_path / "任务.xlsx"
    path.write_bytes(workbook(("任务清单", sheet(rows, ["A1:F1", "A3:F3", "A5:F5"]))))
    assert duties(path) == EXPECTED
    assert facts.extract(readers.read(path)).metadata.title == "甲市2024年重点任务分工表"


def test_a_task_table_in_word_says_the_same(tmp_path: Path) -> None:
    """Its title above it, its numbers automatic, headings across its whole width."""
    across = [word_files.cell(text, '<w:gridSpan w:val="6"/>') for text in ("一、深化医改", "二、医保支付")]
    numbered = [[word_files.cell(word_files.item("")), *cells[1:]] for cells in TASKS]
    rows = [HEAD, across[:1], numbered[0], across[1:], numbered[1]]
    body = word_files.paragraph("甲市2024年重点任务分工表") + word_files.table(rows)
    path = tmp_path / "任务.docx"
    path.write_bytes(word_files.word(body, word_files.lists(word_files.level(0, "decimal", "%1"))))
    assert duties(path) == EXPECTED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_as_text_says_the_same(separator: str, encoding: str, tmp_path: Path) -> None:
    text = "\r\n".join(
        separator.join(f'"{one}"' if "、" in one else one for one in cells) for cells in [HEAD, *TASKS]
    )
    path = tmp_path / "任务.csv"
    path.write_bytes(text.encode(encoding))
    assert duties(path) == EXPECTED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲,乙\n1,2\n", "甲\t乙\n1\t2\n"),
        ('甲,乙\n"一,\n二",2\n', "甲\t乙\n一, 二\t2\n"),
        ('甲,乙\n"说""好""",2\n', '甲\t乙\n说"好"\t2\n'),
        ("标题\n甲;乙\n一,二;三\n", "标题\n甲\t乙\n一,二\t三\n"),
        ("甲,乙,\n1,2,\n,,\n", "甲\t乙\n1\t2\n"),
        ("只有一列\n没有分隔\n", "只有一列\n没有分隔\n"),
        ("甲，乙\n一，二\n", "甲\t乙\n一\t二\n"),
    ],
)
def test_rows_of_text_are_rows_of_cells(text: str, expected: str) -> None:
    assert csv.canonical(text, Path("a.csv")) == expected


def test_a_quotation_mark_that_is_never_closed_is_named() -> None:
    with pytest.raises(ReadError, match=r"a\.csv: line \d+ has a quotation mark that is not closed"):
        csv.canonical('甲,"乙\n' + "很长的一行,\n" * 40_000, Path("a.csv"))
