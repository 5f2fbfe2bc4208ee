"""Numerals as documents write them."""

from __future__ import annotations

import pytest

from kg.grammar import numerals


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("45", 45),
        ("0.85", 0.85),
        ("1，000", 1000),
        ("12，345，678", 12345678),
        ("三", 3),
        ("两", 2),
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("三十五", 35),
        ("百", 100),
        ("一百二十三", 123),
        ("一百零五", 105),
        ("千", 1000),
        ("两千", 2000),
        ("十三万", 130000),
        ("二〇二五", 2025),
    ],
)
def test_a_numeral_has_one_value(text: str, value: float) -> None:
    """Arabic or Chinese, with or without thousands signs."""
    assert numerals.number(text) == value


@pytest.mark.parametrize(
    ("text", "value"), [("五分之一", 0.2), ("三分之二", 0.6666666667), ("百分之四十五", 0.45)]
)
def test_a_fraction_in_words_is_a_decimal(text: str, value: float) -> None:
    """The part stands behind 分之."""
    assert numerals.fraction(text) == value


def test_what_is_no_fraction_gives_none() -> None:
    """A whole number has no 分之, and nothing is divided by zero."""
    assert numerals.fraction("四十五") is None
    assert numerals.fraction("零分之一") is None
