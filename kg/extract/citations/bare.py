"""Names without brackets: 落实民营经济促进法, 依托普陀区高层次人才引进集聚实施办法."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.citations.mentions import Mention, Scene


def bare(text: str, taken: list[tuple[int, int]], state: Scene) -> Iterator[Mention]:
    """Not written yet."""
    yield from ()
