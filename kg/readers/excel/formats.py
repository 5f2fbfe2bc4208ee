"""Numbers of a spreadsheet as its number formats show them: 0.9 in ``0%`` → ``90%``, 45838 in ``yyyy/m/d`` → ``2025年6月30日``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

# Formats that every program knows by number, as far as they are other than plain (ECMA-376 part 1, 18.8.30, with those of Chinese Excel).
BUILT_IN: Mapping[int, str] = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "yyyy-m-d", 15: "yyyy-m-d", 16: "m-d",
    17: "yyyy-m", 18: "h:mm", 19: "h:mm", 20: "h:mm", 21: "h:mm", 22: "yyyy-m-d h:mm", 27: "yyyy-m", 28: "m-d",
    29: "m-d", 30: "m-d", 31: "yyyy-m-d", 32: "h:mm", 33: "h:mm", 36: "yyyy-m", 37: "#,##0", 38: "#,##0", 39: "#,##0.00",
    40: "#,##0.00", 50: "yyyy-m", 51: "m-d", 52: "yyyy-m", 53: "m-d", 54: "m-d", 57: "yyyy-m", 58: "m-d",
}  # fmt: skip
_TOKEN = re.compile(r'"([^"]*)"?|\\(.)|_.|\*.|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|([^"\\\[_*]+)', re.DOTALL)
_FIGURE = re.compile(r"[#0?]")
_NUMBER = re.compile(r"[#0?,.]*[#0?][#0?,.]*")
_SECONDS = 24 * 60 * 60
_LATEST = 2_956_000  # days up to the year 9993, counted from either base
_SIGNIFICANT = 10
_LONGEST = 1e15  # beyond it a spreadsheet itself keeps no digit
_DECIMALS = 12


def shown(number: float, code: str, base: datetime) -> str:
    """`number` as the format `code` shows it; dates are counted from `base`."""
    if abs(number) >= _LONGEST:
        return general(number)
    section = _section(number, code)
    pieces = _pieces(section)
    bare = "".join(text for text, literal in pieces if not literal).lower()
    dated = _date(number, bare, base) if re.search("[ymdh]", bare.replace("general", "")) else None
    if dated is not None:
        return dated
    if not _FIGURE.search(bare):
        return general(number)
    return _figure(number, pieces)


def general(number: float) -> str:
    """A number without a format: 2025.0 → ``2025``, 0.30000000000000004 → ``0.3``."""
    if number == int(number) and abs(number) < _LONGEST:
        return str(int(number))
    text = f"{number:.{_SIGNIFICANT}g}"
    return (
        format(Decimal(text), "f") if "e" in text and abs(number) < _LONGEST and abs(number) > 1e-9 else text
    )


def _section(number: float, code: str) -> str:
    """The part of a format that is for a number of this sign: ``0;-0;0`` has one for each."""
    sections = code.split(";")
    return sections[1] if number < 0 and len(sections) > 1 and _FIGURE.search(sections[1]) else sections[0]


@lru_cache(maxsize=256)
def _pieces(section: str) -> list[tuple[str, bool]]:
    """The text of a format, and whether it is printed as it is: ``0.0"张"`` → 0.0, 张."""
    found: list[tuple[str, bool]] = []
    for token in _TOKEN.finditer(section):
        quoted, escaped, currency, plain = token.groups()
        literal = quoted if quoted is not None else escaped if escaped is not None else currency
        if literal is not None:
            found.append((literal, True))
        elif plain is not None:
            found.append((plain, False))
    return found


def _date(number: float, code: str, base: datetime) -> str | None:
    if not 0 <= number < _LATEST or _FIGURE.search(code.replace("00", "").replace(".0", "")):
        return None
    moment = base + timedelta(days=int(number), seconds=round(number % 1 * _SECONDS))
    year, day, hour = "y" in code or "e" in code, "d" in code, "h" in code
    month = re.search(r"m", re.sub(r"h[^ymd]*m+|m+:s", "h", code)) is not None
    text = f"{moment.year}年" if year else ""
    text += f"{moment.month}月" if month else ""
    text += f"{moment.day}日" if day and month else ""
    time = f"{moment.hour}:{moment.minute:02d}" if hour else ""
    return " ".join(part for part in (text, time) if part) or None


def _figure(number: float, pieces: list[tuple[str, bool]]) -> str:
    """``#,##0.0"万元"`` shows 1234.56 as ``1,234.6万元``."""
    bare = "".join(text for text, literal in pieces if not literal)
    pattern = _NUMBER.search(bare)
    code = pattern[0] if pattern else "0"
    decimals = min(len(code.partition(".")[2].replace(",", "")), _DECIMALS)
    value = Decimal(repr(number)) * 100 ** bare.count("%")
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{rounded:,f}" if "," in code.partition(".")[0].strip(",") else f"{rounded:f}"
    if "#" in code.partition(".")[2]:
        text = text.rstrip("0").rstrip(".")
    return "".join(_said(pieces, text, negative=number < 0))


def _said(pieces: list[tuple[str, bool]], text: str, negative: bool) -> list[str]:
    """The literals of a format in order, its first placeholder replaced by the number."""
    found: list[str] = []
    placed = False
    for piece, literal in pieces:
        mark = None if literal else _NUMBER.search(piece)
        if literal:
            found.append(piece)
        elif mark and not placed:
            found += (piece[: mark.start()], text.lstrip("-"), piece[mark.end() :])
            placed = True
        else:
            found.append("".join(sign for sign in piece if sign in "%-（）()"))
    said = "".join(found).strip()
    return [said if not negative or said.startswith(("-", "(", "（")) else f"-{said}"]
