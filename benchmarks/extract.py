"""Documents to N-Quads, ours beside the obvious alternative, in MB/s of UTF-8: ours must be at least 15 times as fast.

usage: python benchmarks/extract.py [--megabytes 5] [--pairs 3] [--baseline-megabytes 0.5] [--profile]

MB/s are of processor time, which a busy machine changes little. Both get the same texts (the seeds, each copy with other
numbers, years, regions, agencies and figures), one process each on one core, and start with their words loaded. The two
alternate, so that whatever slows one slows both; the baseline, whose speed does not depend on how much it is given, gets a
sample of the same copies. Its profile is printed, to show where its time goes.

Nothing is remembered of a document when the next one is read. What outlives a document are facts of the registry (the last
4,096 answers of each kind: which region has a code or a name on a day, its full name, the class of work that the name of
a body shows), compiled regexes, and the calendar.
"""

from __future__ import annotations

import argparse
import cProfile
import io
import os
import pstats
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import baseline
import material

from kg import facts, rdf, readers
from kg import registry as registries

LEAST = 15.0
Texts = list[tuple[str, str]]


def ours(folder: Path) -> int:
    """Read, extract, describe; the number of bytes of N-Quads."""
    registry = registries.load()
    paths = sorted(folder.iterdir())
    found = facts.extract_all(readers.read(path) for path in paths)
    return sum(len(rdf.describe(one, registry).data) for one in found)


def theirs(folder: Path) -> int:
    """The baseline over the same files; the number of bytes of N-Triples."""
    paths = sorted(folder.iterdir())
    return sum(len(baseline.extract(path.name, path.read_text(encoding="utf-8"))) for path in paths)


def speed(work: Callable[[Path], int], folder: Path) -> float:
    """MB/s of UTF-8 text, by processor time."""
    size = sum(path.stat().st_size for path in folder.iterdir())
    start = time.process_time()
    written = work(folder)
    seconds = time.process_time() - start
    print(
        f"  {work.__name__:7s} {size / 1e6:6.2f} MB in {seconds:7.2f} s = {size / 1e6 / seconds:7.3f} MB/s, {written / 1e6:.1f} MB out",
        flush=True,
    )
    return size / 1e6 / seconds


def profile(work: Callable[[Path], int], folder: Path) -> str:
    """The ten lines of a profile where most time goes."""
    profiler = cProfile.Profile()
    profiler.runcall(work, folder)
    out = io.StringIO()
    pstats.Stats(profiler, stream=out).sort_stats("tottime").print_stats(12)
    lines = [line for line in out.getvalue().splitlines() if line.strip()]
    return "\n  ".join((f"\nwhere {work.__name__} spends its time:", *lines[1:]))


def alone(prepare: Callable[..., object], *given: Path) -> ProcessPoolExecutor:
    """A process of its own, on the last core, that has begun with `prepare`."""
    process = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=pin)
    process.submit(prepare, *given).result()
    return process


def pin() -> None:
    """Stay on one core: the last, which is interrupted less than the first."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def lay_out(folder: Path, texts: Texts) -> Path:
    """The texts as files."""
    folder.mkdir()
    for name, text in texts:
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def main() -> int:
    """Measure in alternating pairs, print both, their ratio and profiles; exit 1 where the ratio is too low."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--megabytes", type=float, default=5)
    parser.add_argument("--baseline-megabytes", type=float, default=0.5)
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--profile", action="store_true", help="our profile too")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        return measure(Path(temporary), options)


def measure(folder: Path, options: argparse.Namespace) -> int:
    """The run itself, with its files under `folder`."""
    texts = material.copies(options.megabytes)
    share = max(5, round(len(texts) * options.baseline_megabytes / options.megabytes))
    everything, sample = lay_out(folder / "all", texts), lay_out(folder / "sample", texts[:share])
    warm = lay_out(folder / "warm", texts[:5])
    with alone(ours, warm) as mine, alone(baseline.prepare) as other:
        pairs = [
            (mine.submit(speed, ours, everything).result(), other.submit(speed, theirs, sample).result())
            for _ in range(options.pairs)
        ]
        print(other.submit(profile, theirs, warm).result())
        if options.profile:
            print(mine.submit(profile, ours, everything).result())
    ratio = median(a / b for a, b in pairs)
    fast, slow = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
    print(f"\nours {fast:.2f} MB/s, baseline {slow:.3f} MB/s, ratio {ratio:.1f} (at least {LEAST:g})")
    return 0 if ratio >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
