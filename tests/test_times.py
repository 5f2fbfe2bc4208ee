"""Times in folded text: value, kind and span."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import lexicon
from kg.grammar import times

TABLES = Path(__file__).parent / "cases"

CASES = [
    ("到2025年，建成", [("到2025年", "2025", None)]),
    ("2022年底前完成", [("2022年底前", "2022", None)]),
    ("2023年6月底前完成", [("2023年6月底前", "2023-06", None)]),
    ("2023年6月30日前报送", [("2023年6月30日前", "2023-06-30", None)]),
    ("2021—2025年推进", [("2021—2025年", "2025", None)]),
    ("1997年10月——1998年2月", [("1997年10月——1998年2月", "1998-02", None)]),
    ("1997年4—6月", [("1997年4—6月", "1997-06", None)]),
    ("2月—5月开展", [("2月—5月", "2024-05", None)]),
    ("“十四五”期间推进", [("“十四五”期间", "2025", None)]),
    ("到“十三五”末", [("到“十三五”末", "2020", None)]),
    ("十五五时期", [("十五五时期", "2030", None)]),
    ("“十二五”期间", [("“十二五”期间", "2015", None)]),
    ("“十六五”末", [("“十六五”末", "2035", None)]),
    ("每年开展", [("每年", None, "P1Y")]),
    ("按季度调度", [("按季度", None, "P3M")]),
    ("按月通报", [("按月", None, "P1M")]),
    ("每周报送", [("每周", None, None)]),
    ("第三季度完成", [("第三季度", "2024-09", None)]),
    ("上半年完成", [("上半年", "2024-06", None)]),
    ("年底前完成", [("年底前", "2024", None)]),
    ("今年6月底", [("今年6月底", "2024-06", None)]),
    ("2023年第一季度", [("2023年第一季度", "2023-03", None)]),
    ("2025年下半年", [("2025年下半年", "2025", None)]),
    # a year that a task names is not that of the next cell; one that is a cell is
    ("编制2026年立法计划\t立法科\t12月底前", [("2026年", "2026", None), ("12月底前", "2024-12", None)]),
    ("2026年\t编制立法计划\t12月底前", [("2026年", "2026", None), ("12月底前", "2026-12", None)]),
    ("自2024年1月1日起", [("自2024年1月1日起", "2024-01-01", None)]),
    ("有效期至2030年7月31日", [("有效期至2030年7月31日", "2030-07-31", None)]),
    ("二〇二五年底", [("二〇二五年底", "2025", None)]),
    ("三年内完成", [("三年内", None, None)]),
    ("到2022年和2030年", [("到2022年", "2022", None), ("2030年", "2030", None)]),
    ("每年12月底前公布", [("每年12月底前", None, "P1Y")]),
    ("2022年启动，6月底前完成", [("2022年", "2022", None), ("6月底前", "2022-06", None)]),
    # a limit that begins with the sign or the word of another way to say one
    ("前款规定的期限届满后10日内，报告", [("前款规定的期限届满后10日内", None, None)]),
    ("（前款规定之日起5日内办结", [("前款规定之日起5日内", None, None)]),
    ("实施期限届满后30日内，报告", [("实施期限届满后30日内", None, None)]),
    ("检查，前款规定的期限届满后10日内", [("前款规定的期限届满后10日内", None, None)]),
    ("森林旅游节开幕前两个月完成", [("开幕前两个月", None, None)]),
    ("实施期限为5年", [("实施期限为5年", None, None)]),
    ("具有5年工作经历", []),
    ("第15条规定", []),
    ("13月底", []),
]


@pytest.mark.parametrize(("text", "want"), CASES, ids=[text for text, _ in CASES])
def test_a_text_has_these_times(text: str, want: list[tuple[str, str | None, str | None]]) -> None:
    """The span holds what leads a time in; a month without a year takes the last year named, else the document's."""
    found = times.find(text, lexicon.load()["times"], "2024")
    assert [(text[t.start : t.end], t.deadline, t.recurrence) for t in found] == want


def test_what_has_been_since_one_time_until_another_is_past() -> None:
    """至 leads in an end to come, but not behind 以来."""
    words = lexicon.load()["times"]
    assert [time.kind for time in times.find("2012年以来至2017年10月", words)] == [times.PAST, times.PAST]
    assert [time.kind for time in times.find("自2012年起，至2017年10月", words)] == [times.START, times.POINT]


@pytest.mark.parametrize("unit", ["1", "年", "2025年", "每", "十五", "（", "《", "三年内"])
def test_a_long_line_ends_in_good_time(unit: str) -> None:
    """Half a million signs of one kind are read without a blow-up (a quadratic scan would not come back)."""
    assert isinstance(times.find(unit * (500_000 // len(unit)), lexicon.load()["times"]), list)


def _sentences(node: object) -> Iterator[str]:
    """Every text of a table of cases."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, (list, dict)):
        for child in node.values() if isinstance(node, dict) else node:
            yield from _sentences(child)


def test_the_quick_pattern_finds_what_the_whole_one_finds() -> None:
    """Where no limit has an opening, both give the same: no time begins with a sign that the quick one passes over."""
    section = lexicon.load()["times"]
    patterns, openings = section.patterns, section.words["openings"]
    tables = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(TABLES.glob("*.toml"))]
    texts = [text for table in (*tables, *(text for text, _ in CASES)) for text in _sentences(table)]
    plain = [text for text in texts if not any(opening in text for opening in openings)]
    found = [[time.span() for time in patterns["time"].finditer(text)] for text in plain]
    assert found == [[time.span() for time in patterns["near_time"].finditer(text)] for text in plain]
    assert sum(map(len, found)) > 300
