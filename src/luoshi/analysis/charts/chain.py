"""The industry chain as a picture: places, industries, firms and institutes in columns, a line where they are named together."""

import polars as pl

from luoshi.analysis.charts.style import GREY, INK, PAPER, Chart, altair_module, dressed, shortened
from luoshi.analysis.coverage import Answer
from luoshi.analysis.words import labels

_COLUMNS = {"place": 0, "industry": 1, "firm": 2, "institute": 2}
_SHAPES = {"place": "square", "industry": "circle", "firm": "triangle-up", "institute": "diamond"}
_EDGES = 90


def chain(answer: Answer, *, name: str = "", lang: str = "en") -> Chart:
    """A chain answer: the ninety edges with most articles behind them."""
    alt, words, kinds = altair_module(), labels("chart", lang), labels("node", lang)
    edges = answer.table.sort("weight", "mentions", "source", "target", descending=[True, True, False, False]).head(
        _EDGES
    )
    nodes = _placed(answer.parts["nodes"], edges).with_columns(pl.col("kind").replace_strict(kinds).alias("told"))
    at = nodes.select("id", "x", "y")
    lines = edges.join(at, left_on="source", right_on="id").join(at, left_on="target", right_on="id", suffix="2")
    none = alt.Axis(labels=False, ticks=False, domain=False, grid=False, title=None)
    x = alt.X("x:Q", scale=alt.Scale(domain=[-0.35, 2.75]), axis=none)
    y = alt.Y("y:Q", scale=alt.Scale(reverse=True, domain=[-0.02, 1.02]), axis=none)
    links = alt.Chart(lines.select("x", "y", "x2", "y2", "weight", "quote")).mark_rule(color=GREY, opacity=0.55).encode(
        x=x, y=y, x2="x2:Q", y2="y2:Q",
        strokeWidth=alt.StrokeWidth("weight:Q", scale=alt.Scale(range=[0.7, 3.5]), legend=None), tooltip=["weight", "quote"],
    )  # fmt: skip
    base = alt.Chart(nodes).encode(x=x, y=y)
    marks = base.mark_point(size=85, filled=True, color=INK, stroke=PAPER, opacity=1).encode(
        shape=alt.Shape(
            "told:N", title=None, scale=alt.Scale(domain=[kinds[k] for k in _SHAPES], range=list(_SHAPES.values()))
        ),
        tooltip=["label", "told", "mentions"],
    )
    # Places are named to their left, all else to its right.
    left = base.transform_filter("datum.kind === 'place'").mark_text(align="right", dx=-9, fontSize=11, color=INK)
    right = base.transform_filter("datum.kind !== 'place'").mark_text(align="left", dx=9, fontSize=11, color=INK)
    tallest = nodes.group_by("x").len()["len"].max()
    height = 19 * max(int(tallest) if isinstance(tallest, int) else 0, 6)
    drawn = alt.layer(links, marks, left.encode(text="short:N"), right.encode(text="short:N"))
    return dressed(
        drawn.properties(width=620, height=height),
        words["chain"].format(name=name) if name else words["chain_all"],
        answer.coverage,
        lang,
    )


def _placed(nodes: pl.DataFrame, edges: pl.DataFrame) -> pl.DataFrame:
    """The nodes of these edges with x by their kind and y by the mean place of their neighbours to the left."""
    used = nodes.filter(pl.col("id").is_in(edges["source"].to_list() + edges["target"].to_list()))
    told = used.with_columns(
        pl.col("kind").replace_strict(_COLUMNS, return_dtype=pl.Float64).alias("x"),
        pl.col("label").map_elements(shortened, pl.String).alias("short"),
    )
    done: list[pl.DataFrame] = []
    heights = pl.DataFrame(schema={"id": pl.String, "y": pl.Float64})
    for column in range(3):
        own = told.filter(pl.col("x") == column)
        before = (
            edges.join(heights, left_on="source", right_on="id")
            .group_by("target")
            .agg(pl.col("y").mean().alias("mean"))
        )
        ordered = own.join(before, left_on="id", right_on="target", how="left").sort("mean", "label", nulls_last=True)
        spaced = ordered.drop("mean").with_columns((pl.int_range(pl.len()) + 0.5).cast(pl.Float64).alias("n"))
        placed = spaced.with_columns((pl.col("n") / pl.len()).alias("y")).drop("n")
        heights = pl.concat([heights, placed.select("id", "y")])
        done.append(placed)
    return pl.concat(done)
