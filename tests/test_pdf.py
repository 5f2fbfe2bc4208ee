"""PDF: what is printed, in the order in which it is read, as paragraphs and rows of tables."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

from kg import readers
from kg.errors import ReadError
from kg.readers import pdf
from tests import prints
from tests.conftest import GOLD, SEEDS
from tests.test_formats import found, of_text

DATA = Path(__file__).parent / "data" / "pdf"
FONT = "STSong-Light"  # known to every reader by its name: nothing of it is in the file
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
SIZE, LEFT, TOP, STEP = 16, 76, 740, 28
Line = tuple[float, float, str]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with prints.chromium() as started:
        yield started


def drawn(*pages: list[Line], size: float = SIZE, encrypt: StandardEncryption | None = None) -> bytes:
    """Pages of lines: from the left in signs, from the top in lines, and what stands there."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(595, 842), encrypt=encrypt)
    for lines in pages:
        canvas.setFont(FONT, size)
        for x, y, text in lines:
            canvas.drawString(LEFT + x * size, TOP - y * STEP, text)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def text(data: bytes) -> str:
    return pdf.canonical_bytes(data, Path("a.pdf"))


FULL = "全面加强水源地保护和水质监测工作建立健全长效管护机制确保饮水"  # 30 signs


def body(start: str, end: str) -> list[str]:
    """A paragraph over three lines of 28 signs: the first set in by two."""
    return ["　　" + (start + FULL)[:26], (FULL)[:28], end]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            [
                (2, 0, FULL[:26]),
                (0, 1, FULL[:28]),
                (0, 2, "安全。"),
                (2, 3, "二、保障措施"),
                (2, 4, FULL[:26]),
            ],
            [FULL[:26] + FULL[:28] + "安全。", "二、保障措施", FULL[:26]],
            id="an indent begins a paragraph, a full line goes on",
        ),
        pytest.param(
            [
                (2, 0, FULL[:25] + "。"),
                (2, 1, FULL[:26]),
                (0, 2, FULL[:28]),
                (0, 3, "到位"),
                (2, 4, "三、其他"),
            ],
            [FULL[:25] + "。", FULL[:26] + FULL[:28] + "到位", "三、其他"],
            id="a paragraph that fills its only line",
        ),
        pytest.param(
            [
                (2, 0, FULL[:26]),
                (0, 1, FULL[:27]),
                (0, 2, "《甲法》的要求。"),
                (2, 3, FULL[:26]),
                (0, 4, FULL[:28]),
            ],
            [FULL[:26] + FULL[:27] + "《甲法》的要求。", FULL[:26] + FULL[:28]],
            id="a line that ends early, since a bracket opens no line's end",
        ),
        pytest.param(
            [
                (2, 0, FULL[:26]),
                (0, 1, "落实。"),
                (19, 3, "甲市人民政府"),
                (19, 4, "2024年5月6日"),
                (2, 6, FULL[:26]),
            ],
            [FULL[:26] + "落实。", "甲市人民政府", "2024年5月6日", FULL[:26]],
            id="who signs and when stand alone",
        ),
    ],
)
def test_lines_are_joined_by_where_they_end_and_begin(lines: list[Line], expected: list[str]) -> None:
    page = [(2.0, 20.0, FULL[:26]), (0.0, 21.0, FULL[:28]), (0.0, 22.0, "好。")]
    assert text(drawn([*lines, *page])).split("\n")[: len(expected)] == expected


def test_a_sentence_goes_on_overleaf_and_page_numbers_are_no_text() -> None:
    first = [
        (2.0, 0.0, FULL[:26]),
        *((0.0, float(i), FULL[:28]) for i in range(1, 22)),
        (13.0, 24.5, "— 1 —"),
    ]
    second = [(0.0, 0.0, "的目标。"), (2.0, 1.0, "二、" + FULL[:24]), (13.0, 24.5, "— 2 —")]
    lines = text(drawn(first, second)).split("\n")
    assert lines == [FULL[:26] + FULL[:28] * 21 + "的目标。", "二、" + FULL[:24], ""]


def test_running_heads_are_left_out_and_a_figure_in_the_body_stays() -> None:
    pages = [
        [
            (0.0, -2.0, f"甲市人民政府公报 2024年第{n}期"),
            (2.0, 0.0, "甲乙丙丁"[n] + "项工作。"),
            (2.0, 1.0, "12"),
            (2.0, 2.0, FULL),
        ]
        for n in range(1, 4)
    ]
    found = text(drawn(*pages))
    assert "公报" not in found
    assert found.count("12\n") == 3
    assert "丁项工作。" in found


def test_two_columns_are_read_one_after_the_other_and_a_title_across_them_comes_first() -> None:
    left = [(0.0, 2.0 + i, FULL[i : i + 13]) for i in range(6)]
    right = [(15.0, 2.0 + i, FULL[10 + i : 23 + i]) for i in range(6)]
    lines = text(drawn([(8.0, 0.0, "甲市人民政府关于水源的意见"), *left, *right]))
    joined = "".join(lines.split("\n")[1:])
    assert lines.startswith("甲市人民政府关于水源的意见\n")
    assert joined == "".join(line[2] for line in [*left, *right])


