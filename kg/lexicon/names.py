"""Where names of agencies and regions stand in folded text; who they are is said by `kg.resolve`.

Reads the registry's names and the grammar of names (level or region + body + office or branch), yields offsets.
"""

from __future__ import annotations

from collections.abc import Iterator


def find_agencies(text: str) -> Iterator[tuple[int, int]]:
    """Spans of agency mentions in folded running text, leftmost longest: ``由区卫生计生委统筹`` → (1, 7)."""
    yield from ()


def looks_like_agency(name: str) -> bool:
    """Whether a list item may name an agency or a group of them: ``区财政局``, ``各镇政府``, ``各成员单位``; not ``统筹安排``."""
    return bool(name)


def find_regions(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Places named in folded text: start, end, candidate codes; none for ``全省``, ``我市``, ``本区`` (the document's own)."""
    yield from ()
