"""Home: what the library holds, event by place, the newest articles, and what needs a look."""

from collections import Counter, defaultdict
from typing import Any

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import FromQuery
from litestar.response import Template

from luoshi.registry.codes import Lang
from luoshi.registry.world import registry
from luoshi.store.contract import Doubt, TakenUp, Uptake
from luoshi.workbench import shelf
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
        matrix=desk.once(("matrix", whole), lambda: matrix(desk, whole=whole)),
        newest=desk.once("newest", lambda: desk.library.page("articles", limit=NEWEST).rows),
        look=desk.once(("look", lang), lambda: look(desk, lang)),
    )


def uptake(desk: Desk) -> Uptake:
    """What zones have taken up, behind the matrix."""
    return desk.once("uptake", desk.library.store.uptake)


def matrix(desk: Desk, *, whole: bool = False) -> dict[str, Any]:
    """Places by events: in each cell the fastest lag, ink by how many responses are reported."""
    told = uptake(desk)
    of_event: Counter[str] = Counter()
    cells: dict[str, dict[str, TakenUp]] = defaultdict(dict)
    for cell in told.cells:
        of_event[cell.event] += 1
        cells[cell.zone][cell.event] = cell
    shown = sorted(_most(of_event)[:EVENTS], key=_start)
    # Places that took up most of the events shown come first, those that took up others only last.
    held = {zone: [found[event].responses for event in shown if event in found] for zone, found in cells.items()}
    order = sorted(held, key=lambda zone: (-len(held[zone]), -sum(held[zone]), zone))
    kept = order if whole else order[:ROWS]
    return {
        "events": [{"id": event, "name": event_name(event)} for event in shown],
        "rows": [
            {"zone": zone, "name": place_name(zone), "cells": [_cell(cells[zone].get(event)) for event in shown]}
            for zone in kept
        ],
        "more": len(order) - len(kept),
        "places": len(order),
        "first": told.first or "–",
        "last": told.last or "–",
    }


def _start(event: str) -> str:
    found = registry().event_ids.get(event)
    return found.start if found else ""


def _most(counts: Counter[str]) -> list[str]:
    """The most frequent first, equals by name."""
    return sorted(counts, key=lambda name: (-counts[name], name))


def _cell(told: TakenUp | None) -> dict[str, Any] | None:
    if told is None:
        return None
    return {
        "text": "·" if told.lag_days is None else str(told.lag_days),
        "ink": next((ink for most, ink in INKS if told.responses <= most), 4),
        "href": f"/place/{told.zone}?event={told.event}#responses",
        "title": f"{place_name(told.zone)} · {event_name(told.event)} · {told.responses}",
    }


def look(desk: Desk, lang: Lang) -> list[dict[str, Any]]:
    """Articles whose reading met problems or is unsure of units, with what is the matter."""
    t = translator(lang)
    return [
        {
            "article": doubt.article,
            "name": doubt.title or shelf.told(doubt.uri),
            "why": " · ".join(t(f"home.{name}", n=n) for name, n in _matters(doubt) if n),
        }
        for doubt in desk.library.store.doubts(LOOK)
    ]


def _matters(doubt: Doubt) -> tuple[tuple[str, int], ...]:
    return ("problems", doubt.problems), ("doubtful", doubt.doubtful)
