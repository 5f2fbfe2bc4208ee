# ruff: noqa: E501 - each case is a row
"""Containers, pages and texts that are broken or made to harm: one sentence each, bounded memory, nothing fetched."""

from __future__ import annotations

import io
import json
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import readers
from kg.errors import ReadError
from kg.model import Document
from kg.readers import archive
from tests import formats, web_files
from tests.alone import read_alone

TEXT = "甲市人民政府关于加强管理的通知\n甲政发〔2021〕1号\n各区人民政府：\n一、加强领导。市教育局牵头，市财政局配合。\n"
DAMAGED = "the zip is damaged or incomplete; fetch it again, or pack it anew"
SWOLLEN = "it grows beyond all measure when unpacked; leave it out"


def zipped(*members: tuple[str, bytes], packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", packed) as file:
        for name, content in members:
            file.writestr(name, content)
    return data.getvalue()


def said(path: Path) -> list[str]:
    return [str(one) if isinstance(one, ReadError) else one.name for one in readers.documents(path)]


def locked() -> bytes:
    data = bytearray(zipped(("a.txt", TEXT.encode()), ("b.txt", TEXT.encode()), packed=zipfile.ZIP_STORED))
    data[6] |= 1
    data[data.find(b"PK\1\2") + 8] |= 1
    return bytes(data)


def unknown_method() -> bytes:
    data = bytearray(zipped(("a.txt", TEXT.encode())))
    data[8] = data[data.find(b"PK\1\2") + 10] = 97
    return bytes(data)


def wrong_sum() -> bytes:
    data = zipped(("a.txt", TEXT.encode()), ("b.txt", b"b"), packed=zipfile.ZIP_STORED)
    return data.replace(TEXT.encode(), TEXT.replace("甲", "乙").encode(), 1)


def nested(depth: int) -> bytes:
    data = zipped(("a.txt", TEXT.encode()))
    for _ in range(depth):
        data = zipped(("in.zip", data))
    return data


GOOD = zipped(("a.txt", TEXT.encode()), ("b.txt", TEXT.encode()))
SENTENCES = [
    pytest.param("z.zip", GOOD[: len(GOOD) // 2], ["z.zip: " + DAMAGED], id="a truncated zip"),
    pytest.param("z.zip", b"PK\3\4" + bytes(40), ["z.zip: " + DAMAGED], id="no directory"),
    pytest.param("z.zip", b"abc", ["z.zip: " + DAMAGED], id="a zip that is none"),
    pytest.param("z.zip", zipped(), ["z.zip: no documents in this zip"], id="an empty zip"),
    pytest.param("z.zip", zipped(("a.jpg", b"x")), ["z.zip/a.jpg: no reader takes files of this kind; left out", "z.zip: no documents in this zip"], id="a zip without documents"),
    pytest.param("z.zip", locked(), ["z.zip/a.txt: it is protected with a password; unpack it, and name its folder", "z.zip/b.txt"], id="an encrypted member"),
    pytest.param("z.zip", unknown_method(), ["z.zip/a.txt: it is packed in a way not known here"], id="an unknown method"),
    pytest.param("z.zip", wrong_sum(), ["z.zip/a.txt: " + DAMAGED, "z.zip/b.txt"], id="a wrong checksum"),
    pytest.param("z.zip", zipped(("a.txt", bytes(9_000_000)), ("b.txt", b"b")), ["z.zip/a.txt: " + SWOLLEN, "z.zip/b.txt"], id="a bomb"),
    pytest.param("z.zip", zipped(("a.txt", b""), ("b.txt", b"b")), ["z.zip/a.txt: the file is empty; fetch it again, or leave it out", "z.zip/b.txt"], id="an empty member"),
    pytest.param("z.zip", nested(5), ["z.zip/in.zip/in.zip: a zip in a zip in a zip is not opened; unpack it, and name its folder"], id="zips in zips"),
    pytest.param("z.docx", GOOD, ["z.docx/a.txt", "z.docx/b.txt"], id="a zip that is called .docx"),
    pytest.param("z.zip", formats.docx(TEXT), ["z.zip"], id="a Word file that is called .zip"),
    pytest.param("z.txt", formats.docx(TEXT), ["z.txt"], id="a Word file that is called .txt"),
    pytest.param("z.pdf", formats.docx(TEXT), ["z.pdf"], id="a Word file that is called .pdf"),
    pytest.param("z.wps", formats.docx(TEXT), ["z.wps"], id="a Word file that is called .wps"),
    pytest.param("z.doc", TEXT.encode("gb18030"), ["z.doc"], id="a text that is called .doc"),
    pytest.param("z.doc", web_files.mhtml(TEXT), ["z.doc"], id="a saved page that is called .doc"),
    pytest.param("z.xls", web_files.page(TEXT).encode(), ["z.xls"], id="a page that is called .xls"),
    pytest.param("z.txt", TEXT.encode() + b"\0\1\2", ["z.txt: this is a binary file, no text; save its text as .txt in UTF-8"], id="bytes that are no text"),
    pytest.param("z.txt", TEXT.encode()[:-2] + b"\xff\n", ["z.txt: neither UTF-8 nor GB18030 nor Big5 (byte"], id="broken UTF-8"),
    pytest.param("z.html", b"<p>" * 1_100_000, ["z.html: it has more than 1000000 marks, which no page has; save its text as .txt"], id="a million nodes"),
    pytest.param("z.html", b"<html>" + b"<div>" * 100_000, ["z.html: the page has no text of a document"], id="deep nesting"),
    pytest.param("z.mht", b"Content-Type: multipart/related; boundary=b\n\n" + b"--b\nContent-Type: multipart/mixed; boundary=b\n\n" * 30_000, ["z.mht: "], id="parts in parts"),
    pytest.param("z.mht", b"Content-Type: text/html\nContent-Transfer-Encoding: base64\n\n!!!!", ["z.mht: "], id="a part that cannot be decoded"),
    pytest.param("z.jsonl", b'{"text": "' + b"x" * 80_000_000 + b'"}', ["z.jsonl: line 1: longer than 64 MB; split it into its documents"], id="a line without end"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "sentences"), SENTENCES)
def test_what_is_said(tmp_path: Path, name: str, data: bytes, sentences: list[str]) -> None:
    """One sentence with the file, what is wrong and what to do; what can be read beside it is read."""
    path = tmp_path / name
    path.write_bytes(data)
    found = said(path)
    assert len(found) == len(sentences), found
    for one, expected in zip(found, sentences, strict=True):
        assert one.removeprefix(f"{tmp_path}/").startswith(expected)
        assert "\n" not in one


def test_all_members_together_have_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The zip is given up where its members have become too much, each for itself within bounds."""
    monkeypatch.setattr(archive, "_TOTAL", 50_000)
    path = tmp_path / "z.zip"
    path.write_bytes(zipped(*((f"{n}.txt", b"x" * 20_000) for n in range(9))))
    assert said(path)[:2] == ["z.zip/0.txt", "z.zip/1.txt"]
    assert (
        said(path)[-1] == f"{path}: it grows beyond all measure when unpacked; unpack it, and name its folder"
    )
    assert len(said(path)) == 4


def laughing() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE html [<!ENTITY a0 "哈哈哈">{entities}]><html><body><div id="zoom">{TEXT * 9}&a9;</div></body></html>'.encode()


def bomb() -> bytes:
    return zipped(*((f"{n}.txt", bytes(200_000_000)) for n in range(2)))


def directory() -> bytes:
    entry = b"PK\1\2" + bytes(24) + b"\1\0" + bytes(16) + b"x"
    return (
        b"PK\3\4"
        + entry * 1_200_000
        + b"PK\5\6"
        + bytes(4)
        + b"\xff\xff\xff\xff"
        + (47 * 1_200_000).to_bytes(4, "little")
        + b"\4\0\0\0\0\0"
    )


def nodes() -> bytes:
    return ("<div id=zoom>" + "<p>正文，一段。" * 990_000).encode()


def cells() -> bytes:
    return (
        "<div id=zoom>正文，正文。<table>" + "<tr><td rowspan=50 colspan=50>1，</td><td>x</td></tr>" * 150_000
    ).encode()


def line() -> bytes:
    return b"x" * 200_000_000


def lines() -> bytes:
    return (json.dumps({"text": "x" * 1_000}) + "\n").encode() * 200_000


LARGE = [("z.html", laughing), ("z.zip", bomb), ("z.zip", directory), ("z.html", nodes), ("z.html", cells), ("z.txt", line), ("z.jsonl", lines)]  # fmt: skip


@pytest.mark.parametrize(("name", "make"), LARGE, ids=[make.__name__ for _, make in LARGE])
def test_memory_and_time_are_bounded(tmp_path: Path, name: str, make: Callable[[], bytes]) -> None:
    """Less than a gigabyte and a minute, whatever the file makes of its bytes."""
    path = tmp_path / name
    path.write_bytes(make())
    assert read_alone(path).megabytes < 1024


def test_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Images, frames, styles and entities of other places stay there."""
    monkeypatch.setattr(socket, "socket", lambda *_: pytest.fail("the network was asked"))
    page = (
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><head><link rel="stylesheet" href="http://127.0.0.1:9/a.css">'
        '<base href="http://127.0.0.1:9/"></head><body><iframe src="http://127.0.0.1:9/"></iframe><img src="http://127.0.0.1:9/a.png">'
        f"<div id='zoom'>{'正文，一段。' * 20}&x;</div></body></html>"
    )
    for name in ("a.html", "a.mhtml"):
        path = tmp_path / name
        path.write_bytes((b"Content-Type: text/html\n\n" if name == "a.mhtml" else b"") + page.encode())
        assert "root:" not in readers.read(path).text


FORMS = {form: make(TEXT * 3) for form, (_, make) in web_files.MAKERS.items()}


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    form=st.sampled_from(sorted(FORMS)),
    changes=st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 255)), min_size=1, max_size=8),
    cut=st.integers(0, 5_000),
)
def test_a_file_with_changed_bytes_is_read_or_refused(
    tmp_path: Path, form: str, changes: list[tuple[int, int]], cut: int
) -> None:
    """Documents or errors with the file's name, never another exception."""
    data = bytearray(FORMS[form])
    for place, value in changes:
        data[place % len(data)] = value
    path = tmp_path / f"a{web_files.MAKERS[form][0]}"
    path.write_bytes(bytes(data[: len(data) - cut % len(data) // 2]))
    for one in readers.documents(path):
        assert isinstance(one, Document) or str(path) in str(one)
