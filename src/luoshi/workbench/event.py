"""One event on one page: who took it up, how fast, with what; where, and whose words."""

from typing import Any

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Template

from luoshi import questions
from luoshi.errors import UsageError
from luoshi.registry.codes import Lang
from luoshi.registry.world import PolicyEvent, registry
from luoshi.workbench import whose
from luoshi.workbench.desk import Desk
from luoshi.workbench.render import language_of, page

SHOWN = 300


@get("/event/{id:str}", sync_to_thread=True)
def event(request: Request[Any, Any, Any], desk: NamedDependency[Desk], id: FromPath[str]) -> Template:
    """One policy event."""
    found = registry().event_ids.get(id)
    if found is None:
        raise UsageError(
            f"There is no event {id!r}.", hint="See the events on the first page, or luoshi registry events."
        )
    lang = language_of(request)
    told = desk.once(("event", id, lang), lambda: context(desk, found, lang))
    return page(request, "event.html", **told)


def context(desk: Desk, event: PolicyEvent, lang: Lang) -> dict[str, Any]:
    """Everything the page shows."""
    import polars as pl  # noqa: PLC0415  (loaded with the first page that needs a frame)

    answer = desk.once(("timeline", event.id), lambda: questions.timeline(desk.library, event=event.id))
    responses = answer.parts["responses"]
    units = desk.library.table("undertakings", event=event.id, columns=("themes", "checkable"))
    by_theme = (
        units.explode("themes").drop_nulls("themes").group_by("themes").agg(pl.len(), pl.col("checkable").sum())
    ).sort("len", "themes", descending=[True, False])
    paragraphs = {
        (row["article"], row["response"]): row["paragraph"]
        for row in responses.select("article", "response", "paragraph").iter_rows(named=True)
    }
    return {
        "event": event,
        "coverage": " ".join(answer.coverage.sentences(lang)),
        "responses": [
            {**row, "order": row["rank"], "zone": row["place"] if row["place"] in registry().bodies else None,
             "subject": row["name"], "unit": None, "paragraph": paragraphs.get((row["article"], row["response"]))}
            for row in answer.table.head(SHOWN).iter_rows(named=True)
        ],
        "themes": [{"theme": theme, "undertakings": n, "checkable": c} for theme, n, c in by_theme.iter_rows()],
        "shares": whose.shares(desk, {(r["article"], r["section"]) for r in responses.iter_rows(named=True)})[:SHOWN],
        "against": whose.has_references(desk),
        "silent": [{"zone": row["place"], "subject": row["name"]} for row in answer.parts["silent"].head(SHOWN).iter_rows(named=True)],
        "export": f"/api/responses?event={event.id}",
    }  # fmt: skip
