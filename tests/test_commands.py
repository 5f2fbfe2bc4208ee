"""Every command is in the documentation, with help in both languages and an example that runs."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kg.build import build
from kg.cli import kg
from kg.cli.lazy import COMMANDS
from tests.conftest import ROOT

HAN = re.compile(r"[\u4e00-\u9fff]")
DOCS = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "docs/commands.md")}


def command(name: str) -> click.Command:
    found = kg.get_command(click.Context(kg), name)
    assert found is not None
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_chinese_and_english_with_an_example(name: str) -> None:
    """`kg X --help` starts in Chinese, goes on in English, and shows an example of X."""
    result = CliRunner().invoke(kg, [name, "--help"])
    assert result.exit_code == 0
    text = result.output.split("\n\n")
    assert HAN.search(text[1])
    assert re.search(r"[A-Za-z]{4}.*[A-Za-z]{4}", text[2])
    assert "例 Example:" in result.output
    assert f"kg {name}" in result.output.partition("Example:")[2]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_help(name: str) -> None:
    """An option without help is a riddle; choices explain themselves."""
    options = [option for option in command(name).params if isinstance(option, click.Option)]
    assert not [
        option.name for option in options if not option.help and not isinstance(option.type, click.Choice)
    ]


@pytest.mark.parametrize("document", DOCS)
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name: str, document: str) -> None:
    """README and docs/commands.md name every command."""
    assert f"kg {name}" in DOCS[document]


@pytest.mark.parametrize("document", DOCS)
def test_no_command_is_documented_that_does_not_exist(document: str) -> None:
    """What the documents show can be run."""
    shown = re.findall(r"(?:^|`|\$ )kg ([a-z]+)", DOCS[document], re.MULTILINE)
    assert set(shown) <= set(COMMANDS)
    assert shown


def test_every_command_is_imported_under_its_name() -> None:
    """The table of commands and the modules agree."""
    modules = {path.stem for path in (ROOT / "kg" / "cli").glob("*.py")}
    assert set(COMMANDS) <= modules
    assert all(command(name).name == name for name in COMMANDS)


def test_the_bodies_are_short() -> None:
    """Options → one call → print."""
    for name in COMMANDS:
        callback = command(name).callback
        assert callback is not None
        assert callback.__code__.co_argcount + callback.__code__.co_kwonlyargcount <= 6


def examples() -> list[str]:
    """The lines under `Example:` in the help of every command, without those that need files of the reader's own."""
    found = []
    for name in COMMANDS:
        text = (
            CliRunner().invoke(kg, [name, "--help"]).output.partition("Example:")[2].partition("Options:")[0]
        )
        found += [line.strip() for line in text.splitlines() if line.strip().startswith("kg ")]
    own = ("page.html", "documents/", "my-store", "corpus/", "|", "…", "甲")
    return [line for line in found if not any(word in line for word in own)]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like a checkout in which `kg build seeds/` has run."""
    folder = tmp_path_factory.mktemp("examples")
    for name in ("seeds", "tests"):
        (folder / name).symlink_to(ROOT / name)
    build([ROOT / "seeds"], folder / "kg-store")
    return folder


@pytest.mark.parametrize("line", examples())
def test_the_examples_run(line: str, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each example of the help, in a checkout with the seeds built, ends with status 0 and says something."""
    monkeypatch.chdir(place)
    result = CliRunner().invoke(kg, shlex.split(line)[1:])
    assert result.exit_code == 0, result.output
    assert result.output or "-o" in line
