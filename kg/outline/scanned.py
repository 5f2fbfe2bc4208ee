"""Figures that a scanner has read as letters, in dates and numbers of documents: ``2O21年5月l0日``, ``〔2O21〕l5号``."""

from __future__ import annotations

import re

# a letter beside a figure or what stands around one; it begins with the letter, to which a search skips
_SIGN = re.compile(r"[OoIl](?<=[\d年月第〔\[（】〕\]][OoIl])(?![A-Za-z]{2})")
_LETTERS = "OoIl"
_YEAR = re.compile(r"(?<![A-Za-z\d])(?:[1Il]9|2[0Oo])[\dOoIl]{2}(?=\s?[年〕\]）】])")
_DAY = re.compile(r"(?<=[年月])(?P<white>\s?)[\dOoIl]{1,2}(?=\s?[月日])")
_SERIAL = re.compile(r"(?<=[〕\]】])(?P<white>第?\s?)[\dOoIl]{1,4}(?=\s?号)")
_READ = str.maketrans("OoIl", "0011")


def figured(folded: str) -> str:
    """A folded text with figures for such letters, as long as it was."""
    if not any(letter in folded for letter in _LETTERS) or _SIGN.search(folded) is None:
        return folded
    for form in (_YEAR, _DAY, _SERIAL):
        folded = form.sub(lambda found: found[0].translate(_READ), folded)
    return folded
