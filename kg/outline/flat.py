"""A document whose lines have been run together: ``各区人民政府：现将…印发给你们。某市人民政府2023年9月5日…第一章 总则第一条 …``.

Where nearly all of a text stands in a few long lines, they are cut in front of ordinals that follow one another, around the
signature, behind title and number, and at white space behind the end of a sentence. Any other text is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from kg.lexicon import Section
from kg.outline import roles
from kg.outline.counted import HAN, Counted
from kg.outline.enclosed import tail, title_end
from kg.outline.glued import parted
from kg.outline.line import Line, Row, behind, cut, only

_MOST_LINES = 8  # with more, as a page has around its text, few lines are long
_LEAST = 300  # characters of such a line
_SHARE = 2  # of all characters, one half at least stand in such lines
_FEW = 2
_FEWEST = 2  # ordinals of parts, articles or 一、 that follow one another
_SPACES = 3  # paragraphs parted by white space, beside which one ordinal will do …
_SECTION = 80  # characters of such a part of a report
_MANY = 6  # … as it will with so many of all ranks
_FIRST = re.compile(r"第一[章条]|一、")
_INSIDE = frozenset("1（")
_INNER = frozenset("（0123456789①②③④⑤⑥⑦⑧⑨⑩")
_DATE = r"(?:\d{4} ?|[一二三四五六七八九〇○零]{4})年(?: \d{1,2} |.{1,3})月(?: \d{1,2} |.{1,3})日"
# who signs, several parted by single spaces, the seal of another in a bracket: 某局 某局（某委代章）
_NAME = r"[^\s，。；：（）《》]"
_SEALED = r"(?:\s?（[^（）]{3,20}章）)?"
_SIGNERS = rf"(?P<name>{_NAME}{{4,40}}?|{_NAME}{{3,40}}(?:\s{_NAME}{{3,40}}){{1,9}}?){_SEALED}"
_SIGNED = re.compile(rf"(?<=[。；）])\s*{_SIGNERS}\s*{_DATE}(?=[\s（]|$)")
_SIGNED_ABOVE = re.compile(rf"(?<=[。；）》])\s*{_SIGNERS}\s*{_DATE}(?=[^前起至到内止以，。、—~-])")
_DATE_CLOSED = re.compile(rf"{_DATE}(?=（[^（）]{{4,20}}）$)")  # 2021年1月26日（此件公开发布）
_CLOSED = re.compile(r"\s*（[^（）]{4,20}）(?=[^，。；、])")  # （此件公开发布）
_HEAD = re.compile(r"[^。；]{4,220}?：")
# 一、总体要求 以…
_HEADED = re.compile(rf"(?:{HAN}\s?、|（\s?{HAN}\s?）)\s*[^\s，。；：]{{4,30}}\s+(?=[^\s（]\S{{8}})")
_GAP = re.compile(r"(?<=[。；：！？.])\s{2,}(?=\S)|\s{6,}(?=\S)")
_PARTED = re.compile(r"(?<=[。；])\s{2,}(?=\S)")  # paragraphs
_WIDE = re.compile(r"\s{3,}(?=\S)")
_DATED = re.compile(rf"\s{{2}}({_DATE})\s+(?=\S)")
_PATH_LINES = 20  # in which the path of a page stands
_PAGE = 60  # characters of a page on one line, at least
_PAGE_FRONT = 500  # characters of what a page says in front of its text
_TITLE = 15  # characters of a title, at least
_BETWEEN = 160  # … between two times of a page with the labels of its document
_LINKS_FRONT = 40  # characters: links that stand in front of the text
_TITLE_LEAST, _TITLE_PIECES = 7, 4  # … of one behind a path; pieces that white space parts
_WORD = re.compile(r"\S+")
_ORDER = 600  # characters of an order
_FRONT = 300  # characters of a line in which title and number stand
_HEAD_ENDS = frozenset("：号")
_WHITE = re.compile(r"\s++(?!号)")  # but not that of 〔2006〕17 号


def unfolded(lines: Sequence[Line], words: Section) -> Sequence[Line]:
    """The lines, those long ones that hold nearly all of the text cut where its own lines began."""
    paged = _page(lines, words)
    if paged is not None:
        return _paged(lines, paged, words)
    if len(lines) > _MOST_LINES and _has_many_long(lines):
        return _headed(lines, words)
    sizes = [len(line.text) for line in lines]
    long = [size for size in sizes if size >= _LEAST]
    if not long or sum(long) * _SHARE < sum(sizes):
        return _headed(lines, words) if lines else lines
    ordinals = Counted(words)
    found: list[Line] = []
    for line in lines:
        if isinstance(line, Row):  # its text is put together from its cells
            found.append(line)
        elif len(line.text) >= _LEAST:
            found += _pieces(line, ordinals, words)
        else:
            found += _cut(line, {0, *_front(line.text, words), *signature(line.text, words)})
    return [line for line in found if line.text]


def _headed(lines: Sequence[Line], words: Section) -> Sequence[Line]:
    """The lines, the first cut where title, number and addressees stand in it."""
    text = lines[0].text
    if text[-1] not in _HEAD_ENDS or len(text) > _FRONT or "号" not in text:
        return lines
    return [*_cut(lines[0], {0, *_front(text, words)}), *lines[1:]]


def _has_many_long(lines: Sequence[Line]) -> bool:
    """Whether more than a few lines are long, as in most documents: told by the first of them."""
    count = 0
    for line in lines:
        if len(line.text) >= _LEAST:
            count += 1
            if count > _FEW:
                return True
    return False


def _page(lines: Sequence[Line], words: Section) -> int | None:
    """Where a page on one line begins: ``当前位置：首页 > 文件 关于…的通知 时间：2015-09-02 微信 微博 甲政办…``."""
    heads = roles.signs(words, "path")
    for index in range(min(len(lines), _PATH_LINES)):
        line = lines[index]
        if line.ordinal:
            break
        text = line.text
        if text[0] in heads and len(text) >= _PAGE and words.patterns["page_path"].match(text):
            return index if words.patterns["page_buttons"].search(text) else None
    return None


def _paged(lines: Sequence[Line], place: int, words: Section) -> list[Line]:
    """The lines with the page at `place` cut: without its path and buttons in front, and its links behind."""
    line, titled = lines[place], None
    buttons = list(words.patterns["page_buttons"].finditer(line.text, 0, _PAGE_FRONT))
    if buttons:  # those with the time of the page, which others may stand behind: 附件下载
        last = _last_button(line.text, buttons)
        line, titled = behind(line, last.end()), _page_title(line, last.start(), words)
    links = words.patterns["page_links"].search(line.text)
    if links and links.start() < _LINKS_FRONT:  # … 文件下载 相关链接： --〉 某政办〔2016〕7号
        line = behind(line, links.end())
        links = words.patterns["page_links"].search(line.text)
    line = only(line, 0, links.start()) if links else line
    return [
        *lines[:place],
        *([titled] if titled and not _repeated(line.text[:_FRONT], titled.text, words) else ()),
        *_below(line, titled, words),
        *lines[place + 1 :],
    ]


def _last_button(text: str, buttons: Sequence[re.Match[str]]) -> re.Match[str]:
    """The first button with a colon, or one behind it where the page's labels stand between: ``成文日期：… 标 题：… 时间：…``."""
    told = [hit for hit in buttons if "：" in hit.group()]
    last = told[0] if told else buttons[0]
    for hit in told[1:]:
        between = text[last.end() : hit.start()]
        if (
            len(between) > _BETWEEN
            or "。" in between
            or (len(between) > _LINKS_FRONT and "：" not in between)
        ):
            break
        last = hit
    return last


