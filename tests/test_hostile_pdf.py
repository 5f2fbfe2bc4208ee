"""PDF and OFD that ask for too much, are broken, locked or have no text: one sentence, bounded memory and time."""

from __future__ import annotations

import io
import resource
import zlib
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from kg.errors import ReadError
from kg.readers import ofd
from tests import prints
from tests.alone import read_alone
from tests.test_pdf import FULL, drawn, text

LARGE = 256 * 1024**2
HELLO = b"BT /F 12 Tf 50 700 Td (Hello there) Tj ET"
HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def objects(*bodies: bytes) -> bytes:
    """A PDF of numbered objects."""
    made = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    return b"%s%s%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        made, head, table, len(bodies) + 1, len(made),
    )  # fmt: skip


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (more, len(data), data)


def page(content: bytes, more: bytes = b"", font: bytes = HELVETICA, extra: tuple[bytes, ...] = ()) -> bytes:
    """A PDF of one page; what `extra` holds has the numbers from 6 on, the first also the name /A."""
    return objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>/XObject<</A 6 0 R>>>>>>",
        stream(content, more),
        font,
        *extra,
    )


def cid_font(widths: bytes = b"[0[1000]]") -> bytes:
    return (
        b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[<</Type/Font"
        b"/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/W %s>>]>>"
        % widths
    )


def form(content: bytes, following: int) -> bytes:
    more = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A %d 0 R>>>>" % following
    return stream(content, more)


@cache
def bomb(size: int = LARGE) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(b" " * 1024**2) for _ in range(size // 1024**2)) + packer.flush()


PICTURE = stream(b"\xff\xd8", b"/Type/XObject/Subtype/Image/Width 9/Height 9/Filter/DCTDecode")
RANGE = b"begincmap 1 beginbfrange <00000000> %% x\n <FFFFFFFF> <4E00> endbfrange endcmap"
TREE = b"<</Type/Catalog/Pages 2 0 R>>"

CASES = {
    "a stream of 256 MB": (lambda: page(bomb(), b"/Filter/FlateDecode"), "unpacks to more than 32 MB"),
    "a bomb in a bomb": (
        lambda: page(zlib.compress(bomb(), 9), b"/Filter[/FlateDecode/FlateDecode]"),
        "unpacks to more than 32 MB",
    ),
    "LZW": (lambda: page(b"\x80" * 1024**2, b"/Filter/LZWDecode"), "old way that it is packed in"),
    "run lengths": (lambda: page(b"\x81A" * 1024**2, b"/Filter/RunLengthDecode"), "too large for the way"),
    "a row of a hundred gigabytes": (
        lambda: page(
            zlib.compress(HELLO), b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 100000000000>>"
        ),
        "rows of an impossible width",
    ),
    "four billion characters": (
        lambda: page(HELLO, font=cid_font(), extra=(stream(RANGE),)),
        "names an impossible number of characters",
    ),
    "four billion widths": (
        lambda: page(HELLO, font=cid_font(b"[0 4000000000 500]"), extra=(stream(b""),)),
        "widths of an impossible number",
    ),
    "drawings within drawings within drawings": (
        lambda: page(b"/A Do " * 90, extra=(form(b"/A Do " * 90, 7), form(b"/A Do " * 90, 8), form(b"q Q", 6))),
        "draws more than a file of its size can need",
    ),
    "a page of a million signs": (
        lambda: page(b"BT /F 9 Tf 50 700 Td " + b"(%s) Tj 0 -.0005 Td " % (b"ab" * 500) * 1000 + b"ET"),
        "more than 200000 signs",
    ),
    "a list of a million entries": (
        lambda: objects(b"<</Type/Catalog/Pages 2 0 R/X [" + b"1 " * 1_000_000 + b"]>>", b"<</Type/Pages>>"),
        "a list in it has more than 500000 entries",
    ),
    "six thousand pages": (
        lambda: objects(
            TREE,
            b"<</Type/Pages/Count 6000/Kids[" + b"".join(b"%d 0 R " % n for n in range(3, 6_003)) + b"]>>",
            *[b"<</Type/Page/MediaBox[0 0 595 842]>>"] * 6_000,
        ),
        "more than 5000 pages",
    ),
    "a table of objects longer than the file": (
        lambda: b"%PDF-1.5\n5 0 obj\n"
        + stream(
            zlib.compress(b"\1\0\0\0" * 5),
            b"/Type/XRef/Size 5/W[1 2 1]/Index[0 100000000000]/Root 1 0 R/Filter/FlateDecode",
        )
        + b"\nendobj\nstartxref\n9\n%%EOF",
        "table of objects is longer than the file",
    ),
    "pages that hold themselves": (lambda: objects(TREE, b"<</Type/Pages/Kids[2 0 R]>>"), "it has no pages"),
    "cut off": (lambda: page(HELLO)[:300], "broken or cut off"),
    "a head and nothing else": (lambda: b"%PDF-1.7\n", "broken or cut off"),
    "a megabyte of nothing": (lambda: b"%PDF-1.7\n" + bytes(1024**2), "broken or cut off"),
    "a scan": (lambda: page(b"/A Do", extra=(PICTURE,)), "this is a scan"),
    "locked": (lambda: drawn([(0, 0, FULL)], encrypt=StandardEncryption("secret")), "save it without a password"),
    "a font without characters": (
        lambda: page(b"BT /F 9 Tf 50 700 Td <000100020003000400050006> Tj ET", font=cid_font(), extra=(stream(b""),)),
        "its fonts do not say which characters they show (6 of 6 cannot be read)",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_hostile_prints_are_told_in_a_sentence(name: str, tmp_path: Path) -> None:
    """In a process of its own, whose memory is limited and measured."""
    make, expected = CASES[name]
    path = tmp_path / "a.pdf"
    path.write_bytes(make())
    reading = read_alone(path)
    (sentence,) = reading.lines
    sentence = sentence.removeprefix(f"{tmp_path}/")
    assert sentence.startswith("a.pdf: ")
    assert expected in sentence
    assert "; " in sentence, "what to do"
    assert reading.megabytes < 1024
    assert reading.seconds < 60


def test_a_lock_that_opens_without_a_password_is_no_hindrance() -> None:
    """Offices forbid copying with a password of the owner; anybody may read."""
    made = io.BytesIO()
    canvas = Canvas(made, encrypt=StandardEncryption("", ownerPassword="secret", canCopy=0))
    canvas.drawString(100, 700, "Anybody may read")
    canvas.save()
    assert text(made.getvalue()) == "Anybody may read\n"


def test_what_lies_deep_is_no_trouble() -> None:
    deep = objects(TREE[:-2] + b"/X " + b"[" * 50_000 + b"]" * 50_000 + b">>", b"<</Type/Pages/Kids[]>>")
    with pytest.raises(ReadError, match="no pages"):
        text(deep)


def test_strokes_without_end_are_a_map_and_the_text_is_read() -> None:
    assert text(page(b"0 0 m 9 9 l S " * 52_000 + HELLO)) == "Hello there\n"


PAGE = "Doc_0/Pages/Page_0/Content.xml"
MANY = "".join(chr(0x4E00 + n * 7919 % 20_000) for n in range(250_000))
OFD_CASES = {
    "cut off": (lambda: prints.ofd("甲市")[:200], "damaged or incomplete"),
    "a part is missing": (lambda: prints.package({"OFD.xml": "<a/>"}) , "no pages"),
    "entities": (
        lambda: prints.ofd("甲市", {PAGE: '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "DOCTYPE",
    ),
    "a part of 200 MB": (lambda: prints.ofd("甲市", {PAGE: "<a>" + " " * (200 * 1024**2)}), "unpacked"),
    "locked": (lambda: prints.ofd("甲市", {"Encryptions.xml": "<a/>"}), "encrypted"),
    "a scan": (
        lambda: prints.ofd("甲市", {PAGE: prints.layer('<ofd:ImageObject ID="1" ResourceID="2"/>')}),
        "this is a scan",
    ),
    "a page of a million signs": (
        lambda: prints.ofd("甲市", {PAGE: prints.layer(prints.text_object(MANY, 0, 9, 0.0005))}),
        "more than 200000 signs",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", OFD_CASES)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_hostile_packages_are_told_in_a_sentence(name: str) -> None:
    make, expected = OFD_CASES[name]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(ReadError) as raised:
        ofd.canonical_bytes(make(), Path("a.ofd"))
    assert str(raised.value).startswith("a.ofd: ")
    assert expected in raised.value.why
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 1024**2  # in KB


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_mutated_pages_are_read_or_told(data: st.DataObject) -> None:
    """Numbers and marks of a page changed at will."""
    made = bytearray(
        prints.layer(prints.text_object(FULL, 30, 40) + prints.text_object("甲市", 30, 50)).encode()
    )
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, len(made) - 1))
        made[place : place + data.draw(st.integers(0, 3))] = data.draw(st.sampled_from(
            [b"", b"9", b"-", b"e", b"1e9", b" ", b"g 9 ", b"<", b'"', b"\xff", b"NaN", b"inf"]
        ))  # fmt: skip
    package = prints.ofd("甲市", {PAGE: bytes(made)})
    try:
        assert isinstance(ofd.canonical_bytes(package, Path("a.ofd")), str)
    except ReadError as error:
        assert error.why  # noqa: PT017
