"""What a way of reading a number yields: ``新增托位1.5万个`` → 新增托位, =, 万个, and the rule that read it."""

from __future__ import annotations

from typing import NamedTuple


class Finding(NamedTuple):
    """A requirement: its indicator, the span of its evidence in the view, comparator, unit and rule."""

    indicator: str
    start: int
    end: int
    comparator: str
    unit: str | None
    rule: str
    recurrence: str | None = None
