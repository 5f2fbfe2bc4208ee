"""The roles that a document defines for itself: ``（以下简称管委会）``, ``业务主管部门是指…``."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import Section

_AHEAD = 80  # characters behind a sign in which a definition goes on
_SHORT = 5  # characters that may stand before the last of 以下统一简称


def defined_roles(text: str, section: Section) -> frozenset[str]:
    """The roles that a document defines: ``业务主管部门是指…``, ``（以下简称管委会）``, ``…是本地区工作的主管单位``."""
    words, patterns = section.words, section.patterns
    roles = [
        role for word in words["short_word"] for role in _short_names(text, word, patterns["short_name"])
    ]
    names = ["charged"] if _charging(section).search(text) else []
    names += ["defined"] if any(word.search(text) for word in _defining(section)) else []
    return frozenset([*roles, *(match["role"] for name in names for match in patterns[name].finditer(text))])


def _short_names(text: str, word: str, pattern: re.Pattern[str]) -> list[str]:
    """The names behind ``以下简称``, looked for around each `word` (称) only."""
    found: list[str] = []
    at = text.find(word)
    while at >= 0:
        match = pattern.search(text, max(0, at - _SHORT), at + _AHEAD)
        found += [match["role"]] if match else []
        at = text.find(word, at + 1)
    return found


@cache
def _defining(section: Section) -> tuple[re.Pattern[str], ...]:
    """The words of a definition by their last signs: a single sign is looked for at ten times the speed of a word."""
    lasts = sorted({word[-1] for word in section.words["defining_word"]})
    words = section.words["defining_word"]
    ends = {last: "|".join([f"(?<={word})" for word in words if word[-1] == last]) for last in lasts}
    return tuple(re.compile(f"{last}(?:{end})") for last, end in ends.items())


@cache
def _charging(section: Section) -> re.Pattern[str]:
    """A clause with 是 that ends as the words for who is in charge do: most have none, and are read through once."""
    ends = "|".join(f"(?<={end})" for end in sorted({noun[-2:] for noun in section.words["charge_noun"]}))
    return re.compile(rf"{section.words['copula'][0]}[^，。；]{{2,32}}+(?:{ends})(?:[，。；]|\Z)")
