"""`kg evaluate`: precision, recall and F1 against gold facts; gains and losses against an earlier extraction."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

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
@click.option(
    "--min",
    "floors",
    multiple=True,
    metavar="KEY=V",
    help="低于此值则以状态 1 结束 | exit 1 under this figure",
)
@click.option("--each", is_flag=True, help="每份文件一行 | one line a document")
@click.option(
    "--rules", is_flag=True, help="每条规则一行：置信度与实际 | one line a rule: confidence and truth"
)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@output_option
def command(
    gold_dir: Path | None, documents: Path | None, against: Path | None, output: str, **show: Any
) -> None:
    """与标准答案比对：查全率、查准率、F1，逐条差错，得失。

    Compare extracted facts with gold facts (docs/facts.md): figures a kind and field, every miss with its sentence,
    rules' confidence beside how often they are right; or with an earlier extraction: facts gained (+) and lost (-).

    \b
    例 Example:
      kg evaluate tests/gold/seeds --documents seeds
      kg evaluate tests/gold/corpus --errors targets
      kg extract corpus/ -o old.jsonl; kg evaluate --documents corpus/ --against old.jsonl
    """
    if gold_dir is None and (against is None or documents is None):
        raise click.UsageError("GOLD_DIR is needed, or --documents with --against")
    folder = documents or gold_dir or Path()
    found = evaluate.run(gold_dir, folder) if gold_dir else ()
    report = _compared(found, **show) if gold_dir else []
    emit("\n".join([*report, *(_changes(against, folder) if against else ())]), output)
    _hold(show["floors"], evaluate.figures(found))


def _compared(
    found: tuple[evaluate.Comparison, ...],
    kinds: tuple[str, ...],
    each: bool,
    rules: bool,
    form: str,
    **_: Any,
) -> list[str]:
    values, honest = evaluate.figures(found), evaluate.calibration(found)
    if form == "json":
        return [json.dumps({**values, "calibration": asdict(honest)}, ensure_ascii=False, indent=1)]
    misses = [line for kind in kinds for comparison in found for line in evaluate.errors(comparison, kind)]
    documents = evaluate.summary(found) if each else ()
    return [*misses, *documents, *evaluate.lines(values), *evaluate.graded(honest, rules)]


def _changes(against: Path, documents: Path) -> list[str]:
    found = evaluate.gains(against, documents)
    totals = (f"{kind:20s} +{gained} -{lost}" for kind, (gained, lost) in evaluate.counts(found).items())
    return [*(f"{c.sign} {c.file} {c.kind}: {c.line}" for c in found), *totals]


def _hold(floors: tuple[str, ...], values: dict[str, float]) -> None:
    """End with status 1 where a figure is under its floor: ``citations.f1=0.97``."""
    pairs = [floor.partition("=") for floor in floors]
    low = [(key, value) for key, _, value in pairs if values.get(key, 0) < _number(value)]
    for key, value in low:
        click.echo(f"{key}: {values.get(key, 0):.4f} is short of {value}", err=True)
    if low:
        raise click.exceptions.Exit(1)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise click.UsageError("--min takes KEY=VALUE, e.g. citations.f1=0.97") from error
