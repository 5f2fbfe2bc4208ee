"""Soft line breaks (Shift+Enter) inside a paragraph: kept as lines where the text shows lines, else undone.

Text that was pasted from a web page has such breaks where its paragraphs end; text that was made to fit has them in
the middle of a sentence.
"""

from __future__ import annotations

import re

_ENDS = "。！？；：…”》）.!?;:)"
_OPENS = re.compile(
    r"\s{2,}|\u3000"
    r"|\s*(?:第?[〇零一二三四五六七八九十百千\d]{1,5}[、．条章节编款]|[（(][〇零一二三四五六七八九十百\d]{1,4}[）)]|\d{1,2}[.．](?!\d)|[①-⑳⑴-⒇⒈-⒛])"
    r"|\s*(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*年[\d\s一二三四五六七八九十月日]{0,12}\Z|\s*附件?\s*\d*\s*[:：]"
)


def parted(text: str, centred: bool) -> list[str]:
    """The lines of a paragraph, none of them empty; in the middle of a page breaks only part the lines of a title."""
    if "\n" not in text:
        return [text.strip()] if text.strip() else []
    found: list[list[str]] = []
    blank = True
    for piece in text.split("\n"):
        said = piece.strip()
        if found and said and not blank and not _new(found[-1][-1], piece, centred):
            found[-1] += (_between(found[-1][-1], said), said)
        elif said:
            found.append([said])
        blank = not said
    return ["".join(pieces) for pieces in found]


def _new(line: str, piece: str, centred: bool) -> bool:
    if _OPENS.match(piece):
        return True
    return not centred and line.endswith(tuple(_ENDS))


def _between(line: str, following: str) -> str:
    """A space between Latin words only."""
    return " " if line[-1].isascii() and following[0].isascii() else ""
