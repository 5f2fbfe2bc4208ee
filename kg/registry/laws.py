"""The national laws by the short names that texts cite them by: 预算法, 大气污染防治法.

Reads ontology/laws.csv, yields names.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from kg.errors import LexiconError
from kg.paths import ONTOLOGY


@cache
def load(path: Path = ONTOLOGY / "laws.csv") -> tuple[str, ...]:
    """Every short name of `path`: ``民法典``; raises LexiconError with the file and the mistake."""
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    if rows.fieldnames is None or "name" not in rows.fieldnames:
        raise LexiconError(path.name, "its first line", "lacks name")
    return tuple(row["name"] for row in rows)
