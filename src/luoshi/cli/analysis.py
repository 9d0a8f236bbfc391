"""The questions to a library: timeline, compare, followup, formulation, people, industries, targets. Reuse has its own file.

Each command fetches the columns that its question needs, asks, and gives the answer with what it rests on.
"""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from luoshi.cli import terminal
from luoshi.cli.answers import (
    Asked,
    Drawn,
    Form,
    Format,
    Most,
    Out,
    Since,
    Until,
    Where,
    Zone,
    Zones,
    draw,
    fetched,
    give,
    language,
    opened,
    write,
)  # fmt: skip
from luoshi.errors import UsageError

if TYPE_CHECKING:
    from luoshi.project import Library

_ARTICLE = ["article", "uri", "title", "publisher", "published"]
_PLACED = [*_ARTICLE, "section", "subject", "zone", "date"]
# The columns that each question needs: to fetch no more is what makes a large library answer.
RESPONSE = [*_PLACED, "response", "events", "lag_days", "kind", "body", "spans", "quote"]
SECTION = ["article", "section", "subject", "zone", "published"]
PERSON = [*_PLACED, "name", "office", "org", "spans"]
INDUSTRY = [*_PLACED, "paragraph", "name", "code", "spans", "quote"]
ORGANISATION = [*_PLACED, "paragraph", "name", "kind"]


class Rows(StrEnum):
    """What is compared."""

    zones = "zones"
    provinces = "provinces"
    events = "events"
    years = "years"
    publishers = "publishers"


class Columns(StrEnum):
    """By what it is compared."""

    themes = "themes"
    industries = "industries"
    modality = "modality"
    events = "events"
    years = "years"


class Measure(StrEnum):
    """What is counted."""

    undertakings = "undertakings"
    checkable = "checkable"
    share = "share"


Event = Annotated[str | None, typer.Option("--event", help="One event by name or id; else all.")]
Reprints = Annotated[bool, typer.Option("--reprints", help="Count what repeats another article too.")]


def timeline(
    zone: Zones = None, event: Event = None, silent: Annotated[bool, typer.Option("--silent", help="List the places without a response.")] = False,
    since: Since = None, until: Until = None, library: Where = "luoshi.db", form: Form = Format.table, out: Out = None,
    chart: Drawn = None, limit: Most = 40,
) -> None:  # fmt: skip
    """How many days after each event each place first responded, in order, and who is silent in this library."""
    from luoshi.analysis.coverage import held  # noqa: PLC0415  (frames are loaded when a question is asked)
    from luoshi.analysis.places import find_event  # noqa: PLC0415
    from luoshi.analysis.timeline import timeline as ask  # noqa: PLC0415
    from luoshi.analysis.words import say  # noqa: PLC0415

    with opened(library) as lib:
        asked_for = find_event(event).id if event else None
        responses = held(
            lib.table("responses", columns=RESPONSE, zone=zone or None), "responses", since=since, until=until
        )
        sections = lib.table("sections", columns=SECTION)
        answer = ask(responses, sections, event=asked_for)
    shown = (
        "event_short",
        "rank",
        "name",
        "date",
        "lag_days",
        "lag_earliest",
        "lag_latest",
        "kind",
        "body",
        "responses",
        "quote",
    )
    missing = ("event_name", "name", "province", "articles", "articles_since", "first", "last")
    asked = Asked(form, out, limit)
    give(answer, missing if silent else shown, asked, answer.parts["silent"] if silent else None)
    if silent:
        terminal.err().print(say("silent", language()), style="dim")
    if chart:
        from luoshi.analysis import charts  # noqa: PLC0415

        one = zone and len(zone) == 1 and not event
        drawn = (
            charts.place(answer, answer.table["place"][0], lang=language())
            if one
            else charts.lag(answer, lang=language())
        )
        draw(drawn, chart)


