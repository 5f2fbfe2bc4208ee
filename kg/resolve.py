"""A name as written → who that is in this document's context."""

from __future__ import annotations

from kg.model import Extraction
from kg.registry import Registry


def resolve(found: Extraction, registry: Registry) -> Extraction:
    """Not written yet: metadata.region, responsibilities' name, region, function, adoptions' and attributions' region."""
    return found
