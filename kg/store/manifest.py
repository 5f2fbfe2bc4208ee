"""The manifest of a store: what was read, by which rules, into how much; everything that opening it needs to know."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg.errors import StoreError
from kg.namespaces import BASE
from kg.paths import LEXICON, ONTOLOGY

SCHEMA = 1  # of the graph and of the directory; a store of another one is refused
FILE = "manifest.json"


@dataclass(frozen=True, slots=True)
class Source:
    """One file that was read: its name, SHA-256 of its bytes, of its canonical text, and the document it is."""

    name: str
    sha256: str
    text: str
    document: str
    facts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a store says of itself; `data` is the folder of the triples and texts in force."""

    sources: tuple[Source, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    reports: tuple[str, ...] = ()
    base: str = BASE
    rules: str = ""  # hash of the lexicon
    registries: str = ""  # hash of the ontology and its registries
    schema: int = SCHEMA
    data: str = ""

    def source(self, document: str) -> Source | None:
        """The file that a document was read from."""
        return next((source for source in self.sources if source.document == document), None)

    def to_json(self) -> str:
        """The manifest as it stands on disk, keys sorted."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read(place: Path) -> Manifest:
    """The manifest of the store at `place`; StoreError where there is no store, or one of another schema version."""
    file = place / FILE
    if not place.exists():
        raise StoreError(place, "there is no store here; `kg build PATH… --store DIRECTORY` makes one")
    if not file.is_file():
        raise StoreError(place, f"this is no store (it has no {FILE}); `kg build PATH…` makes one elsewhere")
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        schema = data["schema"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(file, f"the manifest cannot be read ({error}); build the store again") from error
    if schema != SCHEMA:
        raise StoreError(
            place, f"this store has schema version {schema}, this kg reads {SCHEMA}; build the store again"
        )
    return _manifest(file, data)


def _manifest(file: Path, data: Mapping[str, Any]) -> Manifest:
    try:
        sources = tuple(Source(**source) for source in data["sources"])
        return Manifest(**{**data, "sources": sources, "reports": tuple(data["reports"])})
    except (KeyError, TypeError) as error:
        raise StoreError(file, f"the manifest is damaged ({error}); build the store again") from error


def versions() -> tuple[str, str]:
    """Hashes of what decides over the facts besides the code: the lexicon, and the ontology with its registries."""
    return _hash(LEXICON, "*.toml"), _hash(ONTOLOGY, "*.*")


def _hash(folder: Path, pattern: str) -> str:
    digest = sha256()
    for path in sorted(path for path in folder.glob(pattern) if path.is_file()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
