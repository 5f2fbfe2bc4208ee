"""Pieces of one sentence on lines of their own, as editors of web pages leave them where the type changes.

``…进一步规范`` / ``共享单车`` / ``停放秩序。``: a line that breaks off in running text goes on with the next, as far as a line
that ends the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property

from kg.outline.line import TERMINAL, Line
from kg.outline.ordinals import ARABIC, ARABIC_BRACKET, ARTICLE, CHAPTER, CHINESE_BRACKET, PART, RANK, SECTION
from kg.outline.runs import RUN

_ENDED = re.compile("[。；]")
_SIGNS = re.compile("[，。；：、]")
_STOPS = re.compile("[，。；]")
_WORD = re.compile("[“\u4e00-\u9fff]|\\d{1,4}[年月日]|\\d[\\d.]{0,9}[\u4e00-\u9fff]{1,4}[，。、；（(]")
_WHOSE_MOST = 2  # characters of whose label it is
_WHOSE, _LABEL = re.compile("[我本]|[省市州县区镇]直?"), re.compile("[\u4e00-\u9fff]{4,7}[：:]")
_COUNT = re.compile("\\d[\\d.]{0,9}[\u4e00-\u9fff]{1,4}[，。、；（(]")
NO_BREAK = frozenset(TERMINAL + "）】〕|↓")  # a line that ends so has not broken off
CLOSED = "）"  # alone on its line it ends no paragraph, only a bracket
_ITEMS = frozenset((CHINESE_BRACKET, ARABIC, ARABIC_BRACKET))
_DIVISIONS = frozenset((PART, CHAPTER, SECTION))
_OFTEN, _SHARE = 4, 0.1  # lines of several runs, and of all lines, where the type changes within sentences
_NEVER_FIRST, _BEGUN = frozenset("，。、；）”》"), 2  # what no line begins with; lines that do
_LETTER = 80  # lines of a short letter
_SCRAP = re.compile("[\u4e00-\u9fff]{1,3}")
_LONG = 36  # characters of a line that is no heading although no sentence ends in it
_REST = 4  # characters of the rest of a sentence
_HEADING = 2  # lines of a heading that is in more pieces than ordinal and words
_AHEAD = 6  # pieces to the end of a sentence
# between words, where no space belongs; it begins with the space, to which a search skips
_BLANK = re.compile(" (?<=[\u4e00-\u9fff，、；（）“”] )(?=[\u4e00-\u9fff“”（）])")
_HEAD = 12  # characters of a heading that a line break cuts
_HEADED, _TAIL = re.compile("[\u4e00-\u9fff“”]+"), re.compile("[\u4e00-\u9fff“”]{2,12}")
_WORDS, _PIECES_MOST = re.compile("[\u4e00-\u9fff“”、]{1,14}"), 4  # pieces of the title of a chapter
_JOINS = frozenset("、和与及的")  # what no such title ends with
_FEWEST, _NARROWEST = 10, 20  # blanks; characters of a printed line
_PRINTED, _BROAD = range(24, 40), 60  # characters of a line of a print, of several in one
_SPACED = 3  # of these in which white space shows it
_RAGGED, _ALIKE = 3, 0.7  # by how much its lines differ, and how many of them by no more
_NO_PIECE = re.compile("附件|附表|附：|（.*）$|——|[#|]")


def counts(last: Line, line: Line) -> bool:
    """Whether a number counts what stands in front of it, a bracket behind that: ``建设分类屋（亭）`` / ``145座。其中，…``."""
    return last.text[-1] in "）)" and _COUNT.match(line.text) is not None


class Pieces:
    """Whether lines go on with a sentence that breaks off, in a text of `lines`.

    `lonely` ones never do, nor does one that is a `name` and nothing else; one that `says_of` a name in front of it does.
    """

    def __init__(
        self,
        lines: Sequence[Line],
        lonely: Sequence[bool],
        name: Callable[[Line], bool],
        says_of: Callable[[Line, Line], bool],
    ) -> None:
        self.lines = lines
        self.lonely = lonely
        self.name = name
        self.says_of = says_of

    def joins(self, block: Sequence[Line], index: int) -> bool:
        """Whether the line at `index` goes on with the paragraph of `block`."""
        indent = block[0].indent
        goes_on = (
            self._ended(index, block)
            or ((_breaks_off(block) or self._is_full(block)) and self._ends(index, indent, _SIGNS))
            or self._is_cut(block, index)
            or (self._is_no_heading(block) and self._ends(index, indent, _SIGNS))
            or self._heads_on(block, index)
            or self._labels_on(block, index)
            or (
                self._is_torn(block, index)
                and self._ends(index, indent, _STOPS)
                and _WORD.match(self.lines[index].text)
            )
        )
        return bool(goes_on) and not self.name(self.lines[index])

    def _is_torn(self, block: Sequence[Line], index: int) -> bool:
        """Whether a paragraph has not ended, in a text whose sentences are torn: ``金融业`` / ``增加值年均增长5%``."""
        last = block[-1]
        return (
            block[0].ordinal is None
            and (
                last.text[-1] not in NO_BREAK
                or counts(last, self.lines[index])
                or self.says_of(last, self.lines[index])
            )
            and not (last.cells or last.columns)
            and block[0].start > self.first
            and (_WORD.search(last.text) is not None or last.text.isdecimal())
            and self.torn
        )

    def _is_full(self, block: Sequence[Line]) -> bool:
        """Whether a paragraph ends with a whole line of a print whose other breaks are blanks: ``…，由国家招标`` / ``定点生产。``."""
        last = block[-1].text
        if last[-1] in NO_BREAK or not self.printed:
            return False
        return len(last) - last.rfind(" ") > self.printed - _RAGGED

    @cached_property
    def printed(self) -> int:
        """The characters of a printed line, where most breaks of a print have become blanks within sentences; else 0."""
        runs = [len(run) for line in self.lines if " " in line.text for run in _BLANK.split(line.text)[:-1]]
        if len(runs) < _FEWEST:
            return 0
        middle = sorted(runs)[len(runs) // 2]
        alike = sum([abs(run - middle) <= _RAGGED for run in runs])
        return middle if middle >= _NARROWEST and alike > _ALIKE * len(runs) else 0

    def _is_cut(self, block: Sequence[Line], index: int) -> bool:
        """Whether an item is cut where a line of the print ended: ``（一）对社区股份合作公司…租赁合同未`` / ``到期的，按…资助。``."""
        first, line = block[0].ordinal, self.lines[index]
        return (
            len(block) == 1
            and first is not None
            and first.style in _ITEMS
            and len(block[0].bare) in _PRINTED
            and block[0].text[-1] not in NO_BREAK
            and line.ordinal is None
            and not line.row
            and _STOPS.search(line.text) is not None
            and self.spaced
        )

    def _is_no_heading(self, block: Sequence[Line]) -> bool:
        """Whether an item in a torn text breaks off behind more than a heading has: ``1、市卫生局确定甲医院、…四家为定点`` / ``医院。``."""
        if block[0].ordinal is None or block[-1].text[-1] in NO_BREAK:
            return False
        return sum([len(line.text) for line in block]) > _LONG and self.torn

    def _labels_on(self, block: Sequence[Line], index: int) -> bool:
        """Whether a label stands in pieces, whose it is by itself: ``我`` / ``局责任单位：``, ``市直`` / ``主办单位：``."""
        if len(block) > 1 or len(block[0].bare) > _WHOSE_MOST or _WHOSE.fullmatch(block[0].bare) is None:
            return False
        return _LABEL.fullmatch(self.lines[index].bare) is not None

    def _heads_on(self, block: Sequence[Line], index: int) -> bool:
        """Whether a heading goes on in a line above its first item: ``一、巩固完善基层医疗卫生机构`` / ``运行新机制`` / ``（一）…``."""
        first, line = block[0].ordinal, self.lines[index]
        if first is not None and first.style in _DIVISIONS:
            return self._titles_on(block, index)
        if len(block) > 1 or first is None or not _TAIL.fullmatch(line.bare) or line.gap > self.usual:
            return False
        if index + 1 == len(self.lines) or len(block[0].bare) < _HEAD:
            return False
        below = self.lines[index + 1].ordinal
        inside = below is not None and RANK[below.style] > RANK[first.style]
        return inside and _HEADED.fullmatch(block[0].bare, first.width) is not None

    def _titles_on(self, block: Sequence[Line], index: int) -> bool:
        """Whether the title of a chapter is in pieces, one of a sign or two: ``第二章 评`` / ``选`` / ``范围和条件`` / ``第四条 …``."""
        first, line, last = block[0].ordinal, self.lines[index], block[-1]
        assert first is not None
        if len(block) > _AHEAD or not _WORDS.fullmatch(line.bare) or line.gap > self.usual:
            return False
        before = last.bare[first.width :] if len(block) == 1 else last.bare
        if not _WORDS.fullmatch(before) or (
            len(before) > 1 and len(line.bare) > 2 and before[-1] not in _JOINS
        ):
            return False
        for below in self.lines[index + 1 : index + _PIECES_MOST]:
            if below.ordinal is not None:
                return RANK[below.ordinal.style] > RANK[first.style]
            if not _WORDS.fullmatch(below.bare):
                return False
        return False

    @cached_property
    def usual(self) -> int:
        """The empty lines between most lines."""
        return sorted([line.gap for line in self.lines])[len(self.lines) // 2]

    @cached_property
    def spaced(self) -> bool:
        """Whether most long lines have been lines of a print, which white space within their sentences shows: ``科技、 产业创新``."""
        long = [line.text for line in self.lines if len(line.text) > _BROAD]
        spaced = sum([_BLANK.search(text) is not None for text in long if " " in text])
        return spaced >= _SPACED and spaced * 2 > len(long)

    @cached_property
    def torn(self) -> bool:
        """Whether the text is in many runs of type: those that stand with figures and signs are one line already.

        So it is where lines begin with what no line begins with: ``…领导小组`` / ``，切实推进…``. In a short letter without
        ordinals words of a sign or three show it too: ``我`` / ``局`` / ``将`` / ``指导…``.
        """
        runs = sum([RUN in line.text for line in self.lines])
        if len(self.lines) <= _LETTER and not any(line.ordinal for line in self.lines):
            runs += sum([_SCRAP.fullmatch(line.text) is not None for line in self.lines])
        begun = sum([line.text[0] in _NEVER_FIRST for line in self.lines])
        share = _SHARE * len(self.lines)
        return (runs >= _OFTEN and runs > share) or (begun >= _BEGUN and begun * _OFTEN > share)

    @cached_property
    def first(self) -> int:
        """Where the first ordinal stands: in front of it are titles and addressees, which end without a sign.

        In a letter without ordinals, the first line that ends in a colon.
        """
        for line in self.lines:
            if line.ordinal:
                return line.start
        called = (line.start for line in self.lines if line.text[-1] == "：" and len(line.text) > _REST)
        return next(called, self.lines[-1].start)

    def _ended(self, index: int, block: Sequence[Line]) -> bool:
        """Whether the line is the rest of a sentence whose stop stands on the next: ``…的请示》收`` / ``悉`` / ``。``."""
        line = self.lines[index]
        if len(line.text) > _REST or line.ordinal or index + 1 == len(self.lines):
            return False
        return self.lines[index + 1].text[0] in "。，；" and block[-1].text[-1] not in TERMINAL

    def _ends(self, index: int, indent: int, signs: re.Pattern[str]) -> bool:
        """Whether from `index` on lines without an opening of their own come to one of the `signs` of a sentence."""
        for at in range(index, min(index + _AHEAD, len(self.lines))):
            line = self.lines[at]
            if self.lonely[at] or line.gap > self.usual or not _is_piece(line, indent):
                return False
            if signs.search(line.text):
                return True
        return False


def _is_piece(line: Line, indent: int) -> bool:
    return (
        line.ordinal is None
        and not line.cells
        and not (indent >= 2 and line.indent >= indent)
        and not _NO_PIECE.match(line.text)
    )


def _breaks_off(block: Sequence[Line]) -> bool:
    """Whether a paragraph of running text ends in the middle of a sentence, or a heading that is in pieces already."""
    last = block[-1]
    if (last.text[-1] in NO_BREAK and last.text != CLOSED) or last.cells or last.columns:
        return False
    near = last.text if len(block) == 1 else "".join([line.text for line in block[-_AHEAD:]])
    if "，" in near and (
        len(near) > _LONG
        or (
            block[0].ordinal
            and (len(block) > _HEADING or near[-1] == "，" or block[0].ordinal.style == ARTICLE)
        )
    ):
        return True
    return bool(_ENDED.search(near))
