"""The reuse of a library, kept beside it and brought up to date: what was found once is not looked for again.

A folder `LIBRARY.reuse` holds the words compared, the central texts, the passages found, which letters they cover, and the
shares. New articles and central texts are compared with all; what left the library is dropped. What many articles say
counts less as the library grows: pairs found while it was small stay until it is rebuilt. The folder can be deleted at any
time, but for `references.jsonl`.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
import polars as pl
from numpy.typing import NDArray

from luoshi.analysis.coverage import Answer, coverage
from luoshi.analysis.places import find_event
from luoshi.analysis.reuse.corpus import PASSAGES, SPANS, Article, Corpus, central_texts
from luoshi.analysis.reuse.passages import Passage
from luoshi.analysis.reuse.reuse import found_in, references
from luoshi.analysis.reuse.shares import CENTRAL, SHARED, own_words, shares, whose
from luoshi.errors import UsageError
from luoshi.output import whole_file

_VERSION = 1
_SECTIONS = pl.List(pl.Struct({"section": pl.String, "place": pl.String, "size": pl.Int64}))
_WORDS: dict[str, Any] = {
    "id": pl.String, "words": pl.String, "spans": SPANS, "sections": _SECTIONS, "title": pl.String, "uri": pl.String,
    "date": pl.String,
}  # fmt: skip
_COVERED: dict[str, Any] = {
    "article": pl.String, "other": pl.String, "whose": pl.Int8, "start": pl.Int64, "end": pl.Int64,
}  # fmt: skip
"""Letters of an article (from its first letter) that a passage covers, and the other article of the passage."""


class Updated(NamedTuple):
    """What bringing up to date did: articles and central texts added and dropped, and passages found."""

    added: int
    dropped: int
    passages: int


class Index:
    """The kept reuse of one library."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def beside(cls, library: str) -> "Index":
        """The index of a library: `LIBRARY.reuse`, for a server's address in the user's cache."""
        if "://" in library and not library.startswith("sqlite"):
            name = "".join(char if char.isalnum() else "-" for char in library.rpartition("@")[2])
            return cls(Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "luoshi" / f"{name}.reuse")
        return cls(Path(library.removeprefix("sqlite:///") + ".reuse"))

    def references(self) -> pl.DataFrame:
        """The central texts: reference, event, title, text."""
        path = self.folder / "references.jsonl"
        rows = path.read_bytes().splitlines() if path.is_file() else []
        return references(msgspec.json.decode(row) for row in rows)

    def add_reference(self, text: str, *, event: str | None = None, title: str | None = None) -> str:
        """Keep a central text; returns its id. The same text is kept once."""
        if not text.strip():
            raise UsageError("The text is empty.", hint="Give a file with the words of a communiqué, report or speech.")
        digest = hashlib.sha256(text.encode()).hexdigest()
        row = {"reference": f"ref:{digest[:12]}", "event": find_event(event).id if event else None, "title": title,
               "text": text}  # fmt: skip
        kept = [each for each in self.references().to_dicts() if each["reference"] != row["reference"]]
        self._write_references([*kept, row])
        return str(row["reference"])

    def remove_reference(self, beginning: str) -> str:
        """Forget the one central text whose id or title begins so; returns its id."""
        rows = self.references().to_dicts()
        found = [
            row
            for row in rows
            if f"{row['reference']}".startswith(beginning) or (row["title"] or "").startswith(beginning)
        ]
        if len(found) != 1:
            told = ", ".join(f"{row['reference']} ({row['title']})" for row in found or rows) or "none"
            raise UsageError(f"{len(found)} central texts begin with {beginning!r}.", hint=f"Central texts: {told}.")
        self._write_references([row for row in rows if row is not found[0]])
        return str(found[0]["reference"])

    def _write_references(self, rows: Sequence[dict[str, Any]]) -> None:
        with whole_file(self.folder / "references.jsonl") as file:
            file.write(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))

    def known(self) -> set[str]:
        """The articles that are indexed."""
        return set(self._frame("words", _WORDS)["id"])

    def update(self, new: Iterable[Article], held: set[str]) -> Updated:
        """Compare new articles with all; `held` are the ids that the library holds now, and the rest is dropped."""
        central = list(central_texts(self.references()))
        ids = held | {text.id for text in central}
        words = self._frame("words", _WORDS)
        kept = words.filter(pl.col("id").is_in(list(held)))
        known = set(kept["id"])
        added = [article for article in new if article.id not in known]
        compared = set(self._state().get("central", ()))
        fresh_ids = {article.id for article in added} | {text.id for text in central if text.id not in compared}
        dropped = (set(words["id"]) | compared) - ids
        found: list[Passage] = []
        if fresh_ids or dropped:
            corpus = Corpus([*central, *_articles(kept), *added])
            fresh = np.array([id in fresh_ids for id in corpus.letters.ids], dtype=bool)
            found = found_in(corpus, fresh) if fresh_ids else []
            self._keep(corpus, found, ids, kept, added)
        return Updated(len(fresh_ids), len(dropped), len(found))

    def _keep(
        self, corpus: Corpus, found: Sequence[Passage], ids: set[str], kept: pl.DataFrame, added: Sequence[Article]
    ) -> None:
        """Write what is known now; the state comes last, so that a broken run is done again."""
        here = list(ids)
        both = pl.col("a_article").is_in(here) & pl.col("b_article").is_in(here)
        old = self._frame("passages", PASSAGES).filter(both)
        covered = self._frame("covered", _COVERED).filter(pl.col("article").is_in(here) & pl.col("other").is_in(here))
        covered = pl.concat([covered, _covered(corpus, found)])
        (self.folder / "state.json").unlink(missing_ok=True)
        self._write("words", pl.concat([kept, _words(added)]))
        self._write("passages", pl.concat([old, corpus.table(found)]))
        self._write("covered", covered)
        self._write("shares", shares(corpus, _owner(corpus, covered)))
        state = {"version": _VERSION, "central": [text.id for text in corpus.articles.values() if text.central]}
        with whole_file(self.folder / "state.json") as file:
            file.write(msgspec.json.encode(state))

    def answer(self, places: Sequence[str] = ()) -> Answer:
        """The passages and shares of the library, or of some places."""
        told, made_of = self._frame("passages", PASSAGES), self._frame("shares", None)
        if places:
            own = list(places)
            told = told.filter(pl.col("a_place").is_in(own) | pl.col("b_place").is_in(own))
            made_of = made_of.filter(pl.col("place").is_in(own))
        days = self._frame("words", _WORDS).select(pl.col("id").alias("article"), pl.col("date").alias("published"))
        rests_on = made_of.select("article", pl.col("place").alias("zone"), pl.lit(None, pl.String).alias("subject"))
        return Answer(told, coverage(rests_on.join(days, on="article", how="left")), {"shares": made_of})

    def own(self, place: str) -> pl.DataFrame:
        """The own sentences of a place, those with the rarest wording first."""
        words = self._frame("words", _WORDS)
        about = words.filter(pl.col("sections").list.eval(pl.element().struct.field("place") == place).list.any())
        corpus = Corpus(_articles(about))
        covered = self._frame("covered", _COVERED).filter(pl.col("article").is_in(about["id"].to_list()))
        return own_words(corpus, _owner(corpus, covered)).filter(pl.col("place") == place)

    def clear(self) -> None:
        """Forget all but the central texts."""
        kept = self.references().to_dicts()
        shutil.rmtree(self.folder, ignore_errors=True)
        if kept:
            self._write_references(kept)

    def _state(self) -> dict[str, Any]:
        path = self.folder / "state.json"
        state: dict[str, Any] = msgspec.json.decode(path.read_bytes()) if path.is_file() else {}
        return state if state.get("version") == _VERSION else {}

    def _frame(self, name: str, schema: dict[str, Any] | None) -> pl.DataFrame:
        path = self.folder / f"{name}.parquet"
        return pl.read_parquet(path) if self._state() and path.is_file() else pl.DataFrame(schema=schema)

    def _write(self, name: str, frame: pl.DataFrame) -> None:
        with whole_file(self.folder / f"{name}.parquet") as file:
            frame.write_parquet(file, compression="zstd")


