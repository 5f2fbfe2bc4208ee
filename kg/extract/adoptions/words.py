"""The words that adoptions are read with: those of the lexicon, and the models and places of the registry.

Reads the section ``adoptions`` and the registry; yields `Words`, made once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg import registry
from kg.lexicon import Section, alternation
from kg.lexicon.names import place_heads

QUOTES = re.compile(r"[“”‘’]")
REACH = 80  # characters: how far before a model its verb may stand


@dataclass(frozen=True, slots=True)
class Words:
    """What the patterns of the lexicon do not hold."""

    section: Section
    patterns: Mapping[str, re.Pattern[str]]  # of the section
    trigger: re.Pattern[str]  # what no passage can be without
    open_chain: re.Pattern[str]
    strict: re.Pattern[str]  # a verb that says by itself that a way is taken up
    learns: re.Pattern[str]  # a clause without which only a model with a name is taken up …
    copies: re.Pattern[str]  # … also one of those that are only copied …
    brought: re.Pattern[str]  # … or one that is brought somewhere
    canonical: dict[str, str]
    openers: frozenset[str]
    own_places: tuple[str, ...]  # 全省, 我市
    joints: frozenset[str]  # 、和: what joins two of a list
    of: str  # 的
    reaching: tuple[str, ...]  # 融|入, 转化|为: what ends a verb that has an object behind it
    foreign: re.Pattern[str]
    places: frozenset[str]
    model: re.Pattern[str]
    registered: frozenset[str]  # names and aliases of the registry's models
    # places whose models the registry holds, counties by their short names: 十八洞, 馆陶
    short: frozenset[str]

    def place_end(self, text: str, start: int) -> int | None:
        """Where the place ends that begins at `start`, with those within it: ``贵州省湄潭县`` → 6, ``郫都区战旗村`` → 6."""
        end = self._one_place(text, start)
        while end is not None and (more := self._one_place(text, end) or self._part_of_it(text, end)):
            end = more
        return end

    def place_ends(self, text: str, start: int) -> Iterator[int]:
        """Where the regions end that begin at `start`, each within the one before: ``云南省昆明市`` → 3, 6."""
        while named := place_heads().at(text, start):
            start = named[0]
            yield start

    def _one_place(self, text: str, start: int) -> int | None:
        named = place_heads().at(text, start)
        if named:
            return named[0]
        short = self.short_end(text, start)
        village = None if short else self.section.patterns["village"].match(text, start)
        return village.end() if village else short

    def short_end(self, text: str, start: int) -> int | None:
        """Where the short name ends that begins at `start`: ``开州蔬菜`` → 2."""
        short = self.short
        for end in range(min(start + 6, len(text)), start + 1, -1):
            if text[start:end] in short:
                return end
        return None

    def _part_of_it(self, text: str, start: int) -> int | None:
        part = self.section.patterns["part"].match(text, start)
        return part.end() if part else None


@lru_cache(maxsize=4)
def words(section: Section) -> Words:
    """The words of `section`, arranged."""
    canonical = dict(pair.split("=", 1) for pair in section.words["canonical"])
    registered = _registered()
    named = {alias: QUOTES.sub("", name) for alias, name in registered.items()}
    canonical |= {alias: name for alias, name in registered.items() if name in canonical.values()}
    # 浙江|枫桥经验
    canonical |= {alias: name for alias, name in named.items() if alias != name and alias.endswith(name)}
    openers, places = frozenset(section.words["openers"]), frozenset(section.words["places"])
    foreign = re.compile(alternation(section.words["foreign"]))
    model = re.compile(_models(section, registered))
    trigger, kind = section.patterns["trigger"], section.patterns["plain_kind"].pattern
    strict, reach = alternation(section.words["strict"]), f"[^。；！？，：\\t《》]{{0,{REACH}}}?"
    learns = re.compile(f"{strict}{reach}{kind}")
    copies = re.compile(f"{alternation(section.words['copies'])}{reach}{section.patterns['kind'].pattern}")
    # by itself: in one pattern with the other, the regex engine would skip to the signs of neither
    brought = re.compile(
        f"{kind}(?:{section.patterns['brought'].pattern}|{section.patterns['may_spread'].pattern}"
        f"|[”’]?{section.patterns['guides'].pattern}|{section.patterns['trial_end'].pattern})"
    )
    return Words(
        section,
        section.patterns,
        trigger,
        _open_chain(section),
        re.compile(strict),
        learns,
        copies,
        brought,
        canonical,
        openers,
        tuple(section.words["own_places"]),
        frozenset(section.words["joints"]),
        section.words["of"][0],
        section.words["reaching"],
        foreign,
        places,
        model,
        frozenset(registered),
        _short(section),
    )


def _short(section: Section) -> frozenset[str]:
    """Short names of places without those that are words of the language (资源, 平安, 公安)."""
    world = registry.load()
    origins = {place for row in world.models for place in row.places}
    return frozenset(world.regions.by_stem).difference(section.words["no_places"]) | origins


def _open_chain(section: Section) -> re.Pattern[str]:
    """The chain of verbs in front of a place, tried only where one of its words may begin."""
    lists = ("manner", "adopt", "explore", "strict")
    firsts = "".join(sorted({re.escape(word[0]) for name in lists for word in section.words[name]}))
    chain = section.patterns["open_chain"].pattern
    return re.compile(f"[{firsts}](?<=(?={chain})[{firsts}])")  # a class first: the regex engine skips to it


def _registered() -> dict[str, str]:
    """Names and aliases of the registry's models, without quotation marks, each with its registered name."""
    models = registry.load().models
    return {QUOTES.sub("", alias): model.name for model in models for alias in (model.name, *model.aliases)}


def _models(section: Section, registered: dict[str, str]) -> str:
    """The models of the lexicon and those of the registry whose name says that they are one, not by a place alone (武平林改经验)."""
    stems = registry.load().regions.by_stem.keys() - set(section.words["places"])
    kind = section.patterns["kind"]
    named = (name for name in registered if name[:-2] not in stems or not kind.fullmatch(name[-2:]))
    shaped = filter(section.patterns["model_shape"].fullmatch, named)
    return _found_fast({*section.words["models"], *section.words["places"], *shaped})


def _found_fast(names: Iterable[str]) -> str:
    """The alternation of `names`, longest first, asked for only where the first two characters may be those of one.

    Each way begins with a sign, the second of its name: the regex engine passes over those that begin with another.
    """
    ordered = sorted(names, key=lambda name: (-len(name), name))
    firsts, seconds = ("".join(sorted({re.escape(name[at]) for name in ordered})) for at in (0, 1))
    rests = "|".join(
        f"{re.escape(name[1])}(?<={re.escape(name[:2])}){re.escape(name[2:])}" for name in ordered
    )
    return f"[{firsts}](?=[{seconds}])(?:{rests})"
