"""`kg review`: what a person should look at again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from kg import facts, query, review, sources
from kg.cli.output import emit, output_option
from kg.cli.problems import Problems, strict_option
from kg.model import Extraction
from kg.query import Rows
from kg.review import Passage

_COLUMNS = tuple(name for name in Passage._fields if name != "end")
_BEFORE = 8  # characters in front of the mark that a table shows


@click.command("review")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option(
    "--missed", is_flag=True, help="有牵头、达到等字样而没有读出事实的句子 | sentences that gave no fact"
)
@click.option(
    "--doubtful",
    type=click.FloatRange(0, 1),
    metavar="CONFIDENCE",
    help="置信度不高于此值的规则读出的事实 | facts of rules of at most this confidence",
)
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(review.KINDS),
    multiple=True,
    help="只看某类 | only facts of this kind",
)
@click.option(
    "--format", "style", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True
)
@strict_option
@output_option
def command(paths: tuple[str, ...], style: str, strict: bool, output: str, **how: Any) -> None:
    """复核：列出可能漏读的句子，或把握不大的事实。

    What to look at again: sentences that hold 牵头, 负责, 责任单位, 〔…〕…号, a figure with 达到 and the like but gave no
    such fact, and facts of doubtful rules; with file, provision, position and the sentence.

    \b
    例 Example:
      kg review --missed seeds/
      kg review --missed --kind targets --format csv -o missed.csv seeds/
      kg review --doubtful 0.9 seeds/qijiang-2022.txt
    """
    if not how["missed"] and how["doubtful"] is None:
        raise click.UsageError("say what to look for: --missed, or --doubtful 0.9")
    problems = Problems(strict)
    found: list[Passage] = []
    for document in problems.readable(sources.documents(paths)):
        found += _passages(facts.extract(document), **how)
    emit(query.render(_rows(found, style == "table"), style), output)
    problems.report()


def _passages(
    extraction: Extraction, missed: bool, doubtful: float | None, kinds: tuple[str, ...]
) -> Iterator[Passage]:
    wanted = kinds or review.KINDS
    if missed:
        yield from review.missed(extraction, wanted)
    if doubtful is not None:
        yield from review.doubtful(extraction, doubtful, wanted)


def _rows(found: list[Passage], narrow: bool) -> Rows:
    """Passages as a table; one that is `narrow` begins a little in front of the mark, so that the mark is seen."""
    shown = (passage._replace(sentence=_near(passage.sentence)) if narrow else passage for passage in found)
    return Rows(_COLUMNS, tuple(tuple(getattr(passage, name) for name in _COLUMNS) for passage in shown))


def _near(sentence: str) -> str:
    start = sentence.find("【") - _BEFORE
    return sentence if start <= 0 else f"…{sentence[start:]}"
