"""Reading beside jieba: characters a second of whole readings and of `jieba.lcut` on the same text, one core, one run.

Also the growth of memory over ten thousand articles, and how long `import luoshi` and `luoshi --help` take.
"""

import logging
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from statistics import median

import jieba

import luoshi
from luoshi import project
from luoshi.version import compiled

ROUNDS = 15
ARTICLES = 10_000
HELP = "import sys; sys.argv[1:] = ['--help']; import luoshi.cli; luoshi.cli.main()"


def texts() -> list[str]:
    """The shared round-ups where they stand beside the checkout, else the samples."""
    shared = Path(__file__).resolve().parents[2] / "shared" / "corpus"
    paths = sorted(shared.glob("seeds/*.txt")) + sorted(shared.glob("items/2*.txt"))
    return [path.read_text(encoding="utf-8") for path in paths or sorted(project.samples().iterdir())]


def seconds(work: Callable[[str], object], articles: list[str]) -> float:
    """How long it takes over all articles."""
    start = time.perf_counter()
    for text in articles:
        work(text)
    return time.perf_counter() - start


def rounds(articles: list[str]) -> list[tuple[float, float]]:
    """Seconds of whole readings and of jieba in each round, one right after the other: a processor changes its speed within
    minutes."""
    return [(seconds(luoshi.read, articles), seconds(jieba.lcut, articles)) for _ in range(ROUNDS)]


def varied(articles: list[str]) -> Iterator[str]:
    """The articles over and over, each with a line of its own."""
    return (f"{text}\n第{number}份。\n" for number, text in enumerate(cycle(articles)))


def memory() -> float:
    """Peak memory of this process in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def started(*command: str) -> float:
    """Milliseconds from start to end of a Python process, less those of an empty one: the best of five."""

    def run(*arguments: str) -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
        return (time.perf_counter() - start) * 1000

    return min(run(*command) for _ in range(5)) - min(run("-c", "pass") for _ in range(5))


def main() -> None:
    articles = texts()
    jieba.setLogLevel(logging.WARNING)
    jieba.lcut(articles[0])
    luoshi.read(articles[0])
    characters, times = sum(map(len, articles)), rounds(articles)
    print(f"{len(articles)} articles, {characters:,} characters, median of {ROUNDS} rounds")
    print(f"the reader is  {'compiled' if compiled() else 'as its source stands (make wheel compiles it)'}")
    print(f"whole reading  {characters / median(ours for ours, _ in times):12,.0f} characters/s")
    print(f"jieba.lcut     {characters / median(theirs for _, theirs in times):12,.0f} characters/s")
    print(f"ratio          {median(theirs / ours for ours, theirs in times):12.2f}   (at least 1.00 is asked)")
    stream = varied(articles)
    for text in islice(stream, ARTICLES // 10):
        luoshi.read(text)
    before = memory()
    for text in islice(stream, ARTICLES - ARTICLES // 10):
        luoshi.read(text)
    print(f"memory         {before:.0f} MiB after {ARTICLES // 10:,} articles, {memory():.0f} MiB after {ARTICLES:,}")
    print(f"import luoshi  {started('-c', 'import luoshi'):.0f} ms over an empty process (under 150 is asked)")
    print(f"luoshi --help  {started('-c', HELP):.0f} ms over an empty process (under 150 is asked)")


if __name__ == "__main__":
    main()
