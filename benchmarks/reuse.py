"""Reuse: 60 planted passages among 150 documents, one pass over 10,000 articles, and the index of the large library.

python -m benchmarks.reuse [--large] [--library] [--sentences FILE]: made-up sentences, or those of a file, one a line.
"""

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl

import luoshi
from luoshi.analysis.reuse import Index, reuse
from luoshi.analysis.wording import sheets
from luoshi.model.tables import to_frame
from luoshi.questions.sharing import compared
from luoshi.registry.world import registry

DOCUMENTS, PLANTED, SENTENCES = 150, 60, 8
KINDS = ("verbatim", "two characters changed", "clause dropped", "clauses reordered")
_CHANGES = "山川湖海云雨风雪松竹梅兰金银铜铁"
STOCK = (
    "会议强调，要深入学习贯彻党的二十届四中全会精神，切实把思想和行动统一到党中央决策部署上来。",
    "要用习近平新时代中国特色社会主义思想武装头脑，坚决做到“两个维护”，始终把牢正确政治方向，不断提高政治能力。",
    "全区上下要抓好项目建设和招商引资，奋力谱写高质量发展新篇章。",
)


class Planted(NamedTuple):
    """A sentence of one document that stands changed in another."""

    source: int
    copy: int
    kind: str
    original: str
    changed: str


def sentences(count: int, rng: random.Random) -> list[str]:
    """Made-up sentences in the manner of the genre: stock verbs and nouns around objects that are put together freely."""
    words = {name: sheet["words"] for name, sheet in sheets().items() if "words" in sheet}
    characters = sorted({char for body in registry().bodies.values() for char in f"{body.name}{body.city}"})

    def clause() -> str:
        object_of = "".join(rng.choice(characters) for _ in range(rng.randint(2, 5)))
        return (
            f"{rng.choice(words['verb'])}{rng.choice(words['degree'])}{object_of}"
            f"{rng.choice(words['noun'])}{rng.choice(words['head'])}"
        )

    return ["，".join(clause() for _ in range(rng.randint(3, 4))) + "。" for _ in range(count)]


def change(sentence: str, kind: str, rng: random.Random) -> str:
    """The sentence as another article would print it."""
    clauses = sentence.rstrip("。；！？").split("，")
    if kind == "two characters changed":
        letters = [at for at, char in enumerate(sentence) if "\u4e00" <= char <= "\u9fff"]
        swapped = dict(zip(rng.sample(letters, 2), rng.sample(_CHANGES, 2), strict=True))
        return "".join(swapped.get(at, char) for at, char in enumerate(sentence))
    if kind == "clause dropped":
        clauses.pop(rng.randrange(len(clauses)))
    if kind == "clauses reordered":
        turn = rng.randrange(1, len(clauses))
        clauses = clauses[turn:] + clauses[:turn]
    return "，".join(clauses) + "。"


def plant(pool: Sequence[str], rng: random.Random) -> tuple[list[list[str]], list[Planted]]:
    """150 documents of eight sentences and a stock one, and the passages planted among them, fifteen of each kind."""
    told = iter(pool)
    documents = [[next(told) for _ in range(SENTENCES)] + [rng.choice(STOCK)] for _ in range(DOCUMENTS)]
    planted = []
    for number in range(PLANTED):
        source, copy = rng.sample(range(DOCUMENTS), 2)
        fit = [sentence for sentence in documents[source][:SENTENCES] if sentence.count("，") >= 2]
        original = rng.choice(fit or documents[source][:SENTENCES])
        changed = change(original, KINDS[number % len(KINDS)], rng)
        documents[copy].insert(rng.randrange(len(documents[copy])), changed)
        planted.append(Planted(source, copy, KINDS[number % len(KINDS)], original, changed))
    return documents, planted


def paragraphs(documents: Sequence[Sequence[str]]) -> pl.DataFrame:
    """The documents as a table of paragraphs, one body paragraph each."""
    rows = []
    for number, document in enumerate(documents):
        text = "".join(document)
        rows.append(
            {
                "article": f"d{number}", "uri": None, "title": None, "publisher": None, "published": None,
                "paragraph": "P001", "role": "body", "section": "S01", "order": 1, "joins": False,
                "duplicate_of": None, "spans": [[0, len(text)]], "quote": text,
            }
        )  # fmt: skip
    return to_frame("paragraphs", rows)


