"""The edges of a page: metadata blocks, menus and footers are taken off, labels in front of text cut away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from kg.lexicon import Section
from kg.outline import beside, labels, roles
from kg.outline.catalogue import without_catalogue
from kg.outline.flat import order, signature
from kg.outline.line import Line, behind, cut, only

_SENTENCE = 45  # characters: a line with a full stop and this long is running text
_LAST_SENTENCE = 12
_ENTRY, _ENTRIES = 10, 5  # characters of an entry of a menu; entries that make one
_ENTRY_SIGNS = re.compile(r"[\u4e00-\u9fff·|]+")
_OF = "的"  # what a title goes on behind: …实施方案的 / 通知
_LICENCE = re.compile(r"备\d{6,}")  # of a site: 粤公网安备44010402000409号
_PARTS = 2  # empty lines, as which labels count between the lines around them
_UNHEARD = 3  # of them in a row
_UNKNOWN = re.compile(r"[\u4e00-\u9fff ]{2,12}[：\t][^。，]{0,40}$")
_HEAD_OF_PAGE = re.compile(r"【[^【】]{6,80}】[-—_|][^-—_|]{2,24}")  # 【关于…的通知】-某市人民政府
_BROWSERS = frozenset("_|-—–｜")  # what stands between a title and its site: …的通知_国家能源局江苏监管办公室
# what stands in front of a line of the head: 【中国林业法规】, the day of 2004-6-23酒政发〔2004〕89号
_PREFIX = re.compile(
    r"(?:【[^】]{2,14}】|\[(?!\d{4}\])[^\]]{2,6}\])\s*"
    r"|\d{4}([-./])\d{1,2}\1\d{1,2}(?=[一-龥]{2,12}[〔（\[]\d{4}[〕）\]]\d{1,4}号$)"
)
_ORDERED = ("number", "date", "day", "code")  # of an order: number and date, or date and number
_RECORD_LINES = 20
_COLUMNS = re.compile(r"\w+(?:，\w+)+", re.ASCII)
_ADDRESS = "：//"
_RECORD = re.compile(r'[^。；“”]{4,200}，"?https?：//[^，]{4,400}(?:，[^，。；"]{0,40})*，"?')
_ENTRY_LINES, _ENTRY_NAME = 6, 12  # below its heading, in which it is printed; characters of it
_LIBRARY_LINES = 20  # in which its heading stands
_LIBRARY = re.compile(r"第[一二三四五六七八九十]{1,3}篇：\s*((.+?)(?:（[^（）]{2,12}）)?)$")


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of the document itself, and what the site says of it."""

    lines: Sequence[Line]
    meta: tuple[tuple[str, str], ...]
    labels: Sequence[Line]  # the lines of the metadata block
    notices: Sequence[Line] = ()  # what a copy says of itself


def page(lines: Sequence[Line], words: Section) -> Page:
    """The document without its page: ``浏览量``, ``索引号：…``, menus, a catalogue of headings."""
    lines = _without_library(_without_frame(lines, words))
    lines = without_catalogue(lines, words)
    body = _body_start(lines, words)
    tail = _tail_start(lines, body, words)
    pairs = [*labels.metadata(lines[:body], 0, words), *labels.metadata(lines[tail:], tail, words)]
    taken = {index for index, _ in pairs}
    taken |= _among(lines, taken)
    heads = {index - 1 for index in taken if 0 < index <= body and index - 1 not in taken}
    taken |= {index for index in heads if words.patterns["label_head"].fullmatch(lines[index].text)}
    taken_out = taken | _menu(lines[:body], taken, words)
    cut = next((i for i in range(tail, len(lines)) if roles.ends_page(lines[i], words)), len(lines))
    kept: list[Line] = []
    head = {line.bare for line in lines[: body + 1]}
    for index, line in enumerate(lines[: body + 1]):
        noise = index in taken_out or (index < body and _is_beside(lines, index, head, words))
        if not noise or (kept and kept[-1].bare[-1] == _OF and roles.names_genre(line.bare, words)):
            found = _trimmed(line, words)
            if found and index - 1 in taken:
                found[0].gap += _PARTS  # a title above the labels does not go on below them
            kept += found
    kept += lines[body + 1 : tail]
    for index in range(tail, cut):
        if not (index in taken_out or _noise(lines[index], words) or beside.is_offered(lines, index, words)):
            kept.append(lines[index])
    meta = tuple([pair for _, pair in pairs if pair[1] and pair[0] not in words.words["page_date"]])
    meta += tuple(labels.site(lines[:body], words))
    noted = [
        line for line in lines[:body] if len(line.bare) > _SENTENCE // 2 and roles.is_notice(line, words)
    ]
    return Page(kept, meta, [lines[i] for i in sorted(taken)], noted)


