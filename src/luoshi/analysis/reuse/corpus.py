"""Articles and central texts made ready for comparison: their words in reading order, as letters, with their sections."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from luoshi.analysis.reuse.letters import Letters, Text, cut, letters
from luoshi.analysis.reuse.passages import Passage, stretches
from luoshi.model.spans import Spans

SPANS = pl.List(pl.List(pl.Int64))
_END: dict[str, Any] = {
    "article": pl.String, "section": pl.String, "place": pl.String, "date": pl.String, "spans": SPANS,
    "text": pl.String, "title": pl.String, "uri": pl.String,
}  # fmt: skip
PASSAGES: dict[str, Any] = {
    "kind": pl.String, "event": pl.String, "letters": pl.Int64, "bits": pl.Float64, "same": pl.Float64,
    **{f"{end}_{name}": kind for end in ("a", "b") for name, kind in _END.items()},
}  # fmt: skip
"""Columns of the pairs: `a` is the earlier side. `same` is the share of agreeing letters in the longer side; `event` is
that of the central text."""

_READ = ("body", "lead", "conclusion")


class Part(NamedTuple):
    """A section's stretch of letters, and what the section is about."""

    article: str
    section: str | None
    place: str | None
    start: int
    end: int


class Corpus:
    """Central texts first, then articles in the order of publication: words, letters and sections."""

    def __init__(
        self, paragraphs: pl.DataFrame, sections: pl.DataFrame | None = None, central: pl.DataFrame | None = None
    ) -> None:
        read = _in_order(paragraphs)
        texts = [*_central(central), *_articles(read)]
        self.central = len(central) if central is not None else 0
        self.events: dict[str, str | None] = {}
        self.titles: dict[str, str | None] = {}
        if central is not None:
            self.events = dict(central.select("reference", "event").iter_rows())
            self.titles = dict(central.select("reference", "title").iter_rows())
        self.texts = {text.id: text for text in texts}
        self.letters: Letters = letters(texts)
        self.parts = list(_parts(self.letters, read, _places(sections)))
        self.starts = np.array([part.start for part in self.parts], dtype=np.int64)
        self._told = {row["article"]: row for row in read.unique("article").iter_rows(named=True)}

    def part(self, letter: int) -> Part:
        """The stretch in which a letter of an article stands."""
        return self.parts[int(np.searchsorted(self.starts, letter, side="right")) - 1]

    def table(self, found: Sequence[Passage]) -> pl.DataFrame:
        """The passages as rows of PASSAGES, the heaviest first."""
        rows = [self._row(passage) for passage in found]
        return pl.DataFrame(rows, schema=PASSAGES, orient="row").sort("bits", descending=True, maintain_order=True)

    def _row(self, passage: Passage) -> dict[str, Any]:
        first, second = [block[:2] for block in passage.blocks], [block[2:] for block in passage.blocks]
        central = passage.a < self.central
        return {
            "kind": "central" if central else "article",
            "event": self.events.get(self.letters.ids[passage.a]) if central else None,
            "letters": passage.letters, "bits": passage.bits,
            "same": round(passage.letters / max(_length(first), _length(second)), 3),
            **self._end("a", passage.a, first), **self._end("b", passage.b, second),
        }  # fmt: skip

    def _end(self, end: str, number: int, sides: Sequence[tuple[int, int]]) -> dict[str, Any]:
        text = self.texts[self.letters.ids[number]]
        found = stretches(self.letters, sides)
        part = self.part(min(side[0] for side in sides)) if number >= self.central else None
        told = self._told.get(text.id, {})
        return {
            f"{end}_article": text.id, f"{end}_section": part.section if part else None,
            f"{end}_place": part.place if part else None, f"{end}_date": told.get("published"),
            f"{end}_spans": [list(span) for low, high in found for span in cut(text.spans, low, high)],
            f"{end}_text": "".join(text.words[low:high] for low, high in found),
            f"{end}_title": told.get("title") if part else self.titles.get(text.id), f"{end}_uri": told.get("uri"),
        }  # fmt: skip


def _length(sides: Sequence[tuple[int, int]]) -> int:
    return max(end for _, end in sides) - min(start for start, _ in sides)


def _in_order(paragraphs: pl.DataFrame) -> pl.DataFrame:
    """The paragraphs that are read, in reading order, articles by their day of publication."""
    kept = paragraphs.filter(pl.col("role").is_in(_READ) & pl.col("duplicate_of").is_null())
    return (
        kept.with_row_index("row")
        .with_columns(pl.col("published").fill_null("9999").alias("when"))
        .sort("when", "article", "section", "order", "row")
        .drop("when", "row")
    )


def _central(central: pl.DataFrame | None) -> Iterator[Text]:
    if central is not None:
        for row in central.iter_rows(named=True):
            yield Text(row["reference"], row["text"], ((0, len(row["text"])),))


def _articles(read: pl.DataFrame) -> Iterator[Text]:
    for (article,), paragraphs in read.group_by("article", maintain_order=True):
        spans: Spans = tuple((int(start), int(end)) for told in paragraphs["spans"] for start, end in told)
        yield Text(str(article), "".join(paragraphs["quote"]), spans)


def _places(sections: pl.DataFrame | None) -> dict[tuple[str, str | None], str | None]:
    if sections is None:
        return {}
    named = sections.select("article", "section", pl.coalesce("zone", "subject"))
    return {(article, section): place for article, section, place in named.iter_rows()}


def _parts(told: Letters, read: pl.DataFrame, places: dict[tuple[str, str | None], str | None]) -> Iterator[Part]:
    """The stretches of letters of one section each."""
    number = {id: at for at, id in enumerate(told.ids)}
    sizes = read.group_by("article", "section", maintain_order=True).agg(pl.col("quote").str.len_chars().sum())
    words: dict[str, int] = {}
    for article, section, size in sizes.iter_rows():
        low, high = told.starts[number[article]], told.starts[number[article] + 1]
        start = words.get(article, 0)
        words[article] = start + size
        first, last = np.searchsorted(told.places[low:high], [start, start + size])
        yield Part(article, section, places.get((article, section)), int(low + first), int(low + last))
