"""Time grows with length only: no text makes the rules run wild."""

from __future__ import annotations

import time
from collections.abc import Callable
from multiprocessing import get_context

import pytest

from kg import facts
from tests.growth import is_linear
from tests.tables import document

# One unit repeated, on one line or on many.
UNITS = [
    "（",
    "（）",
    "1",
    "《",
    "《》",
    "《〈",
    "〔",
    "〔2020〕1号",
    "国发〔2020〕1号、",
    "《甲办法》（国发〔2020〕1号）、",
    "甲市办法（国发〔2020〕1号）、",
    "、",
    "一、",
    "一、\n",
    "（一）\n",
    "建",
    "建设1个",
    "（市教育局负责）",
    "责任单位：市教育局\n",
    "由市教育局",
    "年",
    "2025年",
    "到2025年，比例达到50%，",
    "每年",
    "分别达到",
    "第一条 市财政局应当安排资金。\n",
    "关于印发《某办法》的通知",
    "附件1\n",
    "推广三明经验",
    "学习推广",
    "a\tb\n",
    "县别\n5\n",
    "县别\n面积\n5\n",
    "|a|b|\n",
    "\n",
    "<",
    "【",
    # sentences, of which one rule each looked at all that stood in front
    "全年招商引资到位资金300亿元以上，其中外资3亿美元，",
    "甲、乙普及率分别从5%提高到7%，",
    "学习推广三明医改经验和罗湖等地参观考察情况",
    "一、北京“劲松模式”将在河东区老旧小区落地",
    "国务院应急管理部门对全国的减灾工作实施监督管理。",
    "根据《医疗保障基金使用监督管理条例》（中华人民共和国国务院令第 735 号）等规定，",
    "城镇化率较上年提高0.5个百分点，",
    "调解组织规范化率分别达到60%、",
    "一、《国务院关于修改部分行政法规的决定》第三十六条对《医疗器械监督管理条例》进行了修改",
    "出台政策措施十二项",
    "按楼面地价的40%补交出让金，",
    "将北京“接诉即办”改革经验推向全国，",
    "该市借鉴上海经验，",
    "学习浙江德清、安徽天长医共体模式，",
    "新建小学、初中、高中分别达到3所、2所，",
    "2025年和",
    "对甲，1个，",
    "对甲1个",
    "一个半",
    "在现有标准基础上上浮30%",
    "序号\t任务\t责任单位\n1\t清理，\n",
    "1\t推进托育机构建设\t区卫生健康委\t2025年底",
    # items that a doubtful heading opens, each of which was looked up among all in front of it
    "第三条 载体建设。被认定的载体，给予补贴。\n",
    # addresses of Markdown that nothing closes
    "附件1.pdf](/files/1",
    # breaks and quotation marks of dumps, gaps between paragraphs of one line
    "一、加强领导\\n",
    "'甲'，",
    "' \n",
    "一、工作。　　",
    "预计增长7%，",
    "老年人口达249万，",
    "甲 乙。 ",
    # committees with their governments, around each of which a whole line was searched
    "建设公园。（责任单位：各乡镇党委和人民政府）",
    # the styles of a page, and lists of who signs
    "p.a { font-size: 1pt; }",
    "某局 ",
    # sums of a list, the head of which was looked for in all in front of it
    "甲区补贴160元，",
]
BEGIN, ENOUGH = 40_000, 0.12  # bytes of UTF-8; seconds below which a time is mostly chance
FIVE_MEGABYTES = 5_000_000
PATIENCE = 120  # seconds before a reading counts as hanging: linear ones take a few

# Units whose time is not linear yet, and why. Strict.
KNOWN: dict[str, str] = {}


