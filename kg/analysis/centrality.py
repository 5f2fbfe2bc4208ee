"""Who matters most: agencies ranked by the tasks they lead and by their place in the network.

Rows of the question `duties` become a bipartite graph of agencies and tasks. An edge weighs what the role weighs (lead 3,
responsible 2, support 1, guide 1), divided by the number of agencies in that role where they share it (按职责分工负责).
An agency in several roles of one task keeps the heaviest. Two agencies are neighbours in the co-responsibility graph when
they have a task in common.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeAlias

import networkx as nx

from kg.errors import KgError
from kg.query import Rows

MEASURES = ("led", "degree", "betweenness", "pagerank")
UNITS = ("agency", "region", "function")
ROLES = ("lead", "responsible", "support", "guide")
_EPSILON = 1e-12  # sum of absolute errors that PageRank may leave
_ROUNDS = 1000  # 0.85 ** 171 < 1e-12, so this is never reached
_EXACT = 2000  # nodes; beyond, betweenness is estimated from this many sources
_SEED = 1

Edges: TypeAlias = dict[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Weights:
    """What a role weighs: 牵头 3, 负责 2, 配合 1, 指导 1."""

    lead: float = 3
    responsible: float = 2
    support: float = 1
    guide: float = 1

    def of(self, role: str) -> float:
        """The weight of one role: ``Weights().of("lead")`` is 3."""
        return float(getattr(self, role))


@dataclass(frozen=True, slots=True)
class Choice:
    """Which duties count: a region (code, name or IRI), a function (`health`), a year of signing; groups (各成员单位) or not."""

    region: str | None = None
    function: str | None = None
    year: int | None = None
    groups: bool = False


@dataclass(frozen=True, slots=True)
class Duty:
    """One agency in one role of one task, as a row of the question `duties` has it."""

    agency: str
    name: str
    region: str
    region_name: str
    code: str
    function: str
    role: str
    task: str
    shared: bool
    group: bool
    year: int | None


@dataclass(frozen=True, slots=True)
class RankRow:
    """One line of a ranking: 重庆市綦江区医疗保障局 leads 12 tasks, has a part in 15, weighted degree 40.5 …"""

    place: int
    name: str
    region: str
    function: str
    led: int
    tasks: int
    degree: float
    betweenness: float
    pagerank: float
    id: str


@dataclass(frozen=True, slots=True)
class _Node:
    name: str
    region: str
    function: str
    led: set[str] = field(default_factory=set)
    tasks: set[str] = field(default_factory=set)


def rank(
    rows: Rows,
    by: str = "led",
    weights: Weights = Weights(),
    choice: Choice = Choice(),
    unit: str = "agency",
) -> list[RankRow]:
    """Agencies, or their regions or functions, with the highest first.

    `rows` are those of the question `duties`. `by` is one of MEASURES: tasks led, weighted degree, betweenness in the
    co-responsibility graph (unweighted shortest paths, 0 to 1), PageRank in the weighted agency–task graph (shares of the
    agencies, sum 1). With `unit` region or function the bodies of one region, or of one function, count as one.
    Equal values share a place. Raises KgError for another measure or unit.
    """
    _check(by, MEASURES, "measure")
    _check(unit, UNITS, "unit")
    duties = select(duties_of(rows), choice)
    nodes = _nodes(duties, unit)
    edges = _edges(duties, unit, weights)
    graph = bipartite(edges)
    tables = (_degree(edges), betweenness(projection(graph, nodes)), pagerank(graph, nodes))
    found = [_row(key, node, tables) for key, node in nodes.items()]
    found.sort(key=lambda row: (-getattr(row, by), -row.led, -row.degree, row.name, row.id))
    return _placed(found, by)


def rank_over_time(
    rows: Rows,
    by: str = "led",
    weights: Weights = Weights(),
    choice: Choice = Choice(),
    unit: str = "agency",
) -> list[tuple[int, list[RankRow]]]:
    """One ranking for each year in which documents were signed, oldest first."""
    years = sorted({duty.year for duty in select(duties_of(rows), choice) if duty.year is not None})
    each = (Choice(choice.region, choice.function, year, choice.groups) for year in years)
    return [(year, rank(rows, by, weights, one, unit)) for year, one in zip(years, each, strict=True)]


def table(ranking: Sequence[RankRow]) -> Rows:
    """A ranking as rows, to be printed like the answer to a question."""
    columns = (
        "place",
        "name",
        "region",
        "function",
        "led",
        "tasks",
        "degree",
        "betweenness",
        "pagerank",
        "id",
    )
    return Rows(columns, tuple(tuple(_shown(getattr(row, column)) for column in columns) for row in ranking))


def duties_of(rows: Rows) -> list[Duty]:
    """The rows of the question `duties` as values; empty cells become empty strings."""
    return [
        Duty(
            **{name: str(row[name] or "") for name in ("agency", "name", "region_name", "code", "function")},
            region=str(row["region_iri"] or ""),
            role=str(row["role"]),
            task=str(row["task"]),
            shared=bool(row["shared"]),
            group=bool(row["group"]),
            year=int(str(row["year"])) if row["year"] else None,
        )
        for row in rows
    ]


def select(duties: Iterable[Duty], choice: Choice) -> list[Duty]:
    """The duties that a choice leaves."""
    return [duty for duty in duties if _wanted(duty, choice)]


def bipartite(edges: Mapping[tuple[str, str], float]) -> nx.Graph[str]:
    """The weighted graph of agencies and tasks; `edges` are (agency, task) → weight, nodes stand in sorted order."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted({agency for agency, _ in edges}), bipartite=0)
    graph.add_nodes_from(sorted({task for _, task in edges}), bipartite=1)
    graph.add_weighted_edges_from((agency, task, edges[agency, task]) for agency, task in sorted(edges))
    return graph


