"""`kg rank`: who leads most, who is central."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from kg import query
from kg.analysis.centrality import (
    MEASURES,
    ROLES,
    UNITS,
    Choice,
    RankRow,
    Weights,
    rank,
    rank_over_time,
    table,
)
from kg.cli.output import emit, output_option
from kg.cli.store import store_option
from kg.query import Rows
from kg.store import open_store

FUNCTION_HELP = "只排某一职能（health、medical_security …）| only bodies of one function"


def _weights(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> Weights:
    """Weights with the given ones changed: ``--weight lead=5 --weight support=0``."""
    try:
        return Weights(**{role: float(value) for role, _, value in (text.partition("=") for text in values)})
    except (TypeError, ValueError) as error:
        raise click.BadParameter(f"give ROLE=NUMBER, roles are {', '.join(ROLES)}") from error


@click.command("rank")
@click.option(
    "--by",
    type=click.Choice(MEASURES),
    default="led",
    show_default=True,
    help="排序依据 | measure to sort by",
)
@click.option(
    "--unit",
    type=click.Choice(UNITS),
    default="agency",
    show_default=True,
    help="按单位、地区或职能 | what is ranked",
)
@click.option("--region", help="只排某地（代码、名称或 IRI）| only bodies of one region")
@click.option("--function", help=FUNCTION_HELP)
@click.option("--year", type=int, help="只看某年签发的文件 | only documents signed in a year")
@click.option("--over-time", is_flag=True, help="逐年各排一次 | one ranking a year")
@click.option("--groups", is_flag=True, help="包括各成员单位等 | count groups such as 各成员单位 too")
@click.option(
    "--weight",
    "weights",
    multiple=True,
    callback=_weights,
    metavar="ROLE=N",
    help="角色权重 | weight of a role  [lead=3 responsible=2 support=1 guide=1]",
)
@click.option("--limit", type=click.IntRange(1), help="只列前 N 名 | only the first N")
@click.option(
    "--format", "style", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True
)
@store_option
@output_option
def command(over_time: bool, limit: int | None, style: str, store: str, output: str, **how: Any) -> None:
    """责任排名：牵头任务数、加权度、共同责任网络中的介数、PageRank。

    Rank agencies by the tasks they lead (led), weighted degree, betweenness in the network of agencies that share tasks,
    or PageRank in the agency–task graph; for all, one region, one function, or year by year.

    \b
    例 Example:
      kg rank --limit 10
      kg rank --region 440608 --by pagerank --weight lead=5 --format csv -o rank.csv
    """
    rows = query.run(open_store(store), "duties")
    found = _years(rows, how, limit) if over_time else table(_ranked(rows, how)[:limit])
    emit(query.render(found, style), output)


def _ranked(rows: Rows, how: dict[str, Any]) -> list[RankRow]:
    choice = Choice(how["region"], how["function"], how["year"], how["groups"])
    return rank(rows, how["by"], how["weights"], choice, how["unit"])


def _years(rows: Rows, how: dict[str, Any], limit: int | None) -> Rows:
    choice = Choice(how["region"], how["function"], how["year"], how["groups"])
    years = rank_over_time(rows, how["by"], how["weights"], choice, how["unit"])
    tables = [(year, table(ranking[:limit])) for year, ranking in years]
    columns: Iterable[str] = tables[0][1].columns if tables else ()
    return Rows(("year", *columns), tuple((year, *row) for year, part in tables for row in part.rows))
