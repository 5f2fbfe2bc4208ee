"""What stands in front of a text: number, titles, addressees, notes; and what signs it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg import blocks as kinds
from kg.lexicon import Section
from kg.outline import roles
from kg.outline.joining import paragraph
from kg.outline.line import BULLETS, TERMINAL, Line
from kg.outline.titles import titles

_TITLE_LINE = 120
_STEM = 2  # characters by which a place is known
_ADDRESSEES = 600
_LABELLED = re.compile(r"[一-龥]{2,8}：.")  # 责任科室：区委宣传部
_SIGNATURE_LINE = 60
_SIGNATURE_LINES = 20
_NOTE_LINES = 16  # of a bracket that says who passed a law and who amended it
_DASHES = frozenset("—–-")  # in front of the session that a report was given in
_SEAL = 8  # characters of （盖章）
_FOR = "章）"  # （某市某局代章）
_ENDED = "。（"  # 加强指导。（责任单位：县水利局）
_LISTED, _CALLED_LINES = re.compile("[，、]"), 5  # … of a list of addressees
_LISTED_KINDS = frozenset((None, kinds.ADDRESSEES, kinds.BODY))
_YEAR = re.compile(r"(?:19|20)\d\d年")
_RATES = frozenset("%‰")
_FIGURE = re.compile(r"(?<=[\u4e00-\u9fff])\d[\d.]{0,9}(?=[\u4e00-\u9fff%‰])")
_IN_FIGURES = re.compile(r"(?:19|20)\d\d([-./])\d{1,2}\1\d{1,2}")  # a date below who signs: 2024.8.6
_HEADLINE = range(8, 61)
LEAD_ENDS = frozenset("：↓")  # of addressees, and of a news site's lead: 具体内容如下↓↓↓
_SAYS = 8  # characters of 责任单位：县水利局
_UNSAID = frozenset((None, kinds.BODY, kinds.NOTE, kinds.HISTORY))


def front_end(parts: Sequence[Line], start: int, words: Section) -> int:
    """Where running text begins behind the titles and addressees that begin at `start`."""
    end = start
    if len(parts) == 1 and is_lone(parts[0], words):
        return start
    while end < len(parts) and (_is_front(parts[end], words) or (end == 0 and _asks(parts, words))):
        end += 1
        if parts[end - 1].bare.endswith("："):
            break
    listed = end == start + 1 < len(parts) and parts[end].bare[0] in BULLETS
    return start if listed and is_lone(parts[start], words) else end  # 全年预期目标 / ●粮食产量…


def is_lone(part: Line, words: Section) -> bool:
    """Whether the only line of a text is a passage of it rather than its title: ``市教育局牵头，市财政局配合``."""
    text = part.bare
    if text.startswith(words.words["about"][0]) or roles.names_genre(text, words) or len(text) < _SAYS:
        return False
    return _kind(part, words) in _UNSAID


def _is_front(part: Line, words: Section) -> bool:
    text = part.bare
    if part.ordinal or text[0] in BULLETS or roles.ATTACHMENTS.match(text):
        return False
    if text.endswith("："):
        return len(text) <= _ADDRESSEES and "。" not in text
    short = len(text) <= _TITLE_LINE or roles.is_history(part, words)
    return short and not part.row and not _is_said(text)


def _asks(parts: Sequence[Line], words: Section) -> bool:
    """Whether a text opens with a headline that asks or calls: ``29省份公布增速目标 透露哪些信号？``."""
    text = parts[0].bare
    if text[-1] not in roles.CALLS or "。" in text or len(parts) == 1 or parts[0].ordinal or parts[0].row:
        return False
    return len(text) in _HEADLINE and not words.patterns["salutes"].search(text)


def _is_said(text: str) -> bool:
    """Whether a text ends as sentences do, those within quotation marks too: ``“…坚决完成目标任务。”``."""
    return text[-1] in TERMINAL or (text[-1] == "”" and text[-2:-1] == "。")


def front(parts: Sequence[Line], first: bool, words: Section) -> list[tuple[str, Line]]:
    """The blocks of a front, in order; short lines that make no title are page noise."""
    found: list[tuple[str, Line]] = []
    loose: list[Line] = []
    for part in _whole(parts, words):
        kind = _kind(part, words)
        if kind is None or (
            kind == kinds.NOTE and loose and words.patterns["title_rest"].fullmatch(part.bare)
        ):
            loose.append(part)
            continue
        signed = _signers(loose, words) if kind == kinds.DATE else []
        found += [(kinds.NOTE, one) for one in _masthead(loose, kind == kinds.NUMBER, words)]
        found += _titles(loose, words)
        if kind == kinds.ADDRESSEES and first and loose and found and found[-1][0] == kinds.TITLE:
            signed = _named_below(loose, found[-1][1], words)
        found += [(kinds.SIGNATURE, one) for one in signed]
        loose = []
        found.append((kind, part))
    found += [(kinds.NOTE, one) for one in _masthead(loose, False, words)]
    found += _titles(loose, words)
    if first and found and found[-1][0] == kinds.TITLE and loose:
        found += [(kinds.SIGNATURE, part) for part in _named_below(loose, found[-1][1], words)]
    signs = any(kind == kinds.SIGNATURE for kind, _ in found)
    if first and not signs and not any(kind == kinds.TITLE for kind, _ in found):
        last = next(
            (part for part in reversed(loose) if not words.patterns["byline"].search(part.bare)), None
        )
        found += [(kinds.TITLE, last)] if last and _may_head(last, words) else []
    return found


def _whole(parts: Sequence[Line], words: Section) -> Iterator[Line]:
    """`parts`, where two lines that say who passed a text are one: ``2021年1月27日某市第十五届`` / ``人民代表大会第五次会议批准``.

    So are all lines of a bracket that says so: ``（2001年11月14日…通过`` / ``根据2003年4月24日…《…决定》修正）``.
    """
    index = 0
    while index < len(parts):
        line, following = parts[index], parts[index + 1 : index + 2]
        count = _noted(parts, index) if line.bare[0] == "（" else _called(parts, index, words)
        if count == 1 and following and _goes_on(line.bare, following[0].bare, words):
            count = 2
        yield paragraph(parts[index : index + count]) if count > 1 else line
        index += count


def _called(parts: Sequence[Line], index: int, words: Section) -> int:
    """How many lines addressees have that are broken: ``各县人民政府，市政府各部门、各直`` / ``属机构，各大企业：``; else 1."""
    text = parts[index].bare
    if text[-1] in TERMINAL or not _LISTED.search(text) or not words.patterns["lists_whom"].match(text):
        return 1
    for count, part in enumerate(parts[index + 1 : index + _CALLED_LINES], 2):
        if part.ordinal or part.row or part.gap or _kind(part, words) not in _LISTED_KINDS:
            return 1
        if part.bare[-1] == "：":
            whole = "".join([line.bare for line in parts[index : index + count]])
            names = words.patterns["addressee"].search(whole) and "。" not in whole
            names = names and words.words["about"][0] not in whole  # of a title above them
            return count if names and not words.patterns["addressees_no"].search(part.bare) else 1
    return 1


def _noted(parts: Sequence[Line], index: int) -> int:
    """How many lines a bracket has that opens with a date, 1 where it is closed at once or never."""
    text = parts[index].bare
    if text[0] != "（" or not roles.DATE.match(text, 1) or text.endswith("）"):
        return 1
    for count, part in enumerate(parts[index + 1 : index + _NOTE_LINES], 2):
        if part.bare.endswith("）") and not part.row:
            return count
    return 1


def _goes_on(text: str, after: str, words: Section) -> bool:
    """Whether a break stands within the line that says who passed a text; another date says who published it."""
    if not roles.DATE.match(text) or roles.DATE.match(after) or roles.is_enacted(text, words):
        return False
    return roles.is_enacted(text + after, words)


def _named_below(loose: Sequence[Line], title: Line, words: Section) -> list[Line]:
    """The one line below the last title that says whose the text is: ``某市职务任免办法`` / ``某市人民政府`` / ``第一条 …``."""
    below = [part for part in loose if part.start > title.start and part.start >= title.end]
    if len(below) != 1 or words.patterns["at_home"].search(below[0].bare):
        return []
    return below if words.patterns["body_end"].search(below[0].bare) else []


def _may_head(part: Line, words: Section) -> bool:
    text = part.bare
    if text[0].isdecimal() and not _YEAR.match(text) and not words.patterns["counted"].match(text):
        return False
    return len(text) in _HEADLINE and not (
        (words.patterns["at_home"].search(text) and not words.patterns["told"].search(text))
        or roles.DATE.match(text)
        or "|" in text
    )


def _kind(part: Line, words: Section) -> str | None:
    line, text = part.first, part.bare
    if roles.is_number(line):
        return kinds.NUMBER
    if roles.is_date(text):
        return kinds.DATE
    if roles.is_history(part, words):
        return kinds.HISTORY
    if (
        roles.is_note(part, words)
        or roles.is_enacted(text, words)
        or roles.is_imprint(text, words)
        or (text[0] in _DASHES and roles.DATE.search(text))
    ):
        return kinds.NOTE
    if text[-1] in LEAD_ENDS:
        names = words.patterns["addressee"].search(text) and not words.patterns["addressees_no"].search(text)
        return kinds.ADDRESSEES if names else kinds.BODY
    if roles.ATTACHED.fullmatch(text):
        return kinds.ANNEX
    return kinds.SIGNATURE if roles.signs_with_date(text, words) else None


def _masthead(loose: list[Line], numbered: bool, words: Section) -> list[Line]:
    """``某市人民政府文件``, and the body named right above a number; they are taken out of `loose`."""
    if not loose:
        return []
    red = [part for part in loose if roles.is_masthead(part.bare, words)]
    if numbered and not red and _names_whom(loose[-1].bare, words):
        red = loose[-1:]
    first = loose.index(red[0]) if red else 0
    while first > 0 and _joins(loose[first - 1].bare, red, words):  # one name a line above it
        first -= 1
        red.insert(0, loose[first])
    for part in red:
        loose.remove(part)
    return red


def _joins(text: str, red: Sequence[Line], words: Section) -> bool:
    """Whether a line above a masthead names one who issues with it, and is not the name of a site: of the same place."""
    placed = [part.bare for part in red if words.patterns["placed_head"].match(part.bare)]
    return _names_whom(text, words) and (not placed or any(name[:_STEM] in text for name in placed))


def _names_whom(text: str, words: Section) -> bool:
    return bool(words.patterns["body_end"].search(text)) and not words.patterns["at_home"].search(text)


def _signers(loose: list[Line], words: Section) -> list[Line]:
    """The bodies named right above a date on a cover; they are taken out of `loose`."""
    signed: list[Line] = []
    while loose and words.patterns["body_end"].search(loose[-1].bare):
        signed.insert(0, loose.pop())
    return signed


def _titles(run: Sequence[Line], words: Section) -> list[tuple[str, Line]]:
    if not run:
        return []
    return [
        (kinds.TITLE, paragraph([line for i in group for line in run[i].lines or (run[i],)]))
        for group in titles(run, words)
    ]


def signature_end(parts: Sequence[Line], start: int, words: Section) -> int:
    """The end of a signature (with its date) that begins at `start`, else `start`."""
    first = parts[start].bare if start < len(parts) else ""
    if (
        not first
        or "，" in first
        or first.isascii()  # 0598-8863285, below 联系电话：
        or _is_item(first, words)
        or (len(first) > _SIGNATURE_LINE and not _all_bodies(parts[start], words))
        or words.patterns["hereby"].match(first)
        or roles.is_disclosure(parts[start], words)  # （此件主动公开） above who signs
        or (roles.names_genre(first, words) and not words.patterns["body_end"].search(first))
    ):
        return start
    for end in range(start, min(len(parts), start + _SIGNATURE_LINES)):
        text = parts[end].bare
        odd = len(text) > _SIGNATURE_LINE or parts[end].row
        if odd and not _all_bodies(parts[end], words):
            return start
        if roles.is_date(text) or roles.signs_with_date(text, words):
            return end + 1
        if _LABELLED.match(text):
            return start
        if _IN_FIGURES.fullmatch(text):
            return end + 1 if end > start and _names_body(parts[end - 1], words) else start
        if roles.is_disclosure(parts[end], words) and end > start:
            return end if all(_names_body(part, words) for part in parts[start:end]) else start
        if (
            "，" in text
            or _is_item(text, words)
            or (text[0] == "（" and len(text) > _SEAL and not text.endswith(_FOR))
        ):
            return start
        if _is_said(text) or _ENDED in text or parts[end].ordinal:
            return start
        if roles.ATTACHMENTS.match(text) or roles.ATTACHED.fullmatch(text):
            return start
    if len(parts) - start >= _SIGNATURE_LINES:
        return start
    return len(parts) if all(_names_body(part, words) for part in parts[start:]) else start


def _is_item(text: str, words: Section) -> bool:
    """Whether a line is the item of a list: ``●粮食产量稳定``, ``城镇新增就业110万人以上``."""
    if text[0] in BULLETS:
        return True
    figure = _FIGURE.search(text)
    if figure is None:
        return False
    return text[figure.end()] in _RATES or bool(words.patterns["counts"].match(text, figure.end()))


def _all_bodies(part: Line, words: Section) -> bool:
    """Whether a line is a list of names, however long, in columns or not: ``某市财政局      某市公安局``."""
    names = part.text.split() if not part.whole else ()
    return len(names) > 1 and all(words.patterns["body_end"].search(name) for name in names)


def _names_body(part: Line, words: Section) -> bool:
    return bool(words.patterns["body_end"].search(part.bare)) and not roles.is_annotation(part.first, words)


def signature_kind(part: Line) -> str:
    """DATE for the line of the date, else SIGNATURE."""
    dates = roles.is_date(part.bare) or _IN_FIGURES.fullmatch(part.bare)
    return kinds.DATE if dates else kinds.SIGNATURE
