"""What must not matter to facts: widths of signs, line breaks, spaces, line ends, the page around a document.

And what must hold for any text: nothing but a KgError is raised, and every quote stands at its place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg import facts, readers
from kg.errors import KgError
from kg.fold import fold
from tests.conftest import GOLD, SEEDS
from tests.tables import cases, document

FILES = {path.stem: path for path in (*sorted(SEEDS.glob("*.txt")), *sorted(GOLD.glob("corpus/*.txt")))}
PLACES = {"rule", "start", "end", "said_in", "parent"}  # which rule reads a fact may change, the fact may not
FEW = settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
MANY = settings(FEW, max_examples=200)

# What does not hold yet: (property, document) and why. Strict: a row that holds again has to be taken out.
KNOWN: dict[tuple[str, str], str] = {
    ("wrapped", "provinces-2024"): "where a full line ends a sentence, it may end a paragraph too",
    ("blank", "010_pingshan_shuzi_jingji_2023"): "a rule of one sentence is taken for a heading",
}

# Widths from 20 to 120 at which a break changes a fact of a document, and which.
MATTERING = {
    "gaoming-2023": ([23, 34, 35, 68, 69, 70, 77], "the number's agency code is cut where it is broken"),
    "putuo-2016": ([31, 32], "管委会 is named in full elsewhere: the name is broken"),
    "qijiang-2022": ([24, 32, 48, 96, 113], "an annotation broken inside its last name"),
    "002_gwy_zhiye_jiaoyu_2019": ([20, 21], "labels of a page's head are wider than the break"),
    "003_gwy_zhengwu_xinmeiti_2018": ([20, 41], "labels of a page's head are wider than the break"),
    "004_gwy_zhuanfa_minzheng_1997": ([20, 26], "labels of a page's head are wider than the break"),
    "007_hainan_fujian2_xinli_2025": ([20, 22], "a heading as long as the line runs on"),
    "008_shanghai_keji_fuwuye_2025": ([20, 21, 24, 28, 56, 108], "bold marks and brackets are broken"),
    "009_shanghai_jichu_yanjiu_2025": ([22, 44], "a ratio 1∶1 is broken"),
    "010_pingshan_shuzi_jingji_2023": ([23, 25, 31, 35, 36], "a number opens a broken line"),
    "012_qinghai_teshu_yaopin_2023": ([109], "the attachment's line runs on"),
    "014_sanming_mente_2023": ([21, 25, 50], "the page's counters run on behind the title"),
    "016_shanxi_zfgzbg_2026": ([31], "the day under the title is broken"),
}
BREAKS = {(stem, width) for stem, (widths, _) in MATTERING.items() for width in widths}


def documents(held: str) -> list[Any]:
    """All documents as parameters of the property `held`."""
    return [
        pytest.param(
            stem,
            id=stem,
            marks=[pytest.mark.xfail(strict=True, reason=KNOWN[held, stem])] if (held, stem) in KNOWN else [],
        )
        for stem in FILES
    ]


@cache
def text_of(stem: str) -> str:
    return readers.read(FILES[stem]).text


def plain(value: object) -> object:
    """A value without widths and white space."""
    if isinstance(value, str):
        return "".join(fold(value).replace("\u200b", "").split())
    return tuple(plain(part) for part in value) if isinstance(value, list | tuple) else value


@cache
def said(text: str) -> Counter[tuple[object, ...]]:
    """The facts of a text: names, fields and quotes, without their places."""
    found = facts.to_json(facts.extract(document(text)))
    head = [("document", key, plain(value)) for key, value in found.pop("document").items()]
    found.pop("file")
    rows = (
        (kind, *((key, plain(value)) for key, value in row.items() if key not in PLACES))
        for kind, rows in found.items()
        for row in rows
    )
    return Counter((*head, *rows))


def same(stem: str, change: Callable[[str], str]) -> None:
    """A document says after `change` what it said before."""
    before, after = said(text_of(stem)), said(change(text_of(stem)))
    assert (list(before - after), list(after - before)) == ([], [])


FULL, HALF = "（），：；？！％", "(),:;?!%"


@pytest.mark.parametrize("stem", documents("widths"))
def test_widths_of_signs_change_no_fact(stem: str) -> None:
    """（市教育局牵头，…） or (市教育局牵头,…): all half, all full, and each for the other."""
    same(stem, lambda text: text.translate(str.maketrans(FULL, HALF)))
    same(stem, lambda text: text.translate(str.maketrans(HALF, FULL)))
    same(stem, lambda text: text.translate(str.maketrans(FULL + HALF, HALF + FULL)))


@pytest.mark.parametrize("stem", documents("some widths"))
@FEW
@given(sign=st.sampled_from(FULL))
def test_one_sign_in_the_other_width_changes_no_fact(stem: str, sign: str) -> None:
    """A typist mixes widths: one kind of sign is half-width, the others are not."""
    same(stem, lambda text: text.replace(sign, HALF[FULL.index(sign)]))


ITEM = re.compile(
    r"(?m)^(\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d{1,2}[.．]))\s*(?=[^\s\d])"
)
MARKED = re.compile(
    r"(?m)^(\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])[^。，\n]{2,40}(?:。|$))"
)


@pytest.mark.parametrize(
    "stem", [stem for stem in FILES if not stem.startswith("010")]
)  # it is wrapped already
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: ITEM.sub(r"\1\n", text), id="ordinals on lines of their own"),
        pytest.param(lambda text: MARKED.sub(r"<strong>\1</strong>", text), id="headings in tags"),
        pytest.param(lambda text: text.replace("\n", "<br/>"), id="line breaks as tags"),
        pytest.param(lambda text: re.sub(r"(?m)^(?=.)", "&nbsp;&nbsp;", text), id="spaces as entities"),
    ],
)
def test_what_a_page_leaves_in_a_text_changes_no_fact(stem: str, change: Callable[[str], str]) -> None:
    """Editors of web pages part ordinals from their words; crawls keep tags and entities."""
    same(stem, change)


def wrapped(text: str, width: int) -> str:
    """Every line of `text` broken after `width` characters."""
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line[i : i + width] for line in lines for i in range(0, max(len(line), 1), width))


@pytest.mark.parametrize("stem", documents("wrapped"))
@FEW
@given(data=st.data())
def test_line_breaks_after_any_width_change_no_fact(stem: str, data: st.DataObject) -> None:
    """Broken lines are joined again: `text` is the join of what is read, at whatever width it was broken."""
    width = data.draw(st.integers(20, 120).filter(lambda width: (stem, width) not in BREAKS))
    same(stem, lambda text: wrapped(text, width))


def test_widths_that_still_matter() -> None:
    """Once one does not, its line is taken out."""
    held = [key for key in BREAKS if said(wrapped(text_of(key[0]), key[1])) == said(text_of(key[0]))]
    assert held == []


@pytest.mark.parametrize("stem", documents("blank"))
def test_blank_lines_and_indents_change_no_fact(stem: str) -> None:
    """An empty line behind each line; spaces at the end of each and two wide ones in front of the next."""
    same(stem, lambda text: text.replace("\n", "\n\n"))
    same(stem, lambda text: text.replace("\n", " \n　　"))


@pytest.mark.parametrize("stem", documents("spaced"))
@FEW
@given(space=st.sampled_from([" ", "\u00a0", "\u200b"]))
def test_spaces_between_chinese_and_digits_change_no_fact(stem: str, space: str) -> None:
    """``到2025年`` or ``到 2025 年``, with any of the spaces that typists and browsers put there."""

    def change(text: str) -> str:
        pairs = zip(text, text[1:] + "\n", strict=True)
        return "".join(a + space if _han(a, b) or _han(b, a) else a for a, b in pairs)

    same(stem, change)


def _han(sign: str, digit: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff" and digit.isascii() and digit.isdigit()


FRONT = [
    "首页",
    "首页 > 政务公开 > 政策文件",
    "您当前的位置：首页 > 信息公开 > 规章文件",
    "您当前的位置：首页 > 信息公开 > 通知公告",
    "登录 | 注册",
    "无障碍浏览  长者模式",
    "浏览量：1234",
    "字号：大 中 小",
    "打印 关闭",
    "分享到：微信 微博 QQ空间",
    "发布时间：2024-05-06 10:20　来源：政府网",
    "繁體中文 | English",
    "政务公开\n政务服务\n互动交流\n数据开放",
]
BEHIND = [
    "扫一扫在手机打开当前页",
    "分享到：",
    "责任编辑：张三",
    "上一篇：关于公布2021年度考核结果的通知",
    "下一篇：没有了",
    "【打印本页】 【关闭窗口】",
    "登录 注册",
    "版权所有：某某网",
    "网站地图 | 联系我们 | 关于本站",
    "京ICP备05070218号　网站标识码bm01000001",
]


@pytest.mark.parametrize("stem", documents("noise"))
@FEW
@given(
    front=st.lists(st.sampled_from(FRONT), min_size=1, unique=True),
    behind=st.lists(st.sampled_from(BEHIND), min_size=1, unique=True),
)
@example(front=FRONT, behind=BEHIND)
def test_the_page_around_a_document_changes_no_fact(stem: str, front: list[str], behind: list[str]) -> None:
    """Menus, counters, buttons and links in front of a document and behind it."""
    same(stem, lambda text: "\n".join(front) + "\n\n" + text + "\n\n" + "\n".join(behind) + "\n")


PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>某市人民政府</title></head><body>
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/zw">政务公开</a></li><li><a>登录</a></li><li><a>注册</a></li></ul>
<div class="position">您当前的位置：<a href="/">首页</a> &gt; <a href="/zc">政策文件</a></div>
<div class="content"><div class="info">浏览量：<span>123</span> 字号：<a>大</a> <a>中</a> <a>小</a></div>
<div class="article">%s</div><div class="share">分享到：<a>微信</a> <a>微博</a></div><p>扫一扫在手机打开当前页</p></div>
<div class="footer"><p>版权所有：某市人民政府办公室</p><p>网站标识码：4400000001</p></div></body></html>"""


