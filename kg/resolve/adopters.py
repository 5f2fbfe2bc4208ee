"""Who takes up a model: the region of an adoption, and no adoption where that is the model's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.model import Adoption
from kg.registry import Registry


def adopted(
    adoptions: Sequence[Adoption],
    codes: Mapping[str | None, str | None],
    own: str | None,
    registry: Registry,
) -> Iterator[Adoption]:
    """`adoptions` with the regions of their places; 三明市深化三明医改 says nothing of another place's model.

    `own` is the document's region as it says it; where it does not, a place that the text names is not that of the model.
    """
    if not adoptions:
        return
    origins = registry.origins
    for adoption in adoptions:
        region = adoption.region or codes[adoption.place]
        guessed = registry.region(region) if adoption.place is None and own is None else None
        if guessed and registry.regions.stem(guessed) in adoption.quote:  # 推广浙江省“最多跑一次”改革经验
            region = None
        if region is None or region != origins.get(adoption.model):
            yield adoption._replace(region=region)
