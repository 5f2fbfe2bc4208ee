"""The styles of a Word file, as far as they change what text is shown: numbering, hidden text, tables of contents.

Reads ``word/styles.xml``; what a style does not say it has from the style that it is based on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kg.readers.word import xml

_LONGEST_CHAIN = 32  # styles based on styles; more is a ring


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says itself; None where it says nothing."""

    name: str
    based_on: str | None
    number: int | None  # w:numId
    level: int | None  # w:ilvl
    hidden: bool | None  # w:vanish
    centred: bool | None


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles by id, and the one of paragraphs that name none."""

    by_id: dict[str, Style]
    normal: str | None

    def chain(self, style: str | None) -> Iterator[tuple[str, Style]]:
        """A style and those that it is based on, the nearest first."""
        for _ in range(_LONGEST_CHAIN):
            found = self.by_id.get(style) if style is not None else None
            if found is None or style is None:
                return
            yield style, found
            style = found.based_on

    def hidden(self, style: str | None) -> bool:
        """Whether text in this style is hidden."""
        said = (one.hidden for _, one in self.chain(style) if one.hidden is not None)
        return next(said, False)

    def centred(self, style: str | None) -> bool:
        """Whether a paragraph in this style stands in the middle: a title."""
        said = (one.centred for _, one in self.chain(style) if one.centred is not None)
        return next(said, False)

    def contents(self, style: str | None) -> bool:
        """Whether a paragraph in this style is a line of a table of contents (``toc 1``)."""
        names = [one.name.lower().replace(" ", "") for _, one in self.chain(style)]
        return any(name.startswith("toc") and name[3:].isdecimal() for name in names)


def read(root: Any | None) -> Styles:
    """The styles of ``word/styles.xml``; none where the part is missing."""
    by_id: dict[str, Style] = {}
    normal = None
    for element in xml.children(root, "style") if root is not None else ():
        key = xml.attribute(element, "styleId")
        if key is None:
            continue
        by_id[key] = _style(element)
        default = xml.attribute(element, "default") in ("1", "true", "on")
        if default and xml.attribute(element, "type") == "paragraph":
            normal = key
    return Styles(by_id, normal)


def _style(element: Any) -> Style:
    alignment = xml.value(element, "pPr", "jc")
    return Style(
        xml.value(element, "name") or "",
        xml.value(element, "basedOn"),
        xml.number(element, "pPr", "numPr", "numId"),
        xml.number(element, "pPr", "numPr", "ilvl"),
        xml.switch(element, "rPr", "vanish"),
        None if alignment is None else alignment == "center",
    )
