"""PDF → text: the signs and rules of its text layer, laid out as they are printed; no picture is looked at."""

from __future__ import annotations

import logging
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
    drawings,
)
from kg.readers.pdf.signs import Signs

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # what it notes is told by the sentence, or mended


def canonical_bytes(data: bytes, path: Path) -> str:
    """The text of a PDF; ReadError where it is locked, broken, a scan, or says not which characters it shows."""
    return printed.canonical(_pages(data, path), path)


def _pages(data: bytes, path: Path) -> Iterator[printed.Page]:
    """The pages of a PDF; all that its parser raises is told in a sentence."""
    try:
        yield from _drawn(data)
    except PDFPasswordIncorrect as error:
        raise ReadError(path, "the PDF is encrypted; save it without a password") from error
    except PDFEncryptionError as error:
        why = "the PDF is encrypted in a way that is not known here; save it without protection"
        raise ReadError(path, why) from error
    except ExcessError as error:
        raise ReadError(path, f"{error}; print the PDF again from its source, or split it") from error
    except BROKEN as error:
        raise ReadError(path, "the PDF is broken or cut off; fetch it again, or print it anew") from error


def _drawn(data: bytes) -> Iterator[printed.Page]:
    """The pages as they are drawn, one in memory at a time."""
    document = PDFDocument(BoundedParser(BytesIO(data)))
    checked(document, len(data))
    resources = BoundedResources()
    signs = Signs(resources)
    interpreter = BoundedInterpreter(resources, signs, drawings(len(data)))
    for page in PDFPage.create_pages(document):
        interpreter.process_page(page)
        yield signs.page
