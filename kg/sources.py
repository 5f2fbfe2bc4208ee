"""Paths as a user gives them → the document files behind them, in a stable order, each with a name of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import ReadError
from kg.readers import READERS

# What editors, offices and systems leave in a folder beside the documents.
_LEFT_BEHIND = ("~$", "~WRL", ".", "README", "THUMBS.DB", "DESKTOP.INI", "MANIFEST.CSV")


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


def _at(path: Path) -> tuple[tuple[str, Path], ...]:
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
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        left = path.name.upper().startswith(_LEFT_BEHIND)
        if path.suffix.lower() in READERS and not hidden and not left and path.is_file():
            yield path
