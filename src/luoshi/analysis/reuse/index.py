"""The reuse of a library, kept beside it and brought up to date: what was found once is not looked for again.

A folder `LIBRARY.reuse` holds the central texts (`references.jsonl`) and a shelf of what was compared. New articles and
central texts are compared with all; what left the library is dropped. What many articles say counts less as the library
grows: pairs found while it was small stay until it is rebuilt. The folder can be deleted at any time, but for its references.
"""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
import polars as pl
from numpy.typing import NDArray

from luoshi.analysis.coverage import Answer, coverage
from luoshi.analysis.places import find_event
from luoshi.analysis.reuse import growing
from luoshi.analysis.reuse.corpus import PASSAGES, Article, Corpus, central_texts
from luoshi.analysis.reuse.letters import cut
from luoshi.analysis.reuse.passages import Passage
from luoshi.analysis.reuse.reuse import references
from luoshi.analysis.reuse.shares import CENTRAL, OWN_WORDS, SHARED, SHARES, own_words
from luoshi.analysis.reuse.shelf import PAIRS, WHOSE, Shelf
from luoshi.errors import UsageError
from luoshi.model.spans import Span
from luoshi.output import whole_file

_KEPT: dict[str, Any] = {**SHARES, "published": pl.String}
_AT_ONCE = 2_000
_PARTS_AT_ONCE = 5_000
_WORDS = 4_000_000
"""Characters of new articles that are kept and compared at a time."""


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
        return set(Shelf(self.folder).texts.filter(~pl.col("central"))["id"])

    def update(self, new: Iterable[Article], held: set[str]) -> Updated:
        """Compare new articles with all; `held` are the ids that the library holds now, and the rest is dropped.

        Many articles are compared part by part, so that memory holds and a broken run loses one part only.
        """
        with self._alone():
            done = self._settled(held)
            for part in _batches(new, self.known()):
                shelf = Shelf(self.folder)
                pairs = growing.compare_articles(shelf, shelf.add(part))
                self._keep(shelf, pairs)
                done = Updated(done.added + len(part), done.dropped, done.passages + pairs.height)
        return done

    def _settled(self, held: set[str]) -> Updated:
        """Drop what is held no longer, and compare new central texts with all articles."""
        shelf = Shelf(self.folder)
        central = list(central_texts(self.references()))
        ids = held | {text.id for text in central}
        gone = shelf.texts.filter(~pl.col("id").is_in(list(ids)))["number"].to_list()
        known = set(shelf.texts["id"])
        fresh = [text for text in central if text.id not in known]
        if gone:
            self._drop(shelf, gone)
            shelf = Shelf(self.folder)
        found = 0
        if fresh:
            numbers = shelf.add(fresh)
            pairs = pl.concat([pl.DataFrame(schema=PAIRS), *growing.compare_central(shelf, numbers)])
            found = pairs.height
            self._keep(shelf, pairs)
        return Updated(len(fresh), len(gone), found)

    def _drop(self, shelf: Shelf, gone: list[int]) -> None:
        pairs = shelf.pairs().collect()
        left = pl.col("a").is_in(gone) | pl.col("b").is_in(gone)
        touched = set(pairs.filter(left)["a"]) | set(pairs.filter(left)["b"])
        shelf.drop(gone)
        rest = pairs.filter(~left)
        growing.mark(shelf, rest, sorted(touched - set(gone)))
        self._keep(shelf, rest, instead=True)

    def _keep(self, shelf: Shelf, pairs: pl.DataFrame, *, instead: bool = False) -> None:
        """Keep passages (in the place of all others with `instead`), and what they make of each section."""
        if not instead:
            growing.mark(shelf, pairs)
        name = shelf.name("pairs")
        shelf.write(name, pairs.sort("bits", descending=True, maintain_order=True))
        shelf.keep((name,) if instead else (*shelf.state.pairs, name), _shares(shelf))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One process at a time brings an index up to date; the others wait."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with open(self.folder / "lock", "wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def answer(self, places: Sequence[str] = (), *, kind: str | None = None, most: int | None = None) -> Answer:
        """The passages and shares of the library, or of some places; of many passages the `most` heaviest.

        `parts["counted"]`: how many passages there are of each kind.
        """
        shelf = Shelf(self.folder)
        pairs, made_of = shelf.pairs().with_row_index("row"), shelf.shares(_KEPT)
        if places:
            own = shelf.parts.filter(pl.col("place").is_in(list(places)))["start"].implode()
            pairs = pairs.filter(pl.col("a_part").is_in(own) | pl.col("b_part").is_in(own))
            made_of = made_of.filter(pl.col("place").is_in(list(places)))
        pairs = pairs.with_columns(
            pl.when(pl.col("a_part") < 0).then(pl.lit("central")).otherwise(pl.lit("article")).alias("kind")
        )
        found = pairs.select("row", "bits", "kind").collect()
        counted = found.group_by("kind").len("passages").sort("kind")
        chosen = (found.filter(pl.col("kind") == kind) if kind else found).sort("bits", "row", descending=[True, False])
        rows = (chosen.head(most) if most else chosen)["row"]
        told = shelf.pairs().with_row_index("row").filter(pl.col("row").is_in(rows.implode())).collect()
        rests_on = made_of.with_columns(pl.col("place").alias("zone"), pl.lit(None, pl.String).alias("subject"))
        return Answer(
            _table(shelf, told.sort("bits", "row", descending=[True, False])),
            coverage(rests_on),
            {"shares": made_of.select(*SHARES), "counted": counted},
        )

    def central_spans(self, article: str) -> list[tuple[int, int]]:
        """The spans of an article that are a central text's words."""
        shelf = Shelf(self.folder)
        number = shelf.texts.filter(pl.col("id") == article)["number"]
        own = shelf.pairs().filter((pl.col("a_part") < 0) & pl.col("b").is_in(number.implode()))
        return [(start, end) for spans in _table(shelf, own.collect())["b_spans"] for start, end in spans]

    def shares(self) -> pl.DataFrame:
        """For each section of the library the shares of its letters that are the centre's, shared, and its own."""
        return Shelf(self.folder).shares(_KEPT)

    def own(self, place: str) -> pl.DataFrame:
        """The own sentences of a place, those with the rarest wording first."""
        shelf = Shelf(self.folder)
        of_place = shelf.parts.filter(pl.col("place") == place)
        if of_place.is_empty():
            return pl.DataFrame(schema=OWN_WORDS)
        corpus = Corpus(_about(article, place) for article in shelf.read(of_place["number"].unique()).values())
        number = dict(shelf.texts.select("id", "number").iter_rows())
        flags, owner = shelf.flags(), np.zeros(len(corpus.letters.codes), np.int8)
        stretches: dict[int, list[tuple[int, int]]] = {}
        for text, start, end in of_place.select("number", "start", "end").iter_rows():
            stretches.setdefault(text, []).append((start, end))
        for id, start in zip(corpus.letters.ids, corpus.letters.starts.tolist(), strict=False):
            whose = np.concatenate([flags[low:high] for low, high in stretches[number[id]]]) & WHOSE
            owner[start : start + len(whose)] = whose
        return own_words(corpus, owner)

    def clear(self) -> None:
        """Forget all but the central texts."""
        kept = self.references().to_dicts()
        shutil.rmtree(self.folder, ignore_errors=True)
        if kept:
            self._write_references(kept)


