"""Where folded text says that a model is taken up: the verb, the model's name, and the shortest clause around them.

Reads a stretch of folded text; yields passages with model and stance. Two ways: a model that the lexicon names (三明医改,
枫桥经验), and the open form, a place whose 经验, 做法 or 模式 is learnt from (学习借鉴浙江省数字化改革经验).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from kg import registry
from kg.lexicon import Section, alternation, holds
from kg.lexicon.names import find_regions, place_heads

_CLAUSE = re.compile(r".*[。；！？，：\t《》]", re.DOTALL)  # up to the last sign that ends a clause
_QUOTES = re.compile(r"[“”‘’]")
_REACH = 80


class Passage(NamedTuple):
    """A passage that adopts: ``text[start:end]``, the model, the stance; `known` where the lexicon names the model."""

    start: int
    end: int
    model: str
    stance: str
    known: bool
    place: tuple[int, int] | None = None  # the region that it names itself: 三明医改经验在青海省推广


@dataclass(frozen=True, slots=True)
class Words:
    """What the patterns of the lexicon do not hold."""

    section: Section
    trigger: re.Pattern[str]  # what no passage can be without
    open_chain: re.Pattern[str]
    learns: re.Pattern[str]  # a clause without which only a model with a name is taken up
    canonical: dict[str, str]
    openers: frozenset[str]
    foreign: re.Pattern[str]
    places: frozenset[str]
    model: re.Pattern[str]
    registered: frozenset[str]  # names and aliases of the registry's models
    origins: tuple[str, ...]  # places whose models the registry holds, by their short names: 义乌, 十八洞

    def pattern(self, name: str) -> re.Pattern[str]:
        """A named pattern of the section."""
        return self.section.patterns[name]


@lru_cache(maxsize=4)
def words(section: Section) -> Words:
    """The words of `section`, arranged."""
    canonical = dict(pair.split("=", 1) for pair in section.words["canonical"])
    registered = _registered()
    canonical |= {alias: name for alias, name in registered.items() if name in canonical.values()}
    openers, places = frozenset(section.words["openers"]), frozenset(section.words["places"])
    foreign = re.compile(alternation(section.words["foreign"]))
    model = re.compile(_models(section, registered))
    origins = tuple(place for row in registry.load().models for place in row.places)
    trigger, kind = section.patterns["trigger"], section.patterns["kind"].pattern
    learns = re.compile(f"{alternation(section.words['strict'])}[^。；！？，：\\t《》]{{0,{_REACH}}}?{kind}")
    return Words(
        section,
        trigger,
        _open_chain(section),
        learns,
        canonical,
        openers,
        foreign,
        places,
        model,
        frozenset(registered),
        origins,
    )


def _open_chain(section: Section) -> re.Pattern[str]:
    """The chain of verbs in front of a place, tried only where one of its words may begin."""
    lists = ("manner", "adopt", "explore", "strict")
    firsts = "".join(sorted({re.escape(word[0]) for name in lists for word in section.words[name]}))
    return re.compile(f"(?=[{firsts}])(?:{section.patterns['open_chain'].pattern})")


def _registered() -> dict[str, str]:
    """Names and aliases of the registry's models, without quotation marks, each with its registered name."""
    models = registry.load().models
    return {_QUOTES.sub("", alias): model.name for model in models for alias in (model.name, *model.aliases)}


def _models(section: Section, registered: dict[str, str]) -> str:
    """The models of the lexicon and those of the registry whose name says that they are one (…经验, …模式)."""
    shaped = filter(section.patterns["model_shape"].fullmatch, registered)
    return _found_fast({*section.words["models"], *section.words["places"], *shaped})


