"""What the lead of a site says of the document below it: ``6月12日，西安市教育局发布《…的通知》，具体内容如下：``."""

from __future__ import annotations

from kg import blocks as kinds
from kg.blocks import Outline
from kg.lexicon import Section
from kg.model import Document


def relayed(document: Document, outline: Outline, words: Section) -> tuple[str, str] | None:
    """The title and the issuer that a lead names in front of the text, as printed; None where nothing leads to it."""
    for block in outline.blocks:
        if block.kind != kinds.BODY:
            continue
        found = words.patterns["relayed"].search(block.text)
        if found is None:
            return None
        spans = [block.view.span(found.start(name), found.end(name)) for name in ("title", "body")]
        title, body = ("".join(document.text[span.start : span.end].split()) for span in spans)
        return title, body
    return None
