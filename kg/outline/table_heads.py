"""The heads of tables whose cells stand each on a line of its own: ``序号`` / ``工作任务`` / ``牵头`` / ``单位`` / ``完成时限``.

Reads the lines of a text that are not empty; yields runs of short lines that name columns, one of which says who or when.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from kg.lexicon import Section
from kg.outline.cells import FIGURE, KIND, SERIAL, SURE, TEXT, TIME, UNIT, column

Cells = tuple[tuple[int, ...], ...]

LONGEST = 14  # characters of the head of a column
NOTED = 26  # … with what it says of its cells
_MOST = 14  # lines of a head
_FEWEST, _YEARS = 3, 2  # columns; those of years that tell a head by themselves
_PARTS = 3  # lines of the head of a column
_NAME = 6  # characters of the name of a column
_CLOSING = "）"  # of what a column is counted in: 涉及点位（个）
YEAR = re.compile(r"20\d\d")
_SENTENCE = re.compile("[，。；：？！]")
_NOTE = re.compile(r"（[^（）]{0,24}）$")
_SERIAL = re.compile(r"(?P<open>（)?0?(?P<value>\d{1,3})(?(open)）)[.、]?")
_GLUED = re.compile(r"(?P<value>\d{1,3})[.、](?!\d)")


class Token(NamedTuple):
    """A line, or several that are pieces of one."""

    lines: tuple[int, ...]
    text: str

    @property
    def bare(self) -> str:
        """The text without white space."""
        return "".join(self.text.split())


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table: where it stands among the lines, its columns and the lines of each."""

    start: int
    end: int
    kinds: str
    cells: Cells
    texts: tuple[str, ...]
    rated: bool = False  # one of its columns says what is set: 最高支付限额（元）
    # a column of kinds stands in front of the numbers: 任务类型 / 序号 / 工作任务 / 推进单位
    led: bool = False

    @property
    def tells(self) -> bool:
        """Whether it is one: it says who or when, and what."""
        kinds = set(self.kinds)
        sure = SURE - {TIME} if UNIT in kinds else SURE  # 受教育年限 under a head with units is an indicator
        named = not kinds.isdisjoint((TEXT, KIND))
        counted = {UNIT, FIGURE} <= kinds and (SERIAL in kinds or TIME not in kinds)  # 指标 | 单位 | 2025年
        rated = self.rated and SERIAL in kinds
        told = counted or rated or self._of_years or not kinds.isdisjoint(sure)
        return len(self.kinds) >= _FEWEST and named and told

    @property
    def _of_years(self) -> bool:
        """Whether it names an indicator and at least two years: ``指标`` / ``2016年`` / ``2020年``."""
        years = [
            kind == FIGURE and YEAR.match(text) for kind, text in zip(self.kinds, self.texts, strict=True)
        ]
        return self.kinds[0] in (TEXT, KIND) and sum(map(bool, years)) >= _YEARS


@cache
def ends(words: Section) -> frozenset[str]:
    """The last two signs of the heads of columns that say who and when."""
    return frozenset(words.words["sure_end"])


def heads(tokens: Sequence[Token], signs: Sequence[int], words: Section) -> Iterator[Head]:
    """The heads of tables, in order: runs of short lines that name columns, each with one of `signs` in it."""
    behind = 0
    for place in signs:
        if place < behind or _titles(tokens, place, words):
            continue
        head = _head(tokens, place, behind, words)
        if head.tells or head.end > place + _FEWEST:  # a long run is not read again from each of its lines
            behind = head.end
        if head.tells:
            yield head


def _titles(tokens: Sequence[Token], place: int, words: Section) -> bool:
    """Whether a line that could head a column is the title of the table: ``农机具补贴标准`` / ``序号``, ``卫生健康主要指标`` / ``类别``."""
    text, after = tokens[place].bare, tokens[place + 1].bare if place + 1 < len(tokens) else ""
    if column(after, words) == KIND:
        return len(text) > _NAME
    if column(after, words) == TEXT and text != after and text.endswith(after):
        return True  # 主要指标 / 指标
    return column(after, words) == SERIAL and bool(words.patterns["rated"].fullmatch(text))


def may_head(rows: Sequence[str], index: int, words: Section) -> bool:
    """Whether a line of `rows` is the head of a column, or the end of one."""
    text = "".join(rows[index].split())
    if column(text, words):
        return True
    before = index - 1
    while before >= 0 and not rows[before].strip():
        before -= 1
    return before >= 0 and bool(column("".join(rows[before].split()) + text, words))


def _head(tokens: Sequence[Token], place: int, least: int, words: Section) -> Head:
    start = _first(tokens, place, least, words)
    numbered = column(tokens[start].bare, words) == SERIAL
    end = _numbers_begin(tokens, start, place, words) if numbered else 0
    end = end or _last(tokens, place, words)
    led = numbered and start > least and column(tokens[start - 1].bare, words) == KIND
    if led and end - start > _FEWEST and column(tokens[end - 1].bare, words) in ("", TEXT):
        end -= 1  # the kind of the first row: 物流规模
    kinds, cells, texts = _columns(tokens[start:end], words)
    rated = any(map(words.patterns["rated"].fullmatch, texts))
    return Head(start - led, end, kinds, cells, texts, rated, led)


