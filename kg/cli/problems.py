"""Documents that could not be read: each is named on stderr, the others go on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click

from kg.errors import KgError

F = TypeVar("F", bound=Callable[..., Any])


def strict_option(function: F) -> F:
    """The option `--strict`: exit status 1 where any document failed."""
    help_text = "有一份文件读不了即以状态 1 结束 | exit status 1 when any document cannot be read"
    return click.option("--strict", is_flag=True, help=help_text)(function)


class Problems:
    """The errors of a run over many documents."""

    def __init__(self, strict: bool) -> None:
        self.strict = strict
        self.found: list[str] = []

    @contextmanager
    def noted(self) -> Iterator[None]:
        """Do one document; what a user can mend about it is printed and remembered, and the run goes on."""
        try:
            yield
        except KgError as error:
            self.found.append(str(error))
            click.echo(str(error), err=True)

    def report(self, documents: int) -> None:
        """End the command with status 1 where nothing could be read, or `--strict` was asked for."""
        if self.found and (self.strict or len(self.found) == documents):
            raise click.exceptions.Exit(1)
