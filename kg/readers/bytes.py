"""Bytes → characters: byte-order mark, then UTF-8, then GB18030 (of which GB2312 and GBK are parts), strictly."""

from __future__ import annotations

import codecs
from pathlib import Path

from kg.errors import ReadError

LARGEST = 64 * 1024 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def content(path: Path) -> bytes:
    """The bytes of a file; ReadError where it is missing, a folder, closed to us, empty or too large."""
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise ReadError(path, "this is a folder; name a file in it, or build the folder as a whole")
        if size > LARGEST:
            raise ReadError(path, f"larger than {LARGEST // 1024**2} MB; split it into its documents")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError(path, "there is no such file; check the path") from error
    except PermissionError as error:
        raise ReadError(path, "no permission to read it; change its rights (chmod +r)") from error
    except OSError as error:
        raise ReadError(path, f"cannot be opened ({error.strerror}); check the path") from error
    if not data:
        raise ReadError(path, "the file is empty; fetch it again, or leave it out")
    return data


def characters(data: bytes, path: Path) -> str:
    """The text of `data` without byte-order mark, line ends as ``\\n``."""
    text = _decoded(data, path)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, path: Path) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, path)
    if b"\0" in data:
        raise ReadError(path, "this is a binary file, no text; save its text as .txt in UTF-8")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(data, "gb18030", path)


def _strict(data: bytes, encoding: str, path: Path) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        why = f"neither UTF-8 nor GB18030 (byte {error.start}); save it as UTF-8"
        raise ReadError(path, why) from error
    if "\0" in text:
        raise ReadError(path, "this is a binary file, no text; save its text as .txt in UTF-8")
    return text