def _batches(new: Iterable[Article], known: set[str]) -> Iterator[list[Article]]:
    """New articles in parts of some millions of characters."""
    part: list[Article] = []
    size = 0
    for article in new:
        if article.id not in known:
            part.append(article)
            size += len(article.words)
        if size >= _WORDS:
            yield part
            part, size = [], 0
    if part:
        yield part


def _shares(shelf: Shelf) -> pl.DataFrame:
    """For each section whose words it is made of, with the day on which its article was published."""
    told = shelf.parts.filter(pl.col("end") > pl.col("start"))
    if told.is_empty():
        return pl.DataFrame(schema=_KEPT)
    size = told["end"] - told["start"]
    counts: dict[str, NDArray[np.int64]] = {name: np.zeros(len(told), np.int64) for name in ("central", "shared")}
    flags, starts, ends = shelf.flags(), told["start"].to_numpy(), told["end"].to_numpy()
    for at in range(0, len(told), _PARTS_AT_ONCE):
        some = slice(at, at + _PARTS_AT_ONCE)
        first = starts[at]
        whose = flags[first : ends[some][-1]] & WHOSE
        for name, number in (("central", CENTRAL), ("shared", SHARED)):
            sums = np.concatenate([[0], np.cumsum(whose == number, dtype=np.int32)])
            counts[name][some] = sums[ends[some] - first] - sums[starts[some] - first]
    dated = told.join(shelf.texts.select("number", "id", "date"), on="number", how="left", maintain_order="left")
    own = size.to_numpy() - counts["central"] - counts["shared"]
    return dated.select(
        pl.col("id").alias("article"), "section", "place", size.alias("letters"),
        *(pl.Series(name, np.round(each / size.to_numpy(), 4)) for name, each in {**counts, "own": own}.items()),
        pl.col("date").alias("published"),
    )  # fmt: skip


def _table(shelf: Shelf, pairs: pl.DataFrame) -> pl.DataFrame:
    """Passages with the words of both sides, the heaviest first."""
    tables = [pl.DataFrame(schema=PASSAGES)]
    for some in pairs.iter_slices(_AT_ONCE):
        texts = shelf.read(set(some["a"]) | set(some["b"]))
        corpus = Corpus(texts.values())
        place = {id: at for at, id in enumerate(corpus.letters.ids)}
        starts = corpus.letters.starts.tolist()
        found = []
        for one, other, bits, blocks in some.select("a", "b", "bits", "blocks").iter_rows():
            a, b = place[texts[one].id], place[texts[other].id]
            shift = (starts[a], starts[a], starts[b], starts[b])
            told = [
                tuple(at + by for at, by in zip(blocks[i : i + 4], shift, strict=True))
                for i in range(0, len(blocks), 4)
            ]
            found.append(Passage(a, b, tuple(told), bits))
        tables.append(corpus.table(found))
    return pl.concat(tables)


def _about(article: Article, place: str) -> Article:
    """An article with its sections on one place only."""
    words: list[str] = []
    spans: list[Span] = []
    sections, at = [], 0
    for section, of, size in article.sections:
        if of == place:
            words.append(article.words[at : at + size])
            spans += cut(article.spans, at, at + size)
            sections.append((section, of, size))
        at += size
    return article._replace(words="".join(words), spans=tuple(spans), sections=tuple(sections))