def _first(tokens: Sequence[Token], place: int, least: int, words: Section) -> int:
    """Where a head begins: at 序号, or at the first of the lines that name columns."""
    low = max(least, place - _MOST)
    start = place
    for at in range(place - 1, low - 1, -1):
        text = tokens[at].bare
        if _size(text) > LONGEST or _SENTENCE.search(text):
            break
        if len(text) > _NAME and start == at + 1 and column(tokens[start].bare, words) == KIND:
            break  # 卫生健康发展主要指标 / 类别
        if start == at + 1 and text != tokens[start].bare and text.endswith(tokens[start].bare):
            break  # 主要指标 / 指标
        if column(text, words):
            start = at
        if column(text, words) == SERIAL:
            return at
        if start - at >= _PARTS:
            break
    if start > low and _is_piece(tokens, start - 1, words):
        start -= 1
    return start


def _size(text: str) -> int:
    """The characters of a head without what it says of its cells: 责任单位 of 责任单位（排在第一位的为牵头单位）."""
    return len(_NOTE.sub("", text)) if len(text) > LONGEST else len(text)


def _is_piece(tokens: Sequence[Token], at: int, words: Section) -> bool:
    """Whether a line is the first piece of a head whose rest stands on the next: ``工作`` / ``任务``."""
    text = tokens[at].bare
    return (
        len(text) <= LONGEST // 2
        and not text.endswith(tokens[at + 1].bare)  # 主要指标 / 指标
        and not _SENTENCE.search(text)
        and bool(column(text + tokens[at + 1].bare, words))
    )


def _numbers_begin(tokens: Sequence[Token], start: int, place: int, words: Section) -> int:
    """Where the first row begins behind a head that has a column of numbers, 0 where it is not told so."""
    for at in range(start + 1, min(len(tokens), start + _MOST + 2)):
        text = tokens[at].bare
        if value(text) == 1 or glued(text) or words.patterns["section"].match(text):
            return at if at > place else 0
        if _size(text) > LONGEST or _SENTENCE.search(text):
            return 0
    return 0


def _last(tokens: Sequence[Token], place: int, words: Section) -> int:
    """Behind the last of the lines that name columns, one or two of them in pieces."""
    end = place + 1
    while end < len(tokens) and end - place < _MOST:
        text = tokens[end].bare
        # 2016 / 年
        if column(text, words) or (len(text) == 1 and column(tokens[end - 1].bare + text, words)):
            end += 1
        elif end + 1 < len(tokens) and _is_piece(tokens, end, words):
            end += 2
        else:
            break
    return end


def _columns(tokens: Sequence[Token], words: Section) -> tuple[str, Cells, tuple[str, ...]]:
    """Kinds, lines and texts of the columns whose heads `tokens` are: 牵头 / 单位 is one."""
    kinds: list[str] = []
    cells: list[tuple[int, ...]] = []
    texts: list[str] = []
    index = 0
    while index < len(tokens):
        text, width = _named_by(tokens[index : index + _PARTS], words)
        counted = words.patterns["counted"].fullmatch(text)
        kinds.append(column(text, words) or (FIGURE if counted else TEXT))
        cells.append(tuple([line for one in tokens[index : index + width] for line in one.lines]))
        texts.append(text)
        index += width
    return _named(kinds, texts, words), tuple(cells), tuple(texts)


def _named_by(tokens: Sequence[Token], words: Section) -> tuple[str, int]:
    """The head of a column, and of how many lines it is; a second line that is none by itself belongs to the first."""
    text = whole = tokens[0].bare
    known = bool(column(text, words))
    for width, token in enumerate(tokens[1:], 2):
        more = token.bare
        aimed = more in words.words["aim_of_year"] and words.patterns["year_head"].fullmatch(text)
        if (known or whole.endswith(_CLOSING)) and column(more, words) and not aimed:
            break
        whole += more
        if known and column(whole[len(text) :], words) and not aimed:
            break  # 类别 | 指 / 标
        if column(whole, words):
            return whole, width
    return text, 1


def _named(kinds: Sequence[str], texts: Sequence[str], words: Section) -> str:
    """The kinds; a first column of text that only names, beside another one, is of names."""
    found = "".join(kinds)
    first = found.find(TEXT)
    unit = next((at for at, text in enumerate(texts) if text in words.words["unit_head"]), -1)
    if unit >= 0 and 0 <= first < unit < found.rfind(FIGURE):
        found = found[:unit] + UNIT + found[unit + 1 :]  # 指标 | 单位 | 2025年
    if found.count(TEXT) > 1 and words.patterns["name"].search(texts[first]):
        found = found[:first] + KIND + found[first + 1 :]
    return found


def value(text: str) -> int:
    """The number of a row that stands alone on its line, 0 where it is none: ``（12）`` → 12."""
    found = _SERIAL.fullmatch(text)
    return int(found["value"]) if found else 0


def glued(text: str) -> int:
    """The number that a line begins with: ``3.开展学习教育`` → 3."""
    found = _GLUED.match(text)
    return int(found["value"]) if found else 0
