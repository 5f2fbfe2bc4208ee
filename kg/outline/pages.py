"""Page numbers on lines of their own, and lines of digits that are none of them but pieces of a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PAGE = re.compile(
    r"[\s\-—–_·.…]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[,，/／]?\s*(?:共|/)\s*\d{1,4}\s*页?)?[\s\-—–_·.…]*|[IVXivx]{1,5}"
)
_PAGE_HEADS = frozenset("-—–_·.…第0123456789IVXivx")
_BEFORE_FIGURE = frozenset("（〔【[《第")
_BEHIND_FIGURE = frozenset("〕）】]》号年月日%、，。；：")
_DASH = 2  # characters of a dash
DIGITS = 9  # characters of a line of digits, with white space
_POINT = "."
_NEAR = 5  # lines between them


def is_number(text: str) -> bool:
    """``— 3 —``, ``第3页 共12页``, ``iv``: a line that may be the number of a page; ``3.`` is an ordinal that waits."""
    if text[-1] == _POINT and text[:-1].isdecimal():
        return False
    return (text[0] in _PAGE_HEADS or text[0].isdecimal()) and bool(_PAGE.fullmatch(text))


def is_figure(rows: Sequence[str], index: int, counted: re.Pattern[str]) -> bool:
    """Whether a line of digits is a piece of a sentence: ``〔`` / ``202`` / ``2`` / ``〕`` / ``9`` / ``号``, ``3`` / ``个月内``.

    `counted` is how a line begins that says what is counted.
    """
    if not _digits(rows[index]):
        return False
    before = next((row for row in reversed(rows[max(0, index - _NEAR) : index]) if _other(row)), "")
    after = next((row for row in rows[index + 1 : index + _NEAR] if _other(row)), "")
    if before and before.rstrip()[-1] in _BEFORE_FIGURE:
        return True
    if after and (after.lstrip()[0] in _BEHIND_FIGURE or counted.match(after.lstrip())):
        return True
    return bool(index) and rows[index - 1].rstrip()[-1:].isdecimal()


def is_dash(rows: Sequence[str], index: int) -> bool:
    """Whether a line is the dash of a period: ``（`` / ``2022`` / ``—`` / ``2035`` / ``）``."""
    sign = rows[index].strip()
    if len(sign) > _DASH or sign.strip("-—") or not 0 < index < len(rows) - 1:
        return False
    return _digits(rows[index - 1]) and _digits(rows[index + 1])


def _digits(row: str) -> bool:
    content = row.lstrip()
    return len(content) < DIGITS and content.rstrip().isdecimal()


def _other(row: str) -> bool:
    return bool(row.strip()) and not _digits(row)
