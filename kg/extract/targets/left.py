"""The left side of a number, taken apart from its end: the name, what compares, a verb of making.

``到2025年，公立医院人员支出占比提高到45%左右``: the name is 公立医院人员支出占比, the marker 提高到.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.targets.quantities import Quantity
from kg.extract.targets.words import Kit, ready
from kg.lexicon import Section, alternation, holds

SIGNS = {"at_least": ">=", "more_than": ">", "at_most": "<=", "less_than": "<"}
_TURNS = 8
_DISTANT = 28  # how far 至少 may stand before its number
_OF = "的"
_QUOTE, _UNQUOTE = "“”"
_BRACKETS = "（）"
_LEAST = 2  # characters of what a limit is of
_NAME = 3  # characters of a name


def compared(after: str, section: Section) -> str:
    """What a word behind a number compares: ``左右`` → ~, ``以上`` → >=, ``以内`` → <=."""
    if after in section.words["around"]:
        return "~"
    return ">=" if after.endswith(section.words["upward"]) else "<="


@dataclass(slots=True, eq=False)
class Left:
    """The left side of a quantity, taken apart from its end: `text[start:end]` is the name (or a verb with its subject).

    Never changed; as with a quantity, its slots are read a dozen times.
    """

    start: int
    end: int
    sign: str | None  # comparator said on the left
    marked: bool  # a word like 达到 or 不低于 stands between name and number
    change: bool  # the name ends with 增长, 下降
    about: bool
    verb: str  # a verb of making right before the number: 建设
    distant: int = -1  # where a word further left stands that compares: 至少建设1所
    based: bool = False  # the name is that of a standard, which 为 or 按 says by what it is measured
    named: int = -1  # where the name begins behind a verb in front of it: 提升|机顶盒占比至75%


def take_apart(text: str, begin: int, quantity: Quantity, kit: Kit, risen_from: int | None = None) -> Left:
    """The left side of `quantity` from `begin` on, from its number backwards: ``提高到`` 45%."""
    end, words = quantity.start, kit.section.words
    if risen_from is not None:
        inner = ready(kit.section, "at_most").ending(text[begin:end])
        most = inner or holds(text[risen_from:end], words["at_most_distant"])  # 从60%最高提至90%
        return Left(begin, risen_from, "<=" if most else None, True, False, False, "")
    if kit.money in (quantity.unit or "") and (
        within := kit.section.patterns["set_within"].search(text, begin, end)
    ):
        bound = SIGNS["at_most"] if holds(within["name"], words["capped_name"] + words["limit"]) else None
        return Left(begin, within.end("name"), bound, True, False, False, "")
    if quantity.unit and (place := _set_at(text, begin, quantity, kit)):
        return Left(begin, place, None, True, False, False, "")
    if text.endswith(_OF, begin, end):
        based = _based(text, begin, quantity, kit)
        if based:
            return based
    sign: str | None = None
    marked = change = about = False
    ending, lasts, kinds = kit.known.ending, kit.known.lasts, kit.kinds
    for _ in range(_TURNS):
        if end <= begin or text[end - 1] not in lasts:
            break
        word = ending(text, end, begin)
        if not word:
            break
        kind = kinds[word]
        if kind == "change":
            change = True
            break
        if kind == "manner" and not marked:
            break  # 推广动态30个
        if kind == "filler" and len(kit.make.ending(text, end, begin)) > len(word):
            break  # the 新 of 更新
        if len(word) == 1 and kind == "filler" and text.endswith(words["per_even"], begin, end):
            break  # the 均 of 人均
        if len(word) == 1 and kind == "about" and text.endswith(words["no_about"], begin, end):
            break  # 每名医生签约|不超过2000人
        if word in words["be"] and text.endswith(words["no_be"], begin, end):
            break  # 特别是|11个县问题突出
        if marked and word in words["ceiling"]:
            break  # 上限提高至: the ceiling is what is raised
        if word in words["limit"] and text.endswith(words["limited"], begin, end - len(word)):
            sign = sign or _bound(text, begin, end, words)  # 支付限额3000元
            break
        if word in words["limit_is"] and end - len(word) - begin >= _LEAST:
            sign, marked = sign or _bound(text, begin, end, words), True  # 支付限额|为15万元
            end -= len(word) - len(words["limit"][0])
            break
        if word in words["realising"] and _realised(text, begin, end - len(word), quantity.end):
            break
        end -= len(word)
        about = about or kind == "about"
        marked = marked or kind in SIGNS or kind == "reach"
        sign = sign or SIGNS.get(kind)
    if quantity.share and not (marked or change) and (bare := _based(text, begin, quantity, kit, _NAME)):
        return bare
    if not marked and end > begin and text[end - 1] in words["up_to"]:
        named = _raised(text, begin, end - 1, kit)
        if named:
            return Left(begin, end - 1, sign, True, False, about, "", named=named)
    makes = end > begin and text[end - 1] in kit.make.lasts
    verb = kit.make.ending(text, end, begin) if makes else ""
    if sign is None and not change and (far := kit.distant.search(text, max(begin, end - _DISTANT), end)):
        quoted = text.rfind(_QUOTE, begin, far.start()) > text.rfind(_UNQUOTE, begin, far.start())
        sign = None if quoted else _distant_sign(text[begin:end], kit)  # “最多跑一次”事项
        if sign == SIGNS["at_least"]:
            return Left(begin, end, sign, marked, change, about, verb, far.start())
    return Left(begin, end, sign, marked, change, about, verb)


def _raised(text: str, begin: int, end: int, kit: Kit) -> int:
    """Where the name begins of ``提升有线电视机顶盒占比至75%``: behind the verb that opens its part; 0 where none does."""
    while begin < end and text[begin] in kit.section.words["linking"]:
        begin += 1
    verb = ready(kit.section, "change").opening(text, begin, end)
    name = begin + len(verb)
    return name if verb and end - name >= _NAME else 0


def _bound(text: str, begin: int, end: int, words: Mapping[str, tuple[str, ...]]) -> str:
    """What a limit bounds, by its name: ``最高支付限额`` → <=, ``责任保险最低限额`` → >=."""
    return SIGNS["at_least" if holds(text[begin:end], words["tariff_floor"]) else "at_most"]


def _realised(text: str, begin: int, place: int, behind: int) -> bool:
    """``实现90%以上的事项“一网通办”``, ``实现5家企业上市``: what is realised stands behind the number, not in front."""
    return place - begin <= 1 or text.startswith(_OF, behind)


def _based(text: str, begin: int, quantity: Quantity, kit: Kit, least: int = 0) -> Left | None:
    """``床位数不低于开放床位数的5%``, ``标准按低保标准的1.5倍``: 的 parts name and number.

    Without 的 it has to be a bound, and what the share is of so long as `least`: ``贷款余额不得超过净资产50%``.
    """
    end, words = quantity.start, kit.section.words
    times_of = quantity.unit == words["multiple"][0]
    if not (quantity.share or times_of):
        return None
    any_word, bases = _bases(kit.section, times_of)
    low = begin + max(2, least)
    if not any_word.search(text, low, end):
        return None if least else _standing_for(text, begin, quantity, kit)
    no = words["negation"] + (words["granting_word"] if least else ())
    told = [
        (at, -len(word), kind)
        for word, kind in bases
        if (at := text.rfind(word, low, end)) >= 0
        and not text.endswith(no, begin, at)
        and not text.startswith(words["threshold"], at)
        and not _in_bracket(text, begin, at, end)
        and (not least or (kind in SIGNS and end - at - len(word) >= least))
    ]
    place, _, kind = max(told, key=lambda found: (found[0] - found[1], -found[1]), default=(-1, 0, ""))
    if place < 0:
        return None if least else _standing_for(text, begin, quantity, kit)
    if text.endswith(words["excess_of"], place, end):  # 同比超出部分的|20%
        return None
    while (word := kit.known.ending(text, place, begin)) and kit.kinds[word] == "filler":
        place -= len(word)
    return Left(begin, place, SIGNS.get(kind), True, False, False, "")


def _set_at(text: str, begin: int, quantity: Quantity, kit: Kit) -> int:
    """Where the name of a rate ends that is set by nothing but its figure, 0 for none: ``筹资标准|500元``, ``支付比例|按70%执行``."""
    words, end, unit = kit.section.words, quantity.start, quantity.unit or ""
    money = kit.money in unit
    if not (money or unit == words["rate_sign"][0]):
        return 0
    by = next((word for word in words["by"] if text.endswith(word, begin, end)), "")
    if not by:
        return end if money and text.endswith(words["plain_tariff"], begin, end) else 0
    place = end - len(by)
    named = words["tariff"] + words["plain_tariff"]
    return (
        place
        if text.endswith(named, begin, place) and text.startswith(words["carried_out"], quantity.end)
        else 0
    )


def _in_bracket(text: str, begin: int, at: int, end: int) -> bool:
    """Whether `at` stands in a bracket of the name: ``水质优良（达到或优于Ⅲ类）比例``."""
    opened = text.rfind(_BRACKETS[0], begin, at) > text.rfind(_BRACKETS[1], begin, at)
    return opened and text.count(_BRACKETS[1], at, end) > text.count(_BRACKETS[0], at, end)


def _standing_for(text: str, begin: int, quantity: Quantity, kit: Kit) -> Left | None:
    """``失业保险金标准为最低工资标准的80%``, ``缴费基数按平均工资的60%确定``: a standard, and by what it is measured."""
    if text.startswith((*kit.section.words["granting"], *kit.section.words["paying"]), quantity.end):
        return None
    told = kit.section.patterns["stands_for"].search(text, begin, quantity.start)
    return Left(begin, told.end("name"), None, True, False, False, "", based=True) if told else None


@lru_cache(maxsize=4)
def _bases(section: Section, times_of: bool) -> tuple[re.Pattern[str], tuple[tuple[str, str], ...]]:
    """The words in front of what a share or a multiple is taken of: any of them, and each with its kind."""
    words = section.words
    kinds = ("by", *SIGNS, "reach") if times_of else (*SIGNS, "reach")
    names = (*words["highest_name"], *words["lowest_name"])
    every = [(word, kind) for kind in kinds for word in words[kind] if word not in names]
    bases = tuple([(word, kind) for word, kind in every if len(word) > 1 or kind == "by"])
    return re.compile(alternation(tuple({word for word, _ in bases}))), bases


def _distant_sign(text: str, kit: Kit) -> str | None:
    """A comparator further left: ``至少建设1所``, ``至少有10%``, ``最高补助100万元``, ``只能担任一个``."""
    tail, words = text[-_DISTANT:], kit.section.words
    for name in ("at_least", "at_most"):
        if holds(tail, words[f"{name}_distant"]):
            return SIGNS[name]
    only = words["only"][0]
    return "<=" if only in tail and kit.make.ending(text) else None
