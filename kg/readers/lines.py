"""An HTML tree → lines of text: block elements and table rows become lines, cells are parted by tabs."""

from __future__ import annotations

import re
from collections import Counter

from lxml import html

_BLOCKS = frozenset(
    name
    for names in (
        "address article aside blockquote body br caption center dd div dl dt fieldset figure",
        "footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td",
        "tfoot th thead title tr ul",
    )
    for name in names.split()
)
_SKIPPED = frozenset(
    name
    for names in (
        "script style noscript iframe select option button input textarea template svg object",
        "audio video head",
    )
    for name in names.split()
)
_HIDDEN = re.compile(r"display\s*:\s*none")
_WHITE = re.compile(r"[ \t\r\n\f\v\xa0]+")
_STOPS = re.compile("[，。；]")
_FEWEST_SIGNS = 3
_NEARLY_ALL = 0.85
_WIDEST = 60  # columns in which cells may span others
_LONGEST_CELL = 400  # a longer cell belongs to a table that lays out a page


def rendered(root: html.HtmlElement, without: html.HtmlElement | None = None) -> list[str]:
    """The lines of an element, none of them empty; `without` is left out."""
    pieces: list[str] = []
    _walk(root, without, pieces)
    lines = "".join(pieces).split("\n")
    tidy = (_tidy(line) for line in lines)
    return [line for line in tidy if line]


def _tidy(line: str) -> str:
    cells = [_WHITE.sub(" ", cell).strip(" ") for cell in line.split("\0")]
    return "\t".join(cells) if len(cells) > 1 and any(cells) else "".join(cells)


def _walk(element: html.HtmlElement, without: html.HtmlElement | None, pieces: list[str]) -> None:
    tag = element.tag
    if not isinstance(tag, str) or tag in _SKIPPED or element is without:
        return
    if _HIDDEN.search(element.get("style", "")):
        return
    if tag == "table" and _holds_data(element):
        pieces.append("\n")
        pieces += ("\0".join(row) + "\n" for row in _rows(element))
        return
    edge = "\n" if tag in _BLOCKS else ""
    pieces.append(edge + _text(element.text, tag))
    for child in element:
        _walk(child, without, pieces)
        pieces.append(_text(child.tail, tag))
    pieces.append(edge)


def _text(text: str | None, tag: str) -> str:
    """Characters of a text node: its line breaks are white space, but for preformatted text."""
    if not text:
        return ""
    return text if tag == "pre" else text.replace("\n", " ")


def _holds_data(table: html.HtmlElement) -> bool:
    """A table of facts, not one that lays out a page."""
    if table.find(".//table") is not None:
        return False
    rows = table.findall(".//tr")
    several = [row for row in rows if len(row.xpath("./td|./th")) > 1]
    return len(several) > 1 and all(
        len(cell.text_content()) <= _LONGEST_CELL for row in several for cell in row.xpath("./td|./th")
    )


def _rows(table: html.HtmlElement) -> list[list[str]]:
    """The rows of a table with cells that span several rows or columns in their places."""
    rows: list[list[str]] = []
    down: dict[int, int] = {}  # column → rows that a cell from above still covers
    for row in table.findall(".//tr"):
        cells: list[str] = []
        for cell in row.xpath("./td|./th"):
            while down.get(len(cells), 0):
                down[len(cells)] -= 1
                cells.append("")
            wide = _number(cell.get("colspan")) if len(cells) < _WIDEST else 1
            for column in range(len(cells), min(len(cells) + wide, _WIDEST)):
                down[column] = _number(cell.get("rowspan")) - 1
            cells += [" ".join(rendered(cell)), *[""] * (wide - 1)]
        rows.append(cells)
    return rows


def _number(value: str | None) -> int:
    return min(int(value), 50) if value and value.isdecimal() and int(value) > 0 else 1


def densest(root: html.HtmlElement) -> html.HtmlElement | None:
    """The smallest element that holds nearly all running text of a page, None where there is hardly any."""
    signs = _signs(root)
    body = root.find("body")
    found = root if body is None else body
    total = signs.get(found, 0)
    while True:
        inside = max(found, key=lambda one: signs.get(one, 0), default=None)
        if inside is None or signs.get(inside, 0) < _NEARLY_ALL * total:
            return found if total >= _FEWEST_SIGNS else None
        found = inside


def _signs(root: html.HtmlElement) -> Counter[html.HtmlElement]:
    """How many commas and full stops stand in each element, those inside it included."""
    signs: Counter[html.HtmlElement] = Counter()
    for element in root.iter("*"):
        if element.tag not in _SKIPPED:
            own = [element.text, *(child.tail for child in element)]
            count = sum(len(_STOPS.findall(text)) for text in own if text)
            for one in (element, *element.iterancestors()) if count else ():
                signs[one] += count
    return signs
