"""Files of many documents, standard input, and a folder as offices have it."""

from __future__ import annotations

import io
import json
import warnings
import zipfile
from contextlib import closing
from email.message import EmailMessage
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg import readers, sources
from kg.build import build
from kg.cli import kg
from kg.errors import LeftOutError, ReadError
from kg.model import Document
from kg.store import open_store
from kg.verify import verify
from tests import formats, web_files
from tests.conftest import SEEDS

TEXT = "甲市人民政府关于加强管理的通知\n甲政发〔2021〕{n}号\n\n各区县人民政府:\n一、总体要求\n(一)推进改革。(市卫生健康委牵头,市财政局配合)\n"
PAGE = "<html><head><title>甲</title></head><body><div id='zoom'>{}</div></body></html>"


def zipped(members: dict[str, bytes], encoding: str = "") -> bytes:
    """A zip; with an `encoding` its names are bytes of that, without a flag, as Chinese Windows writes them."""
    data = io.BytesIO()
    names = {
        f"{n:x<{len(name.encode(encoding))}}" if encoding else name: name for n, name in enumerate(members)
    }
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for written, name in names.items():
            archive.writestr(written, members[name])
    packed = data.getvalue()
    for written, name in names.items() if encoding else ():
        packed = packed.replace(written.encode(), name.encode(encoding))
    return packed


def text(n: int) -> str:
    return TEXT.format(n=n)


def page(n: int) -> str:
    return PAGE.format("".join(f"<p>{line}</p>" for line in text(n).splitlines()))


def found(path: Path) -> dict[str, str]:
    return {one.name: one.text for one in readers.documents(path) if isinstance(one, Document)}


def failures(path: Path) -> list[str]:
    return [str(one) for one in readers.documents(path) if isinstance(one, ReadError)]


def run(*arguments: object, data: bytes | None = None) -> Result:
    return CliRunner().invoke(kg, [str(argument) for argument in arguments], prog_name="kg", input=data)


def test_the_members_of_a_zip(tmp_path: Path) -> None:
    """Of any kind and encoding, in folders; what systems leave behind is no document, what no reader takes is named."""
    path = tmp_path / "b.zip"
    members = {
        "甲/一.txt": text(1).encode("gb18030"),
        "甲/二.html": page(2).encode(),
        "三.md": text(3).encode(),
        "图.jpg": b"\xff\xd8",
        "__MACOSX/甲/._一.txt": b"\0\5",
        "甲/~$一.docx": b"x",
        ".DS_Store": b"x",
        "Thumbs.db": b"x",
        "README.txt": b"x",
    }
    path.write_bytes(zipped(members))
    assert list(found(path)) == ["b.zip/甲/一.txt", "b.zip/甲/二.html", "b.zip/三.md"]
    assert found(path)["b.zip/甲/一.txt"] == text(1)
    others = [one for one in readers.documents(path) if isinstance(one, ReadError)]
    assert [type(one) for one in others] == [LeftOutError]
    assert str(others[0]).startswith(f"{path}/图.jpg: ")


def test_names_in_gb18030(tmp_path: Path) -> None:
    """Chinese Windows sets no flag: the bytes of a name are GB18030."""
    path = tmp_path / "b.zip"
    path.write_bytes(zipped({"通知/关于加强管理的通知.txt": text(1).encode()}, "gb18030"))
    assert list(found(path)) == ["b.zip/通知/关于加强管理的通知.txt"]


def test_a_zip_in_a_zip(tmp_path: Path) -> None:
    """Is opened once; one more inside it is refused, and the rest is read."""
    innermost = zipped({"c.txt": text(3).encode()})
    inner = zipped({"b.txt": text(2).encode(), "deep.zip": innermost})
    path = tmp_path / "o.zip"
    path.write_bytes(zipped({"a.txt": text(1).encode(), "in.zip": inner}))
    assert list(found(path)) == ["o.zip/a.txt", "o.zip/in.zip/b.txt"]
    assert failures(path) == [f"{path}/in.zip/deep.zip: a zip in a zip in a zip is not opened; unpack it, and name its folder"]  # fmt: skip


def test_two_members_of_one_name(tmp_path: Path) -> None:
    """Neither hides the other, and no name leads out of the zip."""
    path = tmp_path / "b.zip"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in ("a.txt", "a.txt", "../../etc/x.txt", "C:\\y\n.txt"):
            archive.writestr(name, text(1))
    path.write_bytes(data.getvalue())
    assert [name for name in found(path) if name != "b.zip/a.txt"] == ["b.zip/a (2).txt", "b.zip/etc/x.txt", "b.zip/C:/y_.txt"]  # fmt: skip


LINES = [
    {"id": "a1", "title": "甲市人民政府关于加强管理的通知", "text": text(1)},
    {"text": "一、加强管理。\n", "title": "乙市管理办法", "number": "乙政发〔2020〕2号", "date": "2020年3月1日",
     "issuer": ["乙市人民政府"], "索引号": "0001", "clicks": 7, "note": {"a": 1}},
]  # fmt: skip


