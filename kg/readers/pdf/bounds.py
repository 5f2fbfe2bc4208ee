"""pdfminer within bounds: what a hostile PDF may make it unpack, repeat or remember.

A PDF of a few KB can ask for gigabytes: a stream that unpacks to them, a range of characters from 0 to 4294967295, a
number of entries in a table. Each is counted before it is believed.
"""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

from pdfminer.cmapdb import CMap, CMapParser
from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1, stream_value
from pdfminer.psexceptions import PSException

# All that pdfminer was seen to raise on broken bytes.
BROKEN = (
    PDFException,
    PSException,
    ArithmeticError,
    AssertionError,
    AttributeError,
    BufferError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
_LARGEST_STREAM = 32 * 1024**2
_FIRST_DRAWN, _DRAWN_RATIO, _MOST_DRAWN = 6 * 1024**2, 30, 64 * 1024**2  # bytes of what pages draw
_LEAST_DRAWING = 1024  # what a drawing counts at least
_LARGEST_PACKED = 128 * 1024  # of a stream in LZW
_MOST_UNPACKED = 256 * 1024**2  # of one document
_MOST_FILTERS = 3
_MOST_OPEN = 500_000  # objects in one array
_WIDEST = 70_000  # characters in one font
_WIDEST_ROW = 1_000_000  # bytes in a row of a predictor


class ExcessError(Exception):
    """A PDF that asks for more than a document needs; the message says of what."""


class _Stream(PDFStream):
    """A stream that is unpacked to no more than a document needs."""

    budget: list[int]

    def decode(self) -> None:
        """Unpack one filter after the other, each within bounds."""
        data = self.rawdata or b""
        if self.decipher:
            data = self.decipher(self.objid, self.genno, data, self.attrs)  # type: ignore[arg-type]
        filters = self.get_filters()
        if len(filters) > _MOST_FILTERS:
            raise ExcessError("a stream of it is packed many times over")
        for name, params in filters:
            _bound(getattr(name, "name", ""), params, data)
            one = PDFStream({"Filter": name, "DecodeParms": params or {}}, data)
            data = one.get_data()
        self.budget[0] -= len(data)
        if self.budget[0] < 0:
            raise ExcessError(f"it unpacks to more than {_MOST_UNPACKED // 1024**2} MB")
        self.data, self.rawdata = data, None


def _bound(name: str, params: Any, data: bytes) -> None:
    if name in ("FlateDecode", "Fl"):
        _bound_flate(data)
    if name in ("LZWDecode", "LZW") and len(data) > _LARGEST_PACKED:
        raise ExcessError("a stream of it is too large for the old way that it is packed in (LZW)")
    if name in ("RunLengthDecode", "RL") and len(data) * 64 > _LARGEST_STREAM:
        raise ExcessError("a stream of it is too large for the way that it is packed in")
    if name in ("CCITTFaxDecode", "CCF", "JBIG2Decode", "JPXDecode", "DCTDecode", "DCT"):
        raise ExcessError("a picture stands in it where text should be")
    if isinstance(params, dict):
        wide = [resolve1(params.get(key, 1)) for key in ("Columns", "Colors", "BitsPerComponent")]
        if any(not isinstance(one, int) or not 0 < one <= _WIDEST_ROW for one in wide):
            raise ExcessError("a stream of it is packed in rows of an impossible width")


def _bound_flate(data: bytes) -> None:
    """Inflate without keeping anything, until the end or the bound."""
    inflater = zlib.decompressobj()
    size = 0
    try:
        while data and not inflater.eof:
            size += len(inflater.decompress(data, 1024**2))
            data = inflater.unconsumed_tail
            if size > _LARGEST_STREAM:
                raise ExcessError(f"a stream of it unpacks to more than {_LARGEST_STREAM // 1024**2} MB")
    except zlib.error:
        return  # pdfminer takes what can be saved


class BoundedParser(PDFParser):
    """A parser whose streams share one budget."""

    def __init__(self, file: BytesIO) -> None:
        super().__init__(file)
        self._budget = [_MOST_UNPACKED]

    def push(self, *objs: Any) -> None:
        """Take objects; a stream becomes a bounded one."""
        if len(self.curstack) > _MOST_OPEN:
            raise ExcessError(f"a list in it has more than {_MOST_OPEN} entries")
        super().push(*((pos, self._bounded(one)) for pos, one in objs))

    def _bounded(self, one: Any) -> Any:
        if type(one) is not PDFStream:
            return one
        stream = _Stream(one.attrs, one.rawdata or b"", one.decipher)
        stream.budget = self._budget
        return stream


class BoundedResources(PDFResourceManager):
    """Fonts whose tables of characters are no longer than fonts are."""

    def get_font(self, objid: object, spec: Any) -> PDFFont:
        """The font, made once."""
        if not (objid and objid in self._cached_fonts):
            _check_font(spec)
        return super().get_font(objid, spec)


def _check_font(spec: Any) -> None:
    for key in ("ToUnicode", "Encoding"):
        value = resolve1(spec.get(key))
        if isinstance(value, PDFStream):
            _Ranges(CMap(), BytesIO(stream_value(value).get_data())).run()
    for key, step in (("W", 3), ("W2", 5)):
        _check_widths([resolve1(one) for one in list_value(spec.get(key, []))], step)


def _check_widths(values: list[Any], step: int) -> None:
    """Widths of characters: ``[first [w w w] first last w]``."""
    run: list[Any] = []
    total = 0
    for value in values:
        if isinstance(value, list):
            run, total = [], total + len(value)
            continue
        run.append(value)
        if len(run) == step:
            first, last = run[0], run[1]
            total += (
                int(last) - int(first)
                if isinstance(first, int | float) and isinstance(last, int | float)
                else 0
            )
            run = []
        if total > _WIDEST:
            raise ExcessError("a font in it tells the widths of an impossible number of characters")


class _Ranges(CMapParser):
    """Counts what a table of characters names, before it is built."""

    total = 0

    def do_keyword(self, pos: int, token: Any) -> None:
        """At the end of a list of ranges: how many characters they name."""
        if token in (self.KEYWORD_ENDBFRANGE, self.KEYWORD_ENDCIDRANGE):
            objects = [one for _, one in self.popall()]
            for first, last in zip(objects[::3], objects[1::3], strict=False):
                if isinstance(first, bytes) and isinstance(last, bytes):
                    self.total += max(0, int.from_bytes(last[-4:]) - int.from_bytes(first[-4:]))
            if self.total > _WIDEST:
                raise ExcessError("a font in it names an impossible number of characters")
            return
        super().do_keyword(pos, token)


class BoundedInterpreter(PDFPageInterpreter):
    """An interpreter of pages that draws no more in all than a file of its size can need."""

    def __init__(self, resources: BoundedResources, device: PDFDevice, left: list[int]) -> None:
        super().__init__(resources, device)
        self.left = left  # bytes to draw; one list for drawings within drawings too

    def dup(self) -> BoundedInterpreter:
        """One like it, for a drawing within the page."""
        return self.__class__(self.rsrcmgr, self.device, self.left)  # type: ignore[arg-type]

    def execute(self, streams: Any) -> None:
        """Draw, if it is not too much."""
        size = sum(len(stream_value(one).get_data()) for one in streams)
        self.left[0] -= max(size, _LEAST_DRAWING)
        if self.left[0] < 0:
            raise ExcessError("it draws more than a file of its size can need")
        super().execute(streams)


def drawings(size: int) -> list[int]:
    """How many bytes a file of `size` may draw: content packs to a tenth, and forms are used again."""
    return [min(_MOST_DRAWN, _FIRST_DRAWN + _DRAWN_RATIO * size)]


def checked(document: PDFDocument, size: int) -> None:
    """Refuse tables of contents with more entries than the file has bytes."""
    for xref in document.xrefs:
        ranges = getattr(xref, "ranges", ())
        if sum(max(0, count) for _, count in ranges) > size:
            raise ExcessError("its table of objects is longer than the file")
    dict_value(document.catalog)
