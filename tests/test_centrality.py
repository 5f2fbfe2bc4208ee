"""Rankings: exact tables on a graph of twelve nodes, made by hand, and a second way of computing each measure."""

from __future__ import annotations

from itertools import combinations, pairwise, permutations

import networkx as nx
import pytest

from kg import query
from kg.analysis.centrality import (
    Choice,
    Weights,
    betweenness,
    bipartite,
    duties_of,
    pagerank,
    projection,
    rank,
    rank_over_time,
    table,
)
from kg.errors import KgError
from kg.query import Rows
from tests import stores

COLUMNS = (
    "agency",
    "name",
    "region_iri",
    "region_name",
    "code",
    "function",
    "role",
    "task",
    "shared",
    "group",
    "year",
)
# Five agencies and seven tasks: twelve nodes. 财 and 卫 share t1; 各 is a group.
WHO = {
    "卫": ("区卫生健康局", "health", "440608"),
    "财": ("区财政局", "finance", "440608"),
    "保": ("区医保局", "medical_security", "440608"),
    "市": ("市卫生健康局", "health", "440600"),
    "各": ("各成员单位", "group", "440608"),
}
DUTIES = (  # agency, role, task, shared, year
    ("卫", "lead", "t1", True, "2022"),
    ("财", "lead", "t1", True, "2022"),
    ("卫", "lead", "t2", False, "2022"),
    ("保", "support", "t2", False, "2022"),
    ("保", "lead", "t3", False, "2022"),
    ("财", "support", "t3", False, "2022"),
    ("市", "guide", "t3", False, "2022"),
    ("保", "responsible", "t4", False, "2023"),
    ("市", "responsible", "t5", True, "2023"),
    ("卫", "responsible", "t5", True, "2023"),
    ("财", "responsible", "t6", False, "2023"),
    ("财", "support", "t6", False, "2023"),  # the heavier of two roles counts
    ("保", "lead", "t7", False, "2023"),
    ("各", "support", "t7", False, "2023"),
)


def rows(duties: tuple[tuple[str, str, str, bool, str], ...] = DUTIES) -> Rows:
    """Rows as the question `duties` gives them."""
    return Rows(
        COLUMNS,
        tuple(
            (
                key,
                WHO[key][0],
                f"r:{WHO[key][2]}",
                f"地{WHO[key][2]}",
                WHO[key][2],
                WHO[key][1],
                role,
                task,
                shared,
                key == "各",
                year,
            )
            for key, role, task, shared, year in duties
        ),
    )


def test_the_hand_made_graph_has_twelve_nodes() -> None:
    edges = {(duty.agency, duty.task): 1.0 for duty in duties_of(rows())}
    assert bipartite(edges).number_of_nodes() == 12


def test_led_tasks_and_weighted_degrees_are_those_counted_by_hand() -> None:
    """卫: 3/2 + 3 + 2/2 = 5.5; 财: 3/2 + 1 + 2 = 4.5; 保: 1 + 3 + 2 + 3 = 9; 市: 1 + 2/2 = 2."""
    assert [(row.place, row.id, row.led, row.tasks, row.degree) for row in rank(rows())] == [
        (1, "保", 2, 4, 9.0),
        (1, "卫", 2, 3, 5.5),
        (3, "财", 1, 3, 4.5),
        (4, "市", 0, 2, 2.0),
    ]


def test_betweenness_is_that_counted_by_hand() -> None:
    """卫–财, 卫–保, 保–财, 保–市, 财–市, 卫–市: everybody shares a task with everybody, so nobody stands between.

    Without t5 卫 and 市 meet through 保 or 财: half a path each, of three pairs of others.
    """
    assert [row.betweenness for row in rank(rows())] == [0, 0, 0, 0]
    fewer = tuple(duty for duty in DUTIES if duty[2] != "t5")
    assert {row.id: row.betweenness for row in rank(rows(fewer))} == pytest.approx(
        {"卫": 0, "财": 1 / 6, "保": 1 / 6, "市": 0}
    )


