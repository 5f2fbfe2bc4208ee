"""The document, the plan it encloses and its provisions as quads."""

from __future__ import annotations

from kg import lexicon
from kg.model import Citation, Extraction, Provision
from kg.namespaces import level, split_number, title_key
from kg.rdf.context import Context
from kg.rdf.tasks import Place
from kg.rdf.terms import Pair, concept_of, day, integer, iri, own, plain, raw, std

A = std("rdf", "type")
TITLE = std("dct", "title")
TYPE = {
    name: own(name)
    for name in ("PolicyDocument", "Article", "EnclosedPlan", "Provision", "Task", "StubDocument")
}
NUMBER, AGENCY, YEAR, SERIAL = own("number"), own("numberAgency"), own("numberYear"), own("numberSerial")
ISSUER, FIRST, SIGNED = own("issuer"), own("firstIssuer"), own("dateSigned")
GENRE, REGION, LEVEL, ADDRESSEE = own("genre"), own("region"), own("level"), own("addressee")
SHA, PROMULGATES, PART_OF = own("sha256"), own("promulgates"), own("partOf")
OPENING = own("opening")
_OPENING = 24  # characters that name a text which has no title
PATH, ORDINAL, ORDER, START, END, TEXT = (
    own("path"),
    own("ordinal"),
    own("order"),
    own("start"),
    own("end"),
    own("text"),
)


def document(context: Context) -> None:
    """What the document says of itself: title, 文号, issuers, date, genre, region, addressees."""
    meta, node = context.found.metadata, iri(context.document)
    issuers = [iri(context.issuer(name)) for name in meta.issuers]
    region = context.region(meta.region)
    pairs: list[Pair] = [
        (
            A,
            TYPE["Article"]
            if meta.type in lexicon.load()["graph"].words["press"]
            else TYPE["PolicyDocument"],
        ),
        (TITLE, plain(meta.title)),
        (OPENING, None if meta.title else plain(opening(context.found))),
        *number(meta.number),
        *((ISSUER, issuer) for issuer in issuers),
        (FIRST, issuers[0] if issuers else None),
        (SIGNED, day(meta.date)),
        (GENRE, concept_of("genre", meta.type)),
        (REGION, iri(region) if region else None),
        (LEVEL, concept_of("level", level(meta.region)) if meta.region else None),
        *((ADDRESSEE, plain(name)) for name in meta.addressees),
        (SHA, raw(context.text)),
    ]
    context.writer.say(node, pairs)


def opening(found: Extraction) -> str:
    """The first words of a text that has no title: ``2024年全国卫生健康体改工作会议在京召开,各…``; page noise is none of them."""
    start = found.provisions[0].start if found.provisions else 0
    return "".join(found.document.text[start : start + 10 * _OPENING].split())[:_OPENING] + "…"


def number(value: str | None) -> list[Pair]:
    """A 文号 and its parts: ``明府办函〔2023〕40号`` → agency code 明府办函, year 2023, serial 40."""
    if not value:
        return []
    parts = split_number(value)
    whole: list[Pair] = [(NUMBER, plain(value))]
    if parts:
        whole += [(AGENCY, plain(parts[0])), (YEAR, integer(parts[1])), (SERIAL, integer(parts[2]))]
    return whole


def plans(context: Context) -> dict[str, str]:
    """The plans that the document encloses, by the key of their title: 现将《…》印发给你们."""
    found: dict[str, str] = {}
    for citation in context.found.citations:
        if is_own_plan(citation) and citation.title and title_key(citation.title) not in found:
            plan = context.names.plan(context.document, len(found) + 1)
            found[title_key(citation.title)] = plan
            context.writer.node(iri(plan), [(A, TYPE["EnclosedPlan"]), (TITLE, plain(citation.title))])
            context.writer.node(iri(context.document), [(PROMULGATES, iri(plan))])
    return found


def is_own_plan(citation: Citation) -> bool:
    """Whether a citation means what this very document carries."""
    return citation.relation == "encloses" and citation.inside is None


def provisions(context: Context, places: dict[str, Place]) -> None:
    """The outline, its tasks, and the stretches that are tasks of their own."""
    annotated = {duty.provision for duty in context.found.responsibilities if duty.source == "annotation"}
    for order, place in enumerate(places.values(), start=1):
        provision = place.provision
        task = (provision.task or provision.id in annotated) and not place.stretches
        _provision(context, place, order, iri(_above(context, provision, places)), task)
        for count, (start, end) in enumerate(place.stretches, start=1):
            pairs = [
                (PATH, plain(f"{provision.id}/{count}")),
                (ORDER, integer(order)),
                (PART_OF, iri(place.iri)),
            ]
            node = iri(context.names.stretch(place.iri, count))
            context.writer.node(node, [(A, TYPE["Provision"]), *pairs, *_task(context, start, end)])


def _provision(context: Context, place: Place, order: int, above: str, task: bool) -> None:
    provision = place.provision
    label = "".join(provision.label.split()) if provision.label else None
    pairs: list[Pair] = [
        (A, TYPE["Provision"]),
        (PATH, plain(provision.id)),
        (ORDINAL, plain(label)),
        (TITLE, plain(provision.heading)),
        (ORDER, integer(order)),
        (PART_OF, above),
        *(
            _task(context, provision.start, provision.end)
            if task
            else ((START, integer(provision.start)), (END, integer(provision.end)))
        ),
    ]
    context.writer.node(iri(place.iri), pairs)


def _task(context: Context, start: int, end: int) -> list[Pair]:
    text = context.found.document.text[start:end]
    return [(A, TYPE["Task"]), (START, integer(start)), (END, integer(end)), (TEXT, raw(text))]


def _above(context: Context, provision: Provision, places: dict[str, Place]) -> str:
    """The provision above, or the document where the outline has none."""
    above = provision.parent
    while above and above not in places:
        above = above.rpartition(".")[0]
    return places[above].iri if above else context.document
