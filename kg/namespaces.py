"""The only place where an IRI is made: the terms of the vocabulary, and names for documents, provisions, facts, agencies.

Every function is total over any string: what N-Triples, SPARQL or a store refuses in an IRI is percent-encoded, Chinese
and 〔〕 stay as they are, and `unescape` gives the string back. Names depend on what a thing is called, never on where it
stands in a text, so inserted noise or a new rule changes no other thing's IRI.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Final
from unicodedata import is_normalized, normalize

from kg.model import CORPS, NATION, Metadata

NS: Final = "https://w3id.org/zhengce/ns#"
BASE: Final = "https://w3id.org/zhengce/id/"
STANDARD: Final = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dct": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
}
KINDS: Final = ("citation", "responsibility", "target", "deadline", "adoption")
UNKNOWN: Final = "unknown"  # in the place of a region's code that cannot be told

# RFC 3987 has no place in a path segment for these: ASCII that is no pchar, controls, white space, format and
# private-use characters, surrogates, noncharacters.
_REFUSED: Final = re.compile(
    r'[\x00-\x20"#%/<>?\[\\\]^`{|}\x7f-\xa0\xad\u0600-\u0605\u061c\u06dd\u070f\u1680\u180e\u2000-\u200f'
    r"\u2028-\u202f\u205f-\u206f\u3000\ud800-\uf8ff\ufdd0-\ufdef\ufeff\ufff0-\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xE0000, 0x10000))
    + "\U000e0000-\U000e0fff\U000efffe-\U0010ffff]"
)
_DOTS: Final = frozenset((".", ".."))  # a segment of one or two dots is a path step, not a name
_ENCODED: Final = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_OWN_CODE: Final = re.compile(r"[^\W\d_].*〔\d{4}〕|.{2,}(?:令|公告|通告)")  # a number that says whose it is
_NUMBER: Final = re.compile(r"(.+?)〔(\d{4})〕(\d+)号")
_MARKS: Final = str.maketrans("—–‐‑‒―~∼〜", "---------", "《》〈〉<>‹›「」『』“”\"'‘’")


def term(name: str) -> str:
    """The IRI of a class or property of our own: ``term("ledBy")``."""
    return NS + name


@lru_cache(maxsize=1024)  # the vocabulary is closed, but for a rare genre
def concept(scheme: str, token: str) -> str:
    """A concept of one of our schemes: ``concept("genre", "通知")`` → ``…ns#genre-通知``."""
    return f"{NS}{scheme}-{escape(_TOKENS.get(token, token))}"


_TOKENS: Final = {">=": "ge", ">": "gt", "<=": "le", "<": "lt", "~": "approx", "=": "eq"}


def escape(text: str) -> str:
    """`text` as one segment of an IRI: ``明府办函〔2023〕40号`` stays, ``1/2 [a]`` → ``1%2F2%20%5Ba%5D``."""
    if text.isalnum():  # spares most a regex
        return text
    if text.replace(".", "").replace("-", "").replace("〔", "").replace("〕", "").isalnum():
        return text
    if text in _DOTS:
        return "%2E" * len(text)
    return _REFUSED.sub(_encode, text)


def escaped(texts: list[str]) -> list[str]:
    """`escape` of many, which seldom changes one: ``["2", "2.1"]``."""
    plain = "".join(texts).replace(".", "").isalnum() and _DOTS.isdisjoint(texts)
    return texts if plain else list(map(escape, texts))


def unescape(segment: str) -> str:
    """The string that a segment stands for; octets that are no UTF-8 stay encoded: ``1%2F2`` → ``1/2``."""
    return _ENCODED.sub(_decode, segment)


def pasted(iri: str) -> str:
    """An IRI as a browser's address bar gives it (``…/doc/440608/%E6%98%8E…``) in the form that the store holds."""
    head, fragment, tail = iri.strip().partition("#")
    scheme, rest = head[: (cut := head.find("://") + 3)], head[cut:]
    path = "/".join(escape(unescape(segment)) for segment in rest.split("/")) if scheme.strip("/") else head
    return scheme + path + fragment + (escape(unescape(tail)) if fragment else "")


def _encode(match: re.Match[str]) -> str:
    return "".join(f"%{octet:02X}" for octet in match[0].encode("utf-8", "surrogatepass"))


def _decode(match: re.Match[str]) -> str:
    octets = bytes.fromhex(match[0].replace("%", ""))
    try:
        return octets.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return match[0]


def title_key(title: str) -> str:
    """A title in the form in which two are compared: no white space, no quotation marks, one width, one kind of dash."""
    if title.isalnum() and is_normalized("NFKC", title):  # spares most of them the rest
        return title
    return "".join(normalize("NFKC", title).translate(_MARKS).split())


def split_number(number: str) -> tuple[str, int, int] | None:
    """Agency code, year and serial of a 文号: ``明府办函〔2023〕40号`` → ``("明府办函", 2023, 40)``."""
    match = _NUMBER.fullmatch(number)
    return (match[1], int(match[2]), int(match[3])) if match and match[3].isascii() else None


def own_number(number: str | None) -> bool:
    """Whether a number is one document's wherever it is read: 国发〔2019〕40号 is, 第45号 is not."""
    return bool(number and _OWN_CODE.match(number))


def utf8(text: str) -> bytes:
    """`text` as it is stored; half a surrogate pair is kept."""
    try:
        return text.encode()  # a third faster than with the name of what to do with what nearly never comes
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def text_hash(text: str) -> str:
    """SHA-256 of a canonical text, by which a store finds it."""
    return sha256(utf8(text)).hexdigest()


