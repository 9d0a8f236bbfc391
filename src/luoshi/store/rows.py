"""A kept article as the rows of a library, numbers given. Not for SQL: see sql."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from luoshi.model.codebook import MODALITIES, ROLES, THEMES
from luoshi.model.reading import Engine
from luoshi.model.tables import all_rows, places
from luoshi.store.prepared import Prepared
from luoshi.store.tables import FINDINGS

Row = dict[str, Any]

BLOCK = 1 << 20
"""Numbers of one day of publication: an article's number is day since 1900 * BLOCK + a running count. A day with more goes
on in the next one's block; articles without a day stand before 1900."""

DOUBTFUL = 0.5
"""A unit below this confidence asks for a look."""

_LOOKED_THROUGH = 500
"""A response's words are taken from the passages of its section where these are no more: they are looked through for each."""

_CODE: dict[str, int] = {theme: place for place, theme in enumerate(THEMES, 1)}
_BITS, _MASK, _THEMES_AT_MOST = 5, 31, 3
_PLACE: dict[str, int] = {modality: place for place, modality in enumerate(MODALITIES)}
_ROLE: dict[str, int] = {role: place for place, role in enumerate(ROLES)}
_EPOCH = date(1900, 1, 1).toordinal()
_json = msgspec.json.Encoder()


def made_by(engine: Engine) -> str:
    """Engine, version, codebook and registry in one text."""
    return f"{engine.name} {engine.version} codebook {engine.codebook} registry {engine.registry}"


def day_of(published: str | None) -> int:
    """Days since 1900 of an ISO day, month or year; 0 where there is none."""
    try:
        parts = [int(part) for part in (published or "").split("-")]
        return max(0, date(*(*parts, 1, 1)[:3]).toordinal() - _EPOCH) if published else 0
    except (ValueError, TypeError):
        return 0


def packed(themes: Iterable[str]) -> int:
    """Themes in their order as one number: five bits each, the first lowest, 0 where there is none."""
    return sum(_CODE[theme] << (_BITS * place) for place, theme in enumerate(themes))


def themes_of(number: int) -> tuple[str, ...]:
    """The themes that `packed` packed."""
    out = []
    while number:
        out.append(THEMES[(number & _MASK) - 1])
        number >>= _BITS
    return tuple(out)


def holding(theme: str) -> list[tuple[int, int]]:
    """Where a theme may stand in such a number: pairs (bits, value) of which one must fit. The codebook allows three."""
    return [(_MASK << (_BITS * place), _CODE[theme] << (_BITS * place)) for place in range(_THEMES_AT_MOST)]


