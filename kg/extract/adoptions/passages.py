"""Where folded text says that a model is taken up: the verb, the model's name, and the shortest clause around them.

Reads a stretch of folded text; yields passages with model and stance. Two ways: a model that the lexicon names (三明医改,
枫桥经验), and the open form of `sources`, a place whose 经验, 做法 or 模式 is learnt from (学习借鉴浙江省数字化改革经验).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.adoptions import called, exemplary, said, sources
from kg.extract.adoptions.frames import Passage, borrowed, clause, framed, in_title, reached
from kg.extract.adoptions.words import QUOTES, REACH, Words

_LIST = "、"
_DESCRIBED = 60  # … that say in a quotation what a model means
_NEAR = 24  # characters between a model and all of whom it is brought to
_BEFORE = 8  # characters in front of a model in which another of its list ends
_LONGEST = 400  # characters of a list of models under one verb


def passages(use: Words, text: str, low: int, high: int) -> Iterator[Passage]:
    """Every adopting passage in ``text[low:high]``: ``以深入推广三明医改经验为抓手`` → 三明医改, adopt.

    Those under one verb share their quote: ``学习徐州“马庄经验”、山东“寿光模式”``.
    """
    praised = use.patterns["may_be"].match
    found = [one for one in _each(use, text, low, high) if not praised(text, one.start - 1)]
    ends: dict[int, int] = {}
    for passage in found if len(found) > 1 else ():
        ends[passage.start] = max(passage.end, ends.get(passage.start, 0))
    for passage in found:
        yield passage._replace(end=ends[passage.start]) if ends else passage


def _each(use: Words, text: str, low: int, high: int) -> Iterator[Passage]:
    last, known = low, []
    before: Passage | None = None
    for model in use.model.finditer(text, low, high):
        if model.start() < last or text[model.start() - 1 : model.start()] in use.section.words["longer"]:
            continue
        found = _known(use, text, model, last, high) or _joined(use, text, model, before)
        if found:
            known += [found, *_listed(use, text, model, found)]
            last, before = found.end, found
    yield from known
    yield from sources.opened(use, text, (low, high), known)


def _known(use: Words, text: str, model: re.Match[str], floor: int, high: int) -> Passage | None:
    """The passage around a model that the lexicon names."""
    said_of = use.patterns["described"].search(text, max(floor, model.start() - _DESCRIBED), model.start())
    low = clause(text, said_of.start() if said_of else model.start(), floor)
    name = model[0]
    whole = name not in use.places
    tail = use.patterns["name_tail" if whole else "place_tail"].match(text, model.end(), high)
    end = tail.end() if tail else model.end()
    end += text[end : end + 1] in ("”", "’")
    if not whole and (tail is None or _named_next(use, text, model.end())):
        return None
    named = end
    place, end = _practised(use, text, end, high)
    chain = use.patterns["known_chain" if whole else "place_chain"].search(text, low, model.start())
    if chain is None and place:
        chain = use.patterns["passive_chain"].search(text, low, model.start())
    if chain is None:
        chain = use.patterns["passive_chain"].search(text, low, model.start())
        onwards = _onwards(use, text, model.end(), high)
        match = use.patterns["passive"].match
        passive = onwards or match(text, model.end(), high) or match(text, named, high)
        if passive and not onwards and use.patterns["exported"].search(passive[0]):
            return None
        if chain is None or passive is None:
            at = (low, model.start(), end, high)
            spread = said.tried(use, text, at, name) or _spread(use, text, model, floor, (end, high))
            found = spread or said.gets_about(use, text, model, at) or said.begun(use, text, model, at)
            found = found or _named_by(use, text, model, at)
            return found._replace(model=_name(use, text, model)) if found and whole else found
        end = reached(use, text, passive.end(), high)
        place = (
            sources.all_of(text, chain.start(1), onwards) if onwards else sources.landed(use, text, passive)
        )
        if onwards and sources.is_exported(use, onwards, place):
            return None
    if text[end - 1] == "”" and text.find("“", chain.start(1), end) < 0:
        end -= 1  # it closes what was said: “认真学好上虞经验”
    if use.patterns["told"].search(text, low, chain.start(1)) or said.instructed(use, text, model):
        return None
    if name in use.section.words["spirits"] and not use.patterns["learns"].search(chain[1]):
        return None
    if use.patterns["spoilt_after"].match(text, end, high) and not said.taken_up(
        use, text, chain.start(1), end
    ):
        return None
    printed = _name(use, text, model) if whole else _way(use, text, model, named)
    canonical = use.canonical.get(name) or use.canonical.get(printed, printed)
    found = framed(use, text, (chain.start(1), end, high), chain[1], (canonical, True))
    return borrowed(use, found, text[model.end() : end])._replace(place=place)


def _named_by(use: Words, text: str, model: re.Match[str], at: tuple[int, int, int, int]) -> Passage | None:
    """The passage of a plan that is named by the model it spreads: ``兰考模式推广|方案``; `at` as for `said.tried`."""
    low, _, end, high = at
    stop = in_title(use, text, end, high) if model[0] not in use.places else None
    return Passage(low, stop, model[0], "adopt", True) if stop else None


def _name(use: Words, text: str, model: re.Match[str]) -> str:
    """What a model that stands by itself is called."""
    printed = _alone(use, model[0], text[model.end() : model.end() + 1])
    work = use.section.words["works"]
    if text.startswith(work, model.end()) and not printed.endswith(work):
        printed += work[-1]
    return use.canonical.get(model[0]) or use.canonical.get(printed, printed)


def _alone(use: Words, name: str, behind: str) -> str:
    """A model of the registry without 经验 where it stands without it, and is not quoted with it: 武平林改|经验."""
    kind = use.patterns["kind"].fullmatch(name, len(name) - 2)
    place = use.place_end(name, 0) if kind and behind != "”" and name not in use.canonical else None
    return (
        called.named(use, name[:place], name[place:-2], name[-2:])
        if place and place < len(name) - 2
        else name
    )


def _named_next(use: Words, text: str, at: int) -> bool:
    """Whether the model that is named after its place follows it, or who lives there: ``福建晋江|“晋江经验”``, 晋江人."""
    return text[at] in use.section.words["people"] or (
        text[at] == "“" and use.model.match(text, at + 1) is not None
    )


def _onwards(use: Words, text: str, start: int, high: int) -> re.Match[str] | None:
    """To all of whom the model that ends at `start` is brought: ``把三明经验|推向全国``."""
    near = text.find(use.section.words["all_of"][0], start, min(high, start + _NEAR)) >= 0
    return use.patterns["onwards"].match(text, start, high) if near else None


def _way(use: Words, text: str, model: re.Match[str], end: int) -> str:
    """What the way of a place is called, up to `end`; in a list as that of the last: 天长、德清等地|医共体经验."""
    if quoted := use.patterns["own_name"].match(text, model.end(), end):
        return quoted[1]  # 晋江“无讼园区”劳动争议调解做法
    shared = use.patterns["shared"].match(text, model.end(), end)
    others, last = _others(use, text, model, end)
    last = last if others else _beside(use, text, model, end)[1]
    name = model[0] + (shared["what"] if shared else text[_behind_list(use, text, model, last) : end])
    return _printed(use, QUOTES.sub("", name), len(model[0]))


def _behind_list(use: Words, text: str, model: re.Match[str], at: int) -> int:
    """Where 等地 and the like end that stand at `at`, behind the last of a list: ``德清、天长|两地|医共体经验``."""
    more = use.patterns["of_list"].match(text, at)
    listed = any(joint in text[max(0, model.start() - _BEFORE) : model.start()] for joint in use.joints)
    return more.end() if more and listed else at


def _beside(use: Words, text: str, model: re.Match[str], end: int) -> tuple[list[str], int]:
    """The places without a model that are listed behind one, and where the list ends: ``天长|、德清|医共体模式``."""
    rank = use.patterns["rank"].match(text[model.end() : model.end() + 1])
    joint = model.end() + (rank is not None)  # 晋江|市|、石狮市
    if text[joint : joint + 1] not in use.joints:
        return [], model.end()
    names, last = exemplary.measured(use, text, joint + 1)
    return (names, last) if names and last < end else ([], model.end())


def _practised(use: Words, text: str, end: int, high: int) -> tuple[tuple[int, int] | None, int]:
    """The region that a model is practised in, named behind it, and where that ends: ``“枫桥经验”云南实践``."""
    ours = use.patterns["practice_here"].match(text, end, high)
    if ours is None or not ours["place"]:
        return None, ours.end() if ours else end
    whole = use.place_end(ours["place"], 0) == len(ours["place"])
    return (ours.span("place"), ours.end()) if whole else (None, end)


def _printed(use: Words, name: str, place: int) -> str:
    """A name that begins with its place, without 经验 where enough stands between them: 罗湖区医疗集团经验."""
    kind = use.patterns["kind"].search(name, place)
    bare = name[: kind.start()] if kind else ""
    if bare in use.registered or bare.endswith(tuple(use.section.words["systems"])):
        return bare
    kind = use.patterns["kind"].search(name, place + 4)
    alone = kind is not None and kind[0] not in use.section.words["part_of_the_name"]
    if kind is None or not alone:
        return name
    return use.patterns["of_it"].sub("", use.patterns["done_well"].sub("", name[: kind.start()]))


def _joined(use: Words, text: str, model: re.Match[str], before: Passage | None) -> Passage | None:
    """A model that shares the verb of the one before it: 坚持和发展“枫桥经验”“浦江经验”."""
    if before is None or not use.patterns["joined"].fullmatch(text, before.end, model.start()):
        return None
    if not before.known or before.place or before.end - before.start > _LONGEST:
        return None
    if model[0] in use.places:
        return _joined_way(use, text, model, before)
    end = model.end() + (text[model.end() : model.end() + 1] in ("”", "’"))
    return before._replace(end=end, model=_name(use, text, model))


def _joined_way(use: Words, text: str, model: re.Match[str], before: Passage) -> Passage | None:
    """The way of a place that shares the verb of the one before it: 推广三明医改经验和安徽省天长市医共体建设经验."""
    tail = use.patterns["place_tail"].match(text, model.end())
    if tail is None or use.patterns["spoilt_after"].match(text, tail.end()):
        return None
    end = tail.end() + (text[tail.end() : tail.end() + 1] in ("”", "’"))
    printed = _printed(use, QUOTES.sub("", text[model.start() : end]), len(model[0]))
    return before._replace(end=end, model=use.canonical.get(model[0], printed))


def _spread(use: Words, text: str, model: re.Match[str], floor: int, ends: tuple[int, int]) -> Passage | None:
    """A model that is said to spread in a region: 三明医改经验在青海省全面推广; `ends` are those of its name and the stretch.

    The way of a place that spreads in the nation is praised, not taken up: 天长市医共体经验在全国推广.
    """
    start = model.start() - (text[model.start() - 1 : model.start()] in ("“", "‘"))
    begin = clause(text, start, floor)
    start = begin if use.place_end(text, begin) == start else start  # 浙江安吉“余村经验”
    whole = model[0] not in use.places
    name = _name(use, text, model) if whole else _way(use, text, model, ends[0])
    name = use.canonical.get(model[0], name)
    found = sources.spread(use, text, (start, model.end(), ends[1]), (name, True))
    of_all = found and found.place and text[slice(*found.place)] in use.section.words["nation"]
    return None if of_all and not whole else found


def _listed(use: Words, text: str, model: re.Match[str], found: Passage) -> Iterator[Passage]:
    """The other places of a list that shares its last noun: 学习三明、天长等地医改经验 → 天长医改."""
    shared = use.patterns["shared"].match(text, model.end(), found.end)
    if model[0] not in use.places:
        yield from _in_front(use, text, model, found)
        return
    yield from _in_front(use, text, model, found)
    if shared is None:
        others, last = _beside(use, text, model, found.end)
        if not others or text[last] in use.joints:
            yield from _sharing(use, text, model, found)
            return
        way = use.patterns["behind"].sub("", text[last + (text[last] in ("”", "’")) : found.end])
        if kind := use.patterns["kind"].search(way):
            done = use.patterns["of_it"].sub("", use.patterns["done_well"].sub("", way[: kind.start()]))
            known = (next((one for one in use.places if one in other), other) for other in others)
            ways = (called.named(use, one, done, kind[0]) for one in known)
            yield from (found._replace(model=use.canonical.get(name, name)) for name in ways)
        return
    for place in use.patterns["member"].finditer(text, model.end(), shared.end("list")):
        at = next((place[0].find(known) for known in use.places if known in place[0]), -1)
        own = QUOTES.sub("", place[0][max(0, at) :])  # 安徽|天长
        way = use.patterns["praises"].sub("", shared["what"])
        way = way.removesuffix(shared["kind"]) if at < 0 else way
        name = called.named(use, own, way, shared["kind"]) if at < 0 else _printed(use, own + way, len(own))
        yield found._replace(model=use.canonical.get(own, name))


def _in_front(use: Words, text: str, model: re.Match[str], found: Passage) -> Iterator[Passage]:
    """The places of a list that stand in front: ``学习浙江德清、安徽天长医共体模式`` → 德清医共体模式."""
    *others, _ = text[max(found.start, model.start() - REACH) : model.start()].split(_LIST)
    place = len(model[0]) if model[0] in use.places else use.place_end(model[0], 0) if others else None
    head = model.start() + (place or 0)
    shared = use.patterns["shared"].match(text, head, found.end) if place else None
    head = shared.start("what") if shared else _behind_list(use, text, model, head)
    kind = use.patterns["kind"].search(text, head, found.end) if place else None
    for other in others:
        starts = (at for at in range(len(other) - 1) if use.place_end(other, at) == len(other))
        at = next(starts, None)
        if at is not None and kind:
            way = text[head : kind.start()]
            yield found._replace(model=called.named(use, other[at:], way, kind[0]))


def _others(use: Words, text: str, model: re.Match[str], end: int) -> tuple[list[re.Match[str]], int]:
    """The places with models of their own that are listed behind one, and where the last ends: ``三明|、安徽天长``."""
    others, last = [], model.end()
    for other in use.model.finditer(text, model.end(), end):
        called = use.patterns["own_name"].match(text, last, other.start())  # 三明|“六统一”|、天长
        last = called.end() if called else last
        between = use.patterns["rank"].sub("", text[last : other.start()])  # 福建省三明|市和安徽省|天长市
        if between[:1] in use.joints and (len(between) == 1 or use.place_end(between, 1) == len(between)):
            others.append(other)
            last = other.end()
    return others, last


def _sharing(use: Words, text: str, model: re.Match[str], found: Passage) -> Iterator[Passage]:
    """The places of a list without 等地: ``推广福建三明、安徽天长医改经验`` → 天长医改."""
    others, last = _others(use, text, model, found.end)
    behind = use.patterns["behind"].sub("", use.patterns["rank"].sub("", text[last : found.end]))
    for other in others:
        name = QUOTES.sub("", other[0] + behind)
        quoted = use.patterns["own_name"].match(text, other.end(), found.end)  # 天长|“两包三单六贯通”
        printed = _printed(use, name, len(other[0])) if other[0] in use.places else other[0]
        yield found._replace(model=use.canonical.get(other[0], quoted[1] if quoted else printed))