def test_a_table_laid_out_with_white_space_is_not_read_as_columns() -> None:
    rows = [(0.0, float(i), f"第{i}项") for i in range(8)] + [(15.0, float(i), f"{i}个") for i in range(8)]
    lines = text(drawn(rows)).split("\n")
    assert all(line.startswith(f"第{i}项 ") and line.endswith(f"{i}个") for i, line in enumerate(lines[:8]))


def test_signs_that_stand_askew_are_a_seal() -> None:
    made = io.BytesIO()
    canvas = Canvas(made)
    canvas.setFont(FONT, SIZE)
    canvas.drawString(LEFT, TOP, "甲市人民政府")
    canvas.drawString(LEFT, TOP - STEP, "2024年5月6日")
    for angle in (40, 90, 250):
        canvas.saveState()
        canvas.translate(150, TOP - 10)
        canvas.rotate(angle)
        canvas.drawString(0, 0, "专用章")
        canvas.restoreState()
    canvas.save()
    assert text(made.getvalue()) == "甲市人民政府\n2024年5月6日\n"


def test_a_page_that_lies_on_its_side_is_turned() -> None:
    made = io.BytesIO()
    canvas = Canvas(made)
    canvas.setFont(FONT, SIZE)
    canvas.rotate(90)
    canvas.drawString(100, -300, "重点任务分工表")
    canvas.drawString(100, -330, "一、市教育局牵头")
    canvas.save()
    assert text(made.getvalue()) == "重点任务分工表\n一、市教育局牵头\n"


ROWS = [["序号", "重点任务", "牵头单位", "时限"]] + [
    [
        str(n),
        f"推进第{n}项任务，完善政策措施，健全工作机制，按期完成。" * (1 + n % 3),
        "市教育局",
        "2025年12月底前",
    ]
    for n in range(1, 30)
]


def test_a_table_over_pages_has_its_head_once_and_whole_rows() -> None:
    made = io.BytesIO()
    style = ParagraphStyle("cell", fontName=FONT, fontSize=12, leading=16, wordWrap="CJK")
    cells = [[Paragraph(cell, style) for cell in row] for row in ROWS]
    grid = [("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0))]
    table = LongTable(cells, colWidths=[40, 220, 90, 90], repeatRows=1, style=grid)
    SimpleDocTemplate(made).build([table])
    lines = text(made.getvalue()).split("\n")
    assert lines == ["\t".join(row) for row in ROWS] + [""]


def test_merged_cells_are_said_again_downwards_and_once_across(browser: Browser) -> None:
    rows = (
        "<table><tr><td rowspan=2>指标</td><td colspan=2>目标</td></tr><tr><td>2020年</td><td>2025年</td></tr>"
        "<tr><td rowspan=2>床位（张）</td><td>5.1</td><td>6.0</td></tr><tr><td>7</td><td>8</td></tr></table>"
    )
    page = prints.page("附件", prints.OFFICE).replace("</main>", rows + "</main>")
    assert text(prints.printed(browser, page)).split("\n")[1:] == [
        "指标\t目标\t",
        "指标\t2020年\t2025年",
        "床位（张）\t5.1\t6.0",
        "床位（张）\t7\t8",
        "",
    ]


def test_a_browser_prints_a_table_over_pages_and_its_rows_are_whole(browser: Browser) -> None:
    page = prints.page(
        "关于分工的通知\n" + "\n".join("\t".join(row) for row in ROWS) + "\n以上。", prints.OFFICE
    )
    lines = text(prints.printed(browser, page)).split("\n")
    assert lines == ["关于分工的通知", *("\t".join(row) for row in ROWS), "以上。", ""]


STYLES = {"office": prints.OFFICE, "site": prints.SITE, "gazette": prints.GAZETTE}
HEADS = {
    "site": "2023/5/6 14:33 <span class=title></span>",
    "gazette": "甲省人民政府公报 第<span class=pageNumber></span>页",
}
PRINTED = [(path, "office") for path in sorted(SEEDS.glob("*.txt"))] + [
    (SEEDS / "putuo-2016.txt", "gazette"),
    (SEEDS / "yulin-2018.txt", "site"),
    (GOLD / "corpus" / "002_gwy_zhiye_jiaoyu_2019.txt", "site"),
    (GOLD / "corpus" / "004_gwy_zhuanfa_minzheng_1997.txt", "gazette"),
    (GOLD / "corpus" / "012_qinghai_teshu_yaopin_2023.txt", "office"),
]


@pytest.mark.parametrize(("document", "style"), PRINTED, ids=lambda value: getattr(value, "stem", value))
def test_a_printed_document_gives_its_facts(
    document: Path, style: str, browser: Browser, tmp_path: Path
) -> None:
    page = prints.page(document.read_text(encoding="utf-8"), STYLES[style])
    path = tmp_path / f"{document.stem}.pdf"
    path.write_bytes(prints.printed(browser, page, HEADS.get(style, "")))
    expected, given = of_text(document), found(path)
    for key, value in expected.items():
        assert given[key] == value, key


@pytest.mark.parametrize("name", sorted(path.stem for path in DATA.glob("*.pdf")))
def test_kept_prints_are_read_as_their_text(name: str) -> None:
    """Prints of Chromium that lie beside the tests, so that reading is tested where there is no browser."""
    assert readers.read(DATA / f"{name}.pdf").text == (DATA / f"{name}.txt").read_text(encoding="utf-8")


def test_radicals_are_the_characters_that_they_look_like() -> None:
    """Chromium says ⼀ ⼈ ⺠ ⼾ for 一 人 民 户, for they have one glyph."""
    from_glyphs = {
        "⼀": "一",
        "⼈": "人",
        "⺠": "民",
        "⼾": "户",
        "⻓": "长",
        "⸺": "——",
        "〜": "～",
        "豈": "豈",
    }
    assert {sign: pdf.signs.readable(sign) for sign in from_glyphs} == from_glyphs


def test_plain_text_needs_no_reader_of_prints() -> None:
    code = (
        "import sys, kg.readers as r; r.read(sys.argv[1]); print([m for m in sys.modules if 'pdfminer' in m])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(SEEDS / "yulin-2018.txt")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_mutated_bytes_are_read_or_told(data: st.DataObject) -> None:
    made = bytearray(drawn([(2.0, 0.0, FULL[:26]), (0.0, 1.0, FULL)], [(0.0, 0.0, "完")]))
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(made) - 1))
        made[place : place + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=6))
    with suppress(ReadError):
        assert isinstance(text(bytes(made)), str)


