"""Lists of agencies: ``A、B和C等部门`` cut into names.

Works on masked text (`mask`), in which the inside of round brackets is blanked so that it cannot be cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kg.extract.responsibilities.mentions import is_agency, name_at
from kg.lexicon import Section

_COMMA = "、"
_BEFORE_ITEM = "、，；：（"
_OPENING = "（"


class Spaces(tuple[int, ...]):
    """Where white space stands in a text that is one line: none of it is a break that a name may be cut by."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Cuts:
    """What lists are cut by: collected once, since each look-up takes as long as a short search."""

    lead_in: re.Pattern[str]
    joints: re.Pattern[str]
    and_others: re.Pattern[str]
    conjunction: re.Pattern[str]
    inner_and: re.Pattern[str]
    functions: frozenset[str]
    bare_nouns: frozenset[str]
    place_end: tuple[str, ...]
    bureau: tuple[str, ...]  # what a bureau's own name ends in
    levels: tuple[str, ...]  # what stands in front of it
    group_ends: frozenset[str]  # the last signs of 各行业主管
    party: str  # what the party's side of a body of both ends in


@cache
def _cuts(section: Section) -> Cuts:
    words, patterns = section.words, section.patterns
    return Cuts(
        patterns["lead_in"],
        patterns["joints"],
        patterns["and_others"],
        patterns["conjunction"],
        patterns["inner_and"],
        frozenset(words["function"]),
        frozenset(words["bare_noun"]),
        words["place_end"],
        words["bureau_end"],
        words["bureau_level"],
        frozenset(word[-1] for word in words["group_end"]),
        words["party_end"][0],
    )


def items(masked: str, start: int, end: int, section: Section) -> list[tuple[int, int, bool]]:
    """Start, end and whether 等 follows, for each item of the list in `start:end` of masked text."""
    return cut(masked, start, end, (), section)


def is_one(name: str, section: Section) -> bool:
    """Whether `name` is one mention whatever stands beside it in a list: ``区住房和城乡建设局``, not ``县（区）`` or ``单位``."""
    patterns, tools, end = section.patterns, _cuts(section), len(name)
    if not name or _OPENING in name or name in tools.bare_nouns or tools.lead_in.match(name):
        return False
    if patterns["place_kind"].fullmatch(name):
        return False
    if (_COMMA in name or tools.joints.search(name)) and cut(name, 0, end, (), section) != [(0, end, False)]:
        return False
    mention = name_at(name, name, 0, end, section)
    return mention is not None and mention.fits and (mention.start, mention.end) == (0, end)


def cut(
    masked: str, start: int, end: int, breaks: Sequence[int], section: Section
) -> list[tuple[int, int, bool]]:
    """Start, end and whether 等 follows, for each item of a list split at 、, 等, 和/与/及 and white space."""
    tools = _cuts(section)
    start = _after_lead_in(masked, start, end, tools)
    if isinstance(breaks, Spaces) and _COMMA not in masked[start:end]:
        spaced = _spaced(masked, start, end, breaks, section)
        if len(spaced) > 1:
            return [(left, right, False) for left, right in spaced]
    found: list[tuple[int, int, bool]] = []
    for left, right in _merged(masked, start, end, section):
        if not breaks and not tools.joints.search(masked, left, right):
            if left < right:
                found.append((left, right, False))
            continue
        begin = left
        for more in tools.and_others.finditer(masked, left, right):
            spans = _joined(masked, begin, more.start(), breaks, section)
            found += [(one, two, (one, two) == spans[-1]) for one, two in spans]
            begin = more.end()
        found += [(one, two, False) for one, two in _joined(masked, begin, right, breaks, section)]
    return found


def _after_lead_in(masked: str, start: int, end: int, tools: Cuts) -> int:
    """Behind 由, 其中, 以下任务均需 at the head of a list."""
    lead_in = tools.lead_in.match(masked, start, end)
    return lead_in.end() if lead_in and lead_in.end() < end else start


def _merged(masked: str, start: int, end: int, section: Section) -> list[tuple[int, int]]:
    """What stands between 、; kinds of region that share their noun are one mention: ``各市、县（区）人民政府``."""
    tools = _cuts(section)
    merged: list[tuple[int, int]] = []
    place = start
    while place <= end:
        comma = masked.find(_COMMA, place, end)
        stop = comma if comma >= 0 else end
        if merged and (
            masked[place:stop] in tools.bare_nouns
            or (
                masked.endswith(tools.place_end, start, place - 1)
                and _shares(masked, merged[-1], (place, stop), section)
            )
            or (
                masked[place - 2] in tools.group_ends and _one_group(masked, merged[-1], place, stop, section)
            )
            or (masked[place - 2] == tools.party and _of_both(masked, merged[-1], (place, stop), section))
        ):
            area = section.patterns["zone_kind"].fullmatch(masked, start, place - 1)
            if area and len(merged) > 1 and _shares(masked, merged[-2], (place, stop), section):
                start = merged[-2][0]  # 各县区、高新区、|经开区教育局
                merged.pop()
            merged[-1] = (start, stop)
        else:
            start = place
            merged.append((start, stop))
        place = stop + 1
    return merged


