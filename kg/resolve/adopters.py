"""Who takes up a model: the region of an adoption, and no adoption where that is the model's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from kg import lexicon
from kg.fold import fold
from kg.lexicon.names import find_regions
from kg.model import NATION, Adoption, Extraction
from kg.registry import Region, Registry
from kg.registry.regions import COUNTY, MUNICIPALITIES, is_within
from kg.resolve.places import Places

SHORT = 400  # characters: of a passage, not of an article that speaks of many places
_LONG_AGO = "2005"  # codes of regions that ended before are hardly in use
_PROVINCE = "0000"
_BLANK = "\n"  # in the place of what is not to be read


def about(found: Extraction, places: Places) -> str | None:
    """The region that a short passage speaks of, those of its models left out: ``乌鲁木齐、伊宁、喀什等城市`` → 650000.

    Where one place lies in all the others it is that one, else the one that holds all; of several places in one province
    the province. None where they lie apart, or one is only mentioned in passing.
    """
    if len(found.document.text) > SHORT:
        return None
    text, theirs = without_models(found), origins(found, places.registry)
    whole = tuple(one[:2] for one in theirs if one.endswith(_PROVINCE))  # 义乌 of a model of all 浙江
    for model in found.adoptions:
        quote = fold(model.quote)
        if not model.place or model.place not in quote:
            theirs |= set(named_in(quote, places))
    named = {code for code in named_in(text, places) if not code.startswith(whole)}
    codes = {code for code in named if not any(_is_of(code, one) for one in theirs)}
    codes = codes or _by_short_name(text, places)
    if len(codes) == 1 and not _firmly(text, min(model.start for model in found.adoptions), places):
        return None
    return _one_of(sorted(codes, key=lambda code: (code.count("0"), code)))


def takes_up(found: Extraction, places: Places) -> str | None:
    """The one region that a passage names as taking a model up: ``酒泉市以推广三明医改经验为抓手，…（牵头单位：市医保局）``."""
    if len(found.document.text) > SHORT or not found.responsibilities:
        return None
    codes = {adoption.region or places.code_of(adoption.place) for adoption in found.adoptions}
    code = next(iter(codes)) if len(codes) == 1 else None
    return code if code not in (None, NATION) and code not in origins(found, places.registry) else None


def without_models(found: Extraction) -> str:
    """The folded beginning of a text, the passages that take models up left blank."""
    text = fold(found.document.text[:SHORT])
    for model in found.adoptions:
        text = text[: model.start] + _BLANK * (model.end - model.start) + text[model.end :]
    return text


def origins(found: Extraction, registry: Registry) -> set[str]:
    """Where the models come from that a document takes up, as far as the registry has them."""
    return {origin for model in found.adoptions if (origin := registry.origins.get(model.model))}


def _one_of(codes: list[str]) -> str | None:
    """Of codes from the narrowest to the widest the one that lies in all or holds all, else the city or the province of all."""
    for code in codes[:1] + codes[-1:]:
        if all(is_within(code, other) for other in codes) or all(is_within(other, code) for other in codes):
            return code
    for size in (4, 2):
        heads = {code[:size] for code in codes}
        if len(heads) == 1 and not heads & {*MUNICIPALITIES}:
            return min(heads).ljust(6, "0")
    return None


def _is_of(code: str, model: str) -> bool:
    """Whether a place is the model's or has it in it: 安徽 of 天长, 浦东 of 上海."""
    return is_within(model, code) or (is_within(code, model) and code.startswith(MUNICIPALITIES))


def _by_short_name(text: str, places: Places) -> set[str]:
    """The county of 我县 where it is called by its short name, the first: ``发挥我县优势，…为浠水作出贡献`` → 421125."""
    words = places.words.words
    if not any(word in text for word in words["own_places"] if word.endswith(words["county"])):
        return set()
    short = places.registry.regions.by_stem.keys() - set(lexicon.load()["adoptions"].words["no_places"])
    stems = {text[at : at + 2] for at in range(len(text))} & short
    found = {stem: place for stem in stems if (place := places.nearest(stem)) and place.level == COUNTY}
    return {found[min(found, key=text.find)].code} if found else set()


def named_in(text: str, places: Places) -> Iterator[str]:
    """The codes of the places in folded `text`, one with what it lies in; 县农业农村局会同县财政局 speaks of no 会同县."""
    together, last, head = places.words.words["together"], 0, 0
    for start, end, codes in find_regions(text):
        partner = text.startswith(together, start) and last != start > 0
        head = head if last == start > 0 else start
        last = end
        if (
            codes
            and not partner
            and (code := places.code_of(text[head:end]) or places.code_of(text[start:end]))
        ):
            yield code