@pytest.mark.parametrize("stem", documents("saved page"))
def test_a_saved_page_says_what_its_text_says(stem: str, tmp_path: Path) -> None:
    """Each line a paragraph of a web page with menus, a trail of links, buttons and a foot."""
    lines = (escape(line.strip()) for line in text_of(stem).split("\n"))
    path = tmp_path / "page.html"
    path.write_text(PAGE % "\n".join(f"<p>　　{line}</p>" for line in lines if line), encoding="utf-8")
    same(stem, lambda _: readers.read(path).text)


@pytest.mark.parametrize("stem", documents("counters"))
@FEW
@given(
    counter=st.sampled_from(
        ["浏览量：1234", "发布时间：2024-05-06 10:20　来源：政府网", "字号：大 中 小　打印"]
    )
)
def test_counters_between_title_and_text_change_no_fact(stem: str, counter: str) -> None:
    """Many a page has a line of its own below the first line of the title."""
    first = next(line for line in text_of(stem).split("\n") if line.strip())
    same(stem, lambda text: text.replace(first, f"{first}\n{counter}", 1))


def paged(text: str, mark: str) -> str:
    """`text` with a mark (``— 3 —``) behind every 22nd line."""
    lines = text.split("\n")
    return "\n".join(f"{line}\n{mark}" if i % 22 == 21 else line for i, line in enumerate(lines))


