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
from luoshi.workbench import pictures, whose
from luoshi.workbench.article_view import view
from luoshi.workbench.desk import Desk
from luoshi.workbench.language import labeller
from luoshi.workbench.render import page


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
) -> Template:
    """One article; `#u=P012.3` opens it at a unit, `?at=140` at the unit that holds that character, highlighted."""
    kept = desk.library.kept(id)
    reading = kept.reading
    shown = desk.once(("view", reading.source.id), lambda: view(reading))
    printed = pictures.printed(kept.document)
    order = order if order == "printed" or (order == "page" and printed) else "repaired"
    leaves: list[pictures.Leaf] = []
    problems = list(reading.problems)
    if order == "page":
        try:
            leaves = pictures.leaves(desk, kept.document, reading)
        except UnreadableSource as error:
            order = "repaired"
            problems.append(Problem("sources", str(error)))
    return page(
        request,
        "article.html",
        source=reading.source,
        problems=problems,
        paragraphs=shown.printed if order == "printed" else shown.repaired,
        sections=shown.sections,
        modalities=MODALITIES,
        order=order,
        here=None if at is None else next((u.id for u in reading.units if u.spans[0][0] <= at < u.spans[0][1]), None),
        centre=centre == "1",
        central=whose.central_units(desk, reading) if centre == "1" else frozenset(),
        against=whose.has_references(desk) if centre == "1" else True,
        reprints=[],
        has_pages=printed,
        leaves=leaves,
    )
