"""`luoshi show`: an article in the terminal, its sections and codes in colour, its findings beside the text."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Group
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from luoshi.cli import terminal
from luoshi.cli.app import chinese
from luoshi.cli.terminal import tell
from luoshi.errors import UsageError
from luoshi.model import codec
from luoshi.model.findings import Paragraph, Section, Unit
from luoshi.model.reading import Reading
from luoshi.model.spans import quote
from luoshi.registry import codes

STYLES = {
    "undertaking": "bold green",
    "underway": "cyan",
    "result": "bold blue",
    "exhortation": "yellow",
    "event": "default",
    "background": "dim",
}
PAGE = 120
"""The width of the page where no terminal says how wide it is."""
MARKS = {"undertaking": "▌", "underway": "┆", "result": "‖", "exhortation": "·", "event": " ", "background": " "}
"""Each modality has a mark as well as a colour, so that the page reads without colours too."""


def show(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="An article, or readings as JSON Lines.")],
    printed: Annotated[
        bool, typer.Option("--printed", help="Keep the order of the print instead of the repaired one.")
    ] = False,
) -> None:
    """Show an article with its sections, codes and findings."""
    if not path.is_file():
        raise UsageError(f"There is no file {path}.", hint="Give an article, or readings that `luoshi read` wrote.")
    console = terminal.out(piped=PAGE)
    for reading in _readings(path):
        console.print(article(reading, printed=printed))


def article(reading: Reading, *, printed: bool = False) -> Group:
    """The whole page."""
    page = _Page(reading)
    parts: list[Rule | Text | Table] = [Rule(Text(reading.source.title or reading.source.uri or "", style="bold"))]
    parts.append(Text(" · ".join(filter(None, (reading.source.publisher, reading.source.published))), style="dim"))
    if printed:
        parts.append(page.table(list(reading.paragraphs)))
        return Group(*parts)
    parts.append(page.table([p for p in reading.paragraphs if p.section is None]))
    for section in reading.sections:
        parts.append(page.head(section))
        own = [p for p in reading.paragraphs if p.section == section.id]
        parts.append(page.table(sorted(own, key=lambda p: (p.order is None, p.order or 0))))
    return Group(*parts)


class _Page:
    """One reading's parts by paragraph."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.lang: codes.Lang = "zh" if chinese() else "en"
        self.units: dict[str, list[Unit]] = {}
        for unit in reading.units:
            self.units.setdefault(unit.id.partition(".")[0], []).append(unit)

    def head(self, section: Section) -> Rule:
        """A section's rule: subject, slogan and what it did when."""
        words = Text(section.subject.text, style="bold")
        if section.subject.entity:
            words.append(f" {section.subject.entity}", style="dim")
        for part in (
            section.slogan,
            section.speaker and f"{section.speaker.title or ''} {section.speaker.name}".strip(),
        ):
            if part:
                words.append(f"  {part}")
        for response in self.reading.responses:
            if response.section == section.id:
                lag = "" if response.lag_days is None else tell(f" +{response.lag_days} d", f" +{response.lag_days}天")
                words.append(
                    f"  [{response.date or response.date_text or '–'}{lag} {self.label('kind', response.kind)}]",
                    "magenta",
                )
        return Rule(words, align="left")

    def table(self, paragraphs: list[Paragraph]) -> Table:
        """Paragraphs with their text coded unit by unit, and their findings beside them."""
        table = Table(box=None, show_header=False, pad_edge=False, expand=True)
        table.add_column(width=5, style="dim")
        table.add_column(ratio=3, overflow="fold")
        table.add_column(ratio=2, overflow="fold")
        for paragraph in paragraphs:
            table.add_row(paragraph.id, self.words(paragraph), self.beside(paragraph))
        return table

    def words(self, paragraph: Paragraph) -> Text:
        units = self.units.get(paragraph.id)
        if not units:
            style = "bold" if paragraph.role in ("title", "heading", "subheading") else "italic dim"
            return Text(quote(self.reading.text, paragraph.spans), style=style)
        words = Text("⤷ " if paragraph.joins else "", style="dim")
        for unit in units:
            words.append(MARKS[unit.modality] + ("✓" if unit.checkable else ""), style="bold")
            words.append(quote(self.reading.text, unit.spans), style=STYLES[unit.modality])
        return words

    def beside(self, paragraph: Paragraph) -> Text:
        """The codes of a paragraph and the findings that start in it."""
        start, end = paragraph.spans[0]
        words = Text(self.label("role", paragraph.role) if paragraph.role != "body" else "", style="dim")
        if paragraph.duplicate_of:
            words.append(f" = {paragraph.duplicate_of}", style="red")
        found: list[tuple[str, str]] = [
            *((self.label("modality", u.modality), tell(", ", "、").join(self.label("theme", t) for t in u.themes))
              for u in self.units.get(paragraph.id, []) if u.modality != "event"),
            *((tell("person", "人"), f"{p.name} {p.title or ''}".strip()) for p in self.reading.people if start <= p.spans[0][0] < end),
            *((tell("organisation", "机构"), o.name) for o in self.reading.organisations if start <= o.spans[0][0] < end),
            *((tell("industry", "产业"), i.name) for i in self.reading.industries if start <= i.spans[0][0] < end),
            *((tell("formulation", "提法"), f"{f.text} {'、'.join(f.members)}".strip()) for f in self.reading.formulations if start <= f.spans[0][0] < end),
            *((tell("number", "数"), q.quote) for q in self.reading.quantities if start <= q.spans[0][0] < end),
        ]  # fmt: skip
        for label, value in found:
            words.append(("\n" if words.plain else "") + label + " ", style="dim")
            words.append(value)
        return words

    def label(self, family: str, code: str) -> str:
        return codes.code(family, code).label(self.lang)


def _readings(path: Path) -> list[Reading]:
    """The readings that a file holds, or the reading of the article that it is."""
    if path.suffix == ".jsonl":
        with path.open("rb") as file:
            return list(codec.decode_lines(file, str(path)))
    from luoshi import project  # noqa: PLC0415  (the reader is loaded when an article is to be read)

    return [project.read_file(path)]