def _without_frame(lines: Sequence[Line], words: Section) -> Sequence[Line]:
    """The lines without what a library or a table of texts says in front: ``1、下载文档前请自行甄别…``, ``2026,…,https://…``."""
    told: list[int] = []
    for index in range(min(len(lines), _RECORD_LINES)):
        line = lines[index]
        if line.ordinal:
            if not (words.words["files"][0] in line.text and words.patterns["library"].search(line.text)):
                break
            told.append(index)
        elif _ADDRESS in line.text and (record := _RECORD.match(line.text)):
            return _without_record(lines, index, behind(line, record.end()))
    return [line for index, line in enumerate(lines) if index not in told] if told else lines


def _without_record(lines: Sequence[Line], index: int, rest: Line) -> Sequence[Line]:
    """The lines behind what a table of texts says of one: ``year,title,url`` / ``2026,…报告,https://…,2026-02-01,"各位代表：``."""
    above = index - 1 if index and _COLUMNS.fullmatch(lines[index - 1].text) else index
    return [*lines[:above], *([rest] if rest.text else []), *lines[index + 1 :]]


def _without_library(lines: Sequence[Line]) -> Sequence[Line]:
    """The first of the texts that a library of texts prints under its own heading: ``第一篇：X`` below a line ``X``.

    Where the text has no title of its own, that heading is it.
    """
    for index, line in enumerate(lines[:_LIBRARY_LINES]):
        entry = _LIBRARY.match(line.text) if line.bare[0] == "第" else None
        if entry is None or not _is_printed(
            entry, [*lines[:index], *lines[index + 1 : index + _ENTRY_LINES]]
        ):
            continue
        inside = range(index + 1, len(lines))
        end = next(
            (i for i in inside if lines[i].bare[0] == "第" and _LIBRARY.match(lines[i].text)), len(lines)
        )
        text = lines[index + 1 : end]
        titled = (
            text and not text[0].ordinal and len(text[0].bare) <= _SENTENCE and text[0].bare[-1] not in "：。"
        )
        return text if titled else [only(line, *entry.span(2)), *text]
    return lines


def _among(lines: Sequence[Line], labelled: Set[int]) -> set[int]:
    """The places of labels that nobody has heard of, between others: ``签署日期：`` behind ``生效日期：``, in front of ``文号：``."""
    found: set[int] = set()
    order = sorted(labelled)
    for before, after in pairwise(order):
        between = range(before + 1, after)
        if len(between) <= _UNHEARD and all(_UNKNOWN.match(lines[index].text) for index in between):
            found.update(between)
    return found


def _is_printed(entry: re.Match[str], lines: Sequence[Line]) -> bool:
    """Whether a title is printed on another line too, with what the library adds to it or without: 贵州省|关于…的通知."""
    names = (entry[1], entry[2].strip("《》"))
    return any(
        line.text in names or (len(line.text) >= _ENTRY_NAME and names[1].endswith(line.text))
        for line in lines
    )


def _trimmed(line: Line, words: Section) -> list[Line]:
    """A line of the head without ``正文：`` or ``【中国林业法规】``; ``主动公开    明府办函〔2023〕40号`` → the number."""
    if line.text[-1] == "）" and (enacted := words.patterns["title_enacted"].match(line.text)):
        return [only(line, 0, enacted.end()), behind(line, enacted.end())]
    if line.text[-1] in roles.DATED and (found := words.patterns["title_ordered"].match(line.text)):
        parts = sorted(span for name in ("title", *_ORDERED) if (span := found.span(name))[1] > span[0])
        return [only(line, *part) for part in parts]
    if len(line.text) > _SENTENCE and not line.ordinal and (sent := _sent(line, words) or _numbered(line)):
        body = behind(line, sent)
        return [only(line, 0, sent), *_cut(body, signature(body.text, words))]
    if line.text[-1] == "日" and (places := list(order(line.text, words))):
        return _cut(line, places)
    label = labels.body_label(line, words)
    if label:
        line = behind(line, label)
        return [line] if line.text else []
    if not _BROWSERS.isdisjoint(line.text) and not (line.row or line.ordinal):
        site = words.patterns["browser"].search(line.text)
        if site and roles.names_genre(line.text[: site.start()].rstrip(), words):
            return [only(line, 0, site.start())]
    if line.text[0] == "【" and line.text[-1] == "】" and roles.names_genre(line.bare[1:-1], words):
        return [only(line, 1, len(line.text) - 1)]  # a title in brackets
    if button := beside.button(line, words):
        return [only(line, 0, button)]
    if line.text.find("|") == len(line.text) - 1:  # left of a menu
        return [only(line, 0, len(line.text) - 1)]
    prefix = _PREFIX.match(line.text) or words.patterns["site_word"].match(line.text)
    if prefix and prefix.end() < len(line.text):
        return [behind(line, prefix.end())]
    number = roles.number_in(line)
    if number is None:
        return [line]
    dated = roles.date_before(line, number[0]) or roles.date_behind(line, number[1])
    titled = [part for part in (behind(line, number[1]),) if _is_title(part, words)]
    return [*(only(line, *part) for part in sorted([number, dated] if dated else [number])), *titled]