def _text(unit: str, size: int) -> str:
    return unit * (size // len(unit.encode()))


def _seconds(unit: str, size: int) -> float:
    return _taken(_text(unit, size))


def _taken(text: str) -> float:
    start = time.process_time()
    facts.extract(document(text))
    return time.process_time() - start


def _ends(read: Callable[..., float], *args: str | int) -> bool:
    """Whether a reading ends well and in time; in a process of its own, so that a rule that runs wild fails a test and hangs nothing."""
    process = get_context("spawn").Process(target=read, args=args)
    process.start()
    process.join(PATIENCE)
    if process.is_alive():
        process.kill()
        process.join()
    return process.exitcode == 0


def _marked(unit: str) -> object:
    marks = [pytest.mark.xfail(strict=True, reason=KNOWN[unit])] if unit in KNOWN else []
    return pytest.param(unit, id=repr(unit), marks=marks)


@pytest.mark.parametrize("unit", [_marked(unit) for unit in UNITS])
def test_four_times_the_text_takes_about_four_times_as_long(unit: str) -> None:
    """Sixteen times would be a quadratic rule, and a file of five megabytes would take hours."""
    size, small = BEGIN, _seconds(unit, BEGIN)
    while small < ENOUGH and size < FIVE_MEGABYTES // 4:
        size, small = 2 * size, _seconds(unit, 2 * size)
    assert is_linear(lambda length: _seconds(unit, length), size)


def test_what_a_decision_decides_is_not_read_to_its_end_again_and_again() -> None:
    """What must not stand behind it may stand far behind: a colon at the end of the paragraph."""

    def seconds(count: int) -> float:
        return _taken(f"甲局关于乙的决定\n各单位：\n2023年以来，某局{'，决定对甲' * count}：")

    assert is_linear(seconds, 2_000)


def test_a_line_is_cut_in_one_pass_over_what_is_left_of_it() -> None:
    """Where marks are taken out of a line it has as many pieces as it has cuts."""
    assert is_linear(lambda count: _taken("一、" + "编制文件。** 建设" * count), 2_000)


def test_a_page_may_offer_many_files() -> None:
    """Whether a line is a file is asked of the lines above it, again and again."""

    def seconds(count: int) -> float:
        return _taken("附件下载：\n" + "".join(f"{number}. 某项任务表\n" for number in range(1, count)))

    assert is_linear(seconds, 2_000)


@pytest.mark.parametrize(
    "text",
    [
        "一、我市" + "先行" * 60 + "长兴县河长制经验试点。",
        "一、“枫桥经验”" + "全面2019年" * 60 + "推广。",
        "某市条例\n（2001年1月2日某市人民代表大会常务委员会通过"
        + "，根据2005年3月4日某会议修正" * 60
        + "）。\n",
        "一、市财政局" + "可以" * 60 + "。",
        "一、由市财政局" + "需要" * 60 + "，",
        "（市财政局" + "均须" * 60 + "）\n",
        "责任单位：市财政局" + "依法依规" * 60 + "\n",
        "一、" + "学习转化" * 60 + "三明医改经验。",
        "一、市、县" + "乡镇" * 60 + "部门负责。",
    ],
    ids=["adverbs", "times", "amendments", "modals", "needs", "brackets", "labels", "learning", "levels"],
)
def test_what_is_said_again_and_again_is_read_in_one_way(text: str) -> None:
    """Words that two parts of a pattern may take could be parted in two to the power of sixty ways."""
    assert _ends(_taken, text)


@pytest.mark.parametrize(
    "unit", [_marked("市教育局牵头，"), _marked("由市教育局，"), _marked("市财政局，根据")]
)
def test_a_long_line_of_duties_takes_no_longer_than_its_length(unit: str) -> None:
    """What is looked for in the whole clause, again and again, shows only in long lines."""
    assert is_linear(lambda length: _seconds(unit, length), 100_000, times=8)


@pytest.mark.parametrize("unit", ["（", "）", "1", "《", "》", "〔", "、", "一、", "年", "建", "。"])
def test_five_megabytes_of_one_sign_are_read(unit: str) -> None:
    """Signs that open, part or count are tried again at each place."""
    assert _ends(_seconds, unit, FIVE_MEGABYTES)
