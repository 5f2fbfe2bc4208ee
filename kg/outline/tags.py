"""Fragments of HTML in a text: ``<p style="…">一、总体要求</p>``, as crawls keep them.

Tags become white space of the same length, those of blocks with a line break in it, so that every position stays.
"""

from __future__ import annotations

import re

_SIGN = "〈/"  # what no such fragment is without, folded
_TAG = re.compile(r"〈/?([a-zA-Z][a-zA-Z0-9]{0,9})(?:[\s/][^〈〉]{0,500})?〉")
_ENTITY = re.compile(r"&(?:nbsp|ensp|emsp|thinsp|#160)；")
_BREAKS = frozenset(
    ("p", "br", "div", "tr", "li", "ul", "ol", "table", "section", "h1", "h2", "h3", "h4", "h5", "h6")
)
_CELLS = frozenset(("td", "th"))


def untagged(folded: str) -> str:
    """A folded text without tags, as long as it was."""
    if _SIGN not in folded:  # nearly every one
        return folded
    text = _TAG.sub(_white, folded)
    return _ENTITY.sub(lambda found: " " * len(found[0]), text) if "&" in text else text


def _white(tag: re.Match[str]) -> str:
    name = tag[1].lower()
    head = "\n" if name in _BREAKS else "\t" if name in _CELLS and tag[0][1] == "/" else " "
    return head.ljust(len(tag[0]))
