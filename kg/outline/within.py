"""Items that run on in the paragraph of the one in front of them: ``第一条 …制定本办法。 第二条 本办法所称…。``.

Only items that are due are cut off: the one behind that which opened a line, where no line further below opens with it.
Behind the end of a sentence articles need nothing, other items white space, where the break of a page's line became one; in a
text of few lines 二、 and （二） need none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.outline.line import Line, cut
from kg.outline.ordinals import ARABIC, ARTICLE, CHAPTER, CHINESE, CHINESE_BRACKET, RANK, Ordinal, match

_OPENS, _CHAPTER = "第", "章"
_HAN = "[一二三四五六七八九十百零〇]"
_DIVISION = re.compile(
    rf"第(?:{_HAN}{{1,5}}|\d{{1,3}})[章条](?!规定|所[称列规指述涉]|[款项目例的之和与及至到或中、，。；）])"
)
_ITEM = re.compile(rf"[。；]\s+(?=（?{_HAN}|（?\d)")
_GLUED = re.compile(rf"[。；](?=（?{_HAN}{{1,3}}[）、])")
# a heading that nothing parts from its first item, where a second one follows: 一、加强领导（一）成立专班。…（二）…
_HEADED = re.compile(
    rf"{_HAN}{{1,3}}、\s?[\u4e00-\u9fff、“”]{{2,24}}(?<![按照据第或、])(?=（一）[^，。；）]{{2,30}}[。：].*[。；]\s*（二）)"
)
_ENDED = frozenset("。；：！？”）》")
_CHINESE = frozenset((CHINESE, CHINESE_BRACKET))  # that nothing else in a text looks like
_STYLES = frozenset((CHAPTER, ARTICLE, CHINESE, CHINESE_BRACKET, ARABIC))
_FEW = 24  # lines of a text in which 二、 and （二） are looked for too
_LEAST = 12  # characters of a line that holds two items
_HEADING = 20  # … of the title of a chapter, which nothing parts from its first article
_NEAR = 600  # characters in which the second item under a heading begins
_WIDEST = 24  # … in which an ordinal is told


def parted(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines, those cut in which an item stands that is due."""
    ruled = any(line.text[0] == _OPENS and line.ordinal for line in lines)
    short = len(lines) <= _FEW
    held = {
        at
        for at, line in enumerate(lines)
        if (ruled or short or not line.whole) and _may_hold(line, ruled, short)
    }
    return list(_parted(lines, held)) if held else lines


def _may_hold(line: Line, ruled: bool, short: bool) -> bool:
    """Whether another item may stand in a line: most have no white space in them, and are no articles."""
    text = line.text
    if len(text) < _LEAST or line.row:
        return False
    if ruled and text.find(_OPENS, 1) > 0 and _DIVISION.search(text, 1):
        return True
    if line.ordinal is None:
        return False
    if short and line.ordinal.style in _CHINESE and _GLUED.search(text):
        return True  # so may those do that stand behind a heading at once
    return not line.whole and _ITEM.search(text) is not None


def _parted(lines: Sequence[Line], held: set[int]) -> Iterator[Line]:
    last: dict[str, int] = {}
    for at, line in enumerate(lines):
        if line.ordinal:
            _saw(last, line.ordinal)
        cuts = list(_cuts(lines, at, last)) if at in held else []
        if cuts:
            yield from cut(line, (0, *cuts, len(line.text)))
        else:
            yield line


def _cuts(lines: Sequence[Line], at: int, last: dict[str, int]) -> Iterator[int]:
    """Where in a line items stand that are due."""
    text, opening = lines[at].text, lines[at].ordinal
    places, titled = set(), _HEADING if opening and opening.style == CHAPTER else 0
    for hit in _DIVISION.finditer(text, 1):
        place = hit.start()
        if place <= titled or text[place - 1] in _ENDED or text[place - 1].isspace():
            places.add(place)
            titled = hit.end() + _HEADING if text[hit.end() - 1] == _CHAPTER else 0
    places.update([hit.end() for form in (_ITEM, _GLUED) for hit in form.finditer(text)])
    headed = _headed(text[:_NEAR]) if opening and opening.style == CHINESE else 0
    for place in sorted({*places, *([headed] if headed else ())}):
        found = match(text[place : place + _WIDEST])
        due = found is not None and (place == headed or _is_due(found, last))
        if found is not None and due and not _opens_below(lines, at, found):
            _saw(last, found)
            yield place
            if found.style == CHINESE and (further := _headed(text[place : place + _NEAR])):
                _saw(last, match(text[place + further : place + further + _WIDEST]) or found)
                yield place + further


def _headed(text: str) -> int:
    """Where the first item stands right behind a heading: ``一、加强领导|（一）成立专班。…（二）…``; else 0."""
    found = _HEADED.match(text)
    return found.end() if found else 0


def _is_due(ordinal: Ordinal, last: dict[str, int]) -> bool:
    """Whether an item follows the last of its kind; the first article may stand behind the title of a chapter."""
    style = ordinal.style
    return ordinal.number == last.get(style, 0) + 1 and (style in last or style == ARTICLE)


def _saw(last: dict[str, int], ordinal: Ordinal) -> None:
    """Remember the last item of each kind; those inside an outer one begin anew, articles run on across chapters."""
    if ordinal.style not in _STYLES:
        return
    last[ordinal.style] = ordinal.number
    for style in [one for one in last if RANK[one] > RANK[ordinal.style] and one != ARTICLE]:
        del last[style]


def _opens_below(lines: Sequence[Line], at: int, due: Ordinal) -> bool:
    """Whether a line below opens with an item that is due; an item further outside ends the search."""
    for index in range(at + 1, len(lines)):
        found = lines[index].ordinal
        if found is None:
            continue
        if found.style == due.style:
            return found.number == due.number
        if RANK[found.style] < RANK[due.style] and due.style != ARTICLE:
            return False
    return False
