"""The list of what is attached: ``附件：1.任务分解表`` / ``2.…`` / …, or the name of one annex below its label.

Reads the paragraphs of a document; says how far the list reaches.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.lexicon import Section
from kg.outline import roles
from kg.outline.front import signature_end
from kg.outline.line import Line
from kg.outline.ordinals import ARABIC

_NAME = 80  # characters of the name of an attachment


def end(parts: Sequence[Line], index: int, words: Section) -> int:
    """Where a list ends that ``附件：1.…`` opens at `index`."""
    index += 2 if _named_below(parts, index, words) else 1
    while index < len(parts) and (_lists(parts[index]) or _lists_on(parts, index)):
        index += 1
    return index


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
