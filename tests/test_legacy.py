"""Files of older programs: read through LibreOffice or antiword where installed, else one sentence; never trusted."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from kg import facts, readers
from kg.errors import ReadError
from kg.readers import legacy
from tests.test_spreadsheets import row, sheet, workbook
from tests.word_files import item, level, lists, word

NOTICE = Path(__file__).parent / "files" / "notice.doc"
OLE2 = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1000)
OFFICE = """#!/bin/sh
echo "$@" > "{said}"
for last; do :; done
while [ "$1" != --outdir ]; do shift; done
mkdir -p "$2"
cp "{made}" "$2/in.{suffix}"
"""
ANTIWORD = """#!/bin/sh
cat <<'X'
<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE book PUBLIC "-//OASIS//DTD DocBook XML V4.1.2//EN" "http://192.0.2.1/docbookx.dtd">
<book><bookinfo><date>2013</date></bookinfo><chapter><title/><para>
  一、改革
</para><para><informaltable><tgroup><tbody><row><entry>
任务
</entry><entry>单位</entry></row><row><entry>薪酬
制度</entry><entry>甲局</entry></row></tbody></tgroup></informaltable></para></chapter></book>
X
"""


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that alone is searched for programs, with the tools that a script needs."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in ("sh", "cat", "cp", "mkdir", "sleep"):
        (folder / tool).symlink_to(str(shutil.which(tool)))
    monkeypatch.setenv("PATH", str(folder))
    return folder


def program(folder: Path, name: str, script: str) -> None:
    (folder / name).write_text(script, encoding="utf-8")
    (folder / name).chmod(0o755)


def old(folder: Path, name: str, data: bytes = OLE2) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("name", "data", "remedy"),
    [
        ("旧 文件.doc", OLE2, "save it as .docx"),
        ("a.wps", OLE2, "save it as .docx"),
        ("a.rtf", rb"{\rtf1 abc}", "save it as .docx"),
        ("a.xls", OLE2, "save it as .xlsx"),
        ("a.et", OLE2, "save it as .xlsx"),
    ],
)
def test_without_a_program_one_sentence_says_how_to_save_it(
    programs: Path, tmp_path: Path, name: str, data: bytes, remedy: str
) -> None:
    with pytest.raises(ReadError) as caught:
        readers.read(old(tmp_path, name, data))
    assert name in str(caught.value)
    assert "need LibreOffice, which is not installed; open it in Word, Excel or WPS and" in str(caught.value)
    assert str(caught.value).endswith(remedy)


def test_libreoffice_makes_a_modern_file_that_is_read(programs: Path, tmp_path: Path) -> None:
    """It works on a copy with a harmless name, in a profile in which macros are off."""
    made, said = tmp_path / "made.docx", tmp_path / "said"
    made.write_bytes(word(item("改革"), lists(level(0, "chineseCounting", "%1、"))))
    program(programs, "soffice", OFFICE.format(said=said, made=made, suffix="docx"))
    assert readers.read(old(tmp_path, "--help.doc")).text == "一、改革\n"
    arguments = said.read_text(encoding="utf-8")
    assert "--headless" in arguments
    assert "-env:UserInstallation=file:///" in arguments
    assert arguments.strip().endswith("/in.doc")


@pytest.mark.parametrize(("name", "taken"), [("a.wps", "in.doc"), ("a.et", "in.xls"), ("a.doc", "in.doc")])
def test_files_of_wps_go_by_what_they_are(programs: Path, tmp_path: Path, name: str, taken: str) -> None:
    said = tmp_path / "said"
    program(programs, "soffice", OFFICE.format(said=said, made="/dev/null", suffix="docx"))
    streams = "WordDocument" if taken == "in.doc" else "Workbook"
    with pytest.raises(ReadError):
        readers.read(old(tmp_path, name, OLE2 + streams.encode("utf-16-le")))
    assert said.read_text(encoding="utf-8").strip().endswith(f"/{taken}")


def test_an_old_spreadsheet_becomes_a_modern_one(programs: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.xlsx"
    made.write_bytes(workbook(("任务", sheet(row(1, ["任务", "单位"]) + row(2, ["改革", "甲局"])))))
    program(programs, "libreoffice", OFFICE.format(said=tmp_path / "said", made=made, suffix="xlsx"))
    assert readers.read(old(tmp_path, "a.xls")).text == "任务\n任务\t单位\n改革\t甲局\n"


def test_antiword_gives_paragraphs_and_rows(programs: Path, tmp_path: Path) -> None:
    program(programs, "antiword", ANTIWORD)
    assert readers.read(old(tmp_path, "a.doc")).text == "一、改革\n任务\t单位\n薪酬 制度\t甲局\n"


@pytest.mark.parametrize("name", ["soffice", "antiword"])
def test_a_file_that_no_program_can_read_is_named(programs: Path, tmp_path: Path, name: str) -> None:
    program(programs, name, "#!/bin/sh\nexit 1\n")
    with pytest.raises(
        ReadError, match=r"a\.doc: \w+ cannot read it \(damaged, or protected with a password"
    ):
        readers.read(old(tmp_path, "a.doc"))


def test_a_program_that_hangs_is_stopped(
    programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(programs, "soffice", "#!/bin/sh\nsleep 60 &\nsleep 60\n")
    monkeypatch.setattr(legacy, "_SECONDS", 1)
    began = time.monotonic()
    with pytest.raises(ReadError, match="took more than 1 seconds to convert"):
        readers.read(old(tmp_path, "a.doc"))
    assert time.monotonic() - began < 20


@pytest.mark.skipif(not shutil.which("antiword"), reason="antiword is not installed")
def test_a_real_word_97_file_says_its_facts(programs: Path) -> None:
    """With antiword, as the checks of the project install it."""
    (programs / "antiword").symlink_to(str(shutil.which("antiword", path="/usr/local/bin:/usr/bin:/bin")))
    found = facts.extract(readers.read(NOTICE))
    assert [(one.agency, one.role) for one in found.responsibilities] == [
        ("市医保局", "lead"),
        ("市财政局", "support"),
        ("市人力资源社会保障局", "lead"),
    ]
    assert [(one.value, one.deadline) for one in found.targets] == [(90, "2025")]
