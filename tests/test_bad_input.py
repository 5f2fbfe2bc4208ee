"""What users get wrong: one sentence with place and remedy, exit status 1, and nothing that was there is lost."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.build import build
from kg.cli import kg
from tests.conftest import SEEDS

GOOD = "关于做好甲项工作的通知\n\n一、总体要求\n(一)推进改革。(市卫生健康委牵头,市财政局配合)\n"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(kg, [str(argument) for argument in arguments], prog_name="kg")


def one_sentence(result: Result, *said: str) -> None:
    """Exit status 1, a single line on stderr that says all of `said`, no traceback."""
    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit)
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1, result.stderr
    assert all(word in lines[0] for word in said), lines[0]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("bad") / "store"
    build([SEEDS / "gaoming-2023.txt"], place)
    return place


@pytest.mark.parametrize("command", [["extract"], ["build", "--store", "unused"]])
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        pytest.param("none.txt", None, ["none.txt", "no such file"], id="no such file"),
        pytest.param("empty.txt", b"", ["empty.txt", "empty"], id="an empty file"),
        pytest.param("blank.txt", b" \n\t\n", ["blank.txt"], id="nothing but white space"),
        pytest.param("bin.txt", bytes(range(256)) * 8, ["bin.txt"], id="a binary file"),
        pytest.param("image.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(64), ["image.png"], id="an image"),
        pytest.param("page.html", b"<html><head><title>x</title></head></html>", ["page.html"], id="HTML without a body"),
        pytest.param("odd.txt", b"\xff\xff\xfe" * 50, ["odd.txt"], id="undecodable bytes"),
    ],
)  # fmt: skip
def test_a_document_that_cannot_be_read(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: list[str],
    name: str,
    content: bytes | None,
    said: list[str],
) -> None:
    """The file is named, and what is wrong with it."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    monkeypatch.chdir(tmp_path)
    one_sentence(run(*command, path), *said)


