"""Characters in all their encodings, and traditional ones: decoded before any parser, read by the same rules."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg import facts, readers
from kg.errors import ReadError
from kg.fold import fold, view
from kg.model import Document
from tests.conftest import SEEDS

SIMPLE = (
    "甲市人民政府关于加强管理的通知\n各区县人民政府，要认真落实国家和省的要求，完善工作机制，确保取得实效。\n"
)
TRADITIONAL = (
    "甲市人民政府關於加強管理的通知\n各區縣人民政府，要認真落實國家和省的要求，完善工作機制，確保取得實效。\n"
)
# One to one, as the seeds are printed across the strait: no 后 or 发 that would need its context.
_PAIRS = (
    "关關于於强強区區县縣认認实實国國机機确確医醫疗療卫衛务務业業产產长長进進动動发發会會对對开開应應将將无無时時来來学學员員"
    "经經过過们們级級这這个個为為与與构構责責财財处處势勢单單统統规規划劃办辦设設标標药藥价價数數据據"
    "门門联聯议議评評优優网網络絡试試点點镇鎮乡鄉种種类類节節约約养養护護险險领領导導组組织織监監"
    "罚罰执執项項题題资資费費质質术術术術专專严嚴协協农農讲講论論证證转轉运運连連选選间間闻聞题題验驗"
)
PRINTED = {ord(_PAIRS[i]): _PAIRS[i + 1] for i in range(0, len(_PAIRS), 2)}
BACK = {ord(new): chr(old) for old, new in PRINTED.items()}


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SIMPLE, "gb2312"),
        (SIMPLE, "gbk"),
        (SIMPLE, "gb18030"),
        (TRADITIONAL, "gb18030"),
        (TRADITIONAL, "big5"),
        (TRADITIONAL, "big5hkscs"),
        (TRADITIONAL, "utf-8-sig"),
        (SIMPLE, "utf-16"),
        (SIMPLE, "utf-16-le"),
        (TRADITIONAL, "utf-16-be"),
        (SIMPLE, "utf-32"),
    ],
)
@pytest.mark.parametrize("times", [1, 400])
def test_the_text_whatever_its_bytes(tmp_path: Path, text: str, encoding: str, times: int) -> None:
    """Told by the mark, by UTF-8's own form, by what characters are common."""
    path = tmp_path / "a.txt"
    path.write_bytes((text * times).encode(encoding))
    assert readers.read(path).text == text * times


@pytest.mark.parametrize("text", ["甲市通知", "（此件公开发布）", "龘靐齉爩"])
def test_short_texts_are_not_guessed(tmp_path: Path, text: str) -> None:
    """Under twenty characters two bytes are GB18030."""
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode("gb18030"))
    assert readers.read(path).text == text


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem)
def test_no_gb18030_text_is_taken_for_another(tmp_path: Path, path: Path) -> None:
    """Each stretch of fifty characters and more of the seeds, simplified and traditional."""
    text = path.read_text(encoding="utf-8")
    place = tmp_path / "a.txt"
    for start in range(0, len(text), 331):
        piece = text[start : start + 50 + start % 400].strip()
        for printed in (piece, piece.translate(PRINTED)):
            place.write_bytes((printed or "甲").encode("gb18030"))
            assert readers.read(place).text == (printed or "甲")


def test_bytes_of_a_broken_utf_8_text_are_refused(tmp_path: Path) -> None:
    """One lost byte makes no text of strange characters."""
    path = tmp_path / "a.txt"
    data = SIMPLE.encode()
    path.write_bytes(data[:40] + data[41:])
    with pytest.raises(ReadError, match="neither UTF-8 nor GB18030 nor Big5"):
        readers.read(path)


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("關於印發《衛生規劃》的通知", "关于印发《卫生规划》的通知"),
        ("「十四五」期間", "“十四五”期间"),
        ("發展改革委、財政局、醫療保障局", "发展改革委、财政局、医疗保障局"),
        ("衆衞裏産説爲羣峯", "众卫里产说为群峰"),
        ("乾县、乾安县和显著成效", "乾县、乾安县和显著成效"),
    ],
)
def test_views_are_simplified(printed: str, folded: str) -> None:
    """One character for one; names of today's regions stay."""
    assert fold(printed) == folded
    assert view(printed, [(0, len(printed))]).text == folded


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem)
def test_a_document_in_traditional_characters(path: Path) -> None:
    """The same facts but for a name or two; titles and quotes as printed."""
    text = path.read_text(encoding="utf-8")
    simple, traditional = (_lines(one) for one in (text, text.translate(PRINTED)))
    assert sum(a != b for a, b in zip(simple, traditional, strict=True)) <= 0.003 * len(simple)
    quotes = facts.extract(Document("a.txt", text.translate(PRINTED), "0")).responsibilities
    assert all(duty.quote == duty.quote.translate(PRINTED) for duty in quotes)


def _lines(text: str) -> list[str]:
    found = facts.to_json(facts.extract(Document("a.txt", text, "0")))
    return json.dumps(found, ensure_ascii=False, indent=0).translate(BACK).split("\n")
