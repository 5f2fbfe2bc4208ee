"""Documents that could not be read: each is named on stderr, the others go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import click

from kg.errors import LeftOutError, ReadError
from kg.model import Document

F = TypeVar("F", bound=Callable[..., Any])


def strict_option(function: F) -> F:
    """The option `--strict`: exit status 1 where any document failed."""
    help_text = "有一份文件读不了即以状态 1 结束 | exit status 1 when any document cannot be read"
    return click.option("--strict", is_flag=True, help=help_text)(function)


class Problems:
    """The errors of a run over many documents."""

    def __init__(self, strict: bool) -> None:
        self.strict = strict
        self.failed = 0
        self.read = 0

    def readable(self, documents: Iterable[Document | ReadError]) -> Iterator[Document]:
        """The documents; what could not be read is printed and remembered, what is none is printed only."""
        for one in documents:
            if isinstance(one, ReadError):
                click.echo(str(one), err=True)
                self.failed += not isinstance(one, LeftOutError)
            else:
                self.read += 1
                yield one

    def report(self) -> None:
        """End the command with status 1 where nothing could be read, or `--strict` was asked for."""
        if not self.read or (self.strict and self.failed):
            raise click.exceptions.Exit(1)
