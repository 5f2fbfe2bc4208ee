"""Bytes → characters, strictly: byte-order mark, then UTF-8, then what the bytes themselves are most like.

GB2312 and GBK are parts of GB18030. Big5 and GB18030 share most of their codes, so what decodes proves nothing: what tells
them apart is how many of the characters are common ones. Over the 16 texts that this was measured on, as files and as
passages of 20 characters, a text in its own encoding has a share of 0.94 and more (traditional characters in GB18030: 0.53
and more); a Big5 text read as GB18030 0.40 at most, GB18030 read as Big5 0.70, broken UTF-8 read as GB18030 0.22.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from kg.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 16_384  # bytes that are looked at
_FEWEST = 20  # characters on which a guess may be built
# One character at a time; a group where it is common: signs, and level 1 of the standard's own table.
_GB18030 = re.compile(
    rb"([\xa1\xa3\xb0-\xd7][\xa1-\xfe])|[\x81-\xfe](?:[0-9][\x81-\xfe][0-9]|[^0-9])|[\x00-\xff]"
)
_BIG5 = re.compile(rb"([\xa1-\xc6][\x40-\x7e\xa1-\xfe])|[\x81-\xfe][\x40-\xfe]|[\x00-\xff]")
_WIDE = re.compile("[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef\u2010-\u2030\t\n\r -~]")
_SURELY_BIG5, _HARDLY_GB18030, _NO_GB18030, _SURELY_WIDE = 0.9, 0.5, 0.4, 0.9
_BINARY = "this is a binary file, no text; save its text as .txt in UTF-8"


def plain(data: bytes) -> str | None:
    """The characters of UTF-8 without mark and with ``\\n`` as line ends; None for anything else."""
    if b"\r" in data or b"\0" in data or data.startswith(codecs.BOM_UTF8):
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def decoded(data: bytes, path: Path, declared: str = "") -> str:
    """The characters of `data` without a byte-order mark; ReadError where it is no text, or in no encoding known here.

    What a container says of its parts (`declared`: ``big5``) is believed where the bytes fit.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, path)
    if declared and (text := _fitting(data, declared)) is not None:
        return text
    if b"\0" in data:
        return _wide(data, path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _double(data, path, error.start)


def _double(data: bytes, path: Path, broken: int) -> str:
    """Text in characters of two bytes; `broken` is where it is no UTF-8."""
    sample = data[:_SAMPLE]
    common, count = _share(_GB18030, sample)
    if count < _FEWEST or common >= _HARDLY_GB18030:
        return _strict(data, "gb18030", path)
    if _share(_BIG5, sample)[0] >= _SURELY_BIG5:
        for encoding in ("big5hkscs", "cp950"):
            if (text := _fitting(data, encoding)) is not None:
                return text
    if common < _NO_GB18030:
        raise ReadError(path, f"neither UTF-8 nor GB18030 nor Big5 (byte {broken}); save it as UTF-8")
    return _strict(data, "gb18030", path)


def _share(pattern: re.Pattern[bytes], sample: bytes) -> tuple[float, int]:
    """How many of the characters that are not ASCII are common ones, and of how many."""
    found = [match for match in pattern.finditer(sample) if match.end() - match.start() > 1]
    return sum(match[1] is not None for match in found) / max(len(found), 1), len(found)


def _wide(data: bytes, path: Path) -> str:
    """UTF-16 without a byte-order mark, told by how many of its characters a Chinese text has."""
    for encoding in ("utf-16-le", "utf-16-be"):
        start = data[:_SAMPLE].decode(encoding, "replace")
        if len(_WIDE.findall(start)) >= max(_SURELY_WIDE * len(start), 1):
            return _strict(data, encoding, path)
    raise ReadError(path, _BINARY)


def _fitting(data: bytes, encoding: str) -> str | None:
    """The text where all of it is of this encoding; gb2312 and gbk mean gb18030, big5 has its Hong Kong supplement."""
    known = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
    try:
        text = data.decode(known.get(encoding.lower(), encoding))
    except (ValueError, LookupError):  # other bytes, a name with a NUL in it, one that nobody knows
        return None
    return None if "\0" in text else text


def _strict(data: bytes, encoding: str, path: Path) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        why = f"neither UTF-8 nor GB18030 (byte {error.start}); save it as UTF-8"
        raise ReadError(path, why) from error
    if "\0" in text:
        raise ReadError(path, _BINARY)
    return text
