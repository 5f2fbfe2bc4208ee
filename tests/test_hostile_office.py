# ruff: noqa: E501 - the XML of offices is long
"""Office files that are broken or made to harm: one sentence with the file and what to do, bounded memory, nothing fetched."""

from __future__ import annotations

import copy
import socket
import struct
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from kg import readers
from kg.errors import ReadError
from kg.readers import kinds
from kg.readers.excel import canonical_bytes as excel_reader
from kg.readers.word import canonical_bytes as word_reader
from tests.alone import read_alone
from tests.test_spreadsheets import MAIN, row, sheet, workbook
from tests.word_files import NAMESPACES, cell, item, level, lists, package, paragraph, run, table, word

DAMAGED = "the file is damaged or incomplete; open it in Word and save it anew"
DOCTYPE = "its XML has a DOCTYPE, which no Word file has; save it anew in Word"
UNPACKED = "it grows beyond all measure when unpacked; leave it out, or save its text as .txt"
NESTED = "it is nested deeper or has a longer paragraph than any document; leave it out"
MARKS = "it holds more marks than a document has; split it, or save its text as .txt"
LOCKED = "it is protected with a password; open it in Word and save it without"
CELLS = "it has more cells than a table of tasks; save the part that is needed as a file of its own"


def document(xml: str | bytes) -> bytes:
    """A Word file with this main part."""
    return package({"[Content_Types].xml": "<Types/>", "word/document.xml": xml})


def unpacked(made: bytes) -> bytes:
    """The same package, nothing in it packed."""
    with zipfile.ZipFile(BytesIO(made)) as file:
        return package({name: file.read(name) for name in file.namelist()}, packed=False)


def nested(before: str, after: str, depth: int) -> bytes:
    return document(
        f"<w:document {NAMESPACES}><w:body>{before * depth}{paragraph('内')}{after * depth}</w:body></w:document>"
    )


def laughing() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return document(
        f'<!DOCTYPE w:document [<!ENTITY a0 "哈哈哈">{entities}]><w:document {NAMESPACES}><w:body>{paragraph("&a9;")}</w:body></w:document>'
    )


def fetching() -> bytes:
    return document(
        f'<!DOCTYPE w:document [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document {NAMESPACES}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>'
    )


def in_utf_16() -> bytes:
    return document(
        f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "c">]><w:document {NAMESPACES}/>'.encode(
            "utf-16"
        )
    )


def bomb() -> bytes:
    """A gigabyte of spaces in a megabyte."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        with file.open("word/document.xml", "w", force_zip64=True) as stream:
            for _ in range(1024):
                stream.write(b" " * 1024**2)
    return data.getvalue()


def lying() -> bytes:
    """The directory says that the main part has ten bytes."""
    made = bytearray(word(paragraph("甲") * 1000))
    place = made.index(b"PK\x01\x02", made.index(b"PK\x01\x02") + 4)
    made[place + 24 : place + 28] = struct.pack("<I", 10)
    return bytes(made)


def locked() -> bytes:
    """The flag of an encrypted part is set."""
    made = bytearray(word(paragraph("甲")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = made.find(mark)
        while place >= 0:
            made[place + offset] |= 1
            place = made.find(mark, place + 4)
    return bytes(made)


def secret() -> bytes:
    """What Word and Excel write when a password is set: an OLE2 file with the package as one of its streams."""
    return (
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(1000)
    )


def crowded() -> bytes:
    """More parts than any document has."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        for number in range(20_001):
            file.writestr(f"word/{number}", "")
    return data.getvalue()


GOOD = word(
    item("完善医保支付方式。（市医保局牵头）") + table([["任务", "单位"], ["改革", "市财政局"]]),
    lists(level(0, "chineseCounting", "%1、")),
)
BOOK = workbook(("任务", sheet(row(1, ["任务", "单位"]) + row(2, ["改革", "市财政局"]))))


