"""Saved web pages of governments → text: the page's metadata table as ``label：value`` lines, then the body.

Reads decoded text only: a parser that is given bytes trusts what the page says of its encoding and loses characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from itertools import islice
from pathlib import Path

from lxml import etree, html

from kg import lexicon
from kg.errors import ReadError
from kg.model import Attachment
from kg.readers.lines import densest, rendered

# Where the sites of Chinese governments keep the text of a document, the surest first.
_BODIES = (
    "//*[@id='UCAP-CONTENT' or @id='zoom' or @id='Zoom' or @id='zoomcon' or @id='info_cont']",
    "//*[contains(@class,'TRS_Editor') or contains(@class,'TRS_UEDITOR') or contains(@class,'trs_editor_view')]",
    "//*[contains(@class,'pages_content') or contains(@class,'article-content') or contains(@class,'article_content')]",
    "//*[@id='content' or @id='article' or @id='artibody' or @id='mainText' or @id='vsb_content' or @id='ivs_content']",
    "//*[contains(@class,'xxgk_content') or contains(@class,'Custom_UnionStyle') or contains(@class,'news_content')]",
    "//*[contains(@class,'content_body') or contains(@class,'article-con') or contains(@class,'zwcontent')]",
    "//*[@id='js_content' or @id='ContentRegion' or @id='article-content' or @id='textBox' or @id='fontzoom']",
    "//*[contains(@class,'v_news_content') or contains(@class,'wp_articlecontent') or contains(@class,'j-fontContent')]",
    "//*[contains(@class,'easysite-news-text') or contains(@class,'ewb-article-info') or contains(@class,'trs-editor')]",
    "//*[contains(@class,'zw_content') or contains(@class,'detail-content') or contains(@class,'conTxt')]",
    "//article",
    "//*[@class='content' or @class='con' or @class='article' or @class='main-txt' or @class='txt']",
)
_SURE = 3  # kinds of which a page has several only where it parts its text
_SEVERAL = 2
_SIGNATURE, _BRIEF = 5, 40  # lines of a signature, and characters of each
_STOP = re.compile("[，。；：]")
_MARKS = 1_000_000  # signs of < in a page
_FEW_MARKS = 20_000
_SPANS = re.compile(r"\b(?:row|col)span\b", re.I)
_LEAST = 40  # characters of a body that is worth the name
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_SHORTEST = 5  # characters of a page's title that names a document: 通知公告 is a column
_FILES = re.compile(r"\.(?:pdf|docx?|wps|xlsx?|et|ofd|zip|rar|pptx?|txt|rtf|csv)$", re.I)
_MAY_OFFER = re.compile(r"href\s*=", re.I)
_QUERY = re.compile("[?#]")
_ELSEWHERE = re.compile(r"#|$|javascript:|mailto:|data:", re.I)  # what is no file
_LONGEST = 160  # characters of a title
_NEAREST = 200  # elements above the body that are looked at
_NO_LINE = frozenset(("a", "script", "style", "head", "title"))
_SITE = re.compile(r"\s*(?:[-_|—–]+|&gt;)\s*[^-_|—–]{2,40}$")


def canonical(text: str, path: Path) -> str:
    """The lines of a page's document; ReadError for a page without a text."""
    if text.count("<") > _MARKS:
        raise ReadError(path, f"it has more than {_MARKS} marks, which no page has; save its text as .txt")
    try:
        root = html.document_fromstring(_DECLARATION.sub("", text))
    except (etree.ParserError, ValueError) as error:
        raise ReadError(path, "this is no HTML page; save the page itself, or its text as .txt") from error
    body = _body(root)
    lines = rendered(body) if body is not None else _main_text(text)
    lines += _signed(body, lines)
    if sum(map(len, lines)) < 1:
        raise ReadError(
            path, "the page has no text of a document; save the page with its text, or leave it out"
        )
    return "\n".join([*_metadata(root, body, lines), *lines]) + "\n"


def attachments(text: str) -> tuple[Attachment, ...]:
    """The files that a page offers with its document: ``附件1.docx`` → its name and its address, as the page has them."""
    if not _MAY_OFFER.search(text):
        return ()
    words = lexicon.load()["pages"].words["attachment"]
    found: dict[str, Attachment] = {}
    for link in html.document_fromstring(_DECLARATION.sub("", text)).iterfind(".//a[@href]"):
        address = link.get("href", "").strip()
        name = " ".join(link.text_content().split()) or (link.get("title") or "").strip()
        offered = _FILES.search(name) or lexicon.holds(name, words)
        if _ELSEWHERE.match(address):
            continue
        if _FILES.search(_QUERY.split(address, 1)[0]) or offered:
            found.setdefault(address, Attachment(name or address, address))
    return tuple(found.values())


def _body(root: html.HtmlElement) -> html.HtmlElement | None:
    """The element that holds the document: the longest of the first kind that is long enough."""
    for place, query in enumerate(_BODIES):
        found = root.xpath(query)
        longest = max(found, key=lambda one: len(one.text_content()), default=None)
        if longest is not None and sum(map(len, rendered(longest))) >= _LEAST:
            return _together(found, longest) if place < _SURE else longest
    return densest(root)


