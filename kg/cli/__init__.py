"""The command line: options → one call → print. `kg --help` lists the commands; each is a module of this package."""

from __future__ import annotations

import sys
from io import TextIOWrapper

import click

from kg.cli.lazy import LazyGroup


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="zhengce-kg", prog_name="kg")
def kg() -> None:
    """政策知识图谱：谁牵头、办什么、何时办完、达到多少、依据哪份文件。

    Chinese policy documents as a graph in which every statement points to the very characters that say it.

    \b
    例 Example:
      kg build seeds/
      kg query --list
    """


def main() -> None:
    """The entry point: a terminal that cannot show Chinese gets escapes instead of a crash."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    kg(prog_name="kg")
