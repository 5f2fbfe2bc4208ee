"""`kg query`: a ready question, a `.rq` file or SPARQL text."""

from __future__ import annotations

from typing import Any

import click

from kg import query
from kg.cli.output import emit, output_option
from kg.cli.store import store_option
from kg.store import open_store


def _pairs(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    pairs = [value.partition("=") for value in values]
    if any(not mark for _, mark, _ in pairs):
        raise click.BadParameter("give KEY=VALUE, e.g. --param agency=佛山市高明区卫生健康局")
    return {key.strip(): value for key, _, value in pairs}


def _list(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo("\n\n".join(question.describe() for question in query.catalogue()))
        context.exit()


@click.command("query")
@click.argument("question", metavar="TEXT|FILE|NAME")
@click.option(
    "--param",
    "params",
    multiple=True,
    callback=_pairs,
    metavar="KEY=VALUE",
    help="参数，可重复 | a parameter of the question; may be repeated",
)
@click.option("--format", "style", type=click.Choice(query.FORMATS), default="table", show_default=True)
@click.option(
    "--list",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list,
    help="列出现成的问题 | list the ready questions",
)
@store_option
@output_option
def command(question: str, params: dict[str, Any], style: str, store: str, output: str) -> None:
    """提问：现成的问题（--list）、.rq 文件或 SPARQL 语句。

    Ask the graph: a ready question by its name, a .rq file, or SPARQL text. Agencies, regions and documents are given as
    people write them (佛山市高明区卫生健康局, 440608, 明府办函〔2023〕40号).

    \b
    例 Example:
      kg query --list
      kg query tasks_led_by_agency --param agency=重庆市綦江区医疗保障局
      kg query "SELECT ?t WHERE { ?d a kg:PolicyDocument ; dct:title ?t }" --format csv
    """
    emit(query.render(query.run(open_store(store), question, params), style), output)
