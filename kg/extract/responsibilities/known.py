"""What annotations are read with: the patterns, and what has been found out of a document's own names and labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from kg.extract.responsibilities.lists import is_one
from kg.extract.responsibilities.mentions import Mention, role_of
from kg.lexicon import Section

_ODD = r"（|】|〕|\]|/"  # no class: a search skips to the signs that all ways begin with, if these are plain


class Tail(NamedTuple):
    """The last item of a plain list: ``区财政局等按职责分工负责``."""

    name: int  # how many characters its name has
    open_list: bool
    role: str | None  # that it ends in
    divided: bool


@dataclass(frozen=True, slots=True)
class Known:
    """The words of lists, and what has been found out of a document's own: most names and labels stand in it often."""

    section: Section
    plain: dict[str, bool] = field(default_factory=dict)  # names that are one mention in any list
    roles: dict[str, str] = field(default_factory=dict)  # by the words that name them
    # by their words with the colon; None of no role
    labels: dict[str, str | None] = field(default_factory=dict)
    tails: dict[str, Tail | None] = field(default_factory=dict)  # by the last item of a list


@dataclass(frozen=True, slots=True)
class Patterns:
    """The patterns of annotations: collected once, since each look-up takes as long as a short search."""

    aside_hint: re.Pattern[str]
    aside: re.Pattern[str]
    by_duty: re.Pattern[str]
    label: re.Pattern[str]
    label_any: re.Pattern[str]  # what is one in front of a colon, beside others: 相关责任单位：
    slash: re.Pattern[str]  # between two names
    label_bare: re.Pattern[str]
    role_run: re.Pattern[str]
    duty_only: re.Pattern[str]
    jointly: re.Pattern[str]
    separately: re.Pattern[str]
    with_word: tuple[str, ...]  # without these nobody is named behind 会同
    more: str  # 等
    role_ends: frozenset[str]  # the last signs of what ends in a role
    bare_noun: tuple[str, ...]  # without these there is no label without a mark
    batch: re.Pattern[str]  # 第一批：
    odd: re.Pattern[str]  # what a plain annotation has nothing of


@cache
def patterns_of(section: Section) -> Patterns:
    """The patterns of annotations, from the words of lists."""
    words, patterns = section.words, section.patterns
    lists = ("adverb", "by_first", "in_first", "lead", "support", "guide", "responsible")
    firsts = "".join(sorted({word[0] for name in lists for word in words[name]}))
    role_run = re.compile(f"(?=[{firsts}]){patterns['role_run'].pattern}")  # most signs begin none
    return Patterns(
        patterns["aside_hint"],
        patterns["aside"],
        patterns["by_duty"],
        patterns["label"],
        patterns["label_any"],
        patterns["slash"],
        patterns["label_bare"],
        role_run,
        patterns["duty_only"],
        patterns["jointly"],
        patterns["separately"],
        words["with_word"],
        words["more"][0],
        frozenset(word[-1] for name in (*lists[:1], *lists[3:], "work", "division") for word in words[name]),
        words["bare_noun"],
        patterns["batch"],
        re.compile("|".join([_ODD, *words["with_word"], *_sources(patterns, "aside_hint", "separately")])),
    )


def _sources(patterns: Mapping[str, re.Pattern[str]], *names: str) -> list[str]:
    return [patterns[name].pattern for name in names]


class Parsed(NamedTuple):
    """An annotation understood: mentions in order with their roles."""

    mentions: tuple[Mention, ...]
    divided: bool
    labelled: bool
    pure: bool
    roles: bool  # at least one role word or label
    named: bool  # all of it may be names, though not each looks like one


def role_named(words: str, known: Known) -> str:
    """The role that `words` name: ``牵头单位``, ``负责``."""
    role = known.roles.get(words)
    if role is None:
        role = known.roles[words] = role_of(words, known.section)
    return role


def labelled(known: Known) -> Iterator[str]:
    """The roles that a document's labels give to somebody, as it speaks of them later: ``责任单位``, ``各责任单位``."""
    words = known.section.words
    for role in known.roles:
        if role.endswith(words["bare_label_end"]) and not role.startswith(words["event_role"]):
            yield from (role, words["each_sign"][0] + role)


def is_plain(name: str, known: Known) -> bool:
    """Whether `name` is one mention in any list, and no role stands in it."""
    one = known.plain.get(name)
    if one is None:
        section, patterns = known.section, patterns_of(known.section)
        role = patterns.role_run.search(name) or patterns.duty_only.search(name)
        role = role or section.patterns["told"].fullmatch(name)
        one = known.plain[name] = role is None and is_one(name, section)
    return one


@cache
def worth_reading(section: Section) -> re.Pattern[str]:
    """What a bracket has where it is read at all: most have nothing of it."""
    ends = "|".join(section.patterns["strong_end"].pattern.strip("[]"))
    return re.compile(f"{section.patterns['trigger'].pattern}|{ends}")


@cache
def closers(section: Section) -> frozenset[str]:
    """The last signs of what may close a sentence of names and roles."""
    words = section.words
    stems = (*words["lead"], *words["support"], *words["guide"], *words["responsible"], *words["work"])
    return frozenset(stem[-1] for stem in stems)


@cache
def openers(section: Section) -> frozenset[str]:
    """The first signs of a label without its colon."""
    words = section.words
    stems = (
        *words["lead"],
        *words["support"],
        *words["guide"],
        *words["responsible_label"],
        *words["support_label"],
    )
    return frozenset(stem[0] for stem in (*stems, *words["label_scope"]))
