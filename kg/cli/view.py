"""`kg view`: the graph, or a part of it, as one page that needs no network."""

from __future__ import annotations

import click

from kg import query
from kg.analysis.picture import CAP, picture
from kg.cli.output import emit, output_option
from kg.cli.store import store_option
from kg.store import open_store
from kg.views import network

KINDS = ("agency", "document", "region")


@click.command("view")
@click.option("--agency", multiple=True, help="以某单位为中心 | around an agency")
@click.option("--document", multiple=True, help="以某文件为中心（文号、标题或 IRI）| around a document")
@click.option("--region", multiple=True, help="以某地区为中心 | around a region")
@click.option("--hops", type=click.IntRange(0), help="几步之内 | how many steps away (2; around a region 3)")
@click.option(
    "--cap",
    type=click.IntRange(1),
    default=CAP,
    show_default=True,
    help="最多几个节点 | at most so many nodes",
)
@store_option
@output_option
def command(hops: int | None, cap: int, store: str, output: str, **around: tuple[str, ...]) -> None:
    """交互式图谱网页：整个图谱，或以单位、文件、地区为中心；可离线打开。

    Write one HTML page with the graph, or the part around agencies, documents and regions; it works offline, and each node
    shows the sentence it rests on.

    \b
    例 Example:
      kg view -o view.html
      kg view --agency 佛山市高明区卫生健康局 --hops 2 -o view.html
    """
    opened = open_store(store)
    focus = [iri for kind in KINDS for name in around[kind] for iri in query.lookup(opened, kind, name)]
    rows = query.with_sentences(opened, query.run(opened, "network"))
    shown = picture(rows, focus, hops, cap)
    emit(network.render(shown, " · ".join(name for kind in KINDS for name in around[kind])), output)
    click.echo(network.count(shown), err=True)
