"""An answer as a table to read: headings and codes in the reader's language, cells short, how many rows are left out."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from rich.table import Table

from luoshi.cli import terminal
from luoshi.cli.app import chinese
from luoshi.registry import codes
from luoshi.registry.codes import Lang

if TYPE_CHECKING:
    import polars

_WIDE = 40
_ID = 15


def language() -> Lang:
    """The language of what is said and drawn."""
    return "zh" if chinese() else "en"


def print_table(frame: "polars.DataFrame", most: int, of: int | None = None) -> None:
    """The first `most` rows (0 for all); `of` says how many there are where the frame holds only some."""
    from luoshi.analysis.words import labels  # noqa: PLC0415  (loaded when there is something to print)

    if frame.is_empty():
        terminal.out().print(terminal.tell("Nothing of this kind here.", "此处没有这类内容。"))
        return
    table = Table(show_edge=False, pad_edge=False)
    headings = labels("column", language())
    readers = _readers(frame)
    for name, kind in frame.schema.items():
        heading = _UNITS[language()] if name == "unit" and "indicator" in frame.columns else headings.get(name, name)
        table.add_column(heading, overflow="fold", justify="right" if kind.is_numeric() else "left")
    rows = frame.head(most) if most else frame
    for row in rows.iter_rows():
        table.add_row(*(cell(read(value)) for read, value in zip(readers, row, strict=True)))
    terminal.out().print(table)
    left = (frame.height if of is None else of) - rows.height
    if left:
        more = (
            f"… and {left:,} more: --limit 0, or --format csv",
            f"……另有 {left:,} 行：--limit 0 或 --format csv",
        )
        terminal.out().print(terminal.tell(*more), style="dim")


_UNITS: dict[Lang, str] = {"en": "unit", "zh": "单位"}


def _readers(frame: "polars.DataFrame") -> list[Callable[[Any], Any]]:
    """For each column how its values are said: codes by their labels, places by their names."""
    from luoshi.analysis.words import labels  # noqa: PLC0415
    from luoshi.registry.world import registry  # noqa: PLC0415

    lang = language()
    told: dict[str, dict[str, str]] = {name: labels(name, lang) for name in ("relation", "change", "differs", "why")}
    families = {"kind": ("kind", "quantity_kind"), "column": ("theme", "modality"), "comparator": ("comparator",)}
    for column, names in families.items():
        told[column] = {code.code: code.label(lang) for name in names for code in codes.family(name).codes}
    told["kind"] |= labels("passage", lang)
    bodies = {id: body.short or body.name for id, body in registry().bodies.items()}
    told |= dict.fromkeys(("place", "a_place", "b_place"), bodies)
    return [_reader(told.get(name, {})) for name in frame.columns]


def _reader(known: dict[str, str]) -> Callable[[Any], Any]:
    return lambda value: known.get(value, value) if isinstance(value, str) else value


def cell(value: Any) -> str:
    """A value as a table shows it: short, without empty words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "✓" if value else ""
    if isinstance(value, float):
        return f"{value:,.6g}" if abs(value) >= 10 or value == int(value) else f"{value:.2f}"
    if isinstance(value, list):
        return "、".join(str(each) for each in value)
    words = str(value)
    if words.startswith("sha256:"):
        return words[:_ID]
    return words.replace("[", "\\[") if len(words) <= _WIDE else words[: _WIDE - 1].replace("[", "\\[") + "…"