def _page_title(line: Line, end: int, words: Section) -> Line | None:
    """The title that a page on one line prints between its path and its buttons."""
    pieces = list(takewhile(lambda piece: "：" not in piece[0], list(_WORD.finditer(line.text, 0, end))[1:]))
    end = pieces[-1].end() if pieces else end
    found = [piece for piece in pieces[-_TITLE_PIECES:] if words.patterns["about"].search(piece.group())]
    for piece in (found or pieces)[-1:]:
        first = pieces.index(piece)
        while first and words.patterns["body_end"].search(pieces[first - 1].group()):
            first -= 1  # others issue it too
        title = only(line, pieces[first].start(), end)
        if roles.names_genre(title.bare, words) and len(title.bare) >= _TITLE_LEAST:
            return title
    return None


def _repeated(text: str, title: str, words: Section) -> int:
    """Where a title ends that is printed once more, with its issuers or without; 0 in the name of another document."""
    about = words.patterns["about"].search(title)
    name = title[about.start() :] if about else title
    place = text.find(name)
    end = place + len(name)
    return end if place >= 0 and text[end : end + 1] != "》" else 0


def _below(line: Line, titled: Line | None, words: Section) -> Iterator[Line]:
    """The pieces of a page's text, its title cut off where nothing parts it from what follows: ``…的实施意见区直有关单位…``."""
    if not line.text:
        return
    end = _repeated(line.text[:_FRONT], titled.text, words) if titled else 0
    glued = 0 < end < len(line.text) and not words.patterns["title_closed"].match(line.text, end)
    if glued and not words.patterns["title_addressees"].search(line.text, 0, _FRONT):
        head, line = only(line, 0, end), behind(line, end)
        yield from _cut(head, {0, *_front(head.text, words)})
    yield from _pieces(line, Counted(words), words, True)


