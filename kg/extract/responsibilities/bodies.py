"""Whether a stretch of a sentence names one body, a department by its function, or a defined group.

``区卫生计生委``, ``各市（州）医保部门``, ``国家卫生健康委``, ``各成员单位``; not ``各级政府``, ``医疗机构``, ``加强县医院``.
What a name ends in is looked at first, so that the grammar of names is tried on few.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.extract.responsibilities.mentions import PART, by_last
from kg.extract.responsibilities.predicates import Tails, tails
from kg.lexicon import Section
from kg.lexicon.names import place_heads

_LONGEST = 40
OF_KIND = 4  # characters of a bracket that says no more than of what kind they are: 省直有关部门（单位）
_BODIES = ("of_level", "of_each", "of_government", "of_nation", "special")
_HAN = re.compile(r"[一-龥（）□]{1,26}")
_PARTS = ("members", "office")


@dataclass(frozen=True, slots=True)
class Shapes:
    """What names are told by: collected once, since each look-up takes as long as a short search."""

    tails: Tails
    grouped: tuple[str, ...]
    whole: Mapping[str, tuple[str, ...]]  # what the names of whole bodies end in, by the last sign
    inner: re.Pattern[str]
    stopper: re.Pattern[str]
    common_head: re.Pattern[str]
    by_function: re.Pattern[str]
    unnamed: re.Pattern[str]
    bodies: re.Pattern[str]
    parts: re.Pattern[str]
    towns: tuple[str, ...]
    town: re.Pattern[str]
    own_named: tuple[str, ...]
    own_name: re.Pattern[str]
    below: tuple[str, ...]  # 下属事业单位, 派出机构
    each: str


@cache
def _shapes(section: Section) -> Shapes:
    words, patterns = section.words, section.patterns
    whole = by_last((*words["body"], *words["institution"], *words["national"]))
    inner, stopper, common_head = patterns["inner"], patterns["stopper"], patterns["common_head"]
    by_function, unnamed = patterns["by_function"], patterns["unnamed"]
    bodies, parts = (
        re.compile("|".join([patterns[name].pattern for name in names])) for names in (_BODIES, _PARTS)
    )
    names = inner, stopper, common_head, by_function, unnamed
    return Shapes(
        tails(section),
        words["grouped"],
        whole,
        *names,
        bodies,
        parts,
        words["town_tail"],
        patterns["town"],
        words["own_named"],
        patterns["own_name"],
        words["below"],
        words["each_sign"][0],
    )


def is_named(name: str, section: Section) -> bool:
    """Whether `name` (masked: □ for the inside of a short bracket) is a body, a department or a defined group."""
    bare = name.rstrip(PART)
    if not bare or not 2 <= len(name) <= _LONGEST:
        return False
    shapes, last = _shapes(section), bare[-1]
    if name.endswith(shapes.below):
        above = next(name[: -len(word)] for word in shapes.below if name.endswith(word))
        # 国家能源局各派出机构, 金融监管派出机构
        return is_named(above.rstrip(shapes.each), section) or bool(shapes.by_function.fullmatch(name))
    if bare.endswith(shapes.own_named):
        return bool(shapes.own_name.fullmatch(bare)) and not shapes.stopper.search(bare)
    known = shapes.tails
    if not (last in known.sure or (last in known.longer and bare.endswith(known.longer[last]))):
        return False
    if last in known.wrong and bare.endswith(known.wrong[last]):
        return False
    checked = shapes.inner.sub("", name) if bare.endswith(shapes.grouped) else name
    if shapes.stopper.search(checked) or shapes.common_head.match(name):
        return False
    if last in known.department and bare.endswith(known.department[last]):
        # 教育部门（体育部门）, not 省直部门（单位）
        spoken = bare if len(name) > len(bare) + OF_KIND else name
        return not shapes.unnamed.search(name) and _by_function(spoken, shapes.by_function)
    if bare.endswith(shapes.towns):
        return bool(shapes.town.fullmatch(name))
    whole = bare.endswith(shapes.whole.get(last, ()))
    if (shapes.bodies if whole else shapes.parts).fullmatch(name):
        return True
    return whole and _of_place(name)


def is_part(name: str, section: Section) -> bool:
    """Whether `name` is a part of the institution whose rules these are, or itself: ``教务部``, ``各系``, ``学校``."""
    part = section.patterns["house_part"].fullmatch(name)
    return part is not None and not _shapes(section).stopper.search(name)


def _by_function(name: str, pattern: re.Pattern[str]) -> bool:
    """A department named by its function, also behind a place with a sign that few names have: ``深圳市科技行政主管部门``."""
    if pattern.fullmatch(name):
        return True
    place = place_heads().at(name, 0)
    return place is not None and bool(pattern.fullmatch(name, place[0]))


def _of_place(name: str) -> bool:
    """A body that begins with a place without its kind: ``三明学院``, ``重庆通信管理局``."""
    place = place_heads().at(name, 0)
    return place is not None and bool(_HAN.fullmatch(name, place[0]))


def is_of_place(name: str) -> bool:
    """The body of a place that is said: ``河北省卫生健康委`` in ``北京市、天津市、河北省卫生健康委``."""
    place = place_heads().at(name, 0)
    return place is not None and place[0] < len(name)


def is_place(name: str) -> bool:
    """A place without its kind: ``山西`` in ``陕西、山西、甘肃省人民政府``."""
    return bool(place_heads().places.get(name))
