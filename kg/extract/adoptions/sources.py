"""Models that no list names: the way of a place that is learnt from, and what it calls by a name in quotation marks.

Reads a stretch of folded text; yields passages. A model of this kind begins with its place (浙江省数字化改革经验), is named
in quotation marks behind it (上海“一网通办”改革) or carries it within them (“武宁模式”); the way of several
places is one (上海、浙江等地经验).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from kg.extract.adoptions.called import is_place, models_of, names_itself, praised
from kg.extract.adoptions.frames import Passage, borrowed, clause, framed, in_title, reached
from kg.extract.adoptions.said import taken_up
from kg.extract.adoptions.words import Words
from kg.lexicon import holds
from kg.lexicon.names import find_regions

_STOP = "。"
_SENTENCE = 240  # characters in front of a passage in which its sentence names a place


def opened(
    use: Words, text: str, within: tuple[int, int], known: Sequence[Passage] = ()
) -> Iterator[Passage]:
    """Every passage of the open form: ``学习借鉴浙江省数字化改革经验`` → 浙江省数字化改革; `known` are those of named models."""
    low, high = within
    last = low
    before: Passage | None = None
    by_end = {one.end: one for one in known}
    ends = [*by_end]
    copied = holds(text[low:high], use.section.words["copies"])  # without, no 机制 or 政策 is taken up
    for kind in use.patterns["kind" if copied else "plain_kind"].finditer(text, low, high):
        if kind.start() < last:
            continue
        place = bisect_right(ends, kind.start())
        if place and ends[place - 1] > last:
            before = by_end[ends[place - 1]]
        for found in _open(use, text, kind, last, high) or _joined(use, text, kind, before):
            yield found
            last, before = found.end, found
            by_end[found.end] = found
    if text.find("“", low, high) >= 0:
        yield from _practices(use, text, low, high, by_end)


def _open(use: Words, text: str, kind: re.Match[str], floor: int, high: int) -> list[Passage]:
    """The passage around a place whose way is learnt from, one for each place of a list."""
    low = clause(text, kind.start(), floor)
    if spoilt := use.patterns["spoilt_after"].match(text, kind.end(), high):
        if spoilt[0][-1] in use.section.words["by"]:
            return _spreading(use, text, kind, low, high)
        chain = _learnt(use, text, low, kind.start())
        if chain is None or not taken_up(use, text, chain.start(1), kind.end()):
            return []
    quote = _quote_of(text, kind, low)
    chain = use.patterns["known_chain"].search(text, low, quote) if quote >= 0 else None
    if chain and names_itself(use, text[quote + 1 : kind.start()], kind[0], text[chain.start(1) : quote]):
        model = text[quote + 1 : kind.end()]
        return [framed(use, text, (chain.start(1), kind.end() + 1, high), chain[1], (model, False))]
    if quote >= 0 and chain is None:
        for way in (_taken, _on_trial):
            if taken := way(use, text, (low, quote), kind, high):
                return taken
    chain = _learnt(use, text, low, kind.start())
    if chain is None:
        tries = (_pushed, _guided, _tried, _spreading)
        return next((rows for one in tries if (rows := one(use, text, kind, low, high))), [])
    if kind[0] in use.section.words["lesser"] and not holds(chain[1], use.section.words["copies"]):
        return []  # 按照上海市工作机制
    models, end = models_of(use, chain["name"], kind[0]), kind.end()
    if kind[0] in use.section.words["own_kind"] and not chain["name"].endswith(use.of):
        models = tuple(model if model.endswith(kind[0]) else model + kind[0] for model in models)
    if not models:
        models, end = praised(use, text, chain.span("name"), kind, high)
    if not models:
        return _spreading(use, text, kind, low, high)  # 上海自贸试验区可|复制改革试点|经验在全国推广
    end += text[end : end + 1] in ("”", "’")
    return [framed(use, text, (chain.start(1), end, high), chain[1], (model, False)) for model in models]


def _taken(use: Words, text: str, at: tuple[int, int], kind: re.Match[str], high: int) -> list[Passage]:
    """Models that carry their place in their names and are brought home: ``将“来安做法”“全椒经验”|带回去``."""
    low, quote = at
    brought = use.patterns["passive"].match(text, kind.end(), high)
    push = use.patterns["passive_chain"].search(text, low, quote) if brought else None
    if brought is None or push is None or use.patterns["exported"].search(brought[0]):
        return []
    name = text[quote + 1 : kind.start()]
    if not names_itself(use, name, kind[0], text[push.start(1) : quote]):
        return []
    end = reached(use, text, brought.end(), high)
    found = framed(use, text, (push.start(1), end, high), push[1], (name + kind[0], False))
    found = found._replace(place=landed(use, text, brought))
    others = use.patterns["beside"].finditer(text, kind.end(), brought.end())
    return [found, *(found._replace(model=other["name"]) for other in others)]


def _on_trial(use: Words, text: str, at: tuple[int, int], kind: re.Match[str], high: int) -> list[Passage]:
    """A trial of a model that carries its place in its name: ``在湘潭、岳阳两市开展“娄底模式”试点``."""
    low, quote = at
    tried = use.patterns["trial_end"].match(text, kind.end() + 1, high)
    chain = use.patterns["pilot_chain"].search(text, low, quote) if tried else None
    name = text[quote + 1 : kind.start()]
    if chain is None or not names_itself(use, name, kind[0], text[chain.start(1) : quote]):
        return []
    return [framed(use, text, (chain.start(1), kind.end() + 1, high), chain[1], (name + kind[0], False))]


def _pushed(use: Words, text: str, kind: re.Match[str], low: int, high: int) -> list[Passage]:
    """The way of a place that is brought somewhere: ``将北京“接诉即办”改革经验引入基层治理``."""
    brought = use.patterns["brought"].match(text, kind.end(), high)
    push = use.patterns["open_push"].search(text, low, kind.start()) if brought else None
    if brought is None or push is None:
        return []
    at = (push.start(1), reached(use, text, brought.end(), high), high)
    place = all_of(text, push.start(1), brought)
    # 昌图县黑土地保护|的好经验好
    name = use.patterns["done_twice"].sub("", push["name"].removesuffix(use.of))
    models = () if is_exported(use, brought, place) else models_of(use, name, kind[0])
    if not models and name != push["name"] and use.place_end(name, 0) == len(name):
        models = (name + kind[0],)  # 安吉|的|经验
    place = place or landed(use, text, brought)
    rows = (framed(use, text, at, push[1], (model, False))._replace(place=place) for model in models)
    return [borrowed(use, row, brought[0]) for row in rows]


def _guided(use: Words, text: str, kind: re.Match[str], low: int, high: int) -> list[Passage]:
    """The way of a place that guides: ``以长兴县河长制经验为指引``."""
    guides = use.patterns["guides"].match(text, kind.end() + text.startswith("”", kind.end()), high)
    held = use.patterns["guided_by"].search(text, low, kind.start()) if guides else None
    if guides is None or held is None or not use.place_end(held["name"].lstrip("“"), 0):
        return []
    models = models_of(use, held["name"], kind[0])
    rows = (Passage(held.start(), guides.end(), model, "adopt", False) for model in models)
    return [borrowed(use, row, guides[0]) for row in rows]


def all_of(text: str, start: int, brought: re.Match[str] | None) -> tuple[int, int] | None:
    """All of whom a model is brought to by whom no place is said: ``国家医保局要把“病组点数法”推向|全国``."""
    if brought is None or not brought["all"]:
        return None
    low = max(0, start - _SENTENCE)
    said = text[max(low, text.rfind(_STOP, low, start) + 1) : start]
    return None if any(find_regions(said)) else brought.span("all")


def landed(use: Words, text: str, found: re.Match[str]) -> tuple[int, int] | None:
    """The region that a model is to land in: ``推动三明医改经验|在玉溪落地生根``, ``带到|山南市``; not in 全省."""
    place = region_in(text, *found.span("where")) if found["where"] else None
    made = use.patterns["practice_made"].match(text, found.end()) if place is None else None
    if made and use.place_end(made["place"], 0) == len(made["place"]):
        return made.span("place")  # “深圳经验”转化为“|哈尔滨|实践”
    if place is None and use.patterns["into"].search(found[0]):
        ends = [*use.place_ends(text, found.end())]
        return (found.end(), ends[-1]) if ends else None
    return place if place and text[slice(*place)] not in use.section.words["own_places"] else None


def is_exported(use: Words, brought: re.Match[str], place: tuple[int, int] | None) -> bool:
    """Whether a region is said to bring its own model to the nation: ``福建省把三明医改经验向|全国|推广``."""
    return place is None and brought["all"] in use.section.words["nation"]


def _tried(use: Words, text: str, kind: re.Match[str], low: int, high: int) -> list[Passage]:
    """A trial of what a place calls by a name of its own: ``开展海南“三医一张网”建设模式试点``."""
    end = use.patterns["trial_end"].match(text, kind.end(), high)
    ways = ("trial", "trial_of") if end else ()
    trial = next(
        (trial for way in ways if (trial := use.patterns[way].search(text, low, kind.start()))), None
    )
    if trial is None or not use.place_end(trial["name"], 0):
        return []
    at = (trial.start(1), kind.end(), high)
    return [
        framed(use, text, at, trial[1], (model, False)) for model in models_of(use, trial["name"], kind[0])
    ]


def _spreading(use: Words, text: str, kind: re.Match[str], low: int, high: int) -> list[Passage]:
    """The way of a place that spreads in another: ``浙江“最多跑一次”改革经验在辽宁全省复制推广``."""
    name = use.patterns["done_well"].sub("", text[low : kind.start()])  # 新安江流域生态补偿|的成功做法
    models = models_of(use, name, kind[0]) if use.place_end(text, low) else ()
    stop = in_title(use, text, kind.end(), high) if models else None
    if stop:
        return [Passage(low, stop, model, "adopt", False) for model in models]
    rows = [spread(use, text, (low, kind.end(), high), (model, False)) for model in models]
    return [row for row in rows if row]


def spread(use: Words, text: str, at: tuple[int, int, int], model: tuple[str, bool]) -> Passage | None:
    """A model that is said to spread in a region: 三明医改经验在青海省全面推广; `at` is where it stands, and its clause ends."""
    start, end, high = at
    found = use.patterns["spread"].match(text, end, high)
    if found is None:
        return None
    name = next(name for name in ("asked", "by", "place") if found[name])
    place = region_in(text, *found.span(name))
    if found["agency"] and (place is None or text[slice(*place)] in use.section.words["own_places"]):
        place = region_in(text, *found.span("agency")) or place  # 由石家庄市数据局负责在全市复制推广
    if place is None and not use.patterns["locality"].search(found[name]):
        return None
    stance = "explore" if use.patterns["explores"].search(text, found.end(name), found.end()) else "adopt"
    stance = "pilot" if use.patterns["tried"].search(text, found.end(name), found.end()) else stance
    return Passage(start, reached(use, text, found.end(), high), model[0], stance, model[1], place)


def region_in(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where ``text[start:end]`` names a region, with the one that it lies in: 云南省|昆明市; one of the registry first."""
    regions = [*find_regions(text[start:end])]
    if not regions:
        return None
    first = next((region for region in regions if region[2]), regions[0])
    first = regions[0] if regions[0][1] == first[0] else first  # 我市|清新区、英德市: of the city
    left, right, _ = first
    for begin, stop, codes in regions:
        right = stop if codes and first[2] and begin == right else right
    return start + left, start + right