def compare(
    rows: Annotated[Rows, typer.Option("--rows", help="What is compared.")] = Rows.zones,
    columns: Annotated[Columns, typer.Option("--columns", help="By what.")] = Columns.themes,
    measure: Annotated[Measure, typer.Option("--measure", help="What is counted.")] = Measure.undertakings,
    only: Annotated[list[str] | None, typer.Option("--only", help="Show this row only (may be repeated); the rest stays the rest.")] = None,
    quotations: Annotated[bool, typer.Option("--quotations", help="List the sentences behind the cells.")] = False,
    column: Annotated[str | None, typer.Option("--column", help="One column only, such as talent.")] = None,
    reprints: Reprints = False, since: Since = None, until: Until = None, library: Where = "luoshi.db",
    form: Form = Format.table, out: Out = None, chart: Drawn = None, limit: Most = 40,
) -> None:  # fmt: skip
    """Counts and shares with intervals, what stands out against the rest, and the quotations behind every cell."""
    import polars as pl  # noqa: PLC0415

    from luoshi.analysis.compare import compare as ask  # noqa: PLC0415
    from luoshi.analysis.coverage import held  # noqa: PLC0415

    with opened(library) as lib:
        counted: dict[str, Any] = {} if measure is Measure.share else {"modality": "undertaking"}
        needed = [] if quotations else counting(rows.value, columns.value)
        units = held(fetched(lib, "units", needed, reprints=reprints, **counted), "units", since=since, until=until)
        named = lib.table("industries", columns=["article", "name", "spans"]) if columns is Columns.industries else None
        keys = [_key(lib, rows, name) for name in only or ()]
    answer = ask(units, rows=rows.value, columns=columns.value, measure=measure.value, only=keys, industries=named)
    cells, sentences = answer.table, answer.parts["quotations"]
    if column:
        cells, sentences = (frame.filter(pl.col("column") == column) for frame in (cells, sentences))
    if not quotations:
        cells = (
            cells
            if only or column
            else cells.filter(pl.col("count") > 0).sort("score", descending=True, nulls_last=True)
        )
    shown = ("row_name", "column", "count", "of", "share", "low", "high", "score", "differs", "articles", "few")
    quoted = ("row_name", "column", "date", "quote", "article", "unit")
    give(answer, quoted if quotations else shown, Asked(form, out, limit), sentences if quotations else cells)
    if chart:
        from luoshi.analysis import charts  # noqa: PLC0415

        draw(charts.compare(answer, lang=language()), chart)


def counting(rows: str, columns: str) -> list[str]:
    """The columns of sentences that a count needs: no more, since a large library has millions."""
    needed = ["article", "continues", "subject", "zone", "date", "published", "modality", "checkable"]
    needed += ["events"] * ("events" in (rows, columns)) + ["themes"] * (columns == "themes")
    return needed + ["publisher"] * (rows == "publishers") + ["spans"] * (columns == "industries")


def _key(lib: "Library", rows: Rows, name: str) -> str:
    """The key of a row by the name that somebody writes."""
    from luoshi.analysis.places import find_event, find_place  # noqa: PLC0415

    if rows is Rows.events:
        return find_event(name).id
    return find_place(name, lib.store.subjects()) if rows is Rows.zones else name


