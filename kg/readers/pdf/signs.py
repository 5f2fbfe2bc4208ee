"""What a PDF's pages draw: signs with their places, straight strokes, and how many pictures."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import apply_matrix_pt, apply_matrix_rect

from kg.readers.pdf.bounds import ExcessError
from kg.readers.printed import MOST_RULES, MOST_SIGNS, Glyph, Page
from kg.readers.printed.page import strokes, turn
from kg.readers.printed.signs import UNKNOWN, readable

_Matrix = tuple[float, float, float, float, float, float]


class Signs(PDFTextDevice):
    """Takes what the interpreter draws; `page` is the last page."""

    def __init__(self, resources: Any) -> None:
        super().__init__(resources)
        self.page = Page(0.0, 0.0)
        self._tags: list[bool] = []  # whether each open mark holds what is printed on every page
        self._drawn = 0

    def begin_page(self, page: PDFPage, ctm: _Matrix) -> None:
        """A new page, as large as what is shown of it."""
        x0, y0, x1, y1 = apply_matrix_rect(ctm, page.mediabox)
        self.page = Page(abs(x1 - x0), abs(y1 - y0))
        self._tags, self._drawn = [], 0

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        """A drawing within the page."""

    def end_figure(self, name: str) -> None:
        """The end of a drawing."""

    def render_image(self, name: str, stream: Any) -> None:
        """A picture: counted, not looked at."""
        self.page.pictures += 1

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        """A mark; Word and LibreOffice mark running heads and page numbers with /Artifact /Pagination."""
        kind = props.get("Type") if isinstance(props, dict) else None
        self._tags.append(
            getattr(tag, "name", "") == "Artifact" and getattr(kind, "name", "") == "Pagination"
        )

    def end_tag(self) -> None:
        """The end of the innermost mark."""
        if self._tags:
            self._tags.pop()

    def render_char(
        self,
        matrix: _Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        """One sign; gives how far the next one is."""
        advance = float(font.char_width(cid) * fontsize * scaling)
        text = self._character(font, cid)
        self._count()
        if text and not font.is_vertical() and not any(self._tags):
            self._put(text, matrix, abs(advance), fontsize, rise)
        return advance

    def _put(self, text: str, matrix: _Matrix, advance: float, fontsize: float, rise: float) -> None:
        a, b, c, d = matrix[:4]
        x, y = apply_matrix_pt(matrix, (0, rise))
        y = self.page.height - y
        size = abs(fontsize) * hypot(c, d)
        if size <= 0 or not (-1 <= x <= self.page.width + 1 and -1 <= y <= self.page.height + 1):
            return
        self.page.glyphs.append(Glyph(text, x, x + advance * hypot(a, b), y, size, turn(a, -b)))

    def _character(self, font: PDFFont, cid: int) -> str:
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            return UNKNOWN
        return readable(text)

    def _count(self) -> None:
        self._drawn += 1
        if self._drawn > MOST_SIGNS:
            raise ExcessError(f"a page of it has more than {MOST_SIGNS} signs")

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:
        """Strokes and thin rectangles are the rules of tables; all else is drawing."""
        if not (stroke or fill):
            return
        points: list[tuple[float, float]] = []
        for kind, *numbers in path:
            if kind == "m":
                self._strokes(points, stroke)
                points = []
            if kind == "h" and points:
                points.append(points[0])
            elif len(numbers) >= 2 and kind in "ml":
                x, y = apply_matrix_pt(self.ctm or (1, 0, 0, 1, 0, 0), (numbers[-2], numbers[-1]))
                points.append((x, self.page.height - y))
            elif kind not in "mlh":
                return
        self._strokes(points, stroke)

    def _strokes(self, points: Sequence[tuple[float, float]], drawn: bool) -> None:
        if len(self.page.rules) < MOST_RULES:  # a page with more is a map
            self.page.rules += strokes(points, drawn)
