"""What a generator of pages reads in front of a text, and its marks: YAML, TOML, containers, directives, tables of contents.

``---`` / ``title: X`` / ``issuers:`` / ``  - 某市人民政府`` / ``---``: the title stays as a line, what `words` knows as a
label of a document stays as a metadata block, all else becomes white space, as ``::: tip`` does, so that every position stays.
"""

from __future__ import annotations

import re

from kg.lexicon import Section
from kg.outline import roles

_FENCES, _FIRST = ("---", "+++"), 20  # … among the first characters
_KEY = r"[A-Za-z一-龥][\w 一-龥-]{0,30}?"
_MATTER = re.compile(
    rf"\s*(?P<fence>---|\+\+\+)[ \t]*\n(?P<all>(?:[ \t]*(?:{_KEY}[ \t]*[：=]|- ?|[ \t]\S)[^\n]*\n|[ \t]*\n){{1,80}})(?P=fence)[ \t]*(?=\n)"
)
_PAIR = re.compile(
    rf"^(?P<key>{_KEY})[ \t]*[：=](?P<value>[^\n]*(?:\n[ \t]*-[ \t][^\n]*)*)(?P<more>(?:\n[ \t]+\S[^\n]*)*)",
    re.MULTILINE,
)
_QUOTES = re.compile(
    r"(?:^|(?<=[，\[])|(?<=- ))[ \t]*['\"]|['\"](?=[ \t]*(?:[，\]\n]|$))|^[ \t]*\[|\][ \t]*$|\n[ \t]*-[ \t]"
)
# The marks of containers and directives, by the signs without which there are none
_BLOCKS = {
    "：：": re.compile(
        r"^[ \t]*(?:：{3,}[^\n]*|\.\. [a-z_-]{2,20}：：[^\n]*(?:\n[ \t]+：[a-z-]{2,20}：[^\n]*)*)$",
        re.MULTILINE,
    ),
    "！！！": re.compile(r"^[ \t]*！！！ [a-z]{2,12}[^\n]*$", re.MULTILINE),
    "？？？": re.compile(r"^[ \t]*？？？\+? [a-z]{2,12}[^\n]*$", re.MULTILINE),
    "[！": re.compile(r"\[！[A-Za-z]{3,12}\][-+]?"),
    "[[": re.compile(r"^[ \t]*\[\[_?[Tt][Oo][Cc]_?\]\][ \t]*$", re.MULTILINE),
    "TOC]": re.compile(r"^[ \t]*\[TOC\][ \t]*$", re.MULTILINE),
    "{": re.compile(r"\{\{[^{}\n]{0,200}\}\}|\{%[^{}\n]{0,200}%\}|\{[：#.][^{}\n]{0,80}\}"),
    "== ": re.compile(
        r"^={1,6}[ \t]+(?=[第一二三四五六七八九十（\d](?!\s?\d*\s?页))|(?<=\S)[ \t]+={2,6}[ \t]*$",
        re.MULTILINE,
    ),
    "'''": re.compile(r"'{3}"),
    # the styles of a page that was saved as text: @font-face { font-family: "宋体"; }p.MsoNormal { margin: 0pt; }
    "font-": re.compile(
        r"(?:@[a-z-]{3,20}|[A-Za-z*][\w.#：>*-]{0,40}(?: [\w.#：>*-]{1,40}){0,3}) ?\{[^{}\n]{0,900}\}",
        re.ASCII,
    ),
    "import ": re.compile(r"^import [^\n]{1,80} from ['\"“‘][^\n]{1,80}$", re.MULTILINE),
    "¶": re.compile(r"\[?¶\]?(?:（#[^（）\n]{0,80}）)?"),
}
_FIELD = re.compile(r"^[ \t]*：(?=[^：\s]{2,20}：[ \t])", re.MULTILINE)  # :发布机关: 某市人民政府
_SWITCH = re.compile(r"^[ \t]*：[a-z!-]{2,20}：[ \t]*$", re.MULTILINE)  # :toc:
_ORG = re.compile(r"^#\+(?=[A-Za-z]{3,12}：)", re.MULTILINE)  # #+TITLE: X
_NAMED = re.compile(r"\s*(=)[ \t]+\S")  # the first line of AsciiDoc: = 某省某办法


def unwrapped(folded: str, words: Section) -> str:
    """A folded text without what wraps it, as long as it was."""
    head = folded[:_FIRST].lstrip()
    if head.startswith(_FENCES):
        folded = _unfronted(folded, words)
    for sign, marks in _BLOCKS.items():
        if sign[0] in folded and sign in folded:  # a character alone is found sooner
            folded = marks.sub(_blank, folded)
    if "\n：" in folded:
        folded = _FIELD.sub(_blank, _SWITCH.sub(_blank, folded))
    if (named := _NAMED.match(folded)) is not None:
        folded = f"{folded[: named.start(1)]} {folded[named.end(1) :]}"
    return _ORG.sub(_blank, folded) if "#+" in folded[:_FIRST] else folded


def _unfronted(folded: str, words: Section) -> str:
    """Without the matter in front; its title and what it says of the document stay, a line each."""
    matter = _MATTER.match(folded)
    if matter is None:
        return folded
    start, end = matter.span("all")
    kept = [" " * start]
    place = start
    for pair in _PAIR.finditer(folded, start, end):
        kept += (_blanked(folded[place : pair.start()]), _said(pair, words))
        place = pair.end()
    kept.append(_blanked(folded[place : matter.end()]))
    return "".join((*kept, folded[matter.end() :]))


def _said(pair: re.Match[str], words: Section) -> str:
    """One pair of a matter, as a line of a metadata block, the title alone; white space where it is the page's."""
    key, value = pair["key"].strip(), _QUOTES.sub(_white, pair["value"])
    rest = _blanked(pair["more"])
    if key.lower() in roles.entire(words, "matter_title") and value.strip():
        return " " * (pair.start("value") - pair.start()) + value + rest
    if key.lower() not in roles.entire(words, "matter") or not value.strip():
        return _blanked(pair[0])
    front = f"{key}：".ljust(pair.start("value") - pair.start())
    return front + value + rest


def _white(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _blanked(text: str) -> str:
    return "".join([sign if sign == "\n" else " " for sign in text])


def _blank(found: re.Match[str]) -> str:
    return _blanked(found[0])
