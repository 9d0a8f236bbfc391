"""Follow-up as lines through time: a row a chain, a shape what became of the undertaking. No shape says kept or broken."""

from typing import Any

import polars as pl

from luoshi.analysis.charts.style import GREY, INK, PAPER, WIDTH, Chart, altair_module, dressed, shortened
from luoshi.analysis.coverage import Answer
from luoshi.analysis.words import labels
from luoshi.errors import UsageError

# Relation -> shape, and whether it is filled: hollow for what is less, full for what is more.
_SHAPES = {
    "first": ("circle", INK), "repeated": ("circle", PAPER), "more_specific": ("triangle-up", INK),
    "weakened": ("triangle-down", PAPER), "reported_done": ("square", INK), "not_mentioned_again": ("cross", PAPER),
}  # fmt: skip
_CHAINS = 24


def followup(answer: Answer, *, name: str = "", lang: str = "en") -> Chart:
    """A follow-up answer of one place: its chains of two sentences or more, the longest twenty-four."""
    alt, words, relations = altair_module(), labels("chart", lang), labels("relation", lang)
    shown = _points(answer.table)
    if shown.is_empty():
        raise UsageError("No undertaking is taken up again here.", hint="The table lists them, without --chart.")
    shown = shown.with_columns(pl.col("relation").replace_strict(relations).alias("told"))
    rows = shown["line"].unique(maintain_order=True).to_list()
    domain = [relations[relation] for relation in _SHAPES]
    y = alt.Y("line:N", sort=rows, title=None, axis=alt.Axis(labelLimit=330, ticks=False, domain=False, grid=True))
    base = alt.Chart(shown).encode(
        x=alt.X("day:T", title=None, scale=alt.Scale(padding=14), axis=_days(alt, shown)), y=y
    )
    lines = base.mark_line(color=GREY, strokeWidth=1.2).encode(detail="chain:N", order="day:T")
    points = base.mark_point(size=110, strokeWidth=1.6, stroke=INK, opacity=1).encode(
        shape=alt.Shape(
            "told:N", title=words["relation"], scale=alt.Scale(domain=domain, range=[s for s, _ in _SHAPES.values()])
        ),
        fill=alt.Fill("told:N", scale=alt.Scale(domain=domain, range=[f for _, f in _SHAPES.values()])),
        tooltip=["day", "told", "quote", "differs"],
    )
    chart = alt.layer(lines, points).properties(width=WIDTH, height=26 * len(rows))
    return dressed(chart, words["followup"].format(name=name), answer.coverage, lang)


def _days(alt: Any, shown: pl.DataFrame) -> Any:
    """An axis of years; of months where there is no more than one new year."""
    years = int(str(shown["day"].max())[:4]) - int(str(shown["day"].min())[:4])
    return alt.Axis(format="%Y", tickCount="year") if years > 1 else alt.Axis(format="%Y-%m", tickCount=6)


def _points(table: pl.DataFrame) -> pl.DataFrame:
    """One row a sentence of a chain, and one where later articles do not mention it again."""
    linked = table.filter(pl.col("relation") != "not_mentioned_again")
    sizes = linked.group_by("chain").len().sort("len", "chain", descending=[True, False]).head(_CHAINS)
    rows: list[dict[str, Any]] = []
    for (_,), links in (
        table.join(sizes, on="chain").sort("chain", "earlier_date").group_by("chain", maintain_order=True)
    ):
        first = links.row(0, named=True)
        line = {"chain": first["chain"], "line": shortened(first["earlier_quote"], 26)}
        rows.append({**line, "relation": "first", "day": first["earlier_date"], "quote": first["earlier_quote"]})
        rows += [{**line, **_taken_up(link)} for link in links.iter_rows(named=True)]
    schema = dict.fromkeys(("line", "relation", "day", "quote", "differs"), pl.String) | {"chain": pl.Int64}
    told = pl.DataFrame(rows, schema=schema, orient="row")
    return told.with_columns(pl.col("day").min().over("chain").alias("from")).sort("from", "chain", "day").drop("from")


def _taken_up(link: dict[str, Any]) -> dict[str, Any]:
    """The later side of a link; of an undertaking not mentioned again, the last article that could have done so."""
    gone = link["relation"] == "not_mentioned_again"
    differs = [f"+ {words}" for words in link["gained"] or ()] + [f"− {words}" for words in link["lost"] or ()]
    return {
        "relation": link["relation"], "day": link["later_last"] if gone else link["later_date"],
        "quote": link["later_quote"], "differs": " ".join((*differs, *(link["changed"] or ()))),
    }  # fmt: skip
