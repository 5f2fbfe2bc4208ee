"""Across documents: which document a citation means, who is related to whom, and one description of whom they all name.

``join(descriptions, again)`` is the last step of a build: it settles IRIs that two texts would share, and gives every
document's quads with ``graph/registry`` and ``graph/derived``. Both are rebuilt as a whole; no triple stands in two graphs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg import lexicon as words
from kg import registry as registries
from kg.link.agencies import described
from kg.link.derived import derived
from kg.link.settling import Settled, settle
from kg.link.world import registry_graph
from kg.namespaces import Names
from kg.rdf import Description
from kg.rdf.record import Record
from kg.registry import Registry

__all__ = ["Joined", "Settled", "join", "settle"]


@dataclass(frozen=True, slots=True)
class Joined:
    """A whole graph: documents by IRI, the two graphs over all of them, and what had to be settled."""

    descriptions: tuple[Description, ...]
    registry: str
    derived: str
    settled: Settled
    resolution: Mapping[str, int]  # how many citations are resolved, stub, ambiguous

    def quads(self) -> Iterator[str]:
        """N-Quads text, graph after graph."""
        yield self.registry
        yield from (description.quads for description in self.descriptions)
        yield self.derived

    @property
    def records(self) -> tuple[Record, ...]:
        """What is known of each document, by IRI."""
        return tuple(description.record for description in self.descriptions)


def join(
    descriptions: Iterable[Description],
    again: Callable[[str, str], Description],
    registry: Registry | None = None,
    names: Names | None = None,
) -> Joined:
    """Everything that needs more than one document; ``again(file, iri)`` describes a file anew under another IRI."""
    registry, names = registry or registries.load(), names or Names()
    given = list(descriptions)
    settled = settle((description.record for description in given), names)
    kept = [_settled(one, settled, again) for one in given if one.record.file not in settled.left_out]
    kept.sort(key=lambda description: description.record.iri)
    records = [description.record for description in kept]
    agencies = described(records, registry, names)
    lines, resolution = derived(records, agencies, settled, registry, names)
    world = registry_graph(records, agencies, registry, words.load(), names)
    return Joined(tuple(kept), world, lines, settled, resolution)


def _settled(one: Description, settled: Settled, again: Callable[[str, str], Description]) -> Description:
    iri = settled.renamed.get(one.record.file)
    return again(one.record.file, iri) if iri else one
