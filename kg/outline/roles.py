"""What single lines are: a 文号, a date, page furniture, an annotation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from kg.lexicon import Section
from kg.outline.line import Line

_YEAR = r"(?:\d{4}|[一二三四五六七八九〇○零OoＯ０0\u039f\u03bf\u041e\u043e]{4})"  # the last four are zeros too: Greek and Cyrillic letters
_DAY = r"(?:\d{1,2}|[一二三四五六七八九十〇○元]{1,3})"
CALLS = frozenset("？！")  # what a headline may end with
DATE = re.compile(rf"{_YEAR}年{_DAY}月{_DAY}日")
_BLANK = re.compile(rf"{_YEAR}年(?:{_DAY})?月(?:{_DAY})?日")  # a date not filled in: 二〇二四年 月 日
NUMBER = re.compile(
    r"[\u4e00-\u9fff（）A-Za-z]{1,24}?第?[〔\[【（](?:19|20)\d\d[〕\]】）]第?[综文地]?\d{1,5}号"
)
# as it was written until the nineties: (98)卫字第66号
OLD = re.compile(
    r"[〔\[【（](?P<year>\d\d|19\d\d)[〕\]】）](?P<agency>[\u4e00-\u9fff]{2,10})第(?P<serial>\d{1,5})号"
)
_NO_CODE = re.compile(r"[〔\[【（](?:19|20)\d\d[〕\]】）]第?\d{1,5}号")  # 〔2019〕第4号
ORDER = re.compile(
    r"(?:[\u4e00-\u9fff]{2,30}令?|(?:[\u4e00-\u9fff]{2,40}(?:公告|通告|令))?(?:19|20)\d\d年)?第?[\d一二三四五六七八九十百零〇]{1,5}号"
)
_AMONG = re.compile(
    r"(?:^|\s)(?P<number>[\u4e00-\u9fff（）A-Za-z]{1,24}\s?第?[〔\[【（]\s?(?:19|20)\d\d\s?[〕\]】）]\s?第?\s?[综文地]?\d{1,5}\s?号)(?=\s|$)"
)
_NOTE = re.compile(r"（[^（）]{2,110}(?:（[^（）]*）[^（）]*)*）")
# … in which a law says when it was passed and amended, with all that amended it
_AMENDED = re.compile(rf"（{DATE.pattern}[^（）]{{8,1200}}(?:（[^（）]*）[^（）]*)*）")
ATTACHES = "附"  # what both of these begin with
ATTACHED = re.compile(r"附(?:件|表|录|图)[\d一二三四五六七八九十]{0,3}(?:[-—]\d{1,2})?：?")
ATTACHMENTS = re.compile(
    r"附(?:件|表)?[\d一二三四五六七八九十]{0,2}：(?=.)|附件\d{1,2}[.、](?=\D)|附(?:件|表)?：$|附件[一-龥]{2}：$"
)
DATED = frozenset("日号（）")  # what a date or a 文号 on its own line ends with
_LINKS = re.compile("[|｜〉>»→/]")  # what no trail of links is without
_BAR = "|"  # around the cells of a row
_MENU = 24  # characters of a row that may be a menu
_CLOSED = frozenset("）〉》")  # what may stand behind a kind of document
_NOTICE = 240  # characters of what a copy says of itself
_LONGEST_DATE = 15
_FRONT_LINES = 40  # in which addressees stand below a title
_SHORT = 60
_NUMBER = _SHORT + 2  # … with brackets around it
IMPRINT = 150  # characters: nothing that is longer is an imprint
_DISCLOSURE = 30  # characters of one
_SIGNED = re.compile(
    rf"(?:[^，。；：、（《]|（[^（）]{{1,6}}）|（[^（）]{{2,24}}章）){{3,50}}(?<![至到—~-]){_YEAR}年{_DAY}月{_DAY}日"
)


def lonely(lines: Sequence[Line], words: Section) -> list[bool]:
    """Which of `lines` are never joined to others; among them addressees below a title as wide as they are."""
    heads = signs(words, "annotation") | {ATTACHES}
    found = [
        line.columns
        or line.cells
        or (line.bare[-1] == _BAR and line.bare[0] == _BAR)
        or (line.bare[-1] in DATED and len(line.bare) <= _NUMBER and _dates_or_numbers(line))
        or (line.bare[0] in heads and line.ordinal is None and _annotates_or_attaches(line, words))
        for line in lines
    ]
    for index, (title, line) in enumerate(pairwise(lines[:_FRONT_LINES]), 1):
        if line.text[-1] == "：" and not found[index]:
            found[index] = _is_addressed(title, line, words)
    return found


def is_alone(line: Line, above: Line | None = None, *, words: Section) -> bool:
    """Whether a line is never joined to others: a row of a table, a date, a 文号, ``责任单位：市科委``, ``附件``.

    Nor is it to a title `above` where it says whom that is for: ``各区人民政府，市政府各部门：``.
    """
    addressed = above is not None and line.text[-1] == "：" and _is_addressed(above, line, words)
    return addressed or lonely((line,), words)[0]


def _is_addressed(title: Line, line: Line, words: Section) -> bool:
    """Whether a line names whom the title above it is for."""
    return names_genre(title.text, words) and words.patterns["addressee"].search(line.text) is not None


def _dates_or_numbers(line: Line) -> bool:
    return is_date(line.bare) or is_number(line)


def _annotates_or_attaches(line: Line, words: Section) -> bool:
    return is_annotation(line, words) or bool(ATTACHED.fullmatch(line.bare))


def is_number(line: Line) -> bool:
    """``明府办函〔2023〕40号`` on a line of its own, or the number of an order (``第743号``)."""
    bare = line.bare
    if bare[-1:] not in DATED:
        return False
    if bare[-1] == "）":
        if bare[0] != "（":
            return False  # 某县人民政府公告（某征告〔2022〕4号）: a title
        bare = bare.strip("（）")
    if len(bare) > _SHORT or not bare.endswith("号"):
        return False
    return bool(
        NUMBER.fullmatch(bare) or ORDER.fullmatch(bare) or _NO_CODE.fullmatch(bare) or OLD.fullmatch(bare)
    )


def is_date(text: str) -> bool:
    """``2023年2月24日``, ``（一九九七年四月八日）`` and nothing else (white space taken out), but for a note: ``（此件公开）``."""
    if text[-1:] not in DATED:
        return False
    if len(text) > _LONGEST_DATE:
        text = text[: max(0, text.find("（", 1, _LONGEST_DATE))] if text[-1] == "）" else ""
    text = text.removeprefix("（").removesuffix("）")
    return text.endswith("日") and bool(DATE.fullmatch(text) or _BLANK.fullmatch(text))


def is_note(line: Line, words: Section) -> bool:
    """``（此件公开发布）``, ``（民政部 一九九七年一月二十八日）``, ``2018年7月27日 某市人民代表大会常务委员会第五次会议通过``."""
    bare = line.bare
    if bare[0] == "（":
        return bare[-1] == "）" and bool(_NOTE.fullmatch(bare) or _AMENDED.fullmatch(bare))
    return is_enacted(bare, words)


def is_enacted(bare: str, words: Section) -> bool:
    """``2018年7月27日某市人民代表大会常务委员会第五次会议通过``: who passed a text and when."""
    begins = bare[0].isdecimal() or bare[0] in signs(words, "passed_on")
    return begins and bool(words.patterns["enacted_line"].fullmatch(bare))


def is_history(line: Line, words: Section) -> bool:
    """``（2006年…通过 根据…《…的决定》修正）``, ``根据2020年5月1日《…关于修改〈…〉的决定》修正``: it names what amended the text."""
    bare = line.bare
    if "《" not in bare or not bare.endswith(words.words["history_end"]):
        return False
    if bare[0] == "（" and bare[-1] == "）" and (_AMENDED.fullmatch(bare) or _NOTE.fullmatch(bare)):
        return bool(DATE.search(bare))
    return is_enacted(bare, words) or bool(words.patterns["amended_line"].fullmatch(bare))


def is_masthead(text: str, words: Section) -> bool:
    """``某市人民政府文件``, and not ``市政府文件`` of a menu."""
    found = words.patterns["masthead"].match(text)
    if found is None or words.patterns["at_home"].search(text):
        return False
    return words.patterns["body_end"].search(found["body"]) is not None


def is_disclosure(line: Line, words: Section) -> bool:
    """``（此件公开发布）``, ``(此件删减后公开)``: nobody's text, wherever it stands."""
    bare = line.bare
    return bare[0] == "（" and len(bare) <= _DISCLOSURE and bool(words.patterns["disclosure"].match(bare))


