"""`kg explain`: the sentence behind a fact."""

from __future__ import annotations

import click

from kg.cli.output import emit, output_option
from kg.cli.store import store_option
from kg.explain import explain
from kg.store import open_store


@click.command("explain")
@click.argument("iri")
@store_option
@output_option
def command(iri: str, store: str, output: str) -> None:
    """一条事实的原句（引文标出）、文件、条款和规则；给条款或文件则逐条列出。

    Show the sentence behind a fact with its quote in 【】, its document and provision, and the rule that read it. The IRI of
    a provision or a document shows all its facts.

    \b
    例 Example:
      kg explain doc:440608/甲府办函〔2023〕4号/p/2.1
      kg query "SELECT ?t WHERE { ?t a kg:Target }" --format csv | tail -n 1 | xargs kg explain
    """
    emit("\n\n".join(map(str, explain(open_store(store), iri))), output)
