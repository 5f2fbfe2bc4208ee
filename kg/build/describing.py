"""Files → documents → quads, in this process or in several: always in the order of the files.

A file of many documents is taken apart here, piece by piece, and its documents are dealt out; other files are read by the
worker that describes them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from kg import facts, rdf, registry, sources
from kg.errors import KgError, LeftOutError, ReadError
from kg.model import Document
from kg.namespaces import Names
from kg.rdf import Record

FEW = 64  # fewer documents than this are not worth starting a process for
LARGE = 4 * 1024 * 1024  # bytes of a set of documents that is
CHUNK = 16  # documents that a worker takes at a time
AHEAD = 32  # chunks that wait for their turn

Job: TypeAlias = "tuple[str, Path] | Document | ReadError"


@dataclass(frozen=True, slots=True)
class Described:
    """One document on its way into the store: its quads, and what stays of it in memory."""

    sha256: str
    text: str
    record: Record
    quads: bytes


@dataclass(frozen=True, slots=True)
class Failed:
    """One document that could not be read: `why` is one sentence with its path; `left_out` where it is none."""

    why: str
    left_out: bool = False


def describe(
    documents: Iterable[Document | ReadError], names: Names, iri: str | None = None
) -> Iterator[Described | Failed]:
    """The facts of each document extracted and written as quads; an error keeps its place among them."""
    for batch in facts.batches(documents):
        found = iter(facts.together([one for one in batch if isinstance(one, Document)]))
        for one in batch:
            if isinstance(one, ReadError):
                yield Failed(str(one), isinstance(one, LeftOutError))
            else:
                told = rdf.describe(next(found), registry.load(), names, iri)
                yield Described(one.sha256, one.text, told.record, told.data)


def described(files: Mapping[str, Path], names: Names, workers: int | None) -> Iterator[Described | Failed]:
    """Every document of every file."""
    jobs = _jobs(files)
    if workers == 1 or (workers is None and _few(files)):
        return describe(_read(jobs), names)
    return _in_workers(workers, jobs, names)


def _few(files: Mapping[str, Path]) -> bool:
    return len(files) < FEW and not any(
        sources.several(path) and path.is_file() and path.stat().st_size > LARGE for path in files.values()
    )


def _jobs(files: Mapping[str, Path]) -> Iterator[Job]:
    for name, path in files.items():
        if sources.several(path):
            yield from sources.at(name, path)
        else:
            yield name, path


def _read(jobs: Iterable[Job]) -> Iterator[Document | ReadError]:
    for job in jobs:
        if isinstance(job, tuple):
            yield from sources.at(*job)
        else:
            yield job


def _chunk(jobs: list[Job], names: Names) -> list[Described | Failed]:
    """What a worker process does at a time."""
    return list(describe(_read(jobs), names))


def _in_workers(workers: int | None, jobs: Iterable[Job], names: Names) -> Iterator[Described | Failed]:
    """The results in the order of the jobs; a few chunks wait, never all of them."""
    jobs = iter(jobs)
    waiting: deque[Future[list[Described | Failed]]] = deque()
    with ProcessPoolExecutor(workers) as pool:
        try:
            while chunk := list(islice(jobs, CHUNK)):
                waiting.append(pool.submit(_chunk, chunk, names))
                if len(waiting) > AHEAD:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BrokenProcessPool as error:
            raise KgError("a worker process died, perhaps for want of memory; try --workers 1") from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