def _hashed(text: str) -> str:
    return sha256(utf8(text)).hexdigest()[:10]


def without_space(texts: Sequence[str]) -> list[str]:
    """Texts without their white space, which is taken out of all at once: ``["第 一条", "2.\u3000"]`` → ``["第一条", "2."]``."""
    bare = "".join("\0".join(texts).split()).split("\0")
    return bare if len(bare) == len(texts) else ["".join(text.split()) for text in texts]


def _plain(text: str) -> str:
    return normalize("NFC", "".join(text.split()))


@dataclass(frozen=True, slots=True)
class Names:
    """Names of things under one base."""

    base: str = BASE

    def document(self, metadata: Metadata, sha256: str) -> str:
        """``doc/440608/明府办函〔2023〕40号``; `sha256` is the text's, for a document that says nothing of itself.

        Orders and announcements (令第45号) have their issuer's name in front.
        """
        key = _document_key(metadata, sha256)
        return f"{self.base}doc/{escape(metadata.region or UNKNOWN)}/{escape(key)}"

    def told_apart(self, document: str, title: str | None) -> str:
        """The IRI of one of two texts that have one number and different titles: a hash of the title is added."""
        return f"{document}-{_hashed(title_key(title or ''))}"

    def graph(self, document: str) -> str:
        """The named graph of a document: ``<document>/graph``."""
        return f"{document}/graph"

    def plan(self, document: str, count: int = 1) -> str:
        """The plan that a notice encloses: ``<document>/plan``."""
        return f"{document}/plan" if count == 1 else f"{document}/plan-{count}"

    def provision(self, document: str, path: str) -> str:
        """``<document>/p/2.1``."""
        return f"{document}/p/{escape(path)}"

    def stretch(self, provision: str, count: int) -> str:
        """The n-th of several tasks that one provision holds: ``<document>/p/2.1/1``."""
        return f"{provision}/{count}"

    def fact(self, place: str, kind: str, quote: str, *fields: str | None) -> str:
        """``<provision or document>/<kind>-<10 hex>``, over kind, quote without white space and the kind's own fields."""
        (end,) = self.fact_ends(kind, [quote], ["\n".join(field or "" for field in fields)])
        return place + end.decode()

    def fact_ends(self, kind: str, quotes: Sequence[str], fields: Sequence[str]) -> list[bytes]:
        """What the IRIs of facts of one kind end with: ``/citation-7e05b0c2a1``; each one's fields are joined by line ends.

        White space is taken out of all quotes at once, and 市财政局, which supports much, is hashed once.
        """
        known: dict[str, bytes] = {}
        ends = []
        for quote, field in zip(without_space(quotes), fields, strict=True):
            said = f"{kind}\n{quote}\n{field}"
            end = known.get(said)
            if end is None:
                digest = sha256(utf8(said)).hexdigest()[:10]
                end = known[said] = f"/{kind}-{digest}".encode()
            ends.append(end)
        return ends

    def cited(self, title: str | None, number: str | None) -> str:
        """What a citation names: ``cited/佛府办函〔2022〕161号``, without such a number by a hash of the title."""
        if own_number(number) or (number and not title):
            return f"{self.base}cited/{escape(_plain(number or ''))}"
        return f"{self.base}cited/{_hashed(title_key(title or ''))}"

    def region(self, code: str, name: str | None = None) -> str:
        """``region/440608-高明区``; codes are reused, so the name belongs to it."""
        return f"{self.base}region/{escape(f'{code}-{_plain(name)}' if name else code)}"

    def agency(self, region: str | None, name: str, body: str | None = None) -> str:
        """``agency/440608/health-2018`` for a body of the table, else ``agency/440608/n-<hash of the NFKC name>``."""
        own = escape(body) if body else f"n-{_hashed(''.join(normalize('NFKC', name).split()))}"
        return f"{self.base}agency/{escape(region or UNKNOWN)}/{own}"

    def change(self, agency: str, before: str) -> str:
        """The event by which a body became this agency: ``agency/440608/health-2018/from-health-2013``."""
        return f"{agency}/from-{escape(before)}"

    def model(self, name: str) -> str:
        """``model/三明医改``."""
        return f"{self.base}model/{escape(_plain(name))}"

    def rule(self, name: str) -> str:
        """``rule/lead-after-agency``."""
        return f"{self.base}rule/{escape(name)}"

    def registry_graph(self) -> str:
        """The named graph of what exists in the world."""
        return f"{self.base}graph/registry"

    def derived_graph(self) -> str:
        """The named graph of what needs more than one document."""
        return f"{self.base}graph/derived"


def _document_key(metadata: Metadata, sha256: str) -> str:
    number, issuers = _plain(metadata.number or ""), "".join(metadata.issuers[:1])
    if number:
        return number if "〔" in number or number.startswith(issuers) else _plain(issuers) + number
    if metadata.title and metadata.date:
        said = (title_key(metadata.title), *map(_plain, metadata.issuers))
        return f"{metadata.date}-" + _hashed("\n".join(said))
    return sha256


def level(code: str) -> str:
    """The level of a region by the shape of its code: 440608 → county, 440600 → city."""
    if code == NATION:
        return "nation"
    if code.endswith("0000") or code == CORPS:
        return "province"
    return "city" if code.endswith("00") else "county"


def bindings(base: str = BASE) -> dict[str, str]:
    """Prefixes of the vocabularies and of our things, for Turtle and for questions: ``{"kg": …, "region": …}``."""
    things = {
        name: f"{base}{name}/" for name in ("doc", "agency", "region", "model", "cited", "rule", "graph")
    }
    return {"kg": NS, **STANDARD, **things}