def test_groups_count_only_when_asked_for() -> None:
    """各成员单位 is no agency; with it 保 is the only way to it, so 保 stands between it and the three others."""
    assert "各" not in {row.id for row in rank(rows())}
    with_groups = {row.id: row for row in rank(rows(), choice=Choice(groups=True))}
    assert with_groups["各"].degree == 1.0
    assert with_groups["保"].betweenness == pytest.approx(3 / 6)


def test_the_order_follows_the_weights_of_the_roles() -> None:
    """By degree 保 is first; where only responsibility counts 财 is level with 保; where only 配合 counts 市 is last still."""
    by_degree = [row.id for row in rank(rows(), "degree")]
    assert by_degree == ["保", "卫", "财", "市"]
    alone = Weights(lead=0, responsible=1, support=0, guide=0)
    assert [(row.id, row.degree) for row in rank(rows(), "degree", alone)] == [
        ("保", 1.0),
        ("财", 1.0),
        ("卫", 0.5),
        ("市", 0.5),
    ]
    guides = Weights(lead=0, responsible=0, support=0, guide=1)
    assert rank(rows(), "degree", guides)[0].id == "市"


def test_a_shared_role_is_divided_and_an_unshared_one_is_not() -> None:
    unshared = tuple((key, role, task, False, year) for key, role, task, _, year in DUTIES)
    assert {row.id: row.degree for row in rank(rows(unshared))} == {
        "保": 9.0,
        "卫": 8.0,
        "财": 6.0,
        "市": 3.0,
    }


def power_iteration(edges: dict[tuple[str, str], float], rounds: int = 3000) -> dict[str, float]:
    """PageRank as the textbook has it, without any library."""
    nodes = sorted({node for edge in edges for node in edge})
    weight = {**edges, **{(b, a): value for (a, b), value in edges.items()}}
    total = {a: sum(value for (x, _), value in weight.items() if x == a) for a in nodes}
    found = dict.fromkeys(nodes, 1 / len(nodes))
    for _ in range(rounds):
        loose = sum(found[a] for a in nodes if total[a] == 0) / len(nodes)
        found = {
            b: 0.15 / len(nodes)
            + 0.85 * (loose + sum(found[a] * weight[a, b] / total[a] for a in nodes if (a, b) in weight))
            for b in nodes
        }
    return found


EDGES = {
    ("卫", "t1"): 1.5,
    ("财", "t1"): 1.5,
    ("卫", "t2"): 3.0,
    ("保", "t2"): 1.0,
    ("保", "t3"): 3.0,
    ("财", "t3"): 1.0,
    ("市", "t3"): 1.0,
    ("保", "t4"): 2.0,
    ("市", "t5"): 1.0,
    ("卫", "t5"): 1.0,
    ("财", "t6"): 2.0,
    ("保", "t7"): 3.0,
}


def test_pagerank_agrees_with_plain_power_iteration() -> None:
    """To 1e-8, on the shares of the agencies."""
    plain = power_iteration(EDGES)
    total = sum(plain[key] for key in "卫财保市")
    found = {row.id: row.pagerank for row in rank(rows(), "pagerank")}
    assert found == pytest.approx({key: plain[key] / total for key in "卫财保市"}, abs=1e-8)
    assert sum(found.values()) == pytest.approx(1)


def test_pagerank_has_converged_on_a_large_graph_too() -> None:
    """networkx' own tolerance grows with the graph: on 3,000 nodes it would stop far from the answer."""
    edges = {(f"a{i % 300}", f"t{(i * i * 7 + 3 * i) % 2700}"): 1.0 + i % 3 for i in range(6000)}
    graph = bipartite(edges)
    agencies = sorted({agency for agency, _ in edges})
    found = pagerank(graph, agencies)
    closer = nx.pagerank(graph, tol=1e-17, max_iter=5000, weight="weight")
    total = sum(closer[agency] for agency in agencies)
    assert max(abs(found[agency] - closer[agency] / total) for agency in agencies) < 1e-10


