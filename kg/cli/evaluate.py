"""`kg evaluate`: precision, recall and F1 against gold facts; gains and losses against an earlier extraction."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg import evaluate
from kg.cli.output import emit, output_option
from kg.evaluate.matching import KINDS

ERRORS = click.Choice(["document", *(kind.name for kind in KINDS)])


@click.command("evaluate")
@click.argument("gold_dir", required=False, type=click.Path(path_type=Path))
@click.option(
    "--documents",
    type=click.Path(path_type=Path),
    help="原文所在文件夹（缺省同 GOLD_DIR）| where the documents are",
)
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    metavar="OLD.jsonl",
    help="与以前的抽取结果比较得失 | gains and losses",
)
@click.option(
    "--errors", "kinds", type=ERRORS, multiple=True, help="逐条列出差错 | list every miss, with its sentence"
)
@click.option("--each", is_flag=True, help="每份文件一行 | one line a document")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@output_option
def command(
    gold_dir: Path | None,
    documents: Path | None,
    against: Path | None,
    kinds: tuple[str, ...],
    **show: str | bool,
) -> None:
    """与标准答案比对：查全率、查准率、F1，逐条差错，得失。

    Compare extracted facts with gold facts (docs/facts.md): figures a kind and field, every miss with its sentence; or
    with an earlier extraction: facts gained (+) and lost (-).

    \b
    例 Example:
      kg evaluate tests/gold/seeds --documents seeds
      kg evaluate tests/gold/corpus --errors targets
      kg extract corpus/ -o old.jsonl; kg evaluate --documents corpus/ --against old.jsonl
    """
    if gold_dir is None and (against is None or documents is None):
        raise click.UsageError("GOLD_DIR is needed, or --documents with --against")
    report: list[str] = []
    if gold_dir is not None:
        report += _compared(gold_dir, documents or gold_dir, kinds, show)
    if against is not None:
        report += _changes(against, documents or gold_dir or Path())
    emit("\n".join(report), str(show["output"]))


def _compared(
    gold_dir: Path, documents: Path, kinds: tuple[str, ...], show: dict[str, str | bool]
) -> list[str]:
    found = evaluate.run(gold_dir, documents)
    values = evaluate.figures(found)
    if show["form"] == "json":
        return [json.dumps(values, ensure_ascii=False, indent=1)]
    misses = [line for kind in kinds for comparison in found for line in evaluate.errors(comparison, kind)]
    return [*misses, *(evaluate.summary(found) if show["each"] else ()), *evaluate.lines(values)]


def _changes(against: Path, documents: Path) -> list[str]:
    found = evaluate.gains(against, documents)
    totals = (f"{kind:20s} +{gained} -{lost}" for kind, (gained, lost) in evaluate.counts(found).items())
    return [*(f"{c.sign} {c.file} {c.kind}: {c.line}" for c in found), *totals]
