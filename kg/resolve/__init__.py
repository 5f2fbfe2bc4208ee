"""A name as written → who that is in this document's context.

Reads an extraction and the registry; yields the same extraction with `metadata.region`, the `name`, `region` and
`function` of each responsibility, and the `region` of each adoption and attribution filled in.
"""

from __future__ import annotations

from dataclasses import replace

from kg import lexicon
from kg.model import Extraction
from kg.registry import Registry
from kg.resolve.duties import named
from kg.resolve.places import Places, own_code


def resolve(found: Extraction, registry: Registry) -> Extraction:
    """`found` with every name resolved: 区卫生健康局 in a document of 440608 is 佛山市高明区卫生健康局, `health`."""
    words = lexicon.load()["names"]
    code = found.metadata.region or own_code(found.metadata, registry, words, found.document.text)
    places = Places(registry, words, code, found.metadata.date)
    spots = {a.place for a in found.attributions} | {a.place for a in found.adoptions}
    codes = {place: places.code_of(place) for place in spots}
    return replace(
        found,
        metadata=replace(found.metadata, region=code),
        responsibilities=named(found, registry, words, places, codes),
        adoptions=tuple(a._replace(region=a.region or codes[a.place]) for a in found.adoptions),
        attributions=tuple(a._replace(region=a.region or codes[a.place]) for a in found.attributions),
    )
