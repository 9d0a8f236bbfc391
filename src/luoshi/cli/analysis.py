"""The questions to a library: timeline, compare, followup, formulation, people, industries, targets. Reuse has its own file.

Each command asks its question and gives the answer with what it rests on.
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

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
    give,
    opened,
    write,
)  # fmt: skip
from luoshi.cli.printed import language
from luoshi.errors import UsageError


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
    from luoshi.analysis.words import say  # noqa: PLC0415
    from luoshi.questions.places import timeline as ask  # noqa: PLC0415  (frames are loaded when a question is asked)

    with opened(library) as lib:
        answer = ask(lib, zone, event=event, since=since, until=until)
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

    from luoshi.questions import comparing  # noqa: PLC0415

    with opened(library) as lib:
        answer = comparing.compare(
            lib, rows=rows.value, columns=columns.value, measure=measure.value, only=only or (), reprints=reprints,
            since=since, until=until,
        )  # fmt: skip
        sentences = comparing.quotations(lib, answer, column=column) if quotations else None
    cells = answer.table.filter(pl.col("column") == column) if column else answer.table
    if not (only or column):
        cells = cells.filter(pl.col("count") > 0).sort("score", descending=True, nulls_last=True)
    shown = ("row_name", "column", "count", "of", "share", "low", "high", "score", "differs", "articles", "few")
    quoted = ("row_name", "column", "date", "quote", "article", "unit")
    give(answer, quoted if quotations else shown, Asked(form, out, limit), cells if sentences is None else sentences)
    if chart:
        from luoshi.analysis import charts  # noqa: PLC0415

        draw(charts.compare(answer, lang=language()), chart)


def followup(
    zone: Zone, since: Since = None, until: Until = None, reprints: Reprints = False, library: Where = "luoshi.db",
    relation: Annotated[str | None, typer.Option("--relation", help="One relation only, such as more_specific.")] = None,
    form: Form = Format.table, out: Out = None, chart: Drawn = None, limit: Most = 40,
) -> None:  # fmt: skip
    """The same undertaking of one place over the years: repeated, made more specific, weakened, reported done, or not
    mentioned again, with both quotations. Never kept or broken."""
    import polars as pl  # noqa: PLC0415

    from luoshi.analysis.followup import RELATIONS  # noqa: PLC0415
    from luoshi.questions.fetching import place_key, place_name  # noqa: PLC0415
    from luoshi.questions.places import followup as ask  # noqa: PLC0415

    if relation and relation not in RELATIONS:
        raise UsageError(f"There is no relation {relation!r}.", hint=f"Relations: {', '.join(RELATIONS)}.")
    with opened(library) as lib:
        answer = ask(lib, zone, reprints=reprints, since=since, until=until)
        name = place_name(place_key(lib, zone))
    table = answer.table.filter(pl.col("relation") == relation) if relation else answer.table
    linked = table.sort(pl.col("relation") == "not_mentioned_again", maintain_order=True)
    shown = ("relation", "earlier_date", "earlier_quote", "later_date", "later_quote", "gained", "lost", "changed", "score",
             "shared", "later_articles")  # fmt: skip
    give(answer, shown, Asked(form, out, limit), linked)
    if chart:
        from luoshi.analysis import charts  # noqa: PLC0415

        draw(charts.followup(answer, name=name, lang=language()), chart)


def formulation(
    phrase: Annotated[str | None, typer.Argument(metavar="[PHRASE]", help="A set phrase, such as 六大高地.")] = None,
    new: Annotated[bool, typer.Option("--new", help="Phrases first said here since --since.")] = False,
    national: Annotated[bool, typer.Option("--national", help="How the centre's phrases rise and fall by year.")] = False,
    part: Annotated[str | None, typer.Option("--part", help="uses, members or variants of the phrase.")] = None,
    since: Since = None, until: Until = None, reprints: Reprints = False, library: Where = "luoshi.db",
    form: Form = Format.table, out: Out = None, chart: Drawn = None, limit: Most = 40,
) -> None:  # fmt: skip
    """Who said a set phrase first, how it spread by place and day, its members and variants; new ones, national ones."""
    from luoshi.questions import phrases  # noqa: PLC0415

    if (phrase is not None) + new + national != 1 or (new and not since):
        raise UsageError("Ask about one thing.", hint="Give a phrase, or --new with --since 2025, or --national.")
    with opened(library) as lib:
        if national:
            answer = phrases.national_formulations(lib, reprints=reprints, since=since, until=until)
        elif new:
            answer = phrases.new_formulations(lib, since or "", until, reprints=reprints)
        else:
            answer = phrases.formulation(lib, phrase or "", reprints=reprints, since=since, until=until)
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

    from luoshi.questions.places import people as ask  # noqa: PLC0415

    with opened(library) as lib:
        answer = ask(lib, zone, since=since, until=until)
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
    from luoshi.questions import places  # noqa: PLC0415

    with opened(library) as lib:
        asked: dict[str, Any] = {"reprints": reprints, "since": since, "until": until}
        answer = places.industries(lib, zone, **asked)
        graph = places.chain(lib, zone, **asked) if chain or chart else None
    shown = ("name", "province", "industry", "code", "year", "mentions", "articles", "change", "quote")
    give(answer, shown, Asked(form, out, limit))
    if graph:
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
    from luoshi.questions.places import targets as ask  # noqa: PLC0415

    with opened(library) as lib:
        answer = ask(lib, zone, indicator=indicator, reprints=reprints, since=since, until=until)
    shown = ("name", "province", "indicator", "unit", "year", "target", "achieved", "articles", "kind", "value",
             "comparator", "printed", "printed_unit", "period", "quote", "target_quote", "achieved_quote")  # fmt: skip
    give(answer, shown, Asked(form, out, limit), answer.parts["figures"] if figures else None)
    if chart:
        from luoshi.analysis import charts  # noqa: PLC0415

        draw(charts.targets(answer, lang=language()), chart)
