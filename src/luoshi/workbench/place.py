"""One place on one page, all years: responses, undertakings in chains, industries, people in office, its own words."""

from collections.abc import Callable
from concurrent.futures import TimeoutError as LateError
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Template

from luoshi import questions
from luoshi.errors import UsageError
from luoshi.registry.codes import Lang
from luoshi.registry.world import registry
from luoshi.workbench import whose
from luoshi.workbench.desk import Desk, event_name, place_name
from luoshi.workbench.language import translator
from luoshi.workbench.render import language_of, page
from luoshi.workbench.tables import Start, Table, paged

if TYPE_CHECKING:
    import polars

SHOWN = 80
PEOPLE = 60
INDUSTRIES = 60
CHAINS = 25
LINKS = 8
"""Chains of a page, and the links of one that are told; the rest is in the table to take away."""

_PLACED = ("article", "subject", "zone", "date", "published")
_QUOTED = (*_PLACED, "paragraph", "spans", "quote")
_RESPONSE = (*_QUOTED, "date_text", "lag_days", "kind", "events", "event_texts")
_UNDERTAKING = (*_QUOTED, "unit", "continues", "themes", "checkable")


@get("/place/{zone:str}", sync_to_thread=True)
def place(
    request: Request[Any, Any, Any],
    desk: NamedDependency[Desk],
    zone: FromPath[str],
    year: FromQuery[str | None] = None,
    event: FromQuery[str | None] = None,
    checkable: FromQuery[str] = "1",
    start: Start = 0,
) -> Template:
    """One place; `year` narrows responses and undertakings to one year, `event` to what takes it up."""
    lang = language_of(request)
    asked = {name: value for name, value in (("year", year), ("event", event)) if value}
    only = checkable == "1"
    key = ("place", zone, year, event, only, start, lang)
    coming = desk.soon(("chains", zone, lang), lambda: _chains(desk, zone, lang))
    told = desk.once(key, lambda: context(desk, zone, asked, lang, only=only, start=start))
    try:
        chains = coming.result(timeout=desk.serving.promptness)
    except LateError:
        return page(request, "place.html", unfinished=True, event_name=event_name, chains=None, **told)
    return page(request, "place.html", event_name=event_name, chains=chains, **told)


def context(desk: Desk, zone: str, asked: dict[str, str], lang: Lang, *, only: bool, start: int) -> dict[str, Any]:
    """Everything the page shows."""
    import polars as pl  # noqa: PLC0415  (loaded with the first page that needs a frame)

    from luoshi.analysis.coverage import coverage  # noqa: PLC0415

    t = translator(lang)
    body = registry().bodies.get(zone)
    units = desk.library.table("units", zone=zone, columns=_PLACED)
    responses = desk.library.table("responses", zone=zone, columns=_RESPONSE)
    if responses.is_empty() and units.is_empty():
        raise UsageError(
            f"Nothing in this library is about {body.short if body else zone}.",
            hint="See the places on the first page.",
        )
    rests_on = coverage(units)
    years = sorted({date[:4] for date in units["date"].drop_nulls()} | {d[:4] for d in responses["date"].drop_nulls()})
    told = desk.library.table("undertakings", zone=zone, columns=_UNDERTAKING, event=asked.get("event"))
    undertakings = _whole(_asked(told, asked.get("year")))
    shown = (undertakings.filter(pl.col("checkable")) if only else undertakings).sort(
        "date", descending=True, nulls_last=True, maintain_order=True
    )
    answered = _asked(responses, asked.get("year"))
    if "event" in asked:
        answered = answered.filter(pl.col("events").list.contains(asked["event"]))
    industries, people = _industries(desk, zone, years), _people(desk, zone)
    taken = urlencode({"zone": zone, **({"event": asked["event"]} if "event" in asked else {}),
                       **({"since": asked["year"], "until": asked["year"]} if "year" in asked else {})})  # fmt: skip
    rows = Table("", [], [()] * shown.slice(start, SHOWN).height)
    narrowed = {**asked, "checkable": "1" if only else "0"}
    return {
        "zone": zone,
        "name": place_name(zone, next(iter(units["subject"].drop_nulls()), None)),
        "facts": _facts(zone, rests_on.articles, years, t),
        "coverage": " ".join(rests_on.sentences(lang)),
        "years": years,
        "year": asked.get("year"),
        "event": asked.get("event"),
        "asked": urlencode(asked),
        "checkable": only,
        "responses": [
            _row(row)
            for row in answered.sort("date", descending=True, nulls_last=True).head(SHOWN).iter_rows(named=True)
        ],
        "all_responses": answered.height,
        "undertakings": [_row(row) for row in shown.slice(start, SHOWN).iter_rows(named=True)],
        "pages": paged(rows, f"/place/{zone}", narrowed, start, shown.height, size=SHOWN),
        "industries": industries[:INDUSTRIES],
        "all_industries": len(industries),
        "people": people[:PEOPLE],
        "all_people": len(people),
        "own": whose.own_words(desk, zone),
        "charts": {"timeline": f"/chart/place.svg?{urlencode({'zone': zone, 'lang': lang, **asked})}"},
        "export": f"/api/undertakings?{taken}" + ("&checkable=true" if only else ""),
        "export_responses": f"/api/responses?{taken}",
    }


