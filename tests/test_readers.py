"""Files → documents: encodings, pages, errors."""

from __future__ import annotations

import codecs
import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import facts, readers
from kg.errors import ReadError
from kg.namespaces import text_hash

TEXT = "关于印发《甲市规划》的通知\n一、总体要求\n龘靐齉㐂𠀀：罕见字也在。\n"

PAGE = """<html><head><meta charset="gb2312"><title>甲市人民政府关于加强管理的意见 - 甲市人民政府门户网站</title>
<style>p{{}}</style><script>var a="脚本";</script></head><body>
<div class="nav"><a>首页</a>&gt;<a>政务公开</a></div>
<table class="xxgk"><tr><td>索 引 号：</td><td>000014349/2018-00223</td><td>发文机关：</td><td>甲市人民政府</td></tr>
<tr><td>发文字号：</td><td>甲政发〔2018〕42号</td><td>成文日期：</td><td>2018年12月21日</td></tr></table>
{body}
<div class="footer">版权所有：甲市人民政府 备案号：甲ICP备1号</div></body></html>"""

PARAGRAPHS = (
    "<p>甲市人民政府关于加强管理的意见</p><p>　　为加强管理，提出以下意见。各部门要认真落实，确保取得实效。</p>"
    "<p><strong>一、总体</strong><span>要求</span></p><p>坚持新发展理念。<br>第二行。</p>"
    "<table><tr><th>指标</th><th>2025年</th></tr><tr><td>床位数</td><td>7.5</td></tr></table>"
    "<script>bad()</script><p style='display:none'>隐藏</p>"
)


def read_or_refused(path: Path) -> str:
    """The text of a file, or the message that names it."""
    try:
        return readers.read(path).text.strip()
    except ReadError as error:
        return str(error) if str(path) in str(error) else ""


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (b"", "gb18030"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_encodings(tmp_path: Path, mark: bytes, encoding: str) -> None:
    """One text whatever its bytes; rare characters survive; the hash is of the bytes."""
    data = mark + TEXT.encode(encoding)
    document = readers.read(write(tmp_path, "a.txt", data))
    assert document.text == TEXT
    assert document.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("data", "plain"),
    [
        (TEXT.encode(), True),
        (codecs.BOM_UTF8 + TEXT.encode(), False),
        (TEXT.replace("\n", "\r\n").encode(), False),
        (TEXT.encode("gb18030"), False),
    ],
)
def test_the_hash_of_a_plain_file_is_that_of_its_text(tmp_path: Path, data: bytes, plain: bool) -> None:
    """One hash is of both where the file is its text in UTF-8; what is cut out of it is another text."""
    document = readers.read(write(tmp_path, "a.txt", data))
    assert document.plain is plain is (document.sha256 == text_hash(document.text))
    assert not replace(document, text=document.text[1:]).plain


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends(tmp_path: Path, end: str) -> None:
    """All line ends become one."""
    assert readers.read(write(tmp_path, "a.txt", TEXT.replace("\n", end).encode())).text == TEXT


def test_plain_text_is_not_changed(tmp_path: Path) -> None:
    """Spaces, tabs and empty lines stay: positions are into the file."""
    text = "\t 甲 \u3000\n\n\n— 1 —\n乙  \n"
    assert readers.read(write(tmp_path, "a.txt", text.encode())).text == text


