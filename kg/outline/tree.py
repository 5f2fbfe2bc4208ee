"""Ordinals → the tree of provisions: ids as paths of printed numbers, spans over all that is under a node."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model import Provision
from kg.outline.ordinals import ARTICLE, CHINESE, DECIMAL, RANK, Ordinal


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
    alone: bool = False  # its ordinal and heading stand on a line of their own
    children: list[Node] = field(default_factory=list)

    def reach(self, end: int) -> None:
        """Stretch this provision and those it stands in up to `end`."""
        node: Node | None = self
        while node is not None:
            node.end = max(node.end, end)
            node = node.parent

    def lines_up(self) -> list[Node]:
        """This node and those it stands in, inside out."""
        found, node = [], self
        while node is not None:
            found.append(node)
            node = node.parent  # type: ignore[assignment]
        return found


class Tree:
    """The provisions in the order of the text; `top` is the one that is open."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.top: Node | None = None
        self.prefix = ""  # "a1." within the first annex
        self._used: dict[str, int] = {}
        self._articles_inside = False

    def leave(self, prefix: str | None = None) -> None:
        """Close all that is open: the text goes over to a plan, an annex (`prefix` ``a1.``), a signature."""
        self.top = None
        if prefix is not None:
            self.prefix = prefix

    def add(self, ordinal: Ordinal, label: str, start: int, end: int) -> Node:
        """Open the provision of an ordinal in its place."""
        parent = self._parent(ordinal)
        path = ".".join(map(str, ordinal.numbers))
        node = Node("", ordinal.style, ordinal.numbers, self.rank(ordinal), label, start, end, parent)
        node.id = self._unique(f"{parent.id}.{ordinal.number}" if parent else self.prefix + path)
        if parent:
            parent.children.append(node)
        node.reach(end)
        self.nodes.append(node)
        self.top = node
        return node

    def rank(self, ordinal: Ordinal) -> int:
        """How deep an ordinal stands; 第一条 is under 一、 where 一、 came first."""
        if ordinal.style == ARTICLE and not self._articles_inside:
            first = next((node.style for node in self.nodes if node.style in (ARTICLE, CHINESE)), ARTICLE)
            self._articles_inside = first == CHINESE and self.top is not None
        if ordinal.style == ARTICLE and self._articles_inside:
            return RANK[CHINESE] * 10 + 5
        return RANK[ordinal.style] * 10 + (len(ordinal.numbers) if ordinal.style == DECIMAL else 0)

    def _parent(self, ordinal: Ordinal) -> Node | None:
        rank, node = self.rank(ordinal), self.top
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
            Provision(n.id, n.label, n.heading, n.start, n.end, parent=n.parent.id if n.parent else None)
            for n in self.nodes
        )
