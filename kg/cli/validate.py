"""`kg validate`: shapes, and direct properties against fact nodes."""

from __future__ import annotations

import click

from kg.cli.output import emit, output_option
from kg.cli.store import store_option
from kg.store import open_store
from kg.validate import validate


@click.command("validate")
@store_option
@output_option
def command(store: str, output: str) -> None:
    """检查图谱：SHACL 形状；直接属性与事实节点两个方向逐角色一致。

    Check the graph against its SHACL shapes, and that direct properties (kg:ledBy …) and fact nodes agree, role by role,
    both ways. Exit status 1 where anything does not hold.

    \b
    例 Example:
      kg validate
      kg validate --store my-store -o report.txt
    """
    report = validate(open_store(store))
    emit(report.summary(), output)
    if not report.ok:
        raise click.exceptions.Exit(1)
