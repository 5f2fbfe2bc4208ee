"""The list of what is attached: ``附件：1.任务分解表`` / ``2.…`` / …, or the name of one annex below its label.

Reads the paragraphs of a document; says how far the list reaches, what it names, and where one of these has its title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.lexicon import Section
from kg.outline import roles
from kg.outline.front import signature_end
from kg.outline.line import Line
from kg.outline.ordinals import ARABIC

_NAME = 80  # characters of the name of an attachment
_KNOWN = 6  # … by which one is known again whose issuer is left out
_TITLE_LINES = 4  # over which its title may be broken
_NUMBERED = re.compile(r"(\d{1,2})[.、．](?=\D)")
_DIGITS = re.compile(r"\d+")
_MARKS = re.compile(r"[《》“”；;。，\s]|（[^（）]*）$")


def end(parts: Sequence[Line], index: int, words: Section) -> int:
    """Where a list ends that ``附件：1.…`` opens at `index`."""
    first = index
    index += 2 if _named_below(parts, index, words) else 1
    while index < len(parts) and (_lists(parts[index]) or _lists_on(parts, index)):
        if parts[index].ordinal is None and title(parts, index, names(parts[first:index])):
            break  # the first annex itself, whose items are counted: 办理事项清单 / 1.参保登记
        index += 1
    return index


def names(parts: Sequence[Line]) -> list[tuple[int, str]]:
    """What a list names, by its numbers: ``附件：1.甲办法`` / ``2.乙细则`` → (1, 甲办法), (2, 乙细则); one alone has 0."""
    found: list[tuple[int, str]] = []
    for part in parts:
        for number, name in _names(part.bare, found[-1][0] if found else 0):
            if number is None and found:
                found[-1] = (found[-1][0], found[-1][1] + name)
            else:
                found.append((number or 0, name))
    return [(number, _key(name)) for number, name in found]


def _names(text: str, last: int) -> Iterator[tuple[int | None, str]]:
    """Those of a line, behind the number `last`; None where it goes on with a name."""
    label = roles.ATTACHMENTS.match(text)
    digits = _DIGITS.search(label.group()) if label else None
    number, begin = int(digits.group()) if digits else None, label.end() if label else 0
    for hit in _NUMBERED.finditer(text, begin):
        if int(hit[1]) == (number or last) + 1 and (hit.start() == begin or number is not None):
            if hit.start() > begin:
                yield number, text[begin : hit.start()]
            number, begin = int(hit[1]), hit.end()
    if begin < len(text):
        yield number, text[begin:]


def title(parts: Sequence[Line], index: int, listed: Sequence[tuple[int, str]]) -> tuple[int, int] | None:
    """Which of those listed has its title at `index`, by number, and where that ends: broken, or without who issues it."""
    if parts[index].bare[0] == roles.ATTACHES:
        return None  # a label
    whole = ""
    for at in range(index, min(len(parts), index + _TITLE_LINES) if listed else index):
        if parts[at].ordinal or parts[at].row or not _may_attach(parts[at]):
            return None
        whole += parts[at].bare
        key = _key(whole)
        for number, name in listed:
            if _is_same(key, name) or _is_same(name, key):
                return number, at + 1
    return None


def _is_same(name: str, short: str) -> bool:
    """Whether two names are one, the second with who issues it or without: ``甲区专项资金管理办法``, ``专项资金管理办法``."""
    return name == short or (len(short) >= _KNOWN and name.endswith(short))


def _key(name: str) -> str:
    """The name of an annex as it is compared: ``《甲办法（试行）》`` → 甲办法."""
    return _MARKS.sub("", name)


def lists(parts: Sequence[Line], index: int) -> bool:
    """Whether a line opens a list of several: ``附件：1.托育机构备案办法`` / ``2.检查清单``; ``附件：备案办法`` may be the annex itself."""
    if not roles.ATTACHMENTS.match(parts[index].bare) or index + 1 == len(parts):
        return False
    second = parts[index + 1].ordinal
    return (
        second is not None
        and second.number == len(names(parts[index : index + 1])) + 1
        and _lists(parts[index + 1])
    )


def is_table(part: Line, words: Section) -> bool:
    """Whether a table begins here, its cells run together or not: ``序号 案件名称 案件类型 1 2 3``."""
    return part.columns or part.bare.startswith(words.words["numbers_rows"])


def attaches(text: str) -> bool:
    """Whether a line opens such a list, or an annex: ``附件：1.…``, ``附件2``."""
    return text[0] == roles.ATTACHES and bool(roles.ATTACHED.fullmatch(text) or roles.ATTACHMENTS.match(text))


def _named_below(parts: Sequence[Line], index: int, words: Section) -> bool:
    """Whether the name of the one annex stands below its label: ``附件：`` / ``2017年度公立医院院长年薪基数表``."""
    part = parts[index + 1] if index + 1 < len(parts) else None
    if part is None or parts[index].bare[-1] != "：" or part.ordinal or not _may_attach(part):
        return False
    if roles.is_date(part.bare) or words.patterns["body_end"].search(part.bare):
        return False
    return signature_end(parts, index + 2, words) > index + 2


def _lists(part: Line) -> bool:
    found = part.ordinal
    return found is not None and found.style == ARABIC and _may_attach(part)


def _lists_on(parts: Sequence[Line], index: int) -> bool:
    """Whether a line is the rest of a name that the next one follows: ``附件1.某局关于`` / ``…领导小组`` / ``2.…标准``."""
    rest = parts[index]
    following = parts[index + 1] if index + 1 < len(parts) else None
    return rest.ordinal is None and _may_attach(rest) and following is not None and _lists(following)


def _may_attach(part: Line) -> bool:
    """Whether a line is as short as the name of an attachment, and no sentence."""
    return len(part.bare) <= _NAME and part.bare[-1] not in "。：；"
