"""Times by which something without a figure is to be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.blocks import Outline
from kg.lexicon import Lexicon
from kg.model import Deadline, Document, Target


def deadlines(
    document: Document, outline: Outline, lexicon: Lexicon, targets: Sequence[Target]
) -> Iterator[Deadline]:
    """Not written yet; a time phrase that a target takes its deadline from is no row."""
    yield from ()