def projection(graph: nx.Graph[str], agencies: Iterable[str]) -> nx.Graph[str]:
    """The co-responsibility graph: agencies, joined by the number of tasks that they have in common."""
    if not graph:
        return nx.Graph()
    found: nx.Graph[str] = nx.bipartite.weighted_projected_graph(graph, list(agencies))
    return found


def betweenness(graph: nx.Graph[str]) -> dict[str, float]:
    """Share of shortest paths between two others that lead through each (unweighted, 0 to 1)."""
    sources = _EXACT if graph.number_of_nodes() > _EXACT else None
    found: dict[str, float] = nx.betweenness_centrality(graph, k=sources, normalized=True, seed=_SEED)
    return found


def pagerank(graph: nx.Graph[str], agencies: Iterable[str], damping: float = 0.85) -> dict[str, float]:
    """PageRank in the weighted graph, converged, as shares of the agencies (sum 1)."""
    if not graph:
        return {}
    # networkx stops at an error below nodes × tol, so the tolerance is divided by their number.
    tolerance = _EPSILON / graph.number_of_nodes()
    found: dict[str, float] = nx.pagerank(
        graph, alpha=damping, tol=tolerance, max_iter=_ROUNDS, weight="weight"
    )
    own = {agency: found[agency] for agency in agencies}
    total = sum(own.values())
    return {agency: value / total for agency, value in own.items()}


def _check(value: str, known: tuple[str, ...], what: str) -> None:
    if value not in known:
        raise KgError(f"there is no {what} {value}; choose one of {', '.join(known)}")


def _wanted(duty: Duty, choice: Choice) -> bool:
    return (
        (choice.groups or not duty.group)
        and choice.region in (None, duty.region, duty.region_name, duty.code)
        and choice.function in (None, duty.function)
        and choice.year in (None, duty.year)
    )


def _key(duty: Duty, unit: str) -> str:
    return str(getattr(duty, unit)) or "?"


def _nodes(duties: Iterable[Duty], unit: str) -> dict[str, _Node]:
    nodes: dict[str, _Node] = {}
    for duty in sorted(duties, key=lambda duty: (_key(duty, unit), duty.task)):
        node = nodes.setdefault(_key(duty, unit), _named(duty, unit))
        node.tasks.add(duty.task)
        if duty.role == "lead":
            node.led.add(duty.task)
    return nodes


def _named(duty: Duty, unit: str) -> _Node:
    if unit == "region":
        return _Node(duty.region_name or duty.code or "?", duty.region_name, "")
    if unit == "function":
        return _Node(duty.function or "?", "", duty.function)
    return _Node(duty.name, duty.region_name, duty.function)


def _edges(duties: Sequence[Duty], unit: str, weights: Weights) -> Edges:
    """What each (agency, task) weighs; bodies that count as one add up."""
    heaviest: Edges = {}
    owner: dict[str, str] = {}
    in_role = _in_role(duties)
    for duty in duties:
        among = len(in_role[duty.task, duty.role]) if duty.shared else 1
        edge, weight = (duty.agency, duty.task), weights.of(duty.role) / among
        heaviest[edge] = max(weight, heaviest.get(edge, 0.0))
        owner[duty.agency] = _key(duty, unit)
    found: Edges = defaultdict(float)
    for (agency, task), weight in sorted(heaviest.items()):
        found[owner[agency], task] += weight
    return dict(found)


def _in_role(duties: Iterable[Duty]) -> Mapping[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for duty in duties:
        found[duty.task, duty.role].add(duty.agency)
    return found


def _degree(edges: Edges) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for (agency, _), weight in edges.items():
        found[agency] += weight
    return found


def _row(key: str, node: _Node, tables: tuple[Mapping[str, float], ...]) -> RankRow:
    degree, between, share = (found.get(key, 0.0) for found in tables)
    led, tasks = len(node.led), len(node.tasks)
    return RankRow(0, node.name, node.region, node.function, led, tasks, degree, between, share, key)


def _placed(rows: Sequence[RankRow], by: str) -> list[RankRow]:
    """The rows with their places: 1, 2, 2, 4."""
    found: list[RankRow] = []
    for number, row in enumerate(rows, start=1):
        tied = bool(found) and getattr(found[-1], by) == getattr(row, by)
        fields: dict[str, Any] = {name: getattr(row, name) for name in RankRow.__slots__ if name != "place"}
        found.append(RankRow(place=found[-1].place if tied else number, **fields))
    return found


def _shown(value: str | int | float) -> str | int | Decimal:
    return Decimal(f"{value:.6f}") if isinstance(value, float) else value
