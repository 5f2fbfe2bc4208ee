"""Where a command's result goes: a file, written whole or not at all, or standard output."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO, TypeVar

import click

from kg.errors import WriteError

F = TypeVar("F", bound=Callable[..., Any])


def output_option(function: F) -> F:
    """The option `-o FILE` of every command that writes."""
    help_text = "写入文件（缺省为标准输出）| write to this file instead of standard output"
    option = click.option("-o", "--output", type=click.Path(), default="-", metavar="FILE", help=help_text)
    return option(function)


@contextmanager
def writing(output: str) -> Iterator[TextIO]:
    """A text stream to `output` (``-``: standard output); the file appears when the block ends without an error."""
    if output == "-":
        yield sys.stdout
        return
    target = Path(output)
    special = target.exists() and not target.is_file()  # a device or a pipe is written to, never replaced
    part = target if special else target.with_name(f"{target.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        os.replace(part, target)
    except OSError as error:
        raise WriteError(output, error) from error
    finally:
        if not special:
            _forget(part)


def emit(text: str, output: str = "-") -> None:
    """Write `text` to `output`, ending in a line break."""
    with writing(output) as stream:
        stream.write(text if text.endswith("\n") else text + "\n")


def ascii_only(output: str) -> bool:
    """Whether `output` is a terminal or pipe that cannot carry Chinese, so that JSON must be escaped."""
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    return output == "-" and not encoding.startswith(("utf", "gb"))


def _forget(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:
        return  # its folder is none, or cannot be written: there is nothing to forget
