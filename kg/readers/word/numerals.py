"""A number in the formats of Word's lists (``w:numFmt``): 12 → ``十二``, ``⑫``, ``XII``, ``l``, ``壬``."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "零一二三四五六七八九"
_LEGAL = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"]
_LEGAL_TRADITIONAL = ["零", "壹", "貳", "參", "肆", "伍", "陸", "柒", "捌", "玖"]
_LEGAL_UNITS = ("仟", "佰", "拾")
_STEMS = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"]
_BRANCHES = ["子", "丑", "寅", "卯", "辰", "巳", "午", "未", "申", "酉", "戌", "亥"]
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
# First and last number of a run of signs, and the sign of the first.
_CIRCLES = ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1))
_LARGEST = 9999  # beyond it, and for numbers below one, every format shows Arabic figures


def shown(number: int, form: str) -> str:
    """`number` as Word shows it: ``shown(21, "chineseCounting")`` → ``二十一``; Arabic for a format unknown."""
    if form in ("none", "bullet"):
        return ""
    write = _FORMATS.get(form)
    return write(number) if write and 0 < number <= _LARGEST else str(number)


def _thousands(
    number: int, digits: str | list[str] = _DIGITS, units: tuple[str, ...] = ("千", "百", "十")
) -> str:
    """105 → 一百零五, 10 → 十, 1010 → 一千零一十."""
    text = ""
    for power, unit in zip((1000, 100, 10, 1), (*units, ""), strict=True):
        digit = number // power % 10
        if digit:
            text += digits[digit] + unit
        elif text and number % power and not text.endswith(digits[0]):
            text += digits[0]
    return text.removeprefix("一") if 10 <= number < 20 else text


def _counting(number: int) -> str:
    """21 → 二十一; from one hundred on digit by digit, as Word does: 105 → 一〇五."""
    return _thousands(number) if number < 100 else _ideographs(number)


def _ideographs(number: int) -> str:
    return str(number).translate({ord(str(value)): sign for value, sign in enumerate("〇" + _DIGITS[1:])})


def _japanese(number: int) -> str:
    """105 → 百五: no zero between and no one before a unit."""
    text = _thousands(number).replace(_DIGITS[0], "")
    for unit in "千百十":
        text = text.replace("一" + unit, unit)
    return text


def _letters(number: int) -> str:
    """1 → a, 26 → z, 27 → aa, 28 → bb: a letter is repeated, as in Word."""
    return chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 40)


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


def _circled(number: int) -> str:
    for first, last, sign in _CIRCLES:
        if first <= number <= last:
            return chr(sign + number - first)
    return str(number)


def _sign(first: int, last: int) -> Callable[[int], str]:
    """One sign for each number up to `last`, the first at code point `first`; Arabic figures beyond."""
    return lambda number: chr(first + number - 1) if number <= last else str(number)


def _cycle(signs: list[str]) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


def _ordinal(number: int) -> str:
    endings = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if 10 <= number % 100 <= 20 else endings.get(number % 10, 'th')}"


def _wide(number: int) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) for sign in str(number))


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": "{:02d}".format,
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _sign(0x2474, 20),
    "decimalEnclosedFullstop": _sign(0x2488, 20),
    "numberInDash": "- {} -".format,
    "ordinal": _ordinal,
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": _thousands,
    "taiwaneseCountingThousand": _thousands,
    "ideographDigital": _ideographs,
    "japaneseDigitalTenThousand": _ideographs,
    "taiwaneseDigital": _ideographs,
    "koreanDigital2": _ideographs,
    "japaneseCounting": _japanese,
    "chineseLegalSimplified": lambda number: _thousands(number, _LEGAL, _LEGAL_UNITS),
    "ideographLegalTraditional": lambda number: _thousands(number, _LEGAL_TRADITIONAL, _LEGAL_UNITS),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographZodiacTraditional": lambda number: _cycle(_STEMS)(number) + _cycle(_BRANCHES)(number),
    "ideographEnclosedCircle": _sign(0x3280, 10),
}