def _firmly(text: str, first: int, places: Places) -> bool:
    """Whether a place is named in front of `first`, or with its kind: 泰安市公安局, not 建成玉树电网 behind a clause of all.

    Also one whose level is spoken of (``省委…会议明确，…，四川日报…``), or for whom it is (``为湖北高质量发展``).
    """
    full, patterns = places.registry.regions.by_name, lexicon.load()["adoptions"].patterns
    named = [(start, text[start:end], codes) for start, end, codes in find_regions(text) if codes]
    if not named or any(start < first or name in full for start, name, _ in named):
        return True
    if any(patterns["for_whom"].search(text[:start]) for start, _, _ in named):
        return True
    levels = {own["level"] or own["all"] for own in patterns["of_own"].finditer(text, 0, first)}
    regions = [places.registry.region(codes[0]) for _, _, codes in named]
    return any(region is not None and region.name.endswith(tuple(levels)) for region in regions)


def adopted(
    adoptions: Sequence[Adoption],
    codes: Mapping[str | None, str | None],
    own: str | None,
    guess: str | None,
    registry: Registry,
    *,
    dated: bool,
) -> Iterator[Adoption]:
    """`adoptions` with the regions of their places; 三明市深化三明医改 says nothing of another place's model.

    `own` is the document's region as it says it; where it does not, `guess` is told by the places that the text names: that
    may be the model's own (推广浙江省“最多跑一次”改革经验, 三明经验在全省推广), and who takes it up is unknown then. One of a
    provision, model and stance is enough. Of a document that is not `dated` a county of long ago has its code of today: 寿光县 → 370783.
    """
    seen: set[tuple[str | None, ...]] = set()
    for adoption in adoptions:
        whole = _whole_of(adoption, registry) if own is None else None
        region = whole or adoption.region or codes[adoption.place]
        row = registry.region(region)
        if (
            row
            and not dated
            and (row.valid_to or _LONG_AGO) < _LONG_AGO
            and (now := registry.regions.today(row))
        ):
            region, row = now.code, now
        said = whole or (adoption.place is not None and region == NATION)  # 国家住建部要求各地学习“金华经验”
        if row and own is None and not said and registry.regions.stem(row) not in (adoption.place or ""):
            stem = registry.regions.stem(row)
            theirs = stem in adoption.quote
            if theirs or guess == registry.origins.get(adoption.model):
                region = row = None
        key = (adoption.provision, region, adoption.model, adoption.stance, adoption.via)
        if key not in seen and (row is None or not _own(row, adoption, registry)):
            seen.add(key)
            yield adoption._replace(region=region)


def _whole_of(adoption: Adoption, registry: Registry) -> str | None:
    """Whose 全省 is spoken of where a part of it is named with it: ``河北省巨鹿县“医养一体”模式在全省推广`` → 130000."""
    level = lexicon.load()["adoptions"].patterns["whole_level"].fullmatch(adoption.place or "")
    named = [*find_regions(fold(adoption.quote))] if level else []
    for (_, end, codes), (start, _, inner) in pairwise(named):
        row = registry.region(codes[0] if codes else None)
        if row and level and end == start and row.name.endswith(level["level"]) and inner:
            return row.code if any(is_within(code, row.code) for code in inner) else None
    return None


def _own(region: Region, adoption: Adoption, registry: Registry) -> bool:
    """Whether the model is the region's own: by the registry, or by the name in front of it (徐州市推广徐州经验)."""
    if region.code == registry.origins.get(adoption.model):
        return True
    if region.code == NATION:  # all places are the nation's: 各地要学习天长市医改经验
        return False
    names = [
        adoption.model[:-2],
        adoption.model.partition("、")[0],
        *(adoption.model[:end] for end in (2, 3, 4) if len(adoption.model) < end + 6),
    ]
    places = [place for name in names for place in registry.regions.by_name.get(name, ())]  # 萧山区好做法
    quoted = f"“{adoption.model}”" in adoption.quote
    if not quoted and any(is_within(place.code, region.code) for place in places):
        return True  # 总结推广余杭区经验
    for name in (region.name, registry.regions.stem(region)):
        if name + "“" in adoption.quote and adoption.quote.split(name + "“")[1].startswith(adoption.model):
            return True
        if adoption.model.startswith(name):
            return not _within(adoption.model[len(name) :], registry)
    return False


def _within(rest: str, registry: Registry) -> bool:
    """Whether the name goes on with a place of the region: 浙江安吉实践."""
    heads = [rest[:length] for length in (2, 3, 4)]
    return any(head in registry.regions.by_stem or head in registry.regions.by_name for head in heads)