def _facts(zone: str, articles: int, years: list[str], t: Callable[..., str]) -> str:
    """Where the place is, since when it is a zone, what the library has on it."""
    body = registry().bodies.get(zone)
    facts = [] if body is None else [body.province, t("place.approved", year=body.approved)]
    span = "–".join(dict.fromkeys((years[0], years[-1]))) if years else "–"
    return " · ".join(fact for fact in (*facts, t("place.articles", n=articles, years=span)) if fact)


def _asked(frame: "polars.DataFrame", year: str | None) -> "polars.DataFrame":
    import polars as pl  # noqa: PLC0415

    return frame.filter(pl.col("date").str.starts_with(year)) if year else frame


def _whole(units: "polars.DataFrame") -> "polars.DataFrame":
    """Sentences that print has cut over several lines as one row, at the place of their first piece."""
    import polars as pl  # noqa: PLC0415

    rows = units.select("article", "unit", "continues", "quote").rows()
    held = {(article, unit) for article, unit, _, _ in rows}
    after = {
        (article, before): place for place, (article, _, before, _) in enumerate(rows) if (article, before) in held
    }
    words = [quote for _, _, _, quote in rows]
    joined = set(after.values())
    for place, (article, unit, _, _) in enumerate(rows):
        here = unit
        while place not in joined and (found := after.get((article, here))) is not None:
            here = rows[found][1]
            words[place] += rows[found][3]
    return units.with_columns(pl.Series("quote", words, dtype=pl.String)).filter(
        pl.Series([place not in joined for place in range(len(rows))], dtype=pl.Boolean)
    )


def _row(row: dict[str, Any]) -> dict[str, Any]:
    """A row with both places that a link to its words may need."""
    return {"unit": None, "paragraph": None, **row}


def _chains(desk: Desk, zone: str, lang: Lang) -> list[dict[str, Any]]:
    """Undertakings taken up again, each chain as its quotations in time with how each takes up the one before."""
    if not desk.library.table("units", zone=zone, reprints=False, columns=("article",), limit=1).height:
        return []
    import polars as pl  # noqa: PLC0415

    links = desk.once(("followup", zone), lambda: questions.followup(desk.library, zone)).table
    taken_up = links.filter(pl.col("relation") != "not_mentioned_again")["chain"].unique()
    chains: dict[int, list[dict[str, Any]]] = {}
    for link in links.filter(pl.col("chain").is_in(taken_up.implode())).iter_rows(named=True):
        chain = chains.setdefault(link["chain"], [])
        if not chain:
            chain.append(_end(link, "earlier"))
        chain.append({**_end(link, "later"), "relation": link["relation"], "differs": _differs(link, lang)})
    return [
        {"links": chain[: LINKS + 1], "more": max(0, len(chain) - LINKS - 1)}
        for chain in list(chains.values())[:CHAINS]
    ]


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
    return [{"name": name, "counts": [counts[name].get(year, 0) for year in years]} for name in order]


def _people(desk: Desk, zone: str) -> list[dict[str, Any]]:
    """People with an office, with their first and last mention."""
    frame = desk.library.table("people", zone=zone, columns=("name", "office", "date"))
    if frame.is_empty():
        return []
    import polars as pl  # noqa: PLC0415

    held = (
        frame.filter(pl.col("office").is_not_null() & (pl.col("office") != ""))
        .group_by("name", "office")
        .agg(pl.col("date").min().alias("first"), pl.col("date").max().alias("last"))
    )
    return list(held.sort("last", "name", descending=[True, False], nulls_last=True).iter_rows(named=True))
