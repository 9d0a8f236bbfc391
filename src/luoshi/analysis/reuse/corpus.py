"""Articles and central texts made ready for comparison: their words in reading order, as letters, with their sections."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from luoshi.analysis.reuse.letters import Letters, Text, cut, letters
from luoshi.analysis.reuse.passages import Passage, stretches
from luoshi.model.reading import Reading
from luoshi.model.spans import Spans, quote

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


class Article(NamedTuple):
    """An article or central text as it is compared: its words in reading order, where they stand, and its sections, each
    as (section, place, characters of the words)."""

    id: str
    words: str
    spans: Spans
    sections: tuple[tuple[str | None, str | None, int], ...] = ()
    title: str | None = None
    uri: str | None = None
    date: str | None = None
    event: str | None = None
    central: bool = False


class Part(NamedTuple):
    """A section's stretch of letters, and what the section is about."""

    article: str
    section: str | None
    place: str | None
    start: int
    end: int


def articles(paragraphs: pl.DataFrame, sections: pl.DataFrame | None = None) -> Iterator[Article]:
    """The articles of a table of paragraphs; the table of sections tells what each section is about."""
    places: dict[tuple[str, str | None], str | None] = {}
    if sections is not None:
        named = sections.select("article", "section", pl.coalesce("zone", "subject"))
        places = {(article, section): place for article, section, place in named.iter_rows()}
    read = paragraphs.filter(pl.col("role").is_in(_READ) & pl.col("duplicate_of").is_null())
    ordered = read.with_row_index("row").sort("article", "section", "order", "row")
    for (article,), own in ordered.group_by("article", maintain_order=True):
        sizes = own.group_by("section", maintain_order=True).agg(pl.col("quote").str.len_chars().sum())
        first = own.row(0, named=True)
        yield Article(
            str(article),
            "".join(own["quote"]),
            tuple((int(start), int(end)) for told in own["spans"] for start, end in told),
            tuple((section, places.get((str(article), section)), size) for section, size in sizes.iter_rows()),
            first["title"],
            first["uri"],
            first["published"],
        )


def article_of(reading: Reading) -> Article:
    """The article of a reading, as `articles` makes it from tables."""
    places = {section.id: section.subject.entity or section.subject.text for section in reading.sections}
    read = [each for each in reading.paragraphs if each.role in _READ and each.duplicate_of is None]
    read.sort(key=lambda each: (each.section is not None, each.section or "", each.order or 0))
    sizes: dict[str | None, int] = {}
    for each in read:
        sizes[each.section] = sizes.get(each.section, 0) + sum(end - start for start, end in each.spans)
    spans = tuple(span for each in read for span in each.spans)
    source = reading.source
    sections = tuple((section, places.get(section or ""), size) for section, size in sizes.items())
    return Article(source.id, quote(reading.text, spans), spans, sections, source.title, source.uri, source.published)


def central_texts(central: pl.DataFrame | None) -> Iterator[Article]:
    """The central texts of a frame of references."""
    if central is not None:
        for row in central.iter_rows(named=True):
            spans = ((0, len(row["text"])),)
            yield Article(row["reference"], row["text"], spans, title=row["title"], event=row["event"], central=True)


class Corpus:
    """Central texts first, then articles in the order of publication: words, letters and sections."""

    def __init__(self, found: Iterable[Article]) -> None:
        ordered = sorted(found, key=lambda article: (not article.central, article.date or "9999", article.id))
        self.articles = {article.id: article for article in ordered}
        self.central = sum(article.central for article in ordered)
        self.letters: Letters = letters([Text(article.id, article.words, article.spans) for article in ordered])
        self.parts = list(_parts(self.letters, ordered[self.central :], self.central))
        self.starts = np.array([part.start for part in self.parts], dtype=np.int64)

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
            "event": self.articles[self.letters.ids[passage.a]].event,
            "letters": passage.letters, "bits": passage.bits,
            "same": round(passage.letters / max(_length(first), _length(second)), 3),
            **self._end("a", passage.a, first), **self._end("b", passage.b, second),
        }  # fmt: skip

    def _end(self, end: str, number: int, sides: Sequence[tuple[int, int]]) -> dict[str, Any]:
        article = self.articles[self.letters.ids[number]]
        found = stretches(self.letters, sides)
        part = None if article.central else self.part(min(side[0] for side in sides))
        return {
            f"{end}_article": article.id, f"{end}_section": part.section if part else None,
            f"{end}_place": part.place if part else None, f"{end}_date": article.date,
            f"{end}_spans": [list(span) for low, high in found for span in cut(article.spans, low, high)],
            f"{end}_text": "".join(article.words[low:high] for low, high in found),
            f"{end}_title": article.title, f"{end}_uri": article.uri,
        }  # fmt: skip


def _length(sides: Sequence[tuple[int, int]]) -> int:
    return max(end for _, end in sides) - min(start for start, _ in sides)


def _parts(told: Letters, found: Sequence[Article], first: int) -> Iterator[Part]:
    """The stretches of letters of one section each."""
    for number, article in enumerate(found, first):
        low, high = told.starts[number], told.starts[number + 1]
        edges = np.cumsum([0, *(size for _, _, size in article.sections)])
        at = low + np.searchsorted(told.places[low:high], edges)
        for (section, place, _), start, end in zip(article.sections, at, at[1:], strict=False):
            yield Part(article.id, section, place, int(start), int(end))
