"""Title lines: which of the short lines in front of a text are its title, and how they are joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from kg.lexicon import Section
from kg.outline import roles
from kg.outline.line import Line

_MOST_LINES = 12
_BREAK = 4  # characters of an end of line, with white space around it
_SITE = re.compile(r"(?:[_|｜]+|[-—–]{1,2}(?=[^-—–]{3,20}$)).{2,40}$")  # …的通知_某省某局
_SAME = 8
_PIECE = 6  # characters of a piece of a title between two breaks
_REST = 2  # characters of the rest of a name
_LONG = 12  # characters of a title whose kind the next line goes on with: …五大专项行动 / 方案的通知
_OTHERS = 8  # … of 等13个部门
_NAME_REST = 24  # … of what stands of a name below its break: 国家林业和 / 草原局关于
# with which a second genre goes on: …第十四个五年规划 / 和二〇三五年远景目标纲要
_JOINS = frozenset("和及与暨")
_ALSO = "以及《"  # … or another name: 关于印发《甲目录》 / 以及《乙目录》的通知
_LISTED = re.compile(r"(?:19|20)\d\d([-/.])\d{1,2}\1\d{1,2}(?:\d\d:\d\d)?$")  # when a link was put on a page
_COUNT = re.compile(r"(?!(?:19|20)\d\d(?!\d))\d{3}")


def titles(run: Sequence[Line], words: Section) -> list[range]:
    """The titles among short lines: each a range of `run`, joined where one is broken over lines."""
    found: list[range] = []
    start = 0
    for index in range(len(run)):
        if _ends(run, start, index, words):
            first = _first(run, start, index, words)
            found.append(range(first, index + 1))
            start = index + 1
    return found


def _ends(run: Sequence[Line], start: int, index: int, words: Section) -> bool:
    """Whether a title ends with line `index`: a genre word, brackets closed, no more of it on the next line."""
    if run[index].bare[-1] not in roles.genre_ends(words):
        return False
    whole = index  # above what stands in brackets: （2021—2023年） / （征求意见稿）
    while whole > start and run[whole].bare[0] == "（":
        whole -= 1
    text = "".join(part.bare for part in run[max(start, min(whole, index - 1)) : index + 1])
    if not roles.names_genre(text, words):
        return False
    joined = "".join(part.bare for part in run[max(start, index - _MOST_LINES) : index + 1])
    if joined.count("《") > joined.count("》") or joined.count("（") > joined.count("）"):
        return False
    after = run[index + 1].bare if index + 1 < len(run) else ""
    return not (
        after[:1] in ("的", "》")
        or (len(joined) >= _LONG and words.patterns["title_goes_on"].fullmatch(after))
        or (after[:1] == "（" and after[-1:] == "）" and len(after) <= 20)
        or _rest(after)
        or ((after[:1] in _JOINS or after.startswith(_ALSO)) and roles.names_genre(after, words))
    )


def _rest(text: str) -> bool:
    """The end of a title whose last line begins with a bracket: ``（2023-2025年）的通知``."""
    return bool(re.match(r"（[^（）]{1,20}）的", text))


def _first(run: Sequence[Line], start: int, end: int, words: Section) -> int:
    """Where the title that ends with line `end` begins, going back over the lines that belong to it."""
    first = end
    while (
        first > start and end - first < _MOST_LINES and _belongs(run[first - 1].bare, run, first, end, words)
    ):
        first -= 1
    return first


def _at_home(line: str, words: Section) -> bool:
    return bool(words.patterns["at_home"].search(line) and words.patterns["body_end"].search(line))


def _joint(run: Sequence[Line], title: str, words: Section) -> bool:
    """``市生态环境局 市财政局`` right above ``关于印发…的通知``: who issues it together."""
    near = run[0].gap and run[1].start - run[0].end <= _BREAK
    return bool(near) and " " in run[0].text and bool(words.patterns["about"].match(title))


def _shown(line: str, title: str) -> bool:
    """Whether a line is the title with the name of its site behind it: ``…的通知_某省某局``."""
    site = _SITE.search(line)
    return site is not None and title.startswith(line[: site.start()])


def _of_office(line: str, words: Section) -> str:
    """The government whose office a line names, which issues nothing together with it: ``某县人民政府|办公室``; else the line."""
    return next((line[: -len(end) + 2] for end in words.words["office"] if line.endswith(end)), line)


def _broken(line: str, text: str, words: Section) -> bool:
    """Whether a break stands within the name of who issues, or in the word behind it: ``…办公`` / ``室关于``, ``…局关`` / ``于印发``."""
    whole = line + text[: _REST + 2]
    found = words.patterns["about"].search(whole, len(line) - 1)
    if found is None or found.start() == len(line) or words.patterns["at_home"].search(text):
        return False
    return words.patterns["body_end"].search(whole[: found.start()]) is not None


def _named_on(line: str, text: str, words: Section) -> bool:
    """Whether a break stands in the midst of who issues it: ``…厅、宁安省医疗`` / ``保障局关于``, ``国家林业和`` / ``草原局关于``."""
    found = words.patterns["about"].search(text, 1, _NAME_REST + _REST)
    if found is None or words.patterns["body_end"].search(line):
        return False
    rest = text[: found.start()]
    if words.patterns["place_opens"].match(rest) or not words.patterns["body_end"].search(rest):
        return False
    return words.patterns["name_opens"].fullmatch(line) is not None


def _kind_broken(line: str, text: str, words: Section) -> bool:
    """Whether a break stands in the midst of a kind of document: ``…管理办`` / ``法的通知``, ``…城市更新行`` / ``动方案``."""
    if len(line) < _LONG or line[-1] + text[0] not in _inner_pairs(words):  # nearly always
        return False
    rest = len(line)
    whole = line + text[:_REST]
    return any(
        kind in whole[rest - len(kind) + 1 : rest + len(kind) - 1]
        for kind in words.words["genre"]
        if len(kind) > 1
    )


@cache
def _inner_pairs(words: Section) -> frozenset[str]:
    """The signs beside each other in the kinds of documents: ``实施办法`` has 实施, 施办 and 办法."""
    return frozenset(one + other for kind in words.words["genre"] for one, other in pairwise(kind))


def _begun(line: str, words: Section) -> bool:
    """Whether a line is the head of a title without its kind: ``某市人民政府办公室关于转发区``, ``关于举办某大学第十``."""
    found = words.patterns["about"].search(line)
    if found is None or len(line) < _LONG or roles.names_genre(line, words):
        return False
    return not found.start() or words.patterns["body_end"].search(line[: found.start()]) is not None


def _belongs(line: str, run: Sequence[Line], first: int, end: int, words: Section) -> bool:
    text = "".join(part.bare for part in run[first : end + 1])
    named = not words.patterns["about"].match(text)
    if named and any(part.bare == text for part in run[: max(0, first - 1)]):
        return False  # who issues it, between a title that names him and the title again
    if text.startswith((line, _of_office(line, words))) or (
        line.startswith(text[:_SAME]) and _shown(line, text)
    ):
        return False  # a site's name above the title, or the title as the browser shows it
    if text[0] in "（的》":
        return not _at_home(line, words)
    if "：" in line or _COUNT.match(line) or line.isascii() or _LISTED.search(line):
        return False  # 今日访问：1024; 12345热线; THE BEGINNING; 《…办法》2021-02-09 among links
    if _at_home(line, words) and not (first == 1 and _joint(run, text, words)):
        return False  # links to 市财政局, 市教育局 …
    if words.patterns["about_end"].search(line) or _broken(line, text, words) or _named_on(line, text, words):
        return True
    if _kind_broken(line, text, words):
        return True
    others = words.patterns["title_others"]
    if others.match(line[-1] + text) or (not named and others.search(line, max(0, len(line) - _OTHERS))):
        return True
    joint = words.patterns["joint_order"].match(text)
    if joint and words.patterns["joint_order"].match(line + joint["kind"]):
        return True  # 国家林业局 / 国家档案局令
    found = words.patterns["about"].search(text)
    if line.count("，") > 1 and found is None:
        return False  # a site's slogan
    if text.count("》") > text.count("《") or text.count("）") > text.count("（"):
        return True
    if found is None:
        above = run[first - 2].bare if first > 1 else ""
        if len(line) <= _PIECE and words.patterns["about_end"].search(above):
            return True  # …办公室关于 / 下达 / 2006年全市造林任务的通知
        if _begun(above, words):
            return True  # 关于举办某大学第十 / 七届竞赛暨2021年全国大学 / 生竞赛的通知
        return bool(words.patterns["about"].search(line)) or (
            len(line) >= 8 and not words.patterns["body_end"].search(line)
        )
    if 0 < text.find("《") < found.start() and _begun(line, words):
        return True  # …办公室关于转发区 / 绿化局制订的《关于…》的通知
    return bool(words.patterns["body_end"].search(line)) and not roles.names_genre(line, words)
