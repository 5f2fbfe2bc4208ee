"""Title, 成文日期 and genre, from the lines in front of the text, its signature or a site's metadata block."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg import blocks as kinds
from kg.blocks import Block, Outline
from kg.extract.metadata.numbering import NUMBER, leading, numbered, values
from kg.extract.metadata.orders import issued_note
from kg.fold import fold
from kg.lexicon import Section
from kg.model import Document
from kg.outline.beside import FILE
from kg.outline.ordinals import number as numeral

_YEAR = r"(?:\d{4}|[一二三四五六七八九〇○零oO0\u039f\u03bf\u041e\u043e]{4})"
_DAY_SIGNS = 11  # of 2024年11月11日: with more there is a clock behind it
_PART = r"(?:\d{1,2}|[一二三四五六七八九十〇○元]{1,3})"
_DATE = re.compile(rf"(?P<y>{_YEAR})年(?P<m>{_PART})月(?P<d>{_PART})日")
_PLAIN = re.compile(r"(?P<y>(?:19|20)\d\d)[-/.]?(?P<m>\d{1,2})[-/.]?(?P<d>\d{1,2})(?!\d)")
_YEAR_SIGNS = str.maketrans("一二三四五六七八九〇○零oO\u039f\u03bf\u041e\u043e", "123456789000000000")
_UNMARKED = re.compile("[《》〈〉]")
_MENU = 5  # characters of an entry of a menu that ends as titles do: 章程制度
_ISSUERS = 3  # lines in which a title says who issues it: 国家发展改革委办公厅 / 国家能源局综合司关于
_BARE = 8  # characters of a title that says no more than its kind: 政府工作报告
_CUT = re.compile(r"\s*(?:\.{2,}|…+)$")  # behind a headline that a site has cut
_WRAPPED = re.compile("^[\"'“]([^“”\"']*)[\"'”]$")  # title: '…的通知'
_SITE = re.compile(r"(?:[_|]|\s[-—]\s).{2,40}$")  # the site's name behind a title


def printed(document: Document, block: Block, start: int = 0) -> str:
    """A block's characters as they are printed, without white space: ``(2023-2025年)`` keeps its brackets."""
    view = block.view
    ends = (*view.starts[1:], len(view.text))
    whole = "".join(
        document.text[p : p + e - s] for s, e, p in zip(view.starts, ends, view.places, strict=True)
    )
    return whole[start:]


def title(document: Document, outline: Outline, words: Section) -> str | None:
    """The title as printed: ``榆政办发〔2018〕110号《…意见》`` → ``…意见``."""
    named = next(_named(outline, words), None)
    lines = [block for block in _cover(outline) if block.kind == kinds.TITLE]
    if named and _is_late(outline, lines):
        return named
    chosen = _chosen(outline, lines, words)
    if chosen is None:
        return named or _numbered(document, outline, words)
    own = printed(document, _promulgated(outline, chosen, words))
    about = words.patterns["order_about"].match(fold(own))
    own = about["title"] if about else _unwrapped(own, words)
    own = _own_line(document, lines, own, words)
    own = _unpraised(own, words)
    own = _plain(document, outline, own, words)
    region = words.patterns["site_region"].match(fold(own))
    own = own[region.end() :] if region else own
    return named if named and _is_fuller(named, own, words) else own


def _chosen(outline: Outline, lines: Sequence[Block], words: Section) -> Block | None:
    """The title line: the first that says what it does, none of a menu above a metadata block where one below says more."""
    long = [block for block in lines if len(block.text) > _MENU]
    acts = [block for block in long if words.patterns["act"].search(block.text)]
    about = words.words["act"][0]
    if len(acts) > 1 and about not in acts[0].text:
        places = [block.view.places[0] for block in outline.frame if block.kind == kinds.META]
        below = [block for block in acts if places and block.view.places[0] > places[-1]]
        acts = [block for block in below if about in block.text] or acts
    return next(iter([*acts, *long, *lines]), None)


def _numbered(document: Document, outline: Outline, words: Section) -> str | None:
    """The line of an announcement's number, where it has no other title: ``某部公告〔2020〕第3号``."""
    numbers = [block for block in outline.frame if block.kind == kinds.NUMBER]
    return next(
        (printed(document, one) for one in numbers if words.patterns["numbered_title"].search(one.text)), None
    )


def _unpraised(name: str, words: Section) -> str:
    """A title without what its site says of it: ``…的通知（已废止）``, ``原标题：…``."""
    label = words.patterns["original"].match(fold(name))
    name = name[label.end() :] if label else name
    praised = words.patterns["praised"].search(fold(name))
    return name[: praised.start()] if praised else name


