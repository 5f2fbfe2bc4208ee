"""PDF → text: the signs and rules of its text layer, laid out as they are printed; no picture is looked at."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage

from kg.errors import ReadError
from kg.readers import printed
from kg.readers.pdf.bounds import (
    BROKEN,
    BoundedInterpreter,
    BoundedParser,
    BoundedResources,
    ExcessError,
    checked,
)
from kg.readers.pdf.signs import UNKNOWN, Signs
from kg.readers.printed.page import Page

_MOST_PAGES = 5_000
_MOST_SIGNS = 5_000_000
_UNREADABLE = 0.2  # of the signs have no character: the text is of no use
_SCANNED = 10  # signs on a page, or fewer: where it is a picture, the page number of a scan

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


def canonical_bytes(data: bytes, path: Path) -> str:
    """The text of a PDF; ReadError where it is locked, broken, a scan, or says not which characters it shows."""
    try:
        return _text(data, path)
    except PDFPasswordIncorrect as error:
        raise ReadError(path, "the PDF is encrypted; save it without a password") from error
    except PDFEncryptionError as error:
        raise ReadError(
            path, "the PDF is encrypted in a way that is not known here; save it without protection"
        ) from error
    except ExcessError as error:
        raise ReadError(path, f"{error}; print the PDF again from its source, or split it") from error
    except BROKEN as error:
        raise ReadError(
            path, "the PDF is broken or cut off; fetch it again, or print it to PDF anew"
        ) from error


def _text(data: bytes, path: Path) -> str:
    count: Counter[str] = Counter()
    sheets = []
    for page in _pages(data):
        count["pages"] += 1
        count["pictures"] += bool(page.pictures)
        count["signs"] += sum(not glyph.text.isspace() for glyph in page.glyphs)
        count["unknown"] += sum(glyph.text == UNKNOWN for glyph in page.glyphs)
        if count["signs"] > _MOST_SIGNS:
            raise ExcessError(f"the PDF has more than {_MOST_SIGNS} characters")
        sheets.append(printed.sheet(page))
    _judge(count, path)
    return printed.text(sheets)


def _judge(count: Counter[str], path: Path) -> None:
    """Refuse what has no text, or text that cannot be made out."""
    if not count["pages"]:
        raise ReadError(path, "the PDF has no pages, or they are cut off; fetch it again")
    if count["signs"] <= _SCANNED * count["pages"] and count["pictures"]:
        why = "this is a scan: its pages are pictures without text; run OCR over it (ocrmypdf -l chi_sim) and read the result"
        raise ReadError(path, why)
    if count["unknown"] > _UNREADABLE * count["signs"]:
        why = (
            f"its fonts do not say which characters they show ({count['unknown']} of {count['signs']} cannot be read); "
            "print it to PDF again from its source, or run OCR over it (ocrmypdf --force-ocr -l chi_sim)"
        )
        raise ReadError(path, why)


def _pages(data: bytes) -> Iterator[Page]:
    """The pages of a PDF, one in memory at a time."""
    document = PDFDocument(BoundedParser(BytesIO(data)))
    checked(document, len(data))
    resources = BoundedResources()
    signs = Signs(resources)
    interpreter = BoundedInterpreter(resources, signs)
    for number, page in enumerate(PDFPage.create_pages(document)):
        if number >= _MOST_PAGES:
            raise ExcessError(f"the PDF has more than {_MOST_PAGES} pages")
        interpreter.process_page(page)
        yield signs.page
