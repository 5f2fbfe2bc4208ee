"""The benchmarks run and print what they compare; what they print is judged by a person, not by the suite."""

from __future__ import annotations

import re
import subprocess
import sys

from tests.conftest import ROOT

sys.path.insert(0, str(ROOT / "benchmarks"))
import material


def run(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "benchmarks" / name), *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT)


def test_starting_is_measured_beside_the_segmenter() -> None:
    """`kg --help` beside `import jieba.posseg`, in the same run; why it is fast is asserted in test_imports."""
    done = run("startup.py", "1")
    assert re.search(r"kg --help [\d.]+ s, import jieba.posseg [\d.]+ s, ratio [\d.]+", done.stdout), (
        done.stderr
    )


def test_extraction_is_measured_beside_the_baseline() -> None:
    """Both speeds, their ratio and the baseline's profile; the ratio itself is judged on a quiet machine."""
    done = run("extract.py", "--megabytes", "0.2", "--baseline-megabytes", "0.05", "--pairs", "1")
    found = re.search(r"ours ([\d.]+) MB/s, baseline ([\d.]+) MB/s, ratio ([\d.]+)", done.stdout)
    assert found, done.stdout + done.stderr
    assert float(found[1]) > float(found[2]) > 0
    assert "jieba/posseg" in done.stdout


def test_no_two_copies_are_alike() -> None:
    """Each has other numbers, years, regions, agencies and figures, so that no cache across documents helps."""
    texts = [text for _, text in material.copies(0.5)]
    assert len(set(texts)) == len(texts)
    same = [text for text in texts[5:] if text[:200] == texts[0][:200]]
    assert not same
    assert len({match for text in texts[::5] for match in re.findall(r"\d{3,}", text)}) > 25


def test_the_copies_are_the_same_on_every_machine() -> None:
    """No clock and no chance of its own."""
    assert material.copies(0.3) == material.copies(0.3)
