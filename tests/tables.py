"""What the tables of cases share: reading them, and texts as documents."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

from kg.blocks import BODY, Block, Outline
from kg.fold import view
from kg.model import Document

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[dict[str, Any]]:
    """The rows of ``tests/cases/<name>.toml``."""
    return list(tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"])


def todo(name: str) -> list[dict[str, Any]]:
    """The rows of ``tests/cases/<name>.toml`` that no rule holds yet: a test says when one does."""
    return list(tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8")).get("todo", []))


def document(text: str) -> Document:
    """A text as a document."""
    return Document("case.txt", text, hashlib.sha256(text.encode()).hexdigest())


def blocks_of(text: str) -> Outline:
    """A text as one paragraph of running text."""
    return Outline((Block(BODY, view(text, [(0, len(text))])),), ())
