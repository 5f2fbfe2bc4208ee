"""The option `--store` of every command that asks an existing graph."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])
DEFAULT = "./kg-store"


def store_option(function: F) -> F:
    """`--store`: the folder of a store."""
    help_text = "图谱库 | the store, a folder that `kg build` made"
    return click.option("--store", default=DEFAULT, show_default=True, metavar="DIR", help=help_text)(
        function
    )
