"""Where names of agencies and regions stand in folded text; who they are is said by `kg.resolve`.

Reads the registry's names and the words of names.toml, yields offsets. A mention is a chain of places and level words,
a body of the registry (or 职能 + 部门), and its office or branch: ``佛山市高明区`` + ``卫生健康局``, ``市`` + ``公安局`` + ``高明分局``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from kg import lexicon, registry
from kg.lexicon import alternation
from kg.registry import Region, Registry

BODY, WEAK, PLACE, GROUP = "body", "weak", "place", "group"
_LONGEST_PREFIX = 24
_SHORT = 2
_HAN = re.compile("[一-鿿]")
_LONGEST_GROUP = 40
_AREA = "域"  # 高平|县域综合医改 speaks of counties
_STOPS = "，。；：、！？《》〈〉“”\t"


class Token(NamedTuple):
    """A name of the lists and where it stands."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Names:
    """A list of names, arranged so that the longest one that ends at a place is found without a scan of the text."""

    kinds: dict[str, str]
    lasts: re.Pattern[str]  # the characters that a name may end with, behind those that may stand before them
    lengths: dict[str, tuple[int, ...]]  # by the last two characters, longest first

    def ending_at(self, text: str, end: int) -> int | None:
        """Where the longest name begins that ends at `end`."""
        for length in self.lengths.get(text[max(0, end - 2) : end], ()):
            if length <= end and text[end - length : end] in self.kinds:
                return end - length
        return None

    def tokens(self, text: str) -> list[Token]:
        """All names in `text`: of two that overlap the longer one from the left."""
        out: list[Token] = []
        for hit in self.lasts.finditer(text):
            end = hit.end()
            start = self.ending_at(text, end)
            if start is None:
                continue
            while out and out[-1].start >= start:
                out.pop()
            if not out or out[-1].end <= start:
                out.append(Token(start, end, self.kinds[text[start:end]]))
        return out


@dataclass(frozen=True, slots=True)
class Shapes:
    """The regexes of what may stand around a body's name."""

    before: re.Pattern[str]  # level words, 各, ends where the body begins
    after: re.Pattern[str]  # office, branch
    group_end: re.Pattern[str]  # what the name of a leading group, a committee ends with
    group_start: re.Pattern[str]  # a level word behind a word that no name has inside
    unlisted: re.Pattern[str]  # a whole list item that names a body outside the lists
    ends_badly: re.Pattern[str]


def find_agencies(text: str) -> Iterator[tuple[int, int]]:
    """Spans of agency mentions in folded running text, leftmost longest: ``由区卫生计生委统筹`` → (1, 7)."""
    shapes, open_start, last = _shapes(), -1, 0
    for token in _with_groups(text, _agency_names().tokens(text), shapes):
        if token.start < last:
            continue
        if open_start >= 0 and token.start > last:
            yield open_start, last
            open_start = -1
        if open_start < 0:
            start = _start(text, token.start, last, shapes)
            if token.kind == WEAK and start == token.start:
                continue
            open_start = start
        tail = shapes.after.match(text, token.end)
        last = tail.end() if tail else token.end
    if open_start >= 0:
        yield open_start, last


def looks_like_agency(name: str) -> bool:
    """Whether a list item may name an agency or a group of them: ``区财政局``, ``各镇政府``, ``各成员单位``; not ``统筹安排``."""
    if any(start == 0 and end == len(name) for start, end in find_agencies(name)):
        return True
    if name in _places():
        return True
    shapes = _shapes()
    return bool(shapes.unlisted.fullmatch(name)) and not shapes.ends_badly.search(name)


