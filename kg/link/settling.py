"""Two texts that would share one IRI: copies are kept apart from different documents, and every case is reported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from kg.namespaces import Names, title_key
from kg.rdf.record import Record


@dataclass(frozen=True, slots=True)
class Settled:
    """Which files are left out, which get another IRI, which texts are further copies of a document, and why."""

    left_out: frozenset[str] = frozenset()
    renamed: Mapping[str, str] = field(default_factory=dict)  # file → IRI
    mirrors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # IRI → SHA-256 of other texts
    reports: tuple[str, ...] = ()


def settle(records: Iterable[Record], names: Names) -> Settled:
    """Decide over every IRI that several files have; the same in any order of the files."""
    left_out: set[str] = set()
    renamed: dict[str, str] = {}
    mirrors: dict[str, tuple[str, ...]] = {}
    reports: list[str] = []
    ordered = sorted(records, key=lambda record: (record.iri, _title(record), record.text, record.file))
    for iri, same in groupby(ordered, key=lambda record: record.iri):
        titles = [list(group) for _, group in groupby(same, key=_title)]
        for group in titles:
            own = names.told_apart(iri, group[0].title) if len(titles) > 1 else iri
            if own != iri:
                renamed[group[0].file] = own
                reports.append(f"{group[0].file}: another document has its number; it is now {own}")
            if len(group) > 1:
                left_out.update(record.file for record in group[1:])
                copies = sorted({record.text for record in group[1:]} - {group[0].text})
                mirrors.update({own: tuple(copies)} if copies else {})
                reports.extend(_copies(group))
    return Settled(frozenset(left_out), renamed, mirrors, tuple(sorted(reports)))


def _title(record: Record) -> str:
    return title_key(record.title or "")


def _copies(group: Sequence[Record]) -> list[str]:
    first = group[0]
    return [
        f"{record.file}: {'the same text as' if record.text == first.text else 'another copy of'} {first.file}; left out"
        for record in group[1:]
    ]
