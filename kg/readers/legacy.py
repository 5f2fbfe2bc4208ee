"""Files of older programs (``.doc``, ``.wps``, ``.rtf``, ``.xls``, ``.et``) → text, with LibreOffice or antiword where installed.

LibreOffice turns them into ``.docx`` or ``.xlsx``, which are read as such; it runs on a copy in a folder of its own, with a profile in which
macros and links are off, and is stopped when it takes too long.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from lxml import etree

from kg.errors import ReadError
from kg.readers import grid, kinds

_SECONDS = 120
_LARGEST = 64 * 1024**2
_OFFICES = ("soffice", "libreoffice")
_TABLES = (".xls", ".et")
_MEMORY = 1024**3
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>]*>")  # of antiword's own
# No macro is run and nothing is fetched, whatever the settings of the user's own LibreOffice are.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent"><value>true</value></prop></item>
</oor:items>
"""


def canonical_bytes(data: bytes, path: Path) -> str:
    """The text of a file of an older program; ReadError with file, mistake and remedy."""
    kind = kinds.kind(data, path.suffix.lower())
    office = next(filter(None, map(shutil.which, _OFFICES)), None)
    if office:
        return _with_office(office, data, path, kind)
    antiword = shutil.which("antiword")
    if antiword and kind not in (".rtf", *_TABLES):
        return _with_antiword(antiword, data, path)
    raise ReadError(path, f"{kind} files need LibreOffice, which is not installed; {_saved_as(kind)}")


def _saved_as(kind: str) -> str:
    return f"open it in Word, Excel or WPS and save it as {_modern(kind)}"


def _plain(kind: str, data: bytes) -> str:
    """What WPS calls ``.wps`` and ``.et`` are files of old Word and Excel: programs take them for these by name."""
    if kind in (".wps", ".dot") and "WordDocument".encode("utf-16-le") in data:
        return ".doc"
    return ".xls" if kind == ".et" else kind


def _modern(kind: str) -> str:
    return ".xlsx" if kind in _TABLES else ".docx"


def _with_office(office: str, data: bytes, path: Path, kind: str) -> str:
    modern = _modern(kind)
    with tempfile.TemporaryDirectory(prefix="kg-") as name:
        folder = Path(name)
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_PROFILE, encoding="utf-8")
        copy = folder / f"in{_plain(kind, data)}"
        copy.write_bytes(data)
        profile = f"-env:UserInstallation={settings.parent.parent.as_uri()}"
        convert = ["--convert-to", modern.removeprefix("."), "--outdir", str(folder / "out")]
        _run([office, profile, "--headless", "--norestore", *convert, str(copy)], folder, path)
        made = folder / "out" / f"in{modern}"
        if not made.is_file() or made.stat().st_size > _LARGEST:
            raise ReadError(
                path,
                f"LibreOffice cannot read it (damaged, or protected with a password?); {_saved_as(kind)}",
            )
        reader = import_module("kg.readers.excel" if kind in _TABLES else "kg.readers.word")
        return str(reader.canonical_bytes(made.read_bytes(), path))


def _with_antiword(antiword: str, data: bytes, path: Path) -> str:
    """The text as antiword gives it, as DocBook: paragraphs and rows of tables, no automatic numbers."""
    with tempfile.TemporaryDirectory(prefix="kg-") as name:
        folder = Path(name)
        (folder / "in.doc").write_bytes(data)
        limits = shutil.which("prlimit")
        bounded = [limits, f"--as={_MEMORY}", "--"] if limits else []
        book = _run([*bounded, antiword, "-x", "db", "in.doc"], folder, path)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(_DOCTYPE.sub(b"", book, count=1), parser)
    except etree.XMLSyntaxError as error:
        why = f"antiword cannot read it (damaged, or protected with a password?); {_saved_as('.doc')}"
        raise ReadError(path, why) from error
    return "".join(f"{line}\n" for line in _lines(root))


def _lines(element: Any) -> Iterator[str]:
    for one in element:
        if one.tag == "tbody":
            rows = [[grid.cell("".join(cell.itertext())) for cell in row] for row in one]
            yield from grid.lines(rows)
        elif one.tag == "para" and one.find(".//tbody") is None:
            yield from filter(None, (line.strip() for line in "".join(one.itertext()).split("\n")))
        elif one.tag != "bookinfo":
            yield from _lines(one)


def _run(command: list[str], folder: Path, path: Path) -> bytes:
    """What a program prints (a bounded piece of it); it and all that it started are stopped when its time is over."""
    printed = folder / "printed"
    with printed.open("wb") as out:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env={**os.environ, "HOME": str(folder)},
        )
        try:
            process.wait(_SECONDS)
        except subprocess.TimeoutExpired as error:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise ReadError(
                path, f"it took more than {_SECONDS} seconds to convert; {_saved_as('.doc')}"
            ) from error
    with printed.open("rb") as out:
        return out.read(_LARGEST)