def _is_fuller(named: str, own: str, words: Section) -> bool:
    """Whether the block has more of a title than is printed: who issues it (``某市政府办公室印发|关于…的通知``)."""
    if not named.endswith(own):
        return f"《{own}》" in named
    return len(own) <= _BARE or named[: -len(own)].endswith(words.words["sends"])


def _own_line(document: Document, lines: Sequence[Block], name: str, words: Section) -> str:
    """The title in the document below that of its page, which leaves out who issues it on the same line."""
    bare = fold(name)
    for block in lines:
        if len(block.text) > len(bare) and block.text.endswith(bare) and block.text.count(bare) == 1:
            if NUMBER.fullmatch(block.text[: -len(bare)]):
                return name
            rows = document.text[block.view.places[0] :].split("\n", _ISSUERS)
            acts = (words.patterns["act"].search(fold(row)) for row in rows[:_ISSUERS])
            at = next((act.start() for act in acts if act), 0)
            return printed(document, block) if at > 0 else name
    return name


def _plain(document: Document, outline: Outline, name: str, words: Section) -> str:
    """A title that a site prints with marks, where the document has it without: 某市人民政府《关于…的通知》; or the other way."""
    if not name.endswith("》"):
        return _marked(document, outline, name, words)
    plain = name.replace("《", "").replace("》", "")
    titles = (block.text for block in outline.blocks if block.kind == kinds.TITLE)
    return plain if fold(plain) in titles else name


def _marked(document: Document, outline: Outline, name: str, words: Section) -> str:
    """A title whose 《》 a site has left out, as the document prints it: 贯彻落实“十四五”…规划的意见."""
    if "《" in name:
        return name
    bare = fold(name)
    for block in outline.blocks:
        if block.kind == kinds.TITLE and "《" in block.text and bare == _UNMARKED.sub("", block.text):
            return _unwrapped(printed(document, block), words)
    return name


def without_site(document: Document, name: str | None, bodies: Sequence[str], words: Section) -> str | None:
    """A title without the line above it that says with the province in front who signs: 浙江省金华市人民政府 / 关于…的通知."""
    act = words.patterns["act"].search(name or "")
    if name is None or act is None or len(bodies) != 1:
        return name
    front = name[: act.start()]
    if front.endswith(bodies[0]) and f"{front}\n" in document.text:
        of_site = front != bodies[0] or words.patterns["provinced"].match(front)
        return name[act.start() :] if of_site else name
    return name


def _named(outline: Outline, words: Section) -> Iterator[str]:
    """The titles of a metadata block; that of a page may be its site's: ``某市人民政府``."""
    for value in values(outline, words.words["title_label"]):
        name = "".join(_WRAPPED.sub(r"\1", _SITE.sub("", value)).split())
        name = _unpraised(name, words)
        behind = numbered(name)
        if name.startswith("《") and name.find("》") == len(name) - 1:
            name = name[1:-1]
        if not words.patterns["site_name"].match(name):
            yield name[: behind.start()] if behind else name


def _is_late(outline: Outline, lines: Sequence[Block]) -> bool:
    """Whether the first title stands behind addressees or a signature: it is that of the plan, not of the notice.

    Or behind a numbered provision: that of an annex.
    """
    first = lines[0].view.places[0] if lines else 0
    if outline.provisions and outline.provisions[0].label and outline.provisions[0].start < first:
        return True
    front = (kinds.ADDRESSEES, kinds.SIGNATURE, kinds.DATE)
    return any(block.kind in front and block.view.places[0] < first for block in outline.frame)


def _promulgated(outline: Outline, chosen: Block, words: Section) -> Block:
    """``某市人民政府令`` is a number's front; the title is that of what it promulgates."""
    titles = [block for block in outline.frame if block.kind == kinds.TITLE]
    behind = [block for block in titles if block.text != chosen.text]
    if words.patterns["order"].match(chosen.text) or words.patterns["promulgates"].match(chosen.text):
        return behind[0] if behind else chosen
    about = words.words["act"][0]
    inside = words.patterns["order_inside"].fullmatch(chosen.text)
    masthead = (inside or words.patterns["ordered"].match(chosen.text)) and about not in chosen.text
    kind = chosen.text.partition("（")[0][-2:]
    if behind and behind[0].text[-2:] == kind:
        if masthead and about in behind[0].text:
            return behind[0]  # 某省税务局公告 / 2022年第15号 / 关于…的公告, 某局关于…的公告
        if about not in chosen.text and _is_numbered(outline, chosen, behind[0]):
            return behind[0]  # 专题会议纪要 / 〔2022〕18号 / 研究城区学校建设有关问题的会议纪要
    return chosen


