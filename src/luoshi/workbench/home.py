"""Home: what the library holds, event by place, the newest articles, and what needs a look."""

from typing import Any

import polars as pl
from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import FromQuery
from litestar.response import Template

from luoshi.registry.codes import Lang
from luoshi.workbench.desk import Desk, event_name, place_name
from luoshi.workbench.language import translator
from luoshi.workbench.render import language_of, page

ROWS = 40
EVENTS = 12
NEWEST = 12
LOOK = 10
INKS = ((1, 1), (3, 2), (8, 3))
"""Up to so many responses a cell has this ink; beyond, the darkest."""


@get("/", sync_to_thread=True)
def home(request: Request[Any, Any, Any], desk: NamedDependency[Desk], rows: FromQuery[str | None] = None) -> Template:
    """The first page."""
    holdings = desk.library.store.holdings()
    if not holdings.articles:
        return page(request, "home.html", holdings=holdings)
    lang = language_of(request)
    whole = rows == "all"
    return page(
        request,
        "home.html",
        holdings=holdings,
        matrix=desk.once(("matrix", whole, lang), lambda: matrix(desk, lang, whole=whole)),
        newest=desk.once("newest", lambda: desk.library.page("articles", limit=NEWEST).rows),
        look=desk.once(("look", lang), lambda: look(desk, lang)),
    )


def told(desk: Desk) -> pl.DataFrame:
    """The responses behind the matrix."""
    return desk.table("responses", ("zone", "events", "lag_days", "date", "article"))


def matrix(desk: Desk, lang: Lang, *, whole: bool = False) -> dict[str, Any]:
    """Places by events: in each cell the fastest lag, ink by how many responses are reported."""
    responses = told(desk)
    placed = responses.drop_nulls("zone").explode("events").drop_nulls("events")
    cells = placed.group_by("zone", "events").agg(pl.col("lag_days").min(), pl.len().alias("n"))
    events = placed.group_by("events").agg(pl.col("zone").n_unique().alias("n")).sort("n", "events", descending=True)
    shown = sorted(events["events"].head(EVENTS).to_list(), key=_start)
    order = (
        placed.group_by("zone").agg(pl.len().alias("n")).sort("n", "zone", descending=[True, False])["zone"].to_list()
    )
    by_cell = {(row["zone"], row["events"]): row for row in cells.iter_rows(named=True)}
    kept = order if whole else order[:ROWS]
    dates = responses["date"].drop_nulls()
    return {
        "events": [{"id": event, "name": event_name(event)} for event in shown],
        "rows": [
            {
                "zone": zone,
                "name": place_name(zone),
                "cells": [_cell(by_cell.get((zone, event)), lang) for event in shown],
            }
            for zone in kept
        ],
        "more": len(order) - len(kept),
        "places": len(order),
        "first": dates.min() or "–",
        "last": dates.max() or "–",
        "coverage": None,
    }


def _start(event: str) -> str:
    from luoshi.registry.world import registry  # noqa: PLC0415

    found = registry().event_ids.get(event)
    return found.start if found else ""


def _cell(row: dict[str, Any] | None, lang: Lang) -> dict[str, Any] | None:
    if row is None:
        return None
    ink = next((ink for most, ink in INKS if row["n"] <= most), 4)
    lag = row["lag_days"]
    return {
        "text": "·" if lag is None else str(lag),
        "ink": ink,
        "href": f"/place/{row['zone']}?event={row['events']}#responses",
        "title": f"{place_name(row['zone'])} · {event_name(row['events'])} · {row['n']}",
    }


def look(desk: Desk, lang: Lang) -> list[dict[str, str]]:
    """Articles with reading problems, the newest first."""
    t = translator(lang)
    problems = desk.library.table("problems", columns=("article", "title", "uri", "what"), limit=200)
    counted = problems.group_by("article", "title", "uri", maintain_order=True).len("n").head(LOOK)
    return [{**row, "why": t("home.problems", n=row["n"])} for row in counted.iter_rows(named=True)]
