"""What names without brackets look like: where they begin, and which of the lexicon's rules takes one for a document.

Reads stretches of folded text in front of a genre word: ``好我省|“十四五”应急管理规划``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.lexicon import Rule, Section
from kg.lexicon.names import find_regions

_ABOUT = "bare-about"  # the rule of names with a 关于 of their own


@dataclass(frozen=True, slots=True)
class Shapes:
    """What every name is read with."""

    end: re.Pattern[str]
    weak: re.Pattern[str]
    years: re.Pattern[str]  # for which a plan is
    tail: re.Pattern[str]
    join: re.Pattern[str]
    strip: re.Pattern[str]
    before_about: re.Pattern[str]
    about: str
    spoilt: re.Pattern[str]
    spoilt_about: re.Pattern[str]  # the same behind its own 关于
    carry_out: frozenset[str]
    by: re.Pattern[str]  # 按 in front of a name
    push: re.Pattern[str]
    unwritten: frozenset[str]  # verbs of what is still to be written: 提交…方案
    sought: re.Pattern[str]  # … and of what something is hoped to be taken into: 争取将…纳入|“十五五”…规划
    outer: tuple[str, ...]  # behind a name that another one passes on: 转发|…暂行办法|的通知
    plain: re.Pattern[str]  # the rules that a name alone decides, with a group for each
    rules: tuple[Rule, ...]  # these
    needy: tuple[tuple[Rule, re.Pattern[str]], ...]  # those that need something besides: asked after them


@lru_cache(maxsize=4)
def shapes_of(section: Section) -> Shapes:
    """The patterns of `section` that every name is read with."""
    patterns, words = section.patterns, section.words
    rules = [rule for rule in section.rules.values() if rule.fields.get("side") == "bare" and rule.pattern]
    plain = tuple(rule for rule in rules if "needs" not in rule.fields)
    groups = "|".join(f"(?P<r{i}>{rule.pattern.pattern})" for i, rule in enumerate(plain) if rule.pattern)
    return Shapes(
        patterns["bare_end"],
        patterns["bare_weak"],
        patterns["bare_years"],
        patterns["bare_tail"],
        patterns["bare_join"],
        patterns["bare_strip"],
        patterns["bare_before_about"],
        words["heads"][0],
        patterns["bare_spoilt"],
        patterns["bare_spoilt_about"],
        frozenset(words["carry_out"]),
        patterns["bare_by"],
        re.compile(section.alternation("push")),
        frozenset(words["unwritten"]),
        patterns["sought"],
        words["issued_as"],
        re.compile(groups),
        plain,
        tuple((rule, rule.pattern) for rule in rules if rule.pattern and "needs" in rule.fields),
    )


def stripped(text: str, start: int, end: int, shapes: Shapes) -> int:
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


def rule_of(name: str, carried_out: bool, dated: bool, shapes: Shapes) -> Rule | None:
    """The rule that takes `name` (without its bracketed tail) for one particular document."""
    plain = shapes.plain.fullmatch(name)
    rule = shapes.rules[int(str(plain.lastgroup)[1:])] if plain else _needy(name, carried_out, dated, shapes)
    about = name.find(shapes.about) if rule is not None and rule.id == _ABOUT else -1
    if rule is None or shapes.spoilt.search(name, 0, about if about >= 0 else len(name)):
        return None
    return None if about >= 0 and shapes.spoilt_about.search(name, about) else rule


def _needy(name: str, carried_out: bool, dated: bool, shapes: Shapes) -> Rule | None:
    for rule, pattern in shapes.needy:
        needs = rule.fields["needs"]
        if (needs == "edition" and not dated) or (needs == "carried-out" and not carried_out):
            continue
        if pattern.fullmatch(name) and (needs != "region" or dated or has_region(name)):
            return rule
    return None


def has_region(text: str) -> bool:
    """Whether a place is named: ``落实佛山市防汛预案``."""
    return next(find_regions(text), None) is not None


def is_nameless(text: str, span: tuple[int, int], end: int, shapes: Shapes) -> bool:
    """Whether the genre word at `span` is one of many (计划), and no region, year or bracket tells whose.

    `span` begins at the clause: ``落实|2018-2020年营造林滚动计划`` is told by its years.
    """
    low, begin = span
    if not shapes.weak.match(text, begin) or text.startswith("（", end):
        return False
    return not (has_region(text[low:end]) or shapes.years.search(text, low, begin))