def _learnt(use: Words, text: str, low: int, end: int) -> re.Match[str] | None:
    """The chain of verbs in front of the name that ends at `end`."""
    if not use.strict.search(text, low, end):
        return None
    chain = use.open_chain.search(text, low, end)
    while chain and (further := use.patterns["once_more"].search(text, chain.end(1), end)):
        chain = use.open_chain.search(text, further.end(), end)
    return chain


def _quote_of(text: str, kind: re.Match[str], low: int) -> int:
    """Where the quotation mark stands that the kind closes, or -1: ``“武宁模式”``."""
    if text[kind.end() : kind.end() + 1] != "”":
        return -1
    at = text.rfind("“", low, kind.start())
    return at if at >= 0 and "”" not in text[at : kind.start()] else -1


def _joined(use: Words, text: str, kind: re.Match[str], before: Passage | None) -> list[Passage]:
    """A way that shares the verb of the one before it: ``推广“徐州经验”“江阴做法”``, ``借鉴上海经验、深圳做法``."""
    between = use.patterns["joined_open"].match(text, before.end, kind.start()) if before else None
    if before is None or between is None:
        return []
    lead, mark, name = text[between.end() : kind.start()].rpartition("“")
    closes = text[kind.end() : kind.end() + 1] in ("”", "’")
    whole = mark and closes and use.place_end(lead, 0) == len(lead)
    if whole and (use.model.fullmatch(name + kind[0]) or names_itself(use, name, kind[0], lead)):
        return [before._replace(end=kind.end() + 1, model=name + kind[0])]  # 山东“寿光模式”
    opened = mark or text[between.end() - 1] == "“"
    if opened and closes and not lead and use.patterns["second"].fullmatch(name):
        return [before._replace(end=kind.end() + 1, model=name + kind[0])]  # “余村经验”“鲁家模式”
    end = use.place_end(name, 0)
    if mark or end is None or end < len(name) or use.model.search(name + kind[0]):
        return []
    return [before._replace(end=kind.end() + closes, model=name + kind[0])]


