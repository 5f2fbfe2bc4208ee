"""The obvious way to do it, for comparison: words and their kinds from jieba.posseg, ten regexes, rdflib's graph.

Written as somebody would on a first afternoon, but fairly: the regexes are compiled once, the dictionary is loaded before
the clock starts, and one graph is made a document.
"""

from __future__ import annotations

import hashlib
import re

import jieba
import jieba.posseg
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDF

NS = Namespace("https://example.org/baseline#")
TITLE = re.compile(r"《[^《》]{2,60}》")
NUMBER = re.compile(r"[一-龥]{1,12}[〔\[【(（]\d{4}[〕\]】)）]\d+号")
DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
HEADING = re.compile(
    r"^\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|\d+[.．、])", re.MULTILINE
)
BRACKET = re.compile(r"[（(]([^（()）]*(?:负责|牵头|单位)[^（()）]*)[)）]")
LABEL = re.compile(r"(?:牵头单位|责任单位|配合单位)[:：]([^;；。)）\n]+)")
LED = re.compile(r"由([一-龥、]{2,30})牵头")
TARGET = re.compile(r"(?:达到|不低于|不少于|提高到|控制在)\s*(\d+(?:\.\d+)?)\s*(%|个|家|张|万元|人)?")
DEADLINE = re.compile(r"(?:到)?20\d\d年(?:底)?(?:前)?")
MODEL = re.compile(r"(?:推广|学习|借鉴)[^，。；]{0,20}(?:经验|模式|做法)")
SPLIT = re.compile(r"[、，,；;]")
AGENCY_KINDS = {"nt", "ns", "n", "j", "nz"}


def prepare() -> None:
    """Load the dictionary, which is no part of the measured work."""
    jieba.setLogLevel("ERROR")
    jieba.initialize()
    list(jieba.posseg.cut("准备"))


def extract(name: str, text: str) -> bytes:
    """The graph of one document as N-Triples."""
    graph, me = Graph(), URIRef(f"https://example.org/{hashlib.sha256(name.encode()).hexdigest()[:12]}")
    graph.add((me, RDF.type, NS.Document))
    patterns = ((DCTERMS.references, TITLE), (NS.number, NUMBER), (NS.date, DATE), (NS.heading, HEADING))
    for predicate, pattern in patterns:
        for match in pattern.finditer(text):
            graph.add((me, predicate, Literal(match.group().strip())))
    for word, flag in jieba.posseg.cut(text):
        if flag in AGENCY_KINDS and len(word) > 2:
            graph.add((me, NS.mentions, Literal(word)))
    _duties(graph, me, text)
    for predicate, pattern in ((NS.target, TARGET), (NS.deadline, DEADLINE), (NS.adopts, MODEL)):
        for match in pattern.finditer(text):
            _fact(graph, me, predicate, match.group(), match.start())
    return graph.serialize(format="nt", encoding="utf-8")


def _duties(graph: Graph, me: URIRef, text: str) -> None:
    for pattern in (BRACKET, LABEL, LED):
        for match in pattern.finditer(text):
            for agency in SPLIT.split(match.group(1)):
                _fact(graph, me, NS.responsible, agency.strip(), match.start())


def _fact(graph: Graph, me: URIRef, predicate: URIRef, value: str, start: int) -> None:
    node = URIRef(f"{me}/{start}-{len(graph)}")
    graph.add((me, predicate, node))
    graph.add((node, NS.value, Literal(value)))
    graph.add((node, NS.start, Literal(start)))
