"""A file read in a process of its own, whose memory is limited and measured."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

_READ = """
import resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, (2 * 1024**3, 2 * 1024**3))
from kg import readers
before = time.process_time()
for one in readers.documents(sys.argv[1]):
    print(one if isinstance(one, Exception) else len(one.text))
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))  # ru_maxrss counts the parent too
print(int(peak.split()[1]) // 1024, int(time.process_time() - before))
"""


@dataclass(frozen=True)
class Reading:
    """A line for each document or error, and what they cost."""

    lines: list[str]
    megabytes: int
    seconds: int


def read_alone(path: Path) -> Reading:
    """What `kg.readers` makes of a file; fails where the process dies, complains or takes two minutes."""
    done = subprocess.run(
        [sys.executable, "-c", _READ, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-600:]
    assert done.stderr == ""
    *lines, figures = done.stdout.splitlines()
    megabytes, seconds = map(int, figures.split())
    return Reading(lines, megabytes, seconds)
