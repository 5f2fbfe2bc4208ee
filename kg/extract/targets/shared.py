"""What the numbers or the names of a row share: the unit of the last, the noun with which the last name ends.

Reads pieces and names of one row: ``化学需氧量、氨氮排放量分别下降8%、9%``; yields each with what it leaves unsaid.
"""

from __future__ import annotations

import re

from kg.extract.targets.pieces import Piece
from kg.lexicon import Section, holds

_SHARED = re.compile(r"的[^的]{1,12}$")
_LEVEL = "级"
_UNQUOTE = "”"
_PERSON = "人"
_SHORT = 3
_BRIEF = 8  # a name that leaves its noun to the last of the list
_SECOND = 2  # a class and its sign: 一级


def unit(piece: Piece, last: Piece) -> str | None:
    """The unit that the last of a row says in full: ``20个和15个百分点``."""
    own, full = piece.unit, last.unit
    return full if not own or (full and full.startswith(own)) else own


def alike(piece: Piece, last: Piece) -> bool:
    """Whether two of a row are counted in one thing: ``3万人和5千人``, ``3个和1个工作日``."""
    return plain(piece) == plain(last) or unit(piece, last) == last.unit


def plain(piece: Piece) -> str:
    """The unit without what scales it: 万元 → 元."""
    own = piece.unit or ""
    return own[len(piece.words("scale").opening(own)) :]


def _after_shared(name: str, last: str) -> str:
    """What stands in `last` behind the end that it shares with `name`: 增加值 of 旅游及相关产业增加值 for 文化及相关产业."""
    for size in range(len(name), 1, -1):
        place = last.find(name[-size:], 1)
        if place > 0:
            return last[place + size :]
    return ""


def _of_class(piece: Piece, name: str, last: str) -> str:
    """What stands behind the class of `last`: 等奖 for the 一 of ``一、二、三等奖``, 医院 for ``一级、二级医院``."""
    alike = len(name) <= _SECOND and last[:1] in piece.section.words["classes"]
    return last[len(name) :] if alike and last[1 : len(name)] == name[1:] else ""


def completed(piece: Piece, name: str, last: str) -> str:
    """`name` with the end that it shares with the last of the list: 制造业 → 制造业增加值年均增长."""
    if such := piece.section.patterns["and_such"].search(last):  # 甲市、乙市|等地区|单位能耗分别下降…
        return (last[: such.start()] if name == last else name) + last[such.end() :]
    if name == last:
        return name
    if name[-1] == _UNQUOTE and _UNQUOTE in last:
        return name + last.rpartition(_UNQUOTE)[2]  # “领航”“种子”|企业
    if name in piece.section.words["ranks"] and (sign := last.find(_LEVEL)) > 0:
        return name + last[sign:]
    if name[0] in piece.section.words["classes"] and (tail := _of_class(piece, name, last)):
        return name + tail
    if tail := _after_shared(name, last):
        return name + tail
    level = last.find(name[-1]) if name[-1] in piece.section.words["level_sign"] else -1
    if level > 0:
        return name + last[level + 1 :]
    shared = _SHARED.search(last)
    if shared and not name.endswith(shared.group()):
        return name + shared.group()
    paired = piece.section.words["paired_names"]
    if name in paired and last.startswith(paired) and len(last) > len(name) + 1:
        return name + last[len(name) :]
    acts = piece.words("paired_acts")
    if name in acts.words and (other := acts.opening(last)) and len(last) > len(other) + 1:
        return name + last[len(other) :]  # 新开工、新竣工|亿元以上项目
    whose = piece.words("insured")
    if name in whose.words and (other := whose.opening(last)) and len(last) > len(other) + 1:
        return name + last[len(other) :]
    per = piece.section.patterns["shared_per"].search(last)
    if per and per.start() and not holds(name, piece.section.words["measured"]):
        return name + per.group()
    tails = piece.section.words["rate_tail"]
    if last.endswith(tails) and name[-1] != last[-1] and not name.endswith(tails):
        return name + next(tail for tail in tails if last.endswith(tail))
    if (
        len(name) <= _SHORT
        and any(own == other for own, other in zip(name, last, strict=False))
        and holds(last[len(name) :], piece.section.words["measured"])
    ):
        return name + last[len(name) :]
    thing = next((word for word in piece.section.words["shared_thing"] if last.endswith(word)), "")
    if thing and len(last) > len(thing) + 1 and len(name) <= _BRIEF and name[-1] != thing[-1]:
        return name + thing  # 老旧供热、燃气、排水|管网
    own = piece.section.words["shared_tail"] + piece.section.words["own_measure"]
    if holds(name, piece.section.words["measured"]) or name.endswith(own):
        return name
    for pattern in ("shared_rate", "shared_measure"):
        shared = piece.section.patterns[pattern].search(last)
        if shared and shared.start():
            said = next((n for n in (_SECOND, 0) if name.endswith(shared.group()[:n])), 0)
            return name + shared.group()[said:]  # 精神障碍患者 says 患者 itself
    for word in (*piece.section.words["shared_tail"], *piece.section.words["measured"]):
        place = last.rfind(word)
        if place > 0:
            return name + last[place:]
    return name


def people(found: re.Match[str], section: Section) -> str:
    """Of how many people there is so much, as a unit says it: ``每千人口`` → 千人, ``每千名儿童`` → 千名儿童."""
    if found["people"] in section.words["populace"]:
        return f"{found['count']}{_PERSON}"
    timed = found["people"] in section.words["person_time"]
    return f"{found['count']}{found['people' if timed else 'whom']}"
