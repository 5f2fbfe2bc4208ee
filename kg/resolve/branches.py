"""Branches of a bureau: 医疗保障分局 in 高明区 → 佛山市医疗保障局高明分局."""

from __future__ import annotations

from collections.abc import Iterator

from kg.registry import Form, Region
from kg.registry.regions import COUNTY
from kg.resolve.forms import Forms
from kg.resolve.readings import Named


def branch(forms: Forms, rest: str, region: Region) -> Named | None:
    """医疗保障分局 in 高明区 → 佛山市医疗保障局高明分局; 公安局高明分局, 高明公安分局 too."""
    branches = forms.words.words["branch"]
    if not rest.endswith(branches):
        return None
    end = next(end for end in branches if rest.endswith(end))
    twice = rest[:2] + end  # 公安局|城东|公安分局
    end = twice if rest.endswith(twice) and rest != twice else end
    for body, area in _splits(rest.removesuffix(end), forms.words.words["area_kinds"]):
        bureau = _bureau(forms, body, region, end)
        served = _served(forms, area, region, end) if bureau else None
        if bureau and served:
            above = forms.registry.regions.above(served, forms.places.date)
            city = above[1] if len(above) > 1 else served
            stem = area or forms.registry.regions.stem(served)
            return Named(forms.written(bureau, city) + stem + end, served.code, bureau.body.function)
    return _unlisted(forms, rest, region) if end == branches[0] else None


def _unlisted(forms: Forms, rest: str, region: Region) -> Named | None:
    """A branch of a bureau that the registry has not, behind the place it serves: 水文水资源局大理分局."""
    core = rest.removesuffix(forms.words.words["branch"][0])
    for length in (4, 3, 2):
        bureau, stem = core[:-length], core[-length:]
        served = (
            forms.places.nearest(stem, region.code) if bureau.endswith(forms.words.words["bureau"]) else None
        )
        if served and forms.registry.regions.stem(served) == stem:
            return Named(forms.prefix(region) + rest, served.code, forms.of(rest))
    return None


def below(forms: Forms, rest: str, region: Region) -> Named | None:
    """A city's bureau that is named after the county it serves: 汉源生态环境局 of 雅安市."""
    place = forms.places.below(rest, region) if rest.endswith(forms.words.words["bureau"]) else None
    if place is None or place.level != COUNTY:
        return None
    bureau = forms.form(rest.removeprefix(forms.registry.regions.stem(place)), region)
    return Named(forms.prefix(region) + rest, place.code, bureau.body.function) if bureau else None


def _bureau(forms: Forms, body: str, region: Region, end: str) -> Form | None:
    bureau = forms.words.words["bureau"][0]
    if end != forms.words.words["branch"][0] and not body.endswith(forms.words.words["bureau"]):
        return None
    return forms.form(body, region) or forms.form(body.removesuffix(bureau) + bureau, region)


def _served(forms: Forms, area: str, region: Region, end: str) -> Region | None:
    """The county-level area that a branch serves: the one it names, else the document's own."""
    if area:
        return forms.places.nearest(area, region.code) or (region if region.name.startswith(area) else None)
    return region if region.level == COUNTY and end == forms.words.words["branch"][0] else None


def _splits(core: str, kinds: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """A branch without 分局 as body and area: 医疗保障, 公安局高明, 高明公安, 公安高明."""
    yield core, ""
    for length in (2, 3, 4):
        if len(core) > length + 1:
            yield core[:-length], core[-length:]
            yield core[length:], core[:length]
    if core.endswith(kinds):  # 盟生态环境局|锡林浩特市|分局
        yield from ((core[:-length], core[-length:]) for length in range(5, min(12, len(core) - 1)))