def _practices(use: Words, text: str, low: int, high: int, before: dict[int, Passage]) -> Iterator[Passage]:
    """What a place calls by a name of its own, without 经验: ``引入上海“一网统管”机制``, ``借鉴北京“接诉即办”``.

    `before` are the passages found, by their ends: ``借鉴武义“后陈经验”|、象山“村民说事”`` shares the verb of one.
    """
    spans, told = sorted((one.start, one.end) for one in before.values()), dict(before)
    for quote in use.patterns["practice"].finditer(text, low, high):
        place = bisect_right(spans, (quote.start(), high)) - 1
        end = quote.end() + (0 if "“" in quote["tail"] else len(quote["tail"]))  # 一网统管”|机制
        if use.model.search(quote["name"]) or (place >= 0 and quote.end() <= spans[place][1]):
            continue  # 三明市|“腾空间、调结构、保衔接”|的改革路径 is named by its place
        begin = clause(text, quote.start(), low)
        listed = told.get(max(text.rfind(joint, begin, quote.start()) for joint in use.joints))
        if listed and is_place(use, text[listed.end + 1 : quote.start()]):
            found: Passage | None = listed._replace(end=end, model=quote["name"])
        else:
            found = _practice(use, text, quote, (begin, end, high))
        if found:
            told[found.end] = found
            yield found


