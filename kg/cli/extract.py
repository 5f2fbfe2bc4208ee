"""`kg extract`: what documents say, one JSON object a line."""

from __future__ import annotations

import json

import click

from kg import facts, sources
from kg.cli.output import ascii_only, output_option, writing
from kg.cli.problems import Problems, strict_option


@click.command("extract")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option(
    "--text", "text_only", is_flag=True, help="只输出正文（位置以此为准）| print the canonical text only"
)
@strict_option
@output_option
def command(paths: tuple[str, ...], text_only: bool, strict: bool, output: str) -> None:
    """读取文件或文件夹，每份文件输出一行 JSON。

    Read documents (text, pages, office files, PDF, .zip, .jsonl, folders, - for standard input) and print what each says
    as one JSON object a line: title, 文号, outline, citations, who does what, targets, deadlines, adoptions. Positions
    count characters of what --text prints.

    \b
    例 Example:
      kg extract seeds/gaoming-2023.txt
      kg extract seeds/ -o facts.jsonl
      kg extract --text page.html
    """
    found, problems = sources.documents(paths), Problems(strict)
    with writing(output) as stream:
        readable = problems.readable(found)
        if text_only:
            stream.writelines(document.text for document in readable)
        else:
            lines = map(facts.to_json, facts.extract_all(readable))
            stream.writelines(json.dumps(line, ensure_ascii=ascii_only(output)) + "\n" for line in lines)
    problems.report()
