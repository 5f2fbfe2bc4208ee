"""A name as written → who that is in this document's context.

Reads an extraction and the registry; yields the same extraction with `metadata.region`, the `name`, `region` and
`function` of each responsibility, and the `region` of each adoption and attribution filled in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg import lexicon
from kg.fold import fold
from kg.lexicon import Section
from kg.model import Attribution, Extraction, Metadata, Responsibility
from kg.registry import Registry
from kg.registry.regions import is_within
from kg.resolve.adopters import about, adopted, takes_up
from kg.resolve.duties import named
from kg.resolve.homes import home, spoken
from kg.resolve.places import Places

_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19[89]|20[012])\d)(?=[〕\]年—~-])")


def resolve(found: Extraction, registry: Registry) -> Extraction:
    """`found` with every name resolved: 区卫生健康局 in a document of 440608 is 佛山市高明区卫生健康局, `health`."""
    return resolve_all((found,), registry)[0]


def resolve_all(found: Sequence[Extraction], registry: Registry) -> list[Extraction]:
    """The same of each of several; each step goes through all before the next begins, as its code stays in the cache."""
    words = lexicon.load()["names"]
    homes = [one.metadata.region or home(one, registry, words) for one in found]
    places = [_places(one, code, registry, words) for one, code in zip(found, homes, strict=True)]
    stood = list(zip(found, places, strict=True))
    codes = [
        {place: own.code_of(place) for place in {a.place for a in one.attributions}} for one, own in stood
    ]
    duties = named(list(zip(found, places, codes, strict=True)), registry, words)
    rows = zip(found, homes, places, codes, duties, strict=True)
    return [_resolved(*row, registry) for row in rows]


def _places(found: Extraction, code: str | None, registry: Registry, words: Section) -> Places:
    """The places of a document of the region `code`, or else of where it speaks of."""
    places = Places(registry, words, code, found.metadata.date or _day(found.metadata) or _due(found))
    if code is None and (taker := takes_up(found, places)):
        narrow = spoken(found, places)  # 河北省…的通知, of which the passage says what 石家庄市 is to do
        inside = narrow is not None and is_within(narrow, taker)
        return replace(places, code=narrow if inside else taker, guessed=True)
    if code is None and not found.attributions:
        return replace(places, code=spoken(found, places), guessed=True)
    return places


def _resolved(
    found: Extraction,
    code: str | None,
    places: Places,
    codes: Mapping[str | None, str | None],
    duties: tuple[Responsibility, ...],
    registry: Registry,
) -> Extraction:
    """`found` of the region `code` with what its names have been resolved to, and its adoptions resolved."""
    adopting = places
    if found.adoptions and code is None:
        adopting = replace(places, code=about(found, places), guessed=True)
    taken = {place: adopting.code_of(place) for place in {a.place for a in found.adoptions}}
    return replace(
        found,
        metadata=found.metadata if found.metadata.region == code else replace(found.metadata, region=code),
        responsibilities=duties,
        adoptions=tuple(
            adopted(
                found.adoptions, taken, code, adopting.code, registry, dated=found.metadata.date is not None
            )
        ),
        attributions=tuple(
            [
                tuple.__new__(Attribution, (provision, year, mode, rule, place, region or codes[place]))
                for provision, year, mode, rule, place, region in found.attributions
            ]
        ),
    )


def _due(found: Extraction) -> str | None:
    """The middle of the first year by which anything is to be done: nothing is written after it."""
    times = [*(row.deadline for row in found.deadlines), *(row.deadline for row in found.targets)]
    years = [time[:4] for time in times if time]
    return f"{min(years)}-06-30" if years else None


def _day(head: Metadata) -> str | None:
    """The middle of the year that a number or title without a date tells: 冀政办字〔2013〕5号, 2013年工作要点 → 2013-06-30."""
    year = _YEAR.search(head.number or "") or _YEAR.search(fold(head.title or ""))
    return f"{year['year']}-06-30" if year else None
