"""The text of one paragraph: its runs as Word shows them, with tracked changes accepted.

Left out are deleted and hidden text, codes of fields (their results stay), page numbers, readings above characters
(ruby) and what a form shows until it is filled. Text boxes and notes are collected: they are text of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from kg.readers.word import xml
from kg.readers.word.signs import circled, plain, symbol
from kg.readers.word.styles import Styles

_SKIPPED = {
    *("pPr", "rPr", "sdtPr", "sdtEndPr", "rubyPr", "rt", "del", "moveFrom", "delText", "delInstrText"),
    *("fldData", "footnoteRef", "endnoteRef", "annotationRef", "pgNum", "object"),
}
_PAGE = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.I)
_WHITE = re.compile(r"[\t\r\n\f\v\x1c-\x1f\x85\u2028\u2029]")
TAB = " " * 4  # wide enough for rows that are laid out with tabs to be seen as such


class Field:
    """A field that is being read: its code until it is separated from its result."""

    __slots__ = ("code", "result")

    def __init__(self) -> None:
        self.code = ""
        self.result = False


class Inline:
    """Reads one paragraph: `text` (soft line breaks are ``\\n``), `boxes` anchored in it, `notes` it calls."""

    def __init__(self, styles: Styles, style: str | None) -> None:
        self.boxes: list[Any] = []
        self.notes: list[tuple[str, str]] = []
        self._pieces: list[str] = []
        self._fields: list[Field] = []
        self._styles = styles
        self._hidden = self._style_hides = styles.hidden(style)
        self._font: str | None = None
        self._readers: dict[str, Callable[[Any], None]] = {
            "r": self._run,
            "t": self._text,
            "tab": lambda element: self._say(TAB),
            "ptab": lambda element: self._say(TAB),
            "br": lambda element: self._say("\n"),
            "cr": lambda element: self._say("\n"),
            "noBreakHyphen": lambda element: self._say("-"),
            "sym": lambda element: self._say(
                symbol(xml.attribute(element, "char"), xml.attribute(element, "font"))
            ),
            "fldChar": self._field,
            "instrText": self._code,
            "fldSimple": self._simple,
            "sdt": self._control,
            "AlternateContent": self._alternative,
            "drawing": self._drawing,
            "pict": self._drawing,
            "footnoteReference": self._note,
            "endnoteReference": self._note,
        }

    @property
    def text(self) -> str:
        """What was read so far."""
        return "".join(self._pieces)

    def read(self, element: Any) -> None:
        """Take in what stands inside `element`."""
        for one in element:
            name = xml.name(one)
            if name and name not in _SKIPPED:
                self._readers.get(name, self.read)(one)

    def _say(self, text: str) -> None:
        if not self._hidden and all(field.result for field in self._fields):
            self._pieces.append(text)

    def _text(self, element: Any) -> None:
        self._say(plain(_WHITE.sub(" ", element.text or ""), self._font))

    def _run(self, element: Any) -> None:
        said = xml.switch(element, "rPr", "vanish")
        style = xml.value(element, "rPr", "rStyle")
        self._hidden = said if said is not None else self._style_hides or self._styles.hidden(style)
        fonts = xml.child(element, "rPr", "rFonts")
        self._font = None if fonts is None else xml.attribute(fonts, "ascii")
        self.read(element)
        self._hidden = self._style_hides

    def _field(self, element: Any) -> None:
        kind = xml.attribute(element, "fldCharType")
        if kind == "begin":
            self._fields.append(Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].result = not _PAGE.match(self._fields[-1].code)
        elif kind == "end" and self._fields:
            self._say(circled(self._fields.pop().code))

    def _code(self, element: Any) -> None:
        if self._fields and not self._fields[-1].result:
            self._fields[-1].code += element.text or ""

    def _simple(self, element: Any) -> None:
        code = xml.attribute(element, "instr") or ""
        if circled(code):
            self._say(circled(code))
        elif not _PAGE.match(code):
            self.read(element)

    def _control(self, element: Any) -> None:
        if not xml.switch(element, "sdtPr", "showingPlcHdr"):
            self.read(element)

    def _alternative(self, element: Any) -> None:
        found = chosen(element)
        if found is not None:
            self.read(found)

    def _drawing(self, element: Any) -> None:
        if not self._hidden:
            self.boxes += boxes(element)

    def _note(self, element: Any) -> None:
        if not self._hidden:
            self.notes.append((xml.name(element)[: -len("Reference")], xml.attribute(element, "id") or ""))


def chosen(element: Any) -> Any | None:
    """The one form of ``mc:AlternateContent`` that is read: the first that holds text, so that none is read twice."""
    forms = [one for one in element if xml.name(one) in ("Choice", "Fallback")]
    holding = (one for one in forms if next(one.iter("{*}t", "{*}tab", "{*}br", "{*}sym"), None) is not None)
    return next(holding, forms[0] if forms else None)


def boxes(element: Any) -> list[Any]:
    """The text boxes of a drawing, those of a group in order; boxes inside boxes belong to these."""
    found: list[Any] = []
    for one in element:
        name = xml.name(one)
        if name == "txbxContent":
            found.append(one)
        elif name == "AlternateContent":
            form = chosen(one)
            found += boxes(form) if form is not None else ()
        elif name:
            found += boxes(one)
    return found
