"""Which industries a place names in which year, when each is first and last named, and the graph of the industry chain."""

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

import polars as pl

from luoshi.analysis.coverage import Answer, coverage, held, place
from luoshi.analysis.places import named
from luoshi.analysis.spellings import folded

_FIRST = ("article", "section", "spans", "quote")
KINDS = ("place", "industry", "firm", "institute")
"""Kinds of nodes, in the order of the chain."""

# Kinds of organisations as the reading tells them -> kinds of nodes.
_NODES = {
    "firm": "firm", "university": "institute", "institute": "institute", "laboratory": "institute",
    "incubator": "institute", "hospital": "institute",
}  # fmt: skip


def industries(frame: pl.DataFrame, sections: pl.DataFrame | None = None) -> Answer:
    """Place × industry × year: mentions, articles, the first quotation, and what is new or gone.

    `change` is "first named" where earlier articles on the place do not name the industry, "last named" where later ones no
    longer do, "only named" for both; null where there is nothing to hold it against. `sections` tells in which years there
    are articles on a place at all; without it those years count in which it names some industry.
    """
    told = _dated(folded(held(frame, "industries"), "name"))
    years = _dated(sections) if sections is not None else told
    covered = years.group_by("place").agg(
        pl.col("year").min().alias("covered_from"), pl.col("year").max().alias("covered_to")
    )
    counted = (
        told.sort("year", "article")
        .group_by("place", pl.col("name").alias("industry"), "year", maintain_order=True)
        .agg(
            pl.col("code", *_FIRST).first(),
            pl.len().cast(pl.Int64).alias("mentions"),
            pl.col("article").n_unique().cast(pl.Int64).alias("articles"),
        )
    )
    own = ("place", "industry")
    is_first = (pl.col("year") == pl.col("year").min().over(own)) & (pl.col("covered_from") < pl.col("year"))
    is_last = (pl.col("year") == pl.col("year").max().over(own)) & (pl.col("covered_to") > pl.col("year"))
    change = (
        pl.when(is_first & is_last)
        .then(pl.lit("only named"))
        .when(is_first)
        .then(pl.lit("first named"))
        .when(is_last)
        .then(pl.lit("last named"))
    )
    table = named(
        counted.join(covered, on="place", how="left", maintain_order="left").with_columns(change.alias("change"))
    )
    shown = ("place", "name", "province", "industry", "code", "year", "mentions", "articles", "change", *_FIRST)
    return Answer(table.select(shown).sort("place", "industry", "year"), coverage(told))


def _dated(frame: pl.DataFrame) -> pl.DataFrame:
    """The rows with place and year; sections have the year of publication."""
    days = [name for name in ("date", "published") if name in frame.columns]
    year = pl.coalesce(days).str.head(4).cast(pl.Int64, strict=False).alias("year")
    return frame.with_columns(place(), year).filter(pl.col("place").is_not_null() & pl.col("year").is_not_null())


def chain(frame: pl.DataFrame, organisations: pl.DataFrame) -> Answer:
    """The industry chain as a graph: places, industries, firms and institutes.

    A place is joined to the industries that its sections name, an industry to the firms and institutes named in the same
    paragraph. `table` are the edges (source, target, weight in articles, the first article and quotation); `parts["nodes"]`
    the nodes (id, kind, label, mentions).
    """
    told = held(frame, "industries").with_columns(place())
    firms = organisations.with_columns(
        place(), pl.col("kind").replace_strict(_NODES, default=None, return_dtype=pl.String).alias("node")
    ).filter(pl.col("node").is_not_null())
    of_places = _edges(
        told.filter(pl.col("place").is_not_null()).select(
            ("place:" + pl.col("place")).alias("source"), ("industry:" + pl.col("name")).alias("target"), *_FIRST
        )
    )
    near = told.select("article", "paragraph", "section", "spans", "quote", pl.col("name").alias("industry"))
    together = near.join(firms.select("article", "paragraph", "node", "name"), on=["article", "paragraph"])
    of_firms = _edges(
        together.select(
            ("industry:" + pl.col("industry")).alias("source"),
            (pl.col("node") + ":" + pl.col("name")).alias("target"),
            *_FIRST,
        )
    )
    edges = pl.concat([of_places, of_firms])
    return Answer(edges, coverage(told), {"nodes": _nodes(edges)})


def _edges(pairs: pl.DataFrame) -> pl.DataFrame:
    return (
        pairs.group_by("source", "target", maintain_order=True)
        .agg(
            pl.col("article").n_unique().cast(pl.Int64).alias("weight"),
            pl.len().cast(pl.Int64).alias("mentions"),
            pl.col(*_FIRST).first(),
        )
        .sort("source", "target")
    )


def _nodes(edges: pl.DataFrame) -> pl.DataFrame:
    ends = pl.concat([edges.select(pl.col(end).alias("id"), "mentions") for end in ("source", "target")])
    told = ends.group_by("id").agg(pl.col("mentions").sum()).sort("id")
    kind = pl.col("id").str.split_exact(":", 1)
    split = told.with_columns(
        kind.struct.field("field_0").alias("kind"), pl.col("id").str.replace("^[a-z]+:", "").alias("place")
    )
    return named(split).select("id", "kind", pl.col("name").alias("label"), "mentions")


def graphml(edges: pl.DataFrame, nodes: pl.DataFrame) -> str:
    """The graph as GraphML 1.0, which Gephi, Cytoscape, yEd and networkx read."""
    return "\n".join(_graphml(edges, nodes)) + "\n"


def _graphml(edges: pl.DataFrame, nodes: pl.DataFrame) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for owner, name, kind in (
        ("node", "kind", "string"), ("node", "label", "string"), ("node", "mentions", "int"),
        ("edge", "weight", "int"), ("edge", "article", "string"), ("edge", "quote", "string"),
    ):  # fmt: skip
        yield f'  <key id="{owner}_{name}" for="{owner}" attr.name="{name}" attr.type="{kind}"/>'
    yield '  <graph id="chain" edgedefault="undirected">'
    for node in nodes.iter_rows(named=True):
        yield f"    <node id={quoteattr(node['id'])}>"
        yield from (_datum("node", name, node[name]) for name in ("kind", "label", "mentions"))
        yield "    </node>"
    for edge in edges.iter_rows(named=True):
        yield f"    <edge source={quoteattr(edge['source'])} target={quoteattr(edge['target'])}>"
        yield from (_datum("edge", name, edge[name]) for name in ("weight", "article", "quote"))
        yield "    </edge>"
    yield "  </graph>"
    yield "</graphml>"


def _datum(owner: str, name: str, value: object) -> str:
    words = str(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'      <data key="{owner}_{name}">{_writable(words)}</data>'


def _writable(words: str) -> str:
    """Control characters that XML 1.0 cannot hold are left out."""
    return "".join(char for char in words if char >= " " or char in "\t\n\r")
