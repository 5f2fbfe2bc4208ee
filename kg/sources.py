"""Paths as a user gives them → the document files behind them, in a stable order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import ReadError

# What the readers take from a folder. A file that is named on the command line is read whatever it is called.
SUFFIXES = (".txt", ".html", ".htm")


def find(paths: Iterable[Path | str]) -> tuple[Path, ...]:
    """The documents at `paths`, each once: files as given, folders searched to their depth.

    In a folder ``manifest.csv``, ``README*`` and hidden files are no documents, nor is what no reader takes. Raises
    ReadError where there is no such path, or no document in a folder.
    """
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        found.update(dict.fromkeys(_at(path)))
    return tuple(found)


def _at(path: Path) -> tuple[Path, ...]:
    if not path.exists():
        raise ReadError(path, "no such file or folder; check the path")
    if not path.is_dir():
        return (path,)
    inside = tuple(_inside(path))
    if not inside:
        raise ReadError(path, f"no documents in this folder; documents end in {', '.join(SUFFIXES)}")
    return inside


def _inside(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in relative.parts)
        readme = path.name.upper().startswith("README")
        if path.suffix.lower() in SUFFIXES and not hidden and not readme and path.is_file():
            yield path