def is_annotation(line: Line, words: Section) -> bool:
    """``责任单位：市科委`` on a line of its own."""
    bare = line.bare
    return bare[:1] in signs(words, "annotation") and bool(words.patterns["annotation_head"].match(bare))


@cache
def signs(section: Section, name: str) -> frozenset[str]:
    """What a line that opens with a word of a list, or with such a word in a bracket, begins with."""
    return frozenset(word[0] for word in section.words[name]) | frozenset("【〔（")


@cache
def entire(section: Section, name: str) -> frozenset[str]:
    """The words of a list that are lines by themselves, to be looked up."""
    return frozenset(section.words[name])


def is_body(line: Line, words: Section) -> bool:
    """``市卫健委`` alone on a line: a cell of a table, not a piece of a sentence."""
    bare = line.bare
    return len(bare) <= _SHORT // 2 and all(
        words.patterns[name].search(bare) for name in ("at_home", "body_end")
    )


def is_furniture(line: Line, words: Section) -> bool:
    """``浏览量: 时间:2018-07-13``, ``扫一扫在手机打开当前页``: short, and opening as furniture does."""
    bare = line.bare
    if bare in entire(words, "furniture_line"):
        return True
    if is_notice(line, words):
        return True
    if len(bare) > 2 * _SHORT:
        return False
    if is_trail(line, words) or words.patterns["visitor"].search(bare):
        return True
    return (
        len(bare) <= _SHORT and bare[-1] not in "。；" and bool(words.patterns["furniture_head"].match(bare))
    )


