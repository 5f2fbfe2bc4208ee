"""Names without brackets: 落实民营经济促进法, 依托普陀区高层次人才引进集聚实施办法.

A name is looked for in front of its genre word, behind the verb of its clause; the rules of the lexicon say which stretches
name one particular document. Reads folded text, yields mentions.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from kg.blocks import Speech
from kg.extract.citations.articles import articled, law, laws
from kg.extract.citations.items import number_behind
from kg.extract.citations.mentions import Mention, Scene
from kg.extract.citations.relations import AHEAD, DRAFTS, Verb, carried_out, in_sentence, settled
from kg.extract.citations.shapes import Shapes, is_nameless, rule_of, shapes_of, stripped
from kg.lexicon import Section

_CLAUSE = re.compile(r".*[，。；：！？\t》）]", re.DOTALL)  # up to the last sign that ends a clause
_REACH = 90
_PASSED_ON = "forwards"
_PUSH = 18  # characters in front of a name in which 确保 may stand
_CHANGED = frozenset(("amends", "repeals"))
# what is drafted exists not yet
_FOUND = frozenset(("based_on", "implements", "cites", "amends", "repeals", "forwards"))


def name_ends(speech: Speech, section: Section) -> dict[int, list[tuple[int, int]]]:
    """Where names may end in each block, told by their genre words, which are looked for once in the whole document."""
    starts = speech.starts
    found: dict[int, list[tuple[int, int]]] = {}
    start, limit = 0, -1  # of the block in which the last one stands
    ends: list[tuple[int, int]] = []
    for genre in shapes_of(section).end.finditer(speech.whole):
        begin, end = genre.span()
        if begin > limit:
            index = speech.number(begin)
            start, limit = starts[index], starts[index] + len(speech.texts[index])
            ends = found[index] = []
        ends.append((begin - start, end - start))
    return found


def bare(
    text: str, ends: Sequence[tuple[int, int]], named: Sequence[Mention], state: Scene, section: Section
) -> list[Mention]:
    """Every name without brackets that has its genre word at one of `ends`, in order; none is looked for in brackets.

    `named` are the mentions in brackets.
    """
    shapes, verbs_of = shapes_of(section), state.rules.verbs.findall
    starts = [mention.start for mention in named] if named else []
    stops = [mention.end for mention in named] if named else []
    found: list[Mention] = []
    last: Mention | None = None
    place, floor = -1, 0
    for begin, end in ends:
        if starts:
            place = bisect_right(starts, begin) - 1
            if place >= 0 and begin < max(stops[max(0, place - 2) : place + 1]):
                continue
            floor = stops[place] if place >= 0 else 0
        low = max(begin - _REACH, last.end if last and last.end > floor else floor)
        mark = _CLAUSE.match(text, low, begin)
        low = mark.end() if mark else low
        if is_nameless(text, (low, begin), end, shapes):
            continue
        verbs = verbs_of(text, low, end)
        carried = last if last and last.end >= low - 1 else None
        if carried is None and place >= 0 and low - 1 <= floor <= low:
            carried = named[place]
        if carried is last and last and text.startswith("第", low):  # …法第九十九条和…条例
            articles = section.patterns["articles"].match(text, low, begin)
            low = articles.end() if articles else low
        tries = _starts(text, (low, end), verbs, carried, state, shapes) if verbs or carried else None  # most
        mention = _name(text, tries, end, state, shapes) if tries else None
        ended = _ended(text, low, end, state, shapes) if mention is None else None
        if ended:
            mention = _name(text, ended, end, state, shapes)
        start = _law_start(text, low, mention, bool(ended), section) if mention else None
        if mention is None or (start is not None and start < mention.start):
            mention = _law(text, (low, end), verbs, carried, state, section)
        elif start is not None and mention.title is not None:
            mention = mention._replace(start=start, title=(start, mention.title[1]))
        mention = _as_said(text, mention, state) if mention else None
        if mention is not None:
            last = mention
            if place < 0 or not _repeats(text, mention, named[: place + 1]):
                found.append(mention)
    return found


def _as_said(text: str, mention: Mention, state: Scene) -> Mention | None:
    """`mention` with what is said behind it: ``推动政府采购法|修改`` amends it; what is still to be drafted is none."""
    before = text[max(0, mention.start - _PUSH) : mention.start]
    pushed = mention.relation == "cites"
    behind = settled(state.rules, in_sentence(text[mention.end : mention.end + AHEAD]), before, pushed)
    if behind is None:
        return mention
    said = behind.fields["relation"]
    return mention._replace(relation=said) if said in _FOUND else None


def _ended(text: str, low: int, end: int, state: Scene, shapes: Shapes) -> list[tuple[int, str, bool]]:
    """Where a name may begin that no verb in front governs: ``按|供水办法执行``, ``以|供水办法为依据``.

    What its sentence says behind it proves it: that it ends or is changed, ``|原城市供水办法同时废止``, or what is to be
    done with it, ``确保|供水办法的贯彻落实``.
    """
    by = shapes.by.match(text, low, end)
    if by:
        return [(by.end(), "based_on", False)]
    tail = shapes.tail.match(text, end) if text.startswith("（", end) else None
    whole = tail.end() if tail else end
    ahead = in_sentence(text[whole : whole + AHEAD])
    if text.startswith(state.rules.takes_words, low):
        taken = settled(state.rules, ahead, text[low : low + 1])
        return [(low + 1, taken.fields["relation"], False)] if taken else []
    behind = settled(state.rules, ahead)
    if behind is not None:
        return [(low, behind.fields["relation"], False)] if behind.fields["relation"] in _CHANGED else []
    pushes = [push.end() for push in shapes.push.finditer(text, low, end)]  # few clauses have any
    return [(at, "implements", False) for at in pushes] if pushes and carried_out(state.rules, ahead) else []


def _law_start(text: str, low: int, mention: Mention, ended: bool, section: Section) -> int | None:
    """Where a national law begins there, further in front or behind what is said of it; None where it is as it stands.

    ``医疗保障基金使用|监督管理条例``, ``违反新|环境保护法``, and without a verb ``我局已启动|森林法修订工作``.
    """
    start = law(text, low, mention.title[1], laws(section)) if mention.title else None
    if start is None or start <= mention.start:
        return start if start != mention.start else None
    other = section.patterns["other_edition"].search(text, mention.start, start)
    return start if ended or other else None


def _law(
    text: str,
    span: tuple[int, int],
    verbs: Sequence[Verb],
    carried: Mention | None,
    state: Scene,
    section: Section,
) -> Mention | None:
    """A law that its name or an article behind it tells: ``大气污染防治法第九十九条规定``; what governs it says the verb in front."""
    low, end = span
    known = laws(section)
    start, rule = law(text, low, end, known), "bare-national-law"
    if start is None:
        low = verbs[-1].end if verbs and verbs[-1].end < end else low
        start, rule = articled(text, low, end, known), "bare-article"
    if start is None or state.own.is_known(text[start:end]):
        return None
    governing = [verb for verb in verbs if verb.end <= start]
    relation = section.rules[rule].fields["relation"]
    if governing:
        relation = state.rules.relations[governing[-1].rule]
        if relation == DRAFTS and text.endswith(known.local_too, start, end):
            return None  # 制定物业管理条例: a region's own
    elif carried is not None and section.patterns["joined_law"].fullmatch(text, span[0], start):
        relation = carried.relation
    number = number_behind(text, end)
    stop, value = number or (end, None)
    return Mention(start, stop, (start, end), value, relation if relation in _FOUND else "cites", rule)


def _repeats(text: str, mention: Mention, named: Sequence[Mention]) -> bool:
    """Whether its sentence has named it in full before: ``依《中华人民共和国著作权法》第五条，…不适用著作权法``."""
    name = text[mention.start : mention.end]
    for known in named:
        told = known.title is not None and text.endswith(name, known.title[0], known.title[1])
        if told and text.find("。", known.end, mention.start) < 0:
            return True
    return False


def clause(text: str, place: int, floor: int) -> int:
    """Where the clause begins in which `place` stands."""
    low = floor if floor > place - _REACH else place - _REACH
    mark = _CLAUSE.match(text, low, place)
    return mark.end() if mark else low


def _name(
    text: str, tries: list[tuple[int, str, bool]], end: int, state: Scene, shapes: Shapes
) -> Mention | None:
    """The first stretch behind a verb of the clause that a rule takes for a name; a list goes on with its verb."""
    tail = shapes.tail.match(text, end) if text.startswith("（", end) else None
    whole = tail.end() if tail else end
    for begin, relation, adjacent in tries:
        if relation == _PASSED_ON and text.startswith(shapes.outer, whole):
            continue  # 转发…暂行办法的通知 is the name
        start = stripped(text, begin, end, shapes)
        rule = rule_of(text[start:end], adjacent, bool(tail), shapes)
        if rule is not None and not state.own.is_known(text[start:whole]):
            number = number_behind(text, whole)
            stop, value = (number[0], number[1]) if number else (whole, None)
            return Mention(start, stop, (start, whole), value, relation, rule.id)
    return None


def _starts(
    text: str,
    span: tuple[int, int],
    verbs: Sequence[Verb],
    carried: Mention | None,
    state: Scene,
    shapes: Shapes,
) -> list[tuple[int, str, bool]]:
    """Where a name may begin: behind each verb of the clause, or behind the connector of a list."""
    found: list[tuple[int, str, bool]] = []
    low, end = span
    listed = text.startswith("、", low)
    anew = listed and bool(verbs) and verbs[0].start == low + 1  # 、遵守宪法
    if carried is not None and not anew and (listed or state.rules.opener.match(text, low, end)):
        found.append((low, carried.relation, carried.relation == "implements"))
    for at, verb in enumerate(verbs):
        relation = state.rules.relations[verb.rule]
        said = text[verb.start : verb.end]
        if relation not in _FOUND or said in shapes.unwritten or shapes.sought.fullmatch(text, low, verb.end):
            break
        if relation == _PASSED_ON and text.endswith(state.rules.told, low, verb.start):
            break  # 某部今日转发…的通知。通知全文如下：
        # 贯彻执行: the last verb of the chain governs
        if at + 1 == len(verbs) or verbs[at + 1].start != verb.end:
            found.append((verb.end, relation, said in shapes.carry_out))
    return found
