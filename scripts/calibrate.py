"""Sets the confidence of every rule of the lexicon from the annotated documents, leaving one document out.

    python scripts/calibrate.py            # facts, right ones, confidence now, estimate: one line a rule
    python scripts/calibrate.py --write    # puts the estimates into kg/lexicon/*.toml and changes nothing else there

`kg/evaluate/calibration.py` says how the estimate is made. A rule that no annotated document uses keeps what its author
believes of it, up to the prior: nobody has seen it at work. The queries' expected answers and the README print
confidences: look at both after --write.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from kg import evaluate, lexicon
from kg.evaluate.calibration import PRIOR, Count, calibration, estimate, tally, total
from kg.evaluate.comparison import Comparison

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "gold"
LEXICON = ROOT / "kg" / "lexicon"
SETS = {GOLD / "seeds": ROOT / "seeds", GOLD / "corpus": GOLD / "corpus", GOLD / "held": GOLD / "held"}
LEAST, MOST = 0.5, 0.99  # no rule in use is worse than a coin, and none is certain

_RULE = re.compile(r"^(?=\[\[rule\]\])", re.MULTILINE)
_ID = re.compile(r"^id *= *[\"']([^\"']+)[\"']", re.MULTILINE)
_CONFIDENCE = re.compile(r"^(confidence *= *)[\d.]+", re.MULTILINE)


def with_confidence(text: str, values: Mapping[str, float]) -> str:
    """A lexicon file in which each rule of `values` has that confidence; every other character as it was."""
    return "".join(_set(part, values) for part in _RULE.split(text))


def main(arguments: list[str]) -> None:
    found = tuple(comparisons())
    counts = tally(found)
    now = {rule.id: rule.confidence for rule in lexicon.load().rules()}
    then = {rule: confidence(counts.get(rule, {}), said) for rule, said in now.items()}
    print(f"{'rule':28s} {'facts':>6s} {'right':>6s} {'now':>5s} {'estimate':>9s}")
    for rule in sorted(now):
        facts, right = total(counts.get(rule, {}).values())
        print(f"{rule:28s} {facts:6d} {right:6d} {now[rule]:5.2f} {then[rule]:9.2f}")
    before, after = calibration(found, now), calibration(found, then)
    print(f"expected calibration error now {before.error:.4f}, with the estimates {after.error:.4f}")
    print(f"of documents foretold from the others {after.left_out:.4f}")
    if "--write" in arguments:
        _write(then)


def confidence(counts: Mapping[str, Count], said: float) -> float:
    """What a rule with these counts by document should say of itself: ``({}, 0.95)`` → 0.85, ``({}, 0.6)`` → 0.6."""
    value = estimate(counts) if counts else min(said, PRIOR)
    return min(MOST, max(LEAST, round(value, 2)))


def comparisons() -> Iterator[Comparison]:
    for gold, documents in SETS.items():
        if gold.is_dir():
            yield from evaluate.run(gold, documents)


def _write(values: Mapping[str, float]) -> None:
    for path in sorted(LEXICON.glob("*.toml")):
        old = path.read_text(encoding="utf-8")
        new = with_confidence(old, values)
        if new != old:
            path.write_text(new, encoding="utf-8")
            print("written:", path.relative_to(ROOT))


def _set(part: str, values: Mapping[str, float]) -> str:
    name = _ID.search(part)
    if not part.startswith("[[rule]]") or name is None or name[1] not in values:
        return part
    return _CONFIDENCE.sub(rf"\g<1>{values[name[1]]:g}", part, count=1)


if __name__ == "__main__":
    main(sys.argv[1:])
