"""`kg verify`: every quote against its source."""

from __future__ import annotations

import click

from kg.cli.output import emit, output_option
from kg.cli.store import store_option
from kg.store import open_store
from kg.verify import Verdict, verify


@click.command("verify")
@click.argument("paths", nargs=-1, metavar="[PATH…]")
@store_option
@output_option
def command(paths: tuple[str, ...], store: str, output: str) -> None:
    """逐条核对：原文未变，引文在其位置，内容可从引文读出。

    Check that every fact can be read where it says. With PATH… (what `kg build` was given) the source files are read
    again and their hashes compared; every quote must stand at its place in the text, and what it is said to say (agency,
    title, value) must be readable in it. Exit status 1 where anything does not hold.

    \b
    例 Example:
      kg verify seeds/
      kg verify --store my-store
    """
    verdict = verify(open_store(store), paths)
    emit("\n".join([*verdict.problems, _counts(verdict)]), output)
    if verdict.problems:
        raise click.exceptions.Exit(1)


def _counts(verdict: Verdict) -> str:
    read = f"重读 {verdict.sources} 个文件" if verdict.sources else "未重读原文件（给出 PATH 即重读）"
    zh = f"核对 {verdict.documents} 份文件、{verdict.facts} 条事实、{verdict.tasks} 项任务，{read}，问题 {len(verdict.problems)} 个。"
    en = f"{verdict.facts} facts, {verdict.tasks} tasks of {verdict.documents} documents, {verdict.sources} sources read again"
    return f"{zh}\n{en}: {len(verdict.problems) or 'no'} problems"
