"""What the names of those who issue a document tell of all others in it: their zone or town, what stands in front of theirs.

Reads issuers as signed, ``湖州市安吉县人民政府``; yields plain strings.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.registry.regions import COUNTY
from kg.resolve.places import Places


def area(issuers: Sequence[str], places: Places) -> str:
    """The zone or new area that issues a document (苏州工业园区), or the town: no administrative division of the registry."""
    bare, patterns = [places.bare(name) for name in issuers], places.words.patterns
    if division := next(filter(None, map(patterns["division"].match, bare)), None):
        return places.registry.regions.whole_area(division["area"])
    for hit in filter(None, map(patterns["area"].match, bare[:1])):  # 黄埔区人民政府 with its zone is none
        if places.head(hit.string)[1] < hit.end("area"):
            return hit["area"]
    town = next(filter(None, map(patterns["town_issuer"].match, bare)), None)
    return _town(town["area"], places) if town else ""


def _town(name: str, places: Places) -> str:
    """A town with the region that it names or else the document's own in front: 奉贤区柘林镇 → 上海市奉贤区柘林镇."""
    head, said = places.head(name)
    region = head or places.own
    above = places.registry.regions.full_name(region, places.date) if region else ""
    return above + name[said:].replace(places.words.words["above_town"][0], "")


def prefixes(issuers: Sequence[str], places: Places) -> dict[str, str]:
    """What issuers print in front of their own bodies: 湖州市安吉县人民政府 → {330523: 湖州市安吉县}."""
    out: dict[str, str] = {}
    for issuer in issuers:
        name = places.bare(issuer)
        region, length = places.head(name)
        if region and region.level == COUNTY and length > len(places.registry.regions.full_name(region)):
            above = places.registry.regions.above(region, places.date)
            out[region.code] = name[name.index(above[1].name) if above[1].name in name else 0 : length]
    return out