@pytest.mark.parametrize("command", [["extract"], ["build", "--store", "unused"]])
def test_a_folder_without_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    """Manifests, READMEs and hidden files are no documents."""
    for name in ("manifest.csv", "README.md", "README.txt", ".hidden.txt", "data.json"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    one_sentence(run(*command, tmp_path), str(tmp_path), "no documents")


@pytest.mark.parametrize(
    "command",
    [["query", "duties"], ["rank"], ["validate"], ["verify"], ["export"], ["explain", "doc:x"], ["view"]],
)
def test_a_store_that_is_none(tmp_path: Path, command: list[str]) -> None:
    """A place where nothing is, and a directory that is no store."""
    one_sentence(run(*command, "--store", tmp_path / "nowhere"), "nowhere", "kg build")
    (tmp_path / "file.txt").write_text("x", encoding="utf-8")
    one_sentence(run(*command, "--store", tmp_path), str(tmp_path), "no store")


def test_building_into_a_directory_that_is_no_store(tmp_path: Path) -> None:
    """A directory with something else in it is never written into."""
    (tmp_path / "precious.txt").write_text("mine", encoding="utf-8")
    one_sentence(run("build", SEEDS / "gaoming-2023.txt", "--store", tmp_path), str(tmp_path), "no store")
    assert [path.name for path in tmp_path.iterdir()] == ["precious.txt"]


def test_a_store_in_use(tmp_path: Path, store: Path) -> None:
    """A second build waits for nobody: it says so, and the store still answers."""
    with (store / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        one_sentence(run("build", SEEDS, "--store", store), "in use")
    assert run("query", "ASK { ?d a kg:PolicyDocument }", "--store", store).exit_code == 0


@pytest.mark.parametrize(
    ("question", "said"),
    [
        pytest.param(["SELECT ?x WHERE { ?x"], [], id="malformed SPARQL"),
        pytest.param(["SELECT ?x WHERE { ?x nope:y ?z }"], ["refix"], id="an unknown prefix"),
        pytest.param(["tasks_by_agancy"], ["tasks_by_agancy", "question"], id="an unknown question"),
        pytest.param(["nowhere.rq"], ["nowhere.rq"], id="a file that is not there"),
        pytest.param(["tasks_led_by_agency", "--param", "colour=red"], ["colour"], id="an unknown parameter"),
        pytest.param(["tasks_led_by_agency"], ["agency"], id="a parameter that is missing"),
        pytest.param(["tasks_led_by_agency", "--param", "agency=火星局"], ["火星局"], id="an agency that nobody knows"),
        pytest.param(["INSERT DATA { <a:a> <a:b> <a:c> }"], [], id="an update"),
        pytest.param(["SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }"], ["SERVICE"], id="a question to another server"),
    ],
)  # fmt: skip
def test_a_question_that_cannot_be_asked(store: Path, question: list[str], said: list[str]) -> None:
    """The question is named and what is wrong with it."""
    result = run("query", *question, "--store", store)
    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit)
    assert result.stderr.strip()
    assert all(word in result.stderr for word in said)


def test_a_parameter_that_is_no_pair_is_a_usage_error(store: Path) -> None:
    """click's own errors have exit status 2."""
    result = run("query", "tasks_led_by_agency", "--param", "agency", "--store", store)
    assert result.exit_code == 2
    assert "KEY=VALUE" in result.stderr


@pytest.mark.parametrize(
    "command",
    [
        ["extract", SEEDS / "gaoming-2023.txt"],
        ["query", "SELECT ?d { ?d a kg:PolicyDocument }"],
        ["export", "--format", "nquads"],
        ["export", "--format", "graphml"],
        ["rank"],
        ["view"],
    ],
    ids=lambda command: " ".join(map(str, command[:1])),
)
def test_a_place_that_cannot_be_written(tmp_path: Path, store: Path, command: list[object]) -> None:
    """A path under a file, and a folder: nobody can write there, not even root."""
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    where = [] if command[0] == "extract" else ["--store", store]
    one_sentence(run(*command, *where, "-o", tmp_path / "file" / "out"), "cannot be written")
    one_sentence(run(*command, *where, "-o", tmp_path), "cannot be written")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_store_place_that_cannot_be_written(tmp_path: Path) -> None:
    """A store under a file."""
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    one_sentence(run("build", SEEDS / "gaoming-2023.txt", "--store", tmp_path / "file" / "store"), "file")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "kept"


def test_an_output_file_is_replaced_only_by_a_whole_one(tmp_path: Path) -> None:
    """What stood in the file stays when the command fails."""
    out = tmp_path / "facts.jsonl"
    out.write_text("old", encoding="utf-8")
    result = run("extract", tmp_path / "none.txt", "-o", out)
    assert result.exit_code == 1
    assert out.read_text(encoding="utf-8") == "old"


def test_an_output_device_is_written_to_not_replaced(tmp_path: Path) -> None:
    """`-o` of a named pipe or /dev/null writes into it."""
    assert run("extract", SEEDS / "gaoming-2023.txt", "-o", os.devnull).exit_code == 0
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize("workers", [1, 2])
def test_a_thousand_documents_with_a_bad_one(tmp_path: Path, workers: int) -> None:
    """The rest is built, the bad one is named on stderr and in the summary; with --strict the exit status is 1."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(999):
        text = GOOD.replace("甲", f"第{number}").replace("改革", f"改革{number}")
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
    (folder / "0500-bad.txt").write_bytes(b"")
    result = run("build", folder, "--store", tmp_path / "store", "--workers", workers)
    assert result.exit_code == 0, result.output
    assert "0500-bad.txt" in result.stderr
    assert "0500-bad.txt" in result.stdout
    assert "999" in result.stdout
    assert (
        run("build", folder, "--store", tmp_path / "store", "--workers", workers, "--strict").exit_code == 1
    )


def test_a_build_of_nothing_but_bad_documents_keeps_the_old_store(tmp_path: Path) -> None:
    """A failed build changes no byte of what was there."""
    place = tmp_path / "store"
    build([SEEDS / "gaoming-2023.txt"], place)
    before = run("export", "--format", "nquads", "--store", place).stdout
    (tmp_path / "bad.txt").write_bytes(b"")
    one_sentence(run("build", tmp_path / "bad.txt", "--store", place), "bad.txt")
    assert run("export", "--format", "nquads", "--store", place).stdout == before


def test_ctrl_c_leaves_the_old_store(tmp_path: Path) -> None:
    """An interrupt in the middle of a build: no traceback, the old store answers, nothing half-made stays."""
    folder, place = tmp_path / "many", tmp_path / "store"
    build([SEEDS / "gaoming-2023.txt"], place)
    before = run("export", "--format", "nquads", "--store", place).stdout
    folder.mkdir()
    text = (SEEDS / "gaoming-2023.txt").read_text(encoding="utf-8")
    for number in range(3000):
        (folder / f"{number}.txt").write_text(text.replace("4号", f"{number + 10}号"), encoding="utf-8")
    command = [sys.executable, "-m", "kg", "build", str(folder), "--store", str(place), "--workers", "1"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while len(list(place.glob("build-*"))) < 2 and process.poll() is None:
        time.sleep(0.01)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "Traceback" not in stderr
    assert run("export", "--format", "nquads", "--store", place).stdout == before
    assert len(list(place.glob("build-*"))) == 1


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk", "utf-8"])
def test_a_terminal_that_cannot_show_chinese(store: Path, encoding: str) -> None:
    """Output is escaped rather than lost, help and errors too."""
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "LC_ALL": "C", "PYTHONUTF8": "0"}
    for arguments in (
        ["--help"],
        ["extract", str(SEEDS / "gaoming-2023.txt")],
        ["rank", "--store", str(store)],
        ["extract", "没有.txt"],
    ):
        done = subprocess.run([sys.executable, "-m", "kg", *arguments], env=environment, capture_output=True)
        assert b"Traceback" not in done.stderr
        assert done.returncode == (1 if "没有.txt" in arguments else 0), done.stderr
        assert done.stdout or done.stderr


def test_a_reader_that_goes_away(store: Path) -> None:
    """`kg export | head -n 1` is quiet."""
    line = f"{sys.executable} -m kg export --format nquads --store {store} | head -n 1"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True)
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1
