"""The ordinals that provisions open with: 一、 （一） 1． （1） ① 第一章 第三条 第一部分 1.1.

`match` looks at the head of a folded line (white space kept) and gives style and numbers, or None: a figure (1.5倍), a
year (2018年) or a run of classes (二、三级医院) is no ordinal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

PART, CHAPTER, SECTION, ARTICLE = "part", "chapter", "section", "article"
CHINESE, CHINESE_BRACKET, ARABIC, DECIMAL = "一、", "（一）", "1.", "1.1"
ARABIC_BRACKET, ARABIC_HALF, CIRCLED = "（1）", "1）", "①"

# From the outside to the inside; an ordinal of a smaller rank closes those of a greater one.
RANK = {
    PART: 0,
    CHAPTER: 1,
    SECTION: 2,
    ARTICLE: 3,
    CHINESE: 4,
    CHINESE_BRACKET: 5,
    ARABIC: 6,
    DECIMAL: 6,
    ARABIC_BRACKET: 7,
    ARABIC_HALF: 8,
    CIRCLED: 9,
}
INSIDE = frozenset((ARABIC, ARABIC_BRACKET, ARABIC_HALF, CIRCLED))  # that may stand in running text
_NOUNS = {"部": PART, "编": PART, "篇": PART, "章": CHAPTER, "节": SECTION, "条": ARTICLE}
_SIGNS = "零一二三四五六七八九"
_DIGITS = {sign: value for value, sign in enumerate(_SIGNS)} | {"〇": 0, "○": 0, "两": 2}

_CN = r"[一二三四五六七八九十百零〇○]\s?(?:[一二三四五六七八九十百零〇○]\s?){0,5}"
# classes that go on from an ordinal: 二、|三级医院, not 七、|二级以上医院
_FOLLOWING = [f"(?<={one}[、.]){after}" for one, after in pairwise("一二三四五六七八九十")]
_RUN = f"(?:{'|'.join(_FOLLOWING)})[、级类线期次等年季月个项产档批]"
# what is counted, and no word that begins as it does: 1.3分 is a figure, 1.3分级 an ordinal
_UNITS = (
    "[万亿倍米千百张]|个(?![人体别案])|元(?![旦素件])|公(?![共众开安示告布路交])|成(?![员立果效本])"
    "|分(?![类级工布析期组区片阶步别配支散管])|人(?![员民才口力事大工文身])"
)
_COUNTED = "[年月日号项条家名天种次所届期秒点吨亩套辆台座处户批轮周岁株头只]"  # … of 12.345户
_ORDINAL = re.compile(
    rf"第\s*(?P<of>{_CN}|(?:\d\s?){{1,3}})(?P<noun>部\s?分|[编篇章节条])(?![例款项件]|[的之第和至到]\S|规定|所[称列规指述涉]|、[\s第一二三四五六七八九十\d])、?"
    rf"|(?P<cn>{_CN})(?:[、.]\s*(?!(?!一|(?P=cn)\S){_RUN})|，(?=\S{{2,}})|(?=\s{{2}}(?![OoО○〇零])\S)|(?=\s[\u4e00-\u9fff、]{{3,20}}$))"
    rf"|[（〔\[【]\s*(?P<cnb>{_CN})、?\s*[）〕\]】][、.]?"
    rf"|(?P<cnh>{_CN})）(?=[\u4e00-\u9fff《“]{{2}})(?![的和与及或等、])"
    rf"|(?P<dec>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})(?:[、.\s]\s*(?=[\u4e00-\u9fff《“【])|(?=[\u4e00-\u9fff《“【])(?!{_UNITS})) *"
    rf"|(?P<ar>[1-9]\d{{0,2}}|[1-9]\s\d(?=\s?[、.]))(?:\s{{0,4}}[、.](?:(?![\da-z])|(?=[3-6]G(?![A-Za-z]))|(?=\d{{3,5}}(?!{_UNITS}|{_COUNTED})[\u4e00-\u9fff]{{2}}))|\s?[.、](?=20\d\d\s?年)|[、.](?=\s+\d)|[。，](?=[\u4e00-\u9fff“《]{{2}}))"
    r"|（\s*(?P<arb>[1-9](?:\s?\d){0,2})\s*）[、.]?"
    r"|(?P<arh>[1-9]\d?)\s?）"
    r"|(?P<circ>[①-⑳])[、.]?"
    r"|(?P<par>[⑴-⒇])[、.]?"
    r"|(?P<dot>[⒈-⒛])[、.]?"
)
_CHAPTER = re.compile(
    r"(\d{1,2})(?:\s+[\u4e00-\u9fff“《（][^，。；：]{1,30}"
    r"|(?![年月日号个项条家名人天元万亿种类级次所届期分秒点千百米公吨亩套辆台座处户批轮周倍成大度岁株头只])[\u4e00-\u9fff][\u4e00-\u9fff、（）]{1,19})"
)
# of a document: （98）卫字第66号
_OLD_NUMBER = re.compile(r"（\d\d(?:\d\d)?）\s?[\u4e00-\u9fff]{2,10}第\s?\d{1,5}\s?号")
_NUMBER_END = "号"
_NUMERALS = frozenset("一二三四五六七八九十百零〇○")
_FIGURES = frozenset("0123456789")
_POINTS = frozenset("、.")
_SINGLE = frozenset(map(chr, range(0x2460, 0x249C)))  # ordinals of one sign: ① ⑴ ⒈
HEADS = frozenset("第一二三四五六七八九十（〔[【") | _FIGURES | _SINGLE


@dataclass(frozen=True, slots=True)
class Ordinal:
    """An ordinal at the head of a line: `width` is its length in the line without white space."""

    style: str
    numbers: tuple[int, ...]
    width: int

    @property
    def number(self) -> int:
        """The last of its numbers: 3 for 2.1.3."""
        return self.numbers[-1]


def match(line: str) -> Ordinal | None:
    """The ordinal that a folded line opens with: ``（十一）加强监测`` → （一）, 11."""
    return opening(line, line[0]) if line[:1] in HEADS else None


def opening(line: str, head: str) -> Ordinal | None:
    """As `match`, of a line that opens with the sign `head` of HEADS.

    Nine in ten are printed plainly and stand in front of a word: a table tells them in a third of the time.
    """
    second = line[1:2]
    if "\u4e00" <= second <= "\u9fff" and second not in _NUMERALS and head not in _SINGLE:
        return None  # 一是, （责任单位
    if head in _FIGURES:
        if line[:4].isdecimal():  # a year
            return None
        end = 2 if second in _POINTS else 3
    else:
        end = line.find("）" if head == "（" else "、", 1, _PLAIN_MOST) + 1
    if head == "（" and line[-1] == _NUMBER_END and _OLD_NUMBER.fullmatch(line):
        return None
    plain = _PLAIN.get(line[:end])
    if plain is not None and "\u4e00" <= line[end : end + 1] <= "\u9fff" and line[end] not in _NUMERALS:
        return plain
    found = _ORDINAL.match(line)
    if found is None:
        return None
    kind = str(found.lastgroup)
    return _read(kind, found.group(kind), found.group(), found["of"])


@lru_cache(maxsize=2000)
def _read(kind: str, value: str, printed: str, of: str | None) -> Ordinal:
    """The ordinal in what has been found of a `kind`; documents print the same ones again and again."""
    width = len("".join(printed.split()))
    if kind == "noun":
        return Ordinal(_NOUNS[value[0]], (number("".join((of or "").split())),), width)
    if kind in ("cn", "cnb", "cnh"):
        return Ordinal(CHINESE if kind == "cn" else CHINESE_BRACKET, (number(value),), width)
    if kind == "dec":
        return Ordinal(DECIMAL, tuple(int(part) for part in value.split(".")), width)
    if kind in ("circ", "par", "dot"):
        base, style = {"circ": (0x245F, CIRCLED), "par": (0x2473, ARABIC_BRACKET), "dot": (0x2487, ARABIC)}[
            kind
        ]
        return Ordinal(style, (ord(value) - base,), width)
    style = {"ar": ARABIC, "arb": ARABIC_BRACKET, "arh": ARABIC_HALF}[kind]
    return Ordinal(style, (int("".join(value.split())),), width)


def decimal_majors(ordinals: Iterable[Ordinal | None]) -> frozenset[int]:
    """The first numbers of decimal ordinals: 1 and 2 where 1.1 and 2.1 open lines."""
    return frozenset([one.numbers[0] for one in ordinals if one is not None and one.style == DECIMAL])


def begun_inside(ordinals: Iterable[Ordinal | None]) -> frozenset[int]:
    """Chapters whose own heading a text lacks, as it begins within them: 14 where 14.2, 14.2.1 and 14.3 open lines."""
    found = [one for one in ordinals if one is not None]
    headed = {one.number for one in found if one.style != DECIMAL}
    inside: dict[int, set[tuple[int, ...]]] = {}
    for one in found:
        if one.style == DECIMAL and one.numbers[0] not in headed:
            inside.setdefault(one.numbers[0], set()).add(one.numbers)
    return frozenset([major for major, numbers in inside.items() if _in_rows(numbers)])


def _in_rows(numbers: set[tuple[int, ...]]) -> bool:
    """Whether 14.2 and 14.3 stand in a text, and one of 14.2.1 and 14.3.1: no figures at the heads of lines."""
    pairs = {one[:2] for one in numbers if len(one) == 2}
    follows = any((first, second + 1) in pairs for first, second in pairs)
    return follows and any(len(one) > 2 and one[:2] in pairs for one in numbers)


def chapter(line: str, majors: frozenset[int]) -> Ordinal | None:
    """``1 总则``, ``2组织体系``: a number without a dot heads what 1.1, 1.2 … divide, also the last of them: ``7 附则``."""
    found = _CHAPTER.fullmatch(line) if majors and line[:1].isdigit() else None
    if found is None or not 0 < int(found[1]) <= max(majors) + 1:
        return None
    return Ordinal(ARABIC, (int(found[1]),), len(found[1]))


def goes_on_inside(ordinal: Ordinal, text: str) -> bool:
    """Whether the next ordinal of its kind stands in the same paragraph: ``（1）有专职人员；（2）有住所``."""
    style, following = ordinal.style, ordinal.number + 1
    if style == ARABIC:
        return "；" in text and any(text.find(f"；{following}{sign}", ordinal.width) >= 0 for sign in ".、")
    if style == CIRCLED:
        mark = chr(0x245F + following)
    elif style in (ARABIC_BRACKET, ARABIC_HALF):
        mark = f"{following}）"
    else:
        return False
    return text.find(mark, ordinal.width) >= 0


class Sequence:
    """Which ordinals are due in the middle of a sentence that a line break cuts: 1, or the next of a kind."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def due(self, ordinal: Ordinal) -> bool:
        """Whether `ordinal` goes on from the last of its style, or begins."""
        last = self._last.get(ordinal.style, 0)
        return ordinal.number in (1, last + 1)

    def saw(self, ordinal: Ordinal) -> None:
        """Remember an ordinal that has opened a provision."""
        self._last[ordinal.style] = ordinal.number


