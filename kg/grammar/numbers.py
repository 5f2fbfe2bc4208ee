"""The grammar of 文号 in folded text, read outwards from its brackets and year: 国办发〔2016〕26号, 国务院令第45号.

Reads any folded text; yields where numbers stand and their normal form. A number's agency code is the run of Chinese
characters and letters in front of the year; where running text stands in front of it, `stops` says where it begins.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

_LONGEST_CODE = 24
# 〔2016〕26号, [2015]103号, „2009‟3号, （2020）第01号, 【2021】5号, 〔2019〕3-5号, 〔1997〕综033号; the last 号 is sometimes forgotten
# inside a bracket
_YEAR = re.compile(
    r"[〔\[【（﹝„“‘「{]((?:19|20)\d\d)年?[〕\]】）﹞‟”’」}](?:第|字)?([综文地]?\d{1,5}(?:[-—]\d{1,4})?)(?:号|(?=[）】，]))"
)
# 令第45号, 令（第45号）, 令2018年第3号, 公告2023年第20号, 第45号令, 2023年第20号公告
_ORDER = re.compile(
    r"(?:令|公告|通告)（?(?:(?:19|20)\d\d年)?第?(?:\d{1,5}|[〇零一二三四五六七八九十百]{1,6})号）?"
    r"|(?:(?:19|20)\d\d年)?第(?:\d{1,5}|[〇零一二三四五六七八九十百]{1,6})号(?:令|公告|通告)"
    r"|(?<=（)(?:19|20)\d\d年第\d{1,5}号(?=[，）])"
    r"|(?<=[部委局署会院府行厅])\d{1,4}号令"
)
# 国务院第711号令 is 国务院令第711号, 财政部87号令 财政部令第87号
_TURNED = re.compile(r"(.*号)(令|公告|通告)")
_ORDERS = ("令", "告", "年第")
_LONGEST_JOINT = 60
_JOINT = re.compile(r"（((?:[\u4e00-\u9fff]{2,20}、)+)$")  # （生态环境部、公安部令第23号）
_CODE = re.compile(r"[\u4e00-\u9fffA-Za-z]*")


class Number(NamedTuple):
    """A 文号 in folded text: ``text[start:end]``, and how it is written in normal form (国办发〔2016〕26号)."""

    start: int
    end: int
    value: str


def numbers(
    text: str,
    stops: re.Pattern[str] | None = None,
    start: int = 0,
    end: int | None = None,
    taken: Sequence[tuple[int, int]] = (),
) -> list[Number]:
    """Every number in ``text[start:end]``, in order: ``根据国发〔2016〕1号`` with stops ``根据`` → 国发〔2016〕1号.

    One that reaches into a span of `taken` is left out.
    """
    limit = len(text) if end is None else end
    known = _taken(taken)
    found = _dated(text, stops, start, limit, known)
    if text.find("号", start, limit) >= 0:
        for word in _ORDERS:
            if text.find(word, start, limit) >= 0:
                found += _orders(text, stops, start, limit)
                found.sort(key=_start)
                break
    return [number for number in found if known.frees(number.start, number.end)] if taken else found


def _start(number: Number) -> int:
    return number.start


class _Taken(NamedTuple):
    """Spans that are names already: where each begins, in order, and how far those up to it reach."""

    starts: Sequence[int]
    reach: Sequence[int]

    def frees(self, start: int, end: int) -> bool:
        """Whether none of them meets ``text[start:end]``."""
        place = bisect_left(self.starts, end)
        return not place or self.reach[place - 1] <= start


def _taken(spans: Sequence[tuple[int, int]]) -> _Taken:
    ordered = sorted(spans)
    return _Taken([low for low, _ in ordered], list(accumulate((high for _, high in ordered), max)))


def _dated(text: str, stops: re.Pattern[str] | None, start: int, end: int, taken: _Taken) -> list[Number]:
    found: list[Number] = []
    floor = start
    for match in _YEAR.finditer(text, start, end):
        if not taken.frees(match.start(), match.end()):  # most, where names were read before
            floor = match.end()
            continue
        begin = _begin(text, floor, match.start(), stops)
        floor = match.end()
        if match.start() - begin >= 2:
            value = f"{text[begin : match.start()]}〔{match[1]}〕{match[2]}号"
            found.append(Number(begin, match.end(), value))
    return found


def _orders(text: str, stops: re.Pattern[str] | None, start: int, end: int) -> Iterator[Number]:
    for match in _ORDER.finditer(text, start, end):
        begin = _begin(text, start, match.start(), stops)
        if text[begin - 1 : begin] == "、":
            joint = _JOINT.search(text, max(0, start - 1, begin - _LONGEST_JOINT), begin)
            begin = joint.start(1) if joint else begin
        agency, order = text[begin : match.start()], re.sub("[（）]", "", match[0])
        turned = _TURNED.fullmatch(order) if agency else None
        first = "" if "第" in order else "第"
        value = agency + (f"{turned[2]}{first}{turned[1]}" if turned else order)
        stray = match[0].endswith("）") and "（" not in match[0]  # …规程（应急管理部令第17号）
        yield Number(begin, match.end() - stray, value)


def _begin(text: str, floor: int, end: int, stops: re.Pattern[str] | None) -> int:
    """Where the agency code that ends at `end` begins: behind the last stop word of the run in front."""
    low = max(floor, end - _LONGEST_CODE)
    run = _CODE.match(text[low:end][::-1])  # read backwards from the year
    begin = end - (run.end() if run else 0)
    if text[begin - 1 : begin].isdigit() and text[begin] in "年月日":  # （2016年12月1日市政府令第2号发布）
        begin += 1
    if stops is None:
        return begin
    # a stop may look ahead: 国务院 ends in front of 国发, not in front of 令
    ends = [match.end() for match in stops.finditer(text, begin, end + 2) if match.end() <= end]
    return ends[-1] if ends else begin
