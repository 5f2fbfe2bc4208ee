"""Runs of type on lines of their own, as an editor's page gives them where figures have another type than words.

``自`` / ``2021`` / ``年`` / ``6`` / ``月起，规模为`` / ``50`` / ``万千瓦。``: the breaks between figures and the words of their sentence
are made white. Every position stays; a figure between cells of a table, a number of a page and a date that signs stay
on lines of their own.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from kg.lexicon import Section
from kg.outline.ordinals import CHINESE, CHINESE_BRACKET, HEADS, opening

RUN = "\x1f"  # where two runs meet
_FEWEST = 2  # figures that are surely parted from their words, where there are many lines
_SHORT = 6  # lines of a text in which one is enough
_SHARE = 4  # a fourth of the figures on lines of their own are surely parted from their words
_FIGURE = re.compile(r"[\dA-Za-z.,，：%~+\-—/×≥≤〈〉=]{1,16}(?: \d{1,4})?")
_LEADER = re.compile(r"[\s.·…\-—_=*|]{3,}|[-—]\s?\d{1,4}\s?[-—]")
_SIGN = re.compile(r"[~/\-—+×.=•]")
_JOINTS = frozenset("=×÷/")
_ORDINAL = re.compile(r"（?(?:[一二三四五六七八九十]{1,3}|[1-9]\d?)[）、.]+")
_NO_HAN = re.compile(r"[^\u4e00-\u9fff]+")
_TERM = re.compile(r"\d[\d.]{0,11}%?[，。；]?")  # what a term with a colon in front of it is: 费率： / 0.14%
_PERIOD = re.compile(r"（[\d年—~-]*\d{4}年?）$")  # behind a title
_UNHEADED = frozenset(("", "《"))  # behind an ordinal that heads nothing
_BEHIND_YEAR = frozenset("年至到、（—-~/.")
_YEAR = re.compile(r"(?:19|20)\d\d(?:[~\-—](?:19|20)\d\d)?")
_ITEM = re.compile(r"\d{1,2}[.、](?:19|20)\d\d$")  # 1.2011 / 年全市…
_NOUGHTS, _MILLENNIUM = re.compile("[OoО○〇零Ｏ]{1,2}"), re.compile("[一二]")
_CENTURY, _DIGITS = re.compile("二[OoО○〇零Ｏ]{1,2}"), frozenset("一二三四五六七八九〇○零")
_QUOTES, _QUOTED = (
    frozenset(("“", "‘", "‘‘")),
    frozenset(("”", "’", "’’")),
)  # alone on a line, within a sentence
_SIGNED = re.compile(r"(?:19|20)\d\d年\d{1,2}月(?:\d{1,2}日)?")
_DATES = re.compile("年(?![份度龄]$)|月(?!份)|日(?!期)|号(?![码牌])")
_IN_DATE = re.compile(r"年\d{1,2}月$|月\d{1,2}日$")  # 2019 / 年2 / 月2 / 日
_NUMERAL = re.compile(r"[\d一二三四五六七八九十]{1,3}(?:$|）)")
_SAYS = re.compile("[，。；]")
_ENDED = frozenset("。！？；：…")
_GOES_ON = frozenset("，。、；：！？）》〉”’」』】〕%‰℃·/~.")
_CLOSES = frozenset("，。、；）》〉”〕%")
_POINTED = re.compile("[.、][一-龥]")  # 1 / ．巩固医保覆盖面
_BRACKETS = frozenset("（〔【[")
_OPENS = frozenset("（《〈“‘「『【〔、/~-—")
_POINTS = frozenset("、.")
_DASHES, _DASH = frozenset("—–-"), re.compile("[—–-]{1,3}")
_LABELLED = re.compile("[一-龥、（）]{2,24}：")  # behind the dash of an item
_REST = frozenset("，、；。）")
_REST_OF_ONE = 2  # characters of the rest of a sentence: 收 / 悉 / 。
_HEADING = range(4, 24)  # characters of the words of a heading
_LONG = 120  # characters, which a heading has not
_NEAR = 3  # empty lines
_DATE_PIECES = 6
_PAGE, _PAGES = 4, 3  # lines of a page at least; pages that are told by their numbers
_WHITE = " \t？"  # ？？？ was white space once
_YEARS = 4  # digits of one
_DAY = 2  # … of a day
_WORDS, _FAR = 4, 20  # lines of words in which a sentence ends, or a part of it; all lines
_PHRASE = 6  # characters of words that are no cell


def mended(
    rows: Sequence[str], figures: Sequence[int], words: Section, cells: Container[int] = ()
) -> str | None:
    """The text of `rows` with the breaks that part `figures` from their sentences made white; None where there are none.

    Those among `cells` of a table stay.
    """
    if not figures or not _parted(rows, figures, words.patterns["counts"]):
        return None
    stripped = [row.strip() for row in rows]
    full = [(index, text) for index, text in enumerate(stripped) if text.strip(_WHITE)]
    ends: set[int] = set()
    heads: set[int] = set()  # rows behind which a break is made white, and those in front of which
    numbers = _pages(rows, figures)
    for at in _Runs([text for _, text in full], words).joins():
        first, last = full[at - 1][0], full[at][0]
        apart = (first in cells and last in cells) or first in numbers or last in numbers
        if last - first <= _NEAR and not apart:
            ends.update(range(first, last))
            heads.add(last)
    return "".join([_made_white(row, at in heads, at in ends) for at, row in enumerate(rows)])[:-1]


def _pages(rows: Sequence[str], figures: Sequence[int]) -> frozenset[int]:
    """Where the numbers of pages stand: 1, 2, 3 … far from one another, on lines that no sign of a sentence follows."""
    found: list[int] = []
    for index in figures:
        text = rows[index].strip()
        after = next((row.strip() for row in rows[index + 1 : index + 1 + _NEAR] if row.strip()), "")
        if not text.isdecimal() or after[:1] in _GOES_ON or _DATES.match(after):
            continue
        if not found or (index - found[-1] >= _PAGE and int(text) == int(rows[found[-1]].strip()) + 1):
            found.append(index)
        elif len(found) < _PAGES:
            found = [index]
    return frozenset(found) if len(found) >= _PAGES else frozenset()


def _made_white(row: str, head: bool, end: bool) -> str:
    """A row with its break, the white space at its head and its break such that no column and no line is seen in it."""
    if head:
        content = row.lstrip()
        row = RUN * (len(row) - len(content)) + content
    if not end:
        return row + "\n"
    content = row.rstrip()
    return content + RUN * (len(row) - len(content) + 1)


def _parted(rows: Sequence[str], figures: Sequence[int], counts: re.Pattern[str]) -> bool:
    """Whether many figures stand next to what shows them to be pieces: ``〔`` / ``2021`` / ``〕``, ``2021`` / ``年``."""
    sure = counted = 0
    for index in figures:
        before = next((row.rstrip() for row in reversed(rows[max(0, index - _NEAR) : index]) if row), "")
        after = next((row.strip() for row in rows[index + 1 : index + 1 + _NEAR] if row), "")
        if before[-1:].isdecimal():
            continue
        closed = after[:1] in _CLOSES or _POINTED.match(after) is not None
        sure += closed or before[-1:] in _BRACKETS or bool(_DATES.match(after))
        counted += len(after) >= _PHRASE and bool(counts.match(after))
    return (
        sure >= min(_FEWEST, len(rows) // _SHORT) and sure > 0 and (sure + counted) * _SHARE >= len(figures)
    )


class _Runs:
    """Which lines of a text go on with the one in front of them."""

    def __init__(self, texts: Sequence[str], words: Section) -> None:
        self.texts = texts
        self.awaits = words.patterns["awaits_figure"]
        self.numbered = words.patterns["numbered"]
        self.counts = words.patterns["counts"]
        self.rest = words.words["rest_of_line"]
        self.styles: dict[str, tuple[int, int]] | None = None

    def joins(self) -> list[int]:
        """Their numbers."""
        found: list[int] = []
        group = self.texts[0]
        for at in range(1, len(self.texts)):
            if self._goes_on(group, at):
                found.append(at)
                group += self.texts[at]
                if len(group) > _LONG:  # only its ends are asked for, and whether it says something
                    group = f"{group[: _HEADING.stop]}，{group[-_HEADING.stop :]}"
            else:
                group = self.texts[at]
        return found

    def _goes_on(self, group: str, at: int) -> bool:
        before, text = self.texts[at - 1], self.texts[at]
        if _LEADER.fullmatch(before) or _LEADER.fullmatch(text):
            return False
        if text[0] in _GOES_ON or _SIGN.fullmatch(text) or before[-1] in _OPENS:
            return True
        if _IN_DATE.search(group[-3:] + text[0]):
            return True
        if self._opens(at):
            return False
        if _ORDINAL.fullmatch(group):
            return not group[0].isdecimal() or not text[0].isdecimal()
        if before[-1] in _ENDED or before[-1] == "|":
            return before[-1] == "：" and self._explains(group, at)
        if _SIGN.fullmatch(before) or text == "〔" or text.startswith(self.rest) or self._in_year(group, at):
            return True
        if text in _QUOTES or before in _QUOTED:
            return not self._heads(group)
        if text[0] in _JOINTS or (text[0] == "（" and len(text) > 1 and _NO_HAN.fullmatch(text)):
            return True
        if text[0] == "（" and (before[-1] == "》" or text == "（") and not _NUMERAL.match(self._next(at)):
            return not _SIGNED.fullmatch(group)  # 2019年1月28日 / （ / 此件主动公开 / ）
        if _FIGURE.fullmatch(text):
            if _FIGURE.fullmatch(before):
                return bool(_YEAR.fullmatch(before + text))  # 202 / 2 / 年
            return self._takes(group, at)
        if _FIGURE.fullmatch(before):
            alone = len(group) == len(before)
            unit = len(text) == 1 and self._next(at)[0] in _JOINTS  # 1000 / 元 / / / 头
            return unit or self._behind(group, text, alone) or (not alone and self._running(at))
        if self._in_midst(group, before):
            return self._running(at)
        return self._next(at)[:1] in _REST and (len(text) <= _REST_OF_ONE or bool(_SAYS.search(group)))

    def _opens(self, at: int) -> bool:
        """Whether a line opens an item: ``1.``, ``（`` / ``一`` / ``）``, ``二、主要任务``, ``——`` / ``财政部门：负责…``."""
        text = self.texts[at]
        if text[0] in _DASHES and _DASH.fullmatch(text):
            return _LABELLED.match(self._next(at)) is not None
        if text == "（":
            return bool(_NUMERAL.match(self._next(at))) and "".join(self.texts[at : at + 3])[-1] == "）"
        return text[0] in HEADS and bool(_ORDINAL.fullmatch(text) or opening(text, text[0]))

    def _explains(self, group: str, at: int) -> bool:
        """Whether a figure or text stands behind a term: ``（四）费率：`` / ``0.14%``, ``（七）方式`` / ``：`` / ``自愿``."""
        text = self.texts[at]
        if _TERM.fullmatch(text):
            return not (_YEAR.fullmatch(text) or _POINTED.match(self._next(at)))  # …如下： / 1 / 、优先原则
        return self.texts[at - 1] == "：" and len(group) < _HEADING.stop and bool(_ORDINAL.match(group))

    def _in_year(self, group: str, at: int) -> bool:
        """Whether the noughts of a year are of another type: ``二`` / ``OO`` / ``八年五月二十日``, ``二○`` / ``一九年…``."""
        text = self.texts[at]
        if _NOUGHTS.fullmatch(text):
            return _MILLENNIUM.fullmatch(group) is not None and self._next(at)[0] in _DIGITS
        return text[0] in _DIGITS and _CENTURY.fullmatch(group) is not None

    def _in_midst(self, group: str, before: str) -> bool:
        """Whether a bracket closed in the middle of a sentence, or a sign of it stands alone: ``（`` / ``市、区`` / ``）``."""
        if len(group) == 1:
            return "\u4e00" <= group <= "\u9fff"
        if before[-1] != "）" or not _NO_HAN.fullmatch(before):
            return False
        start = group.rfind("（")
        if start <= 0 or group[start - 1] in _ENDED:
            return False
        return not _PERIOD.search(group) or bool(_SAYS.search(group))

    def _running(self, at: int) -> bool:
        """Whether a sentence, or a part of it, ends in one of the next lines; cells of tables have no such signs."""
        words = 0
        for index in range(at, min(at + _FAR, len(self.texts))):
            text = self.texts[index]
            if index > at and self._opens(index):
                return False
            if _SAYS.search(text):
                return True
            words += len(text) > 1 and not _NO_HAN.fullmatch(text)
            if words == _WORDS:
                return False
        return False

    def _next(self, at: int) -> str:
        return self.texts[at + 1] if at + 1 < len(self.texts) else "|"

    def _takes(self, group: str, at: int) -> bool:
        """Whether words go on with the figure at `at`: what is behind it does, and it neither signs nor opens a text."""
        figure, after = self.texts[at], self._next(at)
        if _YEAR.fullmatch(figure) and group[-1] == "日" and _SIGNED.fullmatch(group):
            return False  # 2015年7月23日 / 2015 / 年推进…工作方案
        if self.awaits.search(group) or (len(figure) < _YEARS and self.numbered.search(group)):
            return True
        if _ITEM.match(figure):
            return False
        if after[0] in _POINTS and figure.isdecimal() and not after[1:2].isdecimal():
            return False  # 保障措施 / 1 / ．落实…
        if not (self._behind(group + figure, after, False) or self._running(at)):
            return False
        if _SAYS.search(group):
            return True
        if not _YEAR.match(figure) or after[0] not in _BEHIND_YEAR:
            return True  # 户年人均收入 / 2000 / 元以下
        whole = group[-1] == "）" or self.numbered.search(group)
        return not (whole or self._signs(at) or self._heads(group))

    def _behind(self, group: str, text: str, alone: bool) -> bool:
        """Whether a figure at the end of `group`, which is nothing else where it is `alone`, goes on with `text`."""
        if text[0] in _GOES_ON or _DATES.match(text):
            return True
        if self.counts.match(text) and len(text) >= _PHRASE:
            return True
        if alone:
            return False
        waiting = self.awaits.search(group.rstrip("0123456789.%"))
        return bool(waiting or _SAYS.search(text) or _SAYS.search(group))

    def _signs(self, at: int) -> bool:
        """Whether a date that stands alone begins: ``2021`` / ``年`` / ``2`` / ``月`` / ``2`` / ``日``."""
        date = ""
        for end in range(at, min(at + _DATE_PIECES, len(self.texts))):
            date += self.texts[end]
            following = self._next(end)
            day = following.isdecimal() and len(following) <= _DAY
            if _SIGNED.fullmatch(date) and not day and following[0] not in _GOES_ON:
                return True
        return False

    def _heads(self, group: str) -> bool:
        """Whether words in front of a year are a heading above a paragraph that opens with it: ``一、实施背景`` / ``2018`` / ``年，…``.

        Its kind of ordinals tells: the others have lines of their own, or they are those that mostly have.
        """
        found = opening(group, group[0]) if group[0] in HEADS else None
        if found is None or len(group) - found.width not in _HEADING:
            return False
        if self.styles is None:
            self.styles = self._count()
        alone, all_of_them = self.styles.get(found.style, (0, 0))
        if all_of_them <= 1:  # itself
            return found.style in (CHINESE, CHINESE_BRACKET)
        return 2 * alone > all_of_them

    def _count(self) -> dict[str, tuple[int, int]]:
        """Of each kind of ordinals that lines open with, how many stand in a line that says nothing, and in all."""
        found: dict[str, tuple[int, int]] = {}
        for text in self.texts:
            one = opening(text, text[0]) if text[0] in HEADS else None
            if one is not None and text[one.width :][:1] not in _UNHEADED:  # 附件：1.《…分配表》, 1. / 《…》
                alone, all_of_them = found.get(one.style, (0, 0))
                found[one.style] = (alone + (not _SAYS.search(text)), all_of_them + 1)
        return found
