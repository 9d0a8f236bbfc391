"""What is kept of a library's texts beside it, so that new ones can be compared with all without reading these again.

In a folder: the texts' letters, whose each letter is and where sentences begin (arrays, mapped and not loaded), their words
(packed one by one), tables of texts, of their sections and of the passages found, and the postings. `state.json` names the
files that belong together and is written last, so that a broken run leaves what was before.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from zlib import compress, decompress

import msgspec
import numpy as np
import polars as pl
from numpy.typing import NDArray

from luoshi.analysis.reuse.corpus import Article, Corpus
from luoshi.analysis.reuse.letters import Letters, bits_of
from luoshi.analysis.reuse.postings import Postings
from luoshi.output import whole_file

Numbers = NDArray[np.int64]

STOP = 4
"""The flag of a letter with which a sentence begins; the lower bits say whose it is (shares.OWN, SHARED, CENTRAL)."""

WHOSE = 3

_VERSION = 2
_TEXTS: dict[str, Any] = {
    "number": pl.Int64, "id": pl.String, "title": pl.String, "uri": pl.String, "date": pl.String, "event": pl.String,
    "central": pl.Boolean, "start": pl.Int64, "letters": pl.Int64, "at": pl.Int64, "size": pl.Int64,
}  # fmt: skip
_PARTS: dict[str, Any] = {
    "number": pl.Int64, "section": pl.String, "place": pl.String, "start": pl.Int64, "end": pl.Int64,
    "characters": pl.Int64,
}  # fmt: skip
PAIRS: dict[str, Any] = {
    "a": pl.Int64, "b": pl.Int64, "a_part": pl.Int64, "b_part": pl.Int64, "letters": pl.Int64, "bits": pl.Float64,
    "same": pl.Float64, "blocks": pl.List(pl.UInt32),
}  # fmt: skip
"""Passages as numbers: texts, the letter with which the section starts (-1 in a central text), and the blocks as letters
counted from the first of each text."""


class State(msgspec.Struct, frozen=True):
    """What belongs together: how many texts were ever numbered, letters and bytes of words kept, the files by name."""

    version: int = _VERSION
    turn: int = 0
    texts: int = 0
    letters: int = 0
    words: int = 0
    postings: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ()


class Shelf:
    """The kept texts of one library, as the state in the folder says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.state = self._state()
        self.texts = self._table("texts", _TEXTS)
        self.parts = self._table("parts", _PARTS)
        self.postings = Postings(folder, self.state.postings)
        self._index()

    def _index(self) -> None:
        self.starts = np.zeros(self.state.texts, np.int64)
        self.starts[self.texts["number"].to_numpy()] = self.texts["start"].to_numpy()
        self.lengths = np.zeros(self.state.texts, np.int64)
        self.lengths[self.texts["number"].to_numpy()] = self.texts["letters"].to_numpy()
        self.part_starts = self.parts["start"].to_numpy()
        places = self.parts["place"].cast(pl.Categorical).to_physical().cast(pl.Int64).fill_null(-1)
        self.part_places = places.to_numpy()

    def central(self) -> list[int]:
        """The numbers of the central texts."""
        return self.texts.filter("central")["number"].to_list()

    def articles(self) -> list[int]:
        """The numbers of the articles, as they were added."""
        return self.texts.filter(~pl.col("central"))["number"].to_list()

    def text_of(self, letters: Numbers) -> Numbers:
        """The number of the text in which each letter stands."""
        alive = self.texts["number"].to_numpy()
        return alive[np.searchsorted(self.starts[alive], letters, side="right") - 1]

    def part_of(self, letters: Numbers) -> Numbers:
        """The row in `parts` of the section in which each letter stands."""
        return np.searchsorted(self.part_starts, letters, side="right") - 1

    def codes(self, mode: Any = "r") -> NDArray[np.uint16]:
        """The letters of all texts."""
        return _mapped(self.folder / "codes.bin", np.uint16, self.state.letters, mode)

    def flags(self, mode: Any = "r") -> NDArray[np.uint8]:
        """Whose each letter is, and whether a sentence begins with it."""
        return _mapped(self.folder / "flags.bin", np.uint8, self.state.letters, mode)

    def letters(self, numbers: Sequence[int]) -> Letters:
        """Some texts as letters, one after the other, without their places."""
        lengths = self.lengths[list(numbers)]
        starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        codes = np.concatenate([np.zeros(0, np.uint16), *self._slices(self.codes(), numbers)]).astype(np.uint32)
        flags = np.concatenate([np.zeros(0, np.uint8), *self._slices(self.flags(), numbers)])
        stops = np.unique(np.concatenate([np.flatnonzero(flags & STOP), starts]))
        return Letters(tuple(map(str, numbers)), codes, np.zeros(0, np.int32), bits_of(codes, starts), starts, stops)

    def _slices(self, array: NDArray[Any], numbers: Sequence[int]) -> Iterable[NDArray[Any]]:
        return (array[self.starts[n] : self.starts[n] + self.lengths[n]] for n in numbers)

    def read(self, numbers: Iterable[int]) -> dict[int, Article]:
        """Texts by number, with their words."""
        asked = self.texts.filter(pl.col("number").is_in(list(numbers)))
        sections = self.parts.filter(pl.col("number").is_in(asked["number"].implode()))
        parts: dict[int, list[tuple[str | None, str | None, int]]] = {}
        for number, *part in sections.select("number", "section", "place", "characters").iter_rows():
            parts.setdefault(number, []).append(tuple(part))
        out = {}
        with open(self.folder / "words.bin", "rb") as file:
            for row in asked.sort("at").iter_rows(named=True):
                file.seek(row["at"])
                words, spans = msgspec.msgpack.decode(decompress(file.read(row["size"])))
                out[row["number"]] = Article(
                    row["id"], words, tuple(map(tuple, spans)), tuple(parts.get(row["number"], ())), row["title"],
                    row["uri"], row["date"], row["event"], row["central"],
                )  # fmt: skip
        return out

    def pairs(self) -> pl.LazyFrame:
        """The passages found, as numbers, to be read as far as they are asked for."""
        paths = [self.folder / f"{name}.parquet" for name in self.state.pairs]
        return pl.scan_parquet(paths) if paths else pl.LazyFrame(schema=PAIRS)

    def add(self, found: Sequence[Article]) -> list[int]:
        """Keep new texts, in the order of publication; their numbers. They count when `keep` has been called."""
        corpus = Corpus(found)
        told = corpus.letters
        first, letters, at = self.state.texts, self.state.letters, self.state.words
        self.folder.mkdir(parents=True, exist_ok=True)
        _append(self.folder / "codes.bin", 2 * letters, told.codes.astype(np.uint16).tobytes())
        flags = np.zeros(len(told.codes), np.uint8)
        flags[told.stops[told.stops < len(flags)]] = STOP
        _append(self.folder / "flags.bin", letters, flags.tobytes())
        packed = [
            compress(msgspec.msgpack.encode((each.words, each.spans)), 1)
            for each in (corpus.articles[id] for id in told.ids)
        ]
        _append(self.folder / "words.bin", at, b"".join(packed))
        sizes = np.array([len(each) for each in packed], dtype=np.int64)
        numbers = {id: first + place for place, id in enumerate(told.ids)}
        texts = [
            (numbers[each.id], each.id, each.title, each.uri, each.date, each.event, each.central)
            for each in corpus.articles.values()
        ]
        columns = list(_TEXTS.items())
        rows = pl.DataFrame(texts, schema=dict(columns[:7]), orient="row").with_columns(
            pl.Series("start", letters + told.starts[:-1]), pl.Series("letters", np.diff(told.starts)),
            pl.Series("at", at + np.cumsum(sizes) - sizes), pl.Series("size", sizes),
        )  # fmt: skip
        sizes_of = [
            characters for id in told.ids if not corpus.articles[id].central
            for _, _, characters in corpus.articles[id].sections
        ]  # fmt: skip
        parts = [
            (numbers[part.article], part.section, part.place, letters + part.start, letters + part.end, characters)
            for part, characters in zip(corpus.parts, sizes_of, strict=True)
        ]
        self.texts = pl.concat([self.texts, rows.select(*_TEXTS)])
        self.parts = pl.concat([self.parts, pl.DataFrame(parts, schema=_PARTS, orient="row")])
        self.state = msgspec.structs.replace(
            self.state,
            texts=first + len(numbers),
            letters=letters + len(told.codes),
            words=at + int(sizes.sum()),
        )
        self._index()
        return list(numbers.values())

    def drop(self, numbers: Sequence[int]) -> None:
        """Forget texts; what only they had in common with others is to be forgotten by the caller."""
        gone = np.zeros(self.state.texts, bool)
        gone[list(numbers)] = True
        self.postings = self.postings.without(lambda letters: gone[self.text_of(letters)], self.name("runs"))
        kept = ~pl.col("number").is_in(list(numbers))
        self.texts, self.parts = self.texts.filter(kept), self.parts.filter(kept)
        self._index()

    def name(self, kind: str) -> str:
        """The name of a new file of this turn."""
        return f"{kind}-{self.state.turn + 1}"

    def write(self, name: str, frame: pl.DataFrame) -> None:
        """A table into the folder."""
        with whole_file(self.folder / f"{name}.parquet") as file:
            frame.write_parquet(file, compression="zstd")

    def keep(self, pairs: Sequence[str], shares: pl.DataFrame) -> None:
        """Make what was done count: tables, then the state, then remove what belongs to it no longer."""
        turn = self.state.turn + 1
        for name, frame in (("texts", self.texts), ("parts", self.parts), ("shares", shares)):
            self.write(f"{name}-{turn}", frame)
        self.state = msgspec.structs.replace(self.state, turn=turn, postings=self.postings.names, pairs=tuple(pairs))
        with whole_file(self.folder / "state.json") as file:
            file.write(msgspec.json.encode(self.state))
        self.postings.sweep()
        named = {*pairs, *(f"{name}-{turn}" for name in ("texts", "parts", "shares"))}
        for path in self.folder.glob("*.parquet"):
            if path.stem not in named:
                path.unlink(missing_ok=True)

    def shares(self, schema: dict[str, Any]) -> pl.DataFrame:
        """The shares that were kept."""
        return self._table("shares", schema)

    def _state(self) -> State:
        path = self.folder / "state.json"
        try:
            state = msgspec.json.decode(path.read_bytes(), type=State)
        except (FileNotFoundError, msgspec.DecodeError):
            return State()
        return state if state.version == _VERSION else State()

    def _table(self, name: str, schema: dict[str, Any]) -> pl.DataFrame:
        path = self.folder / f"{name}-{self.state.turn}.parquet"
        return pl.read_parquet(path) if self.state.turn else pl.DataFrame(schema=schema)


def _mapped(path: Path, kind: Any, count: int, mode: Any) -> NDArray[Any]:
    return np.memmap(path, kind, mode, shape=(count,)) if count else np.zeros(0, kind)


def _append(path: Path, at: int, content: bytes) -> None:
    """Write at a place of a file; what a broken run left behind it is overwritten."""
    with open(path, "r+b" if path.is_file() else "w+b") as file:
        file.seek(at)
        file.write(content)
        file.truncate()
