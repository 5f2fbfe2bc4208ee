"""Signs → characters that can be read: radicals as the characters that they look like, no control signs."""

from __future__ import annotations

import unicodedata

from kg.readers.printed.radicals import RADICALS

# Signs that have one glyph: dashes of two and three, a wave for a range.
_ALIKE = RADICALS | str.maketrans({"⸺": "——", "⸻": "———", "〜": "～"})
UNKNOWN = "\ufffd"  # a sign of which is not said which character it is


def readable(text: str) -> str:
    """The characters of a sign: radicals (``⼀``) as the characters that they look like, nothing for control signs.

    A font that shows 一 by the same glyph as the radical often tells the radical.
    """
    if text.isascii() and text.isprintable():
        return text
    found = unicodedata.normalize("NFC", text.translate(_ALIKE))
    if any("\ue000" <= sign <= "\uf8ff" for sign in found):
        return UNKNOWN
    if found[:1] in ("\ufb00", "\ufb01", "\ufb02", "\ufb03", "\ufb04"):
        found = unicodedata.normalize("NFKC", found)
    return "".join(sign if sign.isprintable() else " " if sign.isspace() else "" for sign in found)
