"""From when and until when a document is in force, by its own closing words: 本办法自2024年1月1日起施行，有效期5年。"""

from __future__ import annotations

from datetime import date, timedelta

from kg.blocks import Outline
from kg.extract.metadata.heads import iso
from kg.grammar.numerals import number
from kg.lexicon import Section

_END = "。；\n"
_LONG = 120  # characters of a sentence on either side
_YEARS = 100  # more than any document gives itself


def force(outline: Outline, words: Section, signed: str | None) -> tuple[str | None, str | None]:
    """The first and the last day, each None where nothing is said of it: ``("2024-01-01", "2028-12-31")``.

    What counts from 印发之日 counts from the day `signed`. Of several such sentences the last counts, which is the plan's
    behind its notice.
    """
    whole = outline.speech.whole
    opened = closed = None
    for sentence in _sentences(whole, words):
        begun = _begun(sentence, words, signed)
        if begun or words.patterns["of_itself"].search(sentence):
            ended = _ended(sentence, words, begun or opened or signed)
            opened, closed = begun or opened, ended or (None if begun else closed)
    return opened, closed


def _sentences(whole: str, words: Section) -> list[str]:
    """The sentences in which a document speaks of its own force."""
    marks = [*words.patterns["force"].finditer(whole), *words.patterns["term"].finditer(whole)]
    return [whole[start:stop] for start, stop in sorted({_around(whole, mark.start()) for mark in marks})]


def _around(whole: str, place: int) -> tuple[int, int]:
    """The sentence with `place` in it; a clause behind a semicolon is another, for it says something else."""
    first, last = max(0, place - _LONG), place + _LONG
    start = max(whole.rfind(sign, first, place) for sign in _END) + 1
    stops = [stop for sign in _END if (stop := whole.find(sign, place, last)) >= 0]
    return start or first, min(stops, default=last)


def _begun(sentence: str, words: Section, signed: str | None) -> str | None:
    found = words.patterns["in_force_from"].search(sentence)
    if found is None:
        return None
    day = iso(found["day"] if "日" in found["day"] else f"{found['day']}1日") if found["day"] else signed
    return _later(day, days=int(found["wait"])) if day and found["wait"] else day


def _ended(sentence: str, words: Section, begun: str | None) -> str | None:
    until = words.patterns["in_force_until"].search(sentence)
    if until:
        return iso(until["day"])
    for_years = words.patterns["in_force_for"].search(sentence)
    if for_years is None or begun is None:
        return None
    years = number(for_years["years"])
    return _later(begun, years=int(years), days=-1) if 0 < years < _YEARS else None


def _later(day: str, years: int = 0, days: int = 0) -> str | None:
    """``2024-03-01``, 5 years, -1 day → ``2029-02-28``; what began on 29 February ends on the 28th."""
    try:
        first = date.fromisoformat(day)
        leap = years and first.month == 2 and first.day == 29
        same = date(first.year + years, 3, 1) if leap else first.replace(year=first.year + years)
        return (same + timedelta(days)).isoformat()
    except (ValueError, OverflowError):  # 2023-02-30, as a document may print
        return None
