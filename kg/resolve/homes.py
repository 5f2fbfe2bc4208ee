"""Whose a document is that no issuer, title or number says: the place that it names all along, or that its agencies are of.

Reads an extraction; yields the code of a region, or None where it cannot be told.
"""

from __future__ import annotations

from collections import Counter

from kg.fold import fold
from kg.lexicon import Section, spans
from kg.lexicon.names import find_regions
from kg.model import CORPS, NATION, Extraction, Metadata
from kg.registry import Registry
from kg.registry.regions import is_within
from kg.resolve.adopters import named_in, origins, without_models
from kg.resolve.places import Places, explained, numbered, own_code

_OFTEN = 3  # times that a text names the place that it is about
_TWICE = 2


def home(found: Extraction, registry: Registry, words: Section) -> str | None:
    """The region of the issuers; of a document without any, of its title, of its number, or that its text is about."""
    head, text = found.metadata, found.document.text
    if code := own_code(head, registry, words, text):
        return code
    if any(one.startswith(words.words["each_province"]) for one in head.addressees):
        return NATION
    code = _told_apart(numbered(head.number, registry, words), head, registry, words)
    labelled = any(provision.label for provision in found.provisions[:1])
    if code is None or labelled:
        places = Places(registry, words, None, None, found.folded or fold(text))
    if code is None and (fitted := _fitted_to(places)):
        return fitted
    if labelled:
        told = _at_level(found, places)
        if told and (code is None or is_within(told, code)):
            return told
        if not (head.title or head.number or head.issuers):
            return _all_along(found, places)
    return (
        code
        or explained(head, Places(registry, words, None, head.date, text))
        or _titled(head, registry, words)
    )


def _titled(head: Metadata, registry: Registry, words: Section) -> str | None:
    """The one place that the title of a document without an issuer names: ``关于加强清远市农贸市场管理的通知`` → 441800.

    Whom it answers, or whose model it takes up, is another one: ``关于同意乙县…的批复``, ``关于学习三明市医改经验的通知``.
    """
    title = fold(head.title or "")
    if head.issuers or not title or words.patterns["of_others"].search(title):
        return None
    places = Places(registry, words, None, head.date, title)
    named = [(title[a:b], title[b:]) for a, b, codes in find_regions(title) if codes]
    if any(behind.startswith(words.words["model_tails"]) for _, behind in named):
        return None
    regions = [registry.region(places.code_of(name)) for name, _ in named]
    codes = {one.code for one, (name, _) in zip(regions, named, strict=True) if one and one.name == name}
    narrow = max(codes, key=lambda code: (-code.count("0"), code), default="")
    return narrow if narrow and all(is_within(narrow, code) for code in codes) else None


def _told_apart(code: str | None, head: Metadata, registry: Registry, words: Section) -> str | None:
    """A number's province, or the city of the same sign that heads the title: ``宁新区管规字…``, 《南京江北新区…措施》 → 320100.

    Others are whose text it passes on, or whose model it takes up: ``皖政办…``, 《三明医改经验推广方案》 → 340000.
    """
    title, sign = fold(head.title or ""), fold(head.number or "")[:1]
    if code is None:
        return None
    places = Places(registry, words, None, head.date)
    for at in [0, *(hit.end() for hit in words.patterns["title_own"].finditer(title))]:
        place, _ = places.short_head(title[at:])
        if place is None or is_within(place.code, code) or title.startswith(words.words["own_places"], at):
            continue  # 全州, which is no 全州县
        shared = sign in place.name or registry.grammar.cities.get(sign) == place.code
        if shared and not places.is_model(title[at:]):
            return place.code
    return code


def _fitted_to(places: Places) -> str | None:
    """The region that a document says it is fitted to: ``结合抚州实际，提出十条措施`` → 361000."""
    fitted_to = places.words.patterns["fitted_to"].match
    for start, _ in spans(places.text, places.words.words["fits"]):
        said = fitted_to(places.text, start)
        place = said["place"] if said else ""
        if said and (places.head(place)[1] == len(place) or place in places.registry.regions.by_stem):
            return places.code_of(place)
    return None


