"""Characters that Word keeps as codes of a symbol font: ``w:sym``, private-use characters, circled numbers of fields."""

from __future__ import annotations

import re

from kg.readers.word.numerals import shown

# Code in Adobe's Symbol font → the character that it shows.
_SYMBOL = {
    0xA3: "≤", 0xA5: "∞", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "·", 0xB8: "÷", 0xB9: "≠",
    0xBB: "≈", 0xBC: "…", 0xD7: "·", 0x2D: "-", 0x3C: "<", 0x3D: "=", 0x3E: ">", 0x25: "%", 0x2B: "+", 0x2F: "/",
    0xA2: "′", 0xAE: "→", 0xE5: "∑", 0x6D: "μ", 0x61: "α", 0x62: "β", 0x67: "γ",
}  # fmt: skip
# Boxes and marks of Wingdings; its circled figures follow below.
_DINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x75: "◆", 0xA8: "□", 0xFC: "√", 0xFB: "×", 0xFD: "☒", 0xFE: "☑",
    0xD8: "➢", 0xE0: "→", 0x76: "❖", 0x77: "◆", 0xA7: "▪",
}  # fmt: skip
_DINGS_2 = {0x52: "☑", 0x51: "☒", 0x50: "√", 0x4F: "×", 0xA3: "□", 0x30: "□", 0x2A: "□", 0x98: "●"}
_PRIVATE = re.compile("[\uf000-\uf0ff]")
_CIRCLED = re.compile(r"\s*eq\s*\\o\s*\\ac\s*[(（]\s*[○〇◯Oo]\s*[,，;；、]\s*(\d{1,2})\s*[)）]\s*", re.I)


def symbol(code: str | None, font: str | None) -> str:
    """What ``w:sym`` shows: F0B3 of Symbol → ``≥``, F0FE of Wingdings → ``☑``; empty where it is not known."""
    if not code or len(code) > 5 or not re.fullmatch("[0-9A-Fa-f]+", code):
        return ""
    number = int(code, 16)
    if 0xF000 <= number <= 0xF0FF:
        return _shown(number - 0xF000, font)
    known = _shown(number, font) if number < 0x100 and _of_signs(font) else ""
    private = 0xE000 <= number <= 0xF8FF or 0xD800 <= number <= 0xDFFF or number < 0x20
    return known or ("" if private else chr(number))


def plain(text: str, font: str | None) -> str:
    """`text` without private-use characters: those of symbol fonts as what they show."""
    return _PRIVATE.sub(lambda sign: _shown(ord(sign[0]) - 0xF000, font), text)


def circled(code: str) -> str:
    """What a field ``eq \\o\\ac(○,3)`` shows: ``③``; empty for any other field."""
    found = _CIRCLED.fullmatch(code)
    return shown(int(found[1]), "decimalEnclosedCircle") if found else ""


def _of_signs(font: str | None) -> bool:
    return (font or "").lower().startswith(("symbol", "wingdings"))


def _shown(number: int, font: str | None) -> str:
    name = (font or "").lower().replace(" ", "")
    if name.startswith("wingdings2"):
        return _DINGS_2.get(number, "")
    if name.startswith("wingdings"):
        circle = shown(number - 0x80, "decimalEnclosedCircle") if 0x81 <= number <= 0x8A else ""
        return circle or _DINGS.get(number, "")
    return _SYMBOL.get(number) or _DINGS.get(number, "")
