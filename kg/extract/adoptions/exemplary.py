"""Places that are held up as a pattern: measured against, kept level with, caught up with.

Reads a stretch of folded text; yields passages. Looked for only in documents that have a sign of one (以…为样板, 对标深圳特区,
向浙江看齐, 学三明、赶三明).
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.adoptions.frames import Passage, borrowed, clause
from kg.extract.adoptions.words import QUOTES, Words
from kg.lexicon.names import find_regions

_CAUGHT = ("first", "then", "last", "place", "other", "one")  # groups of the pattern


def caught_up(use: Words, text: str, low: int, high: int) -> Iterator[Passage]:
    """Every place to be learnt from and caught up with: ``学三明、赶三明`` → 三明医改."""
    for found in use.patterns["caught_up"].finditer(text, low, high):
        names = [found[group] for group in _CAUGHT if found[group]]
        if all(use.place_end(name, 0) == len(name) for name in names):
            for name in names:
                yield Passage(*found.span(), use.canonical.get(name, name), "adopt", name in use.places)


def campaigns(use: Words, text: str, low: int, high: int) -> Iterator[Passage]:
    """Every campaign that is named by whom it learns from: ``在农村开展了一场“农业学大寨”运动``."""
    for found in use.patterns["campaign"].finditer(text, low, high):
        chain = use.patterns["campaign_chain"].search(text, clause(text, found.start(), low), found.start())
        if chain or found["alone"] is not None:
            start = chain.start() if chain else found.start()
            yield Passage(start, found.end(), use.canonical[found["place"]], "adopt", True)


def benchmarks(use: Words, text: str, low: int, high: int) -> Iterator[Passage]:
    """Every place that is measured against, one passage for each: ``支持青岛对标深圳特区实行…`` → 深圳特区."""
    for chain in use.patterns["benchmark"].finditer(text, low, high):
        names, end = measured(use, text, chain.end())
        tail = use.patterns["benchmarked"].match(text, end, high) if names else None
        if tail and not use.foreign.match(text, chain.end()):
            for name in names:
                model, known = use.canonical.get(name, name), name in use.places
                yield Passage(chain.start(1), tail.end(), model, "adopt", known)


def measured(use: Words, text: str, start: int) -> tuple[list[str], int]:
    """The places that stand at `start`, each with its zone, and where the last one ends: ``深圳特区``, ``上海、杭州``."""
    names: list[str] = []
    end = start
    place = use.place_end(text, start)
    while place is not None:
        zone = use.patterns["zone"].match(text, place)
        end = zone.end() if zone else place
        names.append(text[start:end])
        start = end + 1
        place = use.place_end(text, start) if text[end : end + 1] in use.joints else None
    return names, end


def patterns(use: Words, text: str, low: int, high: int) -> Iterator[Passage]:
    """Every place that is the pattern for something, or is kept level with: ``以浙江德清县域医共体为样板``, ``向浙江看齐``."""
    for one in _held_up(use, text, low, high):
        yield borrowed(use, one, text[one.start : one.end])
    for found in use.patterns["level_with"].finditer(text, low, high):
        names, end = measured(use, text, found.start("place"))
        for name in names if end == found.end("place") else ():
            yield Passage(*found.span(), use.canonical.get(name, name), "adopt", name in use.places)


def _held_up(use: Words, text: str, low: int, high: int) -> Iterator[Passage]:
    """Every place that is the pattern for something: ``以浙江德清县域医共体为样板``, ``以上海做法为借鉴``."""
    for found in use.patterns["pattern"].finditer(text, low, high):
        printed = use.patterns["way_end"].sub("", found["name"])
        name = QUOTES.sub("", printed)
        place = use.place_end(name, 0)
        if place == len(name) and (known := next((one for one in use.places if one in name), None)):
            yield Passage(*found.span(), use.canonical.get(known, name), "adopt", True)
            continue
        model = use.model.search(name)  # 以浙江“千万工程”为范例
        if model and model.end() == len(name) and model.start() in (0, place):
            quoted = use.patterns["quoted"].search(printed)
            known = quoted[1] if quoted else use.canonical.get(model[0], model[0])
            yield Passage(*found.span(), known, "adopt", True)
            continue
        region = name in use.short or any(
            codes and (start == 0 or end == place) for start, end, codes in find_regions(name)
        )
        if place and (place < len(name) or region) and not _is_body(use, printed, place):
            quoted = use.patterns["quoted"].search(printed)
            yield Passage(*found.span(), quoted[1] if quoted else name, "adopt", False)


def _is_body(use: Words, name: str, place: int) -> bool:
    """Whether a name is that of a university or bank, or a model that has one: ``以北京|大学为标杆`` measures no region."""
    return use.patterns["body"].match(name, place) is not None or use.model.search(name) is not None
