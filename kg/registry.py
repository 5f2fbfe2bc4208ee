"""What exists in the world: regions with their history, bodies with their abbreviations, functions and periods, models."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Region:
    """An administrative division in one period: 500110 was 万盛区 until 2011-10, then 綦江区."""

    code: str
    name: str
    parent: str | None  # code of the region above; None for 全国
    valid_from: str  # YYYY-MM
    valid_to: str | None = None  # first month in which it was no more
    succeeded_by: tuple[str, ...] = ()  # ids of regions

    @property
    def id(self) -> str:
        """What its IRI ends with: ``500110-綦江区``."""
        return f"{self.code}-{self.name}"


@dataclass(frozen=True, slots=True)
class Body:
    """A kind of body with its period: `health-2018` is 卫生健康委员会, 卫生健康局, 国家卫生健康委员会 …"""

    id: str
    names: tuple[str, ...]  # full names without region: 卫生健康委员会
    function: str
    valid_from: str | None = None  # YYYY-MM
    valid_to: str | None = None
    succeeded_by: tuple[str, ...] = ()  # body ids; the change event's date is the successor's valid_from


@dataclass(frozen=True, slots=True)
class Model:
    """A policy model that other places take up: 三明医改, of 350400."""

    id: str
    name: str
    origin: str  # region code
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Registry:
    """Regions, bodies and models. Data not written yet."""

    regions: tuple[Region, ...] = ()
    bodies: tuple[Body, ...] = ()
    models: tuple[Model, ...] = ()

    def region(self, code: str, on: str | None = None) -> Region | None:
        """The region that had `code` on a date, or the latest one."""
        return None

    def body_of(self, name: str, region: str | None, date: str | None = None) -> str | None:
        """Body id of an agency's full `name` in `region`, or None where the table has none: 佛山市高明区卫生健康局 → health-2018."""
        return None


@cache
def load() -> Registry:
    """The registry of `ontology/`."""
    return Registry()
