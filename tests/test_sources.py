"""Paths as users give them, and which files behind them are documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import sources
from kg.errors import ReadError
from kg.passage import sentence


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    names = (
        "b.txt",
        "a.HTML",
        "sub/c.htm",
        "sub/b.txt",
        "manifest.csv",
        "README.txt",
        "readme.html",
        ".git/x.txt",
        ".y.txt",
        "d.json",
    )
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    return tmp_path


def test_a_folder_is_searched_to_its_depth(folder: Path) -> None:
    """Texts and pages, in one order; no manifest, README, hidden file or other format."""
    found = [path.relative_to(folder).as_posix() for path in sources.find([folder])]
    assert found == ["a.HTML", "b.txt", "sub/b.txt", "sub/c.htm"]


def test_a_named_file_is_a_document_whatever_it_is_called(folder: Path) -> None:
    """The reader then says whether it can be read."""
    assert sources.find([folder / "README.txt", folder / "d.json"]) == (
        folder / "README.txt",
        folder / "d.json",
    )


def test_each_document_once(folder: Path) -> None:
    """A file and its folder, and the folder twice."""
    assert len(sources.find([folder / "b.txt", folder, folder])) == 4


def test_names_are_paths_within_the_folder(folder: Path) -> None:
    """Two files of one name are told apart by their folders."""
    assert list(sources.named([folder])) == ["a.HTML", "b.txt", "sub/b.txt", "sub/c.htm"]


def test_equal_names_in_two_folders_become_whole_paths(folder: Path) -> None:
    """No document hides another."""
    found = sources.named([folder / "b.txt", folder / "sub"])
    assert list(found) == [(folder / "b.txt").as_posix(), (folder / "sub" / "b.txt").as_posix(), "c.htm"]


@pytest.mark.parametrize(("name", "said"), [("none", "no such file"), (".git", "no documents")])
def test_where_there_is_nothing(folder: Path, name: str, said: str) -> None:
    """The place is named."""
    (folder / ".git" / "x.txt").unlink()
    with pytest.raises(ReadError, match=said):
        sources.find([folder / name])


@pytest.mark.parametrize(
    ("text", "quote", "shown"),
    [
        ("一是改革。由区卫生健康局牵头,区财政局配合。三是总结。", "区卫生健康局", "由【区卫生健康局】牵头,区财政局配合。"),
        ("标题\n  到2025年\n床位达到5张", "床位达到5张", "【床位达到5张】"),
        ("第一句。第二句；第三句", "第二句；", "【第二句；】"),
        ("全文", "全文", "【全文】"),
        ("牵头单位：\n区医保局\n区财政局", "区医保局", "【区医保局】"),
    ],
)  # fmt: skip
def test_a_quote_is_shown_in_its_sentence(text: str, quote: str, shown: str) -> None:
    """From the end of the sentence before to its own 。 or ；, on one line."""
    start = text.index(quote)
    assert sentence(text, start, start + len(quote)) == shown


def test_a_page_without_a_full_stop_is_not_printed_whole() -> None:
    """At most some hundred characters either side."""
    text = "字" * 5000
    assert len(sentence(text, 2500, 2501)) < 450
