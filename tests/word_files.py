"""Word files made by hand for the tests: the XML of a body, of lists and of styles, packed as Word packs it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from xml.sax.saxutils import escape

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def package(parts: Mapping[str, str | bytes], packed: bool = True) -> bytes:
    """The parts as a zip."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return data.getvalue()


def relations(targets: Mapping[str, str]) -> str:
    """What a part refers to: ``relations({"numbering": "numbering.xml"})``."""
    made = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind.removesuffix("1")}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{made}</Relationships>'


def word(body: str, numbering: str = "", styles: str = "", **parts: str) -> bytes:
    """A Word file with these contents of ``w:body``, ``w:numbering``, ``w:styles``; `parts` by kind (footnotes, header1)."""
    kinds = {"document": "document.main", "numbering": "numbering", "styles": "styles"} | {
        one: one for one in parts
    }
    typed = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_KIND}.{kind.removesuffix("1")}+xml"/>'
        for name, kind in kinds.items()
    )
    made = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{typed}</Types>",
        "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
        "word/_rels/document.xml.rels": relations(
            {kind: f"{kind}.xml" for kind in kinds if kind != "document"}
        ),
        "word/document.xml": f"{_HEAD}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/numbering.xml": f"{_HEAD}<w:numbering {NAMESPACES}>{numbering}</w:numbering>",
        "word/styles.xml": f"{_HEAD}<w:styles {NAMESPACES}>{styles}</w:styles>",
    }
    for kind, content in parts.items():
        root = {"header1": "hdr", "footer1": "ftr"}.get(kind, kind)
        made[f"word/{kind}.xml"] = f"{_HEAD}<w:{root} {NAMESPACES}>{content}</w:{root}>"
    return package(made)


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    text = "".join(sign for sign in text if sign >= " ")  # XML knows no form feed
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    """A paragraph: of XML, or of text that is put into a run."""
    inside = content if content.startswith("<") or not content else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def item(text: str, number: int = 1, level: int = 0, properties: str = "") -> str:
    """A paragraph of a list."""
    listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, properties + listed)


def level(place: int, form: str, text: str, *, start: int = 1, more: str = "") -> str:
    """A level of a list: ``level(0, "chineseCounting", "%1、")``."""
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{escape(text)}"/></w:lvl>'
    )


def lists(levels: str, abstract: int = 0, number: int = 1, override: str = "") -> str:
    """A list with its levels: the abstract one and the one that paragraphs name."""
    return (
        f'<w:abstractNum w:abstractNumId="{abstract}">{levels}</w:abstractNum>'
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>'
    )


def table(rows: Iterable[Iterable[str]]) -> str:
    """A table of cells: text, or the XML of ``w:tc``."""
    made = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/>{made}</w:tbl>"


def cell(content: str, properties: str = "") -> str:
    """A cell: of text, of the XML of its blocks, or a whole ``w:tc`` as it is."""
    if content.startswith("<w:tc>"):
        return content
    inside = content if content.startswith("<w:") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"