def _cut(line: Line, places: Iterable[int]) -> list[Line]:
    """The parts of a line between places in it."""
    return [part for part in cut(line, sorted({0, *places, len(line.text)})) if part.text]


def _is_title(line: Line, words: Section) -> bool:
    """Whether what stands behind a number on its line is the title: ``甲卫发〔2021〕66号　关于做好防控工作的通知``."""
    return words.patterns["about"].search(line.bare) is not None and roles.names_genre(line.bare, words)


def _sent(line: Line, words: Section) -> int:
    """The end of the addressees that a line opens with, its text behind them: ``各县（市、区）人民政府：现将…``."""
    found = words.patterns["addressees_run_on"].match(line.text)
    return found.end() if found and words.patterns["addressee"].search("".join(found.group().split())) else 0


def _numbered(line: Line) -> int:
    """The end of the 文号 that a line of text opens with: ``平府公〔2020〕5号 根据…，需征收…土地。``."""
    found = roles.NUMBER.match(line.text)
    return found.end() if found and line.text[found.end() : found.end() + 1].isspace() else 0


def _noise(line: Line, words: Section) -> bool:
    if line.bare in roles.entire(words, "furniture_line") or line.bare in roles.entire(words, "text_below"):
        return True
    if "_" in line.bare and line.bare.partition("_")[0] in roles.entire(words, "furniture_line"):
        return True  # 通知公告_某省能源局
    if roles.is_trail(line, words) or _HEAD_OF_PAGE.fullmatch(line.bare):
        return True  # also one that ends in a genre word: 首页 > 信息公开 > 通知公告
    if line.bare[0].isdecimal() and words.patterns["page_clock"].match(line.bare):
        return True
    return roles.is_furniture(line, words) and not roles.names_genre(line.bare, words)


def _is_beside(lines: Sequence[Line], index: int, head: Set[str], words: Section) -> bool:
    """Whether a line of the head belongs to the page, not to the document."""
    line = lines[index]
    return (
        _noise(line, words)
        or beside.is_file(line, head)
        or beside.is_teaser(line, head)
        or beside.is_lead(lines, index, words)
        or beside.is_stamp(lines, index, words)
    )


def _menu(lines: Sequence[Line], labelled: Set[int], words: Section) -> set[int]:
    """The places of short lines in a row, as a site's menu has them: ``政务要闻`` / ``部门动态`` / ``通知公告`` / ``政策文件``."""
    found: set[int] = set()
    run: list[int] = []
    for index, line in enumerate(lines):
        if index not in labelled and _is_entry(line, words):
            run.append(index)
            continue
        found.update(run if len(run) >= _ENTRIES else ())
        run = []
    return found.union(run if len(run) >= _ENTRIES else ())


def _is_entry(line: Line, words: Section) -> bool:
    bare = line.bare
    if len(bare) > _ENTRY or line.ordinal or not _ENTRY_SIGNS.fullmatch(bare):
        return False
    if bare in roles.entire(words, "furniture_line") or words.patterns["at_home"].search(bare):
        return True
    return not (
        words.patterns["body_end"].search(bare)
        or roles.names_genre(bare, words)
        or roles.is_masthead(bare, words)
    )


def _body_start(lines: Sequence[Line], words: Section) -> int:
    """The first line of running text: an ordinal, or a long line with a sentence in it."""
    for index, line in enumerate(lines):
        if line.ordinal:
            return index
        said = len(line.bare) > _SENTENCE and "。" in line.bare
        if said and not (roles.is_furniture(line, words) or beside.is_lead(lines, index, words)):
            return index
    return len(lines)


def _tail_start(lines: Sequence[Line], body: int, words: Section) -> int:
    """Behind the last line of running text, signature or list."""
    for index in range(len(lines) - 1, body - 1, -1):
        line = lines[index]
        if labels.read(line, words) or roles.is_furniture(line, words):
            if roles.is_annotation(line, words) and not _among_labels(lines, index, words):
                return index + 1
            continue
        if beside.is_offered(lines, index, words):
            continue
        ended = line.bare[-1] in "。；）" and len(line.bare) > _LAST_SENTENCE
        if ended or line.ordinal or roles.is_date(line.bare):
            return index + 1
    return len(lines)


def _among_labels(lines: Sequence[Line], index: int, words: Section) -> bool:
    """Whether a label that sites have too (``责任部门：…``) stands beside others that no text has."""
    beside = (lines[at] for at in (index - 1, index + 1) if 0 <= at < len(lines))
    if any(_LICENCE.search(line.bare) for line in lines[index + 1 : index + 3]):
        return True
    return any(labels.read(line, words) and not roles.is_annotation(line, words) for line in beside)
