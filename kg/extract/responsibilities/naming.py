"""Which names a stretch of a sentence gives, and whether it is made of nothing else: ``市财政局、教育局等部门``.

Reads a block's text with its remarks blanked; yields mentions as offsets into it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from kg.extract.responsibilities.bodies import is_named, is_of_place, is_part, is_place
from kg.extract.responsibilities.lists import items
from kg.extract.responsibilities.mentions import PART, REMARK, Mention
from kg.extract.responsibilities.predicates import predicates
from kg.lexicon import Section, holds

_COMMA = "、"
_new = tuple.__new__  # of a named tuple: a third of the time that calling it takes
_COUNTED = 12  # characters of 三家副主任单位
_AUTHORITIES = 2  # of a list that names trades beside them
_LOOSE = 6  # characters of a word that its company makes a name


@dataclass(frozen=True, slots=True)
class Patterns:
    """The patterns of names in sentences: collected once, since each look-up takes as long as a short search."""

    several: re.Pattern[str]
    no_start: re.Pattern[str]
    list_word: re.Pattern[str]
    list_head: re.Pattern[str]
    loose_word: re.Pattern[str]
    company_body: re.Pattern[str]
    generic: re.Pattern[str]
    stopper: re.Pattern[str]
    place: re.Pattern[str]
    area: re.Pattern[str]  # a district by its name, which acts beside bodies
    joints: re.Pattern[str]  # what an item may be cut at, or be led in by, besides 、


@cache
def _patterns(section: Section) -> Patterns:
    names = (
        "several",
        "no_start",
        "list_word",
        "list_head",
        "loose_word",
        "company_body",
        "generic_item",
        "stopper",
        "place",
        "area",
        "item_joints",
    )
    return Patterns(*(section.patterns[name] for name in names))


@dataclass(frozen=True, slots=True)
class Voice:
    """What is known of the way a document speaks: the words of sentences and of lists, and the roles it defines."""

    section: Section
    lists: Section
    defined: frozenset[str] = frozenset()
    press: bool = False  # a press round-up: only plans are duties
    house: bool = False  # the rules of an institution, which name its parts: 教务部, 各系
    known: dict[str, bool] = field(default_factory=dict)  # what this document's stretches are: names or not


def fits(name: str, listed: bool, voice: Voice) -> bool:
    """Whether `name` is a body, or in a list the function of one: ``教育`` in ``教育、财政部门``."""
    known = voice.known.get(name)
    if known is None:
        known = _is_defined(name, voice) or is_named(name, voice.section) or _is_charged(name, voice.section)
        known = voice.known[name] = known or (voice.house and is_part(name, voice.section))
    if known or not listed:
        return known
    bare = name.rstrip(PART)  # 水务（海洋）、交通等部门
    if bare[-1:] not in _function_ends(voice.section):
        return False
    return _patterns(voice.section).list_word.fullmatch(bare) is not None


def _is_defined(name: str, voice: Voice) -> bool:
    """Whether the document defines it, all of them or its office: ``组委会办公室``, ``各牵头机构``."""
    words, role = voice.section.words, name.removeprefix(voice.section.words["each_sign"][0])
    return bool(voice.defined) and role.removesuffix(words["office"][0]) in voice.defined


def _is_charged(name: str, section: Section) -> bool:
    """Whether a law charges it without a name: ``县级以上地方人民政府负责管理煤炭工业的部门``."""
    words = section.words
    charged = name.endswith(words["charged_end"]) and holds(name, words["charged_sign"])
    return charged and section.patterns["charged_item"].fullmatch(name) is not None


@cache
def _function_ends(section: Section) -> frozenset[str]:
    """The last signs of what may name a body in a list by its function alone: 水利, 食品药品|监督管理."""
    return frozenset(word[-1] for name in ("function", "manage") for word in section.words[name])


def named(words: str, voice: Voice, start: int, end: int) -> tuple[Mention, ...]:
    """The named bodies of a list, none where one of its items is neither a name nor a generic group."""
    if start >= end:
        return ()
    patterns = _patterns(voice.section)
    if words[end - 1] == REMARK:
        end = start + len(words[start:end].rstrip(REMARK))
    if patterns.several.search(words, start, end):
        if words.endswith(voice.section.words["counted_tail"], start, end):
            counted = voice.section.patterns["counted"].search(words, max(start, end - _COUNTED), end)
            end = counted.start() if counted and _COMMA in words[start:end] else end
        return () if patterns.no_start.match(words, start, end) else _listed(words, start, end, voice)
    return one(words, voice, start, end)


def one(words: str, voice: Voice, start: int, end: int) -> tuple[Mention, ...]:
    """The named body of a stretch without any sign of a list, none where it is no name."""
    name = words[start:end].rstrip(REMARK)
    if voice.known.get(name) is False or _patterns(voice.section).no_start.match(words, start, end):
        return ()
    return (_new(Mention, (start, start + len(name), None, False, True)),) if fits(name, False, voice) else ()


def _listed(words: str, start: int, end: int, voice: Voice) -> tuple[Mention, ...]:
    """The named bodies of a list of several."""
    patterns = _patterns(voice.section)
    comma = words.find(_COMMA, start, end)
    shared = comma <= start or words.startswith(voice.lists.words["bare_noun"], comma + 1)
    alone = not shared and not patterns.joints.search(words, start, comma)
    if alone and _breaks(words[start:comma].rstrip(REMARK), True, voice):
        return ()  # most lists are none, and begin with a verb: what follows need not be cut
    spans = [span for span in items(words, start, end, voice.lists) if span[0] < span[1]]
    mentions: list[Mention] = []
    rest: list[Mention] = []
    last = len(spans) - 1
    if words.endswith(voice.lists.words["bare_noun"], start, end):
        last = _open_end(spans)
    noun = False  # what follows 等 is the noun that the list shares, unless it is joined: 应急管理等部门和|气象主管机构
    for place, (left, stop, more) in enumerate(spans[: last + 1]):
        branch = bool(mentions) and voice.section.patterns["its_branch"].fullmatch(words, left, stop)
        left += bool(mentions or rest) and not branch and _is_its(words[left:stop], voice.section)
        name = words[left:stop].rstrip(REMARK)
        mention = _new(Mention, (left, left + len(name), None, more, True))
        its = words.startswith(voice.section.words["its"], left - 1) and left > start
        below = its and _is_below(name, voice.section)
        own = not noun or (patterns.joints.match(words, left - 1) and left > spans[place - 1][1] + 1)
        if (
            branch
            or below
            or _is_beside_party(words, name, mentions, left, voice.section)
            or (own and fits(name, more or place < last, voice))
        ):
            mentions.append(mention)
        elif _breaks(name, False, voice):
            return ()
        elif noun and words.endswith(voice.lists.words["bare_noun"], start, left):
            return ()  # 教育、财政等部门|组织: the list has its noun, a verb follows
        elif not (noun and name in voice.section.words["shared_end"]):
            rest.append(mention)
        noun = more
    rest = [m for m in rest if not patterns.generic.fullmatch(words[m.start : m.end].rstrip(PART))]
    listed = [*mentions, *(mention for mention in rest if mention.open_list)]
    if not mentions or _are_trades(words, sorted(listed, key=_start), end, voice):
        return ()
    whole = _all_named(words, mentions, rest, voice.section)
    return _of_authorities(words, whole, end, voice.section) if whole else ()


def _are_trades(words: str, mentions: Sequence[Mention], end: int, voice: Voice) -> bool:
    """Whether a list of functions shares a noun that is no authority: ``邮政、电信、银行|等服务单位``, ``旅游、文化|等场所``."""
    section, last = voice.section, mentions[-1]
    opened = words.find(section.words["more"][0], last.end, end)
    patterns, companies = section.patterns, opened != last.end  # 供电、燃气、|通信企业; 教育、科研、|行业组织
    noun = words.endswith(voice.lists.words["bare_noun"], last.end, end)
    noun = noun and not words.endswith(section.words["trade_unit"], last.end, end)
    if companies and (last.end == end or noun):
        return False
    if not companies and patterns["with_noun"].match(words, opened, end):
        return False  # 教育、民政等部门以及|企业
    names = [words[mention.start : mention.end] for mention in mentions]
    if any(fits(name, False, voice) for name in names):
        return False
    if companies or patterns["no_authority"].match(words, opened, end):
        return True
    if not patterns["by_trade"].match(words, opened, end):
        return False
    return len([name for name in names if not patterns["trade"].search(name)]) < _AUTHORITIES


def _of_authorities(
    words: str, mentions: tuple[Mention, ...], end: int, section: Section
) -> tuple[Mention, ...]:
    """`mentions` without the trades that stand among authorities: ``银行`` in ``医保、税务、银行|等单位``."""
    last = max(mention.end for mention in mentions)
    if not section.patterns["by_trade"].match(words, last, end):
        return mentions
    trade = section.patterns["trade"]
    return tuple(m for m in mentions if not trade.search(words, m.start, m.end))


def _is_its(name: str, section: Section) -> bool:
    """Whether an item is the department of a body in front of it: ``市人民政府及|其教育主管部门``, not 其有关部门."""
    its, bare = section.words["its"], name[1:].rstrip(PART)
    if name.startswith(its) and _is_below(bare, section):
        return True
    own = name.startswith(its) and bare.endswith(section.words["department_tail"])
    return (
        own
        and not section.patterns["unnamed"].search(bare)
        and bool(section.patterns["by_function"].fullmatch(bare))
    )


def _is_beside_party(
    words: str, name: str, mentions: Sequence[Mention], start: int, section: Section
) -> bool:
    """Whether a government is that of the party's committee in front of it: ``各乡镇党委、|政府``."""
    beside = name in section.words["government_alone"] and mentions and mentions[-1].end == start - 1
    return bool(beside) and words.endswith(section.words["committee_end"], 0, start - 1)


