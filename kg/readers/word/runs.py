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
_LONGEST_CODE = 100  # characters of a field's code that tell what it is
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
        self._silent = 0  # fields whose result has not begun
        self._styles = styles
        self._hidden = self._style_hides = styles.hidden(style)
        self._font: str | None = None

    @property
    def text(self) -> str:
        """What was read so far."""
        return "".join(self._pieces)

    def read(self, element: Any) -> None:
        """Take in what stands inside `element`."""
        for one in element:
            name = xml.name(one)
            if name and name not in _SKIPPED:
                _READERS.get(name, Inline.read)(self, one)

    def _say(self, text: str) -> None:
        if not self._hidden and not self._silent:
            self._pieces.append(text)

    def _tab(self, _: Any) -> None:
        self._say(TAB)

    def _break(self, _: Any) -> None:
        self._say("\n")

    def _hyphen(self, _: Any) -> None:
        self._say("-")

    def _symbol(self, element: Any) -> None:
        self._say(symbol(xml.attribute(element, "char"), xml.attribute(element, "font")))

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
            self._silent += 1
        elif not self._fields:
            return
        elif kind == "separate" and not self._fields[-1].result and not _PAGE.match(self._fields[-1].code):
            self._fields[-1].result = True
            self._silent -= 1
        elif kind == "end":
            field = self._fields.pop()
            self._silent -= not field.result
            self._say(circled(field.code))

    def _code(self, element: Any) -> None:
        if self._fields and len(self._fields[-1].code) < _LONGEST_CODE:
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


_READERS: dict[str, Callable[[Inline, Any], None]] = {
    "r": Inline._run,
    "t": Inline._text,
    "tab": Inline._tab,
    "ptab": Inline._tab,
    "br": Inline._break,
    "cr": Inline._break,
    "noBreakHyphen": Inline._hyphen,
    "sym": Inline._symbol,
    "fldChar": Inline._field,
    "instrText": Inline._code,
    "fldSimple": Inline._simple,
    "sdt": Inline._control,
    "AlternateContent": Inline._alternative,
    "drawing": Inline._drawing,
    "pict": Inline._drawing,
    "footnoteReference": Inline._note,
    "endnoteReference": Inline._note,
}


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
