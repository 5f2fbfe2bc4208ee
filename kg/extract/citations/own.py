"""The document's own names: its title, the plan that it encloses, and the short forms that it gives to others.

Reads the title lines of the outline; what a text calls 《规划》 or 《办法》 without having said whose is its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.blocks import NUMBER, TITLE, Outline
from kg.fold import fold

_SHAPE = re.compile(r"[\s（）()〈〉《》<>“”\"'‘’—\-~·.、，,]")


def key(title: str) -> str:
    """A title as it is compared with others: without brackets, quotation marks, dashes and white space."""
    return _SHAPE.sub("", fold(title))


@dataclass(frozen=True, slots=True)
class Own:
    """What the document is called."""

    title: str  # all title lines, as a key

    def is_plan(self, title: str) -> bool:
        """Whether `title` is the plan that the own title names: 关于印发《X》的通知 → X."""
        short = key(title)
        return len(short) >= 6 and short in self.title and not self.is_self(title)

    def is_self(self, title: str) -> bool:
        """Whether `title` is the whole own title, printed once or twice."""
        short = key(title)
        return bool(short and self.title) and not self.title.replace(short, "")

    def is_known(self, title: str) -> bool:
        """Whether `title` is one of the own names."""
        return self.is_self(title) or self.is_plan(title)


def own(outline: Outline) -> Own:
    """The own names of the document of `outline`."""
    lines: list[str] = []
    for block in outline.blocks:
        if block.kind == TITLE and key(block.text) not in lines:
            lines.append(key(block.text))
        elif block.kind not in (TITLE, NUMBER) and lines and len(lines) > 8:
            break
    return Own("".join(lines))
