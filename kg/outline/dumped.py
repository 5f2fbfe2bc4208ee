r"""Line breaks that a dump of a database or of JSON has written otherwise: ``…通知\n各区人民政府：\n…``, ``…。　　二、主要任务　　（一）…``.

What stands for a break becomes one, with white space beside it, so that every position stays; so do the quotation marks
around each line of a list. What the dump prints in front of its text (``INSERT INTO … VALUES (12, '``) is left out.
"""

from __future__ import annotations

import re

from kg.lexicon import Section
from kg.outline.records import unrecorded

_SIGN = "\\"
_BREAK = re.compile(r"(?:\\r)?\\n|\\r(?![a-zA-Z])")
_WHITE = re.compile(r"\\(?:t(?![a-zA-Z])|u3000|u00a0|xa0)")
_ESCAPED = re.compile(r"\\(?=[\"'/])")
_FEWEST = 3  # breaks of a dump
_OPENS = re.compile(
    r"\s*(?:[\[{]|INSERT\s)(?:[^\n\"']{0,200}[\"'][^\n\"']{0,200}[\"']){0,40}[^\n\"']{0,100}[，：（\[]\s*[\"']\s*"
)
_CLOSES = re.compile(r"[\"'](?:\s*[）\]}，；]){1,6}\s*$")
_TAIL = 40  # characters at the end of a dump
_ITEM = re.compile(r"^([ \t]*\[?[ \t]*)([\"'])(.+)\2([，\]； \t]*)$", re.MULTILINE)
_ITEMS = ("'，", '"，')
# not those of 总　　则, 国　务　院
_GAP = re.compile(r"(?<=\S)(?:(?<!\s\S)[^\S\n]{2,}+(?=\S)|[^\S\n]{2,}+(?=\S{2}|[-*•#] ))")
# nor those of （ 一 ）, 二 、
_SPACE = re.compile(
    r"(?:(?<=附件\d)|(?<=[^\s\d（《“])) (?=[^\s\d号年月日、，。；：）》”]|\d{1,2}\s?[.．、](?!\d))"
)
_FEW_LINES, _LONG = 8, 300  # lines of a text whose paragraphs stand on one; characters of such a line
_GAPS = 4  # between its paragraphs, at least
_SHORTEST = 12  # characters of a paragraph, on the average: cells of a table are shorter
_LONGER = 40  # … where few sentences end
_SURE, _FULL = 6, 3  # sentences that end in front of single spaces, at least; one gap in so many
_BARS = 4  # and tabs of a text without a table, at most
_ENDED = frozenset("。；：！？")
_FRONT = re.compile(r"[^。；\n]{4,300}?：(?=[^\S\n]{2})")  # title, number and addressees
_APART = re.compile(r"(?<=\S)\s++(?![号\d])(?=\S)")  # but not that of 〔2006〕17 号
_CHAPTER = re.compile(
    r"(?:第[^\s第]{1,5}[章节条编]|(?:^|\s)(?:[一二三四五六七八九十]{1,3}[、.]|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.．、]))$"
)
_HEAD = 8  # characters in which one is told


def unpacked(folded: str, words: Section) -> str:
    """A folded text without the escapes and quotation marks of a dump, as long as it was."""
    whole, folded = folded, unrecorded(folded, words)
    if _SIGN in folded:
        folded = _unescaped(folded, whole != folded)
    if ("'" in folded and _ITEMS[0] in folded) or ('"' in folded and _ITEMS[1] in folded):
        folded = _unlisted(folded)
    return folded


def gapped(folded: str) -> str:
    """A folded text of few lines with a break at each wide gap between its paragraphs."""
    if len(folded) < _LONG or folded.count("\n", 0, -1) >= _FEW_LINES:
        return folded
    return _parted(folded)


def _unescaped(folded: str, record: bool) -> str:
    breaks = len(_BREAK.findall(folded))
    if breaks < _FEWEST or (folded.count("\n") >= breaks and not record):
        return folded
    folded = _BREAK.sub(lambda found: "\n".rjust(len(found[0])), folded)
    folded = _ESCAPED.sub(" ", _WHITE.sub(lambda found: " " * len(found[0]), folded))
    head = _OPENS.match(folded)
    tail = _CLOSES.search(folded, max(0, len(folded) - _TAIL)) if head else None
    if head and tail:
        inner = folded[head.end() : tail.start()]
        return " " * head.end() + inner + " " * len(tail[0])
    return folded


def _unlisted(folded: str) -> str:
    """The lines of a list without their quotation marks and commas, where nearly all lines are such."""
    items = len(_ITEM.findall(folded))
    if items < _FEWEST or items * 2 < folded.count("\n"):
        return folded
    return _ITEM.sub(lambda item: f"{' ' * len(item[1])} {item[3]} {' ' * len(item[4])}", folded)


def _parted(folded: str) -> str:
    """A text of few lines with a break at every wide gap, where sentences end in front of several."""
    gaps = _between(folded, _GAP, 0) or _between(folded, _SPACE, _SURE)
    if not gaps:
        return folded
    head = _FRONT.match(folded, _rows(folded)[0][0])
    gaps = [*(_APART.finditer(folded, *head.span()) if head else ()), *gaps]
    pieces: list[str] = []
    last = 0
    for gap in gaps:
        if gap.start() >= last and not _CHAPTER.search(folded[max(0, gap.start() - _HEAD) : gap.start()]):
            pieces += (folded[last : gap.start()], "\n")
            last = gap.start() + 1
    return "".join((*pieces, folded[last:]))


def _between(folded: str, form: re.Pattern[str], sure: int) -> list[re.Match[str]]:
    """The gaps between paragraphs, where they are that; else none."""
    gaps = [gap for row in _rows(folded) for gap in form.finditer(folded, *row)]
    ended = sum(folded[gap.start() - 1] in _ENDED for gap in gaps)
    least = _SHORTEST if ended >= _GAPS else _LONGER
    if ended < sure or (sure and ended * _FULL < len(gaps)):
        return []
    return gaps if ended and len(gaps) >= _GAPS and len(gaps) * least <= len(folded) else []


def _rows(folded: str) -> list[tuple[int, int]]:
    """Where the long lines stand, without the white space that they open with."""
    rows: list[tuple[int, int]] = []
    start = 0
    for row in folded.split("\n"):
        if len(row) >= _LONG and row.count("|") <= _BARS and row.count("\t") <= _BARS:
            rows.append((start + len(row) - len(row.lstrip()), start + len(row)))
        start += len(row) + 1
    return rows