CASES = [
    pytest.param("a.docx", lambda: GOOD[: len(GOOD) // 2], DAMAGED, id="the first half of a Word file"),
    pytest.param("a.docx", lambda: GOOD[:-30], DAMAGED, id="a Word file without its end"),
    pytest.param("a.docx", lambda: b"PK\x03\x04" + bytes(100), DAMAGED, id="the head of a zip and nothing else"),
    pytest.param("a.docx", lambda: b"\0\1\2\3" * 100, DAMAGED, id="bytes that are no zip"),
    pytest.param("a.xlsx", lambda: BOOK[: len(BOOK) // 2], DAMAGED.replace("Word", "Excel"), id="the first half of a workbook"),
    pytest.param("a.docx", lambda: document("<w:document"), DAMAGED, id="XML that breaks off"),
    pytest.param("a.docx", lambda: document(b"<a>\xff\xfe</a>"), DAMAGED, id="bytes that are no characters"),
    pytest.param("a.docx", lambda: lying(), DAMAGED, id="a directory that lies about a size"),
    pytest.param("a.docx", lambda: package({"[Content_Types].xml": "<Types/>", "word/x.xml": "<x/>"}), "there is no Word document in it; open it in Word or WPS and save it as .docx", id="no main part"),
    pytest.param("a.xlsx", lambda: package({"[Content_Types].xml": "<Types/>", "xl/x.xml": "<x/>"}), "there is no workbook in it; open it in Excel or WPS and save it as .xlsx", id="no workbook"),
    pytest.param("a.docx", lambda: laughing(), DOCTYPE, id="entities that multiply"),
    pytest.param("a.docx", lambda: fetching(), DOCTYPE, id="an entity that is a file"),
    pytest.param("a.docx", lambda: in_utf_16(), DOCTYPE, id="a DOCTYPE in UTF-16"),
    pytest.param("a.docx", lambda: nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 5_000), NESTED, id="five thousand tables in one another"),
    pytest.param("a.docx", lambda: unpacked(word(paragraph("长" * 11_000_000))), NESTED, id="a paragraph of eleven million characters"),
    pytest.param("a.docx", lambda: unpacked(word("<w:p/>" * 3_100_000)), MARKS, id="three million paragraphs"),
    pytest.param("a.docx", lambda: locked(), LOCKED, id="parts that are encrypted"),
    pytest.param("a.docx", secret, "it is protected with a password; open it in its program and save it without", id="a Word file with a password"),
    pytest.param("a.xlsx", secret, "it is protected with a password; open it in its program and save it without", id="a workbook with a password"),
    pytest.param("a.docx", lambda: crowded(), "it has more than 20000 parts, which no document has; leave it out", id="twenty thousand parts"),
    pytest.param("a.docx", lambda: bomb(), UNPACKED, id="a gigabyte in a megabyte"),
    pytest.param("a.xlsx", lambda: unpacked(workbook(("甲", sheet("".join(f"<row>{'<c><v>1</v></c>' * 1000}</row>" for _ in range(1_001)))))), CELLS, id="a million cells"),
    pytest.param("a.xlsx", lambda: unpacked(workbook(("甲", sheet(f"<row>{'<c/>' * 3_100_000}</row>")))), CELLS, id="a row of three million cells"),
    pytest.param("a.xlsx", lambda: workbook(("甲", f"<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet {MAIN}><sheetData><row/></sheetData></worksheet>")), DOCTYPE.replace("Word", "Excel"), id="a sheet with a DOCTYPE"),
    pytest.param("a.docx", lambda: word(paragraph("")), "there is no text in it", id="a Word file without text"),
    pytest.param("a.xlsx", lambda: workbook(("甲", sheet(""))), "there is no text in it", id="a workbook without text"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "make", "said"), CASES)
def test_one_sentence_names_the_file_and_what_to_do(
    name: str, make: Callable[[], bytes], said: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(make())
    began = time.monotonic()
    with pytest.raises(ReadError) as caught:
        readers.read(path)
    assert str(caught.value).startswith(f"{path}: {said}")
    assert "\n" not in str(caught.value)
    assert time.monotonic() - began < 30


def growing() -> bytes:
    """One large cell that stands in every row below it."""
    first = cell("长" * 100_000, '<w:vMerge w:val="restart"/>')
    below = f"<w:tr>{cell('', '<w:vMerge/>')}{cell('x')}</w:tr>" * 20_000
    return word(f"<w:tbl><w:tr>{first}{cell('x')}</w:tr>{below}</w:tbl>")


def wide() -> bytes:
    """Spans, numbers and labels beyond all bounds, each of which is cut to what Word allows."""
    spans = cell("甲", '<w:gridSpan w:val="999999999"/>')
    label = level(0, "upperRoman", "%1" * 100_000, start=999_999_999)
    return word(item("项") * 10_000 + f"<w:tbl><w:tr>{spans}{cell('乙')}</w:tr></w:tbl>", lists(label))


def sparse() -> bytes:
    """A cell in each corner of ten thousand rows and columns."""
    corner = '<row r="{0}"><c r="{1}{0}"><v>1</v></c><c r="XFD{0}"><v>1</v></c></row>'
    return workbook(("甲", sheet("".join(corner.format(n, "ABCDEFGHIJ"[n % 10]) for n in range(1, 10_000)))))


def dotted() -> bytes:
    return unpacked(word(paragraph("<w:r><w:br/><w:t>字</w:t></w:r>" * 300_000)))


def unfinished() -> bytes:
    return unpacked(
        word(paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 200_000 + run("字") * 200_000))
    )


def deep() -> bytes:
    return nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 80)


def many() -> bytes:
    """As many marks as are let in."""
    return unpacked(word('<w:p w:a=""/>' * 1_450_000))


def ledger() -> bytes:
    """As many cells as are let in."""
    rows = "".join(f"<row>{'<c><v>2025</v></c>' * 100}</row>" for _ in range(9_990))
    return unpacked(workbook(("甲", sheet(rows))))


def tracked() -> bytes:
    """Changes in changes, as deep as a parser goes."""
    return word(paragraph("<w:ins>" * 245 + run("深") + "</w:ins>" * 245))


WORDS = (tracked, bomb, growing, wide, dotted, unfinished, deep, laughing, many)
LARGE = [*(("a.docx", make) for make in WORDS), ("a.xlsx", sparse), ("a.xlsx", ledger)]


@pytest.mark.parametrize(("name", "make"), LARGE, ids=[make.__name__ for _, make in LARGE])
def test_memory_and_time_are_bounded(name: str, make: Callable[[], bytes], tmp_path: Path) -> None:
    """Less than a gigabyte and half a minute, whatever the file makes of its bytes."""
    path = tmp_path / name
    path.write_bytes(make())
    assert read_alone(path).megabytes < 1024


def test_macros_are_never_opened_and_nothing_is_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The macros of a .docm may be broken, its template and pictures lie on other machines: its text is read."""

    def refused(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    kept = zipfile.ZipFile(BytesIO(GOOD))
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://x/attachedTemplate" Target="http://192.0.2.1/evil.dotm" TargetMode="External"/>'
        '<Relationship Id="r2" Type="http://x/numbering" Target="http://192.0.2.1/numbering.xml" TargetMode="External"/></Relationships>'
    )
    parts: dict[str, str | bytes] = {name: kept.read(name) for name in kept.namelist()}
    path = tmp_path / "a.docm"
    path.write_bytes(
        package(
            parts
            | {"word/_rels/document.xml.rels": relations, "word/vbaProject.bin": b"\xd0\xcf\x11\xe0 broken"}
        )
    )
    assert readers.read(path).text.startswith("一、完善医保支付方式。")


@pytest.mark.parametrize("name", ["a.doc", "a.wps", "a.txt", "a.xlsx", "a"])
def test_a_word_file_by_any_other_name_is_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(GOOD)
    assert "任务\t单位" in readers.read(path).text


FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def mutated(good: bytes, changes: list[tuple[int, int]], cut: int) -> bytes:
    data = bytearray(good)
    for place, byte in changes:
        data[place % len(data)] = byte
    return bytes(data[: len(data) - cut])


def refused_or_read(data: bytes, name: str) -> None:
    suffix = Path(name).suffix
    reader = {".docx": word_reader, ".xlsx": excel_reader}[suffix]
    with suppress(ReadError):
        reader(data, Path(name))
    assert kinds.kind(data, suffix)


@pytest.mark.parametrize(("name", "good"), [("a.docx", GOOD), ("a.xlsx", BOOK)])
@FUZZ
@given(
    changes=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=8),
    cut=st.integers(0, 40),
)
def test_changed_bytes_are_read_or_refused(
    name: str, good: bytes, changes: list[tuple[int, int]], cut: int
) -> None:
    refused_or_read(mutated(good, changes, cut), name)


VALUES = [
    "",
    "0",
    "-1",
    "9",
    "99999999999",
    "²",
    "1.5",
    "nan",
    "1e308",
    "%1%9",
    "A1:XFD1048576",
    "restart",
    "begin",
    "end",
    "s",
    "b",
    "5",
]


def changed(elements: list[etree._Element], data: st.DataObject) -> None:
    """One change of one element."""
    one, other = (elements[data.draw(st.integers(0, len(elements) - 1))] for _ in "ab")
    how = data.draw(st.sampled_from(["out", "double", "value", "text"]))
    if how == "out" and one.getparent() is not None:
        one.getparent().remove(one)
    elif how == "double":
        other.append(copy.deepcopy(one))
    elif how == "value" and one.attrib:
        one.set(data.draw(st.sampled_from(sorted(one.attrib))), data.draw(st.sampled_from(VALUES)))
    else:
        one.text = data.draw(st.sampled_from(VALUES))


RICH = word(
    paragraph(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:ins><w:r><w:t>甲</w:t></w:r></w:ins><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:br/><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
        "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
        '<w:r><w:footnoteReference w:id="2"/></w:r>'
    )
    + item("乙", properties='<w:rPr><w:del w:id="1"/></w:rPr>')
    + table(
        [
            ["任务", "单位"],
            [cell("改革", '<w:vMerge w:val="restart"/>'), "甲"],
            [cell("", "<w:vMerge/>"), cell("乙", '<w:gridSpan w:val="2"/>')],
        ]
    ),
    lists(level(0, "chineseCounting", "%1、") + level(1, "decimal", "%1.%2", more="<w:isLgl/>")),
    '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:basedOn w:val="M"/></w:style><w:style w:styleId="M"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
    footnotes='<w:footnote w:id="2"><w:p><w:r><w:t>注</w:t></w:r></w:p></w:footnote>',
)


@pytest.mark.parametrize(("name", "good"), [("a.docx", RICH), ("a.xlsx", BOOK)])
@FUZZ
@given(data=st.data())
def test_changed_xml_is_read_or_refused(name: str, good: bytes, data: st.DataObject) -> None:
    """Elements taken out, doubled, put elsewhere, values exchanged, the XML well-formed: what a hostile program would write."""
    kept = zipfile.ZipFile(BytesIO(good))
    parts: dict[str, str | bytes] = {}
    for part in kept.namelist():
        root = etree.fromstring(kept.read(part))
        for _ in range(data.draw(st.integers(0, 4))):
            changed(list(root.iter("*")), data)
        parts[part] = etree.tostring(root)
    refused_or_read(package(parts), name)