def _is_below(name: str, section: Section) -> bool:
    """Whether `name` is a part that any body may have: 下属事业单位, 办公室."""
    return name in section.words["below"] or name in section.words["office"]


def _open_end(spans: Sequence[tuple[int, int, bool]]) -> int:
    """The last name of a list: behind 等 what it is that they share: ``民政等|公共服务设施、市政设施相关部门``."""
    last = len(spans) - 1
    opened = next((place for place in range(last, -1, -1) if spans[place][2]), last)
    return opened if last - opened > 1 else last


def _breaks(name: str, fitting: bool, voice: Voice) -> bool:
    """Whether an item makes its list none, whatever else stands in it; where `fitting`, unless it is a name."""
    patterns, section = _patterns(voice.section), voice.section
    name = name.rstrip(PART)
    loose = len(name) <= _LOOSE or name.endswith(section.words["institution"]) or _is_long(name, section)
    if not loose and holds(name, section.words["of_kinds"]):  # 市和区、县的|计划
        head = patterns.list_head.match(name)
        loose = head is not None and len(name) - head.end() <= _LOOSE
    if (loose and not patterns.stopper.search(name)) or (fitting and fits(name, True, voice)):
        return False
    return not patterns.generic.fullmatch(name) and not patterns.place.fullmatch(name)


