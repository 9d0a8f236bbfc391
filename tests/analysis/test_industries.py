"""Industries by place and year, and the chain as a graph."""

import io

from luoshi.analysis.industries import chain, graphml, industries
from tests.analysis.frames import table

NAMED = table(
    "industries",
    {"name": "储能", "zone": "hefei", "date": "2021-03-01", "paragraph": "P002", "article": "a"},
    {"name": "储能", "zone": "hefei", "date": "2021-03-01", "paragraph": "P003", "article": "a"},
    {"name": "量子", "zone": "hefei", "date": "2022-03-01", "paragraph": "P002", "article": "b", "quote": "<量子&>"},
    {"name": "储能", "zone": "wuxi", "date": "2021-03-01", "paragraph": "P009", "article": "c"},
)
SECTIONS = table(
    "sections",
    {"zone": "hefei", "published": "2021-03-02"},
    {"zone": "hefei", "published": "2022-03-02"},
    {"zone": "hefei", "published": "2023-03-02"},
    {"zone": "wuxi", "published": "2021-03-02"},
)
FIRMS = table(
    "organisations",
    {"name": "远山公司", "kind": "firm", "paragraph": "P002", "article": "b", "zone": "hefei"},
    {"name": "江北大学", "kind": "university", "paragraph": "P003", "article": "a", "zone": "hefei"},
    {"name": "某市委", "kind": "party_committee", "paragraph": "P002", "article": "b", "zone": "hefei"},
)


def test_entries_and_exits_need_articles_before_and_after() -> None:
    """First or last named says something only where the library has articles on the place without the industry."""
    told = industries(NAMED, SECTIONS).table.select("place", "industry", "year", "mentions", "change")

    assert told.rows() == [
        ("hefei", "储能", 2021, 2, "last named"),
        ("hefei", "量子", 2022, 1, "only named"),
        ("wuxi", "储能", 2021, 1, None),
    ]


def test_the_chain_joins_places_industries_firms_and_institutes() -> None:
    """Firms and institutes hang on the industries of their paragraph; committees are no part of the chain."""
    told = chain(NAMED, FIRMS)

    assert set(told.table.select("source", "target").rows()) == {
        ("place:hefei", "industry:储能"),
        ("place:hefei", "industry:量子"),
        ("place:wuxi", "industry:储能"),
        ("industry:量子", "firm:远山公司"),
        ("industry:储能", "institute:江北大学"),
    }
    assert set(told.parts["nodes"]["kind"]) == {"place", "industry", "firm", "institute"}


def test_graphml_is_read_back_as_the_same_graph() -> None:
    """networkx reads the file as the same nodes and edges, marked-up words included."""
    import networkx  # noqa: PLC0415  (only this test reads graphs)

    told = chain(NAMED, FIRMS)
    graph = networkx.read_graphml(io.BytesIO(graphml(told.table, told.parts["nodes"]).encode()))

    assert set(graph.nodes) == set(told.parts["nodes"]["id"])
    assert {frozenset(edge) for edge in graph.edges} == {
        frozenset(e) for e in told.table.select("source", "target").rows()
    }
    assert graph.edges["place:hefei", "industry:量子"]["quote"] == "<量子&>"
