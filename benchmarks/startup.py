"""How long `kg --help` takes beside `import jieba.posseg`: it must stay under a third of it.

usage: python benchmarks/startup.py [RUNS]
"""

from __future__ import annotations

import subprocess
import sys
import time
from statistics import median

OURS = (sys.executable, "-m", "kg", "--help")
THEIRS = (sys.executable, "-c", "import jieba.posseg")
LEAST = 3.0


def seconds(command: tuple[str, ...]) -> float:
    """Wall time of one run."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> int:
    """Alternate the two, print the medians, exit 1 where ours is too slow."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    seconds(OURS), seconds(THEIRS)  # the first run of each compiles
    timed = [(seconds(OURS), seconds(THEIRS)) for _ in range(runs)]
    ours, theirs = median(pair[0] for pair in timed), median(pair[1] for pair in timed)
    print(
        f"kg --help {ours:.3f} s, import jieba.posseg {theirs:.3f} s, ratio {theirs / ours:.1f} (at least {LEAST:g})"
    )
    return 0 if theirs >= LEAST * ours else 1


if __name__ == "__main__":
    sys.exit(main())
