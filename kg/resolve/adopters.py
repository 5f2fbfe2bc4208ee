"""Who takes up a model: the region of an adoption, and no adoption where that is the model's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.model import NATION, Adoption
from kg.registry import Region, Registry
from kg.registry.regions import is_within


def adopted(
    adoptions: Sequence[Adoption],
    codes: Mapping[str | None, str | None],
    own: str | None,
    guess: str | None,
    text: str,
    registry: Registry,
) -> Iterator[Adoption]:
    """`adoptions` with the regions of their places; 三明市深化三明医改 says nothing of another place's model.

    `own` is the document's region as it says it; where it does not, `guess` is told by the places that the text names: that
    may be the model's own (推广浙江省“最多跑一次”改革经验, 三明经验在全省推广), and who takes it up is unknown then, as it is
    where the place is named only behind. One of a provision, model and stance is enough.
    """
    seen: set[tuple[str | None, ...]] = set()
    for adoption in adoptions:
        region = adoption.region or codes[adoption.place]
        row = registry.region(region)
        said = adoption.place is not None and region == NATION  # 国家住建部要求各地学习“金华经验”
        if row and own is None and not said and registry.regions.stem(row) not in (adoption.place or ""):
            stem = registry.regions.stem(row)
            theirs = stem in adoption.quote or (adoption.place is None and stem not in text[: adoption.start])
            if theirs or guess == registry.origins.get(adoption.model):
                region = row = None
        key = (adoption.provision, region, adoption.model, adoption.stance, adoption.via)
        if key not in seen and (row is None or not _own(row, adoption, registry)):
            seen.add(key)
            yield adoption._replace(region=region)


def _own(region: Region, adoption: Adoption, registry: Registry) -> bool:
    """Whether the model is the region's own: by the registry, or by the name in front of it (徐州市推广徐州经验)."""
    if region.code == registry.origins.get(adoption.model):
        return True
    names = [
        adoption.model[:-2],
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
