"""Two to six places or events side by side, by theme, industry or modality; a cell opens its quotations."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import FromQuery
from litestar.response import Template

from luoshi import questions
from luoshi.errors import LuoshiError, UsageError
from luoshi.registry.codes import Lang
from luoshi.workbench.desk import Desk, event_name, place_name
from luoshi.workbench.language import labeller, translator
from luoshi.workbench.render import language_of, page

if TYPE_CHECKING:
    from luoshi.analysis.coverage import Answer

MOST = 6
ROWS = 40
QUOTED = 100
INKS = (0.02, 0.08, 0.2)
FAMILY = {"themes": "theme", "modality": "modality"}


@get("/compare", sync_to_thread=True)
def compare(
    request: Request[Any, Any, Any],
    desk: NamedDependency[Desk],
    columns: FromQuery[str] = "zones",
    rows: FromQuery[str] = "themes",
    measure: FromQuery[str] = "undertakings",
    which: FromQuery[str] = "",
    cell: FromQuery[str | None] = None,
) -> Template:
    """A comparison: `columns` zones or events, `which` of them, `rows` themes, industries or modality."""
    lang = language_of(request)
    names = names_of(desk, columns)
    chosen = _split(which)
    shown: dict[str, Any] = {"table": None, "fault": None}
    try:
        if chosen:
            keys = [_key(name, columns, [key for key, _ in names]) for name in chosen[:MOST]]
            shown = context(desk, keys, columns, rows, measure, cell, lang)
            chosen = keys
    except LuoshiError as error:
        shown["fault"] = error
    known = dict(names)
    address = {"columns": columns, "rows": rows, "measure": measure}
    more = [
        {"name": name, "href": f"/compare?{urlencode({**address, 'which': ' '.join([*chosen, key])})}"}
        for key, name in names
        if key not in chosen
    ]
    return page(
        request, "compare.html", columns=columns, rows=rows, measure=measure, names=names, chosen=chosen,
        which="、".join(known.get(key, key) for key in chosen), more=more if len(chosen) < MOST else [], **shown,
    )  # fmt: skip


def asked(desk: Desk, which: str, columns: str, rows: str, measure: str) -> "Answer":
    """The comparison of the named places or events."""
    known = [key for key, _ in names_of(desk, columns)]
    keys = [_key(name, columns, known) for name in _split(which)[:MOST]]
    return _answer(desk, keys, columns, rows, measure)


def _split(which: str) -> list[str]:
    return which.replace("、", " ").replace(",", " ").split()


def names_of(desk: Desk, columns: str) -> list[tuple[str, str]]:
    """Ids and names of the places or events of the library, those with most responses first."""
    return desk.once(("names", columns), lambda: _names(desk, columns))


def _names(desk: Desk, columns: str) -> list[tuple[str, str]]:
    responses = desk.table("responses", ("zone", "events"))
    if columns == "events":
        counts = responses.explode("events").drop_nulls("events")["events"].value_counts(sort=True)
        return [(key, event_name(key)) for key in counts["events"]]
    counts = responses.drop_nulls("zone")["zone"].value_counts(sort=True)
    return [(key, place_name(key)) for key in counts["zone"]]


def _key(name: str, columns: str, known: list[str]) -> str:
    from luoshi.analysis.places import find_event, find_place  # noqa: PLC0415  (loaded with the first comparison)

    return find_event(name).id if columns == "events" else find_place(name, known)


def context(
    desk: Desk, keys: list[str], columns: str, rows: str, measure: str, cell: str | None, lang: Lang
) -> dict[str, Any]:
    """The table with its links, and the quotations of the chosen cell."""
    if columns not in ("zones", "events") or rows not in ("themes", "industries", "modality"):
        raise UsageError(
            f"{columns} by {rows} cannot be compared.",
            hint="Compare zones or events by themes, industries or modality.",
        )
    answer = _answer(desk, keys, columns, rows, measure)
    if answer.table.is_empty():
        raise UsageError("Nothing in this library on these.", hint="See the first page for what it holds.")
    address = {"columns": columns, "rows": rows, "measure": measure, "which": " ".join(keys)}
    chosen = tuple(cell.split("|", 1)) if cell and "|" in cell else None
    cells = {(row["row"], row["column"]): row for row in answer.table.iter_rows(named=True)}
    weight: dict[str, int] = {}
    for (_, column), row in cells.items():
        weight[column] = weight.get(column, 0) + row["count"]
    order = sorted((column for column in weight if weight[column]), key=lambda column: (-weight[column], column))[:ROWS]
    label = labeller(lang)
    few = {row["row"]: row["few"] for row in cells.values()}
    return {
        "coverage": " ".join(answer.coverage.sentences(lang)),
        "heads": [
            {
                **_head(key, columns, few=bool(few.get(key)), lang=lang),
                "without": f"/compare?{urlencode({**address, 'which': ' '.join(other for other in keys if other != key)})}",
            }
            for key in keys
        ],
        "table": [
            {
                "label": label(FAMILY[rows], column) if rows in FAMILY else column,
                "cells": [_cell(cells.get((key, column)), address, (key, column), chosen, measure) for key in keys],
            }
            for column in order
        ],
        "quotations": _quotations(desk, answer, chosen) if chosen else None,
        "quotations_title": _title(chosen, columns, rows, lang) if chosen else "",
        "export": f"/api/compare?{urlencode(address)}",
        "chart": f"/chart/compare.svg?{urlencode({**address, 'lang': lang})}",
        "fault": None,
    }


def _answer(desk: Desk, keys: list[str], columns: str, rows: str, measure: str) -> "Answer":
    """The comparison, once for its page, its chart and its table to take away."""

    def compared() -> "Answer":
        return questions.compare(desk.library, rows=columns, columns=rows, measure=measure, only=keys)  # type: ignore[arg-type]

    return desk.once(("compare", tuple(keys), columns, rows, measure), compared)


def _head(key: str, columns: str, *, few: bool, lang: Lang) -> dict[str, str]:
    name, href = (event_name(key), f"/event/{key}") if columns == "events" else (place_name(key), f"/place/{key}")
    return {"name": name, "href": href, "note": translator(lang)("compare.few") if few else ""}


def _cell(
    row: dict[str, Any] | None,
    address: dict[str, str],
    key: tuple[str, str],
    chosen: tuple[str, ...] | None,
    measure: str,
) -> dict[str, Any]:
    if row is None or not row["count"]:
        return {"count": 0, "ink": 0, "chosen": False}
    share = row["share"] or 0.0
    return {
        "count": row["count"],
        "text": f"{100 * share:.0f}" if measure == "share" else str(row["count"]),
        "title": f"{row['count']} / {row['of']} · {100 * share:.0f} % ({100 * row['low']:.0f}–{100 * row['high']:.0f})",
        "ink": 1 + sum(share >= step for step in INKS),
        "chosen": key == chosen,
        "stands_out": {"more": 1, "less": -1}.get(row["differs"] or "", 0),
        "href": f"/compare?{urlencode({**address, 'cell': '|'.join(key)})}#quotations",
    }


def _quotations(desk: Desk, answer: "Answer", chosen: tuple[str, ...]) -> list[dict[str, Any]]:
    quoted = questions.quotations(desk.library, answer, row=chosen[0], column=chosen[1], limit=QUOTED)
    return [{**row, "subject": row["row_name"]} for row in quoted.iter_rows(named=True)]


def _title(chosen: tuple[str, ...], columns: str, rows: str, lang: Lang) -> str:
    name = event_name(chosen[0]) if columns == "events" else place_name(chosen[0])
    return f"{name} · {labeller(lang)(FAMILY[rows], chosen[1]) if rows in FAMILY else chosen[1]}"
