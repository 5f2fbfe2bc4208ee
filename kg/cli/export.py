"""`kg export`: the graph in another format."""

from __future__ import annotations

import click

from kg.cli.output import output_option, writing
from kg.cli.store import store_option
from kg.export import FORMATS, export
from kg.store import open_store


@click.command("export")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="turtle", show_default=True)
@store_option
@output_option
def command(form: str, store: str, output: str) -> None:
    """导出整个图谱：Turtle、N-Quads（保留命名图）、JSON-LD、GraphML。

    Write the whole graph as Turtle, N-Quads (with its named graphs), JSON-LD, or GraphML for drawing programs.

    \b
    例 Example:
      kg export -o graph.ttl
      kg export --format graphml -o graph.graphml
    """
    with writing(output) as stream:
        stream.writelines(export(open_store(store), form))
