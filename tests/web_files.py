"""One text as the pages and files of sites have it: what the readers' tests make their files of."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from html import escape

SITE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>文件 - 某市人民政府门户网站</title>
<style>.zw{{line-height:2}}</style></head><body><div class="top"><a href="/">首页</a><a href="/zwgk/">政务公开</a></div>
<div class="article-content" id="zoom"><style>p{{margin:0}}</style>{body}<script>share();</script></div>
<div class="footer">版权所有：某市人民政府 ICP备案号：某ICP备05000001号 网站标识码：4401000004</div></body></html>"""


def page(text: str, charset: str = "utf-8") -> str:
    """The lines as paragraphs in the body of a site, rows with tabs as a table."""
    body: list[str] = []
    rows: list[str] = []
    for line in [*text.split("\n"), ""]:
        cells = line.split("\t")
        if len(cells) > 1 and line.strip():
            rows.append("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>")
            continue
        if rows:
            body.append(f"<table><tbody>{''.join(rows)}</tbody></table>")
            rows = []
        body.append(
            f'<p style="text-indent:2em"><span>{escape(line)}</span></p>' if line.strip() else "<p>&nbsp;</p>"
        )
    return SITE.format(charset=charset, body="".join(body))


def mhtml(text: str) -> bytes:
    """The page as a browser saves it in one file."""
    whole = MIMEMultipart("related")
    whole["Snapshot-Content-Location"] = "http://www.example.gov.cn/art/1.html"
    for location, html in (
        ("http://www.example.gov.cn/frame.html", "<p>x</p>"),
        (whole["Snapshot-Content-Location"], page(text)),
    ):
        part = MIMEText(html, "html", "utf-8")
        part["Content-Location"] = location
        whole.attach(part)
    return whole.as_bytes()


def zipped(text: str) -> bytes:
    """The page in a zip."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("文件.html", page(text))
    return data.getvalue()


def jsonl(text: str) -> bytes:
    """The text in a line of JSON."""
    return json.dumps({"id": "a", "text": text}).encode()


MAKERS: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "md": (".md", str.encode),
    "txt in GB18030": (".txt", lambda text: text.encode("gb18030")),
    "txt in UTF-16": (".txt", lambda text: text.encode("utf-16")),
    "txt in UTF-16 without a mark": (".txt", lambda text: text.encode("utf-16-be")),
    "html": (".html", lambda text: page(text).encode()),
    "html in GB18030 that says gb2312": (".htm", lambda text: page(text, "gb2312").encode("gb18030")),
    "html that is called .doc": (".doc", lambda text: page(text).encode()),
    "mhtml": (".mhtml", mhtml),
    "html in a zip": (".zip", zipped),
    "jsonl": (".jsonl", jsonl),
}