def _is_long(name: str, section: Section) -> bool:
    """Whether `name` ends like a body that its company tells, however long: ``市政府办医主体``."""
    long = name.endswith(section.words["company_end"])
    return long and section.patterns["company_long"].fullmatch(name) is not None


def _all_named(
    words: str, mentions: list[Mention], rest: list[Mention], section: Section
) -> tuple[Mention, ...]:
    """`mentions` and the `rest`, which their company makes names; none where one of these is no name at all."""
    if not rest:
        return tuple(mentions)
    sure = tuple(mentions)
    led = words.startswith(section.words["lead_behind"], max(mention.end for mention in (*sure, *rest)))
    for mention in rest:
        name = words[mention.start : mention.end]
        if led and _patterns(section).place.fullmatch(name):  # 市科委、杨浦区|牵头
            mentions.append(mention)
            continue
        behind = [body for body in sure if body.start > mention.start]
        if not _by_company(name, words, sure, behind, section):
            return ()
        mentions.append(mention)
    return tuple(sorted(mentions, key=_start))


def _start(mention: Mention) -> int:
    return mention.start


def _by_company(
    name: str, words: str, mentions: Sequence[Mention], behind: Sequence[Mention], section: Section
) -> bool:
    """``市政`` in ``交通、市政、园林等部门``, ``总工会`` in ``市财政局、总工会``; ``上海市`` in ``上海市、江苏省人民政府``, with it `behind`."""
    if not mentions:
        return False
    patterns = _patterns(section)
    if name.endswith(section.words["institution"]) or _is_long(name, section):
        return not patterns.stopper.search(name)
    if patterns.company_body.fullmatch(name.rstrip(PART)) and not patterns.stopper.search(name):
        return True
    if name.rstrip(PART).endswith(section.words["zone_end"]) and _of_towns(name, words, mentions, section):
        return True
    if patterns.place.fullmatch(name) or is_place(name):
        if not behind and patterns.area.fullmatch(name):
            return True  # 市科委、|杨浦区牵头
        shared = section.words["shared_noun"]
        return any(
            words.endswith(shared, m.start, m.end) or is_of_place(words[m.start : m.end]) for m in behind
        )
    head = patterns.list_head.match(name)
    bare = name[head.end() :] if head else name
    if len(bare) > _LOOSE or not patterns.loose_word.fullmatch(bare):
        return False
    return sum([patterns.list_word.fullmatch(words, m.start, m.end) is not None for m in mentions]) > 1


