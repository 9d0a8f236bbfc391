"""Tables of a page: heads, and rows of cells that lead to their quotations; long ones come a page at a time."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any
from urllib.parse import urlencode

import msgspec
from litestar.params import QueryParameter

SIZE = 100
"""Rows of a page of a long table."""

Start = Annotated[int, QueryParameter(ge=0, le=10_000_000, description="Rows before the first that is shown.")]


class Head(msgspec.Struct, frozen=True):
    """The head of a column; numbers stand at its right."""

    label: str
    numeric: bool = False


class Cell(msgspec.Struct, frozen=True):
    """What a cell says, where it leads, and what its title adds."""

    text: str
    href: str | None = None
    title: str | None = None


class Table(msgspec.Struct, frozen=True):
    """A titled table as a page shows it: some of its rows, and where the ones before and after are."""

    title: str
    heads: Sequence[Head]
    rows: Sequence[Sequence[Cell]]
    note: str | None = None
    chart: str | None = None
    matrix: bool = False
    first: int = 1
    total: int = 0
    before: str | None = None
    after: str | None = None

    @property
    def last(self) -> int:
        """The number of the last row shown."""
        return self.first + len(self.rows) - 1


def paged(table: Table, path: str, asked: Mapping[str, str], start: int, total: int, size: int = SIZE) -> Table:
    """The table with the addresses of the pages around it; its rows are those from `start` on."""

    def at(place: int) -> str:
        return f"{path}?{urlencode({**{name: value for name, value in asked.items() if value}, 'start': place})}"

    return msgspec.structs.replace(
        table, first=start + 1, total=total,
        before=at(max(start - size, 0)) if start else None,
        after=at(start + size) if start + size < total else None,
    )  # fmt: skip


def shown(value: Any) -> str:
    """A value of a frame as people read it."""
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:g}"
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)
