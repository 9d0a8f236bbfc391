"""REST under /api for everything that the pages show. One shape of success, one of error; pages by cursor; ETag."""

from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
from litestar import Request, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter
from litestar.response import Response

from luoshi import questions
from luoshi.errors import UsageError
from luoshi.model import codec
from luoshi.model.reading import Reading
from luoshi.output import FRAME_FORMATS, frame_bytes
from luoshi.registry import codes
from luoshi.registry.world import registry
from luoshi.store.contract import Hit
from luoshi.workbench import compare as compare_page
from luoshi.workbench.answers import Answer
from luoshi.workbench.desk import Desk
from luoshi.workbench.search import asked_filters

if TYPE_CHECKING:
    import polars

    from luoshi.analysis.coverage import Answer as Analysed

Row = dict[str, Any]
TABLES = (
    "articles", "sections", "responses", "units", "undertakings", "people", "organisations", "industries",
    "formulations", "quantities", "events", "problems",
)  # fmt: skip
MOST = 500
TAKEN = 100_000
Form = Literal["json", "csv", "jsonl", "parquet", "xlsx"]

Limit = Annotated[int, QueryParameter(ge=1, le=MOST, description="Rows a page.")]
Cursor = Annotated[
    str | None, QueryParameter(max_length=200, description="The cursor of the page, from `next` of the one before.")
]
Format = Annotated[Form, QueryParameter(name="format", description="json, or a file to take away.")]
Zone = Annotated[str | None, QueryParameter(max_length=100, description="Id or name of a place.")]
Event = Annotated[str | None, QueryParameter(max_length=100, description="Id or name of an event.")]
Code = Annotated[str | None, QueryParameter(max_length=40)]
Day = Annotated[str | None, QueryParameter(max_length=10, description="A year, month or day.")]


@get("/readings/{id:str}", sync_to_thread=True)
def article(desk: NamedDependency[Desk], id: FromPath[str]) -> Response[bytes]:
    """One reading in the reading format, by its id or the beginning of it."""
    reading: Reading = desk.library.article(id)
    return Response(
        b'{"data":' + codec.encode(reading) + b',"next":null,"coverage":null}', media_type="application/json"
    )


@get("/{table:str}", sync_to_thread=True)
def table(
    request: Request[Any, Any, Any], desk: NamedDependency[Desk], table: FromPath[str], limit: Limit = 50, cursor: Cursor = None, form: Format = "json",
    zone: Zone = None, event: Event = None, theme: Code = None, modality: Code = None, checkable: FromQuery[bool | None] = None,
    kind: Code = None, industry: Code = None, since: Day = None, until: Day = None,
) -> Response[Any]:  # fmt: skip
    """Rows of one table: articles, responses, undertakings, units, people, organisations, industries, formulations,
    quantities, events, sections, problems."""
    if table not in TABLES:
        raise UsageError(f"There is no table {table!r}.", hint=f"Tables: {', '.join(TABLES)}.")
    filters = {"zone": zone, "event": event, "theme": theme, "modality": modality, "checkable": checkable, "kind": kind,
               "industry": industry, "since": since, "until": until}  # fmt: skip
    asked: dict[str, Any] = {name: value for name, value in filters.items() if value is not None}
    if form != "json":
        return taken(desk.library.table(table, limit=TAKEN, **asked), table, form)
    found = desk.library.page(table, limit=limit, cursor=cursor, **asked)
    return Response(Answer(found.rows, found.cursor), media_type="application/json")


@get("/search", sync_to_thread=True)
def search(
    request: Request[Any, Any, Any], desk: NamedDependency[Desk], q: Annotated[str, QueryParameter(max_length=500)] = "", limit: Limit = 20,
    cursor: Cursor = None, form: Format = "json",
) -> Response[Any]:  # fmt: skip
    """The best passages for words, "phrases", OR and -words; filters as on the search page."""
    start = int(cursor) if cursor and cursor.isdecimal() else 0
    asked = asked_filters(dict(request.query_params))
    hits = desk.library.search(q, limit=MOST if form != "json" else limit, offset=start, **asked)
    if form != "json":
        import polars as pl  # noqa: PLC0415  (loaded with the first frame)

        return taken(pl.DataFrame([_plain(hit) for hit in hits.hits]), "search", form)
    after = start + len(hits.hits)
    return Response(
        Answer([msgspec.to_builtins(hit) for hit in hits.hits], str(after) if after < hits.total else None),
        media_type="application/json",
    )


@get("/timeline", sync_to_thread=True)
def timeline_of(
    desk: NamedDependency[Desk], event: Annotated[str, QueryParameter(max_length=100)], form: Format = "json"
) -> Response[Any]:
    """Each place's first response to an event, in order."""
    return analysed(questions.timeline(desk.library, event=event), "timeline", form)


@get("/followup", sync_to_thread=True)
def followup_of(
    desk: NamedDependency[Desk], zone: Annotated[str, QueryParameter(max_length=100)], form: Format = "json"
) -> Response[Any]:
    """Undertakings of one place over time: how each takes up an earlier one, with both quotations."""
    return analysed(questions.followup(desk.library, zone), "followup", form)


@get("/compare", sync_to_thread=True)
def compare(
    desk: NamedDependency[Desk], which: Annotated[str, QueryParameter(max_length=500, description="Ids or names, with spaces between.")],
    columns: FromQuery[Literal["zones", "events"]] = "zones", rows: FromQuery[Literal["themes", "industries", "modality"]] = "themes",
    measure: FromQuery[Literal["undertakings", "checkable", "share"]] = "undertakings", form: Format = "json",
) -> Response[Any]:  # fmt: skip
    """Places or events by theme, industry or modality: counts, shares with intervals, what stands out."""
    return analysed(compare_page.asked(desk, which, columns, rows, measure), "compare", form)


@get("/codebook")
async def codebook() -> Answer[list[Row]]:
    """The codes with their labels and meanings in both languages."""
    return Answer([msgspec.to_builtins(code) for family in codes.families().values() for code in family.codes])


@get("/registry/{part:str}")
async def registry_part(part: FromPath[str]) -> Answer[list[Row]]:
    """Zones, bodies, events or formulations of the registry."""
    world = registry()
    parts: dict[str, Any] = {
        "zones": world.zones,
        "bodies": world.others,
        "events": world.events,
        "formulations": world.formulations,
    }
    if part not in parts:
        raise UsageError(f"The registry has no part {part!r}.", hint=f"Parts: {', '.join(parts)}.")
    return Answer([msgspec.to_builtins(entry) for entry in parts[part]])


def taken(frame: "polars.DataFrame", name: str, form: str) -> Response[Any]:
    """A frame as a file to take away."""
    return Response(
        frame_bytes(frame, form),
        media_type=FRAME_FORMATS[form],
        headers={"content-disposition": f'attachment; filename="luoshi-{name}.{form}"'},
    )


def analysed(answer: "Analysed", name: str, form: str) -> Response[Any]:
    """An answer of the analysis, with what it rests on."""
    if form != "json":
        return taken(answer.table, name, form)
    return Response(
        Answer(answer.table.to_dicts(), coverage=" ".join(answer.coverage.sentences())), media_type="application/json"
    )


def _plain(hit: Hit) -> Row:
    """A hit as a flat row."""
    row = msgspec.to_builtins(hit)
    return {name: row[name] for name in ("text", "title", "published", "subject", "date", "modality", "uri", "article", "paragraph",
                                         "unit", "score")}  # fmt: skip


router = Router(
    path="/api",
    route_handlers=[article, search, timeline_of, followup_of, compare, codebook, registry_part, table],
)
