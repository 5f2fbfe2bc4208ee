"""Two extractions of the same documents side by side: facts gained and facts lost, for documents without gold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.evaluate.report import SHOWN, shown
from kg.model import Extraction
from kg.passage import sentence

# What makes two facts the same one: all that is shown of them, and where they stand.
_PLACE = ("start", "end")


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that only one of two extractions holds: `sign` is ``+`` (gained) or ``-`` (lost)."""

    sign: str
    file: str
    kind: str
    line: str


def changes(old: Mapping[str, Extraction], new: Mapping[str, Extraction]) -> Iterator[Change]:
    """Every fact gained or lost between `old` and `new` (by file stem), in the order of the documents."""
    for stem in sorted(old.keys() | new.keys()):
        before, after = old.get(stem), new.get(stem)
        for kind in SHOWN:
            yield from _changes(kind, before, after)


def counts(found: Iterable[Change]) -> dict[str, tuple[int, int]]:
    """Gained and lost by kind: ``{"targets": (3, 1)}``."""
    table = Counter((change.kind, change.sign) for change in found)
    return {
        kind: (table[kind, "+"], table[kind, "-"]) for kind in SHOWN if table[kind, "+"] + table[kind, "-"]
    }


def _changes(kind: str, before: Extraction | None, after: Extraction | None) -> Iterator[Change]:
    old, new = _keyed(kind, before), _keyed(kind, after)
    for sign, here, there, source in (("-", old, new, before), ("+", new, old, after)):
        for key in here.keys() - there.keys() if source else ():
            yield _change(sign, kind, here[key], source)


def _change(sign: str, kind: str, fact: Any, source: Extraction | None) -> Change:
    assert source is not None
    place = f"\n    {sentence(source.document.text, fact.start, fact.end)}" if hasattr(fact, "quote") else ""
    return Change(sign, source.document.name, kind, shown(kind, fact) + place)


def _keyed(kind: str, extraction: Extraction | None) -> dict[tuple[Any, ...], Any]:
    facts = getattr(extraction, kind) if extraction else ()
    return {tuple(getattr(fact, key, None) for key in (*SHOWN[kind], *_PLACE)): fact for fact in facts}