def _front(text: str, words: Section) -> Iterator[int]:
    """Around the number behind a title, behind one in front of it, in front of addressees: ``…的通知甲政办发〔2014〕3号各省、…``."""
    for name in ("title_number", "number_title", "title_addressees", "line_addressees"):
        found = words.patterns[name].search(text, 0, _FRONT)
        if found:
            yield from found.span("cut")


def _pieces(line: Line, ordinals: Counted, words: Section, paged: bool = False) -> list[Line]:
    line, rows = parted(_said_once(line), words)
    return [*_parts(line, ordinals, words, paged), *rows]


def _parts(line: Line, ordinals: Counted, words: Section, paged: bool) -> list[Line]:
    text = line.text
    rest = tail(text, words)
    cuts = {at for at in (*signature(text, words), *order(text, words)) if not rest.closes(at)} | rest.cuts
    gapped = len(_PARTED.findall(text)) >= _SPACES
    places = list(ordinals.places(text, sorted(cuts), gapped, rest))
    spaces = [
        end for space in words.patterns["white_between"].finditer(text) if not rest.closes(end := space.end())
    ]
    cuts.update(_front(text, words))
    if not places:
        return _cut(line, {0, *cuts, *spaces, *_head(text, len(text))}) if paged else _paragraphs(line, cuts)
    outer = sum([text[place] not in _INNER for place in places])
    few = outer < _FEWEST and len(spaces) < _SPACES and len(places) < _MANY
    if (few or not outer) and not (paged and len(places) >= _SPACES) and not _sections(text, places):
        return [line]
    cuts.update((0, *places), spaces)
    cuts.update(_lists_closed(text, places))
    for name in ("annotation_closed", "glued_duties", "glued_annex", "glued_force"):
        cuts.update([hit.end() for hit in words.patterns[name].finditer(text)])
    shapes = words.patterns["run_together"], words.patterns["run_together_item"]
    named = (shapes[text[start].isdecimal()].match(text, start) for start in places)
    cuts.update([heading.end("head") for heading in named if heading])
    cuts.update(_verbs(text, places, words))
    if len(spaces) >= _SPACES:
        headings = (_HEADED.match(text, start) for start in places)
        cuts.update([heading.end() for heading in headings if heading])
        cuts.update([gap.end() for gap in _WIDE.finditer(text)])
        cuts.update([end for dated in _DATED.finditer(text) for end in (dated.start(1), dated.end())])
    cuts.update(_head(text, places[0]))
    return _cut(line, cuts)


