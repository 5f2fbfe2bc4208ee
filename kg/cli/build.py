"""`kg build`: documents → a store, with a progress bar and a summary."""

from __future__ import annotations

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from kg.build import Summary, build
from kg.cli.store import store_option

KINDS = {
    "provisions": "条款",
    "tasks": "任务",
    "citations": "引用文件",
    "responsibilities": "责任",
    "targets": "指标",
    "deadlines": "时限",
    "adoptions": "经验推广",
    "attributions": "地区归属",
}
OUTCOMES = {"resolved": "已对应", "stub": "库中没有", "ambiguous": "有歧义"}


@click.command("build")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option(
    "--workers",
    type=click.IntRange(1),
    help="进程数（缺省自动）| processes; by default one for few documents",
)
@click.option(
    "--strict",
    is_flag=True,
    help="有一份文件读不了即以状态 1 结束 | exit status 1 when any document cannot be read",
)
@store_option
def command(paths: tuple[str, ...], workers: int | None, strict: bool, store: str) -> None:
    """读取文件和文件夹，建成图谱库；新库完整之前旧库不动。

    Read documents (text, pages, office files, PDF, .zip, .jsonl, folders, - for standard input) and build the store. The
    old store stays as it is until the new one is complete. A document that cannot be read is named, and the rest is built.

    \b
    例 Example:
      kg build seeds/
      kg build documents/ more.html --store my-store --workers 4
    """
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("读取 Reading", total=None)
        summary = build(
            paths,
            store,
            workers=workers,
            progress=lambda done, of: bar.update(task, completed=done, total=of),
        )
    for problem in summary.problems:
        click.echo(problem, err=True)
    click.echo("\n".join(_lines(summary)))
    if strict and summary.problems:
        raise click.exceptions.Exit(1)


def _lines(summary: Summary) -> list[str]:
    failed = f"，读不了 {len(summary.problems)} 份 failed" if summary.problems else ""
    lines = [f"{summary.store}: 文件 documents {summary.documents}{failed}，四元组 quads {summary.quads}"]
    lines += [_kind(summary, kind, count) for kind, count in summary.facts.items()]
    outcomes = (f"{OUTCOMES.get(key, '')} {key} {count}" for key, count in summary.cited.items())
    lines += [f"  被引文件 cited documents: {'，'.join(outcomes)}"] if summary.cited else []
    lines += [f"  注意 note: {report}" for report in summary.reports]
    return lines + [f"  读不了 not read: {problem}" for problem in summary.problems]


def _kind(summary: Summary, kind: str, count: int) -> str:
    gained, lost = (summary.gained or {}).get(kind, 0), (summary.lost or {}).get(kind, 0)
    change = f"   (+{gained} −{lost})" if summary.gained is not None and (gained or lost) else ""
    return f"  {KINDS.get(kind, kind)} {kind}{' ' * (24 - len(kind) - 2 * len(KINDS.get(kind, '')))}{count:>7}{change}"
