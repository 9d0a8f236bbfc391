"""The library at a hundred thousand articles: adding, size, and how long twelve searches and questions take.

The library is made once, in out/ (or where LUOSHI_BENCH says), from sections of real readings put together anew; its
figures are kept beside it. Reading files is measured on a smaller slice, since only the reading differs.
"""

import json
import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

import luoshi
from benchmarks._articles import OUT, readings
from luoshi.model.source import Document
from luoshi.model.spans import quote
from luoshi.store.contract import Kept, Written
from luoshi.store.prepared import prepare

ARTICLES = 100_000
SLICE = 2_000
BATCH = 250
ROUNDS = 20
LIBRARY = OUT / "luoshi-100k.db"
FIGURES = LIBRARY.with_suffix(".json")


def build() -> dict[str, float]:
    """Make the large library; the figures of adding."""
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=OUT) as folder:
        path = Path(folder) / LIBRARY.name
        writer, size, seconds = readings(), 0, 0.0
        with luoshi.open(path, create=True) as library:
            for done in range(0, ARTICLES, BATCH):
                made = list(writer.articles(BATCH))
                ready = [prepare(Kept(Document(reading.source, reading.text), reading)) for reading in made]
                size += sum(len(reading.text.encode()) for reading in made)
                start = time.perf_counter()
                library.store.write_prepared(ready)
                seconds += time.perf_counter() - start
                if done % 10_000 == 0:
                    print(f"  {done:,} articles", file=sys.stderr, flush=True)
        for part in (path, path.with_name(path.name + "-wal")):
            if part.exists():
                shutil.move(part, OUT / part.name)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = {"articles": ARTICLES, "text": size, "seconds": seconds, "peak": peak}
    FIGURES.write_text(json.dumps(found), encoding="utf-8")
    return found


def reading_included() -> tuple[float, int]:
    """Articles a second from files to a library, with every core; and the peak of memory of any process in MiB."""
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(folder) / "articles"
        articles.mkdir()
        for number, reading in enumerate(readings(seed=7).articles(SLICE)):
            (articles / f"{number}.txt").write_text(reading.text, encoding="utf-8")
        with luoshi.open(Path(folder) / "luoshi.db", create=True) as library:
            start = time.perf_counter()
            written = sum((done.written for done in library.add(articles)), Written())
            seconds = time.perf_counter() - start
    assert written.added == len(set(range(SLICE))) or written.added > 0.99 * SLICE
    return written.added / seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


def questions(library: luoshi.Library) -> dict[str, Callable[[], object]]:
    """Twelve typical searches and questions."""
    return {
        "search 低空经济": lambda: library.search("低空经济"),
        "search 算力 at 珠海": lambda: library.search("算力", zone="珠海"),
        "search 创新": lambda: library.search("创新"),
        'search "科技成果转化" OR 孵化器 -招商': lambda: library.search('"科技成果转化" OR 孵化器 -招商'),
        "search 人工智能, checkable, 2024 to 2026": lambda: library.search(
            "人工智能", modality="undertaking", checkable=True, since="2024", until="2026"
        ),
        "search 氢": lambda: library.search("氢"),
        "search articles 營商環境": lambda: library.search("營商環境", kind="articles"),
        "search formulations 高地": lambda: library.search("高地", kind="formulations"),
        "ask responses of 合肥 to an event": lambda: library.page("responses", zone="合肥", event="cc20-plenum3"),
        "ask checkable undertakings, digital, 2025": lambda: library.page(
            "undertakings", theme="digital", checkable=True, since="2025"
        ),
        "ask people of 武汉东湖": lambda: library.page("people", zone="wuhan-donghu"),
        "ask quantities of 苏州, targets": lambda: library.page("quantities", zone="suzhou", kind="target"),
    }


def timed(library: luoshi.Library) -> None:
    """Median and 95th percentile of each question and of all, in mixed order."""
    asked = questions(library)
    times: dict[str, list[float]] = {name: [] for name in asked}
    order = [name for name in asked for _ in range(ROUNDS)]
    random.Random(1).shuffle(order)
    for name in order:
        start = time.perf_counter()
        asked[name]()
        times[name].append((time.perf_counter() - start) * 1000)
    for name, some in times.items():
        print(f"  {name:45} median {median(some):6.1f} ms, 95 % under {quantiles(some, n=20)[-1]:6.1f} ms")
    every = [each for some in times.values() for each in some]
    print(f"  {'all':45} median {median(every):6.1f} ms, 95 % under {quantiles(every, n=20)[-1]:6.1f} ms (aim 50)")


def whole_tables(library: luoshi.Library) -> None:
    """What the mirror of columns costs, and what it gives."""
    shutil.rmtree(library.store.mirror or "", ignore_errors=True)
    for name in ("units", "responses"):
        start = time.perf_counter()
        library.table(name, columns=["zone", "date"])
        made = time.perf_counter() - start
        start = time.perf_counter()
        rows = library.table(name).height
        print(
            f"  {name}: {rows:,} rows, mirrored in {made:.1f} s, then read whole in {time.perf_counter() - start:.2f} s"
        )
    size = sum(path.stat().st_size for path in (library.store.mirror or Path()).glob("*.parquet"))
    print(f"  mirror of these: {size / 2**20:.0f} MiB")


def recall() -> None:
    """Recall of words of one to four characters against substring search, over everything that there is to read."""
    shared = Path(__file__).resolve().parents[2] / "shared" / "corpus"
    paths = [path for path in (shared / "seeds", shared / "items", shared / "broadcast") if path.is_dir()]
    with tempfile.TemporaryDirectory() as folder, luoshi.open(Path(folder) / "luoshi.db", create=True) as library:
        for _ in library.add([*paths, luoshi.project.samples()], processes=1):
            pass
        texts = {kept.reading.source.id: kept.reading for kept in library.store.readings()}
        chance = random.Random(2)
        for length in (1, 2, 3, 4):
            words: set[str] = set()
            while len(words) < 300:
                text = chance.choice(list(texts.values())).text
                start = chance.randrange(max(1, len(text) - length))
                word = text[start : start + length]
                if len(word) == length and all("一" <= char <= "鿿" for char in word):
                    words.add(word)
            there = found = 0
            for word in words:
                holding = {
                    id
                    for id, reading in texts.items()
                    if any(word in quote(reading.text, p.spans) for p in reading.paragraphs)
                }
                hits = {hit.article for hit in library.search(f'"{word}"', kind="articles", limit=5000).hits}
                there += len(holding)
                found += len(holding & hits)
            print(
                f"  {length} characters: recall {found / there:.4f} over {there} places of {len(words)} words in {len(texts)} articles"
            )


def main() -> None:
    known = LIBRARY.is_file() and FIGURES.is_file()
    figures = json.loads(FIGURES.read_text(encoding="utf-8")) if known else build()
    size = LIBRARY.stat().st_size
    rate = figures["articles"] / figures["seconds"]
    print(
        f"  {figures['articles']:,} articles, {figures['text'] / 2**20:.0f} MiB of text{', made earlier' if known else ''}"
    )
    print(f"  added, reading excluded: {rate:.0f} articles a second; peak of memory {figures['peak']:.0f} MiB")
    included, peak = reading_included()
    print(f"  added, reading included: {included:.0f} articles a second ({SLICE:,} files); peak of a reader {peak} MiB")
    print(f"  database: {size / 2**20:.0f} MiB, {size / figures['text']:.2f} bytes for each byte of text (aim under 6)")
    with luoshi.open(LIBRARY) as library:
        timed(library)
        whole_tables(library)
    recall()
    print(f"  peak of memory of this run {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
