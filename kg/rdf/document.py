"""The document, the plan it encloses and its provisions as quads."""

from __future__ import annotations

from kg import lexicon
from kg.model import Citation, Extraction, Provision
from kg.namespaces import level, split_number, title_key, utf8, without_space
from kg.rdf.context import Context
from kg.rdf.lines import before, column, counted, exactly, parts, plain_column, said
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
VALID_FROM, VALID_TO = own("validFrom"), own("validTo")
GENRE, REGION, LEVEL, ADDRESSEE = own("genre"), own("region"), own("level"), own("addressee")
SHA, PROMULGATES, PART_OF = own("sha256"), own("promulgates"), own("partOf")
OPENING = own("opening")
_OPENING = 24  # characters that name a text which has no title
IS_PROVISION, IS_TASK = (before(A) + utf8(TYPE[name]) for name in ("Provision", "Task"))
PATH, ORDINAL, HEADING, WITHIN, TEXT = map(before, (own("path"), own("ordinal"), TITLE, PART_OF, own("text")))
ORDER, START, END = counted(own("order")), counted(own("start")), counted(own("end"))


def document(context: Context) -> None:
    """What the document says of itself: title, 文号, issuers, dates, genre, region, addressees."""
    meta = context.found.metadata
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
        (VALID_FROM, day(meta.valid_from)),
        (VALID_TO, day(meta.valid_to)),
        (GENRE, concept_of("genre", meta.type)),
        (REGION, iri(region) if region else None),
        (LEVEL, concept_of("level", level(meta.region)) if meta.region else None),
        *((ADDRESSEE, plain(name)) for name in meta.addressees),
        (SHA, raw(context.text)),
    ]
    context.lines.say(utf8(iri(context.document)), parts(pairs))


def opening(found: Extraction) -> str:
    """The first words of a text that has no title: ``2024年全国卫生健康体改工作会议在京召开,各…``; page noise is none of them."""
    start = found.provisions[0].start if found.provisions else 0
    return "".join(found.document.text[start : start + 10 * _OPENING].split())[:_OPENING] + "…"


def number(value: str | None) -> list[Pair]:
    """A 文号 and its parts: ``明府办函〔2023〕40号`` → agency code 明府办函, year 2023, serial 40."""
    if not value:
        return []
    split = split_number(value)
    whole: list[Pair] = [(NUMBER, plain(value))]
    if split:
        whole += [(AGENCY, plain(split[0])), (YEAR, integer(split[1])), (SERIAL, integer(split[2]))]
    return whole


def plans(context: Context) -> dict[str, str]:
    """The plans that the document encloses, by the key of their title: 现将《…》印发给你们."""
    found: dict[str, str] = {}
    for citation in context.found.citations:
        if not citation.title or not is_own_plan(citation):
            continue
        key = title_key(citation.title)
        if key not in found:
            plan = found[key] = context.names.plan(context.document, len(found) + 1)
            node, whole = utf8(iri(plan)), utf8(iri(context.document))
            context.lines.node(node, parts([(A, TYPE["EnclosedPlan"]), (TITLE, plain(citation.title))]))
            context.lines.node(whole, parts([(PROMULGATES, iri(plan))]))
    return found


def is_own_plan(citation: Citation) -> bool:
    """Whether a citation means what this very document carries."""
    return citation.relation == "encloses" and citation.inside is None


def provisions(context: Context, places: dict[str, Place]) -> None:
    """The outline, its tasks, and the stretches that are tasks of their own."""
    annotated = {duty.provision for duty in context.found.responsibilities if duty.source == "annotation"}
    within, text, lines = WITHIN + utf8(iri(context.document)), context.found.document.text, context.lines
    asks, labels, heads, wholes = [], [], [], []
    for (id_, label, heading, start, end, task, _), _, stretches, _, _ in places.values():
        asks.append(task := (task or id_ in annotated) and not stretches)
        labels.append(label or "")
        heads.append(heading or "")
        wholes.append(text[start:end] if task else "")
    said = (
        plain_column(PATH, list(places)),
        plain_column(ORDINAL, without_space(labels)),
        plain_column(HEADING, heads),
        column(TEXT, wholes),
    )
    for order, (place, task, path, ordinal, head, whole) in enumerate(
        zip(places.values(), asks, *said, strict=True), start=1
    ):
        row, term, stretches, _, _ = place
        _, label, heading, start, end, _, parent = row
        parts = [IS_PROVISION, path]
        if label:
            parts.append(ordinal)
        if heading:
            parts.append(head)
        above = places.get(parent) or _above(row, places) if parent else None
        parts += (ORDER % order, WITHIN + above.term if above else within)
        if task:
            parts += (IS_TASK, START % start, END % end, whole)
        else:
            parts += (START % start, END % end)
        lines.node(term, parts)
        if stretches:
            _stretches(context, place, order)


def _stretches(context: Context, place: Place, order: int) -> None:
    """The tasks of one provision that holds several annotations."""
    row = place.provision
    for count, (span, node) in enumerate(zip(place.stretches, place.nodes, strict=True), start=1):
        path = said(PATH, f"{row.id}/{count}")
        pairs = (IS_PROVISION, path, ORDER % order, WITHIN + place.term, IS_TASK)
        text = exactly(TEXT, context.found.document.text[span.start : span.end])
        context.lines.node(node, (*pairs, START % span.start, END % span.end, text))


def _above(provision: Provision, places: dict[str, Place]) -> Place | None:
    """The provision above, or none where the outline has none: that of the document."""
    above = provision.parent
    while above and above not in places:
        above = above.rpartition(".")[0]
    return places[above] if above else None
