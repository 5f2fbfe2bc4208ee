"""What a model without a name of its own is called: by its place, what it does there, and whether 经验 belongs to it.

Reads the words between a verb of learning and 经验, 做法 or 模式; yields names; a list of places is named as it is printed.
"""

from __future__ import annotations

import re

from kg.extract.adoptions.words import QUOTES, Words
from kg.lexicon.names import find_regions, region_ending
from kg.registry.regions import MUNICIPALITIES

_WORD = re.compile("[一-龥]")
_SHORT = 6  # characters behind a place: 浙江|长兴|河长制, but 浙江台州小微金融服务改革
_WHOLE = 3  # characters behind a place that are a name without 经验


def names_itself(use: Words, name: str, kind: str, lead: str) -> bool:
    """Whether ``“武宁模式”`` is a model of a place: the registry has the place, it stands in front, or it looks like one.

    `lead` is what stands in front of the name, from its verb on.
    """
    if use.model.search(name + kind) or use.patterns["generic"].match(name) or use.foreign.match(name):
        return False
    regions = [*find_regions(lead)]
    if use.place_end(name, 0) or any(end == len(lead) for _, end, _ in regions):
        return True
    placed = use.patterns["takes_whole"].match(lead) or any(codes for _, _, codes in regions)
    shape = "unlisted_model" if placed else "unlisted"  # 推广|成都市|社区治理“曹家巷模式”
    return name not in use.section.words["common"] and any(
        use.patterns[each].fullmatch(name + kind) for each in ("unlisted", shape)
    )


def is_place(use: Words, name: str) -> bool:
    """Whether `name` is a place, or several, and nothing else: ``浙江省丽水市``, ``上海、浙江等地``."""
    places, rest = _places(use, name)
    return bool(places) and not rest


def models_of(use: Words, name: str, kind: str) -> tuple[str, ...]:
    """What a name before 经验 names: 浙江省数字化改革; 上海、浙江等地经验, one way of several; nothing where it is general."""
    printed = use.patterns["counted"].sub("", name)
    near = use.patterns["around"].match(printed)
    printed = printed[near.end() :] if near and use.place_end(printed, near.end()) else printed
    name = printed.removesuffix(use.of)
    of_it = name != printed
    if not name or use.patterns["generic"].match(name) or use.foreign.match(QUOTES.sub("", name)):
        return ()
    if use.model.search(name) or (not of_it and use.model.search(name + kind)):
        return ()  # 安吉|的|经验 is said of the place
    if name[0] in "“‘":
        if spot := use.patterns["spot"].fullmatch(name):
            return (spot["bare"] + kind,)
        quote = use.patterns["behind_quote"].match(name)
        name = name[quote.end() :] if quote and use.place_end(name, quote.end()) else name
    if name.count("“") > 1 and use.patterns["named_each"].fullmatch(name):
        return tuple(
            one["name"] for one in use.patterns["one_named"].finditer(name) if is_place(use, one["place"])
        )
    if several := _programmes(use, name):
        return several
    places, rest = _places(use, name)
    if len(places) == 1 and (more := _another(use, name, len(places[0]))):
        return models_of(use, name[:more], kind) + models_of(use, name[more + 1 :], kind)
    rest = use.patterns["and_so_on"].sub("", rest) or rest
    if places and name[-1] in use.joints:
        return (QUOTES.sub("", name) + kind,)
    if len(places) == 1 and use.patterns["quoted_each"].fullmatch(name, len(places[0])):
        own = (one[1] for one in use.patterns["each_quoted"].finditer(name))  # 贵州“村超”“村BA”
        return tuple(one if _alone(use, one) else one + kind for one in own)
    quoted = use.patterns["quoted"].search(name)
    bare = rest if places else name
    inner = name.partition("“")[2].partition("”")[0]
    said = bare.partition(quoted[1])[0] if quoted else bare.replace(inner, "")
    unnamed = use.patterns["unnamed"].search(said)
    known = quoted is not None and (
        quoted[1] in use.section.words["programmes"] or quoted[1] in use.registered
    )
    if quoted and (known or (places and not unnamed)):
        part = kind in use.section.words["part_of_the_name"] and (
            len(quoted[1]) < 3 or (name[-1] == "”" and kind in use.section.words["quoted_kind"])
        )  # “三变”|模式, “长者食堂”|模式
        return (quoted[1] if _alone(use, quoted[1]) and not part else quoted[1] + kind,)
    if unnamed or use.patterns["body"].match(rest) or rest.startswith(use.section.words["wherein"]):
        return ()
    if len(places) == 1 and name.startswith(places[0] + "“"):
        if name.count("”") < name.count("“"):
            return (inner + kind,)  # 北京“劲松|模式”
        part = kind in use.section.words["part_of_the_name"] and not _alone(use, inner)
        return (rest + kind if part else inner,)
    if len(places) > 1:  # 浙江、青岛已故人士金融账户查询服务试点经验: one way of several
        return (QUOTES.sub("", printed) + kind,)
    if len(places) == 1 and not rest and of_it:
        return (printed + kind,)  # 杭州的经验做法: as printed
    if places and of_it and kind in use.section.words["lesser"] and len(rest) > _WHOLE:
        return (named(use, places[0], rest, ""),)  # 温岭参与式预算|的|办法
    if places:
        return (named(use, places[0], rest, kind),)
    last = region_ending(name)
    return () if last is None else (name[last:] + kind[:2],)


