"""Formulations, targets and industries: the analysis as tables whose every row leads to its quotations."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

import polars as pl
from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import FromQuery
from litestar.response import Template

from luoshi.analysis.coverage import Answer
from luoshi.errors import LuoshiError
from luoshi.questions import phrases, places
from luoshi.registry.codes import Lang
from luoshi.workbench.desk import Desk, place_name
from luoshi.workbench.language import translator
from luoshi.workbench.render import language_of, page

SHOWN = 100


class Column:
    """A column of a page's table: the key of its head, the frame's column, and where its cells lead."""

    def __init__(self, head: str, name: str, *, numeric: bool = False, leads: str | None = None) -> None:
        self.head, self.name, self.numeric, self.leads = head, name, numeric, leads


PLACE = Column("word.place", "place", leads="place")
QUOTE = Column("word.words", "quote", leads="article")


@get("/formulations", sync_to_thread=True)
def formulations(request: Request[Any, Any, Any], desk: NamedDependency[Desk], text: FromQuery[str] = "") -> Template:
    """Set phrases: one of them over time, or the new and the national ones."""
    lang = language_of(request)
    t = translator(lang)
    form = [{"name": "text", "label": t("list.formulation_form"), "value": text}]
    if text:
        return _page(
            request, desk, t("list.formulation", text=text), ("formulation", text), form, lambda: _one(desk, text, lang)
        )
    return _page(request, desk, t("nav.formulations"), ("formulations",), form, lambda: _many(desk, lang))


@get("/targets", sync_to_thread=True)
def targets(request: Request[Any, Any, Any], desk: NamedDependency[Desk], indicator: FromQuery[str] = "") -> Template:
    """Indicators by place and year, what is aimed at beside what was reached."""
    t = translator(language_of(request))
    form = [{"name": "indicator", "label": t("record.indicator"), "value": indicator}]

    def parts() -> tuple[Answer, list[dict[str, Any]]]:
        answer = places.targets(desk.library, indicator=indicator or None)
        shown = (PLACE, Column("record.indicator", "indicator"), Column("word.unit", "unit"), Column("facet.year", "year"),
                 Column("word.target", "target", numeric=True, leads="side"), Column("word.achieved", "achieved", numeric=True, leads="side"))  # fmt: skip
        return answer, [_part(t("list.targets"), answer.table, shown, language_of(request))]

    return _page(request, desk, t("nav.targets"), ("targets", indicator), form, parts)


@get("/industries", sync_to_thread=True)
def industries(request: Request[Any, Any, Any], desk: NamedDependency[Desk]) -> Template:
    """Place by industry and year, with what is new and what is gone."""
    lang = language_of(request)
    t = translator(lang)

    def parts() -> tuple[Answer, list[dict[str, Any]]]:
        answer = places.industries(desk.library)
        shown = (PLACE, Column("word.industry", "industry", leads="search"), Column("facet.year", "year"),
                 Column("word.mentions", "mentions", numeric=True, leads="mentions"), QUOTE)  # fmt: skip
        return answer, [_part(t("list.industries"), answer.table, shown, lang)]

    return _page(request, desk, t("nav.industries"), ("industries",), [], parts)


def _page(
    request: Request[Any, Any, Any],
    desk: Desk,
    title: str,
    key: tuple[str, ...],
    form: list[dict[str, str]],
    parts: Any,
) -> Template:
    """The page of an answer, or of why there is none."""
    lang = language_of(request)
    shown: dict[str, Any] = {"coverage": None, "parts": [], "fault": None}
    try:
        answer, told = desk.once(("list", lang, *key), parts)
        shown |= {"coverage": " ".join(answer.coverage.sentences(lang)), "parts": told}
    except LuoshiError as error:
        shown["fault"] = error
    return page(request, "list.html", title=title, form=form, export=None, **shown)


def _one(desk: Desk, text: str, lang: Lang) -> tuple[Answer, list[dict[str, Any]]]:
    t = translator(lang)
    answer = phrases.formulation(desk.library, text)
    spread = (Column("word.order", "order", numeric=True), PLACE, Column("word.date", "day"),
              Column("word.lag", "lag", numeric=True), Column("word.uses", "uses", numeric=True), QUOTE)  # fmt: skip
    return answer, [
        _part(
            t("list.spread"),
            answer.table,
            spread,
            lang,
            chart=f"/chart/spread.svg?{urlencode({'text': text, 'lang': lang})}",
        ),
        _part(t("record.members"), answer.parts["members"], None, lang),
        _part(t("list.variants"), answer.parts["variants"], None, lang),
    ]


def _many(desk: Desk, lang: Lang) -> tuple[Answer, list[dict[str, Any]]]:
    t = translator(lang)
    told = phrases.national_formulations(desk.library)
    newest = told.coverage.last or date.today().isoformat()
    recent = phrases.new_formulations(desk.library, str(int(newest[:4]) - 1) + newest[4:])
    phrase = Column("record.registry", "formulation", leads="formulation")
    share = (
        phrase,
        Column("facet.year", "year"),
        Column("word.uses", "articles", numeric=True),
        Column("word.share", "share", numeric=True),
    )
    first = (Column("list.formulation_form", "text", leads="formulation"), Column("word.first", "first"),
             PLACE, Column("word.uses", "uses", numeric=True))  # fmt: skip
    return told, [_part(t("list.new"), recent.table, first, lang), _part(t("list.national"), told.table, share, lang)]


def _part(
    title: str, frame: pl.DataFrame, columns: Sequence[Column] | None, lang: Lang, *, chart: str | None = None
) -> dict[str, Any]:
    """A table of the page; without columns, the frame's own plain ones."""
    t = translator(lang)
    kept = columns or [Column("", name) for name, dtype in frame.schema.items() if not dtype.is_nested()]
    kept = [column for column in kept if column.name in frame.columns]
    return {
        "title": title,
        "note": None,
        "chart": chart,
        "heads": [
            {"label": t(column.head) if column.head else column.name, "numeric": column.numeric} for column in kept
        ],
        "rows": [[_cell(column, row) for column in kept] for row in frame.head(SHOWN).iter_rows(named=True)],
    }


def _cell(column: Column, row: dict[str, Any]) -> dict[str, str | None]:
    value = row[column.name]
    text = "–" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
    if value is None or column.leads is None:
        return {"text": text, "href": None}
    lead = _LEADS[column.leads]
    return {"text": place_name(text) if column.leads == "place" else text, "href": lead(column.name, text, row)}


def _to_side(name: str, _text: str, row: dict[str, Any]) -> str:
    return f"/article/{row[f'{name}_article']}?at={row[f'{name}_spans'][0][0]}"


def _to_mentions(_name: str, _text: str, row: dict[str, Any]) -> str:
    year = {"year": row["year"]} if row["year"] else {}
    return f"/search?{urlencode({'q': row['industry'], 'zone': row['place'], **year})}"


_LEADS: dict[str, Callable[[str, str, dict[str, Any]], str | None]] = {
    "place": lambda _name, text, _row: f"/place/{quote(text)}",
    "article": lambda _name, _text, row: f"/article/{row['article']}" if row.get("article") else None,
    "search": lambda _name, text, _row: f"/search?{urlencode({'q': text})}",
    "formulation": lambda _name, text, _row: f"/formulations?{urlencode({'text': text})}",
    "side": _to_side,
    "mentions": _to_mentions,
}
"""Where a cell of a column leads, from the column's name, the cell's words and the row."""