def _practice(use: Words, text: str, quote: re.Match[str], at: tuple[int, int, int]) -> Passage | None:
    low, end, high = at
    name = (quote["name"], False)
    if born := use.patterns["born"].match(text, end, high):
        place = region_in(text, *born.span("place"))
        return Passage(*born.span("said"), name[0], "adopt", False, place) if place else None
    chain = _learnt(use, text, low, quote.start())
    if chain and is_place(use, chain["name"].removesuffix(use.of)):
        taken = quote["tail"] or use.patterns["takes"].search(chain[1])
        return framed(use, text, (chain.start(1), end, high), chain[1], name) if taken else None
    push = use.patterns["open_push"].search(text, low, quote.start())
    brought = use.patterns["brought_in"].match(text, end) if push else None
    if push and brought and is_place(use, push["name"].removesuffix(use.of)):
        stop = reached(use, text, brought.end(), high)
        found = framed(use, text, (push.start(1), stop, high), push[1], name)
        return found._replace(place=all_of(text, push.start(1), brought))
    handle = use.patterns["handle"].match(text, end)
    held = use.patterns["held_up"].search(text, low, quote.start()) if handle else None
    if held and handle and is_place(use, held["name"].removesuffix(use.of)):
        return Passage(held.start(), handle.end(), name[0], "adopt", False)
    if name[0] not in use.section.words["programmes"] and name[0] not in use.registered:
        return None
    verbs = use.patterns["known_chain"].search(text, low, quote.start())
    if verbs is None or not use.patterns["spreads_it"].search(verbs[1]):
        return None
    return framed(use, text, (verbs.start(1), end, high), verbs[1], name)
