"""Who issues a document: as signed, else as the title, the metadata block or the masthead says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby, takewhile

from kg import blocks as kinds
from kg.blocks import Block, Outline
from kg.extract.metadata.heads import imprint, printed
from kg.extract.metadata.numbering import labelled, values
from kg.extract.metadata.orders import SHORTEST, apart, from_order, is_name
from kg.fold import fold
from kg.lexicon import Section, holds
from kg.model import Document

_DATE = re.compile(
    r"(?:(?:\d\s*){4}年\s*(?:\d\s*){1,2}月\s*(?:\d\s*){1,2}|[一二三四五六七八九〇○零oO0\u039f\u03bf\u041e\u043e]{4}年.{1,3}月.{1,3})日.*$"
)  # hard line breaks stand in it
_DATED = re.compile(
    r"\s*(?:\d{4}|[一二三四五六七八九〇○零oO0\u039f\u03bf\u041e\u043e]{4})年.{1,3}月.{1,3}日[，,]\s*(?=\S)"
)
_PATH = re.compile(r"[-—]*[>〉→]+")  # of a site's departments: 某市人民政府->某市教育局
_STEM = 2  # characters by which a place is known
_FRONT = 8  # blocks in which the session stands that a report was given to
_WHITE = re.compile(r"(\s+)")


def issuers(document: Document, outline: Outline, words: Section, title: str | None) -> tuple[str, ...]:
    """``三明市医疗保障局      三明市财政局`` → the two bureaus."""
    signed = _signed(document, outline, words)
    if signed:
        return tuple([_as_ordered(name, outline, words) for name in signed])
    named = _from_title(document, outline, words) or _before_act(title or "", words)
    named = named or _announcing(title or "", words)
    if not (named and is_name(named[0], words)):
        named = _from_masthead(document, outline, words) or named
    value = labelled(outline, words.words["issuer_label"])
    pieces = re.split(r"[\s,，、;；]+", _PATH.split(value)[-1]) if value else []
    listed = [piece for piece in pieces if is_name(piece, words) and not piece.endswith(words.words["site"])]
    if named and not (listed and "".join(listed) == "".join(named)):
        return tuple([_in_full(name, listed, words) for name in named])
    return tuple(
        listed
        or from_order(outline, title, words)
        or _from_report(outline, title, words)
        or _from_imprint(outline, words)
        or _from_site(outline, title or "", words)
    )


def _as_ordered(name: str, outline: Outline, words: Section) -> str:
    """``林业局`` whose head has signed as the order above has it: ``国家林业局``."""
    nation = words.words["nation"][0]
    if name.startswith((nation, *words.words["national"])) or words.patterns["place"].match(fold(name)):
        return name
    heads = (block.text for block in outline.frame if block.kind in (kinds.TITLE, kinds.NUMBER))
    return nation + name if any(nation + name in text for text in heads) else name


def _in_full(name: str, listed: list[str], words: Section) -> str:
    """``市水务局`` of a title as the page has it in full: ``丙市水务局``."""
    if not name.startswith(words.words["level"]):
        return name
    return next((one for one in listed if one.endswith(name)), name)


def _signed(document: Document, outline: Outline, words: Section) -> list[str]:
    """The names of the first signature, a name broken over two lines joined."""
    names: list[str] = []
    short = ""  # a line too short for a name: the end of the one above, or the beginning of the one below
    for block in outline.blocks:
        if block.kind != kinds.SIGNATURE:
            if names:
                break
            continue
        named = _names(document, block, words)
        if named and short and words.patterns["place"].match(short + named[0]):
            named[0] = short + named[0]
        short = "" if named or len(block.text) >= SHORTEST else block.text
        if short and names and (is_name(names[-1] + short, words) or not is_name(names[-1], words)):
            names[-1], short = names[-1] + short, ""
        for name in named:
            if names and _is_rest(names[-1], name, words):
                names[-1] += name
            else:
                names.append(name)
    return names


@cache
def _seal(words: Section) -> re.Pattern[str]:
    return re.compile(r"[（(][^（）()]{0,24}(?:" + "|".join(words.words["seal"]) + r")[)）]")


def _names(document: Document, block: Block, words: Section) -> list[str]:
    span = block.view.span(0, len(block.view.text))
    whole = document.text[span.start : span.end]
    dated = _DATED.match(whole)  # 1991年1月23日，国家环保局、能源部
    text = whole[dated.end() :].replace("、", " ") if dated else _DATE.sub("", whole)
    if "（" in text or "(" in text:
        text = _seal(words).sub("", text)
    pieces = _pieces(text, words)
    if len(pieces) > 1 and {2} <= {len(piece) for piece in pieces} <= {1, 2}:
        pieces = ["".join(pieces)]
    pieces = [*_letter_spaced(pieces, words)]
    whole = "".join(pieces)
    if whole.startswith(words.words["signer"]):
        return []  # 总理 某某 signs for what the order names
    headed = words.patterns["headed"].match(fold(whole))
    if headed:
        return [whole[: headed.end("body")]]  # 交通运输部部长 某某
    names = [name for piece in pieces for name in apart(piece, words)]  # two columns, nothing between them
    return [p for p in names if len(p) >= SHORTEST and not p.endswith("：")]


def _letter_spaced(pieces: Sequence[str], words: Section) -> Iterator[str]:
    """Names whose signs stand apart, as in justified signatures: ``卫生健康委 教 育 部``, ``医 保 局 药 监 局``."""
    for alone, run in groupby(pieces, key=lambda piece: len(piece) == 1):
        if not alone:
            yield from run
            continue
        name = "".join(run)
        cut = words.patterns["names_touch"].search(name)
        while cut and is_name(name[: cut.start()], words):
            yield name[: cut.start()]
            name = name[cut.start() :]
            cut = words.patterns["names_touch"].search(name)
        yield name


def _pieces(text: str, words: Section) -> list[str]:
    """`text` cut at white space, but not where a line break cuts a name: ``国家卫生健康委`` / ``员会``."""
    pieces: list[str] = []
    broken = False
    for piece in _WHITE.split(text.strip()):
        if not piece.strip():
            broken = "\n" in piece
        elif broken and pieces and not (is_name(pieces[-1], words) and is_name(piece, words)):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def _is_rest(before: str, name: str, words: Section) -> bool:
    """Whether `name` goes on where `before` broke off: it names no place, the one before does, and they are no two bodies.

    So it does behind the head of a central body that names none yet: ``国家发展`` / ``改革委办公厅``.
    """
    before, name = fold(before), fold(name)
    if before.startswith(words.words["national"]) and not is_name(before, words):
        return not name.startswith(words.words["national"]) and is_name(before + name, words)
    place = words.patterns["place"].match(before)
    return (
        place is not None
        and not (words.patterns["own_house"].match(name) and is_name(before, words))
        and words.patterns["place"].match(name) is None
        and not name.startswith((place.group()[:2], *words.words["national"]))
    )


def _from_title(document: Document, outline: Outline, words: Section) -> list[str]:
    """The names in front of 关于 in the title."""
    for block in outline.frame:
        names = _title_names(document, block, words) if block.kind == kinds.TITLE else []
        if names:
            return names
    return []


def _title_names(document: Document, block: Block, words: Section) -> list[str]:
    text = block.text
    stops = [at for at in (text.find(word) for word in words.words["act_head"]) if at >= 0]
    end = min(stops, default=0)
    if end < 3 or "《" in text[:end] or "〔" in text[:end]:
        return []
    span = block.view.span(0, end)
    pieces = _pieces(document.text[span.start : span.end].rstrip("：: "), words)
    joined: list[str] = []
    for piece in pieces:
        if joined and _is_rest(joined[-1], piece, words):
            joined[-1] += piece
        else:
            joined.append(piece)
    others = words.patterns["and_others"]
    return [others.sub("", name) for piece in joined for name in apart(piece, words)]


def _from_masthead(document: Document, outline: Outline, words: Section) -> list[str]:
    """The names in red above a number or a title that names nobody: ``某市教育局文件``, one a line."""
    names: list[str] = []
    for block in outline.frame:
        found = words.patterns["masthead"].match(block.text) if block.kind == kinds.NOTE else None
        if found and words.patterns["provinced"].fullmatch(block.text):
            continue  # a site's name for it: 江西省某市人民政府
        if found and is_name(found["body"], words):
            names += apart(printed(document, block)[: found.end("body")], words)
        elif names:
            break
    return names


def _before_act(title: str, words: Section) -> list[str]:
    """The names in front of 关于 in a title that only the metadata block has."""
    end = min(
        (at for at in (fold(title).find(word) for word in words.words["act_head"]) if at >= 0), default=0
    )
    if end < 3 or "《" in title[:end]:
        return []
    return apart(title[:end], words)


def _announcing(title: str, words: Section) -> list[str]:
    """``延津县人民政府土地征收启动公告`` → the government, ``甲市公安局交通警察支队通告`` → all in front of 通告."""
    found = words.patterns["announced"].match(fold(title))
    national = words.words["national"]
    if found is None or not (
        words.patterns["place"].match(found["body"]) or found["body"].startswith(national)
    ):
        return []
    return [found["body"] + found["topic"] if is_name(found["topic"], words) else found["body"]]


def _from_imprint(outline: Outline, words: Section) -> list[str]:
    """``某省某厅办公室2010年11月18日印发`` → 某省某厅, whose office prints; that of a government issues for itself."""
    found = imprint(outline, words)
    return [words.patterns["printing_office"].sub("", found["body"])] if found and found["body"] else []


def _from_site(outline: Outline, title: str, words: Section) -> list[str]:
    """Where a page comes from, or whose site it is of, if nothing of the document says who issues it: 四川省医疗保障局."""
    national = words.words["national"]
    own = words.patterns["place"].match(fold(title))
    placed = own is not None and not holds(own.group(), words.words["act"])
    for value in values(outline, words.words["site_of"]):
        pieces = value.split()  # 三明市水利局 字体：大 中 小
        named = [*takewhile(lambda piece: is_name(piece, words), pieces)]
        told = named and any(words.patterns[name].match(named[0]) for name in ("place", "own_house"))
        if named and placed and not named[0].startswith(title[:_STEM]):
            continue  # a page that takes over what another place has issued
        if (told or (named[:1] and named[0].startswith(national))) and not named[0].endswith(
            words.words["site"]
        ):
            return named
    return []


def _from_report(outline: Outline, title: str | None, words: Section) -> list[str]:
    """``2025年浙江省政府工作报告`` → 浙江省人民政府; ``留坝县人民政府工作规则`` → 留坝县人民政府.

    A report that names no place was given to somebody's congress: ``在黄冈市第六届人民代表大会第三次会议上``.
    """
    title = fold(title or "")
    found = words.patterns["work_report"].search(title)
    if found is None and words.patterns["bare_report"].match(title):
        texts = (words.patterns["session_of"].match(block.text) for block in outline.blocks[:_FRONT])
        found = next((text for text in texts if text), None)
    if found:
        return [found["place"] + words.words["government"][0]]
    own = words.patterns["own_rules"].match(title) or words.patterns["own_plan"].match(title)
    return [own["body"]] if own else []