@pytest.mark.parametrize("stem", documents("pages"))
@FEW
@given(mark=st.sampled_from(["— 3 —", "-3-", "第 3 页 共 9 页"]))
def test_page_numbers_inside_a_text_change_no_fact(stem: str, mark: str) -> None:
    """A quote may run over the foot of a page; nothing else of a fact takes it in."""
    text = wrapped(text_of(stem), 37)
    before, after = _unquoted(text), _unquoted(paged(text, mark))
    assert (list(before - after), list(after - before)) == ([], [])


def _unquoted(text: str) -> Counter[tuple[object, ...]]:
    return Counter(
        tuple(part for part in row if not (isinstance(part, tuple) and part[:1] == ("quote",)))
        for row in said(text).elements()
    )


@pytest.mark.parametrize("stem", documents("line ends"))
def test_line_ends_and_encodings_change_nothing_at_all(stem: str, tmp_path: Path) -> None:
    r"""``\r\n`` and ``\r`` for ``\n``, a byte-order mark, UTF-16: the same text, so the same places too."""
    text = text_of(stem)
    for name, data in {
        "crlf": text.replace("\n", "\r\n").encode(),
        "cr": text.replace("\n", "\r").encode(),
        "mark": text.encode("utf-8-sig"),
        "wide": text.encode("utf-16"),
        "gb": text.encode("gb18030"),
    }.items():
        path = tmp_path / f"{name}.txt"
        path.write_bytes(data)
        assert readers.read(path).text == text


