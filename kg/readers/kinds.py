"""What a file is, by its first bytes: offices and sites call a web page ``.doc`` and a Word file ``.wps``."""

from __future__ import annotations

import re

from kg.readers import zips

# What editors, offices and systems leave in a folder beside the documents, and what describes it.
_LEFT_BEHIND = ("~$", "~WRL", "README", "THUMBS.DB", "EHTHUMBS.DB", "DESKTOP.INI", "MANIFEST.CSV")
_UNFINISHED = (".TMP", ".TEMP", ".BAK", ".PART", ".CRDOWNLOAD", ".DOWNLOAD", ".LNK", ".SWP", "~")
_HEAD = 4096
_ENTRIES = 100_000
_OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta)\b", re.I | re.S
)
_MAIL = re.compile(
    rb"^(?:mime-version:|content-type:\s*multipart/related|snapshot-content-location:)", re.I | re.M
)
# What stands in a package → its kind.
_PACKAGES = (("word/", ".docx"), ("xl/", ".xlsx"), ("ppt/", ".pptx"), ("OFD.xml", ".ofd"))
ENCRYPTED = ".encrypted"  # what Word and Excel make of a file with a password
_OLE2_KINDS = (
    ("EncryptedPackage", ENCRYPTED),
    ("WordDocument", ".doc"),
    ("Workbook", ".xls"),
    ("Book", ".xls"),
)
_ZIPPED = (".docx", ".docm", ".dotx", ".xlsx", ".xlsm", ".ofd", ".pptx", ".zip")
_MAY_BE_TEXT = (".doc", ".wps", ".dot", ".rtf")
_BARE = re.compile(rb"[\0-\x08\x0e-\x1a\x1c-\x1f]")


def left_behind(name: str) -> bool:
    """Whether ``folder/~$plan.docx`` is what editors and systems leave beside the documents, or says what they are."""
    parts = name.split("/")
    last = parts[-1].upper()
    hidden = any(part.startswith((".", "__MACOSX")) for part in parts)
    return hidden or last.startswith(_LEFT_BEHIND) or last.endswith(_UNFINISHED)


def kind(data: bytes, suffix: str) -> str:
    """The suffix of what `data` is; the one that it has where its bytes say nothing else."""
    head = data[:_HEAD]
    bare = (
        head.replace(b"\0", b"")
        .removeprefix(b"\xef\xbb\xbf")
        .removeprefix(b"\xff\xfe")
        .removeprefix(b"\xfe\xff")
    )
    if bare.lstrip().startswith(b"%PDF-"):
        return ".pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package(data, suffix)
    if head.startswith(_OLE2):
        return _compound(data, suffix)
    if bare.startswith(b"{\\rtf"):
        return ".rtf"
    if _PAGE.match(bare):
        return suffix if suffix in (".shtml", ".htm", ".md") else ".html"
    if suffix != ".txt" and _MAIL.search(bare):
        return ".mhtml"
    return ".txt" if suffix in _MAY_BE_TEXT and not _BARE.search(head) else suffix


def _package(data: bytes, suffix: str) -> str:
    """A zip by what is in it; a broken one is left to the reader that its name asks for."""
    if zips.crowded(data, _ENTRIES):
        return suffix if suffix in _ZIPPED else ".zip"
    try:
        with zips.opened(data) as package:
            names = package.namelist()
    except zips.BROKEN:
        return suffix
    if "[Content_Types].xml" in names or "OFD.xml" in names:
        for begin, found in _PACKAGES:
            if any(name.startswith(begin) for name in names):
                return suffix if (found[:4], len(found)) == (suffix[:4], len(suffix)) else found
    return ".zip"


def _compound(data: bytes, suffix: str) -> str:
    """An OLE2 file by the names of its streams."""
    for name, found in _OLE2_KINDS:
        if name.encode("utf-16-le") in data:
            return (
                suffix if (found, suffix) in ((".doc", ".wps"), (".doc", ".dot"), (".xls", ".et")) else found
            )
    return suffix if suffix in (".doc", ".wps", ".xls", ".et") else ".doc"
