"""What each chart of the pages is drawn from: the analysis' own definitions over the library's answers. Altair and polars
come with it, so it is loaded with the first chart (see charts)."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import polars as pl

from luoshi import questions
from luoshi.analysis import charts
from luoshi.analysis.coverage import Answer
from luoshi.registry.codes import Lang
from luoshi.workbench import compare as compare_page
from luoshi.workbench import lists
from luoshi.workbench.desk import Desk, place_name

Params = dict[str, str]
POINTS = 150
"""Responses of a place that its chart shows, the newest: more are dots on dots, and the table has them all."""


def _timeline(desk: Desk, event: str) -> Answer:
    return desk.once(("timeline", event), lambda: questions.timeline(desk.library, event=event))


def _lag(desk: Desk, params: Params, lang: Lang) -> Any:
    return charts.lag(_timeline(desk, params["event"]), lang=lang)


def _map(desk: Desk, params: Params, lang: Lang) -> Any:
    answer = _timeline(desk, params["event"])
    counted = answer.table.group_by("province").len("count")
    return charts.tiles(counted, answer.coverage, lang=lang)


def _compare(desk: Desk, params: Params, lang: Lang) -> Any:
    answer = compare_page.asked(desk, params["which"], params["columns"], params["rows"], params["measure"])
    return charts.compare(answer, lang=lang)


def _place(desk: Desk, params: Params, lang: Lang) -> Any:
    zone = params["zone"]
    answer = questions.timeline(
        desk.library, zone, since=params.get("year"), until=params.get("year"), event=params.get("event")
    )
    newest = answer.parts["responses"].sort("date", descending=True, nulls_last=True).head(POINTS)
    return charts.place(replace(answer, parts={**answer.parts, "responses": newest}), zone, lang=lang)


def _followup(desk: Desk, params: Params, lang: Lang) -> Any:
    zone = params["zone"]
    answer = desk.once(("followup", zone), lambda: questions.followup(desk.library, zone))
    return charts.followup(answer, name=place_name(zone), lang=lang)


def _spread(desk: Desk, params: Params, lang: Lang) -> Any:
    return charts.spread(lists.formulation_of(desk, params["text"]), params["text"], lang=lang)


def _targets(desk: Desk, params: Params, lang: Lang) -> Any:
    return charts.targets(lists.targets_of(desk, params.get("zone", ""), params.get("indicator", "")), lang=lang)


def _industries(desk: Desk, params: Params, lang: Lang) -> Any:
    answer = lists.industries_of(desk, params.get("zone", ""))
    if industry := params.get("industry"):
        told = answer.table.filter(pl.col("industry").str.contains(industry, literal=True))
        answer = replace(answer, table=told)
    return charts.industries(answer, lang=lang)


DRAWN: dict[str, Callable[[Desk, Params, Lang], Any]] = {
    "lag": _lag, "map": _map, "compare": _compare, "place": _place, "followup": _followup, "spread": _spread,
    "targets": _targets, "industries": _industries,
}  # fmt: skip


def drawn(draw: Callable[[Desk, Params, Lang], Any], desk: Desk, params: Params, lang: Lang) -> str:
    """One chart as SVG."""
    return charts.svg(draw(desk, params, lang))
