"""About the method: what is read and how, the engine's figures on gold, the codebook, what a report can't show."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from litestar import Request, get
from litestar.response import Template

from luoshi.registry import codes
from luoshi.workbench.language import translator
from luoshi.workbench.render import language_of, page
from luoshi.workbench.tables import Cell, Head, Table


@get("/method", sync_to_thread=False)
def method(request: Request[Any, Any, Any]) -> Template:
    """The page about the method."""
    t = translator(language_of(request))
    heads = [
        Head(t("method.field")),
        *(Head(t(f"method.{part}"), numeric=True) for part in ("roundups", "broadcast", "unseen")),
    ]
    rows = [[Cell(t(f"figure.{_key(field)}")), *map(Cell, row)] for field, row in figures().items()]
    return page(
        request,
        "method.html",
        families=list(codes.families().values()),
        figures=Table(t("method.figures"), heads, rows),
    )


@cache
def figures() -> dict[str, tuple[str, ...]]:
    """Field -> figure on round-ups, on broadcast items and on reports of other styles, as last measured
    (data/figures.toml)."""
    told = tomllib.loads(files("luoshi.workbench").joinpath("data", "figures.toml").read_text(encoding="utf-8"))
    parts = [told[name] for name in ("round-ups", "broadcast", "unseen")]
    fields = dict.fromkeys(field for part in parts for field in part)
    return {field: tuple(_shown(part.get(field)) for part in parts) for field in fields}


def _key(field: str) -> str:
    """The key of a field's label: "responses+kind" and "undertaking?" are no keys."""
    return field.replace("+", "_").rstrip("?")


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