def _at_level(found: Extraction, places: Places) -> str | None:
    """The region of the level that issuers and agencies have (市财政局, 我市) where the text names one such before all others: 广州."""
    patterns = places.words.patterns
    said = Counter(level["kind"] for level in map(patterns["level"].match, _agencies(found)) if level)
    said.update(our["kind"] for our in patterns["our_place"].finditer(places.text))
    for issuer in found.metadata.issuers:  # 市委农办, of whichever city
        if level := patterns["level"].match(fold(issuer)):
            said[level["kind"]] += _TWICE
    kind, times = said.most_common(1)[0] if said else ("", 0)
    if times < _TWICE:
        return None
    often = Counter[str]()
    for start, end, codes in find_regions(places.text):
        region = places.registry.region(places.code_of(places.text[start:end])) if codes else None
        if region and region.name.endswith(kind):
            often[region.code] += 1
    (code, first), (_, second) = [*often.most_common(_TWICE), ("", 0), ("", 0)][:_TWICE]
    once = first < _TWICE and code in origins(found, places.registry)  # 三明市, whose model it takes up
    return code if first >= _TWICE * second and not once else None


def _agencies(found: Extraction) -> list[str]:
    return [fold(duty.agency) for duty in found.responsibilities]


def _all_along(found: Extraction, places: Places) -> str | None:
    """The region of a headless document that speaks of one place only, and often: 青海, 青海省, 全省."""
    text = found.folded or fold(found.document.text)
    models = places.words.words["model_tails"]  # 三明医改, which others take up
    named = ((start, end) for start, end, codes in find_regions(text) if codes)
    spoken = (places.code_of(text[a:b]) for a, b in named if not text.startswith(models, b))
    often = Counter(code for code in spoken if code)
    code, times = max(often.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    alone = all(is_within(code, other) or is_within(other, code) for other in often)
    return code if times >= _OFTEN and alone else None


def spoken(found: Extraction, places: Places) -> str | None:
    """The region of a text that does not say whose it is, where all its agencies are of one: 四川省教育考试院, 公安机关."""
    heads = (places.head(places.bare(agency))[0] for agency in _agencies(found))
    codes = {region.code for region in heads if region} or _places_of(found, places)
    if codes == {CORPS} and (any(map(places.is_national, _agencies(found))) or _to_provinces(found, places)):
        return NATION  # 各省、自治区、直辖市人民政府和|新疆生产建设兵团
    if not codes and (_of_nation(_agencies(found), places) or _to_all(found, places)):
        return NATION
    if not _one_of(codes):
        codes |= _places_of(found, places)  # 黔东南州…由州文化局牵头，凯里市、雷山县人民政府承担
    return _one_of(codes) or _above(codes, found, places)


def _above(codes: set[str], found: Extraction, places: Places) -> str | None:
    """The city that all these are parts of, where agencies are of its level: ``市财政局会同浦东新区、奉贤区`` → 310000."""
    regions = [places.registry.region(code) for code in codes]
    parents = {region.parent for region in regions if region}
    above = places.registry.region(min(parents, key=str)) if len(parents) == 1 else None
    levels = [places.words.patterns["level"].match(name) for name in _agencies(found)]
    kinds = {level["kind"] for level in levels if level}
    return above.code if above and above.name[-1:] in kinds else None


def _one_of(codes: set[str]) -> str | None:
    """The region that all of these lie in, where it is one of them."""
    widest = min(codes, key=lambda code: (-code.count("0"), code), default=None)
    return widest if widest and all(is_within(code, widest) for code in codes) else None


def _places_of(found: Extraction, places: Places) -> set[str]:
    """The regions that a short text without an issuer names, whose models it takes up left out: 北京市平谷区成立专班 → 110117."""
    theirs = origins(found, places.registry)
    named = named_in(without_models(found), places)
    codes = {code for code in named if not any(is_within(one, code) for one in theirs)}
    narrow = min(codes, key=lambda code: (code.count("0"), code), default="")
    return {narrow} if narrow and all(is_within(narrow, code) for code in codes) else codes


def _to_all(found: Extraction, places: Places) -> bool:
    """Whether a text speaks to the governments of all places: ``各省（区、市）人民政府要…``, ``县级以上地方人民政府应当…``."""
    return places.words.patterns["to_all"].search(found.folded or fold(found.document.text)) is not None


def _to_provinces(found: Extraction, places: Places) -> bool:
    """Whether a text names the provinces together: ``各省、自治区、直辖市、新疆生产建设兵团林业主管部门``."""
    text = found.folded or fold(found.document.text)
    return any(word in text for word in places.words.words["each_province"])


def _of_nation(names: list[str], places: Places) -> bool:
    """国家铁路局, 财政部 and those in every province, and nobody else."""
    national = [name for name in names if places.is_national(name)]
    each = places.words.words["each"][0]
    levels, others = places.words.patterns["one_level"], places.words.patterns["standalone"]
    return bool(national) and all(
        name in national or each in name or levels.match(name) or others.match(name) for name in names
    )
