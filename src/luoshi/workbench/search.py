"""Search: one line, facets on the left, sentences in context."""

from typing import Any
from urllib.parse import urlencode

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import FromQuery
from litestar.response import Template

from luoshi.errors import LuoshiError
from luoshi.registry.codes import Lang
from luoshi.store.contract import Hit
from luoshi.workbench.desk import Desk, event_name, place_name
from luoshi.workbench.language import labeller, translator
from luoshi.workbench.render import language_of, page

SIZE = 20
FACETS = ("zone", "event", "theme", "modality", "checkable", "industry", "year")
CHOICES = 12


def asked_filters(params: dict[str, Any]) -> dict[str, Any]:
    """The library's filters from an address: zone, event, theme, modality, industry, checkable, year or from and to."""
    asked: dict[str, Any] = {
        name: params[name] for name in ("zone", "event", "theme", "modality", "industry") if params.get(name)
    }
    if params.get("checkable") in ("1", "true"):
        asked["checkable"] = True
    if params.get("year"):
        asked["since"] = asked["until"] = params["year"]
    for name, bound in (("from", "since"), ("to", "until")):
        if params.get(name):
            asked[bound] = params[name]
    return asked


@get("/search", sync_to_thread=True)
def search(
    request: Request[Any, Any, Any], desk: NamedDependency[Desk], q: FromQuery[str] = "", start: FromQuery[int] = 0,
    cursor: FromQuery[str | None] = None,
) -> Template:  # fmt: skip
    """The search page. Without words it lists what the facets leave, the newest first."""
    lang = language_of(request)
    params = {
        name: value
        for name, value in request.query_params.items()
        if value and name not in ("lang", "look", "start", "cursor", "q")
    }
    shown: dict[str, Any] = {"hits": None, "fault": None, "total": 0, "more": False, "next": None, "export": ""}
    facets: list[dict[str, Any]] = []
    try:
        if q or params:
            asked = asked_filters(params)
            counts = desk.once(("facets", q, *sorted(params.items())), lambda: desk.library.facets(q, FACETS, **asked))
            if q.strip():
                shown |= _found(desk, q, asked, max(start, 0), params)
            else:
                shown |= _listed(desk, asked, cursor, params)
                shown["total"] = sum(n for _, n in counts["modality"])
        else:
            counts = whole(desk)
        facets = _facets(counts, q, params, lang)
    except LuoshiError as error:
        shown["fault"] = error
    return page(request, "search.html", query_text=q, kept=list(params.items()), facets=facets, **shown)


def whole(desk: Desk) -> dict[str, list[tuple[Any, int]]]:
    """The facets of all that the library holds."""
    return desk.once("facets", lambda: desk.library.facets("", FACETS))


def _found(desk: Desk, q: str, asked: dict[str, Any], start: int, params: dict[str, str]) -> dict[str, Any]:
    hits = desk.library.search(q, limit=SIZE, offset=start, **asked)
    address = urlencode({"q": q, **params})
    more = start + len(hits.hits) < hits.total
    return {
        "hits": [_hit(hit) for hit in hits.hits],
        "total": hits.total,
        "more": hits.more,
        "next": f"/search?{address}&start={start + SIZE}" if more else None,
        "export": f"/api/search?{address}",
    }


def _listed(desk: Desk, asked: dict[str, Any], cursor: str | None, params: dict[str, str]) -> dict[str, Any]:
    """The units that the filters leave, as hits without marks."""
    found = desk.library.page("units", limit=SIZE, cursor=cursor, **asked)
    taken = {name: "true" if value is True else value for name, value in asked.items()}
    return {
        "hits": [{**row, "runs": [(row["quote"], False)]} for row in found.rows],
        "next": f"/search?{urlencode({**params, 'cursor': found.cursor})}" if found.cursor else None,
        "export": f"/api/units?{urlencode(taken)}",
    }


def _hit(hit: Hit) -> dict[str, Any]:
    """A hit with its text cut into runs, marked and not."""
    runs, place = [], 0
    for start, end in hit.marks:
        runs += [(hit.text[place:start], False), (hit.text[start:end], True)]
        place = end
    runs.append((hit.text[place:], False))
    fields = ("article", "unit", "paragraph", "zone", "subject", "date", "published", "title", "uri", "modality",
              "checkable", "themes")  # fmt: skip
    return {**{name: getattr(hit, name) for name in fields}, "runs": [run for run in runs if run[0]]}


def _facets(
    counts: dict[str, list[tuple[Any, int]]], q: str, params: dict[str, str], lang: Lang
) -> list[dict[str, Any]]:
    """Each facet with its choices: a link that adds the choice, or takes it back where it is made."""
    out = []
    for name in FACETS:
        choices = [
            _choice(name, value, count, q, params, lang) for value, count in counts.get(name, [])[:CHOICES] if value
        ]
        if params.get(name) and not any(choice["chosen"] for choice in choices):
            choices.insert(0, _choice(name, params[name], None, q, params, lang))
        if choices:
            out.append({"name": name, "choices": choices})
    return out


def _choice(name: str, value: Any, count: int | None, q: str, params: dict[str, str], lang: Lang) -> dict[str, Any]:
    written = "1" if value is True else str(value)
    chosen = params.get(name) == written
    rest = {key: kept for key, kept in params.items() if key != name}
    address = {"q": q, **rest} if chosen else {"q": q, **params, name: written}
    return {
        "label": _label(name, value, lang),
        "count": count,
        "chosen": chosen,
        "href": f"/search?{urlencode(address)}",
    }


def _label(name: str, value: Any, lang: Lang) -> str:
    if name == "zone":
        return place_name(str(value))
    if name == "event":
        return event_name(str(value))
    if name in ("theme", "modality"):
        return labeller(lang)(name, str(value))
    return translator(lang)("facet.only_checkable") if name == "checkable" else str(value)
