"""`luoshi search`: words in a library, ranked, in their sentences."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from luoshi.cli import filters as f
from luoshi.cli import listing, terminal

if TYPE_CHECKING:
    from luoshi.store.contract import Hit


class KindOf(StrEnum):
    """What to find."""

    units = "units"
    articles = "articles"
    formulations = "formulations"
    quantities = "quantities"


_COLUMNS = ("article", "uri", "title", "published", "paragraph", "unit", "spans", "text", "score", "words", "kind", "zone",
            "subject", "section", "date", "modality", "checkable", "themes")  # fmt: skip


def search(
    query: Annotated[str, typer.Argument(help='Words; "a phrase"; OR between words; -word to leave out.')],
    library: f.LibraryOption = f.DEFAULT,
    zone: f.ZoneOption = None,
    event: f.EventOption = None,
    theme: f.ThemeOption = None,
    modality: f.ModalityOption = None,
    checkable: f.CheckableOption = None,
    industry: f.IndustryOption = None,
    publisher: f.PublisherOption = None,
    since: f.FromOption = None,
    until: f.ToOption = None,
    reprints: f.ReprintsOption = True,
    kind: Annotated[KindOf, typer.Option("--kind", help="What to find.")] = KindOf.units,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="Hits at most.")] = 20,
    form: Annotated[listing.Format, typer.Option("--format", help="How hits are written.")] = listing.Format.table,
) -> None:
    """Search a library; the best hits first, each with its sentence, article, paragraph and offsets."""
    asked = f.given(
        zone=zone, event=event, theme=theme, modality=modality, checkable=checkable, industry=industry,
        publisher=publisher, since=since, until=until, reprints=None if reprints else False,
    )  # fmt: skip
    with f.opened(library) as opened:
        found = opened.search(query, kind=kind.value, limit=limit, **asked)
    if form is listing.Format.table:
        for hit in found.hits:
            terminal.out().print(_line(hit), soft_wrap=True)
        total = f"{found.total:,}{'+' if found.more else ''}"
        terminal.err().print(
            terminal.tell(f"{len(found.hits)} of {total} hits", f"共 {total} 条，显示 {len(found.hits)} 条")
        )
    else:
        listing.write_rows((record(hit) for hit in found.hits), form, _COLUMNS)
    raise typer.Exit(0 if found.hits else 1)


def record(hit: "Hit") -> dict[str, Any]:
    """A hit as one JSON object."""
    out = {name: getattr(hit, name) for name in _COLUMNS}
    return {"id": hit.article, **out} if hit.kind == "articles" else out


def _line(hit: "Hit") -> Text:
    """A hit in the terminal: where it stands, then its words, those looked for in colour."""
    start, end = hit.spans[0][0], hit.spans[-1][1]
    place = " · ".join(part for part in (hit.subject, hit.date, hit.modality, "✓" if hit.checkable else None) if part)
    out = Text()
    out.append(f"{hit.article[7:19]} {hit.unit or hit.paragraph or ''} {start}–{end}", style="dim")
    out.append(f"  {hit.published or ''} {hit.title or hit.uri or ''}".rstrip(), style="bold")
    out.append(f"\n  {place}\n  " if place else "\n  ", style="cyan")
    words = Text(hit.text)
    for a, b in hit.marks:
        words.stylize("bold red", a, b)
    return out.append_text(words).append("\n")
