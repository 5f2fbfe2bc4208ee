"""Texts → PDF files as offices and sites have them: printed by Chromium, set by ReportLab; and OFD packages."""

from __future__ import annotations

import html
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_HEAD = '<div style="font-size:9px;width:100%;padding:0 20mm">{}</div>'
OFFICE = """
@page { size: A4 } body { overflow-wrap: anywhere; font: 16pt/29pt "Noto Serif CJK SC"; text-align: justify; margin: 0 }
p { margin: 0; text-indent: 2em } h1 { font-size: 22pt; line-height: 32pt; text-align: center; font-weight: normal }
table { border-collapse: collapse; width: 100%; font-size: 12pt; line-height: 16pt }
td, th { border: 1px solid black; padding: 2px 4px; text-align: left } p.right { text-align: right }
"""
SITE = """
@page { size: A4 } body { overflow-wrap: anywhere; font: 12pt/1.8 "Noto Sans CJK SC"; margin: 0 } p { margin: 0.9em 0 }
h1 { font-size: 18pt; text-align: center } table { border-collapse: collapse; width: 100% }
td, th { border: 1px solid #999; padding: 4px }
"""
GAZETTE = """
@page { size: A4 } body { overflow-wrap: anywhere; font: 10.5pt/16pt "Noto Serif CJK SC"; margin: 0; text-align: justify }
main { columns: 2; column-gap: 8mm } p { margin: 0; text-indent: 2em } h1 { font-size: 18pt; text-align: center }
table { border-collapse: collapse; width: 100%; font-size: 9pt } td, th { border: 1px solid black; padding: 2px }
"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser that prints; the test is skipped where there is none."""
    if CHROMIUM is None:
        pytest.skip("no Chromium here; on Debian: apt-get install chromium fonts-noto-cjk")
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


def printed(browser: Browser, page: str, head: str = "", foot: str = "") -> bytes:
    """An HTML page printed to PDF, with what stands at the head and foot of each sheet."""
    opened = browser.new_page()
    try:
        opened.set_content(page)
        return opened.pdf(
            prefer_css_page_size=True,
            display_header_footer=True,
            header_template=_HEAD.format(head or "<span></span>"),
            footer_template=_HEAD.format(foot or '<center>— <span class="pageNumber"></span> —</center>'),
            margin={"top": "30mm", "bottom": "30mm", "left": "27mm", "right": "27mm"},
        )
    finally:
        opened.close()


def page(text: str, style: str) -> str:
    """The HTML page of a text: a paragraph for each line, a table for rows with tabs."""
    pieces = []
    rows: list[str] = []
    for line in [*text.split("\n"), ""]:
        if "\t" in line.strip():
            rows.append(line)
            continue
        if rows:
            pieces.append(table([row.split("\t") for row in rows]))
            rows = []
        if line.strip():
            pieces.append(f"<p>{html.escape(line.strip())}</p>")
    return f"<!doctype html><meta charset=utf-8><style>{style}</style><main>{''.join(pieces)}</main>"


def table(rows: list[list[str]]) -> str:
    """A ruled table."""
    cells = ("".join(f"<td>{html.escape(cell.strip())}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


MM_LINE, MM_SIZE, FULL_LINE, PAGE_LINES = 10.0, 5.6, 28, 22


def ofd(text: str, more: dict[str, str | bytes] | None = None) -> bytes:
    """An OFD package of a text as offices have it: 28 signs a line, an indent of two, page numbers, a template."""
    lines = [piece for line in text.split("\n") if line.strip() for piece in _wrapped(line.strip())]
    pages = [lines[i : i + PAGE_LINES] for i in range(0, len(lines), PAGE_LINES)]
    parts = {
        "OFD.xml": _xml("OFD", "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"),
        "Doc_0/Document.xml": _xml(
            "Document",
            "<ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
            '<ofd:TemplatePage ID="9" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData><ofd:Pages>'
            + "".join(
                f'<ofd:Page ID="{i + 10}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages))
            )
            + "</ofd:Pages>",
        ),
        "Doc_0/Tpls/Tpl_0/Content.xml": layer(text_object("内部资料", 90, 20)),
    }
    for number, page_lines in enumerate(pages):
        drawn = "".join(
            text_object(
                line.lstrip("　"), 27 + MM_SIZE * (len(line) - len(line.lstrip("　"))), 42 + MM_LINE * i
            )
            for i, line in enumerate(page_lines)
        )
        foot = text_object(f"— {number + 1} —", 98, 285)
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = layer(
            drawn + foot, '<ofd:Template TemplateID="9"/>'
        )
    return package(parts | (more or {}))


def package(parts: dict[str, str | bytes]) -> bytes:
    """A zip of named parts."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return made.getvalue()


def text_object(text: str, x: float, y: float, size: float = MM_SIZE, extra: str = "") -> str:
    """One line of text whose signs follow one another at their full width, or half of it for Latin ones."""
    steps = " ".join(str(size / 2 if sign.isascii() else size) for sign in text[:-1])
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y - size} 170 {2 * size}" Font="3" Size="{size}" {extra}>'
        f'<ofd:TextCode X="0" Y="{size}" DeltaX="{steps}">{html.escape(text)}</ofd:TextCode></ofd:TextObject>'
    )


def layer(drawn: str, before: str = "") -> str:
    """One page of an OFD package."""
    return _xml("Page", f'{before}<ofd:Content><ofd:Layer ID="2">{drawn}</ofd:Layer></ofd:Content>')


def _xml(name: str, inside: str) -> str:
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    return f'<?xml version="1.0" encoding="UTF-8"?><ofd:{name} {space}>{inside}</ofd:{name}>'


def _wrapped(line: str) -> Iterator[str]:
    """A paragraph in printed lines: none begins with a sign that closes, and the first is set in."""
    rest = "　　" + line
    while rest:
        end, width = 0, 0.0
        while end < len(rest) and width + (0.5 if rest[end].isascii() else 1.0) <= FULL_LINE:
            width += 0.5 if rest[end].isascii() else 1.0
            end += 1
        while 1 < end < len(rest) and rest[end] in "，。；：、）》”！？,.;:)":
            end -= 1
        yield rest[:end]
        rest = rest[end:].lstrip()