def _sections(text: str, places: Sequence[int]) -> bool:
    """Whether those are long parts of a report, each behind a sentence: ``重点抓好以下工作：（一）稳定增长。…。（二）…``."""
    minor = [place for place in places if text[place] == "（" and not text[place + 1].isdecimal()]
    if len(minor) < _SPACES or any(text[place - 1] != "。" for place in minor[1:]):
        return False
    return all(end - start >= _SECTION for start, end in zip(minor, [*minor[1:], len(text)], strict=True))


def _verbs(text: str, places: Sequence[int], words: Section) -> Iterator[int]:
    """Behind headings that the verb of the first sentence follows at once, where most of their kind are such."""
    for bracket in (False, True):
        kind = [place for place in places if not text[place].isdecimal() and (text[place] == "（") == bracket]
        found = (words.patterns["run_together_verb"].match(text, place) for place in kind)
        ends = [heading.end("head") for heading in found if heading]
        if len(ends) >= _FEWEST and len(ends) * 2 > len(kind):
            yield from ends


def _lists_closed(text: str, places: Sequence[int]) -> Iterator[int]:
    """Behind the last item of a list that a sentence opens: ``有下列情形时启动：1.…；2.…。其他价格以统计数据为准。``."""
    listed = ""  # what the ordinals of the list open with
    for place, end in zip(places, [*places[1:], len(text)], strict=False):
        kind = "1" if text[place].isdecimal() else text[place]
        item = text[place:end].rstrip()
        opened = text[place - 1] == "：" and kind in _INSIDE
        stop = item.find("。")
        if kind == listed and 0 <= stop < len(item) - 1:
            yield place + stop + 1
        listed = kind if stop < 0 and item[-1] == "；" and (opened or kind == listed) else ""


def _head(text: str, end: int) -> Iterator[int]:
    """Behind the addressees, and at all white space in front of them."""
    head = _HEAD.match(text, 0, end)
    if head:
        yield head.end()
        yield from (white.end() for white in _WHITE.finditer(text, 0, head.end()))


def _said_once(line: Line) -> Line:
    """A line without the title that it opens with, where a page prints it once more at the end."""
    title = line.text[:_FRONT].partition(" ")[0]
    again = len(title) >= _TITLE and len(line.text) > 2 * len(title) and line.text.endswith(title)
    return only(line, 0, len(line.text) - len(title)) if again else line


def _paragraphs(line: Line, cuts: set[int]) -> list[Line]:
    """A text without ordinals, its paragraphs parted by wide gaps."""
    gaps = [gap.end() for gap in _GAP.finditer(line.text)]
    return _cut(line, {0, *cuts, *gaps}) if len(gaps) >= _FEWEST else [line]


def _cut(line: Line, cuts: set[int]) -> list[Line]:
    text = line.text
    pieces = cut(line, [*sorted([place for place in cuts if place < len(text)]), len(text)])
    return [piece for piece in pieces if piece.text]


def signature(text: str, words: Section) -> Iterator[int]:
    """Around who signs and the date, in front of the plan that a notice encloses and at the end."""
    if dated := _DATE_CLOSED.match(text):
        yield dated.end()
    first = _FIRST.search(text)
    above = _SIGNED_ABOVE.search(text, 0, first.start() if first else 0)
    for signed in (above, *_SIGNED.finditer(text), *words.patterns["signed_above_plan"].finditer(text)):
        if signed and _all_sign(signed["name"], words):
            closed = _CLOSED.match(text, signed.end())
            yield from (signed.start("name"), signed.end(), *((closed.end(),) if closed else ()))


def _all_sign(names: str, words: Section) -> bool:
    """Whether each of several names is a body's; one alone is looked at by whoever reads the line."""
    pieces = names.split()
    return len(pieces) == 1 or all(words.patterns["body_end"].search(piece) for piece in pieces)


def order(text: str, words: Section) -> Iterator[int]:
    """Behind the number of an order, around who signs it, and behind the title of what it issues: ``某市人民政府令 第60号 《…》已经…``."""
    number = words.patterns["order_number"].match(text)
    signed = (
        words.patterns["order_signed"].search(text, number.end(), number.end() + _ORDER) if number else None
    )
    if number and signed:
        yield from (0, number.end(), *signed.span(), title_end(text, signed.end(), words))