def test_json_lines(tmp_path: Path) -> None:
    """A document a line; what is known of it stands in front of its text, unless the text prints it."""
    path = tmp_path / "m.jsonl"
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in LINES), encoding="utf-8")
    assert found(path) == {
        "m.jsonl/a1": text(1),
        "m.jsonl/2": "标题：乙市管理办法\n文号：乙政发〔2020〕2号\n成文日期：2020年3月1日\n发文机关：乙市人民政府\n索引号：0001\n一、加强管理。\n",
    }
    extracted = [json.loads(line) for line in run("extract", path).stdout.splitlines()]
    assert extracted[1]["document"]["number"] == "乙政发〔2020〕2号"
    assert extracted[1]["document"]["date"] == "2020-03-01"
    assert extracted[1]["file"] == "m.jsonl/2"


BAD = [
    "{",
    "[]",
    '"x"',
    '{"id": 3}',
    '{"text": 5}',
    '{"text": " "}',
    "[" * 100_000,
    '{"text": 1' + "0" * 9000 + "}",
]


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_line_is_named_and_the_rest_is_read(tmp_path: Path, bad: str) -> None:
    """By its number."""
    path = tmp_path / "m.jsonl"
    good = json.dumps({"text": text(1)}, ensure_ascii=False)
    path.write_text(f"{good}\n{bad}\n\n{good}\n", encoding="utf-8")
    assert list(found(path)) == ["m.jsonl/1", "m.jsonl/4"]
    (said,) = failures(path)
    assert said.startswith(f"{path}: line 2: ")
    assert ";" in said
    assert "\n" not in said


def test_json_lines_in_other_encodings(tmp_path: Path) -> None:
    """GB18030, and UTF-16 with its mark."""
    for encoding in ("gb18030", "utf-16"):
        path = tmp_path / f"{encoding}.jsonl"
        path.write_bytes(json.dumps({"id": "x", "text": text(1)}, ensure_ascii=False).encode(encoding))
        assert found(path) == {f"{path.name}/x": text(1)}


def test_facts_that_were_extracted_are_no_documents(tmp_path: Path) -> None:
    """The output of kg extract beside the documents is left out."""
    run("extract", SEEDS / "gaoming-2023.txt", "-o", tmp_path / "out.jsonl")
    (tmp_path / "a.txt").write_text(text(1), encoding="utf-8")
    result = run("extract", "--strict", tmp_path)
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 1
    assert "kg extract wrote" in result.stderr


@pytest.mark.parametrize("transfer", ["quoted-printable", "base64"])
@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "big5"])
def test_a_page_saved_as_one_file(tmp_path: Path, transfer: str, charset: str) -> None:
    """Its HTML part, in the part's own charset."""
    body = PAGE.format(
        "".join(f"<p>{line}</p>" for line in ("关于加强管理的通知", "各区人民政府，要加强管理。" * 5))
    )
    if charset == "big5":
        body = (
            body.replace("关", "關")
            .replace("于", "於")
            .replace("强", "強")
            .replace("区", "區")
            .replace("理", "理")
        )
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["MIME-Version"] = "1.0"
    message.set_content("x")
    message.make_related()
    message.get_payload()[0].set_content(body.encode(charset, "replace"), "text", "html", cte=transfer)
    message.get_payload()[0].set_param("charset", charset)
    path = tmp_path / "p.mhtml"
    path.write_bytes(message.as_bytes())
    assert "加強管理" in readers.read(path).text.replace("强", "強")