def _articles(words: pl.DataFrame) -> Iterable[Article]:
    for row in words.iter_rows(named=True):
        spans = tuple((start, end) for start, end in row["spans"])
        sections = tuple((each["section"], each["place"], each["size"]) for each in row["sections"])
        yield Article(row["id"], row["words"], spans, sections, row["title"], row["uri"], row["date"])


def _words(found: Sequence[Article]) -> pl.DataFrame:
    rows = [
        {
            "id": each.id, "words": each.words, "spans": [list(span) for span in each.spans],
            "sections": [dict(zip(("section", "place", "size"), part, strict=True)) for part in each.sections],
            "title": each.title, "uri": each.uri, "date": each.date,
        }
        for each in found
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=_WORDS, orient="row")


def _covered(corpus: Corpus, found: Sequence[Passage]) -> pl.DataFrame:
    """The letters that passages cover, counted from the article's first letter."""
    rows: list[tuple[str, str, int, int, int]] = []
    ids, starts = corpus.letters.ids, corpus.letters.starts
    for passage, (a0, a1, b0, b1), owner in whose(corpus, found):
        a, b = ids[passage.a], ids[passage.b]
        if owner == SHARED:
            rows.append((a, b, owner, int(a0 - starts[passage.a]), int(a1 - starts[passage.a])))
        if owner in (SHARED, CENTRAL):
            rows.append((b, a, owner, int(b0 - starts[passage.b]), int(b1 - starts[passage.b])))
    return pl.DataFrame(rows, schema=_COVERED, orient="row")


def _owner(corpus: Corpus, covered: pl.DataFrame) -> NDArray[np.int8]:
    """For each letter of a corpus whose it is, from what is covered."""
    owner = np.zeros(len(corpus.letters.codes), np.int8)
    start_of = dict(zip(corpus.letters.ids, corpus.letters.starts.tolist(), strict=False))
    for article, told, start, end in covered.select("article", "whose", "start", "end").iter_rows():
        first = start_of[article]
        owner[first + start : first + end] = np.maximum(owner[first + start : first + end], told)
    return owner