def number(text: str) -> int:
    """A small Chinese or Arabic numeral: ``二十一`` → 21, ``一百零三`` → 103, ``12`` → 12."""
    text = "".join(text.split())
    if text.isdecimal():
        return int(text)
    total = digit = 0
    for sign in text:
        if sign in "十百":
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            digit = digit * 10 + _DIGITS[sign] if digit else _DIGITS[sign]
    return total + digit


def _plain() -> dict[str, Ordinal]:
    """Ordinals as they are mostly printed: ``二十一、``, ``（二十一）``, ``21.``, ``（21）``."""
    table: dict[str, Ordinal] = {}
    for value in range(1, 100):
        tens, ones = divmod(value, 10)
        numeral = ("" if tens < 2 else _SIGNS[tens]) + ("十" if tens else "") + (_SIGNS[ones] if ones else "")
        for style, printed in (
            (CHINESE, f"{numeral}、"),
            (CHINESE_BRACKET, f"（{numeral}）"),
            (ARABIC, f"{value}."),
            (ARABIC, f"{value}、"),
            (ARABIC_BRACKET, f"（{value}）"),
        ):
            table[printed] = Ordinal(style, (value,), len(printed))
    return table


_PLAIN = _plain()
_PLAIN_MOST = 6  # characters in which such a one ends