@pytest.mark.parametrize(
    ("data", "said"), [(b"MIME-Version: 1.0\nContent-Type: image/png\n\nx", "no page"), (b"\0\1", "page"), (b"abc", "page")]
)  # fmt: skip
def test_a_saved_page_without_a_page(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "p.mht"
    path.write_bytes(data)
    with pytest.raises(ReadError, match=said):
        readers.read(path)


@pytest.mark.parametrize(
    ("data", "names"),
    [
        (text(1).encode(), ["-"]),
        (text(1).encode("gb18030"), ["-"]),
        (page(1).encode(), ["-"]),
        (zipped({"a.txt": text(1).encode(), "b.txt": text(2).encode()}), ["-/a.txt", "-/b.txt"]),
    ],
)
def test_standard_input(tmp_path: Path, data: bytes, names: list[str]) -> None:
    """Text, or what its bytes say it is; for extract and build."""
    lines = [json.loads(line) for line in run("extract", "-", data=data).stdout.splitlines()]
    assert [line["file"] for line in lines] == names
    assert all(line["responsibilities"] for line in lines)
    built = run("build", "-", "--store", tmp_path / "s", data=data)
    assert built.exit_code == 0, built.output
    assert f"documents {len(names)}" in built.stdout


def test_standard_input_that_is_empty() -> None:
    result = run("extract", "-", data=b"")
    assert result.exit_code == 1
    assert "standard input: " in result.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Nested, mixed, with what editors leave behind, a broken file and containers."""
    place = tmp_path / "in"
    files = {
        "2021/a.txt": text(1).encode(),
        "2021/子/b.html": page(2).encode(),
        "c.zip": zipped({"x.txt": text(3).encode(), "y.txt": b"\xff\xff\xff\x81", "z.jpg": b"x"}),
        "d.jsonl": json.dumps({"id": "q", "text": text(4)}).encode() + b"\n{\n",
        "broken.txt": b"",
        "photo.JPG": b"\xff\xd8",
        "plan.dwg": b"x",
        "~$a.docx": b"x",
        "a.tmp": b"x",
        "Thumbs.db": b"x",
        ".DS_Store": b"x",
        "desktop.ini": b"x",
    }
    for name, data in files.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return place


@pytest.mark.parametrize("workers", [1, 2])
def test_a_folder_as_offices_have_it(folder: Path, tmp_path: Path, workers: int) -> None:
    """What can be read is built; each failure is named; what is no document is noted by its kind."""
    summary = build([folder], tmp_path / "store", workers=workers)
    assert summary.documents == 4
    assert len(summary.problems) == 3
    for name in ("broken.txt", "c.zip/y.txt", "d.jsonl: line 2"):
        assert sum(f"{folder}/{name}" in problem for problem in summary.problems) == 1
    notes = "\n".join(summary.reports)
    assert "no reader takes .jpg; 1 left out (photo.JPG)" in notes
    assert "no reader takes .dwg; 1 left out (plan.dwg)" in notes
    assert "c.zip/z.jpg: " in notes
    assert not any(name in notes for name in ("~$", ".tmp", "Thumbs", "DS_Store", "desktop"))


def test_members_of_containers_are_verified(folder: Path, tmp_path: Path) -> None:
    """Each is read again; a change in one of them is found."""
    build([folder], tmp_path / "store")
    with closing(open_store(tmp_path / "store")) as store:
        assert [source.name for source in store.manifest.sources] == ["2021/a.txt", "2021/子/b.html", "c.zip/x.txt", "d.jsonl/q"]  # fmt: skip
        assert verify(store, [folder]).problems == ()
        (folder / "c.zip").write_bytes(zipped({"x.txt": text(5).encode()}))
        (folder / "d.jsonl").write_text(json.dumps({"id": "r", "text": text(4)}))
        assert list(verify(store, [folder]).problems) == [
            "c.zip/x.txt: the file is not what was read; build the store again",
            "d.jsonl/q: it is in its file no more; build the store again",
        ]


def test_several_workers_build_the_same_from_containers(tmp_path: Path) -> None:
    """A set is taken apart in one process and read in others."""
    path = tmp_path / "m.jsonl"
    lines = (json.dumps({"id": str(n), "text": text(n)}, ensure_ascii=False) for n in range(1, 60))
    path.write_text("\n".join(lines), encoding="utf-8")
    dumps = []
    for workers in (1, 2):
        summary = build([path], tmp_path / f"s{workers}", workers=workers)
        assert summary.documents == 59
        with closing(open_store(summary.store)) as store:
            dumps.append("".join(store.dump()))
    assert dumps[0] == dumps[1]


def test_one_document_in_all_its_forms(tmp_path: Path) -> None:
    """As text, Word file, page, in a zip …: one graph, each file a source of it, and all of them read again."""
    text = (SEEDS / "gaoming-2023.txt").read_text(encoding="utf-8")
    makers = {**formats.MAKERS, **web_files.MAKERS}
    for count, (suffix, make) in enumerate(makers.values()):
        (tmp_path / f"{count}{suffix}").write_bytes(make(text))
    summary = build([tmp_path], tmp_path / "store")
    assert summary.documents == 1
    assert sum("both are its sources" in report for report in summary.reports) == len(makers) - 1
    with closing(open_store(tmp_path / "store")) as store:
        assert len(store.manifest.sources) == len(makers)
        assert len({source.document for source in store.manifest.sources}) == 1
        assert verify(store, [tmp_path]).problems == ()


def test_a_thousand_files_and_a_bad_one(tmp_path: Path) -> None:
    """In a folder and in a zip: the bad one is named, the rest is read."""
    members = {f"{n // 100}/{n}.txt": f"第{n}号文件。\n".encode() for n in range(1000)}
    members["5/500.txt"] = b"\0\1\2\3"
    path = tmp_path / "t.zip"
    path.write_bytes(zipped(members))
    for place in (path, tmp_path / "f"):
        if place != path:
            with zipfile.ZipFile(path) as archive:
                archive.extractall(place)
        results = list(sources.documents([place]))
        assert sum(isinstance(one, Document) for one in results) == 999
        assert [one.path for one in results if isinstance(one, ReadError)] == [f"{place}/5/500.txt"]
