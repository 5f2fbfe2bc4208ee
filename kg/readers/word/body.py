"""The body of a Word file → lines of text: paragraphs with their numbers, rows of tables, text boxes, notes at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from kg.errors import ReadError
from kg.readers import grid
from kg.readers.word import tables, xml
from kg.readers.word.breaks import parted
from kg.readers.word.numbering import Counter
from kg.readers.word.runs import Inline, chosen
from kg.readers.word.styles import Styles

_INSIDE = ("body", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "txbxContent")
_LONGEST = 32 * 1024**2  # characters of one table, merged cells repeated


class Body:
    """Reads blocks in order; `lines` are what they say, `notes` the footnotes and endnotes called on the way."""

    def __init__(self, styles: Styles, counter: Counter, error: Callable[[str], ReadError]) -> None:
        self.lines: list[str] = []
        self.notes: dict[tuple[str, str], None] = {}
        self._styles = styles
        self._counter = counter
        self._error = error
        self._kept: list[str] = []  # text of paragraphs whose end is deleted: it goes on in the next one
        self._readers: dict[str, Callable[[Any], None]] = {
            "p": self._paragraph,
            "tbl": self._table,
            "sdt": self._control,
            "AlternateContent": self._alternative,
        } | dict.fromkeys(_INSIDE, self.read)

    def read(self, element: Any) -> None:
        """Take in the blocks right inside `element`."""
        for one in element:
            reader = self._readers.get(xml.name(one))
            if reader is not None:
                reader(one)

    def _control(self, element: Any) -> None:
        gallery = xml.value(element, "sdtPr", "docPartObj", "docPartGallery") or ""
        if gallery != "Table of Contents" and not xml.switch(element, "sdtPr", "showingPlcHdr"):
            self.read(element)

    def _alternative(self, element: Any) -> None:
        found = chosen(element)
        if found is not None:
            self.read(found)

    def _paragraph(self, element: Any) -> None:
        self._say(element, numbers_alone=False)

    def _say(self, element: Any, numbers_alone: bool) -> None:
        """One paragraph; in a cell, a number is text also where nothing stands behind it."""
        properties = xml.child(element, "pPr")
        style = (None if properties is None else xml.value(properties, "pStyle")) or self._styles.normal
        inline = Inline(self._styles, style)
        inline.read(element)
        if not self._styles.contents(style):
            self._kept.append(inline.text)
            if properties is None or not _end_is_deleted(properties):
                self._end(properties, style, numbers_alone)
        self.notes |= dict.fromkeys(inline.notes)
        for box in inline.boxes:
            self.read(box)

    def _end(self, properties: Any | None, style: str | None, numbers_alone: bool) -> None:
        """The end of a paragraph, and of those in front of it whose ends are deleted."""
        text = "".join(self._kept)
        self._kept.clear()
        label = self._counter.label(properties, style) if text.strip() or _counts(properties) else ""
        found = parted(text, self._is_centred(properties, style))
        if found:
            self.lines += (label + found[0], *found[1:])
        elif numbers_alone and label:
            self.lines.append(label.strip())

    def _is_centred(self, properties: Any | None, style: str | None) -> bool:
        own = None if properties is None else xml.value(properties, "jc")
        return own == "center" if own is not None else self._styles.centred(style)

    def _part(self) -> None:
        """Nothing goes on from here: a table begins, a cell or the text ends."""
        if self._kept:
            self._end(None, None, numbers_alone=False)

    def _table(self, element: Any) -> None:
        self._part()
        if tables.is_frame(element):
            for inside in tables.cells(element):
                self.read(inside)
            return
        rows = tables.rows(element, self._cell)
        if sum(len(cell) for row in rows for cell in row) > _LONGEST:
            raise self._error("a table in it is longer than any document; split it, or save its text as .txt")
        self.lines += grid.lines(rows)

    def _cell(self, element: Any) -> str:
        """The text of a cell: its paragraphs, and what is nested in it, on one line."""
        outside, self.lines = self.lines, []
        for one in element:
            if xml.name(one) == "p":
                self._say(one, numbers_alone=True)
            else:
                reader = self._readers.get(xml.name(one))
                if reader is not None:
                    reader(one)
        self._part()
        inside, self.lines = self.lines, outside
        return grid.cell(" ".join(inside))

    def finish(self, parts: dict[str, Any | None]) -> None:
        """The end of the text, then the notes that were called, each on lines of its own: `parts` are the roots by kind (``footnote``)."""
        by_id = dict(_notes(parts))
        self._part()
        for key in list(self.notes):
            if key in by_id:
                self.read(by_id[key])


def _notes(parts: dict[str, Any | None]) -> Iterator[tuple[tuple[str, str], Any]]:
    for kind, root in parts.items():
        for one in xml.children(root, kind) if root is not None else ():
            yield (kind, xml.attribute(one, "id") or ""), one


def _end_is_deleted(properties: Any) -> bool:
    mark = xml.child(properties, "rPr")
    return mark is not None and any(xml.name(one) in ("del", "moveFrom") for one in mark)


def _counts(properties: Any | None) -> bool:
    """Whether an empty paragraph has a number of its own (one from a style is not shown without text)."""
    return properties is not None and xml.child(properties, "numPr") is not None
