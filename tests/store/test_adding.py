"""Adding: every document once, whole or not at all, whatever ends the run."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from msgspec.structs import replace

import luoshi
from luoshi.model.reading import Engine
from luoshi.reader.engine import ENGINE
from luoshi.store.contract import Written

ARTICLE = """{place}传达学习党的二十届四中全会精神

{day}日，{place}召开党工委会议，传达学习党的二十届四中全会精神。会议强调，要加快建设{number}万平方米的算力中心。
会议要求，全区上下要把思想和行动统一到全会精神上来。
"""
PLACES = ("合肥高新区", "武汉东湖高新区", "苏州高新区", "珠海高新区", "西安高新区")


def written(folder: Path, count: int) -> Path:
    """A folder with so many articles, all different."""
    folder.mkdir(exist_ok=True)
    for number in range(count):
        text = ARTICLE.format(place=PLACES[number % 5], day=number % 28 + 1, number=number + 2)
        (folder / f"{number:04d}.txt").write_text(text, encoding="utf-8")
    return folder


def total(library: luoshi.Library, folder: Path, processes: int = 1) -> Written:
    """What adding a folder did in all."""
    return sum((done.written for done in library.add(folder, processes=processes)), Written())


def test_the_same_text_is_kept_once(tmp_path: Path) -> None:
    """Adding a folder again adds nothing; the same text under another name is the same article with two sources."""
    folder = written(tmp_path / "articles", 20)
    with luoshi.open(tmp_path / "luoshi.db", create=True) as library:
        assert total(library, folder).added == 20
        assert total(library, folder) == Written(known=20)
        copy = tmp_path / "copy.txt"
        copy.write_bytes((folder / "0003.txt").read_bytes())
        assert total(library, copy) == Written(known=1)
        article = luoshi.read_file(copy).source.id
        assert [Path(source.uri or "").name for source in library.store.sources(article)] == ["0003.txt", "copy.txt"]
        assert len(library) == 20


def test_many_processes_read_what_one_reads(tmp_path: Path) -> None:
    """A folder read by three processes gives the library that one process gives."""
    folder = written(tmp_path / "articles", 60)
    with luoshi.open(tmp_path / "one.db", create=True) as one, luoshi.open(tmp_path / "many.db", create=True) as many:
        assert total(one, folder).added == total(many, folder, processes=3).added == 60
        units = [library.units().drop("engine", strict=False).sort("article", "unit") for library in (one, many)]
        assert units[0].equals(units[1])


def test_a_document_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """The rest is kept, and the failure names the file and what is wrong with it."""
    folder = written(tmp_path / "articles", 3)
    (folder / "empty.txt").write_text("no Chinese here", encoding="utf-8")
    with luoshi.open(tmp_path / "luoshi.db", create=True) as library:
        done = list(library.add(folder))
        failures = [failure for each in done for failure in each.failures]
        assert len(library) == 3
        assert [Path(failure.uri).name for failure in failures] == ["empty.txt"]


def test_another_engine_makes_articles_stale(tmp_path: Path) -> None:
    """Articles that another engine read are stale, refreshing reads only them, and afterwards none is stale."""
    folder = written(tmp_path / "articles", 6)
    with luoshi.open(tmp_path / "luoshi.db", create=True) as library:
        total(library, folder)
        assert library.stale() == []
        older = Engine("luoshi", "0.0.9", ENGINE.codebook, ENGINE.registry)
        some = [library.kept(id) for id in library.articles()["article"].to_list()[:2]]
        library.store.remove(some[0].reading.source.id)
        library.store.remove(some[1].reading.source.id)
        library.store.write([replace(kept, reading=replace(kept.reading, engine=older)) for kept in some])
        assert sorted(library.stale()) == sorted(kept.reading.source.id for kept in some)
        assert sum((done.written.reread for done in library.refresh()), 0) == 2
        assert library.stale() == []
        assert len(library) == 6


ADD = "import sys, luoshi\nfor done in luoshi.open(sys.argv[1], create=True).add(sys.argv[2], processes=2): print(done.documents, flush=True)"


def adding(library: Path, folder: Path) -> "subprocess.Popen[str]":
    """A process that adds a folder, telling of each batch."""
    return subprocess.Popen([sys.executable, "-c", ADD, str(library), str(folder)], stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("way", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_broken_off_keeps_whole_articles(tmp_path: Path, way: signal.Signals) -> None:
    """After a kill the library holds whole articles only, and the next run adds just the rest."""
    folder = written(tmp_path / "articles", 600)
    path = tmp_path / "luoshi.db"
    process = adding(path, folder)
    assert process.stdout
    process.stdout.readline()
    time.sleep(0.05)
    os.kill(process.pid, way)
    process.communicate()
    with luoshi.open(path) as library:
        kept = len(library)
        assert 0 < kept
        assert library.store.check() == []
        told = total(library, folder)
        assert told.added == 600 - kept
        assert told.known == kept
        assert library.store.check() == []


def test_two_runs_at_once_both_succeed(tmp_path: Path) -> None:
    """Two processes that add at once keep every article, and those of both once."""
    path = tmp_path / "luoshi.db"
    both = written(tmp_path / "one", 150), written(tmp_path / "two", 250)
    processes = [adding(path, folder) for folder in both]
    for process in processes:
        process.communicate()
        assert process.returncode == 0
    with luoshi.open(path) as library:
        assert len(library) == 250
        assert library.store.check() == []


@pytest.mark.parametrize("attempt", range(5))
def test_a_library_is_made_by_several_at_once(tmp_path: Path, attempt: int) -> None:
    """Processes that make the same library at the same moment all find it made."""
    moment = time.time() + 2
    code = f"import time, luoshi; time.sleep({moment} - time.time()); luoshi.open('luoshi.db', create=True).close()"
    makers = [subprocess.Popen([sys.executable, "-c", code], cwd=tmp_path) for _ in range(3)]
    assert [maker.wait() for maker in makers] == [0, 0, 0]


def test_a_library_is_read_while_it_grows(tmp_path: Path) -> None:
    """Questions during an addition see whole batches, and never fewer than before."""
    folder = written(tmp_path / "articles", 400)
    path = tmp_path / "luoshi.db"
    with luoshi.open(path, create=True) as library:
        process = adding(path, folder)
        seen = [0]
        while process.poll() is None:
            seen.append(library.articles(columns=["article"]).height)
            assert library.search("算力").total >= 0
        process.communicate()
        assert seen == sorted(seen)
        assert len(library) == 400
