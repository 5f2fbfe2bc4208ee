"""A quote in its sentence, to be shown to a person: ``…做法。【区卫生健康局】牵头，区财政局配合。``"""

from __future__ import annotations

import re

_END = re.compile(r"[。！？；;!?\n]")
_SPACE = re.compile(r"\s+")
_LONGEST = 200  # characters either side: a page without a full stop must not be printed whole


def bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around `text[start:end]` begins and ends (with its 。 or ；)."""
    before = [m.end() for m in _END.finditer(text, max(0, start - _LONGEST), start)]
    after = _END.search(text, max(start, end - 1), end + _LONGEST)
    last = max(end, after.end()) if after else min(len(text), end + _LONGEST)
    return (before[-1] if before else max(0, start - _LONGEST)), last


def sentence(text: str, start: int, end: int, marks: tuple[str, str] = ("【", "】")) -> str:
    """The sentence around `text[start:end]` on one line, the quote between `marks`."""
    return marked(text, (start, end), bounds(text, start, end), marks)


def marked(
    text: str, quote: tuple[int, int], around: tuple[int, int], marks: tuple[str, str] = ("【", "】")
) -> str:
    """The passage `around` on one line, its `quote` between `marks`, at most so much of it that a person can read."""
    start, end = quote
    first, last = max(around[0], start - _LONGEST), min(around[1], end + _LONGEST)
    shown = f"{text[first:start]}{marks[0]}{text[start:end]}{marks[1]}{text[end:last]}"
    return _SPACE.sub(" ", shown).strip()
