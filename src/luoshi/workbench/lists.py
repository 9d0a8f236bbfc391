"""Formulations, targets and industries: the analysis as tables whose every number leads to its quotations."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import FromQuery
from litestar.response import Template
from msgspec.structs import replace

from luoshi import questions
from luoshi.errors import LuoshiError, UsageError
from luoshi.registry.world import registry
from luoshi.workbench.compare import names_of
from luoshi.workbench.desk import Desk, place_name
from luoshi.workbench.language import translator
from luoshi.workbench.render import language_of, page
from luoshi.workbench.tables import SIZE, Cell, Head, Start, Table, paged, shown

if TYPE_CHECKING:
    import polars

    from luoshi.analysis.coverage import Answer

YEARS = 12
"""Years of a matrix, the last ones."""
T = Callable[..., str]
Row = dict[str, Any]


@get("/formulations", sync_to_thread=True)
def formulations(
    request: Request[Any, Any, Any], desk: NamedDependency[Desk], text: FromQuery[str] = "", start: Start = 0
) -> Template:
    """Set phrases: one of them over time, or the new and the national ones."""
    t = translator(language_of(request))
    form = [{"name": "text", "label": t("list.formulation_form"), "value": text, "list": None}]
    title = t("list.formulation", text=text) if text else t("nav.formulations")

    def tables() -> "tuple[list[Answer], list[Table]]":
        return _one(desk, text, t, language_of(request)) if text else _many(desk, t, start)

    return _page(request, title, form, tables, _search(q=_phrase(text)) if text else None)


@get("/targets", sync_to_thread=True)
def targets(
    request: Request[Any, Any, Any], desk: NamedDependency[Desk], zone: FromQuery[str] = "",
    indicator: FromQuery[str] = "", start: Start = 0,
) -> Template:  # fmt: skip
    """Indicators by place and year, what is aimed at beside what was reached."""
    t = translator(language_of(request))
    asked = {"zone": zone, "indicator": indicator}
    heads = [Head(t("word.place")), Head(t("word.indicator")), Head(t("word.unit")), Head(t("facet.year")),
             Head(t("word.target"), numeric=True), Head(t("word.achieved"), numeric=True)]  # fmt: skip

    def tables() -> "tuple[list[Answer], list[Table]]":
        answer = targets_of(desk, zone, indicator)
        rows = [
            [_place(row["place"], row["name"]), Cell(row["indicator"]), Cell(row["unit"]), Cell(shown(row["year"])),
             _side(row, "target"), _side(row, "achieved")]
            for row in answer.table.slice(start, SIZE).iter_rows(named=True)
        ]  # fmt: skip
        chart = _chart("targets", request, asked) if answer.table["year"].drop_nulls().len() else None
        table = Table(t("list.targets"), heads, rows, chart=chart)
        return [answer], [paged(table, "/targets", asked, start, answer.table.height)]

    return _page(request, t("nav.targets"), _form(desk, t, asked), tables)


@get("/industries", sync_to_thread=True)
def industries(
    request: Request[Any, Any, Any], desk: NamedDependency[Desk], zone: FromQuery[str] = "",
    industry: FromQuery[str] = "", start: Start = 0,
) -> Template:  # fmt: skip
    """Place by industry and year, with what is new and what is gone."""
    t = translator(language_of(request))
    asked = {"zone": zone, "industry": industry}

    def tables() -> "tuple[list[Answer], list[Table]]":
        import polars as pl  # noqa: PLC0415  (loaded with the first page that needs a frame)

        answer = industries_of(desk, zone)
        told = (
            answer.table.filter(pl.col("industry").str.contains(industry, literal=True)) if industry else answer.table
        )
        if told.is_empty():
            raise UsageError(f"No industry {industry!r} in this library.", hint="Try a shorter name.")
        table = _naming(told, t, asked, start)
        dated = told["year"].drop_nulls().len() > 0
        return [answer], [replace(table, chart=_chart("industries", request, asked) if dated else None)]

    return _page(request, t("nav.industries"), _form(desk, t, asked), tables)


def targets_of(desk: Desk, zone: str = "", indicator: str = "") -> "Answer":
    """Indicators by place and year, once for the page and its chart."""
    key = ("targets", zone, indicator)
    return desk.once(key, lambda: questions.targets(desk.library, zone or None, indicator=indicator or None))


def industries_of(desk: Desk, zone: str = "") -> "Answer":
    """Industries by place and year, once for the page and its chart."""
    return desk.once(("industries", zone), lambda: questions.industries(desk.library, zone or None))


def formulation_of(desk: Desk, text: str) -> "Answer":
    """One set phrase over time, once for its page and its chart."""
    return desk.once(("formulation", text), lambda: questions.formulation(desk.library, text))


def _national(desk: Desk) -> "Answer":
    return desk.once("national", lambda: questions.national_formulations(desk.library))


def _new(desk: Desk, since: str) -> "Answer":
    return desk.once(("new", since), lambda: questions.new_formulations(desk.library, since))


COSTLY: tuple[Callable[[Desk], object], ...] = (
    _national, lambda desk: _new(desk, _year_before(desk)), targets_of, industries_of,
)  # fmt: skip
"""The answers over a whole library, which take the longest."""


def _page(
    request: Request[Any, Any, Any], title: str, form: list[dict[str, Any]],
    tables: Callable[[], "tuple[list[Answer], list[Table]]"], instead: str | None = None,
) -> Template:  # fmt: skip
    """The page of an answer, or of why there is none, with what can be asked `instead`."""
    lang = language_of(request)
    told: dict[str, Any] = {"coverage": None, "tables": [], "fault": None, "instead": instead}
    try:
        answers, shown_tables = tables()
        told |= {"coverage": " ".join(answers[0].coverage.sentences(lang)) if answers else None, "tables": shown_tables}
    except LuoshiError as error:
        told["fault"] = error
    return page(request, "list.html", title=title, form=form, **told)


def _chart(name: str, request: Request[Any, Any, Any], asked: dict[str, str]) -> str:
    """The address of a chart of what is asked."""
    return f"/chart/{name}.svg?{urlencode({**{key: value for key, value in asked.items() if value}, 'lang': language_of(request)})}"


def _form(desk: Desk, t: T, asked: dict[str, str]) -> list[dict[str, Any]]:
    """The fields by which a long table is narrowed down."""
    known = [name for _, name in names_of(desk, "zones")]
    return [
        {"name": name, "label": t(f"word.{'place' if name == 'zone' else name}"), "value": value,
         "list": known if name == "zone" else None}
        for name, value in asked.items()
    ]  # fmt: skip


def _one(desk: Desk, text: str, t: T, lang: str) -> "tuple[list[Answer], list[Table]]":
    answer = formulation_of(desk, text)
    told = answer.table.head(SIZE)
    spread = [
        [Cell(shown(row["order"])), _place(row["place"], row["name"]), Cell(shown(row["day"])), Cell(shown(row["lag_days"])),
         _number(row["uses"], q=_phrase(text), zone=row["place"]), _words(row)]
        for row in told.iter_rows(named=True)
    ]  # fmt: skip
    heads = [Head(t("word.order"), numeric=True), Head(t("word.place")), Head(t("word.date")),
             Head(t("list.behind"), numeric=True), Head(t("word.uses"), numeric=True), Head(t("word.words"))]  # fmt: skip
    chart = f"/chart/spread.svg?{urlencode({'text': text, 'lang': lang})}"
    members = [
        [_leading(row["member"]), _number(row["uses"], q=f"{_phrase(text)} {_phrase(row['member'])}"), Cell(shown(row["first"])),
         Cell("、".join(place_name(place) for place in row["places"][:8]))]
        for row in answer.parts["members"].head(SIZE).iter_rows(named=True)
    ]  # fmt: skip
    variants = [
        [_leading(row["text"]), Cell(t(f"list.why_{row['why']}")), _number(row["uses"], q=_phrase(row["text"])),
         Cell(shown(row["first"]))]
        for row in answer.parts["variants"].head(SIZE).iter_rows(named=True)
    ]  # fmt: skip
    uses, first = Head(t("word.uses"), numeric=True), Head(t("word.first"))
    found = [
        Table(t("list.spread"), heads, spread, chart=chart, total=answer.table.height),
        Table(t("list.members"), [Head(t("list.member")), uses, first, Head(t("list.places"))], members),
        Table(t("list.variants"), [Head(t("list.formulation_form")), Head(t("list.why")), uses, first], variants),
    ]
    return [answer], [table for table in found if table.rows]


def _many(desk: Desk, t: T, start: int) -> "tuple[list[Answer], list[Table]]":
    """The centre's phrases year by year, and what is new within a year of the newest; either may be missing."""
    since = _year_before(desk)
    asked: list[tuple[Callable[[], Answer], Callable[[Answer], Table]]] = [
        (lambda: _national(desk), lambda told: _by_year(told.table, t)),
        (lambda: _new(desk, since), lambda told: _since(told.table, t, since, start)),
    ]
    answers: list[Answer] = []
    found: list[Table] = []
    faults: list[UsageError] = []
    for ask, show in asked:
        try:
            answers.append(ask())
            found.append(show(answers[-1]))
        except UsageError as error:
            faults.append(error)
    if not found:
        raise faults[0]
    return answers, found