def is_notice(line: Line, words: Section) -> bool:
    """``本文转载自某市政府网，仅供参考。``: what a copy says of itself, in front of the document or behind it."""
    return len(line.bare) <= _NOTICE and bool(words.patterns["of_copy"].match(line.bare))


def is_trail(line: Line, words: Section) -> bool:
    """``首页 > 信息公开 > 通知公告``, ``繁體中文 | English``: links in a row."""
    bare = line.bare
    if line.columns and (len(bare) > _MENU or any(sign.isdecimal() for sign in bare)):
        return False  # 婴儿死亡率 | ‰ | 3.2 | 3.0
    may = _LINKS.search(bare) or bare.endswith(words.words["menu_end"])
    return bool(may) and bool(words.patterns["trail"].search(bare))


def ends_page(line: Line, words: Section) -> bool:
    """``相关报道：``: behind it nothing of the document comes any more."""
    head = words.patterns["page_end"] if len(line.bare) <= 20 else words.patterns["disclaimer"]
    return bool(head.match(line.bare))


def number_in(line: Line) -> tuple[int, int] | None:
    """Where in a short line a 文号 stands between spaces: ``主动公开    明府办函 〔2023〕 40号``."""
    if len(line.text) > 2 * _SHORT or "号" not in line.text:
        return None
    found = _AMONG.search(line.text)
    if found is None or found.span("number") == (0, len(line.text)):
        return None
    apart = found["number"][1:2].isspace() or found["number"][1:2] in "〔[【（"
    if apart and found.start() and NUMBER.fullmatch(line.bare) and line.text[1:2].isspace():
        return None  # its signs stand apart
    start, end = found.span("number")
    rest = line.text[:start] + line.text[end:]
    return None if any(mark in rest for mark in "，。；\t|") else (start, end)  # a sentence, a row of a table


def date_before(line: Line, end: int) -> tuple[int, int] | None:
    """Where in front of a 文号 the date of a document stands alone: ``2001年12月5日  财建〔2003〕215号``."""
    front = line.text[:end].rstrip()
    start = len(front) - len(front.lstrip())
    return (start, len(front)) if is_date("".join(front.split())) else None


def date_behind(line: Line, start: int) -> tuple[int, int] | None:
    """Where behind a 文号 it stands alone: ``皖政办〔2021〕13号　　2021年9月18日``."""
    rest = line.text[start:]
    begin = start + len(rest) - len(rest.lstrip())
    return (begin, len(line.text.rstrip())) if is_date("".join(rest.split())) else None


def signs_with_date(text: str, words: Section) -> bool:
    """``佛山市高明区人民政府办公室 2023年2月24日`` on one line, or who signs an order: ``部长：张三 2011年1月12日``."""
    if len(text) > _SHORT or text[-1:] not in DATED:
        return False
    return bool(_SIGNED.fullmatch(text) or ("：" in text and words.patterns["chief_signs"].fullmatch(text)))


def is_imprint(text: str, words: Section) -> bool:
    """``抄送：市委各部门。``, ``佛山市高明区人民政府办公室2023年2月24日印发``."""
    if len(text) > IMPRINT:
        return False
    heads, tails = _imprint_signs(words)
    if text[-1] in tails and text.endswith(words.words["imprint_end"]):
        return bool(words.patterns["imprinted"].search(text) or words.patterns["imprint"].match(text))
    return (text[0] in heads or text[0].isdecimal()) and bool(words.patterns["imprint"].match(text))


@cache
def _imprint_signs(words: Section) -> tuple[frozenset[str], frozenset[str]]:
    return signs(words, "imprint_head"), frozenset(word[-1] for word in words.words["imprint_end"])


def is_running(text: str, words: Section) -> bool:
    """Whether a paragraph is surely running text: too long to be anything else, or with a comma and no sign of an imprint."""
    if len(text) > IMPRINT or "，" not in text:
        return len(text) > IMPRINT and text[0] != ATTACHES
    heads, tails = _imprint_signs(words)
    return not (text[0] in heads or text[0] == ATTACHES or text[0].isdecimal() or text[-1] in tails)


@cache
def genre_ends(words: Section) -> frozenset[str]:
    """The signs that a kind of document ends with, with a bracket behind it or not."""
    return frozenset(word[-1] for word in words.words["genre"]) | _CLOSED


def names_genre(text: str, words: Section) -> bool:
    """Whether a line ends in a kind of document: ``…实施方案（试行）``."""
    if text[-1:] not in genre_ends(words):
        return False
    if text.endswith(words.words["genre"]):
        return True
    return text[-1] in _CLOSED and bool(
        words.patterns["genre_end"].search(text) or words.patterns["order_about"].match(text)
    )
