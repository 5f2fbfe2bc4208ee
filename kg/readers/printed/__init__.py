"""Printed pages → canonical text: lines rebuilt by position, columns, tables, running heads left out, paragraphs joined.

What a page description gives is signs with places (`page.Page`); PDF and OFD come here by the same way.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.readers.printed.flow import Sheet, sheet
from kg.readers.printed.furniture import without_furniture
from kg.readers.printed.page import Glyph, Page, Rule
from kg.readers.printed.paragraphs import written

__all__ = ["Glyph", "Page", "Rule", "Sheet", "sheet", "text"]


def text(sheets: Iterable[Sheet]) -> str:
    """The lines of a document whose pages were laid out by `sheet`, each paragraph and each table row on one."""
    return "".join(line + "\n" for line in written(without_furniture(list(sheets))))