def _year_before(desk: Desk) -> str:
    """The day a year before the newest set phrase's."""
    newest = desk.library.page("formulations", limit=1).rows
    day = (newest[0]["date"] or newest[0]["published"] if newest else None) or date.today().isoformat()
    return f"{int(day[:4]) - 1}{day[4:10]}"


def _since(table: "polars.DataFrame", t: T, since: str, start: int) -> Table:
    heads = [Head(t("list.formulation_form")), Head(t("word.first")), Head(t("list.first_place")),
             Head(t("list.places"), numeric=True), Head(t("word.uses"), numeric=True)]  # fmt: skip
    rows = [
        [_leading(row["text"]), Cell(shown(row["first"])), _place(row["place"], row["name"]), Cell(shown(row["places"])),
         _number(row["uses"], q=_phrase(row["text"]))]
        for row in table.slice(start, SIZE).iter_rows(named=True)
    ]  # fmt: skip
    return paged(Table(t("list.new", since=since), heads, rows), "/formulations", {}, start, table.height)


def _by_year(table: "polars.DataFrame", t: T) -> Table:
    """A row a phrase, a column a year: articles that use it, with what rises and falls."""
    import polars as pl  # noqa: PLC0415

    texts = {known.id: known.text for known in registry().formulations}
    years = sorted(table["year"].unique().to_list())[-YEARS:]
    totals = (
        table.group_by("formulation")
        .agg(pl.col("articles").sum())
        .sort("articles", "formulation", descending=[True, False])
    )
    cells = {(row["formulation"], row["year"]): row for row in table.iter_rows(named=True)}
    rows = []
    for id in totals["formulation"].head(SIZE):
        text = texts.get(id, id)
        told = [cells.get((id, year)) for year in years]
        rows.append([_leading(text), *(_used(row, text) for row in told)])
    heads = [Head(t("list.formulation_form")), *(Head(str(year), numeric=True) for year in years)]
    return Table(t("list.national"), heads, rows, note=t("list.national_note"), matrix=True, total=totals.height)