def test_betweenness_agrees_with_counting_all_shortest_paths() -> None:
    """Every path between every two agencies, by trying all of them."""
    few = {edge: weight for edge, weight in EDGES.items() if edge[1] not in ("t5", "t1")}
    agencies = sorted({agency for agency, _ in few})
    tied = {
        frozenset((a, b))
        for a, b in combinations(agencies, 2)
        if {t for x, t in few if x == a} & {t for x, t in few if x == b}
    }
    found = dict.fromkeys(agencies, 0.0)
    for start, end in combinations(agencies, 2):
        paths = [
            (start, *middle, end)
            for length in range(len(agencies) - 1)
            for middle in permutations([a for a in agencies if a not in (start, end)], length)
        ]
        paths = [p for p in paths if all(frozenset(step) in tied for step in pairwise(p))]
        shortest = [p for p in paths if len(p) == min(map(len, paths))]
        for path in shortest:
            for agency in path[1:-1]:
                found[agency] += 1 / len(shortest)
    pairs = (len(agencies) - 1) * (len(agencies) - 2) / 2
    graph = projection(bipartite(few), agencies)
    assert betweenness(graph) == pytest.approx({agency: value / pairs for agency, value in found.items()})
    assert any(found.values())


def test_the_projection_weighs_common_tasks() -> None:
    graph = projection(bipartite({**EDGES, ("财", "t2"): 1.0}), ["卫", "财", "保", "市"])
    assert graph["卫"]["财"]["weight"] == 2
    assert graph["卫"]["保"]["weight"] == 1


def test_by_region_function_and_year() -> None:
    """A choice leaves some duties; a unit puts the bodies of one function or region together."""
    assert [row.id for row in rank(rows(), choice=Choice(function="health"))] == ["卫", "市"]
    for region in ("440600", "地440600", "r:440600"):
        assert [row.id for row in rank(rows(), choice=Choice(region=region))] == ["市"]
    assert {row.id: row.led for row in rank(rows(), choice=Choice(year=2023))} == {
        "保": 1,
        "卫": 0,
        "财": 0,
        "市": 0,
    }
    by_function = {row.id: (row.led, row.degree) for row in rank(rows(), unit="function")}
    assert by_function["health"] == (2, 7.5)
    by_region = {row.id: (row.name, row.led, row.degree) for row in rank(rows(), unit="region")}
    assert by_region == {"r:440608": ("地440608", 4, 19.0), "r:440600": ("地440600", 0, 2.0)}


def test_over_time_there_is_one_ranking_a_year() -> None:
    found = rank_over_time(rows())
    assert [(year, [row.id for row in ranking][:1]) for year, ranking in found] == [
        (2022, ["卫"]),
        (2023, ["保"]),
    ]


def test_the_order_of_the_rows_changes_nothing() -> None:
    assert rank(rows(DUTIES[::-1]), "pagerank") == rank(rows(), "pagerank")


def test_nothing_to_rank_is_an_empty_ranking_and_a_wrong_measure_is_named() -> None:
    assert rank(rows(())) == []
    assert rank_over_time(rows(())) == []
    with pytest.raises(KgError, match="no measure power; choose one of led"):
        rank(rows(), "power")
    with pytest.raises(KgError, match="no unit village"):
        rank(rows(), unit="village")


def test_who_leads_most_on_the_seeds_is_what_the_question_says() -> None:
    """The ranking and the question `agencies_by_led_tasks` count the same tasks."""
    store = stores.gold_store()
    ranking = rank(query.run(store, "duties"))
    asked = {row["iri"]: row["led"] for row in query.run(store, "agencies_by_led_tasks")}
    assert {row.id: row.led for row in ranking} == asked
    assert ranking[0].led >= ranking[-1].led
    assert table(ranking).columns[:3] == ("place", "name", "region")
