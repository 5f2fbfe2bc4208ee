"""Bracketed names with the number that belongs to each: behind the title, inside its marks, or in front of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.extract.citations.brackets import Name
from kg.grammar.numbers import numbers

OPENING = ("《", "〈", "「")
_LONGEST_BRACKET = 160
_BRACKETS = frozenset("（〔[【")
_ANY_BRACKET = re.compile(r"[（〔\[【）〕\]】]")
_NUMBERED = re.compile(r"[号〔\[【（﹝]")  # without one of these there is no number
_NO_NUMBER = frozenset("，。；、：》（）\t“”")  # a number without a bracket begins with none of these
# 《X》（试行）（国发〔2016〕1号）
_FORM_TAIL = re.compile(r"（(?:[^（）]{1,8}|(?:19|20)\d\d[^（）号]{0,12})）(?=（)")


class Item(NamedTuple):
    """A bracketed name with what belongs to it."""

    name: Name
    start: int
    end: int
    number: str | None
    title_end: int | None = None  # where the title ends, if before its closing mark


def with_numbers(text: str, found: Sequence[Name], stops: re.Pattern[str]) -> list[Item]:
    """The names that stand in no other, each with its number: behind it, or in front (鲁政发〔2021〕9号《…》)."""
    items: list[Item] = []
    last = 0
    for name in found:
        if name.outer is not None:
            continue
        item = _cut_item(text, name) if name.cut else _item(text, name, stops)
        if name.cut and item.number is None and text[item.end : item.end + 1] in OPENING:
            continue  # 《A《B》: it is no more than a stray mark
        if item.number is None and text[name.start - 1 : name.start] == "号":
            ahead = numbers(text, stops, max(last, name.start - 40), name.start)
            if ahead and ahead[-1].end == name.start:
                item = Item(name, ahead[-1].start, item.end, ahead[-1].value)
        items.append(item)
        last = item.end
    return items


def _item(text: str, name: Name, stops: re.Pattern[str]) -> Item:
    within = _number_within(text, name)
    if within:
        return within
    behind = number_behind(text, name.end, stops)
    if behind:
        return tuple.__new__(Item, (name, name.start, behind[0], behind[1], None))
    return tuple.__new__(Item, (name, name.start, name.end, None, None))


def _number_within(text: str, name: Name) -> Item | None:
    """A name whose number stands inside its marks: 《…工作的通知（国办发〔2016〕21号）》."""
    if text[name.end - 3 : name.end - 1] != "号）":
        return None
    opening = text.rfind("（", max(name.start, name.end - 40), name.end)
    inside = numbers(text, None, opening + 1, name.end - 1) if opening > 0 else []
    if not inside or inside[0].start != opening + 1:
        return None
    return Item(name, name.start, name.end, inside[0].value, opening)


def _cut_item(text: str, name: Name) -> Item:
    """A name without its closing mark, which ends where the bracket of its number begins."""
    opening = text.find("（", name.start, min(name.end, name.start + _LONGEST_BRACKET))
    while opening > 0:
        behind = number_behind(text, opening)
        if behind:
            shorter = Name(name.start, opening, None, True)
            return Item(shorter, name.start, behind[0], behind[1])
        opening = text.find("（", opening + 1, min(name.end, name.start + _LONGEST_BRACKET))
    return Item(name, name.start, name.end, None)


def number_behind(text: str, end: int, stops: re.Pattern[str] | None = None) -> tuple[int, str] | None:
    """The number in the bracket that follows at `end`, or printed there without one: where it ends, and its normal form.

    With `stops`, one that stands behind such a word is another's: 《…》和教基〔2018〕26号.
    """
    sign = text[end : end + 1]
    if sign in _BRACKETS:
        tail = _FORM_TAIL.match(text, end) if sign == "（" else None
        opening = tail.end() if tail else end
        close = closing(text, opening)
        inside = numbers(text, None, opening + 1, close)
        if inside:
            return close, inside[0].value
    if not sign or sign in _NO_NUMBER or not _NUMBERED.search(text, end, end + 40):
        return None
    behind = numbers(text, stops, end, min(len(text), end + 40))
    return (behind[0].end, behind[0].value) if behind and behind[0].start == end else None


def closing(text: str, opening: int) -> int:
    """Behind the bracket that closes the one at `opening`, or behind the last 号 where none does."""
    depth = 0
    limit = min(len(text), opening + _LONGEST_BRACKET)
    for bracket in _ANY_BRACKET.finditer(text, opening, limit):
        depth += 1 if bracket[0] in _BRACKETS else -1
        if depth == 0:
            return bracket.end()
    last = text.rfind("号", opening, limit)
    return last + 1 if last > 0 else limit
