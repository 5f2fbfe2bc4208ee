"""Word's automatic numbers: what stands in front of a paragraph though no character of it is in the text.

Reads ``word/numbering.xml`` (lists, their levels, what single lists override) and the styles; `Counter.label` is asked
once for each numbered paragraph, in order, and gives ``一、``, ``（二）``, ``3.``, ``第四条``, ``①``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from kg.readers.word import xml
from kg.readers.word.numerals import shown
from kg.readers.word.styles import Styles

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_CLOSED = re.compile(r"[^\w.]$")  # 、 ） ： need no space behind them, 1. and 第一条 do
_LONGEST = 100  # characters of a level's text
_BARE = 3  # 一 or 十二 alone is read as a number where a gap stands behind it


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and shows its number: ``（%2）`` in chineseCounting."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None  # the level (from 1) that makes it begin anew; 0: none does
    legal: bool = False  # all numbers in Arabic figures
    spaced: bool = True
    style: str | None = None  # the style whose paragraphs are on this level
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Numbered:
    """A list: the abstract list that it counts with, its levels, and where it begins anew."""

    counter: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Counter:
    """Counts the paragraphs of a document's lists."""

    def __init__(self, lists: dict[int, Numbered], styles: Styles) -> None:
        self._lists = lists
        self._styles = styles
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[int, int]] = set()

    def label(self, properties: Any | None, style: str | None) -> str:
        """The number in front of a paragraph with these ``w:pPr``, with the space behind it; empty for none."""
        found, place = self._place(properties, style)
        listed = self._lists.get(found) if found else None
        if listed is None or not 0 <= place < _LEVELS:
            return ""
        level = listed.levels.get(place, Level())
        counts = self._count(found, listed, place, level)
        if level.hidden:
            return ""
        text = _PRIVATE.sub("", _text(listed, level, counts)).strip() if level.form != "bullet" else ""
        if not text or not level.spaced or _CLOSED.search(text):
            return text
        return text + ("  " if text.isalpha() and len(text) < _BARE else " ")

    def _place(self, properties: Any | None, style: str | None) -> tuple[int, int]:
        """The list of a paragraph and its level in it: what it says itself, else what its style says."""
        own = None if properties is None else xml.child(properties, "numPr")
        number = None if own is None else xml.number(own, "numId")
        level = None if own is None else xml.number(own, "ilvl")
        if number is not None:
            return number, level or 0
        number, styled = self._styled(style)
        return number, styled if level is None else level

    def _styled(self, style: str | None) -> tuple[int, int]:
        """The list and level that a style gives: the level is the one that names the style, or one it is based on."""
        chain = list(self._styles.chain(style))
        number = next((one.number for _, one in chain if one.number is not None), 0)
        listed = self._lists.get(number)
        for key, one in chain:
            for place, level in listed.levels.items() if listed else ():
                if level.style == key:
                    return number, place
            if one.level is not None:
                return number, one.level
        return number, 0

    def _count(self, number: int, listed: Numbered, place: int, level: Level) -> dict[int, int]:
        counts = self._counts.setdefault(listed.counter, {})
        if place in listed.starts and (number, place) not in self._begun:
            counts[place] = listed.starts[place]
        else:
            counts[place] = counts[place] + 1 if place in counts else level.start
        self._begun.add((number, place))
        for deeper in [one for one in counts if one > place]:
            restart = listed.levels.get(deeper, Level()).restart
            if restart is None or place < restart:
                del counts[deeper]
        return counts


def _text(listed: Numbered, level: Level, counts: dict[int, int]) -> str:
    """``%1、`` → ``三、``; ``%1.%2`` → ``3.2``."""

    def number(mark: re.Match[str]) -> str:
        place = int(mark[1]) - 1
        other = listed.levels.get(place, Level())
        return shown(counts.get(place, other.start), "decimal" if level.legal else other.form)

    return _PLACE.sub(number, level.text)


def read(root: Any | None, styles: Styles) -> Counter:
    """The lists of ``word/numbering.xml``; none where the part is missing."""
    if root is None:
        return Counter({}, styles)
    abstract = {xml.attribute(one, "abstractNumId") or "": one for one in xml.children(root, "abstractNum")}
    concrete = {_id(one): one for one in xml.children(root, "num")}
    lists = {
        number: _numbered(one, abstract, concrete, styles)
        for number, one in concrete.items()
        if number is not None
    }
    return Counter(lists, styles)


def _id(element: Any) -> int | None:
    text = xml.attribute(element, "numId") or ""
    return int(text) if text.isdecimal() and len(text) <= 9 else None


def _numbered(
    element: Any, abstract: dict[str, Any], concrete: dict[int | None, Any], styles: Styles
) -> Numbered:
    counter = xml.value(element, "abstractNumId") or ""
    base = abstract.get(counter)
    linked = None if base is None else xml.value(base, "numStyleLink")
    if linked is not None:  # the levels stand with the list that the style names
        named = concrete.get(next((one.number for _, one in styles.chain(linked) if one.number), None))
        counter = (xml.value(named, "abstractNumId") if named is not None else None) or counter
        base = abstract.get(counter)
    levels = dict(_levels(base)) if base is not None else {}
    starts: dict[int, int] = {}
    for override in xml.children(element, "lvlOverride"):
        place = _place_of(override)
        own = xml.child(override, "lvl")
        if own is not None:
            levels[place] = _level(own)
        start = xml.number(override, "startOverride")
        if start is not None:
            starts[place] = start
            levels[place] = replace(levels.get(place, Level()), start=start)
    return Numbered(counter, levels, starts)


def _levels(base: Any) -> Iterator[tuple[int, Level]]:
    return ((_place_of(one), _level(one)) for one in xml.children(base, "lvl"))


def _place_of(element: Any) -> int:
    text = xml.attribute(element, "ilvl") or "0"
    return int(text) if text.isdecimal() and len(text) == 1 else 0


def _level(element: Any) -> Level:
    start = xml.number(element, "start")
    return Level(
        0 if start is None else start,
        _form(element),
        (xml.value(element, "lvlText") or "")[:_LONGEST],
        xml.number(element, "lvlRestart"),
        bool(xml.switch(element, "isLgl")),
        xml.value(element, "suff") != "nothing",
        xml.value(element, "pStyle"),
        bool(xml.switch(element, "rPr", "vanish")),
    )


def _form(element: Any) -> str:
    """The format of a level; a format of a newer Word has its fallback beside it."""
    for one in element.iter("{*}numFmt"):
        form = xml.attribute(one, "val")
        if form and form != "custom":
            return form
    return "decimal"