@pytest.mark.parametrize(
    "container",
    [
        '<div id="zoom">{}</div>',
        '<div class="TRS_Editor">{}</div>',
        '<td id="UCAP-CONTENT">{}</td>',
        '<div class="pages_content"><div class="view">{}</div></div>',
        '<div class="article-content">{}</div>',
        '<div id="content">{}</div>',
        '<div id="vsb_content">{}</div>',
        "<article>{}</article>",
        '<div id="js_content">{}</div>',
        '<div class="v_news_content">{}</div>',
        '<div class="wp_articlecontent">{}</div>',
        '<div class="easysite-news-text">{}</div>',
        '<div class="TRS_UEDITOR trs_paper_default trs_web">{}</div>',
        '<div class="unknown-of-this-site">{}</div>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_page(tmp_path: Path, container: str, encoding: str) -> None:
    """The body of a page with its metadata on top, whatever the page says of its encoding; no furniture."""
    page = PAGE.format(body=container.format(PARAGRAPHS)).encode(encoding)
    text = readers.read(write(tmp_path, "a.html", page)).text
    lines = text.split("\n")
    assert lines[:4] == [
        "索引号：000014349/2018-00223",
        "发文机关：甲市人民政府",
        "发文字号：甲政发〔2018〕42号",
        "成文日期：2018年12月21日",
    ]
    for line in ("甲市人民政府关于加强管理的意见", "一、总体要求", "坚持新发展理念。"):
        assert line in lines
    for noise in ("脚本", "版权所有", "bad()"):
        assert noise not in text


def test_cells_are_parted_by_tabs(tmp_path: Path) -> None:
    """A table of figures keeps its rows, a cell over two rows its column."""
    table = "<table><tr><td rowspan='2'>床位</td><td>市级</td><td>1</td></tr><tr><td>县级</td><td>2</td></tr></table>"
    body = f"<div id='zoom'><p>{'甲' * 60}。</p>{table}</div>"
    lines = readers.read(write(tmp_path, "a.html", PAGE.format(body=body).encode())).text.split("\n")
    assert "床位\t市级\t1" in lines
    assert "\t县级\t2" in lines


def test_title_of_the_page_where_the_body_has_none(tmp_path: Path) -> None:
    """The page's own title, without the site's name, becomes a label."""
    body = f"<div id='zoom'><p>{'为加强管理，提出以下意见。' * 6}</p></div>"
    text = readers.read(write(tmp_path, "a.html", PAGE.format(body=body).encode())).text
    assert "标题：甲市人民政府关于加强管理的意见\n" in text


@pytest.mark.parametrize(
    "title", ["通知公告", "甲市人民政府门户网站", "文件 - 甲市人民政府门户网站", "甲市人民政府官网", ""]
)
def test_a_title_that_names_the_site_is_none(tmp_path: Path, title: str) -> None:
    """A column or the site itself is not what a document is called."""
    body = f"<div id='zoom'><p>{'为加强管理，提出以下意见。' * 6}</p></div>"
    page = PAGE.format(body=body).replace("甲市人民政府关于加强管理的意见 - 甲市人民政府门户网站", title)
    assert "标题" not in readers.read(write(tmp_path, "a.html", page.encode())).text


@pytest.mark.parametrize(
    ("above", "title", "number"),
    [
        (
            "<h2>甲市人民政府关于防汛的通知</h2><p>甲政发〔2018〕42号</p>",
            "甲市人民政府关于防汛的通知",
            "甲政发〔2018〕42号",
        ),
        (
            "<center><font>甲市人民政府关于印发<br>《甲市水网规划》的通知</font></center><div>发布时间：2024-03-15</div>",
            "甲市人民政府关于印发《甲市水网规划》的通知",
            "",
        ),
        (
            "<div class='bt'>甲市促进商业航天发展打造空间信息产业高地行动计划（2023—2025年）</div><div>甲府办[2023]5号</div>",
            "甲市促进商业航天发展打造空间信息产业高地行动计划（2023—2025年）",
            "甲府办[2023]5号",
        ),
        ("<ul><li><a href='1'>乙市关于春耕的通知</a></li></ul><h2>政策文件</h2>", "", ""),
        ("<h3>政府信息公开目录</h3><span>甲政发〔2018〕42号文件解读</span>", "", ""),
        ("<p>上一篇：乙市人民政府关于春耕的通知</p>", "", ""),
        ("<p>乙市政府发布关于春耕的通知。各地要落实通知</p>", "", ""),
    ],
)
def test_the_title_and_number_that_a_page_prints_above_its_body(
    tmp_path: Path, above: str, title: str, number: str
) -> None:
    """They stand in front of the text as labels; the window's title then counts less; links name other documents."""
    page = f"<html><head><title>通知公告</title></head><body>{above}<div id='zoom'><p>{'为加强管理，提出以下意见。' * 6}</p></div></body></html>"
    text = readers.read(write(tmp_path, "a.html", page.encode())).text
    labels = dict(line.split("：", 1) for line in text.split("\n") if line[:3] in ("标题：", "文号："))
    assert (labels.get("标题", ""), labels.get("文号", "")) == (title, number)


def test_a_page_that_parts_its_text_is_read_whole(tmp_path: Path) -> None:
    """The notice in one box of the page system, what it encloses in the next; a box elsewhere is none of it."""
    boxes = [
        f"<div class='TRS_Editor'><p>{name}{'为加强管理，提出以下意见。' * 6}</p></div>" for name in "甲乙"
    ]
    page = f"<html><body><div>{boxes[0]}<p>附件</p>{boxes[1]}</div><div><div class='TRS_Editor'>丙</div></div></body></html>"
    text = readers.read(write(tmp_path, "a.html", page.encode())).text
    assert [line[0] for line in text.splitlines()] == ["甲", "乙"]


@pytest.mark.parametrize(
    ("behind", "signed"),
    [
        (
            "<div><p>甲市人民政府</p><p>2024年3月8日</p></div><div>打印 关闭</div>",
            ["甲市人民政府", "2024年3月8日"],
        ),
        (
            "<p>甲市教育局</p><p>甲市财政局</p><p>二〇二四年三月八日</p>",
            ["甲市教育局", "甲市财政局", "二〇二四年三月八日"],
        ),
        ("<div>打印 关闭</div><div>上一篇：关于春耕的通知</div>", []),
        ("<div>责任编辑：某某，审核：某某</div><p>2024年3月8日</p>", []),
    ],
)
def test_a_signature_in_a_box_of_its_own_is_read(tmp_path: Path, behind: str, signed: list[str]) -> None:
    """What stands between the text and its date; nothing where no date stands below, or the text has its own."""
    for own in ("", "<p>2023年1月1日</p>"):
        page = f"<html><body><div id='zoom'><p>{'为加强管理，提出以下意见。' * 6}</p>{own}</div>{behind}</body></html>"
        text = readers.read(write(tmp_path, "a.html", page.encode())).text
        assert text.splitlines()[1:] == (["2023年1月1日"] if own else signed)


OFFERED = """<p>附件：<a href="./P0201.docx">1.任务分工表</a> <a href='/down?id=7'>附件2</a><a href="t.PDF?v=1"><img src="x"></a>
<a href="#fj">附件3</a><a href="javascript:dl('a.doc')">附件4</a><a href="/art/2.html">政策解读</a><a href="./P0201.docx">下载</a></p>"""


def test_the_files_that_a_page_offers_are_listed(tmp_path: Path) -> None:
    """By their names and addresses, each once; pages and places on the page are no files."""
    body = f"<div id='zoom'><p>{'为加强管理，提出以下意见。' * 6}</p>{OFFERED}</div>"
    document = readers.read(write(tmp_path, "a.html", PAGE.format(body=body).encode()))
    listed = [("1.任务分工表", "./P0201.docx"), ("附件2", "/down?id=7"), ("t.PDF?v=1", "t.PDF?v=1")]
    said = facts.to_json(facts.extract(document))["attachments"]
    assert said == [{"name": name, "address": address} for name, address in listed]
    plain = readers.read(write(tmp_path, "b.html", PAGE.format(body=body.replace(OFFERED, "")).encode()))
    assert "attachments" not in facts.to_json(facts.extract(plain))


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b"  \n\t\n", "no text"),
        ("a.txt", b"PK\x03\x04\x00\x00", "binary"),
        ("a.txt", b"\xff\xff\xff\x81", "UTF-8"),
        ("a.html", b"<html><head><title></title></head><body></body></html>", "text"),
        ("a.html", b"<html><body><script>var a=1;</script></body></html>", "text"),
        ("a.html", b"   ", "HTML"),
        ("a.png", b"\x89PNG\r\n", "kind"),
        ("a", b"abc", "kind"),
    ],
)
def test_bad_files(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    """One sentence with the file, what is wrong, and the remedy."""
    path = write(tmp_path, name, data)
    with pytest.raises(ReadError) as error:
        readers.read(path)
    message = str(error.value)
    assert str(path) in message
    assert says in message
    assert ";" in message
    assert "\n" not in message


def test_missing_folder_and_closed_files(tmp_path: Path) -> None:
    """No such file; a folder; a file that may not be read."""
    with pytest.raises(ReadError, match="no such file"):
        readers.read(tmp_path / "none.txt")
    with pytest.raises(ReadError, match="folder"):
        readers.read(tmp_path)
    closed = write(tmp_path, "closed.txt", TEXT.encode())
    closed.chmod(0)
    if not os.access(closed, os.R_OK):
        with pytest.raises(ReadError, match="permission"):
            readers.read(closed)


def test_plain_text_needs_no_html_parser(tmp_path: Path) -> None:
    """Reading .txt imports neither lxml nor trafilatura."""
    path = write(tmp_path, "a.txt", TEXT.encode())
    code = f"import sys; from kg import readers; readers.read({str(path)!r}); print([m for m in ('lxml', 'trafilatura') if m in sys.modules])"
    assert (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.strip()
        == "[]"
    )


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300), suffix=st.sampled_from([".txt", ".html"]))
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes, suffix: str) -> None:
    """No bytes give another error than ReadError; what is read has no byte-order mark, no NUL, no other line ends."""
    path = write(tmp_path, f"a{suffix}", data)
    try:
        text = readers.read(path).text
    except ReadError:
        return
    assert not text.startswith("\ufeff") or data.count("\ufeff".encode()) > 1
    assert "\0" not in text
    assert "\r" not in text


TAGS = [
    "<p>",
    "</p>",
    "<table>",
    "<tr>",
    "<td rowspan=9>",
    "<td colspan=x>",
    "</table>",
    "<div id=zoom>",
    "</div>",
    "<script>",
    "</script>",
    "<br>",
    "<!--",
    "-->",
    "&nbsp;",
    "&#0;",
    "<?xml?>",
    "正文，内容。",
    "文号：",
    "\n",
]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.sampled_from(TAGS), max_size=40))
def test_any_page_is_read_or_refused(tmp_path: Path, pieces: list[str]) -> None:
    """Broken HTML gives text or a ReadError."""
    path = write(tmp_path, "a.html", "".join(pieces).encode())
    assert read_or_refused(path)


def test_deep_and_long_pages(tmp_path: Path) -> None:
    """Ten thousand nested elements, and a hundred thousand siblings."""
    deep = "<div>" * 10_000 + "正文，很深的一段话。" * 10 + "</div>" * 10_000
    long = "<div id='zoom'>" + "<p>正文，一段话。</p>" * 100_000 + "</div>"
    for page in (deep, long):
        path = write(tmp_path, "a.html", page.encode())
        assert read_or_refused(path)
