"""Texts → PDF files as offices and sites have them: printed by Chromium, set by ReportLab; and OFD packages."""

from __future__ import annotations

import html
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

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
