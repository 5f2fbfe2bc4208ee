"""A name as written → who that is in this document's context.

Reads an extraction and the registry; yields the same extraction with `metadata.region`, the `name`, `region` and
`function` of each responsibility, and the `region` of each adoption and attribution filled in.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from kg import lexicon
from kg.fold import fold
from kg.lexicon.names import find_regions
from kg.model import NATION, Attribution, Extraction
from kg.registry import Registry
from kg.registry.regions import is_within
from kg.resolve.adopters import about, adopted, named_in, origins, without_models
from kg.resolve.duties import named
from kg.resolve.places import Places, own_code

_OFTEN = 3  # times that a text names the place that it is about


def resolve(found: Extraction, registry: Registry) -> Extraction:
    """`found` with every name resolved: 区卫生健康局 in a document of 440608 is 佛山市高明区卫生健康局, `health`."""
    words = lexicon.load()["names"]
    code = found.metadata.region or own_code(found.metadata, registry, words, found.document.text)
    if code is None and _is_headless(found):
        code = _all_along(found, Places(registry, words, None, None))
    places = Places(registry, words, code, found.metadata.date)
    if code is None and not found.attributions:
        places = replace(places, code=_spoken(found, places), guessed=True)
    codes = {place: places.code_of(place) for place in {a.place for a in found.attributions}}
    adopting = places
    if found.adoptions and code is None:
        adopting = replace(places, code=about(found, places), guessed=True)
    taken = {place: adopting.code_of(place) for place in {a.place for a in found.adoptions}}
    return replace(
        found,
        metadata=found.metadata if found.metadata.region == code else replace(found.metadata, region=code),
        responsibilities=named(found, registry, words, places, codes),
        adoptions=tuple(adopted(found.adoptions, taken, code, adopting.code, registry)),
        attributions=tuple(
            [
                tuple.__new__(Attribution, (provision, year, mode, rule, place, region or codes[place]))
                for provision, year, mode, rule, place, region in found.attributions
            ]
        ),
    )


def _is_headless(found: Extraction) -> bool:
    """Whether a document with an outline is printed without its head: no title, number or issuer."""
    head = found.metadata
    outlined = any(provision.label for provision in found.provisions[:1])
    return outlined and not (head.title or head.number or head.issuers)


def _all_along(found: Extraction, places: Places) -> str | None:
    """The region of a headless document that speaks of one place only, and often: 青海, 青海省, 全省."""
    text = fold(found.document.text)
    models = places.words.words["model_tails"]  # 三明医改, which others take up
    named = ((start, end) for start, end, codes in find_regions(text) if codes)
    spoken = (places.code_of(text[a:b]) for a, b in named if not text.startswith(models, b))
    often = Counter(code for code in spoken if code)
    code, times = max(often.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    alone = all(is_within(code, other) or is_within(other, code) for other in often)
    return code if times >= _OFTEN and alone else None


def _spoken(found: Extraction, places: Places) -> str | None:
    """The region of a text that does not say whose it is, where all its agencies are of one: 四川省教育考试院, 公安机关."""
    heads = (places.head(places.bare(fold(duty.agency)))[0] for duty in found.responsibilities)
    codes = {region.code for region in heads if region} or _places_of(found, places)
    if not codes and _of_nation([fold(duty.agency) for duty in found.responsibilities], places):
        return NATION
    if not _one_of(codes):
        codes |= _places_of(found, places)  # 黔东南州…由州文化局牵头，凯里市、雷山县人民政府承担
    return _one_of(codes)


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


def _of_nation(names: list[str], places: Places) -> bool:
    """国家铁路局, 财政部 and those in every province, and nobody else."""
    national = [name for name in names if places.is_national(name)]
    each = places.words.words["each"][0]
    levels, others = places.words.patterns["one_level"], places.words.patterns["standalone"]
    return bool(national) and all(
        name in national or each in name or levels.match(name) or others.match(name) for name in names
    )
