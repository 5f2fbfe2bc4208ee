"""A wheel works outside the checkout: ontology, lexicon, questions and templates are inside."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT, SEEDS

CLEAN = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with nothing but the wheel; what it needs is lent by the one of the tests, without a network."""
    place = tmp_path_factory.mktemp("fresh")
    venv.create(place, with_pip=False)
    fresh = place / "bin" / "python"
    site = Path(
        subprocess.run(
            [fresh, "-c", "import site; print(site.getsitepackages()[0])"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
    )
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    lent = place / "lent"
    lent.mkdir()
    for path in Path(sysconfig.get_paths()["purelib"]).iterdir():
        if not path.name.startswith(("kg", "zhengce_kg", "_editable_impl", "__editable__")):
            (lent / path.name).symlink_to(path)
    (site / "lent.pth").write_text(str(lent), encoding="utf-8")
    return fresh


def run(python: Path, *arguments: str, cwd: Path) -> str:
    done = subprocess.run(
        [python, "-m", "kg", *arguments], cwd=cwd, capture_output=True, text=True, env=CLEAN
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_what_is_inside(wheel: Path) -> None:
    """All data of the package, and nothing of tests or benchmarks."""
    names = zipfile.ZipFile(wheel).namelist()
    tracked = subprocess.run(
        ["git", "ls-files", "kg", "ontology"], cwd=ROOT, capture_output=True, text=True
    ).stdout.split()
    missing = [
        name
        for name in tracked
        if name.replace("ontology/", "kg/data/ontology/") not in names and "ontology/" in name
    ]
    missing += [name for name in tracked if name.startswith("kg/") and name not in names]
    assert not missing
    assert {name.split("/")[0] for name in names} == {
        "kg",
        next(n for n in names if ".dist-info" in n).split("/")[0],
    }


def test_it_works_elsewhere(python: Path, tmp_path: Path) -> None:
    """Build, ask, rank, view, check: away from the checkout, with nothing of it on the path."""
    where = subprocess.run(
        [python, "-c", "import kg; print(kg.__file__)"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        env=CLEAN,
    )
    assert str(ROOT) not in where.stdout
    run(python, "build", str(SEEDS), cwd=tmp_path)
    assert "kg:" not in run(python, "query", "--list", cwd=tmp_path)[:3]
    assert run(python, "rank", "--limit", "3", cwd=tmp_path)
    run(python, "view", "-o", "view.html", cwd=tmp_path)
    assert (tmp_path / "view.html").stat().st_size > 100_000
    run(python, "validate", cwd=tmp_path)
    run(python, "verify", str(SEEDS), cwd=tmp_path)
    assert run(python, "export", "--format", "nquads", cwd=tmp_path).count("\n") > 1000
