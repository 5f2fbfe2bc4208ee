"""One document in many forms gives the same facts, positions aside."""

from __future__ import annotations

import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg import facts, readers
from tests import formats, web_files
from tests.conftest import GOLD, SEEDS
from tests.formats import MAKERS

FORMS = {**formats.MAKERS, **web_files.MAKERS}
DOCUMENTS = (
    *sorted(SEEDS.glob("*.txt")),
    GOLD / "corpus" / "004_gwy_zhuanfa_minzheng_1997.txt",
    GOLD / "corpus" / "010_pingshan_shuzi_jingji_2023.txt",
    GOLD / "corpus" / "012_qinghai_teshu_yaopin_2023.txt",
)
_PLACES = ("start", "end", "said_in")


def unplaced(value: Any) -> Any:
    """Facts without positions; white space in what they quote is of the form, not of the text."""
    if isinstance(value, dict):
        return {key: unplaced(one) for key, one in value.items() if key not in _PLACES}
    if isinstance(value, list):
        return [unplaced(one) for one in value]
    return "".join(value.split()) if isinstance(value, str) else value


def found(path: Path) -> dict[str, Any]:
    """What the facts of a file are, its name and hash aside."""
    said = facts.to_json(facts.extract(readers.read(path)))
    return {key: unplaced(value) for key, value in said.items() if key not in ("file", "sha256")}


@cache
def of_text(path: Path) -> dict[str, Any]:
    return found(path)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_each_form_of_a_document_gives_its_facts(document: Path, form: str, tmp_path: Path) -> None:
    suffix, make = FORMS[form]
    path = tmp_path / f"{document.stem}{suffix}"
    path.write_bytes(make(document.read_text(encoding="utf-8")))
    expected, given = of_text(document), found(path)
    assert given.keys() == expected.keys()
    for key, value in expected.items():
        assert given[key] == value, key


def test_automatic_numbers_are_text(tmp_path: Path) -> None:
    """The same lines, whether their ordinals were typed or are Word's; a plan has many."""
    text = (SEEDS / "gaoming-2023.txt").read_text(encoding="utf-8")
    typed, automatic = tmp_path / "typed.docx", tmp_path / "automatic.docx"
    typed.write_bytes(MAKERS["docx"][1](text))
    automatic.write_bytes(MAKERS["docx with automatic numbers"][1](text))
    assert readers.read(automatic).text == readers.read(typed).text
    with zipfile.ZipFile(automatic) as package:
        assert package.read("word/document.xml").count(b"<w:numPr>") > 20
