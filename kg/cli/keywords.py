"""`kg keywords`: what tasks are about."""

from __future__ import annotations

import click

from kg import query, words
from kg.analysis.keywords import UNITS, keywords, table
from kg.cli.output import emit, output_option
from kg.cli.store import store_option
from kg.store import open_store


@click.command("keywords")
@click.option(
    "--unit",
    type=click.Choice(list(UNITS)),
    default="agency",
    show_default=True,
    help="按单位或地区 | for each agency or each region",
)
@click.option("--region", help="只看某地的文件（代码、名称或 IRI）| only documents of one region")
@click.option(
    "--limit", type=click.IntRange(1), default=10, show_default=True, help="每组几个词 | words a group"
)
@click.option(
    "--format", "style", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True
)
@store_option
@output_option
def command(unit: str, region: str | None, limit: int, style: str, store: str, output: str) -> None:
    """关键词：各单位、各地区的任务在说什么，与别人有何不同。

    The words that mark off the tasks of an agency or a region from everybody else's (tf-idf over the tasks' text).

    \b
    例 Example:
      kg keywords --region 440608 --limit 5
      kg keywords --unit region --format csv -o words.csv
    """
    rows = query.run(open_store(store), "task_texts", {"region": region} if region else {})
    emit(query.render(table(keywords(rows, words.content, unit, limit)), style), output)
