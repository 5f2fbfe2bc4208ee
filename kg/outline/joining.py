"""Lines → paragraphs: hard line breaks undone, as in a text taken out of a PDF.

A line is joined to the one in front of it where a bracket is open, where the break stands at a comma, or where the
document is hard-wrapped and the line in front is full and ends no sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Sequence as Row

from kg.outline.layout import Layout, layout
from kg.outline.line import BULLETS, TERMINAL, Line
from kg.outline.ordinals import Sequence
from kg.outline.pieces import CLOSED, NO_BREAK, Pieces, counts

_CLOSING = frozenset("，。、；：！？）》〉”’」』】〕%％·")
_PAIRS = (("（", "）"), ("《", "》"), ("〔", "〕"))
_SENTENCES = "。；"
_WORD = 2  # characters of 根据 on a line of its own
_CITED = frozenset("》）条款项")  # with which a name, its number and its articles end
_OF_ARTICLE = "第"  # the only ordinal that such a name goes on with
_BRACKETS = ("（", "〔")  # alone on a line, behind a title on the line before
OPENING = "《（〈“‘「『【〔"
_DATE_HEAD = re.compile(r"^(?:\d{4}|[一二三四五六七八九〇○零]{4})\s?年(?:\s?\w{1,3}\s?月)?$")
_DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_DATE_PIECES = re.compile(
    rf"(?:\d{{4}}|[一二三四五六七八九〇○零]{{4}})(?:年(?:{_DAY}(?:月(?:{_DAY}日?)?)?)?)?"
)
_BRACKET_END = re.compile(r"。（[^（）]{2,}：[^（）]*(?:（[^（）]*）[^（）]*)*）$")
_BRACKET_LINES = 4
_PIECE, _PIECES = 4, 8  # characters of a piece of a date; pieces
_DATE_REST = re.compile(r"[\d一二三四五六七八九十]{1,3}\s?[月日]")
_QUOTED = "》”’」』"
_POINT, _ITEMS = "·", 2
_LISTS, _OTHERS = "、", "等"  # what a list of names goes on behind, and with: 市民政局 / 等部门按职责分工负责
_GOES_ON = "、，"
_LEVEL = re.compile("[：、，][省市县区州]$")  # what the names on the next line are of: 责任单位：市
_PENDING = "，、（《〈“‘「『【〔"
_SHORT_LINE = 20  # characters of a line that may be a heading
_LONGEST_TAIL = 160  # characters that an open bracket may still reach over a line break


def paragraph(lines: Row[Line]) -> Line:
    """`lines` as one paragraph."""
    first = lines[0]
    if len(lines) == 1:
        return first
    spans = tuple([span for line in lines for span in line.spans])
    found = Line(first.start, first.text, first.indent, first.gap, pieces=spans)
    found.bare = "".join([line.bare for line in lines])
    found.columns = first.columns
    found.lines = lines
    return found


def _marked(lines: Row[Line]) -> frozenset[str]:
    """With what items of lists begin that have no number; the point of ``买买提·阿卜杜拉`` only where several lines do."""
    points = sum([line.text[0] == _POINT for line in lines])
    return BULLETS if points >= _ITEMS else BULLETS - {_POINT}


def paragraphs(
    lines: Row[Line],
    lonely: list[bool],
    name: Callable[[Line], bool],
    cited: Callable[[Row[Line], Line], bool] = lambda block, line: False,
    torn: Callable[[Row[Line], Line], bool] = lambda block, line: False,
    says_of: Callable[[Line, Line], bool] = lambda last, line: False,
) -> list[Line]:
    """The paragraphs of a document.

    `lonely` are the lines that are never joined (a date, a 文号, a table row), `name` tells one that is a body's name,
    `cited` one that goes on with the name of a document or behind it, `torn` one that an item breaks off in front of,
    `says_of` one that says something of the name in front of it.
    """
    for index in [i for i, alone in enumerate(lonely) if alone and i]:
        sign = lines[index - 1].text[-1]
        lonely[index] = sign not in OPENING and not (
            sign in _CITED and cited(lines[max(0, index - 2) : index], lines[index])
        )
    joiner = _Joiner(layout(lines))
    pieces = Pieces(lines, lonely, name, says_of)
    hard = joiner.shape.full > 0
    marked = _marked(lines)
    found: list[Line] = []
    block: list[Line] = []
    barrier = True
    ended = whole = False  # the line in front ends a sentence; the paragraph is more than an ordinal
    for index, line in enumerate(lines):
        text, goes_on = line.text, False
        if (
            not barrier
            and not lonely[index]
            and text[0] not in marked
            and (
                hard
                or line.ordinal is None
                or not line.whole
                or (text[0] == _OF_ARTICLE and block[-1].text[-1] in _CITED)
            )
        ):
            joiner.read(block)
            # most are parted: the first ends a sentence, the second is no rest of it
            parted = ended and whole and not joiner.open and len(text) > _PIECE and text[0] not in _CLOSING
            parted = parted and not (text[0].isdecimal() and counts(block[-1], line))
            goes_on = not parted and (joiner.joins(block, line) or pieces.joins(block, index))
            if not goes_on and (
                text[0] == "《" or block[-1].text[-1] in _CITED or len(block[-1].text) == _WORD
            ):
                goes_on = cited(block, line)
            goes_on = goes_on or (not parted and torn(block, line))
        if goes_on:
            block.append(line)
        else:
            if block:
                found.append(block[0] if len(block) == 1 else paragraph(block))
            block = [line]
            whole = not hard and (line.ordinal is None or len(line.bare) > line.ordinal.width + 2)
            if hard and line.ordinal:  # else it is never asked what is due
                joiner.sequence.saw(line.ordinal)
        barrier, ended = (
            lonely[index] and not _lists_on(lines, index, torn),
            text[-1] in NO_BREAK and text != CLOSED,
        )
    if block:
        found.append(paragraph(block))
    return found


def _lists_on(lines: Row[Line], index: int, torn: Callable[[Row[Line], Line], bool]) -> bool:
    """Whether a list of names goes on below a line that is never joined else.

    ``责任单位：市财政局、`` / ``市教育局``, ``等部门``, or ``责任单位：市`` / ``财政局``, ``…、市财政`` / ``局``.
    """
    line = lines[index]
    if line.row or index + 1 == len(lines) or line.text[-1] in TERMINAL:
        return False
    if _LEVEL.search(line.text):
        return True
    if _LISTS in line.text and (line.text[-1] in _GOES_ON or lines[index + 1].text[0] == _OTHERS):
        return True
    return torn((line,), lines[index + 1])


class _Joiner:
    """Whether a line goes on where the paragraph in front of it broke off."""

    def __init__(self, shape: Layout) -> None:
        self.shape = shape
        self.sequence = Sequence()
        self.block: Row[Line] = ()  # the paragraph of which it is known …
        self.known = 0  # … for so many lines
        self.open = 0  # how many brackets they leave open
        self.since = 0  # characters since the first of them

    def read(self, block: Row[Line]) -> None:
        """Take into account what brackets the lines of a paragraph leave open; those known are not read again."""
        if block is not self.block:
            self.block, self.known, self.open, self.since = block, 0, 0, 0
        for line in block[self.known :]:
            text, depth = line.text, self.open
            if not (depth or "（" in text or "《" in text or "〔" in text):
                continue
            for opens, closes in _PAIRS:
                if opens in text:  # it is found sooner than counted
                    depth += text.count(opens)
                if closes in text:
                    depth -= text.count(closes)
            self.open = depth if depth > 0 else 0
            self.since = self.since + len(text) if self.open else 0
        self.known = len(block)

    def joins(self, block: Row[Line], line: Line) -> bool:
        """Whether `line` belongs to the paragraph of `block`."""
        last = block[-1]
        head, tail = line.text[0], last.text[-1]
        found = line.ordinal
        if line.bare == last.bare and len(line.bare) > _PIECES:
            return False  # a title printed twice
        if found is None and _waits(block, line):
            return True
        bracket = line.text in _BRACKETS and tail not in TERMINAL
        if head in _CLOSING or bracket or _dates(block, line):
            return True
        if head == _OTHERS and tail not in TERMINAL and _LISTS in block[0].text + last.text:
            return True
        if found is not None:
            return self._cuts(last) and (tail == "第" or not self.sequence.due(found))
        if self.open and self.since <= _LONGEST_TAIL and line.gap <= 1:
            return True
        if (tail in _PENDING or _LEVEL.search(last.text)) and (line.gap == 0 or self.shape.full > 0):
            return True
        if line.cells:
            return False
        return self.shape.full > 0 and _continues(block, line, self.shape)

    def _cuts(self, last: Line) -> bool:
        """Whether a line ends in the middle of a sentence because it is full."""
        return 0 < self.shape.full <= last.width and last.text[-1] not in TERMINAL


def _dates(block: Row[Line], line: Line) -> bool:
    """A date over lines: ``2013年`` / ``2月26日``; ``2013`` / ``年`` / ``2`` / ``月`` / ``26`` / ``日``."""
    last = block[-1].text
    if last[-1] in "年月" and _DATE_REST.match(line.text) and _DATE_HEAD.search(last):
        return True
    if len(line.text) > _PIECE or len(block) > _PIECES or len(block[0].bare) > 2 * _PIECE:
        return False
    return bool(_DATE_PIECES.fullmatch("".join(part.bare for part in (*block, line))))


def _waits(block: Row[Line], line: Line) -> bool:
    """An ordinal alone on its line waits for its words, the signs of a heading may stand on a line each: 第一章 / 总 / 则."""
    found = block[0].ordinal
    if found is None or len(block) > 3 or len(block[0].bare) - found.width > 2:
        return False
    behind = sum(len(part.bare) for part in block) - found.width
    if behind == 0:
        return True
    return behind <= 2 and len(block[-1].bare) == 1 and len(line.bare) == 1


def _continues(block: Row[Line], line: Line, shape: Layout) -> bool:
    """In a hard-wrapped document: whether the last line was broken for want of space."""
    last = block[-1]
    if line.gap > shape.gap or _indented(block, line, shape):
        return False
    if _hangs(block, line, shape):
        return True
    if last.width >= shape.full:
        ended = last.text[-1] in TERMINAL or _annotated(block)
        return not ended or (last.text[-1] in _SENTENCES and last.width >= shape.most - 1)
    if last.text[-1] in TERMINAL or line.text[0] not in OPENING:
        return False
    return len(block) > 1 or last.text[-1] in _QUOTED


def _annotated(block: Row[Line]) -> bool:
    """Whether a bracket behind a full stop closes the paragraph: ``…建设。（责任单位：市商务局）``."""
    if block[-1].text[-1] != "）":
        return False
    return bool(_BRACKET_END.search("".join(line.bare for line in block[-_BRACKET_LINES:])))


def _hangs(block: Row[Line], line: Line, shape: Layout) -> bool:
    """A line without the indent that paragraphs begin with goes on with a sentence that has not ended."""
    indents = not shape.flush and block[0].indent >= 2 > line.indent
    return indents and block[-1].text[-1] not in TERMINAL and len(block[-1].text) > _SHORT_LINE


def _indented(block: Row[Line], line: Line, shape: Layout) -> bool:
    """A new indent begins a paragraph, where the document indents them."""
    return (
        not shape.flush
        and line.indent >= 2
        and (line.indent > block[-1].indent or line.indent == shape.opens)
    )
