"""Printed pages → canonical text: lines rebuilt by position, columns, tables, running heads left out, paragraphs joined.

What a page description gives is signs with places (`page.Page`); PDF and OFD come here by the same way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from kg.errors import ReadError
from kg.readers.printed.flow import Sheet, sheet
from kg.readers.printed.furniture import with_notes_last, without_furniture
from kg.readers.printed.page import Glyph, Page
from kg.readers.printed.paragraphs import written
from kg.readers.printed.signs import UNKNOWN

__all__ = ["MOST_RULES", "MOST_SIGNS", "Glyph", "Page", "canonical"]

MOST_SIGNS, MOST_RULES = 200_000, 50_000  # on a page
_MOST_PAGES = 5_000
_MOST_SIGNS = 5_000_000
_UNREADABLE = 0.2  # of the signs have no character: the text is of no use
_SCANNED = 10  # signs on a page, or fewer: where it is a picture, the page number of a scan


def canonical(pages: Iterable[Page], path: Path) -> str:
    """The text of a document, each paragraph and each table row on a line; ReadError for a scan and for signs unknown."""
    count: Counter[str] = Counter()
    sheets: list[Sheet] = []
    for page in pages:
        count["pages"] += 1
        count["pictures"] += bool(page.pictures)
        count["signs"] += sum(not glyph.text.isspace() for glyph in page.glyphs)
        count["unknown"] += sum(glyph.text == UNKNOWN for glyph in page.glyphs)
        if count["signs"] > _MOST_SIGNS or count["pages"] > _MOST_PAGES:
            raise ReadError(
                path, f"it has more than {_MOST_PAGES} pages or {_MOST_SIGNS} characters; split it"
            )
        sheets.append(sheet(page, sheets[-1].gutter if sheets else None))
    _judge(count, path)
    return "".join(line + "\n" for line in written(with_notes_last(without_furniture(sheets))))


def _judge(count: Counter[str], path: Path) -> None:
    """Refuse what has no text, or text that cannot be made out."""
    if not count["pages"]:
        raise ReadError(path, "it has no pages, or they are cut off; fetch it again")
    if count["signs"] <= _SCANNED * count["pages"] and count["pictures"]:
        why = "this is a scan: its pages are pictures without text; run OCR over it (ocrmypdf -l chi_sim) and read the result"
        raise ReadError(path, why)
    if count["unknown"] > _UNREADABLE * count["signs"]:
        why = (
            f"its fonts do not say which characters they show ({count['unknown']} of {count['signs']} cannot be read); "
            "print it to PDF again from its source, or run OCR over it (ocrmypdf --force-ocr -l chi_sim)"
        )
        raise ReadError(path, why)