def followup(
    zone: Zone, since: Since = None, until: Until = None, reprints: Reprints = False, library: Where = "luoshi.db",
    relation: Annotated[str | None, typer.Option("--relation", help="One relation only, such as more_specific.")] = None,
    form: Form = Format.table, out: Out = None, chart: Drawn = None, limit: Most = 40,
) -> None:  # fmt: skip
    """The same undertaking of one place over the years: repeated, made more specific, weakened, reported done, or not
    mentioned again, with both quotations. Never kept or broken."""
    import polars as pl  # noqa: PLC0415

    from luoshi.analysis.coverage import held  # noqa: PLC0415
    from luoshi.analysis.followup import RELATIONS  # noqa: PLC0415
    from luoshi.analysis.followup import followup as ask  # noqa: PLC0415
    from luoshi.analysis.places import find_place, named  # noqa: PLC0415

    if relation and relation not in RELATIONS:
        raise UsageError(f"There is no relation {relation!r}.", hint=f"Relations: {', '.join(RELATIONS)}.")
    with opened(library) as lib:
        place = find_place(zone, lib.store.subjects())
        units = held(lib.table("units", zone=zone, reprints=reprints), "units", since=since, until=until)
        columns = ["article", "name", "spans"]
        names = [lib.table(table, columns=columns, zone=zone) for table in ("organisations", "industries")]
    answer = ask(units, names=names)
    table = answer.table.filter(pl.col("relation") == relation) if relation else answer.table
    linked = table.sort(pl.col("relation") == "not_mentioned_again", maintain_order=True)
    shown = ("relation", "earlier_date", "earlier_quote", "later_date", "later_quote", "gained", "lost", "changed", "score",
             "shared", "later_articles")  # fmt: skip
    give(answer, shown, Asked(form, out, limit), linked)
    if chart:
        from luoshi.analysis import charts  # noqa: PLC0415

        label = named(pl.DataFrame({"place": [place]}))["name"][0]
        draw(charts.followup(answer, name=label, lang=language()), chart)


def formulation(
    phrase: Annotated[str | None, typer.Argument(metavar="[PHRASE]", help="A set phrase, such as 六大高地.")] = None,
    new: Annotated[bool, typer.Option("--new", help="Phrases first said here since --since.")] = False,
    national: Annotated[bool, typer.Option("--national", help="How the centre's phrases rise and fall by year.")] = False,
    part: Annotated[str | None, typer.Option("--part", help="uses, members or variants of the phrase.")] = None,
    since: Since = None, until: Until = None, reprints: Reprints = False, library: Where = "luoshi.db",
    form: Form = Format.table, out: Out = None, chart: Drawn = None, limit: Most = 40,
) -> None:  # fmt: skip
    """Who said a set phrase first, how it spread by place and day, its members and variants; new ones, national ones."""
    from luoshi.analysis import formulations  # noqa: PLC0415
    from luoshi.analysis.coverage import held  # noqa: PLC0415

    if (phrase is not None) + new + national != 1 or (new and not since):
        raise UsageError("Ask about one thing.", hint="Give a phrase, or --new with --since 2025, or --national.")
    with opened(library) as lib:
        frame = fetched(lib, "formulations", formulations.COLUMNS, reprints=reprints)
        if national:
            answer = formulations.national(
                held(frame, "formulations", since=since, until=until),
                lib.table("articles", columns=["article", "published"]),
            )
        elif new:
            answer = formulations.new(frame, since or "", until)
        else:
            answer = formulations.formulation(held(frame, "formulations", since=since, until=until), phrase or "")
    if part and part not in answer.parts:
        raise UsageError(f"There is no part {part!r}.", hint=f"Parts: {', '.join(answer.parts) or 'none'}.")
    shown = ("order", "name", "province", "day", "lag_days", "formulation", "year", "text", "first", "uses", "articles", "of",
             "share", "score", "change", "few", "places", "known_since", "member", "why", "common", "quote", "title")  # fmt: skip
    give(answer, shown, Asked(form, out, limit), answer.parts[part] if part else None)
    if chart:
        from luoshi.analysis import charts  # noqa: PLC0415

        if phrase is None:
            raise UsageError("Only one phrase's spread can be drawn.", hint="Give the phrase.")
        draw(charts.spread(answer, phrase, lang=language()), chart)


def people(
    zone: Zones = None,
    conflicts: Annotated[bool, typer.Option("--conflicts", help="Only offices with two holders at one time.")] = False,
    since: Since = None, until: Until = None, library: Where = "luoshi.db", form: Form = Format.table, out: Out = None,
    limit: Most = 40,
) -> None:  # fmt: skip
    """Who held which office at which place, from first to last mention; conflicts are shown, not resolved."""
    import polars as pl  # noqa: PLC0415

    from luoshi.analysis.coverage import held  # noqa: PLC0415
    from luoshi.analysis.people import people as ask  # noqa: PLC0415

    with opened(library) as lib:
        answer = ask(held(lib.table("people", columns=PERSON, zone=zone or None), "people", since=since, until=until))
    table = answer.table.filter(pl.col("conflicts").list.len() > 0) if conflicts else answer.table
    shown = ("name", "province", "office", "person", "first", "last", "mentions", "articles", "conflicts")
    give(answer, shown, Asked(form, out, limit), table)