def _one_group(masked: str, left: tuple[int, int], start: int, end: int, section: Section) -> bool:
    """``各行业主管、监管部门`` are whoever does either."""
    patterns = section.patterns
    closes = patterns["group_close"].match(masked, start, end)
    return closes is not None and patterns["group_open"].search(masked, *left) is not None


def _of_both(masked: str, left: tuple[int, int], right: tuple[int, int], section: Section) -> bool:
    """``县委、县政府重点产业发展领导小组`` is one body, ``县委、县政府`` are two."""
    patterns = section.patterns
    both = patterns["of_both"].fullmatch(masked, *right)
    return both is not None and patterns["party_side"].fullmatch(masked, *left) is not None


def _shares(masked: str, left: tuple[int, int], right: tuple[int, int], section: Section) -> bool:
    """``各市、县（区）人民政府`` is one mention, ``各区、市教育局`` are two: kinds of region go downwards."""
    tail = masked[left[0] : left[1]].rpartition(_COMMA)[2]
    name = masked[right[0] : right[1]]
    if not tail.endswith(section.words["place_end"]):
        return False
    kind = section.patterns["place_kind"].fullmatch
    begin = 0
    for joint in _cuts(section).conjunction.finditer(tail, 1):
        if kind(tail, begin, joint.start()) or is_agency(tail[begin : joint.start()], section):
            begin = joint.end()  # 国务院和|省、自治区、直辖市人民政府; 市国资委或者|市和|区、县人民政府
    tail = tail[begin:]
    if not kind(tail) or (name.startswith(section.words["each_sign"]) and kind(name)):
        return False  # 各乡镇、|各街道
    government = section.patterns["of_government"]
    if section.patterns["zone_kind"].search(tail) and government.search(name):
        return False  # 高新区、|县人民政府
    shared = section.patterns["place_shared"].fullmatch
    if not shared(name):  # 县、乡镇人民政府|和街道办事处
        behind = _cuts(section).conjunction.search(name, 1)
        name = name[: behind.start()] if behind else ""
        if not name or not shared(name):
            return False
    between = masked.startswith(_COMMA, right[1]) and section.patterns["kind_alone"].fullmatch(name)
    if between:
        return True  # 各县、|市、区教育局
    return _rank(name, section) >= _rank(tail, section) or bool(government.search(name))


def _rank(name: str, section: Section) -> int:
    ranks = (n for n in range(4) if section.patterns[f"kind_{n}"].match(name))
    return next(ranks, len(name))


def _joined(
    masked: str, start: int, end: int, breaks: Sequence[int], section: Section
) -> list[tuple[int, int]]:
    """Cut at 和/与/及 between agencies and at white space between two whole names; empty pieces fall away."""
    tools = _cuts(section)
    start = _after_lead_in(masked, start, end, tools)
    cuts: list[tuple[int, int]] = []
    for match in tools.conjunction.finditer(masked, start + 1, end - 1):
        begin = cuts[-1][1] if cuts else start
        if _parts(masked, begin, match.span(), end, section):
            cuts.append(match.span())
    if breaks:
        cuts = sorted({*cuts, *_gaps(masked, start, end, breaks, section)})
    spans: list[tuple[int, int]] = []
    begin = start
    for stop, after in cuts:
        if stop >= begin:
            spans.append((begin, stop))
            begin = after
    return [(left, right) for left, right in (*spans, (begin, end)) if left < right]


def _parts(masked: str, start: int, cut: tuple[int, int], end: int, section: Section) -> bool:
    """Whether 和/与/及 stands between two agencies and not inside one name."""
    tools = _cuts(section)
    left, right = masked[start : cut[0]], masked[cut[1] : end]
    if left in section.words["level_alone"] and not right.startswith(section.words["each_sign"]):
        return False  # 自治区和设区的市、县水利部门; 自治州和|各县人民政府
    if _are_kinds(left, section) and section.patterns["place_shared"].fullmatch(right):
        return right.startswith(section.words["each_sign"])  # 市、县和镇人民政府
    parted = masked[slice(*cut)] in section.words["parting"]
    ends = section.words["bureau_end"] if parted else section.words["department_end"]
    department = right in tools.functions or right.endswith((*section.words["department_end"], *ends))
    for part in (left, right):
        if is_agency(part, section) or part in tools.functions:
            continue
        if part is right and section.patterns["beside"].fullmatch(part):
            continue  # 市民政局和|社会各界
        if not (department and section.patterns["level_function"].fullmatch(part)):
            return False
    bureau = right.endswith(tools.bureau) and not right.startswith(tools.levels)
    if bureau and not parted and _is_bare(left, tools) and not _goes_on(masked, start, tools):
        return False  # 应急管理和生态环境局 is one
    inner = [m for m in tools.inner_and.finditer(masked, start, end) if m.start() <= cut[0] < m.end()]
    return not inner or (
        inner[0].end() == cut[1] and not bureau and _are_two(masked, start, cut, end, section)
    )