def judge(table: pl.DataFrame, planted: Sequence[Planted]) -> tuple[list[Planted], list[dict[str, object]]]:
    """Which planted passages were found, and which rows are not planted."""
    found, strange = set(), []
    for row in table.iter_rows(named=True):
        pair = {row["a_article"], row["b_article"]}
        hits = [
            at
            for at, each in enumerate(planted)
            if pair == {f"d{each.source}", f"d{each.copy}"}
            and _shares(row["a_text"], each)
            and _shares(row["b_text"], each)
        ]
        found.update(hits)
        # Two copies of one sentence share it with each other as well.
        if not hits and not any(_shares(row["a_text"], each) and _shares(row["b_text"], each) for each in planted):
            strange.append(row)
    return [planted[at] for at in sorted(found)], strange


def _shares(words: str, planted: Planted, run: int = 6) -> bool:
    pieces = {words[at : at + run] for at in range(len(words) - run + 1)}
    return any(piece in planted.original or piece in planted.changed for piece in pieces)


def main() -> None:
    """Print recall by kind, what was found beside, and the time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="also one pass over 10,000 articles")
    parser.add_argument("--sentences", type=Path, help="a file of sentences, one a line, instead of made-up ones")
    parser.add_argument("--show", type=int, default=5, help="how many of the unplanted to print")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--library", action="store_true", help="also the index of the library of 100,000 articles")
    asked = parser.parse_args() if __name__ == "__main__" else parser.parse_args([])
    rng = random.Random(asked.seed)
    if asked.sentences:
        pool = list(dict.fromkeys(asked.sentences.read_text(encoding="utf-8").split("\n")))
        rng.shuffle(pool)
    else:
        pool = sentences(DOCUMENTS * SENTENCES, rng)
    documents, planted = plant(pool, rng)
    reuse(paragraphs(documents[:2]))
    start = time.perf_counter()
    table = reuse(paragraphs(documents)).table
    spent = time.perf_counter() - start
    found, strange = judge(table, planted)
    for kind in KINDS:
        print(f"{kind:>24}: {sum(p.kind == kind for p in found)} of {sum(p.kind == kind for p in planted)}")
    print(f"found {len(found)} of {len(planted)}, {len(strange)} unplanted, {spent:.2f} s")
    for row in strange[-asked.show :]:
        print(f"  unplanted: {row['a_text']} | {row['b_text']} ({row['bits']} bits)")
    if asked.large:
        _large(rng)
    if asked.library:
        _library()


def _large(rng: random.Random) -> None:
    """10,000 articles of some 2,000 characters: forty sentences of their own, and five that ten articles share."""
    own, shared = iter(sentences(400_000, rng)), sentences(5_000, rng)
    documents = [rng.sample(shared, 5) + [next(own) for _ in range(40)] for _ in range(10_000)]
    frame = paragraphs(documents)
    start = time.perf_counter()
    table = reuse(frame).table
    size = frame["quote"].str.len_chars().sum()
    print(f"10,000 articles, {size:,} characters: {len(table):,} pairs in {time.perf_counter() - start:.0f} s")


def _library() -> None:
    """The index of the large library: the first time, a thousand articles more, and what it answers."""
    from benchmarks.library import LIBRARY  # noqa: PLC0415  (needs the readings of the tests)

    with tempfile.TemporaryDirectory(dir=LIBRARY.parent) as folder, luoshi.open(LIBRARY) as library:
        index, ids = Index(Path(folder)), list(reversed(library.table("articles", columns=["article"])["article"]))

        def update(count: int) -> str:
            done = index.update(compared(library, ids[len(index.known()) : count]), set(ids[:count]))
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
            return f"{done.added:,} articles, {done.passages:,} passages, {peak:,} MB at most, maps included"

        _timed("the first time", lambda: update(len(ids) - 1000))
        _timed("a thousand more", lambda: update(len(ids)))
        place = str(index.shares()["place"].drop_nulls().value_counts(sort=True)["place"][0])
        for name, ask in (
            ("the heaviest forty", lambda: index.answer(most=40).table),
            ("of one place", lambda: index.answer([place], most=40).table),
            ("shares", index.shares),
            ("own words of one place", lambda: index.own(place)),
        ):
            _timed(name, lambda ask=ask: f"{ask().height:,} rows")  # type: ignore[misc]
        size = sum(path.stat().st_size for path in Path(folder).iterdir())
        print(f"{size >> 20} MiB beside a library of {LIBRARY.stat().st_size >> 20} MiB")


def _timed(name: str, act: Callable[[], str]) -> None:
    wall, own = time.perf_counter(), time.process_time()
    told = act()
    print(f"{name:>24}: {time.perf_counter() - wall:6.1f} s ({time.process_time() - own:.1f} s of one core), {told}")


if __name__ == "__main__":
    main()
