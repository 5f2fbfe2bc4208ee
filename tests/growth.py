"""How time grows with length, measured so that a busy machine does not decide."""

from __future__ import annotations

from collections.abc import Callable

TRIES = 5  # of which one must do: chance only ever adds time, what is quadratic fails them all
CHANCE = 0.1  # seconds that mean nothing


def is_linear(seconds: Callable[[int], float], size: int, times: int = 4) -> bool:
    """Whether `times` the size takes less than twice `times` as long, where the square would be four times that."""
    return any(seconds(times * size) < 2 * times * seconds(size) + CHANCE for _ in range(TRIES))