def _programmes(use: Words, name: str) -> tuple[str, ...]:
    """The programmes that a name lists in quotation marks and nothing else: ``“浙里办”“粤省事”等``."""
    if name.count("“") < 2 or not use.patterns["quoted_each"].fullmatch(name):
        return ()
    own = tuple(one[1] for one in use.patterns["each_quoted"].finditer(name))
    return own if all(one in use.section.words["programmes"] or one in use.registered for one in own) else ()


def _another(use: Words, name: str, start: int) -> int | None:
    """Where behind `start` the way of another place is joined: ``深圳分类管理|与浙江数字化追溯``."""
    joints = (joint.start() for joint in use.patterns["and_another"].finditer(name, start + 2))
    return next((at for at in joints if use.place_end(name, at + 1) and _closed(name[:at])), None)


def _closed(text: str) -> bool:
    """Whether every quotation mark of `text` is closed."""
    return text.count("“") == text.count("”")


def _alone(use: Words, inner: str) -> bool:
    """Whether what is named in quotation marks stands without its kind: ``双法人``; figures and places do not: “滕头村”模式."""
    return _WORD.search(inner) is not None and use.place_end(inner, 0) != len(inner)


def praised(
    use: Words, text: str, at: tuple[int, int], kind: re.Match[str], high: int
) -> tuple[tuple[str, ...], int]:
    """The way of a place as it is printed with its praise, and its end: ``浙江先进经验``, ``苏州等地成功经验和做法``."""
    name = text[slice(*at)]
    places, rest = _places(use, name)
    if not places or use.model.search(name) or not use.patterns["praise"].fullmatch(rest):
        return (), kind.end()
    more = use.patterns["more_of_it"].match(text, kind.end(), high)
    end = more.end() if more else kind.end()
    quoted = use.patterns["quoted"].search(name)
    if quoted and name[0] in "“‘":
        return (quoted[1],), end  # “漳州110”先进经验
    bare = use.patterns["done_well"].sub("", rest)
    if len(places) == 1 and 3 < len(bare) < len(rest) and not use.patterns["somewhere"].match(bare):
        return (QUOTES.sub("", name[: name.find(rest)] + bare),), kind.end()  # 义乌建设商贸城的成功经验
    return (QUOTES.sub("", text[at[0] : end]),), end


def _places(use: Words, name: str) -> tuple[list[str], str]:
    """The places that a name begins with and what follows them: ``上海、浙江等地医改`` → 上海, 浙江; 医改."""
    bare = name.lstrip("“‘")  # a quotation mark inside ends the place: 曹县“淘宝村”
    places: list[str] = []
    start, end = 0, use.place_end(bare, 0)
    while end is not None:
        places.append(bare[start:end])
        more = use.place_end(bare, end + 1) if bare[end : end + 1] in use.joints else None
        if more is None:
            break
        start, end = end + 1, more
    if end is None or not places:
        return [], QUOTES.sub("", bare)
    others = use.patterns["others"].match(bare, end)
    return places, QUOTES.sub("", bare[others.end() if others else end :])


def named(use: Words, place: str, rest: str, kind: str) -> str:
    """The model's name as printed; 经验 stays where nothing but a place stands before it.

    A province in front of a place is not its name where all is short: 浙江|长兴河长制.
    """
    for _, end, codes in find_regions(place):
        if 1 < end < len(place) - 1 and codes and codes[0].endswith("0000") and use.place_end(place, end):
            if len(rest) > _SHORT:
                break
            ranked = place[:end].endswith(use.section.words["ranks"]) or codes[0].startswith(MUNICIPALITIES)
            place = place if ranked else place[end:]
            break
    if kind in use.section.words["part_of_the_name"]:
        return place + rest + kind
    bare = place + rest
    whole = (
        len(rest) > _WHOLE
        or bare in use.registered
        or (len(rest) > 1 and rest[-1] in use.section.words["systems"])
        or rest.endswith(tuple(use.section.words["bodies"]))
    )
    return bare if whole else bare + kind[:2]
