"""Charts as SVG pictures: the analysis' own definitions, drawn on the server and kept until the library changes."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Response

from luoshi.analysis import charts
from luoshi.analysis.coverage import Answer
from luoshi.errors import UsageError
from luoshi.questions.phrases import formulation
from luoshi.questions.places import followup, targets, timeline
from luoshi.registry.codes import Lang
from luoshi.workbench import compare as compare_page
from luoshi.workbench.desk import Desk, place_name
from luoshi.workbench.render import language_of

Params = dict[str, str]
POINTS = 150
"""Responses of a place that its chart shows, the newest: more are dots on dots, and the table has them all."""


def _timeline(desk: Desk, event: str) -> Answer:
    return desk.once(("timeline", event), lambda: timeline(desk.library, event=event))


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
    answer = timeline(desk.library, zone, since=params.get("year"), until=params.get("year"), event=params.get("event"))
    newest = answer.parts["responses"].sort("date", descending=True, nulls_last=True).head(POINTS)
    return charts.place(replace(answer, parts={**answer.parts, "responses": newest}), zone, lang=lang)


def _followup(desk: Desk, params: Params, lang: Lang) -> Any:
    zone = params["zone"]
    answer = desk.once(("followup", zone), lambda: followup(desk.library, zone))
    return charts.followup(answer, name=place_name(zone), lang=lang)


def _spread(desk: Desk, params: Params, lang: Lang) -> Any:
    return charts.spread(formulation(desk.library, params["text"]), params["text"], lang=lang)


def _targets(desk: Desk, params: Params, lang: Lang) -> Any:
    return charts.targets(targets(desk.library, indicator=params.get("indicator") or None), lang=lang)


DRAWN: dict[str, Callable[[Desk, Params, Lang], Any]] = {
    "lag": _lag, "map": _map, "compare": _compare, "place": _place, "followup": _followup, "spread": _spread,
    "targets": _targets,
}  # fmt: skip


@get("/chart/{name:str}", sync_to_thread=True)
def chart(request: Request[Any, Any, Any], desk: NamedDependency[Desk], name: FromPath[str]) -> Response[str]:
    """One chart as SVG; its address holds what it is of."""
    draw = DRAWN.get(name.removesuffix(".svg"))
    if draw is None:
        raise UsageError(f"There is no chart {name!r}.", hint=f"Charts: {', '.join(DRAWN)}.")
    lang = language_of(request)
    params = {key: value for key, value in request.query_params.items() if key != "lang"}
    try:
        drawn = desk.once(("chart", name, lang, *sorted(params.items())), lambda: charts.svg(draw(desk, params, lang)))
    except KeyError as error:
        raise UsageError(f"The chart {name} needs {error}.", hint="Open it from a page.") from error
    # A picture's own style is not the page's: the page shows it as an image and runs nothing of it.
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"
    return Response(drawn, media_type="image/svg+xml", headers={"content-security-policy": policy})
