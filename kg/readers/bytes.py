"""The bytes of a file, and how large it may be."""

from __future__ import annotations

from pathlib import Path

from kg.errors import ReadError
from kg.readers.encodings import decoded

LARGEST = 64 * 1024 * 1024


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


def characters(data: bytes, path: Path, declared: str = "") -> str:
    """The text of `data` without byte-order mark, line ends as ``\\n``; `declared` is believed where it fits."""
    return decoded(data, path, declared).replace("\r\n", "\n").replace("\r", "\n")