def _of_towns(name: str, words: str, mentions: Sequence[Mention], section: Section) -> bool:
    """Whether an area stands beside all the towns of its district: ``嘉定工业区`` in ``各镇、街道、嘉定工业区``."""
    each, towns = section.words["towns_all"], section.words["town_tail"]
    names = (words[m.start : m.end].rstrip(PART) for m in mentions)
    beside = any(one.startswith(each) and one.endswith(towns) for one in names)
    return beside and not _patterns(section).stopper.search(name)


def helpers(
    words: str, behind: int, found: tuple[re.Match[str], str] | None, voice: Voice
) -> Iterator[Mention]:
    """Those named behind 会同 or 联合."""
    if found is None:
        return
    match, role = found
    start, end = behind + match.start("with"), behind + match.end("with")
    for at in predicates(words, start, end, voice.section):  # 会同市财政局和市税务局|共同下达…
        if mentions := named(words, voice, start, at):
            yield from (mention.acting(role) for mention in mentions)
            return
    yield from _with_company(words, items(words, start, end, voice.lists), role, voice)


def _with_company(
    words: str, spans: Sequence[tuple[int, int, bool]], role: str, voice: Voice
) -> Iterator[Mention]:
    """The names among the items of a list, those too that their company makes names: ``民防`` in ``市教育、民防、财政等部门``."""
    found: list[Mention] = []
    rest: list[Mention] = []
    for place, (left, right, more) in enumerate(spans):
        listed = more or place < len(spans) - 1
        whole = fits(words[left:right], listed, voice)
        stop = right if whole else _name_end(words, left, right, listed, voice)
        (found if stop else rest).append(Mention(left, stop or right, role, more))
        last = more and not any(span[2] for span in spans[place + 1 :])  # 生态环境以及|民航等部门
        if last or (stop and stop < right):
            break  # what follows is said of them: 会同财政部门|将名单报省教育厅、省财政厅
    for mention in rest if found and found[-1].open_list else ():
        name, behind = words[mention.start : mention.end], [one for one in found if one.start > mention.start]
        if behind and _by_company(name, words, found, behind, voice.section):
            found.append(mention)
    yield from sorted(found, key=_start)


def _name_end(words: str, start: int, end: int, listed: bool, voice: Voice) -> int | None:
    """Where the name ends that begins at `start`, a predicate behind it: ``公安局|审核校车使用许可``."""
    section = voice.section
    if section.patterns["common_head"].match(words, start, end):
        return None
    for at in predicates(words, start, end, section):
        if fits(words[start:at], False, voice):
            return at
    if section.patterns["unnamed"].search(words, start, end):
        return None
    name = section.patterns["named"].match(words, start, end)
    return name.end() if name and (name.end() == end or not listed) else None
