"""Lines of a page that speak of the document or offer it: its title cut off, a sentence on what it is about, files below it."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from kg.lexicon import Section
from kg.outline import roles
from kg.outline.line import TERMINAL, Line

FILE = re.compile(r"\.(?:docx?|wps|pdf|txt|rtf|ofd)$", re.IGNORECASE)
_CUT = "…"
# a file that a page offers, with its size: 1.任务分解表.xlsx（23KB）
_OFFERED = re.compile(
    r"\.(?:docx?|wps|pdf|txt|rtf|ofd|xlsx?|et|pptx?|zip|rar|7z|jpe?g|png|ceb)(?:（?[\d.]+[KM]B?）?|（[^（）]{1,8}）)?$",
    re.IGNORECASE,
)
_TEASER, _TITLE = 45, 12  # characters of a title with more behind it; of a title
_NAME = 45  # … and of a file
_FILES = 60  # that a page offers, at most


def is_file(line: Line, head: Set[str]) -> bool:
    """Whether a line of the head is another one with the ending of a file: ``某县公文处理细则.docx``."""
    name = FILE.search(line.bare)
    return name is not None and line.bare[: name.start()] in head


def is_teaser(line: Line, head: Set[str]) -> bool:
    """Whether a line of the head is the title and what follows it, cut off: ``…实施方案的通知 各区（市）县政府（管委会…``."""
    text = line.bare
    return (
        text[-1] == _CUT
        and len(text) > _TEASER
        and any(text.startswith(title) for title in head if len(title) > _TITLE and title != text)
    )


def is_lead(lines: Sequence[Line], index: int, words: Section) -> bool:
    """Whether a page says in a sentence what the document below is about: ``导读：加快…，具有重要意义。`` / ``某政办函〔2017〕103号``."""
    if not index or words.patterns["page_lead"].match(lines[index].text) is None:
        return False
    return any(map(roles.is_number, lines[index + 1 : index + 3]))


def is_stamp(lines: Sequence[Line], index: int, words: Section) -> bool:
    """Whether a page says who put it there and when, above where it comes from: ``某省财政厅`` / ``2025年08月25日`` / ``信息来源：``."""
    line, below = lines[index].bare, lines[index + 1 : index + 3]
    if line[-1] not in roles.DATED and below and words.patterns["body_end"].search(line):
        return roles.is_date(below[0].bare) and is_stamp(lines, index + 1, words)
    if not roles.is_date(line):
        return False
    return any(words.patterns["stamped"].match(one.bare) for one in below[:1])


def is_offered(lines: Sequence[Line], index: int, words: Section) -> bool:
    """Whether a page offers a numbered line as a file: ``1.任务分解表.xlsx``, or a line of a list below ``附件下载：``."""
    if not lines[index].ordinal:
        return False
    if _OFFERED.search(lines[index].bare):
        return True
    first = max(0, index - _FILES)
    while (
        index > first
        and lines[index].ordinal
        and len(lines[index].bare) <= _NAME
        and lines[index].bare[-1] not in TERMINAL
    ):
        index -= 1
    return lines[index].ordinal is None and roles.ends_page(lines[index], words)


def button(line: Line, words: Section) -> int:
    """Where a site's button stands behind a title on its line: ``…行动计划（2025—2027年） 政策咨询``; else 0."""
    front, _, behind = line.text.rpartition(" ")
    if not front or behind not in roles.entire(words, "button_behind"):
        return 0
    return len(front) if roles.names_genre("".join(front.split()), words) else 0
