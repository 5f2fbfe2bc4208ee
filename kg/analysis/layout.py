"""Where each node of a picture stands: every connected part laid out by itself, then the parts packed side by side.

The same nodes and edges give the same places, so pages can be compared and nothing moves when one is opened.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import networkx as nx
import numpy as np

Point = tuple[float, float]
_SEED = 7
_ROUNDS = 120
_SMALL = 800  # nodes; beyond, balancing distances takes too long
_APART = 42.0  # units between neighbours in the median
_LEAST = 30.0  # units between any two
_GROWTH = 5.0  # units that a node with one edge needs besides, growing with the root of their number
_MOST = 25  # edges beyond this need no more
_PUSHES = 60
_FEWER = 20  # rounds and pushes of a part that is not small
_GAP = 90.0  # units between two parts
_ASPECT = 1.35  # width to height of the place where a page draws


def positions(nodes: Sequence[str], edges: Iterable[tuple[str, str]]) -> dict[str, Point]:
    """A place for every node: ``{"agency:…": (120.5, -40.0), …}``, around (0, 0)."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edges)
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    laid = [_part(graph.subgraph(sorted(part))) for part in parts]
    return _packed(laid)


def _part(graph: nx.Graph[str]) -> dict[str, Point]:
    """One connected part, its upper left corner at (0, 0)."""
    size = graph.number_of_nodes()
    if size == 1:
        return dict.fromkeys(graph, (0.0, 0.0))
    ordered: nx.Graph[str] = nx.Graph()  # a subgraph view iterates in the order of a set
    ordered.add_nodes_from(sorted(graph))
    ordered.add_edges_from(sorted((min(a, b), max(a, b)) for a, b in graph.edges))
    spots = _sprung(ordered)
    spots = _balanced(ordered, spots) if size <= _SMALL else spots
    spots *= _APART / max(_spacing(spots), 1e-6)
    spots = _pushed(spots, np.array([_room(degree) for _, degree in ordered.degree]))
    spots -= spots.min(axis=0)
    return {node: (float(x), float(y)) for node, (x, y) in zip(ordered, spots, strict=True)}


def _sprung(graph: nx.Graph[str]) -> Any:
    spread = 1.6 / math.sqrt(graph.number_of_nodes())
    found: Mapping[str, Any] = nx.spring_layout(
        graph, k=spread, iterations=_ROUNDS if len(graph) <= _SMALL else _FEWER, seed=_SEED
    )
    return np.array([found[node] for node in graph], dtype=float)


def _balanced(graph: nx.Graph[str], spots: Any) -> Any:
    """Distances on the page made as near as can be to the number of steps between nodes (stress majorization, Gansner 2004)."""
    steps = np.array(nx.floyd_warshall_numpy(graph), dtype=float)
    weights = 1 / np.where(steps == 0, np.inf, steps) ** 2
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.pinv(laplacian)
    for _ in range(_ROUNDS):
        gaps = np.linalg.norm(spots[:, None] - spots[None], axis=2)
        pulls = weights * steps / np.maximum(gaps, 1e-9)
        np.fill_diagonal(pulls, 0)
        spots = inverse @ ((np.diag(pulls.sum(axis=1)) - pulls) @ spots)
    return spots


def _spacing(spots: Any) -> float:
    """The median distance to the nearest other point."""
    gaps = np.linalg.norm(spots[:, None] - spots[None], axis=2)
    np.fill_diagonal(gaps, np.inf)
    return float(np.median(gaps.min(axis=1)))


def _room(degree: int) -> float:
    """What a node needs around it: more where many edges meet, since it is drawn larger."""
    return _LEAST / 2 + _GROWTH * math.sqrt(min(degree, _MOST))


def _pushed(spots: Any, rooms: Any) -> Any:
    """The points moved as little as gives every two the room that they need."""
    least = rooms[:, None] + rooms[None]
    for _ in range(_PUSHES if len(spots) <= _SMALL else _FEWER):
        away = spots[:, None] - spots[None]
        gaps = np.linalg.norm(away, axis=2)
        np.fill_diagonal(gaps, np.inf)
        missing = np.clip(least - gaps, 0, None) / 2
        if not missing.any():
            break
        spots = spots + (away / np.maximum(gaps, 1e-6)[..., None] * missing[..., None]).sum(axis=1)
    return spots


def _packed(parts: Sequence[Mapping[str, Point]]) -> dict[str, Point]:
    """All parts in shelves, the largest first, around (0, 0)."""
    sizes = [_size(part) for part in parts]
    width = max([math.sqrt(_ASPECT * sum(w * h for w, h in sizes)), *(w for w, _ in sizes)], default=0.0)
    found: dict[str, Point] = {}
    x = y = tallest = 0.0
    for part, (wide, high) in zip(parts, sizes, strict=True):
        if x and x + wide > width + _GAP:
            x, y, tallest = 0.0, y + tallest, 0.0
        found.update({node: (x + px, y + py) for node, (px, py) in part.items()})
        x, tallest = x + wide, max(tallest, high)
    return _centred(found)


def _size(part: Mapping[str, Point]) -> Point:
    wide, high = (max(point[axis] for point in part.values()) for axis in (0, 1))
    return wide + _GAP, high + _GAP


def _centred(places: Mapping[str, Point]) -> dict[str, Point]:
    if not places:
        return {}
    middle = [
        (min(p[axis] for p in places.values()) + max(p[axis] for p in places.values())) / 2 for axis in (0, 1)
    ]
    return {node: (round(x - middle[0], 1), round(y - middle[1], 1)) for node, (x, y) in places.items()}
