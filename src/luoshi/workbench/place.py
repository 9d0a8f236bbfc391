"""One place on one page, all years: responses, undertakings in chains, industries, people in office, its own words."""

from typing import Any

import polars as pl
from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Template

from luoshi.analysis.coverage import coverage
from luoshi.errors import UsageError
from luoshi.questions.places import followup
from luoshi.registry.codes import Lang
from luoshi.registry.world import registry
from luoshi.workbench import whose
from luoshi.workbench.desk import Desk, event_name, place_name
from luoshi.workbench.language import translator
from luoshi.workbench.render import language_of, page

SHOWN = 80
CHAINS = 25


@get("/place/{zone:str}", sync_to_thread=True)
def place(
    request: Request[Any, Any, Any],
    desk: NamedDependency[Desk],
    zone: FromPath[str],
    year: FromQuery[str | None] = None,
    checkable: FromQuery[str] = "1",
) -> Template:
    """One place; `year` narrows the responses and undertakings to one year."""
    lang = language_of(request)
    only = checkable == "1"
    told = desk.once(("place", zone, year, only, lang), lambda: context(desk, zone, year, lang, only=only))
    return page(request, "place.html", event_name=event_name, **told)


def context(desk: Desk, zone: str, year: str | None, lang: Lang, *, only: bool) -> dict[str, Any]:
    """Everything the page shows."""
    t = translator(lang)
    body = registry().bodies.get(zone)
    responses = desk.library.table("responses", zone=zone)
    units = desk.library.table("units", zone=zone)
    if responses.is_empty() and units.is_empty():
        raise UsageError(
            f"Nothing in this library is about {body.short if body else zone}.",
            hint="See the places on the first page.",
        )
    rests_on = coverage(units)
    years = sorted({date[:4] for date in units["date"].drop_nulls()} | {d[:4] for d in responses["date"].drop_nulls()})
    in_year = _in_year(units, year)
    undertakings = in_year.filter(pl.col("modality") == "undertaking")
    facts = [] if body is None else [body.province, t("place.approved", year=body.approved)]
    facts.append(
        t("place.articles", n=rests_on.articles, first=years[0] if years else "–", last=years[-1] if years else "–")
    )
    return {
        "zone": zone,
        "name": place_name(zone, next(iter(units["subject"].drop_nulls()), None)),
        "facts": " · ".join(facts),
        "coverage": " ".join(rests_on.sentences(lang)),
        "years": years,
        "year": year,
        "checkable": only,
        "responses": [
            _row(row)
            for row in _in_year(responses, year)
            .sort("date", descending=True, nulls_last=True)
            .head(SHOWN)
            .reverse()
            .iter_rows(named=True)
        ],
        "chains": _chains(desk, zone, lang),
        "undertakings": [
            _row(row)
            for row in (undertakings.filter(pl.col("checkable")) if only else undertakings)
            .sort("date", descending=True, nulls_last=True)
            .head(SHOWN)
            .iter_rows(named=True)
        ],
        "industries": _industries(desk, zone, years),
        "people": _people(desk, zone),
        "own": whose.own_words(desk, zone),
        "charts": {"timeline": f"/chart/place.svg?zone={zone}&lang={lang}"},
        "export": f"/api/undertakings?zone={zone}"
        + (f"&since={year}&until={year}" if year else "")
        + ("&checkable=true" if only else ""),
    }


def _in_year(frame: pl.DataFrame, year: str | None) -> pl.DataFrame:
    return frame.filter(pl.col("date").str.starts_with(year)) if year else frame


def _row(row: dict[str, Any]) -> dict[str, Any]:
    """A row with both places that a link to its words may need."""
    return {"unit": None, "paragraph": None, **row}


def _chains(desk: Desk, zone: str, lang: Lang) -> list[list[dict[str, Any]]]:
    """Undertakings taken up again, each chain as its quotations in time with how each takes up the one before."""
    if not desk.library.table("units", zone=zone, reprints=False, columns=("article",), limit=1).height:
        return []
    links = desk.once(("followup", zone), lambda: followup(desk.library, zone)).table
    taken_up = links.filter(pl.col("relation") != "not_mentioned_again")["chain"].unique()
    chains: dict[int, list[dict[str, Any]]] = {}
    for link in links.filter(pl.col("chain").is_in(taken_up.implode())).iter_rows(named=True):
        chain = chains.setdefault(link["chain"], [])
        if not chain:
            chain.append(_end(link, "earlier"))
        chain.append({**_end(link, "later"), "relation": link["relation"], "differs": _differs(link, lang)})
    return list(chains.values())[:CHAINS]


def _end(link: dict[str, Any], end: str) -> dict[str, Any]:
    """One side of a link as a row."""
    fields = ("article", "unit", "date", "quote")
    return {"paragraph": None, "relation": None, **{name: link[f"{end}_{name}"] for name in fields}}


def _differs(link: dict[str, Any], lang: Lang) -> str:
    """What was gained, lost and changed, in words."""
    t = translator(lang)
    parts = [
        t(f"relation.differs_{name}", words="、".join(link[name]))
        for name in ("gained", "lost", "changed")
        if link[name]
    ]
    if link["relation"] == "not_mentioned_again":
        parts.append(t("relation.differs_later", n=link["later_articles"]))
    return "；".join(parts)


def _industries(desk: Desk, zone: str, years: list[str]) -> list[dict[str, Any]]:
    """Industries by year, those named in most years first."""
    frame = desk.library.table("industries", zone=zone, columns=("name", "date"))
    counts: dict[str, dict[str, int]] = {}
    for name, date in frame.iter_rows():
        if date:
            by_year = counts.setdefault(name, {})
            by_year[date[:4]] = by_year.get(date[:4], 0) + 1
    order = sorted(counts, key=lambda name: (-len(counts[name]), -sum(counts[name].values()), name))
    return [{"name": name, "counts": [counts[name].get(year, 0) for year in years]} for name in order[:60]]


def _people(desk: Desk, zone: str) -> list[dict[str, Any]]:
    """People with an office, with their first and last mention."""
    frame = desk.library.table("people", zone=zone, columns=("name", "office", "date"))
    if frame.is_empty():
        return []
    held = (
        frame.filter(pl.col("office").is_not_null() & (pl.col("office") != ""))
        .group_by("name", "office")
        .agg(pl.col("date").min().alias("first"), pl.col("date").max().alias("last"))
    )
    return list(held.sort("last", "name", descending=[True, False], nulls_last=True).iter_rows(named=True))
