"""The bytes of a file or of standard input, and how many they may be."""

from __future__ import annotations

import sys
from functools import lru_cache
from os import fstat
from pathlib import Path
from typing import BinaryIO

from kg.errors import ReadError
from kg.readers.encodings import decoded

STDIN = Path("-")
LARGEST = 64 * 1024 * 1024  # of one document
LARGEST_SET = 256 * 1024 * 1024  # of a file of many documents
SETS = (".zip", ".jsonl", ".ndjson")


def content(path: Path) -> bytes:
    """The bytes of a file (``-``: standard input); ReadError where there are none, too many, or they are closed to us."""
    data = _standard_input(sys.stdin.buffer) if is_stdin(path) else _file(path)
    if not data:
        raise ReadError(named(path), "the file is empty; fetch it again, or leave it out")
    return data


def is_stdin(path: Path) -> bool:
    """Whether ``-`` is meant; paths are compared as text, which each keeps, for it is asked of every file."""
    return str(path) == "-"


def _file(path: Path) -> bytes:
    try:
        with open(
            path, "rb", buffering=0
        ) as file:  # opened once: what `Path` asks of a file takes as long as its text
            size = fstat(file.fileno()).st_size
            most = LARGEST
            if size > most and path.suffix.lower() in SETS:
                most = LARGEST_SET
            if size > most:
                raise _too_large(path, most)
            return file.readall()
    except IsADirectoryError as error:
        raise ReadError(
            path, "this is a folder; name a file in it, or build the folder as a whole"
        ) from error
    except FileNotFoundError as error:
        raise ReadError(path, "there is no such file; check the path") from error
    except PermissionError as error:
        raise ReadError(path, "no permission to read it; change its rights (chmod +r)") from error
    except OSError as error:
        raise ReadError(path, f"cannot be opened ({error.strerror}); check the path") from error


@lru_cache(maxsize=1)
def _standard_input(stream: BinaryIO) -> bytes:
    """What was sent to this process; it can be read from the stream only once."""
    data = stream.read(LARGEST_SET + 1)
    if len(data) > LARGEST_SET:
        raise _too_large(STDIN, LARGEST_SET)
    return data


def named(path: Path) -> Path:
    """What a file is called in messages."""
    return Path("standard input") if is_stdin(path) else path


def _too_large(path: Path, most: int) -> ReadError:
    return ReadError(named(path), f"larger than {most // 1024**2} MB; split it into its documents")


def characters(data: bytes, path: Path, declared: str = "") -> str:
    """The text of `data` without byte-order mark, line ends as ``\\n``; `declared` is believed where it fits."""
    return decoded(data, path, declared).replace("\r\n", "\n").replace("\r", "\n")
