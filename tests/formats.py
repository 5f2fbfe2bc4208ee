"""One text in the formats of offices: what the readers' tests make their files of, each function from text to bytes."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests import word_files as w

_ORDINAL = re.compile(
    r"(?P<before>第|[（(]?)(?P<number>[一二三四五六七八九十]{1,3}|[1-9]\d?|[①-⑳])(?P<behind>[、．）)]|\.(?![0-9])|[章节条](?=\s)|(?<=[①-⑳]))"
    r"(?P<gap>\s*)(?=\S)"
)
_HAN = "一二三四五六七八九"


def docx(text: str) -> bytes:
    """The lines as paragraphs, rows with tabs as tables."""
    return w.word("".join(_blocks(text, lambda line: w.paragraph(line))))


def docx_numbered(text: str) -> bytes:
    """As `docx`, but the ordinals are Word's automatic numbers: no character of them is in the text."""
    numbering = _Numbering()
    body = "".join(_blocks(text, numbering.paragraph))
    return w.word(body, "".join(numbering.abstract) + "".join(numbering.lists))


MAKERS: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "docx": (".docx", docx),
    "docx with automatic numbers": (".docx", docx_numbered),
}


def _blocks(text: str, paragraph: Callable[[str], str]) -> list[str]:
    found: list[str] = []
    rows: list[list[str]] = []
    for line in [*text.split("\n"), ""]:
        cells = line.strip().split("\t")
        if len(cells) > 1 and (not rows or len(cells) == len(rows[0])):
            rows.append(cells)
            continue
        if rows:
            found.append(w.table(rows))
            rows = [cells] if len(cells) > 1 else []
        if len(cells) == 1:
            found.append(paragraph(line))
    return found


class _Numbering:
    """The lists of a document: one for each kind of ordinal, begun anew wherever the ordinals do not run on."""

    def __init__(self) -> None:
        self.abstract: list[str] = []
        self.lists: list[str] = []
        self._kinds: dict[tuple[str, str], int] = {}
        self._last: dict[int, tuple[int, int]] = {}

    def paragraph(self, line: str) -> str:
        found = _ORDINAL.match(line.strip())
        if found is None:
            return w.paragraph(line)
        form, number = _value(found["number"])
        label = f"{found['before']}%1{found['behind']}{found['gap']}"
        kind = self._kinds.setdefault((form, label), len(self._kinds))
        if kind == len(self.abstract):
            levels = w.level(0, form, label, more='<w:suff w:val="nothing"/>')
            self.abstract.append(f'<w:abstractNum w:abstractNumId="{kind}">{levels}</w:abstractNum>')
        listed, last = self._last.get(kind, (0, 0))
        if number != last + 1 or not listed:
            listed = len(self.lists) + 1
            start = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{number}"/></w:lvlOverride>'
            self.lists.append(f'<w:num w:numId="{listed}"><w:abstractNumId w:val="{kind}"/>{start}</w:num>')
        self._last[kind] = (listed, number)
        return w.item(line.strip()[found.end() :], listed)


def _value(number: str) -> tuple[str, int]:
    """The format of Word that shows this ordinal, and its value."""
    if number.isdecimal():
        return "decimal", int(number)
    if "①" <= number <= "⑳":
        return "decimalEnclosedCircleChinese", ord(number) - ord("①") + 1
    tens, ten, ones = number.rpartition("十")
    high = (_HAN.index(tens) + 1 if tens else 1) if ten else 0
    return "chineseCounting", high * 10 + (_HAN.index(ones) + 1 if ones else 0)