def find_regions(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Places named in folded text: start, end, candidate codes; none for ``全省``, ``我市``, ``本区`` (the document's own)."""
    places = _places()
    for start, end, _ in _place_names().tokens(text):
        codes = places.get(text[start:end])
        if codes is not None and (end - start > _SHORT or _stands_alone(text, start, end)):
            yield start, end, codes


def region_ending(text: str) -> int | None:
    """Where the place with a code begins that `text` ends with, which is cheaper than all places: ``先进的上海`` → 3."""
    start = _place_names().ending_at(text, len(text))
    return start if start is not None and text[start:] in _places() else None


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a county of two signs is no end of a longer word: not 覆盖县乡村, 建成县城, 各市和县."""
    words = lexicon.load()["names"].words
    if text[end - 1] not in words["county"] or start == 0 or not _HAN.match(text, start - 1):
        return True
    return text[start] not in words["before_short"] and text[start - 1] in words["before_short"]


@dataclass(frozen=True, slots=True)
class PlaceHeads:
    """Names of places with codes, arranged by how they begin."""

    firsts: str  # a class of the characters that they begin with
    lengths: dict[str, tuple[int, ...]]  # by the first two characters, longest first
    places: dict[str, tuple[str, ...]]  # the codes of each name

    def at(self, text: str, start: int) -> tuple[int, tuple[str, ...]] | None:
        """Where the longest place that begins at `start` ends, and its codes: ``江苏省将`` → 3, ("320000",)."""
        for length in self.lengths.get(text[start : start + 2], ()):
            codes = self.places.get(text[start : start + length])
            if codes and not text.startswith(_AREA, start + length):
                return min(start + length, len(text)), codes  # a slice at the end of the text is shorter
        return None


@cache
def place_heads() -> PlaceHeads:
    """For who asks whether a place stands at a spot, which is cheaper than finding all places of a text."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for name, codes in _places().items():
        if codes:
            lengths[name[:2]].add(len(name))
    firsts = "".join(sorted({re.escape(head[0]) for head in lengths}))
    longest = {head: tuple(sorted(n, reverse=True)) for head, n in lengths.items()}
    return PlaceHeads(f"[{firsts}]", longest, _places())


def _with_groups(text: str, tokens: list[Token], shapes: Shapes) -> list[Token]:
    """`tokens` and the leading groups, committees … named with their place or level: 区医改工作领导小组."""
    groups, floor = [], 0
    for hit in shapes.group_end.finditer(text):
        if found := _group(text, hit, floor, shapes):
            groups.append(found)
        floor = hit.end()
    if not groups:
        return tokens
    ends = [group.end for group in groups]
    starts = [group.start for group in groups] + [len(text)]
    outside = [token for token in tokens if token.start < starts[bisect_right(ends, token.start)]]
    return sorted(outside + groups)


def _group(text: str, hit: re.Match[str], floor: int, shapes: Shapes) -> Token | None:
    floor = max(floor, hit.start() - _LONGEST_GROUP)
    window = text[floor : hit.start()]
    cut = max(window.rfind(sign) for sign in _STOPS) + 1
    levels = [level.start("level") for level in shapes.group_start.finditer(window, cut)]
    places = [start for start, _, _ in _place_names().tokens(window[cut:])]
    starts = [*levels, *(cut + start for start in places)]
    if not starts:
        return None
    return Token(_before_places(text, floor + max(starts), floor), hit.end(), BODY)


def _start(text: str, body: int, floor: int, shapes: Shapes) -> int:
    """Where the mention begins whose body stands at `body`: the places and the level words in front of it."""
    start = _before_places(text, body, floor)
    level = shapes.before.search(text, max(floor, start - _LONGEST_PREFIX), start) if start == body else None
    return _before_places(text, level.start(), floor) if level else start


def _before_places(text: str, start: int, floor: int) -> int:
    places = _place_names()
    while (before := places.ending_at(text, start)) is not None and before >= floor:
        start = before
    return start


@cache
def _agency_names() -> Names:
    words = lexicon.load()["names"].words
    kinds = dict.fromkeys(_bodies(registry.load()), BODY)
    kinds.update(dict.fromkeys(words["groups"], GROUP))
    kinds.update(dict.fromkeys((*words["institutions"], *words["weak"]), WEAK))
    return _arranged(kinds)


@cache
def _place_names() -> Names:
    words = lexicon.load()["names"].words
    return _arranged(dict.fromkeys((*_places(), *words["no_places"]), PLACE))


def _arranged(kinds: dict[str, str]) -> Names:
    lengths: dict[str, set[int]] = defaultdict(set)
    for name in kinds:
        lengths[name[-2:]].add(len(name))
    lasts = "".join(sorted({re.escape(name[-1]) for name in kinds}))
    befores = "".join(sorted({re.escape(name[-2:-1]) for name in kinds}))
    longest_first = {end: tuple(sorted(sizes, reverse=True)) for end, sizes in lengths.items()}
    return Names(kinds, re.compile(f"[{lasts}](?<![^{befores}].)"), longest_first)


def _bodies(world: Registry) -> Iterator[str]:
    """Every name of a body of two characters or more, and every function with 部门 and the like behind it."""
    yield from (name for name in (*world.bodies.local, *world.bodies.national) if len(name) > 1)
    for stem in world.bodies.functions:
        if len(stem) > 1:
            yield from (stem + end for end in world.grammar.authorities)


@cache
def _places() -> dict[str, tuple[str, ...]]:
    """Names of places in running text → codes: names in force or past, provinces and cities also without their rank."""
    world, words = registry.load(), lexicon.load()["names"].words
    names = {name: _codes(rows) for name, rows in world.regions.by_name.items()}
    names = {name: codes for name, codes in names.items() if len(name) > 2 or name[-1] in words["county"]}
    for stem, rows in world.regions.by_stem.items():
        if codes := _codes([r for r in rows if r.valid_to is None and r.level in ("province", "city")]):
            names.setdefault(stem, codes)
    names.update((name, (code,)) for name, code in world.regions.areas.items())
    names.update(dict.fromkeys(words["own_places"], ()))
    return names


def _codes(rows: Sequence[Region]) -> tuple[str, ...]:
    """The codes of regions of one name: those in force and the higher ones first."""
    if len(rows) > 1:
        rows = sorted(rows, key=lambda r: (r.valid_to is not None, not r.code.endswith("00"), r.code))
    return tuple(dict.fromkeys(row.code for row in rows))


@cache
def _shapes() -> Shapes:
    section = lexicon.load()["names"]
    word = {name: alternation(values) for name, values in section.words.items()}
    before = rf"(?:{word['each']}?{word['levels']}?)$|(?:{word['levels']}{word['each']})$"
    branch = rf"(?:[一-鿿]{{2,4}}?{word['branches']})"
    head = rf"(?:{word['each']}|{word['levels']})"
    return Shapes(
        re.compile(before),
        re.compile(rf"{branch}|(?:{word['tails']})+"),
        section.patterns["group_end"],
        re.compile(rf"(?:^|{word['openers']})(?P<level>{word['levels']})(?!{word['no_level_before']})"),
        re.compile(rf"(?:{head})?[^，。；：、！？\t]{{1,28}}?(?:{word['ends']})(?:（[^（）]{{1,16}}）)?"),
        re.compile(rf"{word['not_agencies']}$"),
    )
