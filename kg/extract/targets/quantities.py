"""Numbers with their units: ``4.6个以上``, ``1—2台``, ``3000余名``, ``百分之四十五``, ``两次``.

Reads the texts of scenes; yields every number that is no part of a time, a name in quotation marks or a citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.extract.targets.words import Kit
from kg.grammar import numerals
from kg.grammar.schedule import Scene
from kg.grammar.times import RELATIVE
from kg.lexicon import Section

_DIGIT = re.compile(r"[0-9]+")
_QUOTING = re.compile("[《〔“‘]")
_HUNDREDTHS = "百分之"
_PER = "每"
_SERIAL = ("号", "〕")  # 26号, 〔2022〕: a number with these behind it has no unit
_PART = re.compile(r"[，。；：、！？（）\t]|[和与及]")
_NAME, _LEAST = 40, 2
_OF = "的"

Run = tuple[int, int]


class Quantity(NamedTuple):
    """A number as printed: `text[start:end]` holds it with its unit and with 以上, 左右 behind it."""

    start: int
    end: int
    value: int | float
    most: int | float | None
    unit: str | None
    more: bool = False  # 余, 多
    after: str = ""  # 以上, 以内, 左右
    written: bool = False  # in Chinese numerals
    share: bool = False  # a part of a whole: %, 三分之二


class Signs(NamedTuple):
    """What gives away the numbers of a scene: its runs of digits, and whether it writes a number out."""

    digits: list[Run]
    written: bool


def signs(scenes: Sequence[Scene], kit: Kit) -> dict[int, Signs]:
    """Which of `scenes` may hold a number, by their index: found in one search of all their texts."""
    whole = "\n".join([scene.text for scene in scenes])
    found: dict[int, Signs] = {}
    index, start, end = -1, 0, -1
    digits: list[Run] = []
    for run in _DIGIT.finditer(whole):
        at, stop = run.span()
        if at >= end:
            while at >= end:
                index += 1
                start, end = end + 1, end + 1 + len(scenes[index].text)
            digits = []
            found[index] = Signs(digits, False)
        digits.append((at - start, stop - start))
    index, end = -1, -1
    for key in kit.key.finditer(whole):
        at = key.start()
        if at >= end:
            while at >= end:
                index += 1
                end += 1 + len(scenes[index].text)
            found[index] = Signs(found[index].digits if index in found else [], True)
    return found


def find(scene: Scene, kit: Kit, given: Signs) -> list[Quantity]:
    """The quantities of a scene, in order."""
    found = _arabic(scene, kit, given.digits) if given.digits else []
    if given.written:
        found += _written(scene.text, kit)
        found.sort(key=_start)
    if not found:
        return found
    words = kit.section.words
    found = _spoken(scene, found, words["each_made"])
    if [quantity for quantity in found if quantity.unit in kit.age]:
        leading, text = words["leading"], scene.text
        found = [
            q
            for q in found
            if q.unit not in kit.age or q.after not in kit.bound or text.endswith(leading, 0, q.start)
        ]
    return found


def _start(quantity: Quantity) -> int:
    return quantity.start


def _spoken(scene: Scene, found: list[Quantity], each_made: tuple[str, ...]) -> list[Quantity]:
    """Those of `found` that stand in no time, no label and no name (《…》, 〔2022〕, “15分钟”) and count nothing off (每5年)."""
    text, times, label = scene.text, scene.times, scene.block.label_end
    quoting = _QUOTING.search(text)
    quoted = quoting.start() if quoting else len(text)
    kept: list[Quantity] = []
    index, count = 0, len(times)
    for quantity in found:
        start = quantity.start
        while index < count and times[index].end <= start:
            index += 1
        if index < count and times[index].start < quantity.end and not _second(text, quantity, kept):
            continue
        if start < label or (start and text[start - 1] == _PER):
            continue
        if quantity.value == 1 and text.endswith(each_made, 0, start):
            continue
        if quoted < start:
            around = scene.cut.inside(start)
            if around is not None and _QUOTING.match(text, around[0]):
                continue
        kept.append(quantity)
    return kept


def asked(scene: Scene, kit: Kit, given: Signs) -> list[Quantity]:
    """The quantities of a scene without those that only describe what another counts: ``年出栏500头以上规模养殖比重达到65%``."""
    found = find(scene, kit, given)
    text, section = scene.text, kit.section
    kinds, parties = section.words["kind_of"], section.words["parties"]
    kept: list[Quantity] = []
    last = len(found) - 1
    for index, quantity in enumerate(found):
        end = quantity.end
        if text.startswith(kinds, end) and _kind(section, quantity):
            continue
        if kept and text.startswith(_OF, end) and _qualifies(text, section, quantity, kept[-1]):
            continue
        if index < last:
            party = text.startswith(parties, end)
            if (party or quantity.after in kit.bound) and _describes(
                text, kit, quantity, found[index + 1], party
            ):
                continue
        kept.append(quantity)
    return kept


def _qualifies(text: str, section: Section, quantity: Quantity, before: Quantity) -> bool:
    """Whether `quantity`, with 的 behind it, stands in what `before` counts: ``培育2家年处理能力超过50万吨的龙头企业``."""
    if before.unit not in section.words["counted"]:
        return False
    between = text[before.end : quantity.start]
    if (
        len(between) > _NAME
        or _PART.search(between)
        or text.startswith(section.words["defining"], quantity.end)
    ):
        return False
    return not text.startswith(section.words["award"], quantity.end + 1)


def _second(text: str, quantity: Quantity, kept: list[Quantity]) -> bool:
    """The second of two lengths of time: ``分别压缩至36小时和2小时以内``."""
    if not kept or kept[-1].unit != quantity.unit or kept[-1].end != quantity.start - 1:
        return False
    return _PART.match(text, quantity.start - 1) is not None


def _kind(section: Section, quantity: Quantity) -> bool:
    """A number in the name of a kind, with its sign behind it: ``3人制篮球场``, ``30万千瓦级机组``."""
    return quantity.unit is not None and quantity.unit not in section.words["kind_unit"]


def _describes(text: str, kit: Kit, quantity: Quantity, following: Quantity, party: bool) -> bool:
    """Whether `quantity` stands in the name of what `following` measures: a bound with a noun right behind it."""
    if text.startswith(_OF, following.end) and quantity.unit in kit.section.words["counted"]:
        return False
    between = text[quantity.end : following.start]
    if len(between) > _NAME or _PART.search(between):
        return False
    end = len(between)
    while end and (word := kit.known.ending(between, end)):
        end -= len(word)
    return end >= _LEAST and (end < len(between) or party)


def _arabic(scene: Scene, kit: Kit, digits: list[Run]) -> list[Quantity]:
    """Numbers in digits, but for those in times and labels and bare ones behind no word that leads a figure in."""
    text, pattern, done = scene.text, kit.number, scene.block.label_end
    points = [(time.start, time.end) for time in scene.times if time.kind != RELATIVE]
    leading = kit.section.words["leading"]
    index, count = 0, len(points)
    found: list[Quantity] = []
    for start, stop in digits:
        while index < count and points[index][1] <= start:
            index += 1
        if start < done or (index < count and points[index][0] <= start):
            continue
        if text.startswith(_SERIAL, stop) and not text.endswith(leading, 0, start):
            continue
        match = pattern.match(text, start)
        if match is None:
            continue
        done = match.end()
        value, first, most, more, unit, behind, after = match.groups()
        if unit is None and first is None and not after and not text.endswith(leading, 0, start):
            continue
        found.append(
            Quantity(
                start,
                done,
                numerals.number(value),
                numerals.number(most) if most else None,
                unit or first,
                bool(more or behind),
                after or "",
                False,
                unit == "%",
            )
        )
    return found


def _written(text: str, kit: Kit) -> Iterator[Quantity]:
    """Numbers in Chinese numerals, where their signs stand in `text`."""
    for match in kit.written.finditer(text):
        value, most, more, unit, after = match.groups()
        high = numerals.han(most) if most else None
        yield Quantity(*match.span(), numerals.han(value), high, unit, bool(more), after or "", True, False)
    if "分之" in text or "一半" in text:
        for match in kit.section.patterns["share"].finditer(text):
            yield _share(match)


def _share(match: re.Match[str]) -> Quantity:
    """``百分之四十五`` is 45 %, ``五分之一`` 0.2 without a unit."""
    text, after = match["share"], match["after"] or ""
    if text.startswith(_HUNDREDTHS):
        return Quantity(
            *match.span(), numerals.number(text[len(_HUNDREDTHS) :]), None, "%", False, after, True
        )
    value = numerals.fraction(text)
    return Quantity(*match.span(), 0.5 if value is None else value, None, None, False, after, True, True)
