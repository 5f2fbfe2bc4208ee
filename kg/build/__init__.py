"""The project's main job: find files → extract → quads → a new store → link → switch it in.

Reads documents at paths; yields a Summary and, on disk, a store that is replaced only when the new one is complete. One
document that cannot be read is named in the summary, the rest is built.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from kg import link, rdf, sources
from kg.build.describing import Described, Failed, describe, described
from kg.errors import KgError, StoreError
from kg.link import Joined
from kg.model import Document
from kg.namespaces import BASE, Names
from kg.rdf import Description, Record
from kg.store import Building, Manifest, Source, open_store

Progress = Callable[[int, int], None]
FACTS = "SELECT ?class ?fact WHERE { ?fact kg:rule ?rule ; a ?class }"
OUTCOMES = ("resolved", "stub", "ambiguous")
_NUMBERED = re.compile(r"(.*)#\d+", re.S)  # a part of a file
PLURALS = {
    "Citation": "citations",
    "Responsibility": "responsibilities",
    "Target": "targets",
    "Deadline": "deadlines",
    "ModelAdoption": "adoptions",
}


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build made: ``Summary(Path("kg-store"), documents=5, facts={"citations": 80}, problems=("a.txt: …",))``."""

    store: Path
    documents: int
    facts: Mapping[str, int]
    quads: int = 0
    cited: Mapping[str, int] = field(default_factory=dict)  # citations: resolved, stub (not held), ambiguous
    problems: tuple[str, ...] = ()  # documents that could not be read, one sentence each
    reports: tuple[str, ...] = ()  # what a person should know: two texts with one 文号
    gained: Mapping[str, int] | None = None  # facts against the last build; None for a first one
    lost: Mapping[str, int] | None = None


class Shelf:
    """Quads that wait in a file until it is known whether two documents share an IRI; records stay in memory."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.sources: list[tuple[str, Record]] = []  # SHA-256 of the file, what it says of itself
        self._places: dict[str, tuple[int, int]] = {}

    def add(self, one: Described) -> None:
        """Put one document's quads away."""
        self._places[one.record.file] = self.file.tell(), len(one.quads)
        self.file.write(one.quads)
        self.sources.append((one.sha256, one.record))

    def quads(self, name: str) -> str:
        """The quads of one document again."""
        place, length = self._places[name]
        self.file.seek(place)
        return self.file.read(length).decode("utf-8", "surrogatepass")


def build(
    paths: Iterable[Path | str],
    store: Path | str = "kg-store",
    *,
    workers: int | None = None,
    progress: Progress | None = None,
    base: str = BASE,
) -> Summary:
    """A store of the documents at `paths`: the same with any number of `workers`, in any order of the files.

    Raises KgError where there is nothing to read or the store cannot be written; what was there before then stays.
    """
    paths, names = tuple(paths), Names(base)
    files, before = sources.named(paths), _facts(Path(store))
    with Building(Path(store)) as building, tempfile.TemporaryFile() as file:
        shelf = Shelf(file)
        failed = _shelve(shelf, building, _counted(described(files, names, workers), len(files), progress))
        if not shelf.sources:
            raise KgError(f"no document could be read; the first: {failed[0].why}")
        joined = _joined(shelf, building, names)
        manifest = building.finish(_filled(building, shelf, joined, names))
    left_out = (*sources.left_out(paths), *(one.why for one in failed if one.left_out))
    problems = tuple(one.why for one in failed if not one.left_out)
    notes = (*_parted(shelf.sources), *left_out)
    return _summary(Path(store), manifest, problems, notes, before)


def _parted(sources: Iterable[tuple[str, Record]]) -> Iterator[str]:
    """The files that were taken apart into several documents."""
    numbered = (match for _, record in sources if (match := _NUMBERED.fullmatch(record.file)))
    for file, count in Counter(match[1] for match in numbered).items():
        yield f"{file}: {count} documents in one file, {file}#1 to {file}#{count}"


def _counted(
    results: Iterable[Described | Failed], files: int, progress: Progress | None
) -> Iterator[Described | Failed]:
    """The results, each of which is told; a file of many documents counts as many."""
    for count, one in enumerate(results, 1):
        yield one
        if progress:
            progress(count, max(count, files))


def _shelve(shelf: Shelf, building: Building, results: Iterable[Described | Failed]) -> list[Failed]:
    """Quads to the shelf, texts to the store; what could not be read comes back."""
    failed = []
    for one in results:
        if isinstance(one, Failed):
            failed.append(one)
        else:
            building.keep(one.text)
            shelf.add(one)
    return failed


def _joined(shelf: Shelf, building: Building, names: Names) -> Joined:
    """What needs more than one document; two that would share an IRI are described again under their own."""
    shelved = {record.file: (sha256, record) for sha256, record in shelf.sources}

    def again(file: str, iri: str) -> Description:
        """A document under another IRI."""
        sha256, record = shelved[file]
        (one,) = describe([Document(file, building.kept(record.text), sha256)], names, iri)
        if isinstance(one, Failed):
            raise KgError(one.why)
        return Description(one.record, one.quads)

    return link.join([Description(record, b"") for _, record in shelf.sources], again, names=names)


def _filled(building: Building, shelf: Shelf, joined: Joined, names: Names) -> Manifest:
    """All graphs into the new store, and its manifest."""
    building.add(joined.registry)
    for told in joined.descriptions:
        building.add(told.quads or shelf.quads(told.record.file))
    building.add(joined.derived)
    iris = {record.file: record.iri for record in joined.records}
    iris |= {file: iris[first] for file, first in joined.settled.copies.items()}
    listed = sorted(shelf.sources, key=lambda source: source[1].file)
    sources = tuple(
        Source(record.file, sha256, record.text, iris[record.file], dict(record.counts))
        for sha256, record in listed
    )
    counts: Counter[str] = Counter({"documents": len(joined.records)})
    for record in joined.records:
        counts.update(dict(record.counts))
    counts.update(joined.resolution)
    return Manifest(sources, counts, joined.settled.reports, names.base)


def _facts(store: Path) -> dict[str, frozenset[str]] | None:
    """The facts of a store by kind, or None where there is none that can be read."""
    try:
        with closing(open_store(store)) as opened:
            rows = opened.select(FACTS).rows
    except StoreError:
        return None
    found: dict[str, set[str]] = {}
    for cls, fact in rows:
        found.setdefault(PLURALS.get(str(cls).rpartition("#")[2], "facts"), set()).add(str(fact))
    return {kind: frozenset(facts) for kind, facts in found.items()}


def _summary(
    place: Path,
    made: Manifest,
    problems: tuple[str, ...],
    notes: tuple[str, ...],
    before: dict[str, frozenset[str]] | None,
) -> Summary:
    after = _facts(place) or {}
    gained, lost = (None, None) if before is None else (_beyond(after, before), _beyond(before, after))
    return Summary(
        store=place,
        documents=made.counts["documents"],
        facts={kind: made.counts.get(kind, 0) for kind in rdf.KINDS},
        quads=made.counts["quads"],
        cited={key: made.counts.get(key, 0) for key in OUTCOMES},
        problems=problems,
        reports=(*made.reports, *notes),
        gained=gained,
        lost=lost,
    )


def _beyond(here: Mapping[str, frozenset[str]], there: Mapping[str, frozenset[str]]) -> dict[str, int]:
    """How many facts of each kind are only `here`."""
    return {kind: len(facts - there.get(kind, frozenset())) for kind, facts in sorted(here.items())}
