"""The project stands alone, and its rules are about how documents are written, not about the ones at hand."""

from __future__ import annotations

import ast
import hashlib
import io
import json
import re
import subprocess
import tokenize
from pathlib import Path

import pytest

from tests.conftest import GOLD, ROOT, SEEDS

TEXTUAL = {".py", ".toml", ".ttl", ".csv", ".rq", ".json", ".html", ".js", ".txt", ".md"}
KNOWLEDGE = [
    path
    for folder in ("kg", "ontology")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.is_file() and path.suffix in TEXTUAL and "__pycache__" not in path.parts
]
DOCUMENTS = [*sorted(SEEDS.glob("*.txt")), *sorted((GOLD / "corpus").glob("*.txt"))]
HAN = re.compile(r"[\u4e00-\u9fff]{2,}")  # single signs (个, 的) are notation inside regexes, words are not
# Fixed notation of Chinese documents is grammar, as brackets and digits are: ordinals, dates, numerals, the signs that join
# a list; and a class of single characters in a regex names no word.
NOTATION = re.compile(
    r"\[[^\]]*\]|第|条|章|节|款|项|号|编|篇|部分|附件|附|年|月|日|季度|至|到|[〇○零一二三四五六七八九十百千万亿两]|[①-⑳]"
    r"|令|规定|所|公告|通告|字|分之|半年|年度|[和及与或并且等]"
)


def tracked() -> list[Path]:
    """The files of the project, as Git knows them, or all where there is no Git."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = [name for name in done.stdout.split("\0") if name]
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def test_nothing_refers_to_a_place_outside() -> None:
    """No path of a machine and no folder beside the checkout is named anywhere."""
    outside = re.compile(rb"\.\./" + rb"shared|/wo" + rb"rk/|/tm" + rb"p/")
    found = [path.name for path in tracked() if outside.search(path.read_bytes())]
    assert not found


GENRE = "政府工作报告"


def gold_heads() -> list[dict[str, str | None]]:
    return [json.loads(path.read_text(encoding="utf-8"))["document"] for path in sorted(GOLD.rglob("*.json"))]


@pytest.mark.parametrize("path", KNOWLEDGE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_rule_knows_a_document(path: Path) -> None:
    """Neither code nor data, nor a docstring, holds a number, a title or a hash of a seed or test document.

    A question shows a document of the seeds as an example of its parameter, so that it can be tried; nothing else may.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    text = "".join("".join(line.split()) for line in lines if not line.startswith("# param "))
    heads = gold_heads()
    known = [head[field] for head in heads for field in ("number", "title") if head[field] != GENRE]
    hashes = [hashlib.sha256(document.read_bytes()).hexdigest() for document in DOCUMENTS]
    assert not [word for word in (*known, *hashes) if word and word in text]


def code_tokens(path: Path) -> list[tuple[str, int]]:
    source = path.read_text(encoding="utf-8")
    documented = set()
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
        ):
            documented.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return [
        (token.string, token.start[0])
        for token in tokens
        if token.type != tokenize.COMMENT and token.start[0] not in documented
    ]


MODULES = [
    path
    for path in sorted((ROOT / "kg").rglob("*.py"))
    if path.relative_to(ROOT / "kg").parts[0]
    not in ("cli", "views", "data", "validate.py")  # what people read is Chinese and English
]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_words_are_data_not_code(path: Path) -> None:
    """Chinese words stand in the lexicon and the registries; code holds fixed notation only (〔〕号, 第…条, 《》)."""
    left = [
        (line, NOTATION.sub("", token))
        for token, line in code_tokens(path)
        if HAN.search(NOTATION.sub("", token))
    ]
    assert not left


def test_no_registry_host_is_named() -> None:
    """No file names the host of a package registry: each user's own settings say where packages come from."""
    host = re.compile(rb"pypi\.(org|python)|files\.pythonhosted|registry\.npmjs|index-url", re.IGNORECASE)
    found = [
        path.name for path in tracked() if path.name != Path(__file__).name and host.search(path.read_bytes())
    ]
    assert not found