def _are_two(masked: str, start: int, cut: tuple[int, int], end: int, section: Section) -> bool:
    """Whether two works of departments stand about 和 that are no one work: ``卫生|和财政部门``, not ``卫生和|计划生育部门``."""
    functions = _cuts(section).functions
    right = section.patterns["department_tail"].sub("", masked[cut[1] : end])
    if right not in functions:
        return False
    left = next((w for n in range(start, cut[0]) if (w := masked[n : cut[0]]) in functions), "")
    return (
        bool(left) and left + masked[cut[0] : end].removesuffix(masked[cut[1] : end]) + right not in functions
    )


def _are_kinds(left: str, section: Section) -> bool:
    """Whether a list names nothing but kinds of region: ``市、县``, not ``各市`` or ``相关街道``."""
    kind = section.patterns["kind_alone"].fullmatch
    return all(map(kind, left.split(_COMMA)))


def _goes_on(masked: str, start: int, tools: Cuts) -> bool:
    """Whether a function alone stands in front of `start` in its list: ``市教育、|民政和卫生健康局``."""
    if start < 2 or masked[start - 1] != _COMMA:
        return False
    last = max(masked.rfind(sign, 0, start - 1) for sign in _BEFORE_ITEM)
    return _is_bare(masked[last + 1 : start - 1], tools)


def _is_bare(name: str, tools: Cuts) -> bool:
    """Whether a name is a function alone: 区农业农村, the head of 区农业农村和水利局."""
    return name in tools.functions or (name.startswith(tools.levels) and name[1:] in tools.functions)


def _gaps(
    masked: str, start: int, end: int, breaks: Sequence[int], section: Section
) -> Iterator[tuple[int, int]]:
    bounds = [start, *[place for place in breaks if start < place < end], end]
    for before, place, after in zip(bounds, bounds[1:], bounds[2:], strict=False):
        if not start + 2 <= place <= end - 3:
            continue
        if masked[place:after] in section.words["part_of_name"]:
            continue
        left, right = masked[start:place], masked[place:end]
        spaced = isinstance(breaks, Spaces)
        if _two_names(left, right, section) or (
            spaced and _two_parts(masked[before:place], masked[place:after], section)
        ):
            yield place, place


def _two_parts(left: str, right: str, section: Section) -> bool:
    """Whether white space parts two parts of a body (``建管科 总工室``), or two bodies with names of their own."""
    patterns = section.patterns
    if not (is_agency(left, section) and patterns["part"].fullmatch(right) and is_agency(right, section)):
        return False
    return bool(patterns["inner_part"].fullmatch(left) or patterns["own_body"].fullmatch(right))


def _spaced(masked: str, start: int, end: int, breaks: Spaces, section: Section) -> list[tuple[int, int]]:
    """The names of a list that nothing but white space parts: ``水政科 监察支队``."""
    spans: list[tuple[int, int]] = []
    begin, parts = start, section.words["part_of_name"]
    bounds = [*[place for place in breaks if start < place < end], end]
    for place, after in pairwise([*bounds, end]):
        name = masked[begin:place]
        whole = name not in parts and masked[place:after] not in parts  # 各县（市、区） / 政府 / 市水利局
        if whole and len(name) > 2 and is_agency(name, section):
            spans.append((begin, place))
            begin = place
    return spans if begin == end else []


def _two_names(left: str, right: str, section: Section) -> bool:
    """Whether white space parts two names (``市教育局 市财政局``) and no line break one (``市委⏎宣传部``)."""
    if right.endswith(section.words["bureau_part"]):
        return False
    leveled = right.startswith(section.words["level_start"])
    if not leveled and section.patterns["place_kind"].fullmatch(left):
        return False  # 各县（市、区） / 教育局
    begins = leveled or right.startswith(section.words["function"])
    whole = len(left) > 2 and left.endswith(section.words["body_end"])
    return begins and whole and is_agency(right, section)