def _is_numbered(outline: Outline, above: Block, title: Block) -> bool:
    """Whether a number stands between a line in red and the title."""
    span = range(above.view.places[0], title.view.places[0])
    return any(block.kind == kinds.NUMBER and block.view.places[0] in span for block in outline.frame)


def _cover(outline: Outline) -> Iterator[Block]:
    """The blocks up to the first signature: behind it stands the plan that a notice encloses."""
    titled = False
    for block in outline.blocks:
        if titled and block.kind in (kinds.BODY, kinds.HEADING):
            return
        titled = titled or block.kind == kinds.TITLE
        yield block


def _unwrapped(text: str, words: Section) -> str:
    found = leading(fold(text), words)
    if found:
        text = text[found.end() :]
    text = _CUT.sub("", FILE.sub("", _SITE.sub("", text)))
    behind = numbered(text)
    text = text[: behind.start()] if behind else text
    if text.startswith("《") and text.endswith("》") and text.count("《") == 1:
        return text[1:-1]
    return text


def date(outline: Outline, words: Section) -> str | None:
    """The 成文日期: of the first signature, else of the session or the passing of a law, of the metadata block, of a note, of the imprint."""
    for block in outline.frame:
        if block.kind in (kinds.DATE, kinds.SIGNATURE):
            found = iso(block.text)
            if found:
                return found
    for block in outline.blocks:
        for name in (
            "session",
            "passed_then",
            "adopted",
            "promulgated",
            "number_date",
        ):
            match = words.patterns[name].match(block.text)  # each begins with ^
            if match:
                return iso(match["date"])
    for value in values(outline, words.words["date_label"]):
        found = iso("".join(value.split()))
        if found:
            return found
    for block in outline.frame:
        noted = issued_note(block, words)
        if noted:
            return iso(noted["date"])
    last = imprint(outline, words)
    return iso(last["date"]) if last else _of_matter(outline, words)


def _of_matter(outline: Outline, words: Section) -> str | None:
    """The day in the matter of a text, where it says who issued it too, and nothing of a page."""
    if next(values(outline, words.words["page_of"]), None):
        return None
    bodies = values(outline, words.words["issuer_label"])
    if not any(words.patterns["body_end"].search(fold(body)) for body in bodies):
        return None
    days = values(outline, words.words["day_label"])
    return next((iso(day) for day in days if len(day) <= _DAY_SIGNS), None)


def imprint(outline: Outline, words: Section) -> re.Match[str] | None:
    """The line that says who printed a document and when: ``某市某局办公室2021年8月16日印发``."""
    for block in reversed(outline.blocks):
        found = words.patterns["imprinted"].match(block.text) if block.kind == kinds.NOTE else None
        if found:
            return found
    return None


def iso(text: str) -> str | None:
    """``二〇二三年十二月八日`` → ``2023-12-08``."""
    found = _DATE.search(text)
    if found:
        year, month, day = int(found["y"].translate(_YEAR_SIGNS)), _day(found["m"]), _day(found["d"])
    else:
        plain = _PLAIN.search(text)
        if plain is None:
            return None
        year, month, day = int(plain["y"]), int(plain["m"]), int(plain["d"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{year:04}-{month:02}-{day:02}"


def _day(text: str) -> int:
    return 1 if text == "元" else numeral(text)


def genre(name: str | None, words: Section) -> str | None:
    """The kind of a title: 行动计划 → 计划, 印发《…若干意见》 → 意见."""
    if not name:
        return None
    text = fold(name)
    inner = words.patterns["inner"].search(text)
    if inner:
        return genre(inner["inner"], words)
    found = words.patterns["genre_end"].search(text)
    if found is None:
        return None
    word = found["genre"]
    if word in words.words["law"]:
        return words.words["law_name"][0]
    return words.words["statute_name"][0] if word in words.words["statute"] else word


def own_genre(outline: Outline, words: Section) -> str | None:
    """What a text without a title that says so calls itself: ``制定本工作方案`` → 方案, ``本通告自发布之日起`` → 通告."""
    for hit in words.patterns["calls_itself"].finditer(outline.speech.whole):
        return genre(hit["made"] or hit["own"] or hit["now"] or hit["said"] or hit["put"], words)
    return None
