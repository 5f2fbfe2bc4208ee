"""A block while the provisions are still open."""

from __future__ import annotations

from dataclasses import dataclass

from kg.outline.joining import Paragraph
from kg.outline.tree import Node


@dataclass(slots=True)
class Draft:
    """A paragraph with its kind and provision; `label` and `heading` are where these end in its view, 0 for none."""

    paragraph: Paragraph
    kind: str
    node: Node | None = None
    label: int = 0
    heading: int = 0
