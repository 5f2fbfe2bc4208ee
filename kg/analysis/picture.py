"""A part of the graph, chosen and laid out: what a page can draw without computing anything.

Rows of the question `network` are edges between agencies, tasks, documents, regions and models, each with the sentence that
says it. `picture` keeps what lies within some hops of the things asked for, at most `cap` nodes, and gives every node its
place. The same rows give the same picture.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.analysis.layout import positions
from kg.query import Rows

CAP = 500
# a task without a heading starts with it
_ORDINAL = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）.．、]\s*)+")
_KINDS = ("model", "region", "document", "agency", "task", "group", "stub")  # in this order where a cap cuts


@dataclass(frozen=True, slots=True)
class Node:
    """A thing in the picture: an agency named 重庆市綦江区医疗保障局 with 14 edges, at (x, y)."""

    id: str
    kind: str
    name: str
    edges: int
    leads: int
    x: float
    y: float
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """`source` does `relation` (lead, based_on, adopt, in …) to `target`, as `sentence` says; ⟦…⟧ marks the words themselves."""

    source: str
    target: str
    relation: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Nodes and edges to be drawn, and how many there are in all."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    all_nodes: int
    all_edges: int
    left_out: int = 0  # nodes that were asked for, but are beyond the cap


def picture(rows: Rows, focus: Sequence[str] = (), hops: int | None = None, cap: int = CAP) -> Picture:
    """The picture of `rows`, or of what lies within `hops` of the IRIs in `focus`.

    Without `hops`, 2 around an agency or document (its tasks, and who else has a part in them) and 3 around a region (its
    documents, their tasks, and whose these are). Beyond `cap` nodes those that lead most and what ties them together stay.
    """
    edges = [_edge(row) for row in rows]
    things = _things(rows)
    around = _neighbours(edges)
    reach = hops if hops is not None else 2 + any(things.get(iri, ("", ""))[0] == "region" for iri in focus)
    distance = _distances(around, focus, reach) if focus else dict.fromkeys(things, 0)
    leads = _leads(edges)
    wanted = sorted(distance, key=lambda iri: _importance(iri, things[iri], distance[iri], leads, around))
    kept = _kept(wanted, max(cap, 1), around)
    drawn = [edge for edge in edges if edge.source in kept and edge.target in kept]
    places = positions(sorted(kept), sorted({(edge.source, edge.target) for edge in drawn}))
    texts = {edge.source: edge.sentence for edge in edges if edge.relation == "in"}
    nodes = tuple(
        Node(iri, *things[iri], len(around[iri]), leads.get(iri, 0), *places[iri], texts.get(iri, ""))
        for iri in wanted
        if iri in kept
    )
    return Picture(nodes, tuple(drawn), len(things), len(edges), len(wanted) - len(kept))


def _kept(wanted: Sequence[str], cap: int, around: Mapping[str, set[str]]) -> set[str]:
    """At most `cap` of what is wanted: a third of them the most important, the rest what ties most of these together."""
    if len(wanted) <= cap:
        return set(wanted)
    heads = set(wanted[: max(cap // 3, 1)])
    place = {iri: number for number, iri in enumerate(wanted)}
    others = sorted(place.keys() - heads, key=lambda iri: (-len(around[iri] & heads), place[iri]))
    return heads | set(others[: cap - len(heads)])


def _edge(row: Mapping[str, object]) -> Edge:
    source, target, relation = (str(row[key]) for key in ("source", "target", "relation"))
    return Edge(source, target, relation, str(row.get("sentence") or ""))


def _things(rows: Rows) -> dict[str, tuple[str, str]]:
    """Kind and name of everything that has an edge."""
    found: dict[str, tuple[str, str]] = {}
    for row in rows:
        for end in ("source", "target"):
            name = _ORDINAL.sub("", str(row[f"{end}_name"] or "")).strip() or str(row[end]).rpartition("/")[2]
            found.setdefault(str(row[end]), (str(row[f"{end}_kind"]), name))
    return found


def _neighbours(edges: Iterable[Edge]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        found[edge.source].add(edge.target)
        found[edge.target].add(edge.source)
    return found


def _distances(around: Mapping[str, set[str]], focus: Sequence[str], hops: int) -> dict[str, int]:
    """How many edges each node within `hops` is away from the nearest of `focus`."""
    found = {iri: 0 for iri in focus if iri in around}
    waiting = deque(found)
    while waiting:
        here = waiting.popleft()
        for iri in sorted(around[here]) if found[here] < hops else ():
            if iri not in found:
                found[iri] = found[here] + 1
                waiting.append(iri)
    return found


def _leads(edges: Iterable[Edge]) -> dict[str, int]:
    tasks: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        if edge.relation == "lead":
            tasks[edge.source].add(edge.target)
    return {agency: len(found) for agency, found in tasks.items()}


def _importance(
    iri: str, thing: tuple[str, str], distance: int, leads: Mapping[str, int], around: Mapping[str, set[str]]
) -> tuple[int, int, int, int, str, str]:
    kind = _KINDS.index(thing[0]) if thing[0] in _KINDS else len(_KINDS)
    return (distance, -leads.get(iri, 0), -len(around[iri]), kind, thing[1], iri)
