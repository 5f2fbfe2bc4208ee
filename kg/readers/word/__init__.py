"""Word files (``.docx``, ``.docm``, what WPS saves as such) → text, read from their XML: macros are not even opened.

Reads the main part with its styles, lists and notes; headers, footers and comments are parts of their own and no text.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kg.readers.package import Package
from kg.readers.word import numbering, styles
from kg.readers.word.body import Body

_MAIN = "word/document.xml"


def canonical_bytes(data: bytes, path: Path) -> str:
    """The text of a Word file, a paragraph or a table row on each line; ReadError with file, mistake and remedy."""
    package = Package(data, path, "Word")
    name = next((part for kind, part in package.relations("").values() if kind == "officeDocument"), _MAIN)
    root = package.tree(name)
    if root is None:
        raise package.error("there is no Word document in it; open it in Word or WPS and save it as .docx")
    parts = dict(package.relations(name).values())

    def part(kind: str) -> Any | None:
        return package.tree(parts.get(kind, f"word/{kind}.xml"))

    looks = styles.read(part("styles"))
    body = Body(looks, numbering.read(part("numbering"), looks), package.error)
    body.read(root)
    body.finish({"footnote": part("footnotes"), "endnote": part("endnotes")})
    return "".join(f"{line}\n" for line in body.lines)
