"""What an item's heading is: a line of its own, a bracket, or a run-in first sentence."""

from __future__ import annotations

import re

from kg.lexicon import Section
from kg.outline.ordinals import ARTICLE, CHAPTER, PART, SECTION

_BRACKETED = re.compile(r"[【〔\[]([^】〕\]]{1,40})[】〕\]]")
_END = re.compile(r"[。！？；]")
_ALONE = 60  # characters of a heading on a line of its own
_OPENING = 30  # … that ends in a colon
_RUN_IN = 45
_PARALLEL = 30  # … of two phrases with a comma
_TERM = 24  # … of a term with a colon behind it


def bracketed(text: str, at: int) -> int:
    """The end of ``【支持对象】`` right behind the ordinal of an article, else `at`."""
    found = _BRACKETED.match(text, at)
    return found.end() if found else at


def alone(text: str, at: int, style: str) -> int:
    """The end of a heading that fills its line (more follows on other lines), else `at`."""
    rest = text[at:]
    if style in (PART, CHAPTER, SECTION):
        return len(text)
    body = rest.rstrip("。：；")
    if not body or _END.search(body) or len(body) > _ALONE:
        return at
    if style == ARTICLE and rest != body:
        return at
    if rest.endswith("：") and (len(body) > _OPENING or "：" in body or body.count("，") > 1):
        return at
    return len(text)


def run_in(text: str, at: int, words: Section) -> tuple[int, bool]:
    """The end of a first sentence that heads its paragraph, and whether it is sure (no comma in it)."""
    stop = text.find("。", at, at + _RUN_IN + 1)
    colon = text.find("：", at, at + _TERM + 1)
    if colon > 0 and (stop < 0 or colon < stop):
        return _term(text, at, colon, words)
    if stop < 0 or stop + 1 >= len(text) or _END.search(text, at, stop):
        return at, False
    first = text[at:stop]
    if words.patterns["rule_sentence"].search(first):
        return at, False
    commas = first.count("，")
    if commas == 0:
        return stop + 1, True
    if (
        commas == 1
        and len(first) <= _PARALLEL
        and abs(first.index("，") * 2 + 1 - len(first)) <= len(first) // 2
    ):
        return stop + 1, False
    return at, False


def _term(text: str, at: int, colon: int, words: Section) -> tuple[int, bool]:
    """``首版次软件：是指…``: a term and its explanation."""
    first = text[at:colon]
    if len(first) < 2 or colon + 1 >= len(text) or re.search(r"[，。；（《“]", first):
        return at, False
    if words.patterns["rule_sentence"].search(first) or words.patterns["no_term"].search(first):
        return at, False
    return colon + 1, True