def _used(row: Row | None, text: str) -> Cell:
    if row is None or not row["articles"]:
        return Cell("·")
    mark = {"rising": " ▲", "falling": " ▽"}.get(row["change"] or "", "")
    title = f"{row['articles']} / {row['of']} · {100 * row['share']:.0f} %"
    return Cell(f"{row['articles']}{mark}", _search(q=_phrase(text), year=row["year"]), title)


def _naming(table: "polars.DataFrame", t: T, asked: dict[str, str], start: int) -> Table:
    """A row a place's industry, a column a year: how often it is named, with what is new and what is gone."""
    years = sorted(table["year"].drop_nulls().unique().to_list())[-YEARS:]
    pairs = table.select("place", "name", "industry").unique(maintain_order=True)
    some = pairs.slice(start, SIZE)
    kept = table.join(some.select("place", "industry"), on=["place", "industry"], how="semi")
    cells = {(row["place"], row["industry"], row["year"]): row for row in kept.iter_rows(named=True)}
    rows = [
        [_place(row["place"], row["name"]), Cell(row["industry"], f"/industries?{urlencode({'industry': row['industry']})}"),
         *(_named(cells.get((row["place"], row["industry"], year))) for year in years)]
        for row in some.iter_rows(named=True)
    ]  # fmt: skip
    heads = [Head(t("word.place")), Head(t("word.industry")), *(Head(str(year), numeric=True) for year in years)]
    told = Table(t("list.industries"), heads, rows, note=t("list.industries_note"), matrix=True)
    return paged(told, "/industries", asked, start, pairs.height)


def _named(row: Row | None) -> Cell:
    if row is None:
        return Cell("·")
    mark = {"first named": " ▲", "last named": " ▽", "only named": " ▲▽"}.get(row["change"] or "", "")
    return Cell(f"{row['mentions']}{mark}", _search(q=_phrase(row["industry"]), zone=row["place"], year=row["year"]))


def _place(key: str | None, name: str | None) -> Cell:
    return Cell(name or place_name(key), f"/place/{quote(key)}" if key else None)


def _leading(text: str) -> Cell:
    """A set phrase, which leads to its own page."""
    return Cell(text, f"/formulations?{urlencode({'text': text})}")


def _words(row: Row) -> Cell:
    return Cell(row["quote"], f"/article/{row['article']}?at={row['spans'][0][0]}")


def _side(row: Row, side: str) -> Cell:
    """One side of a target, which leads to its words."""
    if row[side] is None:
        return Cell("–")
    return Cell(shown(row[side]), f"/article/{row[f'{side}_article']}?at={row[f'{side}_spans'][0][0]}")


def _number(value: int, **asked: Any) -> Cell:
    return Cell(str(value), _search(**asked))


def _search(**asked: Any) -> str:
    return f"/search?{urlencode({name: value for name, value in asked.items() if value})}"


def _phrase(text: str) -> str:
    """Words as the search takes them for one phrase."""
    return '"' + text.translate(dict.fromkeys(map(ord, '"“”'))) + '"'
