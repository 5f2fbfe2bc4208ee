"""The main text of a page whose site is unknown; the only module that imports trafilatura."""

from __future__ import annotations

import trafilatura


def lines(page: str) -> list[str]:
    """The lines of the main text, none of them empty; an empty list where there is none."""
    text = trafilatura.extract(page, include_comments=False, include_tables=True, favor_recall=True) or ""
    return [line.strip() for line in text.split("\n") if line.strip()]
