"""Paths as a user gives them → the document files behind them, in a stable order, each with a name of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from kg import readers
from kg.errors import ReadError
from kg.model import Document
from kg.readers import READERS, SETS, STDIN, left_behind, readable

_SHOWN = 3  # names of files that are left out


def find(paths: Iterable[Path | str]) -> tuple[Path, ...]:
    """The documents at `paths`, each once: files as given, folders searched to their depth.

    In a folder ``manifest.csv``, ``README*`` and hidden files are no documents, nor is what no reader takes. Raises
    ReadError where there is no such path, or no document in a folder.
    """
    return tuple(named(paths).values())


def named(paths: Iterable[Path | str]) -> dict[str, Path]:
    """The documents at `paths` by a name of their own: ``guangdong/gaoming-2023.txt``, within the folder that was given.

    Where two folders hold the same name, the name is the whole path, so that no document hides another.
    """
    found: dict[Path, str] = {}
    for path in map(Path, paths):
        for name, file in _at(path):
            found.setdefault(file, name)
    count = Counter(found.values())
    return {name if count[name] == 1 else path.as_posix(): path for path, name in found.items()}


def documents(paths: Iterable[Path | str]) -> Iterator[Document | ReadError]:
    """Every document at `paths` under a name of its own, and an error for each that cannot be read."""
    for name, path in named(paths).items():
        yield from at(name, path)


def at(name: str, path: Path) -> Iterator[Document | ReadError]:
    """The documents of one file that is called `name`: ``guangdong/bundle.zip/notice.docx``, ``bundle.txt#2``."""
    for one in readers.documents(path):
        yield (
            one if isinstance(one, ReadError) else replace(one, name=name + one.name.removeprefix(path.name))
        )


def several(path: Path) -> bool:
    """Whether a file is a set of documents by its name, or can be read only once."""
    return path == STDIN or path.suffix.lower() in SETS


def left_out(paths: Iterable[Path | str]) -> tuple[str, ...]:
    """What lies in the folders of `paths` and is of a kind that no reader takes: one sentence for each kind."""
    kinds: dict[tuple[Path, str], list[str]] = {}
    for folder in (path for path in map(Path, paths) if path.is_dir()):
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and not readable(path) and not left_behind(name):
                kinds.setdefault((folder, path.suffix.lower()), []).append(name)
    return tuple(_left(folder, suffix, names) for (folder, suffix), names in sorted(kinds.items()))


def _left(folder: Path, suffix: str, names: list[str]) -> str:
    shown = "、".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")
    return f"{folder}: no reader takes {suffix or 'files without a suffix'}; {len(names)} left out ({shown})"


def _at(path: Path) -> tuple[tuple[str, Path], ...]:
    if path == STDIN:
        return (("-", path),)
    if not path.exists():
        raise ReadError(path, "no such file or folder; check the path")
    if not path.is_dir():
        return ((path.name, path),)
    inside = tuple((file.relative_to(path).as_posix(), file) for file in _inside(path))
    if not inside:
        raise ReadError(path, f"no documents in this folder; documents end in {', '.join(READERS)}")
    return inside


def _inside(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if readable(path) and not left_behind(path.relative_to(folder).as_posix()) and path.is_file():
            yield path
