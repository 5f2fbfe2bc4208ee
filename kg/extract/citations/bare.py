"""Names without brackets: 落实民营经济促进法, 依托普陀区高层次人才引进集聚实施办法.

A name is looked for in front of its genre word, behind the verb of its clause; the rules of the lexicon say which stretches
name one particular document. Reads folded text, yields mentions.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.extract.citations.mentions import Mention, Scene, number_behind
from kg.lexicon import Rule, Section
from kg.lexicon.names import find_regions

_CLAUSE = re.compile(r".*[，。；：！？\t》）]", re.DOTALL)  # up to the last sign that ends a clause
_REACH = 90
_FOUND = frozenset(("based_on", "implements", "cites", "amends", "repeals"))  # what is drafted exists not yet


class _Shapes(NamedTuple):
    """What every name is read with."""

    end: re.Pattern[str]
    boundary: re.Pattern[str]
    law_boundary: re.Pattern[str]
    laws: frozenset[str]
    tail: re.Pattern[str]
    join: re.Pattern[str]
    strip: re.Pattern[str]
    before_about: re.Pattern[str]
    about: str
    spoilt: re.Pattern[str]
    carry_out: frozenset[str]
    rules: tuple[tuple[Rule, re.Pattern[str]], ...]


@lru_cache(maxsize=4)
def _shapes(section: Section) -> _Shapes:
    patterns, words = section.patterns, section.words
    rules = (rule for rule in section.rules.values() if rule.fields.get("side") == "bare")
    return _Shapes(
        patterns["bare_end"],
        patterns["bare_boundary"],
        patterns["bare_law_boundary"],
        frozenset(words["laws"]),
        patterns["bare_tail"],
        patterns["bare_join"],
        patterns["bare_strip"],
        patterns["bare_before_about"],
        words["heads"][0],
        patterns["bare_spoilt"],
        frozenset(words["carry_out"]),
        tuple((rule, rule.pattern) for rule in rules if rule.pattern),
    )


def bare(text: str, named: Sequence[Mention], state: Scene, section: Section) -> Iterator[Mention]:
    """Every name without brackets, in order; `named` are the mentions in brackets, in which none is looked for."""
    shapes = _shapes(section)
    starts = [mention.start for mention in named]
    ends = [mention.end for mention in named]
    last: Mention | None = None
    for genre in shapes.end.finditer(text):
        begin, end = genre.span()
        if not _bounded(text, end, genre[0], shapes):
            continue
        place = bisect_right(starts, begin) - 1
        if place >= 0 and begin < max(ends[max(0, place - 2) : place + 1]):
            continue
        low = ends[place] if place >= 0 else 0
        low = _clause(text, begin, last.end if last and last.end > low else low)
        carried = last if last and last.end >= low - 1 else None
        if carried is None and place >= 0 and low - 1 <= ends[place] <= low:
            carried = named[place]
        mention = _name(text, low, end, carried, state, shapes)
        if mention is not None:
            last = mention
            yield mention


def incoming(text: str, section: Section) -> Iterator[Mention]:
    """Letters that a reply answers: ``你们关于设立综合保税区的请示收悉``."""
    rule = section.rules["bare-incoming"]
    for name in section.patterns["incoming"].finditer(text):
        number = number_behind(text, name.end())
        stop, value = number or (name.end(), None)
        yield Mention(name.start(), stop, name.span(), value, rule.fields["relation"], rule.id)


def _bounded(text: str, end: int, genre: str, shapes: _Shapes) -> bool:
    """Whether a name may end here: before a mark, 规定, 要求 …; a law before 的 and 第三条 too."""
    if shapes.boundary.match(text, end):
        return True
    return genre in shapes.laws and bool(shapes.law_boundary.match(text, end))


def _clause(text: str, place: int, floor: int) -> int:
    """Where the clause begins in which `place` stands."""
    low = floor if floor > place - _REACH else place - _REACH
    mark = _CLAUSE.match(text, low, place)
    return mark.end() if mark else low


def _name(
    text: str, low: int, end: int, carried: Mention | None, state: Scene, shapes: _Shapes
) -> Mention | None:
    """The first stretch behind a verb of the clause that a rule takes for a name; a list goes on with its verb."""
    tail = shapes.tail.match(text, end) if text.startswith("（", end) else None
    whole = tail.end() if tail else end
    for begin, relation, adjacent in _starts(text, low, end, carried, state, shapes):
        start = _stripped(text, begin, end, shapes)
        rule = _rule(text[start:end], adjacent, bool(tail), shapes)
        if rule is not None and not state.own.is_known(text[start:whole]):
            number = number_behind(text, whole)
            stop, value = (number[0], number[1]) if number else (whole, None)
            return Mention(start, stop, (start, whole), value, relation, rule.id)
    return None


def _starts(
    text: str, low: int, end: int, carried: Mention | None, state: Scene, shapes: _Shapes
) -> list[tuple[int, str, bool]]:
    """Where a name may begin: behind each verb of the clause, or behind the connector of a list."""
    found: list[tuple[int, str, bool]] = []
    if carried is not None and (text.startswith("、", low) or state.rules.opener.match(text, low, end)):
        found.append((low, carried.relation, carried.relation == "implements"))
    verbs = state.rules.verbs.findall(text, low, end)
    follows = [verb.start() for verb in verbs]
    for verb in verbs:
        relation = state.rules.left[int((verb.lastgroup or "r0")[1:])].fields["relation"]
        if relation not in _FOUND:
            break
        if verb.end() not in follows:  # 贯彻执行: the last verb of the chain governs
            found.append((verb.end(), relation, verb[0] in shapes.carry_out))
    return found


def _stripped(text: str, start: int, end: int, shapes: _Shapes) -> int:
    """`start` moved behind 好, 我省, 国家 and behind the earlier members of a list (…行动和…规划)."""
    for join in shapes.join.finditer(text, start, end):
        start = join.end()
    comma = text.rfind("、", start, end)
    # a list; but 中共中央、国务院关于… is one name
    if comma >= 0 and text.find(shapes.about, comma, end) < 0:
        start = comma + 1
    match = shapes.strip.match(text, start, end)
    start = match.end() if match else start
    if text.find(shapes.about, start, end) <= start:
        return start
    before_about = shapes.before_about.match(text, start, end)
    return before_about.end() if before_about else start


def _rule(name: str, carried_out: bool, dated: bool, shapes: _Shapes) -> Rule | None:
    """The rule that takes `name` (without its bracketed tail) for one particular document."""
    if shapes.spoilt.search(name):
        return None
    for rule, pattern in shapes.rules:
        if not pattern.fullmatch(name):
            continue
        needs = rule.fields.get("needs")
        if needs is None or (needs == "carried-out" and carried_out):
            return rule
        if needs == "region" and (dated or any(True for _ in find_regions(name))):
            return rule
    return None


def enclosing(text: str, named: Sequence[Mention], state: Scene, section: Section) -> Iterator[Mention]:
    """`named` with the unbracketed names around them: 省教育厅关于印发《X》的通知（苏教规〔2021〕3号）."""
    for mention in named:
        outer = None if mention.inside or mention.silent else _outer(text, mention, state, section)
        if outer is None or outer.title is None:
            yield mention
            continue
        yield outer
        head = text[outer.start : mention.start]
        rule = state.inner(head)
        yield mention._replace(relation=rule.fields["relation"], rule=rule.id, inside=outer.title)


def _outer(text: str, mention: Mention, state: Scene, section: Section) -> Mention | None:
    tail = section.patterns["enclosing_tail"].match(text, mention.end)
    if tail is None:
        return None
    low = _clause(text, mention.start, 0)
    verbs = [verb.end() for verb in state.rules.verbs.findall(text, low, mention.start)]
    for start in [*verbs, low, text.rfind("、", low, mention.start) + 1]:
        addressed = section.patterns["addressed"].match(text, start, mention.start)  # 你们关于报批《…》的请示
        start = addressed.end() if addressed else start
        head = section.patterns["enclosing_head"].match(text, start, mention.start)
        if head and head.end() == mention.start and not section.patterns["bare_spoilt"].match(text, start):
            number = number_behind(text, tail.end())
            end, value = number or (tail.end(), None)
            rule = state.relation_at(text, start, end)
            return Mention(start, end, (start, tail.end()), value, rule.fields["relation"], "bare-enclosing")
    return None
