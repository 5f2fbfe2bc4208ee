"""Ordinals → the tree of provisions: ids as paths of printed numbers, spans over all that is under a node."""

from __future__ import annotations

from kg.model import Provision
from kg.outline.ordinals import (
    ARABIC_BRACKET,
    ARABIC_HALF,
    ARTICLE,
    CHINESE,
    CHINESE_BRACKET,
    DECIMAL,
    RANK,
    Ordinal,
)

_OUTERMOST = 2  # numbers of 14.2
_INSIDE = 5  # by how much the rank of what is further inside is greater
_MOVABLE = frozenset((ARTICLE, CHINESE_BRACKET, ARABIC_BRACKET, ARABIC_HALF))


class Node:
    """A provision while the document is still being read. No dataclass: one is made a provision."""

    __slots__ = (
        "alone",
        "before",
        "below",
        "divided",
        "end",
        "filled",
        "heading",
        "id",
        "label",
        "numbers",
        "parent",
        "rank",
        "run_in",
        "runs",
        "start",
        "style",
        "text",
        "width",
    )

    alone: int  # where a heading that fills its line ends in its first paragraph
    run_in: tuple[int, bool]  # where a first sentence that heads it ends, and whether that is sure
    runs: bool  # running text stands behind its ordinal, not a heading alone
    text: str  # of its first paragraph
    label: str

    def __init__(
        self, path: str, ordinal: Ordinal, rank: int, span: tuple[int, int], parent: Node | None
    ) -> None:
        self.id = path
        self.style, self.numbers, self.width = ordinal.style, ordinal.numbers, ordinal.width
        self.rank = rank
        self.start, self.end = span  # of its own paragraphs, until all are read
        self.parent = parent
        self.heading: str | None = None
        self.before: Node | None = None  # the item of its kind in front of it
        self.filled = 0  # paragraphs without an ordinal that stand in it
        self.below = False  # … and more than who does it, if it is a sentence
        self.divided = False  # other provisions stand in it

    @property
    def is_bare(self) -> bool:
        """Whether nothing but its heading has been read: ``五、工作要求``."""
        return self.numbers > (1,) and not (self.runs or self.filled or self.divided)


class Tree:
    """The provisions in the order of the text; `top` is the one that is open."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.top: Node | None = None
        self.prefix = ""  # "a1." within the first annex
        self.inside: frozenset[int] = frozenset()  # chapters within which the text begins: 14 of 14.2, 14.2.1
        self.many: set[str] = set()  # styles whose items have been seen with several paragraphs
        # the last in each; none refers to those in it, so that all are freed at once
        self._latest: dict[Node | None, Node] = {}
        self._used: dict[str, int] = {}
        self._ranks: dict[str, int] = {}
        # a heading whose items are counted as it is: 五、工作要求 / 一、加强领导
        self._outer: Node | None = None

    def leave(self, prefix: str | None = None) -> None:
        """Close all that is open: the text goes over to a plan, an annex (`prefix` ``a1.``), a signature."""
        self.top = self._outer = None
        self._ranks = {}
        if prefix is not None:
            self.prefix = prefix

    def add(self, ordinal: Ordinal, start: int, end: int) -> Node:
        """Open the provision of an ordinal in its place."""
        if ordinal.style == ARTICLE and self.top is not None and _heads_articles(self.top):
            self._ranks[ARTICLE] = self.top.rank + _INSIDE
        rank = self._ranks.get(ordinal.style)
        if rank is None:
            rank = self._learn(ordinal)
        if ordinal.style == CHINESE:
            rank = self._within(ordinal, rank)
        if ordinal.style == DECIMAL:
            rank += len(ordinal.numbers)
            parent = self._decimal_parent(ordinal)
        else:
            parent = self.top
            while parent is not None and parent.rank >= rank:
                parent = parent.parent
        if parent is not None:
            path = f"{parent.id}.{ordinal.numbers[-1]}"
            parent.divided = True
        else:
            path = self.prefix + ".".join(map(str, ordinal.numbers))
        times = self._used.get(path, 0) + 1
        self._used[path] = times
        node = Node(path if times == 1 else f"{path}-{times}", ordinal, rank, (start, end), parent)
        before = self._latest.get(parent)
        if before is not None and before.style == node.style:
            node.before = before
        self._latest[parent] = node
        self.nodes.append(node)
        self.top = node
        return node

    def takes(self, ordinal: Ordinal) -> bool:
        """Whether an ordinal has a place: 2.3 needs an open 2, else it is a figure at the head of a line."""
        if ordinal.style != DECIMAL or self._decimal_parent(ordinal) is not None:
            return True
        return ordinal.numbers[0] in self.inside and len(ordinal.numbers) == _OUTERMOST

    def rank(self, ordinal: Ordinal) -> int:
        """How deep an ordinal stands; a greater rank is further inside."""
        rank = self._ranks.get(ordinal.style, RANK[ordinal.style] * 10)
        return rank + (len(ordinal.numbers) if ordinal.style == DECIMAL else 0)

    def _learn(self, ordinal: Ordinal) -> int:
        """The rank of a style: one whose 1 comes first under what is usually further inside is inside it here: （一） under 1."""
        rank = RANK[ordinal.style] * 10
        top = self.top
        if top is not None and ordinal.numbers == (1,) and top.rank > rank and ordinal.style in _MOVABLE:
            rank = top.rank + _INSIDE
        self._ranks[ordinal.style] = rank
        return rank

    def _within(self, ordinal: Ordinal, rank: int) -> int:
        """The rank of an item that is counted as the heading right above it: ``五、工作要求`` / ``一、加强领导。…``."""
        top, outer = self.top, self._outer
        if top is not None and top.style == CHINESE and ordinal.numbers == (1,) and top.is_bare:
            self._outer, self._ranks[CHINESE] = top, top.rank + _INSIDE
        elif outer is not None and rank > outer.rank and not self._follows(ordinal, outer):
            self._outer, self._ranks[CHINESE] = None, outer.rank
        return self._ranks[CHINESE]

    def _follows(self, ordinal: Ordinal, outer: Node) -> bool:
        """Whether the last item counted within `outer` has the number before."""
        last = self._latest.get(outer)
        return last is not None and ordinal.number == last.numbers[-1] + 1

    def _decimal_parent(self, ordinal: Ordinal) -> Node | None:
        """The open provision whose number is the front of a decimal one: 2.1 for 2.1.3."""
        node, rank = self.top, self.rank(ordinal)
        while node is not None and not (node.rank < rank and node.numbers[-1] == ordinal.numbers[-2]):
            node = node.parent
        return node

    def provisions(self) -> tuple[Provision, ...]:
        """The finished provisions, in order; each reaches as far as those that stand in it."""
        for node in reversed(self.nodes):
            parent = node.parent
            if parent is not None and parent.end < node.end:
                parent.end = node.end
        return tuple(
            [
                tuple.__new__(
                    Provision,
                    (n.id, n.label, n.heading, n.start, n.end, False, n.parent.id if n.parent else None),
                )
                for n in self.nodes
            ]
        )


def _heads_articles(node: Node) -> bool:
    """Whether articles that run on stand in a heading that is in none: ``二、支持范围`` / ``（一）投资奖励`` / ``第2条 …``."""
    above = node.parent
    if node.style != CHINESE_BRACKET or node.runs or above is None:
        return False
    while above is not None and above.style != ARTICLE:
        above = above.parent
    return above is None
