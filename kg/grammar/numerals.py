"""Numerals as documents write them, over folded text: ``1，000``, ``4.6``, ``三十五``, ``百分之四十五``, ``五分之一``.

Reads a piece of text that one of its patterns matched; yields an `int` where the text has no decimal point.
"""

from __future__ import annotations

import re

# At most fourteen digits: what is longer is no figure, and int() refuses very long ones.
ARABIC = r"(?:\d{1,3}(?:，\d{3}){1,3}(?![\d，.])|\d{1,14}(?:\.\d{1,8})?(?!\d))"
HAN = r"[零〇一二两三四五六七八九十百千]{1,9}"
NUMBER = rf"(?:{ARABIC}|{HAN})"
DECIMAL = rf"{HAN}点[零〇一二三四五六七八九]{{1,4}}"  # 二点五

_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 10**4, "亿": 10**8}
_FRACTION = re.compile(rf"({NUMBER})分之({NUMBER})")
_ROUND = 10


def number(text: str) -> int | float:
    """``1，000`` → 1000, ``4.6`` → 4.6, ``三十五`` → 35, ``二点五`` → 2.5, ``百`` → 100."""
    if text[0] in "0123456789":
        plain = text.replace("，", "")
        return float(plain) if "." in plain else int(plain)
    whole, point, parts = text.partition("点")
    return float(f"{han(whole)}.{''.join(str(_DIGITS[sign]) for sign in parts)}") if point else han(text)


def han(text: str) -> int:
    """``一百二十三`` → 123, ``二〇二五`` → 2025, ``两千`` → 2000, ``十三万`` → 130000."""
    if text in _DIGITS:  # most
        return _DIGITS[text]
    if not any(sign in _TENS or sign in _SCALES for sign in text):
        return int("".join(str(_DIGITS[sign]) for sign in text))
    total = section = digit = 0
    for sign in text:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in _TENS:
            section, digit = section + (digit or 1) * _TENS[sign], 0
        else:
            total, section, digit = (total + section + digit) * _SCALES[sign], 0, 0
    return total + section + digit


def fraction(text: str) -> float | None:
    """``五分之一`` → 0.2, ``三分之二`` → 0.6666666667; None where `text` is none."""
    found = _FRACTION.fullmatch(text)
    if not found or not number(found[1]):
        return None
    return round(number(found[2]) / number(found[1]), _ROUND)
