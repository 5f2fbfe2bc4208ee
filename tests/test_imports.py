"""What is imported when: heavy libraries only where they are used."""

from __future__ import annotations

import subprocess
import sys

import pytest

import kg
from tests.conftest import SEEDS

HEAVY = ("jieba", "networkx", "pyvis", "pandas", "rdflib", "pyoxigraph", "IPython", "pyshacl")


def imported_by(code: str) -> set[str]:
    """The top-level modules that a fresh Python holds after `code`."""
    script = f"import sys\n{code}\nprint('\\n'.join({{name.partition('.')[0] for name in sys.modules}}), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def command(*arguments: str) -> str:
    return f"from kg.cli import kg\nkg.main({list(arguments)!r}, prog_name='kg', standalone_mode=False)"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("extract", "--help"),
        ("extract", str(SEEDS / "gaoming-2023.txt")),
        ("extract", str(SEEDS)),
    ],
)
def test_help_and_extract_import_nothing_heavy(arguments: tuple[str, ...]) -> None:
    """`kg --help` and `kg extract` start at once: no segmenter, no graph library, no RDF library."""
    assert imported_by(command(*arguments)).isdisjoint(HEAVY)


def test_help_imports_no_command() -> None:
    """The list of commands is made without importing them."""
    found = imported_by(
        "from kg.cli import kg\nkg.main(['--help'], standalone_mode=False)\nsys.modules.pop('kg.cli')"
    )
    assert "tomllib" not in found


def test_importing_the_package_imports_nothing_else() -> None:
    """`import kg` is cheap; its verbs come when they are used."""
    assert imported_by("import kg").isdisjoint({*HEAVY, "click", "lxml", "tomllib"})


@pytest.mark.parametrize("verb", ["build", "extract", "query", "read", "open_store"])
def test_a_verb_is_callable_before_and_after_its_module_is_imported(verb: str) -> None:
    """`kg.build(…)` works whether or not somebody has imported the module `kg.build`."""
    code = f"import kg, importlib\nassert callable(kg.{verb})\nfor m in ('build', 'extract', 'query'):\n    importlib.import_module('kg.' + m)\n"
    imported_by(f"{code}assert callable(kg.{verb})")


def test_an_unknown_verb_is_named() -> None:
    """`kg.biuld` says which verbs there are."""

    with pytest.raises(AttributeError, match="its verbs are build"):
        _ = kg.biuld