def _found_fast(names: Iterable[str]) -> str:
    """The alternation of `names`, longest first, asked for only where the first two characters may be those of one."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    firsts, seconds = ("".join(sorted({re.escape(name[at]) for name in ordered})) for at in (0, 1))
    rests = "|".join(f"(?<={re.escape(name[0])}){re.escape(name[1:])}" for name in ordered)
    return f"[{firsts}](?=[{seconds}])(?:{rests})"


def passages(use: Words, text: str, low: int, high: int) -> Iterator[Passage]:
    """Every adopting passage in ``text[low:high]``: ``以深入推广三明医改经验为抓手`` → 三明医改, adopt."""
    last = low
    before: Passage | None = None
    for model in use.model.finditer(text, low, high):
        if model.start() < last:
            continue
        found = _known(use, text, model, last, high) or _joined(use, text, model, before)
        if found:
            yield found
            yield from _listed(use, text, model, found)
            last, before = found.end, found
    last = low
    for kind in use.pattern("kind").finditer(text, low, high):
        found = _open(use, text, kind, last, high) if kind.start() >= last else None
        if found:
            last = found.end
            yield found


def _clause(text: str, place: int, floor: int) -> int:
    low = max(floor, place - _REACH)
    mark = _CLAUSE.match(text, low, place)
    return mark.end() if mark else low


def _known(use: Words, text: str, model: re.Match[str], floor: int, high: int) -> Passage | None:
    """The passage around a model that the lexicon names."""
    clause = _clause(text, model.start(), floor)
    name = model[0]
    whole = name not in use.places
    tail = use.pattern("name_tail" if whole else "place_tail").match(text, model.end(), high)
    end = tail.end() if tail else model.end()
    end += text[end : end + 1] in ("”", "’")
    if tail is None and not whole:
        return None
    chain = use.pattern("known_chain" if whole else "place_chain").search(text, clause, model.start())
    if chain is None:
        chain = use.pattern("passive_chain").search(text, clause, model.start())
        passive = use.pattern("passive").match(text, model.end(), high)
        if passive and use.pattern("exported").search(passive[0]):
            return None
        if chain is None or passive is None:
            return _spread(use, text, model, high) if whole else None
        end = passive.end()
    if use.pattern("spoilt_after").match(text, end, high):
        return None
    printed = name if whole else _QUOTES.sub("", text[model.start() : end])
    canonical = use.canonical.get(name, printed)
    return _framed(use, text, (chain.start(1), end, high), chain[1], (canonical, True))


def _joined(use: Words, text: str, model: re.Match[str], before: Passage | None) -> Passage | None:
    """A model that shares the verb of the one before it: 坚持和发展“枫桥经验”“浦江经验”."""
    if before is None or not use.pattern("joined").fullmatch(text, before.end, model.start()):
        return None
    if not before.known or before.place or model[0] in use.places:
        return None
    end = model.end() + (text[model.end() : model.end() + 1] in ("”", "’"))
    return before._replace(end=end, model=use.canonical.get(model[0], model[0]))


def _spread(use: Words, text: str, model: re.Match[str], high: int) -> Passage | None:
    """A model that is said to spread in a region: 三明医改经验在青海省全面推广."""
    found = use.pattern("spread").match(text, model.end(), high)
    if found is None or not any(True for _ in find_regions(found["place"])):
        return None
    name = use.canonical.get(model[0], model[0])
    return Passage(model.start(), found.end(), name, "adopt", True, found.span("place"))


def _listed(use: Words, text: str, model: re.Match[str], found: Passage) -> Iterator[Passage]:
    """The other places of a list that shares its last noun: 学习三明、天长等地医改经验 → 天长医改."""
    shared = use.pattern("shared").match(text, model.end(), found.end)
    if model[0] not in use.places or shared is None:
        return
    for place in use.pattern("member").finditer(text, model.end(), shared.end("list")):
        name = place[0] + shared["what"]
        bare = name.removesuffix(shared["kind"])
        printed = bare if bare in use.registered else name
        yield found._replace(model=use.canonical.get(place[0], printed))


def _framed(use: Words, text: str, at: tuple[int, int, int], verbs: str, model: tuple[str, bool]) -> Passage:
    """The passage with its frame (以…为抓手, 将…作为…) or its 试点, and the stance."""
    start, end, high = at
    opener = text[start - 1 : start]
    if opener in use.openers:
        frame = use.pattern("frame_as").match(text, end, high) or use.pattern("frame_by").match(
            text, end, high
        )
        start, end = (start - 1, frame.end()) if frame else (start, end)
    pilot = use.pattern("pilot").match(text, end, high)
    if pilot:
        return Passage(start, pilot.end(), model[0], "pilot", model[1])
    stance = "explore" if use.pattern("explores").search(verbs) else "adopt"
    return Passage(start, end, model[0], stance, model[1])


def _open(use: Words, text: str, kind: re.Match[str], floor: int, high: int) -> Passage | None:
    """The passage around a place whose way is learnt from, where the lexicon names no such model."""
    clause = _clause(text, kind.start(), floor)
    if not holds(text[clause : kind.start()], use.section.words["strict"]):
        return None
    chain = use.open_chain.search(text, clause, kind.start())
    if chain is None or use.pattern("spoilt_after").match(text, kind.end(), high):
        return None
    name = chain["name"]
    if use.pattern("generic").match(name) or use.foreign.match(name) or not _of_a_place(use, name):
        return None
    if use.pattern("unnamed").search(name) or use.model.search(name + kind[0]):
        return None
    end = kind.end() + (text[kind.end() : kind.end() + 1] in ("”", "’"))
    return _framed(use, text, (chain.start(1), end, high), chain[1], (_named(use, name, kind[0]), False))


def _of_a_place(use: Words, name: str) -> bool:
    """Whether the name of a model begins with a place: 浙江省数字化改革, “余姚, 十八洞村精准扶贫."""
    bare = _QUOTES.sub("", name)
    return place_heads().at(bare, 0) is not None or bare.startswith(use.origins)


def _named(use: Words, name: str, kind: str) -> str:
    """The model's name as printed, without quotation marks; 经验 stays where nothing but a place stands before it."""
    quoted = use.pattern("quoted").search(name)
    if quoted:
        return quoted[1]
    bare = _QUOTES.sub("", name)
    if kind in use.section.words["part_of_the_name"]:
        return bare + kind
    rest = bare[max((end for _, end, _ in find_regions(bare)), default=2) :]
    return bare if len(rest) > 3 else bare + kind