SIGNS = (
    "一二三四五十百章条款（）()、.．0123456789\n\n\t 。，：；《》〔〕〈〉<>【】“”#*|%—-附件关于通知的市省县区局委办"
    "教育财政牵头负责配合责任单位年月日底前到每达以上不低于万元个建设推广学习三明经验根据贯彻国发号第分别同时废止等按职责工完成时限"
)
PIECES = [
    "关于印发《某市办法》的通知",
    "（市教育局牵头，市财政局配合）",
    "责任单位：市教育局、市财政局\n",
    "到2025年，",
    "达到90%以上",
    "国发〔2019〕4号",
    "附件1\n",
    "一、",
    "（一）",
    "第一条 ",
    "学习推广三明医改经验",
    "各县（市、区）人民政府：\n",
    "2023年5月1日\n",
    "某市人民政府\n",
    "分别给予10万元、5万元",
    "部门\t职责\t完成时限\n",
    "列第一位者为牵头单位，下同",
]
TEXTS = st.one_of(
    st.text(max_size=200),
    st.text(alphabet=SIGNS, max_size=300),
    st.lists(
        st.one_of(st.sampled_from(PIECES), st.text(alphabet=SIGNS, max_size=12), st.text(max_size=4)),
        max_size=25,
    ).map("".join),
)


@MANY
@given(text=TEXTS)
@example(text="")
@example(text="\ud800".encode("utf-8", "replace").decode())
@example(text="责任单位：市\n科委）\n")
@example(text="一、甲：\n|<!-- image -->|乙|\n|丙|丁|\n")
@example(text="国发〔\n2020\n〕\n5\n号\n<b>3</b>\n甲\n乙\n丙\n丁\n<b>4</b>\n戊\n")
@example(
    text="类别\n行业\n—\n时间\n更多\n甲市财务办法\n第一章 总 则    第一条 为规范管理，制定本办法。    第二条 "
    + "电子票据是以数字信息代替纸质文件，" * 16
)
@example(text=f"序号\t任务\t单位\n一、清理\n{'9' * 5000}\t清理\t市财政局\n")
@example(text="自\n2021\n年\n6\n月起，规模为\n50\n万千瓦。\n\u2002\n国发〔\n2020\n〕\n5\n号。\n")
def test_no_text_raises_and_every_quote_stands_at_its_place(text: str) -> None:
    """Whatever the text: facts come out, none is empty, and each is the characters at its place."""
    found = facts.extract(document(text))
    for fact in found.facts():
        assert fact.quote
        assert fact.quote == text[fact.start : fact.end]
    assert facts.to_json(found)["document"]


