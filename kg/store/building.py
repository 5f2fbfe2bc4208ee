"""Writing a store: everything into a new folder, which is switched in when complete.

A store is a directory::

    manifest.json        what was read, and which folder is in force
    <build-…>/triples/   Oxigraph
    <build-…>/texts/     canonical texts, compressed, by SHA-256
    lock                 held while a build runs

The switch is the replacement of one file, the manifest, so a crash or Ctrl-C at any moment leaves the old store as it was.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TextIO

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store import manifest, texts
from kg.store.manifest import Manifest

TRIPLES = "triples"
_BUILD = "build-"
_LOCK = "lock"


class Building:
    """A store that is being written; use it in a ``with`` statement, and `finish` it, or nothing has happened.

    ::

        with Building(Path("kg-store")) as building:
            building.add(description.quads)
            building.keep(document.text)
            building.finish(Manifest(sources=…))
    """

    def __init__(self, place: Path) -> None:
        self.place = place
        self.folder = Path()

    def __enter__(self) -> Building:
        _check_free(self.place)
        with _writing(self.place):
            self.place.mkdir(parents=True, exist_ok=True)
            self._lock = _locked(self.place)
            try:
                self._clear(keep=_current(self.place))
                self.folder = Path(tempfile.mkdtemp(prefix=_BUILD, dir=self.place))
                self._quads = (self.folder / "quads.nq").open(
                    "w", encoding="utf-8", errors="replace", newline="\n"
                )
            except BaseException:
                self._lock.close()
                raise
        return self

    def add(self, quads: str) -> None:
        """Lines of N-Quads."""
        with _writing(self.place):
            self._quads.write(quads)

    def keep(self, text: str) -> str:
        """A canonical text; gives its SHA-256."""
        with _writing(self.place):
            return texts.put(self.folder, text)

    def kept(self, sha256: str) -> str:
        """A text that was kept in this build."""
        return texts.get(self.folder, sha256)

    def finish(self, made: Manifest) -> Manifest:
        """Load the triples and switch the new store in; gives the manifest with the count of quads."""
        with _writing(self.place):
            self._quads.close()
            store = ox.Store(str(self.folder / TRIPLES))
            store.bulk_load(path=str(self.folder / "quads.nq"), format=ox.RdfFormat.N_QUADS)
            counts = {**made.counts, "quads": len(store)}
            store.flush()
            del store  # its lock is free before a reader comes
            (self.folder / "quads.nq").unlink()
            rules, registries = manifest.versions()
            made = replace(made, counts=counts, data=self.folder.name, rules=rules, registries=registries)
            _switch(self.place, made)
            self._clear(keep=made.data)
        return made

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._quads.close()
        self._clear(keep=_current(self.place))
        self._lock.close()

    def _clear(self, keep: str | None) -> None:
        """Remove what earlier builds left behind, crashed ones too."""
        for folder in self.place.glob(f"{_BUILD}*"):
            if folder.name != keep:
                shutil.rmtree(folder, ignore_errors=True)


def write(place: Path, quads: Iterable[str], kept: Iterable[str], made: Manifest) -> Manifest:
    """A whole store at once: for tests and small sets of documents."""
    with Building(place) as building:
        for lines in quads:
            building.add(lines)
        for text in kept:
            building.keep(text)
        return building.finish(made)


@contextmanager
def locked(place: Path) -> Iterator[None]:
    """Hold the lock of a store while changing it; StoreError where a build holds it."""
    with _writing(place):
        handle = _locked(place)
    try:
        yield
    finally:
        handle.close()


def _switch(place: Path, made: Manifest) -> None:
    new = place / f"{manifest.FILE}.new"
    with new.open("w", encoding="utf-8") as file:
        file.write(made.to_json())
        file.flush()
        os.fsync(file.fileno())
    os.replace(new, place / manifest.FILE)


def _current(place: Path) -> str | None:
    """The folder in force; a store that cannot be read has none, and may be built anew."""
    try:
        return manifest.read(place).data
    except StoreError:
        return None


def _check_free(place: Path) -> None:
    """A directory with something else in it is never written into."""
    if place.exists() and not place.is_dir():
        raise StoreError(place, "this is a file; a store is a directory: choose another place with --store")
    ours = {manifest.FILE, f"{manifest.FILE}.new", _LOCK}
    with _writing(place):
        found = [path.name for path in place.iterdir()] if place.exists() else []
    if any(name not in ours and not name.startswith(_BUILD) for name in found):
        raise StoreError(
            place, "this directory is not empty and is no store; choose another place with --store"
        )


def _locked(place: Path) -> TextIO:
    handle = (place / _LOCK).open("w")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        handle.close()
        raise StoreError(place, "the store is in use by another build; wait until it has finished") from error
    return handle


@contextmanager
def _writing(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = error.strerror or str(error)
        raise StoreError(
            place, f"the store cannot be written ({why}); choose another place with --store"
        ) from error
