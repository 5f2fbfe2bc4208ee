"""The vocabulary: every term is explained, and no term is used that no vocabulary has, or that one has given up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import SH

from kg.namespaces import NS, STANDARD, concept
from kg.paths import ONTOLOGY
from kg.rdf.facts import RELATIONS, ROLES
from tests.graphs import example, joined

KG = Namespace(NS)
SCHEMA = Namespace(STANDARD["schema"])
ONTO = Graph().parse(ONTOLOGY / "kg.ttl")
SHAPES = Graph().parse(ONTOLOGY / "shapes.ttl")
PROPERTIES = {*ONTO.subjects(RDF.type, OWL.ObjectProperty), *ONTO.subjects(RDF.type, OWL.DatatypeProperty)}
TERMS = sorted({*ONTO.subjects(RDF.type, OWL.Class), *PROPERTIES})
GUIDELINES = (Path(__file__).parents[1] / "docs" / "facts.md").read_text(encoding="utf-8")


def vendored() -> dict[str, bool]:
    """Terms of other vocabularies, with whether they are deprecated."""
    lines = [
        line for path in (ONTOLOGY / "vendor").glob("*.txt") for line in path.read_text("utf-8").splitlines()
    ]
    return {
        line.split(" ")[0]: line.endswith(" deprecated")
        for line in lines
        if line and not line.startswith("#")
    }


def own() -> set[str]:
    return {str(subject) for subject in {*ONTO.subjects(), *SHAPES.subjects(RDF.type, SH.NodeShape)}}


def wrong(used: Iterable[str]) -> set[str]:
    """Terms that are defined nowhere, or deprecated."""
    others, ours = vendored(), own()
    return {iri for iri in used if iri not in ours and others.get(iri, True)}


@pytest.mark.parametrize("graph", [ONTO, SHAPES], ids=["kg.ttl", "shapes.ttl"])
def test_ontology_and_shapes_use_defined_terms_only(graph: Graph) -> None:
    assert wrong({str(term) for triple in graph for term in triple if isinstance(term, URIRef)}) == set()


def test_the_code_writes_defined_terms_only() -> None:
    quads = list(ox.parse("".join(joined(example()).quads()), format=ox.RdfFormat.N_QUADS))
    used = {quad.predicate.value for quad in quads}
    used |= {quad.object.datatype.value for quad in quads if isinstance(quad.object, ox.Literal)}
    things = {quad.object.value for quad in quads if isinstance(quad.object, ox.NamedNode)}
    used |= {iri for iri in things if "/zhengce/id/" not in iri}
    assert wrong(used) == set()
    assert len(used) > 60


def test_a_wrong_or_deprecated_term_would_be_found() -> None:
    eli = STANDARD["eli"]
    assert wrong({eli + "cites", eli + "implements", NS + "noSuchTerm"}) == {
        eli + "implements",
        NS + "noSuchTerm",
    }


@pytest.mark.parametrize("term", TERMS, ids=lambda term: str(term).removeprefix(NS))
def test_every_term_has_labels_comment_example_and_a_standard_neighbour(term: URIRef) -> None:
    labels = {label.language for label in ONTO.objects(term, RDFS.label) if isinstance(label, Literal)}
    assert labels == {"zh", "en"}
    assert len(str(ONTO.value(term, RDFS.comment) or "")) > 10
    assert ONTO.value(term, SKOS.example) is not None
    near = {
        *ONTO.objects(term, RDFS.seeAlso),
        *ONTO.objects(term, RDFS.subClassOf),
        *ONTO.objects(term, RDFS.subPropertyOf),
    }
    assert near
    assert ONTO.value(term, RDFS.domain) is None


@pytest.mark.parametrize(
    ("term", "parent"),
    [
        ("PolicyDocument", "eli:LegalResource"),
        ("Provision", "eli:LegalResourceSubdivision"),
        ("Agency", "org:FormalOrganization"),
        ("issuer", "eli:passed_by"),
        ("dateSigned", "eli:date_document"),
        ("partOf", "eli:is_part_of"),
        ("cites", "eli:cites"),
        ("amends", "eli:amends"),
        ("repeals", "eli:repeals"),
    ],
)
def test_what_another_vocabulary_says_too_has_its_parent(term: str, parent: str) -> None:
    prefix, _, name = parent.partition(":")
    above = {*ONTO.objects(KG[term], RDFS.subClassOf), *ONTO.objects(KG[term], RDFS.subPropertyOf)}
    assert URIRef(STANDARD[prefix] + name) in above


def test_properties_say_where_they_are_used() -> None:
    for term in PROPERTIES:
        assert ONTO.value(term, SCHEMA.domainIncludes) is not None
        assert ONTO.value(term, SCHEMA.rangeIncludes) is not None


@pytest.mark.parametrize(
    ("scheme", "tokens"),
    [
        ("comparator", [">=", ">", "<=", "<", "~", "="]),
        ("stance", ["adopt", "pilot", "explore"]),
        ("mode", ["plan", "review", "mixed"]),
        (
            "genre",
            [
                "通知",
                "意见",
                "方案",
                "办法",
                "规定",
                "决定",
                "批复",
                "公告",
                "通告",
                "报告",
                "函",
                "规划",
                "计划",
                "法律",
                "法规",
                "报道",
            ],
        ),
    ],
)
def test_concepts_carry_the_tokens_of_the_guidelines(scheme: str, tokens: list[str]) -> None:
    for token in tokens:
        assert ONTO.value(URIRef(concept(scheme, token)), SKOS.notation) == Literal(token)
        assert token in GUIDELINES


def test_every_function_class_of_the_guidelines_is_a_concept() -> None:
    part = GUIDELINES[GUIDELINES.index("Function classes:") : GUIDELINES.index("## targets")]
    named = set(re.findall(r"`([a-z_]+)`", part))
    known = {str(ONTO.value(c, SKOS.notation)) for c in ONTO.subjects(SKOS.inScheme, KG["function-scheme"])}
    assert named == known


def test_every_relation_and_role_is_a_property() -> None:
    for name in (*RELATIONS.values(), *ROLES.values()):
        assert KG[name] in PROPERTIES
    for token in (*RELATIONS, *ROLES):
        assert f"`{token}`" in GUIDELINES


def test_every_class_has_a_shape_and_every_shape_a_class() -> None:
    shaped = set(SHAPES.objects(None, SH.targetClass))
    classes = set(ONTO.subjects(RDF.type, OWL.Class))
    assert classes <= shaped
    assert {str(term) for term in shaped - classes} == {STANDARD["org"] + "ChangeEvent"}
