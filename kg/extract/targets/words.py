"""Word lists of the lexicon made ready to be looked up at the end or at the beginning of a stretch of text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.lexicon import Section, alternation


class Words:
    """A word list, longest first: ``Words(("达到", "到")).ending("比例达到")`` → ``达到``."""

    __slots__ = ("by_first", "by_last", "firsts", "lasts", "singles", "words")

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(sorted(words, key=len, reverse=True))
        self.firsts = frozenset(word[0] for word in self.words)
        self.lasts = frozenset(word[-1] for word in self.words)
        self.singles = frozenset(word for word in self.words if len(word) == 1)
        self.by_last: dict[str, list[str]] = defaultdict(list)  # by two signs: thirty words end with 到
        self.by_first: dict[str, list[str]] = defaultdict(list)
        for word in self.words:
            if len(word) > 1:
                self.by_last[word[-2:]].append(word)
                self.by_first[word[:2]].append(word)

    def ending(self, text: str, end: int | None = None, begin: int = 0) -> str:
        """The longest word that `text[begin:end]` ends with, else an empty string."""
        end = len(text) if end is None else end
        if end <= begin or text[end - 1] not in self.lasts:
            return ""
        for word in self.by_last.get(text[end - 2 : end], ()):
            if text.endswith(word, begin, end):
                return word
        return text[end - 1] if text[end - 1] in self.singles else ""

    def opening(self, text: str, start: int = 0, end: int | None = None) -> str:
        """The longest word that stands at the beginning of `text[start:end]`, else an empty string."""
        end = len(text) if end is None else end
        if start >= end or text[start] not in self.firsts:
            return ""
        for word in self.by_first.get(text[start : start + 2], ()):
            if text.startswith(word, start, end):
                return word
        return text[start] if text[start] in self.singles else ""

    def first(self, text: str) -> int:
        """Where the first of the words stands in `text`, or -1."""
        places = [text.find(word) for word in self.words]
        return min((place for place in places if place >= 0), default=-1)


@lru_cache(maxsize=64)
def ready(section: Section, name: str) -> Words:
    """The list `name` of `section`, made ready once."""
    return Words(section.words[name])


@lru_cache(maxsize=8)
def markers(section: Section) -> tuple[Words, dict[str, str]]:
    """Every word that may stand between a name and its number, and its kind (``不低于`` → at_least)."""
    kinds: dict[str, str] = {}
    for kind in (
        "about",
        "at_least",
        "more_than",
        "at_most",
        "less_than",
        "reach",
        "filler",
        "manner",
        "change",
    ):
        for word in section.words[kind]:
            kinds.setdefault(word, kind)
    return Words(kinds), kinds


@dataclass(frozen=True, slots=True, eq=False)
class Kit:
    """What is asked of nearly every number, made ready once: one attribute instead of a look-up in three mappings."""

    section: Section
    known: Words
    kinds: dict[str, str]
    make: Words
    made: frozenset[str]  # of these, the ones that belong to the name of what is measured
    opening: Words
    whole: tuple[str, ...]
    measuring: tuple[str, ...]
    rising: tuple[str, ...]
    rises: frozenset[str]  # the first signs of these
    against: tuple[str, ...]
    comparing: frozenset[str]
    people: frozenset[str]
    people_or_things: frozenset[str]
    this_one: tuple[str, ...]
    ill_unit: tuple[str, ...]
    source: tuple[str, ...]
    including: tuple[str, ...]
    bound: frozenset[str]
    sorting: frozenset[str]
    scales: frozenset[str]
    goes_on: tuple[str, ...]
    score: tuple[str, ...]
    kind_time: tuple[str, ...]
    duration: tuple[str, ...]
    age: frozenset[str]
    ordinal_mark: frozenset[str]
    ordinal_unit: frozenset[str]
    frequent: frozenset[str]
    summed: tuple[str, ...]
    each_made: tuple[str, ...]
    leading: tuple[str, ...]
    telling: frozenset[str]  # signs behind a number with which what it describes begins
    money: str
    every: str
    all_of: str
    through: str
    key: re.Pattern[str]  # no number is without this
    number: re.Pattern[str]
    written: re.Pattern[str]
    joint: re.Pattern[str]
    attribute: re.Pattern[str]
    leaving: re.Pattern[str]
    distant: re.Pattern[str]
    told: re.Pattern[str]  # history, elapsed, reviewing
    history: re.Pattern[str]
    reviewing: re.Pattern[str]
    surveyed: re.Pattern[str]
    finished: re.Pattern[str]
    length: frozenset[str]
    eligible: re.Pattern[str]
    supposing: tuple[str, ...]  # signs of what is only supposed
    will: re.Pattern[str]


@cache
def kit(section: Section) -> Kit:
    """The kit of the lexicon's section."""
    words, patterns = section.words, section.patterns
    known, kinds = markers(section)
    said = patterns["shown"], patterns["lately"], patterns["in_all_there"]
    rising = (*words["rising"], *(pace + word for pace in words["pace"] for word in words["rising"]))
    return Kit(
        section,
        known,
        kinds,
        Words((*words["make"], *words["anew"])),
        frozenset((*words["made"], *words["anew"])),
        ready(section, "opening"),
        words["whole"],
        words["measuring"],
        rising,
        frozenset(word[0] for word in rising),
        words["against"],
        frozenset(words["comparing"]),
        frozenset(words["people"]),
        frozenset((*words["people"], *words["counted"])),
        words["this_one"],
        words["ill_unit"],
        words["source"],
        words["including"],
        frozenset(words["bound"]),
        frozenset(words["sorting"]),
        frozenset(words["scale"]),
        (*words["among"], *words["change"]),
        words["score"],
        words["kind_time"],
        words["duration_unit"],
        frozenset(words["age_unit"]),
        frozenset(words["ordinal_mark"]),
        frozenset(words["ordinal_unit"]),
        frozenset(words["frequent"]),
        (*words["in_all"], *words["owning"]),
        words["each_made"],
        words["leading"],
        frozenset(word[0] for name in ("kind_of", "of_kind", "parties") for word in words[name]),
        words["money"][0],
        words["every"][0],
        words["all_of"][0],
        words["through"][0],
        patterns["figure_key"],
        patterns["number"],
        patterns["written"],
        patterns["joint"],
        patterns["attribute"],
        _any(section, "leaving"),
        _some(section, "at_least_distant", "at_most_distant", "only"),
        _or(
            _some(section, "history", "elapsed", "reviewing", "last_year"),
            *said,
            patterns["in_a_row"],
            patterns["present_now"],
        ),
        _or(
            _some(section, "history"),
            patterns["shown"],
            patterns["in_a_row"],
            patterns["in_all_there"],
            patterns["present_now"],
        ),
        _or(_some(section, "reviewing"), *said),
        _some(section, "surveyed"),
        patterns["finished"],
        frozenset(words["length"]),
        _some(section, "eligible_key"),
        words["supposing_sign"],
        _some(section, "will"),
    )


def _any(section: Section, *names: str) -> re.Pattern[str]:
    """One regex for all words of some lists: over a dozen words it beats asking for each."""
    return re.compile(alternation(tuple(_listed(section, names))))


def _some(section: Section, *names: str) -> re.Pattern[str]:
    """As `_any`, to be asked only whether one stands there: 累计已 goes without saying beside 已."""
    words = _listed(section, names)
    bare = [word for word in words if not any(other in word for other in words if other != word)]
    return re.compile(alternation(tuple(bare)))


def _or(words: re.Pattern[str], *others: re.Pattern[str]) -> re.Pattern[str]:
    """Any of them, no group around one: each way begins with its own sign, to which a search skips."""
    bare = words.pattern.removeprefix("(?:").removesuffix(")")
    return re.compile("|".join([bare, *(other.pattern for other in others)]))


def _listed(section: Section, names: Iterable[str]) -> frozenset[str]:
    return frozenset(word for name in names for word in section.words[name])
