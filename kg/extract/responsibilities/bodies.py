"""Whether a stretch of a sentence names one body, a department by its function, or a defined group.

``区卫生计生委``, ``各市（州）医保部门``, ``国家卫生健康委``, ``各成员单位``; not ``各级政府``, ``医疗机构``, ``加强县医院``.
What a name ends in is looked at first, so that the grammar of names is tried on few.
"""

from __future__ import annotations

import re
from functools import cache

from kg.extract.responsibilities.lists import PART
from kg.extract.responsibilities.predicates import tails
from kg.lexicon import Section
from kg.lexicon.names import place_heads

_LONGEST = 40
_BODIES = ("of_level", "of_each", "of_government", "of_nation", "special")
_HAN = re.compile(r"[一-龥（）□]{1,26}")
_PARTS = ("members", "office")


def is_named(name: str, section: Section) -> bool:
    """Whether `name` (masked: □ for the inside of a short bracket) is a body, a department or a defined group."""
    bare = name.rstrip(PART)
    if not bare or not 2 <= len(name) <= _LONGEST:
        return False
    known, last = tails(section), bare[-1]
    department = last in known.department and bare.endswith(known.department[last])
    if not (department or last in known.sure or (last in known.longer and bare.endswith(known.longer[last]))):
        return False
    if last in known.wrong and bare.endswith(known.wrong[last]):
        return False
    patterns = section.patterns
    checked = patterns["inner"].sub("", name) if bare.endswith(section.words["grouped"]) else name
    if patterns["stopper"].search(checked) or patterns["common_head"].match(name):
        return False
    if department:
        return bool(patterns["by_function"].fullmatch(name)) and not patterns["unnamed"].search(name)
    return _is_body(name, bare, section)


def _is_body(name: str, bare: str, section: Section) -> bool:
    patterns = section.patterns
    whole = bare.endswith(_whole(section))
    for kind in _BODIES if whole else _PARTS:
        if patterns[kind].fullmatch(name):
            return True
    return whole and _of_place(name)


@cache
def _whole(section: Section) -> tuple[str, ...]:
    """What the names of whole bodies end in."""
    return (*section.words["body"], *section.words["institution"], *section.words["national"])


def _of_place(name: str) -> bool:
    """A body that begins with a place without its kind: ``三明学院``, ``重庆通信管理局``."""
    place = place_heads().at(name, 0)
    return place is not None and bool(_HAN.fullmatch(name, place[0]))
