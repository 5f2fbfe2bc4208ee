"""A click group whose commands are imported when they are run, so that `kg --help` starts at once.

Each command is one module of this package, named as the command, holding a click command `command`; its first help line
stands in `COMMANDS` here, because the module with the full help is not imported to list it.
"""

from __future__ import annotations

import importlib
from typing import Any

import click

from kg.errors import KgError

COMMANDS = {
    "build": "读取文件，建成图谱库 | read documents and build the graph",
    "extract": "抽取事实，逐份输出 JSON | facts of documents as JSON lines",
    "query": "提问 | ask the graph a question",
    "explain": "一条事实的原句 | the sentence behind a fact",
    "rank": "责任排名 | who leads, who is central, who is overloaded",
    "keywords": "任务关键词 | what the tasks of an agency or a region are about",
    "view": "交互式图谱网页 | an interactive graph page",
    "validate": "检查图谱 | check the graph against its shapes",
    "verify": "逐条核对原文 | check every quote against its source",
    "evaluate": "与标准答案比对 | compare facts with gold facts",
    "review": "复核可能漏读的句子 | sentences that may hold a fact nobody read",
    "export": "导出 | write the graph in another format",
}


class Failure(click.ClickException):
    """One sentence on stderr, exit status 1: ``a.txt: the file is empty``."""

    def show(self, file: Any = None) -> None:
        """Print the sentence as it is."""
        click.echo(self.format_message(), file=file, err=True)


class LazyGroup(click.Group):
    """`kg`: lists its commands from a table and imports the one that is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now: ``query`` → ``kg.cli.query.command``."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"kg.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of commands, without importing any of them."""
        with formatter.section("命令 Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what a user can mend becomes one sentence and exit status 1."""
        try:
            return super().invoke(ctx)
        except KgError as error:
            raise Failure(str(error)) from error
