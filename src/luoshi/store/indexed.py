"""What the search index holds of each row: the tokens of its words, and its codes as tokens that no text can hold.

The codes (zone, event, theme, modality, year …) let the index itself cut a search down to what the filters leave. Both
stores index the same tokens, and what is indexed can be worked out again from the stored rows, to take it out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from luoshi.model.codebook import MODALITIES
from luoshi.store.contract import Filters
from luoshi.store.rows import themes_of
from luoshi.text.tokens import tokens

VERSION = 1
"""Grows when the same rows give other tokens; a library of an older version is indexed anew."""

OVERHANG = 12
"""Characters of the next line that are indexed with a unit whose sentence runs on there."""

Row = Mapping[str, Any]


def passages(tables: Mapping[str, Sequence[Row]]) -> Iterator[tuple[int, list[str]]]:
    """Number and tokens of every passage among the rows, in rising order of their numbers."""
    places = {row["number"]: _place(row) for row in tables["sections"]}
    following = {(row["in_section"], row["continues"]): row["quote"] for row in tables["passages"] if row["continues"]}
    for row in sorted(tables["passages"], key=_number):
        after = following.get((row["in_section"], _unit(row)), "") if row["unit"] else ""
        yield row["number"], [*tokens(row["quote"] + after[:OVERHANG]), *places[row["in_section"]], *_codes(row)]


def terms(tables: Mapping[str, Sequence[Row]]) -> Iterator[tuple[int, list[str]]]:
    """Number and tokens of every formulation and quantity among the rows, in rising order of their numbers."""
    places = {row["number"]: _place(row) for row in tables["sections"]}
    rows = [(row, "f", formulation_words(row)) for row in tables["formulations"]]
    rows += [(row, "q", quantity_words(row)) for row in tables["quantities"]]
    for row, kind, words in sorted(rows, key=lambda entry: _number(entry[0])):
        yield row["number"], [*tokens(words), *places[row["in_section"]], f"k:{kind}"]


def formulation_words(row: Row) -> str:
    """A formulation as it is searched: its text and its members, a line each."""
    return "\n".join(_lined([row["text"], *msgspec.json.decode(row["members"])]))


def quantity_words(row: Row) -> str:
    """A quantity as it is searched: the amount as printed, and what is measured."""
    return "\n".join(_lined([row["quote"], row["indicator"] or ""]))


def _lined(words: Iterable[str]) -> Iterator[str]:
    """Words so that no token runs from one to the next: a line end alone would not part them."""
    return (f"{word}。" for word in words)


def _unit(row: Row) -> str:
    """The whole id of a passage's unit."""
    unit = row["unit"]
    return f"{row['paragraph']}{unit}" if unit.startswith(".") else unit


def _number(row: Row) -> int:
    return int(row["number"])


def _place(section: Row) -> list[str]:
    out = [f"z:{section['zone']}"] if section["zone"] else []
    out += [f"e:{event}" for event in msgspec.json.decode(section["events"])]
    return out + ([f"y:{section['date'][:4]}"] if section["date"] else [])


def _codes(row: Row) -> list[str]:
    if row["unit"] is None:
        return []
    out = [f"t:{theme}" for theme in themes_of(row["themes"])]
    if row["modality"] is not None:
        out.append(f"m:{MODALITIES[row['modality']]}")
    return out + (["c:yes"] if row["checkable"] else [])


def wanted(filters: Filters) -> tuple[list[list[str]], Filters]:
    """The filters as codes (each list: any of them must stand there), and the filters that are left for SQL."""
    out = [
        [f"{letter}:{value}" for value in values]
        for letter, values in (
            ("z", () if filters.subjects else filters.zones),
            ("e", filters.events),
            ("t", filters.themes),
            ("m", filters.modalities),
            ("c", ("yes",) if filters.checkable else ()),
        )
        if values
    ]
    years = _years(filters.since, filters.until)
    if years:
        out.append([f"y:{year}" for year in years])
    left = msgspec.structs.replace(
        filters,
        zones=filters.zones if filters.subjects else (),
        events=(),
        themes=(),
        modalities=(),
        checkable=None if filters.checkable else filters.checkable,
        since=filters.since if filters.since and len(filters.since) > 4 else None,
        until=filters.until if filters.until and len(filters.until) > 4 else None,
    )
    return out, left


_FIRST, _LAST = 1978, 2080


def _years(since: str | None, until: str | None) -> list[int]:
    """The years between two dates; one bound alone reaches to where reports of this kind begin or may end."""
    if since is None and until is None:
        return []
    return list(range(int(since[:4]) if since else _FIRST, (int(until[:4]) if until else _LAST) + 1))