class Rows:
    """The rows of one article: table -> rows. `take(day, size)` gives the first of so many numbers of a day.

    Numbers fall from the article's own to its last finding's: in falling order articles come newest first and each is
    read from its beginning.
    """

    def __init__(self, prepared: Prepared, take: Callable[[int, int], int], family: int) -> None:
        kept = self.kept = prepared.kept
        self.packed = prepared.packed
        found = all_rows(kept.reading)
        size = sum(map(len, found.values())) + 2
        self.last = take(day_of(kept.reading.source.published), size) + size
        self.tables: dict[str, list[Row]] = {}
        self.article = self._number()
        self._article(found["articles"][0], family)
        sections = self._sections(found["sections"])
        self._passages(found, sections)
        for name in FINDINGS:
            self._findings(name, found[name], sections)

    def _number(self) -> int:
        self.last -= 1
        return self.last

    def _article(self, row: Row, family: int) -> None:
        reading = self.kept.reading
        confidences = [unit.confidence for unit in reading.units]
        self.tables["articles"] = [
            {
                **{name: row[name] for name in ("uri", "media_type", "title", "publisher", "published", "page")},
                "number": self.article,
                "id": row["article"],
                **{name: text(row[name]) for name in ("authors", "zones", "events")},
                "characters": row["characters"],
                "engine": row["engine"],
                "registry": row["registry"],
                "made_by": made_by(reading.engine),
                "problems": len(reading.problems),
                "doubtful": sum(value < DOUBTFUL for value in confidences),
                "confidence": sum(confidences) / len(confidences) if confidences else None,
                "added": datetime.now(UTC).isoformat(timespec="seconds"),
                "family": family,
            }
        ]
        packed, way = self.packed
        self.tables["contents"] = [{"article": self.article, "reading": packed, "document": way}]

    def _sections(self, rows: list[Row]) -> dict[str | None, int]:
        """Section -> its number; None is the whole article."""
        told = {row["section"]: row for row in rows}
        numbers: dict[str | None, int] = {}
        self.tables["sections"], self.tables["section_events"] = [], []
        for section, place in places(self.kept.reading).items():
            numbers[section] = self._number()
            row = told.get(section, {})
            self.tables["sections"].append(
                {
                    "number": numbers[section],
                    "article": self.article,
                    **{name: place[name] for name in ("section", "subject", "zone", "date")},
                    "events": text(place["events"]),
                    **{name: row.get(name) for name in ("slogan", "speaker", "speaker_title", "byline")},
                }
            )
            self.tables["section_events"] += [{"event": e, "section": numbers[section]} for e in place["events"]]
        return numbers

    def _passages(self, found: Mapping[str, list[Row]], sections: dict[str | None, int]) -> None:
        """The units, then the paragraphs that have none; those of one section stand together."""
        roles = {row["paragraph"]: row["role"] for row in found["paragraphs"]}
        cut = {row["paragraph"] for row in found["units"]}
        rows = [*found["units"], *(row for row in found["paragraphs"] if row["paragraph"] not in cut)]
        rows.sort(key=lambda row: -sections.get(row["section"], sections[None]))
        self.tables["passages"] = [
            {
                "number": self._number(),
                "in_section": sections.get(row["section"], sections[None]),
                "paragraph": row["paragraph"],
                "unit": _unit(row),
                "continues": row.get("continues"),
                "role": _ROLE.get(roles.get(row["paragraph"], "")),
                "modality": _PLACE.get(row.get("modality", "")),
                "checkable": row.get("checkable"),
                "themes": packed(row.get("themes", ())[:_THEMES_AT_MOST]),
                "confidence": _thousandths(row.get("confidence")),
                "spans": text(row["spans"]),
                "quote": row["quote"],
            }
            for row in rows
        ]

    def _findings(self, name: str, rows: list[Row], sections: dict[str | None, int]) -> None:
        columns = [column.name for column in FINDINGS[name].columns if column.name not in ("number", "in_section")]
        out = []
        for row in rows:
            home = sections.get(row.get("section"), sections[None])
            out.append(
                {"number": self._number(), "in_section": home, **{column: plain(row[column]) for column in columns}}
            )
        self.tables[name] = out
        if name == "responses":
            held = Counter(row["in_section"] for row in self.tables["passages"])
            same = {
                (row["in_section"], row["spans"])
                for row in self.tables["passages"]
                if held[row["in_section"]] <= _LOOKED_THROUGH
            }
            for response in out:
                if (response["in_section"], response["spans"]) in same:
                    response["quote"] = None
            self.tables["response_events"] = [
                {"event": event, "response": numbered["number"]}
                for numbered, row in zip(out, rows, strict=True)
                for event in dict.fromkeys(row["events"])
            ]


def _unit(row: Row) -> str | None:
    """What a unit's id adds to its paragraph's (".3"); the whole id where it is not made so."""
    unit = row.get("unit")
    return str(unit).removeprefix(row["paragraph"]) if unit and unit.startswith(f"{row['paragraph']}.") else unit


def _thousandths(value: float | None) -> int | None:
    return None if value is None else round(value * 1000)


def text(value: Any) -> str:
    """A list as JSON."""
    return _json.encode(value).decode()


def plain(value: Any) -> Any:
    """A value as it lies in a column: lists are JSON."""
    return text(value) if isinstance(value, list) else value
