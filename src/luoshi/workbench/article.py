"""The article page: the text as printed or repaired, coded and underlined, with its apparatus in the margin."""

from typing import Any

from jinja2 import Environment
from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Template

from luoshi.errors import UnreadableSource
from luoshi.model.codebook import MODALITIES
from luoshi.model.source import Problem
from luoshi.registry.codes import Lang
from luoshi.store.contract import Filters
from luoshi.workbench import apparatus, pictures, whose
from luoshi.workbench.article_parts import Piece, holding, parts
from luoshi.workbench.article_view import paragraphs
from luoshi.workbench.desk import Desk
from luoshi.workbench.language import labeller
from luoshi.workbench.render import page

PRINTINGS = 12
"""Other printings of an article that its page names."""


def filters(environment: Environment) -> None:
    """The filters that the template uses."""

    def theme_label(theme: str, lang: Lang) -> str:
        return labeller(lang)("theme", theme)

    environment.filters["theme_label"] = theme_label


@get("/article/{id:str}", sync_to_thread=True)
def article(
    request: Request[Any, Any, Any],
    desk: NamedDependency[Desk],
    id: FromPath[str],
    order: FromQuery[str] = "repaired",
    centre: FromQuery[str] = "0",
    at: FromQuery[int | None] = None,
    unit: FromQuery[str | None] = None,
    part: FromQuery[int | None] = None,
) -> Template:
    """One article; `#u=P012.3` opens it at a unit, `?at=140` at the unit that holds that character, highlighted. An
    enormous one comes in parts: `part` (from 1) says which, or `unit` and `at` do by what they name."""
    kept = desk.library.kept(id)
    reading = kept.reading
    printed = pictures.printed(desk, kept.document)
    order = order if order == "printed" or (order == "page" and printed) else "repaired"
    leaves: list[pictures.Leaf] = []
    problems = list(reading.problems)
    if order == "page":
        try:
            leaves = pictures.leaves(desk, kept.document, reading)
        except UnreadableSource as error:
            order = "repaired"
            problems.append(Problem("sources", str(error)))
    cut = parts(reading, printed=order == "printed")
    number = holding(cut, unit, at) if part is None else min(max(part, 1), len(cut)) - 1
    shown = cut[number]
    placed = apparatus.records(reading, sorted(piece.span for piece in shown))
    marks = [(span, each.record) for each in placed for span in each.spans]
    whole = None if len(cut) == 1 else frozenset({None, *(piece.paragraph.section for piece in shown)})
    return page(
        request,
        "article.html",
        source=reading.source,
        problems=problems,
        paragraphs=paragraphs(reading, shown, marks, printed=order == "printed"),
        sections=apparatus.sections(reading, placed, whole),
        part=number + 1,
        parts=len(cut),
        opens_at=_name(shown[0]),
        closes_at=_name(shown[-1]),
        modalities=MODALITIES,
        order=order,
        here=unit if at is None else next((p.unit.id for p in shown if p.unit and p.span[0] <= at < p.span[1]), None),
        centre=centre == "1",
        central=whose.central_units(desk, reading) if centre == "1" else frozenset(),
        against=whose.has_references(desk) if centre == "1" else True,
        reprints=_others(desk, reading.source.id),
        has_pages=printed,
        leaves=leaves,
    )


def _others(desk: Desk, id: str) -> list[dict[str, Any]]:
    """The other printings of an article, the newest first."""
    others = [other for other in desk.library.store.family(id) if other != id][-PRINTINGS:]
    return desk.library.store.query("articles", Filters(articles=tuple(others))).rows if others else []


def _name(piece: Piece) -> str:
    """The unit or paragraph of a piece."""
    return piece.unit.id if piece.unit else piece.paragraph.id