def ruled(rows: list[list[str]], top: float, high: float) -> list[tuple[str, float, float, float, float]]:
    """Strokes of a table of three columns of 8 signs, and the words of its cells."""
    found: list[tuple[str, float, float, float, float]] = []
    for i in range(len(rows) + 1):
        found.append(("", LEFT, top - high * i, LEFT + 3 * 144, top - high * i))
    for j in range(4):
        found.append(("", LEFT + 144 * j, top, LEFT + 144 * j, top - high * len(rows)))
    for i, row in enumerate(rows):
        for j, cell in enumerate(row):
            for k, line in enumerate(cell.split("|")):
                found.append((line, LEFT + 144 * j + 6, top - high * i - 20 - 20 * k, 0, 0))
    return found


def test_a_row_torn_by_the_end_of_a_page_is_one_row_and_a_cell_that_goes_on_is_said_again() -> None:
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(595, 842))
    pages = [
        ([["任务", "要求", "单位"], ["水源管理", "各区要建立水源管|理台账，落实管理", "市水利局"]], 740),
        ([["", "责任。", ""], ["资金", "市财政局要落实。", "市财政局"]], 780),
        ([["", "加强资金管理。", "市审计局"], ["监测", "开展水质监测。", "市环保局"]], 780),
    ]
    for rows, top in pages:
        canvas.setFont(FONT, SIZE)
        for word, x0, y0, x1, y1 in ruled(rows, top, 60):
            if word:
                canvas.drawString(x0, y0, word)
            else:
                canvas.line(x0, y0, x1, y1)
        canvas.showPage()
    canvas.save()
    assert text(made.getvalue()).split("\n") == [
        "任务\t要求\t单位",
        "水源管理\t各区要建立水源管理台账，落实管理责任。\t市水利局",
        "资金\t市财政局要落实。\t市财政局",
        "资金\t加强资金管理。\t市审计局",
        "监测\t开展水质监测。\t市环保局",
        "",
    ]


def test_footnotes_stand_at_the_end_and_tear_no_sentence() -> None:
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(595, 842))
    body = [(2.0, 0.0, FULL[:26]), *((0.0, float(i), FULL[:28]) for i in range(1, 18))]
    pages = [
        (body, "① 见甲市统计年鉴。"),
        ([(0.0, 0.0, "的目标。"), (2.0, 1.0, "二、" + FULL[:20])], "② 同上。"),
    ]
    for lines, note in pages:
        canvas.setFont(FONT, SIZE)
        for x, y, line in lines:
            canvas.drawString(LEFT + x * SIZE, TOP - y * STEP, line)
        canvas.setFont(FONT, 10)
        canvas.drawString(LEFT, 130, note)
        canvas.showPage()
    canvas.save()
    expected = [
        FULL[:26] + FULL[:28] * 17 + "的目标。",
        "二、" + FULL[:20],
        "① 见甲市统计年鉴。",
        "② 同上。",
        "",
    ]
    assert text(made.getvalue()).split("\n") == expected
