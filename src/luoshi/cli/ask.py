"""`luoshi ask`: the tables of a library, with quotation and citation in every row."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from luoshi.cli import filters as f
from luoshi.cli import listing, terminal
from luoshi.cli.listing import TableFormat
from luoshi.store.contract import ASKED

if TYPE_CHECKING:
    import polars

TableName = StrEnum("TableName", [name for name in ASKED if name != "articles"])  # type: ignore[misc]
_SHOWN = {
    "responses": ("date", "subject", "kind", "body", "lag_days"),
    "units": ("date", "subject", "modality", "checkable", "themes"),
    "undertakings": ("date", "subject", "checkable", "themes"),
    "quantities": ("date", "subject", "indicator", "value", "unit", "kind"),
    "people": ("date", "subject", "name", "office"),
    "organisations": ("date", "subject", "name", "kind"),
    "industries": ("date", "subject", "name"),
    "formulations": ("date", "subject", "text", "count"),
    "events": ("published", "text", "event"),
    "sections": ("published", "subject", "slogan", "speaker"),
    "problems": ("published", "stage", "what"),
}
_ON_SCREEN = 50


def ask(
    table: Annotated[TableName, typer.Argument(help="Which findings.")],
    library: f.LibraryOption = f.DEFAULT,
    zone: f.ZoneOption = None,
    event: f.EventOption = None,
    theme: f.ThemeOption = None,
    modality: f.ModalityOption = None,
    checkable: f.CheckableOption = None,
    kind: Annotated[list[str] | None, typer.Option("--kind", help="Kind of response or quantity.")] = None,
    industry: f.IndustryOption = None,
    publisher: f.PublisherOption = None,
    article: f.ArticleOption = None,
    since: f.FromOption = None,
    until: f.ToOption = None,
    reprints: f.ReprintsOption = True,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="Rows at most; else 50 on the screen, all in a file.")
    ] = None,
    form: Annotated[TableFormat | None, typer.Option("--format", help="How rows are written.")] = None,
    to: Annotated[Path | None, typer.Option("--output", "-o", help="File; its ending says the format.")] = None,
) -> None:
    """Ask a library for a table of findings, newest first; every row has its quotation and its citation."""
    shape = listing.form_of(form, to)
    asked = f.given(
        zone=zone, event=event, theme=theme, modality=modality, checkable=checkable, kind=kind, industry=industry,
        publisher=publisher, article=article, since=since, until=until, reprints=None if reprints else False,
    )  # fmt: skip
    on_screen = shape is TableFormat.table
    with f.opened(library) as opened:
        wanted = limit or (_ON_SCREEN + 1 if on_screen else None)
        found = opened.cited(table.value, limit=wanted, **asked)
    if on_screen:
        _show(table.value, found, limit or _ON_SCREEN)
    else:
        listing.write_frame(found, shape, to)
        if to:
            terminal.err().print(terminal.tell(f"{found.height} rows in {to}", f"{to}：{found.height} 行"))
    raise typer.Exit(0 if found.height else 1)


def _show(table: str, found: "polars.DataFrame", limit: int) -> None:
    names = [name for name in _SHOWN[table] if name in found.columns]
    words = "quote" if "quote" in found.columns else "title"
    rows = [
        [*(_told(row[name]) for name in names), f"{row[words] or ''}\n[dim]{_escaped(row['citation'])}[/]"]
        for row in found.head(limit).iter_rows(named=True)
    ]
    listing.show([*names, words], rows, wide=len(names))
    if found.height > limit:
        terminal.err().print(
            terminal.tell(
                f"The newest {limit} rows; -o FILE writes all.", f"仅显示最新 {limit} 行；用 -o FILE 输出全部。"
            )
        )


def _told(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "✓" if value else "–"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def _escaped(words: str) -> str:
    return words.replace("[", "\\[")