@pytest.mark.parametrize("stem", documents("quotes"))
@FEW
@given(width=st.integers(20, 60))
def test_quotes_stand_at_their_places_in_broken_documents(stem: str, width: int) -> None:
    """`text[start:end]` is the quote, and there is something in it, wherever the lines are broken."""
    text = wrapped(text_of(stem), width)
    for fact in facts.extract(document(text)).facts():
        assert fact.quote.strip()
        assert fact.quote == text[fact.start : fact.end]


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
@settings(MANY, max_examples=40)
@given(data=st.one_of(st.binary(max_size=300), TEXTS.map(lambda text: text.encode("utf-8", "replace"))))
def test_no_bytes_raise_anything_but_an_error_of_ours(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, data: bytes
) -> None:
    """A file of any bytes is read, or refused with a sentence that names it."""
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(data)
    assert _refusal(path) in (None, path.name)


def _refusal(path: Path) -> str | None:
    """The name of the file where a reader refuses it and says which; None where it is read."""
    try:
        facts.extract(readers.read(path))
    except KgError as error:
        return path.name if path.name in str(error) else str(error)
    return None


TABLES = ["targets", "responsibilities", "adoptions", "deadlines", "citations"]


@pytest.mark.parametrize("table", TABLES)
def test_what_stands_in_front_in_the_same_clause_raises_nothing(table: str) -> None:
    """A rule that looks at what another sentence said has to hold behind any of them, on one line."""
    lines = [_one_line(case) for case in cases(table)]
    for before, line in zip(lines[-1:] + lines, lines, strict=False):
        facts.extract(document("，".join((before, line, line))))


@pytest.mark.parametrize(
    "cell", ["每月15日前报送上月统计报表", "约20分钟以内完成办理工作", "15（含）个百分点以上并保持"]
)
def test_words_behind_the_number_of_a_cell_raise_nothing(cell: str) -> None:
    """A cell with a number and more words than a unit has gives no target, or one."""
    assert len(facts.extract(document(f"指标 | 周期 | 2030年\n- | P1M | {cell}")).targets) <= 1


def test_a_long_list_of_grants_raises_nothing() -> None:
    """What each takes from the one in front is no chain of calls."""
    facts.extract(document("全年招商引资到位资金300亿元以上，其中外资3亿美元，" * 2000))


def _one_line(case: dict[str, Any]) -> str:
    return str(case["text"]).replace("\n", "")


# Places in a document and others of equal length and rank: what a text says does not hang on whose it is.
ELSEWHERE = {
    "gaoming-2023": {"佛山": "惠州", "高明": "惠阳"},
    "qijiang-2022": {"重庆": "上海", "綦江": "青浦"},
    "yulin-2018": {"榆林": "宝鸡", "陕西": "甘肃"},
    "006_hainan_fujian3_ertong_2025": {"海南": "贵州"},
    "012_qinghai_teshu_yaopin_2023": {"青海": "甘肃", "西宁": "兰州"},
    "008_shanghai_keji_fuwuye_2025": {"上海": "天津"},
    "010_pingshan_shuzi_jingji_2023": {"深圳": "珠海", "坪山": "香洲"},
}


@pytest.mark.parametrize("stem", ELSEWHERE)
def test_the_same_words_of_another_region_are_the_same_facts(stem: str) -> None:
    """Kinds, rules and spans of facts, provisions with their tasks; names and codes are the other region's."""
    text = text_of(stem)
    other = re.sub("|".join(ELSEWHERE[stem]), lambda name: ELSEWHERE[stem][name.group()], text)
    assert other != text
    assert _spans(other) == _spans(text)


def _spans(text: str) -> list[tuple[object, ...]]:
    found = facts.extract(document(text))
    parts = [(row.id, row.label, row.start, row.end, row.task) for row in found.provisions]
    return parts + [(type(fact).__name__, fact.rule, fact.start, fact.end) for fact in found.facts()]
