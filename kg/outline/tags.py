"""Fragments of HTML and Markdown in a text: ``<p style="…">一、总体要求</p>``, ``[打印](https://…)``, as crawls keep them.

Tags, images and addresses become white space of the same length, tags of blocks with a line break in it, so that every
position stays. A line of nothing but links is the page's, not the document's.
"""

from __future__ import annotations

import re

_OPEN, _SIGN, _BREAK = "〈", "〈/", "〈br"  # without one of the last two there is no such fragment, folded
_TAG = re.compile(r"〈/?([a-zA-Z][a-zA-Z0-9]{0,9})(?:[\s/][^〈〉]{0,500})?〉")
_COMMENT, _REMARK = "〈！--", re.compile(r"〈！--[^〈〉]{0,300}--〉")  # <!-- image -->
_AND = "&"
_SPACES = r"nbsp|ensp|emsp|thinsp|zwnj|zwj|#(?:160|12288|819[2-9]|820[0-5]|65279)|#[xX](?:00)?(?:[aA]0|3000|200[0-9a-dA-D]|[fF][eE][fF][fF])"
_ENTITY = re.compile(rf"&(?:(?:{_SPACES})；|(?:nbsp|ensp|emsp)(?![a-z]))")
_OTHER = re.compile(r"(&(?:#\d{2,5}|[lr][ds]quo|mdash|middot|hellip))；")  # whose semicolon ends no sentence
_BRACKET, _LINK_SIGN = "]", "]（"  # what no link is without, folded
_ADDRESS = r"[^（）\n]{0,1000}(?:（[^（）\n]{0,300}）[^（）\n]{0,300}){0,3}）"
_IMAGE = re.compile(rf"！\[[^\[\]\n]{{0,300}}\]（{_ADDRESS}")
_TARGET = rf"\]（\s?(?:[a-z]{{2,8}}：|[/.#〈]){_ADDRESS}"
_LINK = re.compile(rf"\[([^\[\]\n]{{0,300}}){_TARGET}")
_MENU = re.compile(rf"^[-*+#〉|·_\d. \t]*(?:\[[^\[\]\n]{{0,300}}{_TARGET}[ \t|·〉/]*)+$", re.MULTILINE)
_ESCAPE = re.compile(r"\\(?=[\[\]_*#])")
_BREAKS = frozenset(
    ("p", "br", "div", "tr", "li", "ul", "ol", "table", "section", "h1", "h2", "h3", "h4", "h5", "h6")
)
_CELLS = frozenset(("td", "th"))
_THIN = "\x1f"  # white space that makes no gap between columns


def untagged(folded: str) -> str:
    """A folded text without tags, as long as it was."""
    opens = _OPEN in folded  # in hardly any
    if opens and _COMMENT in folded:
        folded = _REMARK.sub(_blank, folded)
    if _BRACKET in folded and _LINK_SIGN in folded:  # one sign is found sooner than two
        folded = _unlinked(folded)
    if opens and (_SIGN in folded or _BREAK in folded):
        folded = _TAG.sub(_white, folded)
    return _OTHER.sub(r"\1;", _ENTITY.sub(_blank, folded)) if _AND in folded else folded


def _white(tag: re.Match[str]) -> str:
    name = tag[1].lower()
    head = "\n" if name in _BREAKS else "\t" if name in _CELLS and tag[0][1] == "/" else _THIN
    return head.ljust(len(tag[0]), _THIN)


def _unlinked(folded: str) -> str:
    """Without the images and addresses of Markdown, and the lines of its menus."""
    text = _IMAGE.sub(_blank, folded)
    text = _MENU.sub(_blank, text)
    text = _LINK.sub(lambda link: f" {link[1]}".ljust(len(link[0])), text)
    return _ESCAPE.sub(" ", text)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
