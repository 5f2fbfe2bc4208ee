"""Ordinals → the tree of provisions: ids as paths of printed numbers, spans over all that is under a node."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model import Provision
from kg.outline.ordinals import (
    ARABIC_BRACKET,
    ARABIC_HALF,
    ARTICLE,
    CHINESE_BRACKET,
    DECIMAL,
    RANK,
    Ordinal,
)

_MOVABLE = frozenset((ARTICLE, CHINESE_BRACKET, ARABIC_BRACKET, ARABIC_HALF))


@dataclass(slots=True)
class Node:
    """A provision while the document is still being read."""

    id: str
    style: str
    numbers: tuple[int, ...]
    rank: int
    label: str
    start: int
    end: int
    parent: Node | None = None
    heading: str | None = None
    alone: int = 0  # where a heading that fills its line ends in its first paragraph
    run_in: tuple[int, bool] = (
        0,
        False,
    )  # where a first sentence that heads it ends, and whether that is sure
    runs: bool = False  # running text stands behind its ordinal, not a heading alone
    ended: bool = False  # a full stop ends its first paragraph
    headed: bool = False  # a first short sentence of that heads it
    before: Node | None = None  # the item of its kind in front of it
    lists: bool = False  # its heading ends in a colon
    filled: int = 0  # paragraphs without an ordinal that stand in it
    children: list[Node] = field(default_factory=list)

    def reach(self, end: int) -> None:
        """Stretch this provision and those it stands in up to `end`."""
        node: Node | None = self
        while node is not None and node.end < end:  # what a provision stands in reaches at least as far
            node.end = end
            node = node.parent


class Tree:
    """The provisions in the order of the text; `top` is the one that is open."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.top: Node | None = None
        self.prefix = ""  # "a1." within the first annex
        self.many: set[str] = set()  # styles whose items have been seen with several paragraphs
        self._roots: list[Node] = []
        self._used: dict[str, int] = {}
        self._ranks: dict[str, int] = {}

    def leave(self, prefix: str | None = None) -> None:
        """Close all that is open: the text goes over to a plan, an annex (`prefix` ``a1.``), a signature."""
        self.top = None
        self._ranks = {}
        if prefix is not None:
            self.prefix = prefix

    def add(self, ordinal: Ordinal, label: str, start: int, end: int) -> Node:
        """Open the provision of an ordinal in its place."""
        self._learn(ordinal)
        rank = self.rank(ordinal)
        parent = self._parent(ordinal, rank)
        path = f"{parent.id}.{ordinal.numbers[-1]}" if parent else self._path(ordinal)
        node = Node(self._unique(path), ordinal.style, ordinal.numbers, rank, label, start, end, parent)
        siblings = parent.children if parent else self._roots
        node.before = siblings[-1] if siblings and siblings[-1].style == node.style else None
        siblings.append(node)
        if parent:
            parent.reach(end)
        self.nodes.append(node)
        self.top = node
        return node

    def takes(self, ordinal: Ordinal) -> bool:
        """Whether an ordinal has a place: 2.3 needs an open 2, else it is a figure at the head of a line."""
        return ordinal.style != DECIMAL or self._decimal_parent(ordinal) is not None

    def rank(self, ordinal: Ordinal) -> int:
        """How deep an ordinal stands; a greater rank is further inside."""
        rank = self._ranks.get(ordinal.style, RANK[ordinal.style] * 10)
        return rank + (len(ordinal.numbers) if ordinal.style == DECIMAL else 0)

    def _learn(self, ordinal: Ordinal) -> None:
        """A style whose 1 comes first under one that is usually further inside is inside it here: （一） under 1."""
        if ordinal.style in self._ranks:
            return
        rank = RANK[ordinal.style] * 10
        top = self.top
        if top is not None and ordinal.numbers == (1,) and top.rank > rank and ordinal.style in _MOVABLE:
            rank = top.rank + 5
        self._ranks[ordinal.style] = rank

    def _path(self, ordinal: Ordinal) -> str:
        return self.prefix + ".".join(map(str, ordinal.numbers))

    def _parent(self, ordinal: Ordinal, rank: int) -> Node | None:
        node = self.top
        if ordinal.style == DECIMAL:
            return self._decimal_parent(ordinal)
        while node is not None and node.rank >= rank:
            node = node.parent
        return node

    def _decimal_parent(self, ordinal: Ordinal) -> Node | None:
        """The open provision whose number is the front of a decimal one: 2.1 for 2.1.3."""
        node, rank = self.top, self.rank(ordinal)
        while node is not None and not (node.rank < rank and node.numbers[-1] == ordinal.numbers[-2]):
            node = node.parent
        return node

    def _unique(self, path: str) -> str:
        count = self._used.get(path, 0) + 1
        self._used[path] = count
        return path if count == 1 else f"{path}-{count}"

    def provisions(self) -> tuple[Provision, ...]:
        """The finished provisions, in order."""
        return tuple(
            Provision(n.id, n.label, n.heading, n.start, n.end, False, n.parent.id if n.parent else None)
            for n in self.nodes
        )