def _together(found: list[html.HtmlElement], longest: html.HtmlElement) -> html.HtmlElement:
    """The longest of several bodies with those beside it, in their order: the notice is one, the plan another."""
    all_of = set(found)
    outer = [one for one in found if all_of.isdisjoint(one.iterancestors())]
    parent = longest.getparent()
    beside = [one for one in outer if one.getparent() is parent and one.text_content().strip()]
    if parent is None or len(beside) < _SEVERAL or longest not in beside:
        return longest
    whole = html.Element("div")
    parent.insert(parent.index(beside[0]), whole)
    for one in beside:
        whole.append(one)
    return whole


def _signed(body: html.HtmlElement | None, text: list[str]) -> list[str]:
    """The signature and the date that some pages keep in a box behind that of the `text`, where it has no date itself."""
    dated = lexicon.load()["pages"].patterns["day"].fullmatch
    if body is None or any(dated("".join(line.split())) for line in text):
        return []
    lines = list(islice((line for one in body.itersiblings() for line in rendered(one)), _SIGNATURE))
    last = next((at for at, line in enumerate(lines) if dated("".join(line.split()))), -1)
    brief = all(len(line) <= _BRIEF and not _STOP.search(line) for line in lines[:last])
    return lines[: last + 1] if brief else []


def _main_text(text: str) -> list[str]:
    """What a general reader of web pages takes for the main text; it is slow where there are many marks or wide cells."""
    if text.count("<") > _FEW_MARKS:
        return []
    return list(import_module("kg.readers.maintext").lines(_SPANS.sub(" ", text)))


def _metadata(root: html.HtmlElement, body: html.HtmlElement | None, lines: list[str]) -> Iterator[str]:
    """``索引号：…``, ``成文日期：…`` of the page around the body; its title and number where the body does not print them."""
    seen: set[str] = set()
    for label, value in _pairs(root, body):
        if label not in seen and value:
            seen.add(label)
            yield f"{label}：{value}"
    printed = _printed(body)
    head = "".join("".join(lines[:12]).split())
    for name, labels in (("title", "title_label"), ("number", "number_label")):
        known = lexicon.load()["metadata"].words[labels]
        said = _title(root, printed[name]) if name == "title" else printed[name]
        if said and not seen.intersection(known) and "".join(said.split()) not in head:
            yield f"{known[0]}：{said}"


def _pairs(root: html.HtmlElement, body: html.HtmlElement | None) -> Iterator[tuple[str, str]]:
    words = lexicon.load()["outline"].words["page_label"]
    spaced = "|".join(r"\s*".join(word) for word in sorted(words, key=len, reverse=True))
    label = re.compile(rf"(?:^|(?<=[\s\t【\[|]))({spaced})[】\]]?\s*[：:]\s*")
    pending = ""
    for line in rendered(root, body):
        marks = list(label.finditer(line))
        if not marks:
            if pending:
                yield pending, line
            pending = ""
            continue
        ends = [mark.start() for mark in marks[1:]] + [len(line)]
        for mark, end in zip(marks, ends, strict=True):
            yield "".join(mark.group(1).split()), line[mark.end() : end].strip(" \t[【|")
        bare = not line[marks[-1].end() :].strip()
        pending = "".join(marks[-1].group(1).split()) if bare else ""


def _printed(body: html.HtmlElement | None) -> dict[str, str]:
    """The lines nearest above the body that are a document's title and number, no links to others.

    ``<h2>甲市人民政府关于…的通知</h2><p>甲政发〔2018〕42号</p>``
    """
    patterns, found = lexicon.load()["pages"].patterns, {"title": "", "number": ""}
    for element in islice(_above(body), _NEAREST):
        line = " ".join(element.text_content().split())
        bare = "".join(line.split()) if len(line) <= _LONGEST else ""
        for name in found:
            if bare and not found[name] and patterns[name].fullmatch(bare):
                found[name] = line
    return found


def _above(body: html.HtmlElement | None) -> Iterator[html.HtmlElement]:
    """The elements in front of the body, the nearest first, without those that are links or hold them."""
    while body is not None:
        for beside in body.itersiblings(preceding=True):
            if isinstance(beside.tag, str) and beside.tag not in _NO_LINE:
                inside = [one for one in beside.iter("*") if one.tag not in _NO_LINE]
                linked = {id(above) for link in beside.iter("a") for above in link.iterancestors()}
                yield from (one for one in reversed(inside) if id(one) not in linked)
        body = body.getparent()


def _title(root: html.HtmlElement, printed: str) -> str:
    """The title that is `printed` above the body, else the page's own without the site's name behind it."""
    named = root.xpath("string(//meta[@name='ArticleTitle']/@content)").strip()
    if named := named or printed:
        return str(named)
    title = _SITE.sub("", str(root.xpath("string(//title)"))).strip()
    sites = lexicon.load()["pages"].words["site"]
    return "" if len(title) < _SHORTEST or title.endswith(sites) else title
