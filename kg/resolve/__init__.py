"""A name as written → who that is in this document's context.

Reads an extraction and the registry; yields the same extraction with `metadata.region`, the `name`, `region` and
`function` of each responsibility, and the `region` of each adoption and attribution filled in.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg import lexicon
from kg.fold import fold
from kg.model import Attribution, Extraction, Metadata
from kg.registry import Registry
from kg.resolve.adopters import about, adopted
from kg.resolve.duties import named
from kg.resolve.homes import home, spoken
from kg.resolve.places import Places

_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19[89]|20[012])\d)(?=[〕\]年—~-])")


def resolve(found: Extraction, registry: Registry) -> Extraction:
    """`found` with every name resolved: 区卫生健康局 in a document of 440608 is 佛山市高明区卫生健康局, `health`."""
    words = lexicon.load()["names"]
    code = found.metadata.region or home(found, registry, words)
    places = Places(registry, words, code, found.metadata.date or _day(found.metadata))
    if code is None and not found.attributions:
        places = replace(places, code=spoken(found, places), guessed=True)
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


def _day(head: Metadata) -> str | None:
    """The middle of the year that a number or title without a date tells: 冀政办字〔2013〕5号, 2013年工作要点 → 2013-06-30."""
    year = _YEAR.search(head.number or "") or _YEAR.search(fold(head.title or ""))
    return f"{year['year']}-06-30" if year else None
