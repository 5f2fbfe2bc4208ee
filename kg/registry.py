"""What exists in the world: regions with their history, bodies with their abbreviations, functions and periods, models."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True)
class Registry:
    """Not written yet."""


@cache
def load() -> Registry:
    """The registry of `ontology/`."""
    return Registry()
