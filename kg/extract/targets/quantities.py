"""Numbers with their units: ``4.6个以上``, ``1—2台``, ``3000余名``, ``百分之四十五``, ``两次``.

Reads the texts of scenes; yields every number that is no part of a time, a name in quotation marks or a citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from kg.blocks import TABLE
from kg.extract.targets.words import Kit
from kg.grammar import numerals
from kg.grammar.scene import Scene
from kg.grammar.times import RELATIVE
from kg.lexicon import Section

_QUOTES = "《〔“‘"
_PAIRS = (("《", "》"), ("“", "”"), ("〔", "〕"))  # none holds one of its own kind
_QUOTING = re.compile(f"[{_QUOTES}]")
_QUOTED = 92  # none is longer
_PARTS_OF = {"百分之": "%", "千分之": "‰", "万分之": "万分之"}
_EACH_TO = re.compile(r"每\d{1,6}[十百千万]{0,2}(?:[至到—~-]|[户人名]或)\Z")
_NEAR = 10
_SERIAL = ("号", "〕")  # 26号, 〔2022〕: a number with these behind it has no unit
_PART = re.compile(r"[，。；：、！？（）\t]")
_JOINTS = "，。；：、！？（）\t和与及"
_NAME, _LEAST = 40, 2
_BRIEF = 12
_NONE, _POINT = "零", "点"
_OR = "或"
_SLASH = "/"
_TENTHS, _OF = "成", "的"
_YEARS = "年"
_YEAR = 1900
_MANY = 3  # 三次 is counted, 二次 a kind
_LONGEST = 20  # no written number is longer
_FURTHEST = 100  # characters that tell what a written number is
_HAN, _NO_NOUN = "\u4e00", "的及和与至、，。；：（）"

Run = tuple[int, int]
_START = attrgetter("start")


@dataclass(slots=True, eq=False)
class Quantity:
    """A number as printed: `text[start:end]` holds it with its unit and with 以上, 左右 behind it.

    Never changed. Its slots are read dozens of times: three times as fast as the fields of a tuple.
    """

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
    """What gives away the numbers of a scene: its runs of digits behind its label, and where numbers are written out."""

    digits: list[Run]
    written: list[int]


def signs(scenes: Sequence[Scene], kit: Kit) -> dict[int, Signs]:
    """Which scenes of a document may hold a number in running text, by their index: found in one search of the whole."""
    found: dict[int, Signs] = {}
    speech = scenes[0].frame.speech
    whole, starts = speech.whole, speech.starts
    low = end = 0
    for key in kit.key.finditer(whole):
        at, stop = key.span()
        if at >= end:
            index = speech.number(at)
            scene, first = scenes[index], starts[index]
            end = first + len(scene.text)
            plain = not scene.review and scene.block.kind != TABLE
            low = first + scene.block.label_end if plain else end
            digits: list[Run] = []
            written: list[int] = []
        if at < low:
            continue
        if not digits and not written:
            found[index] = tuple.__new__(Signs, (digits, written))
        if whole[at] <= "9":
            digits.append((at - first, stop - first))
        else:
            written.append(at - first)
    return found


def given(text: str, kit: Kit) -> Signs:
    """What gives away the numbers of one text."""
    found = Signs([], [])
    for key in kit.key.finditer(text):
        if text[key.start()] <= "9":
            found.digits.append(key.span())
        else:
            found.written.append(key.start())
    return found


def asked(scene: Scene, kit: Kit, given: Signs) -> list[Quantity]:
    """The quantities of a scene, in order, without those that stand in times and names or describe what another counts."""
    return all_asked([(scene, given)], kit)[0]


def all_asked(numbered: Sequence[tuple[Scene, Signs]], kit: Kit) -> list[list[Quantity]]:
    """The same of each of many scenes; each step goes through all of them before the next begins."""
    read = [_arabic(scene, kit, given.digits) if given.digits else [] for scene, given in numbered]
    for found, (scene, given) in zip(read, numbered, strict=True):
        if given.written:
            found += _written(scene.text, kit, given.written)
            found.sort(key=_START)
    pairs = zip(read, numbered, strict=True)
    spoken = [_spoken(scene, kit, found) if found else found for found, (scene, _) in pairs]
    return [_plain(scene.text, kit, found) for found, (scene, _) in zip(spoken, numbered, strict=True)]


def _spoken(scene: Scene, kit: Kit, found: list[Quantity]) -> list[Quantity]:
    """Those of `found` that stand in no time, label, age or name (《…》, 〔2022〕, “15分钟”) and count nothing off (每5年)."""
    text, times, label = scene.text, scene.times, scene.block.label_end
    quoting = _QUOTING.search(text, 0, found[-1].start)
    quoted = quoting.start() if quoting else len(text)
    kept: list[Quantity] = []
    index, count, aged = 0, len(times), False
    for quantity in found:
        start = quantity.start
        while index < count and times[index].end <= start:
            index += 1
        if index < count and times[index].start < quantity.end and not _second(text, quantity, kept):
            continue
        if start < label or (start and text[start - 1] == kit.every):
            continue
        if quantity.unit in kit.ordinal_unit or (quantity.value >= _YEAR and quantity.unit in kit.kind_time):
            continue  # 危险等级为1.1级的工房, （2019年本）
        if quantity.written and text.startswith(kit.section.words["numbered_name"], start):
            continue
        led = text[start - 1 : start]
        if (quantity.unit is None or led == _OR) and _EACH_TO.search(text, max(0, start - _NEAR), start):
            continue  # 每10万至20万人口, 每300户或1000人左右
        if (quantity.value == 1 or quantity.share) and text.endswith(kit.each_made, 0, start):
            continue
        if text.endswith(kit.each_made, 0, start) and text.startswith(
            kit.section.words["granting_word"], quantity.end
        ):
            continue  # 产值每新增1000万元|奖励2万元
        if quoted < start and _opened(text, max(quoted, start - _QUOTED), start):
            around = scene.cut.inside(start)
            aim = kit.section.patterns["quoted_aim"]
            if around is not None and text[around[0]] in _QUOTES and not aim.match(text, around[1]):
                continue
        aged = aged or quantity.unit in kit.age
        kept.append(quantity)
    if not aged:
        return kept
    leading = kit.leading
    return [
        q
        for q in kept
        if q.unit not in kit.age
        or not (q.after in kit.bound or _named(text, q.end))
        or (text.endswith(leading, 0, q.start) and not (q.after and _named(text, q.end)))
    ]


def _opened(text: str, low: int, place: int) -> bool:
    """Whether a quotation or name is open at `place`, as far as signs tell: asked before the whole text is cut."""
    for first, last in _PAIRS:
        at = text.rfind(first, low, place)
        if at >= 0 and text.find(last, at, place) < 0:
            return True
    return False


def _named(text: str, end: int) -> bool:
    """Whether a noun stands at `end`: ``3至5岁|儿童``, not ``79岁。``, ``80岁的目标``."""
    return text[end : end + 1] >= _HAN and text[end] not in _NO_NOUN


def _plain(text: str, kit: Kit, found: list[Quantity]) -> list[Quantity]:
    """`found` without those that only describe what another counts: ``年出栏500头以上规模养殖比重达到65%``."""
    section, telling = kit.section, kit.telling
    kept: list[Quantity] = []
    last = len(found) - 1
    for index, quantity in enumerate(found):
        end, party = quantity.end, False
        if text[end : end + 1] in telling:  # else none of these stands here
            if text.startswith(section.words["kind_of"], end) and _kind(section, quantity):
                continue
            qualifying = kept and text.startswith(section.words["of_kind"], end)
            if qualifying and _qualifies(text, kit, quantity, kept[-1]):
                continue
            party = text.startswith(section.words["parties"], end)
        if quantity.after in kit.sorting and _sort(text, section, quantity):
            continue
        if quantity.unit == _YEARS and section.patterns["experienced"].match(text, end):
            continue  # 1名具备10年以上|眼科执业经历的医师
        if index < last and found[index + 1].start - end <= _NAME:
            following = found[index + 1]
            if text[end] == "）" and _sizes(text, quantity, following):
                continue
            if text.startswith(section.words["within_reach"], end) and not _parts(text, end, following):
                continue  # 站点50米|范围内公交服务占比达到90%
            if text[end] >= _HAN and _sized(text, section, quantity, following):
                continue
            if kept and text[end] in _JOINTS and _tier(text, section, quantity, kept[-1], following):
                continue
            kind = party or quantity.after in kit.bound or _of_time(text, section, quantity)
            if kind and _describes(text, kit, quantity, following, party):
                continue
        kept.append(quantity)
    return kept


def _qualifies(text: str, kit: Kit, quantity: Quantity, before: Quantity) -> bool:
    """Whether `quantity`, with 的 or 级的 behind it, stands in what `before` counts: ``培育2家年处理能力超过50万吨的龙头企业``."""
    if before.unit not in kit.section.words["counted"]:
        return False
    between = text[before.end : quantity.start]
    if (
        len(between) > _NAME
        or _parted(between, kit)
        or text.startswith(kit.section.words["defining"], quantity.end)
    ):
        return False
    return not text.startswith(kit.section.words["award"], quantity.end + 1)


def _parted(between: str, kit: Kit) -> bool:
    return _PART.search(between) is not None or kit.joint.search(between) is not None


def _second(text: str, quantity: Quantity, kept: list[Quantity]) -> bool:
    """The second of two lengths of time: ``分别压缩至36小时和2小时以内``."""
    if not kept or kept[-1].unit != quantity.unit or kept[-1].end != quantity.start - 1:
        return False
    return text[quantity.start - 1] in _JOINTS


def _kind(section: Section, quantity: Quantity) -> bool:
    """A number in the name of a kind, with its sign behind it: ``3人制篮球场``, ``30万千瓦级机组``."""
    return quantity.unit is not None and quantity.unit not in section.words["kind_unit"]


def _sort(text: str, section: Section, quantity: Quantity) -> bool:
    """A size in the name of a sort: ``1.6升及以下排量乘用车``, ``35蒸吨及以下燃煤锅炉``."""
    measured = (quantity.unit or "").endswith(section.words["kind_size"])
    return measured and _named(text, quantity.end)


def _sizes(text: str, quantity: Quantity, following: Quantity) -> bool:
    """Whether a bracket says nothing but how large those are that `following` counts: ``分类垃圾桶（240升）至少1组``."""
    if text[quantity.start - 1] != "（" or following.start - quantity.end > _BRIEF:
        return False
    return _PART.search(text, quantity.end + 1, following.start) is None


def _parts(text: str, end: int, following: Quantity) -> bool:
    return _PART.search(text, end, following.start) is not None


def _sized(text: str, section: Section, quantity: Quantity, following: Quantity) -> bool:
    """How large those are that `following` counts, or how far a rate reaches: ``超50亿元企业15家``, ``500米覆盖率100%``."""
    rated = following.unit in section.words["rated_unit"]
    if not rated and not text.endswith(section.words["exceeding"], 0, quantity.start):
        return False
    between = text[quantity.end : following.start]
    if len(between) < _LEAST or not _named(text, quantity.end):
        return False
    if rated:
        reach = quantity.unit in section.words["kind_reach"] or _of_time(text, section, quantity)
        rate = max(between.rfind(word) for word in section.words["stated_name"])
        return reach and 0 < rate < _BRIEF and _PART.search(between) is None
    if len(between) > _BRIEF or following.unit not in section.words["counted"]:
        return False
    return _PART.search(between) is None


def _tier(text: str, section: Section, quantity: Quantity, before: Quantity, following: Quantity) -> bool:
    """How large those are that `before` counts, in front of the next: ``1—2个产值超500亿元、|3—5个超100亿元的集群``."""
    if before.unit != following.unit or before.unit not in section.words["counted"]:
        return False
    if following.start - quantity.end > 1 or not 0 < quantity.start - before.end <= _BRIEF + _LEAST:
        return False
    exceeding = text.endswith(section.words["exceeding"], 0, quantity.start) or quantity.after != ""
    return exceeding and _PART.search(text, before.end, quantity.start) is None


def _of_time(text: str, section: Section, quantity: Quantity) -> bool:
    """``癌症5年生存率``, ``一次合格率``, ``二次供水``: how long or how often is part of a name."""
    if quantity.unit not in section.words["kind_time"] or not _named(text, quantity.end):
        return False
    if quantity.unit != section.words["kind_time"][0]:
        return quantity.written and quantity.value < _MANY
    start = quantity.start
    return start > 0 and text[start - 1] >= _HAN and text[start - 1] not in section.words["how_long"]


def _describes(text: str, kit: Kit, quantity: Quantity, following: Quantity, party: bool) -> bool:
    """Whether `quantity` stands in the name of what `following` measures: a bound with a noun right behind it."""
    if (
        text.startswith(kit.section.words["of_kind"], following.end)
        and quantity.unit in kit.section.words["counted"]
    ):
        return False
    between = text[quantity.end : following.start]
    if _parted(between, kit):
        return False
    end = len(between)
    while end and (word := kit.known.ending(between, end)):
        end -= len(word)
    return end >= _LEAST and (end < len(between) or party)


def _arabic(scene: Scene, kit: Kit, digits: list[Run]) -> list[Quantity]:
    """Numbers in digits, but for those in times and labels and bare ones behind no word that leads a figure in."""
    text, times, done = scene.text, scene.times, scene.block.label_end
    leading, match_at = kit.leading, kit.number.match
    index, count = 0, len(times)
    found: list[Quantity] = []
    for start, stop in digits:
        while index < count and (times[index].end <= start or times[index].kind == RELATIVE):
            index += 1
        if start < done or (index < count and times[index].start <= start):
            continue
        if text.startswith(_SERIAL, stop) and not text.endswith(leading, 0, start):
            continue
        part = text.startswith(_SLASH, stop) and kit.section.patterns["slashed"].match(text, start)
        if part:
            done = part.end()
            share = round(int(part["part"]) / int(part["of"]), 6)
            after = part["after"] or ""
            found.append(Quantity(start, done, share, None, None, False, after, False, True))
            continue
        match = match_at(text, start)
        if match is None:
            continue
        done = match.end()
        value, first, most, more, unit, behind, after = match.groups()
        unit = unit or first
        bare = unit is None and not after and not text.endswith(leading, 0, start)
        if bare and not (found and found[-1].unit is None and _rowed(text, found[-1], start)):
            continue
        number = int(value) if value.isdecimal() else numerals.number(value)
        high, after = numerals.number(most) if most else None, after or ""
        found.append(
            Quantity(start, done, number, high, unit, bool(more or behind), after, False, unit == "%")
        )
    return found


def _rowed(text: str, before: Quantity, start: int) -> bool:
    """The next of a row whose unit stands behind its last: ``分别不少于10、9、8小时``."""
    return before.end == start - 1 and text[before.end] in _JOINTS


def _written(text: str, kit: Kit, keys: list[int]) -> Iterator[Quantity]:
    """Numbers in Chinese numerals; none ends before the first of `keys` or begins behind the last."""
    end, last = max(0, keys[0] - _LONGEST), keys[-1]
    while end <= last and (match := kit.written.search(text, end, last + _FURTHEST)):
        value, most, more, unit, after = match.groups()
        high = numerals.han(most) if most else None
        start, end = match.span()
        yield Quantity(
            start,
            end,
            numerals.number(value) if _POINT in value else numerals.han(value),
            high,
            unit,
            bool(more),
            after or "",
            True,
            unit == _TENTHS and _OF in (text[start - 1 : start], text[end : end + 1]),
        )
    if _NONE in text:
        for match in kit.section.patterns["zero"].finditer(text):
            yield Quantity(match.start(), match.start() + 1, 0, None, None, False, "", True)
    if "分之" in text or "一半" in text:
        for match in kit.section.patterns["share"].finditer(text):
            yield _share(match)


def _share(match: re.Match[str]) -> Quantity:
    """``百分之四十五`` is 45 %, ``五分之一`` 0.2 without a unit."""
    text, after = match["share"], match["after"] or ""
    for lead, unit in _PARTS_OF.items():
        if text.startswith(lead):
            parts = numerals.number(text[len(lead) :])
            return Quantity(*match.span(), parts, None, unit, False, after, True, True)
    value = numerals.fraction(text)
    return Quantity(*match.span(), 0.5 if value is None else value, None, None, False, after, True, True)