def industries(
    zone: Zones = None,
    chain: Annotated[Path | None, typer.Option("--chain", help="Write the industry chain as a graph: .graphml, or .csv (edges) with its nodes beside.")] = None,
    since: Since = None, until: Until = None, reprints: Reprints = False, library: Where = "luoshi.db",
    form: Form = Format.table, out: Out = None, chart: Drawn = None, limit: Most = 40,
) -> None:  # fmt: skip
    """Which industries each place names in which year, what is new or gone, and the chain as a graph."""
    from luoshi.analysis import industries as asked_of  # noqa: PLC0415
    from luoshi.analysis.coverage import held  # noqa: PLC0415

    with opened(library) as lib:
        asked: dict[str, Any] = {"zone": zone or None, "reprints": reprints}
        frame = held(fetched(lib, "industries", INDUSTRY, **asked), "industries", since=since, until=until)
        sections = lib.table("sections", columns=SECTION, zone=zone or None)
        organisations = fetched(lib, "organisations", ORGANISATION, **asked) if chain or chart else None
    shown = ("name", "province", "industry", "code", "year", "mentions", "articles", "change", "quote")
    give(asked_of.industries(frame, sections), shown, Asked(form, out, limit))
    if organisations is not None:
        graph = asked_of.chain(frame, organisations)
        if chain:
            _write_chain(graph, chain)
        if chart:
            from luoshi.analysis import charts  # noqa: PLC0415

            draw(charts.chain(graph, name="、".join(zone or ()), lang=language()), chart)


def _write_chain(graph: Any, path: Path) -> None:
    from luoshi.analysis.industries import graphml  # noqa: PLC0415
    from luoshi.output import frame_bytes  # noqa: PLC0415

    if path.suffix == ".graphml":
        write(graphml(graph.table, graph.parts["nodes"]).encode(), path, Format.csv)
    elif path.suffix == ".csv":
        write(frame_bytes(graph.table, "csv"), path, Format.csv)
        write(frame_bytes(graph.parts["nodes"], "csv"), path.with_name(f"{path.stem}.nodes.csv"), Format.csv)
    else:
        raise UsageError(f"A graph cannot be written as {path.name!r}.", hint="End the name in .graphml or .csv.")


def targets(
    zone: Zones = None,
    indicator: Annotated[str | None, typer.Option("--indicator", help="One indicator, such as 工业总产值.")] = None,
    figures: Annotated[bool, typer.Option("--figures", help="Every figure instead of the series.")] = False,
    since: Since = None, until: Until = None, reprints: Reprints = False, library: Where = "luoshi.db",
    form: Form = Format.table, out: Out = None, chart: Drawn = None, limit: Most = 40,
) -> None:  # fmt: skip
    """Indicators by place and year, what was aimed at beside what was reached, in one unit; one indicator a series."""
    from luoshi.analysis.coverage import held  # noqa: PLC0415
    from luoshi.analysis.targets import targets as ask  # noqa: PLC0415

    with opened(library) as lib:
        frame = held(
            fetched(lib, "quantities", [], zone=zone or None, reprints=reprints), "quantities", since=since, until=until
        )
    answer = ask(frame, indicator=indicator)
    shown = ("name", "province", "indicator", "unit", "year", "target", "achieved", "articles", "kind", "value",
             "comparator", "printed", "printed_unit", "period", "quote", "target_quote", "achieved_quote")  # fmt: skip
    give(answer, shown, Asked(form, out, limit), answer.parts["figures"] if figures else None)
    if chart:
        from luoshi.analysis import charts  # noqa: PLC0415

        draw(charts.targets(answer, lang=language()), chart)
