"""What every store does: the same facts over SQLite and PostgreSQL."""

import threading
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest
from msgspec.structs import replace

import luoshi
from luoshi.errors import LibraryError
from luoshi.model.source import Box, Document, Place, Problem
from luoshi.model.tables import TABLES, frame
from luoshi.store import mirror
from luoshi.store.contract import Kept, Written
from tests.store import samples
from tests.store.conftest import database

READINGS = samples.readings()


def filled(where: str) -> luoshi.Library:
    """A new library with the sample readings."""
    library = luoshi.open(where, create=True)
    library.keep(READINGS)
    return library


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_that_of_the_readings(where: str, table: str) -> None:
    """Every table gives the rows of the kept readings, with the same types."""
    with filled(where) as library:
        kept = library.table(table)
    told = frame(table, READINGS)
    texts = [name for name, kind in told.schema.items() if kind == pl.String]
    assert kept.schema == told.schema
    assert told.height > 0 or table == "problems"
    assert kept.sort(texts).equals(told.sort(texts))


def test_an_article_comes_back_whole(where: str) -> None:
    """A kept article gives back its reading, and where its text stands in its file."""
    reading = READINGS[0]
    places = (Place((0, 5), 2, Box(1, 2, 3, 4), (0, 15), 0.9),)
    kept = Kept(Document(reading.source, reading.text, places), reading)
    with luoshi.open(where, create=True) as library:
        assert library.store.write([kept]) == Written(added=1)
        assert library.kept(reading.source.id) == kept
        assert library.article(reading.source.id[7:19]) == reading


def test_keeping_again_changes_nothing(where: str) -> None:
    """The same readings twice are kept once."""
    with filled(where) as library:
        before = library.units()
        assert library.keep(READINGS) == Written(known=len(READINGS))
        assert library.units().equals(before)
        assert len(library) == len(READINGS)
        assert library.store.check() == []


def test_a_removed_article_leaves_nothing(where: str) -> None:
    """After removal no table, no search and no listing knows the article, and it can be kept anew."""
    gone = READINGS[0].source.id
    with filled(where) as library:
        library.remove(gone)
        for table in TABLES:
            assert gone not in library.table(table)["article"].to_list()
        assert gone not in {hit.article for hit in library.search("创新 OR 产业 OR 全会", limit=900).hits}
        assert library.store.check() == []
        assert library.keep(READINGS) == Written(added=1, known=len(READINGS) - 1)
        assert library.article(gone) == READINGS[0]


def test_a_reading_by_another_engine_takes_the_place(where: str) -> None:
    """An article that another engine reads again keeps one place, and what the first engine found is gone."""
    first = READINGS[0]
    other = replace(first, engine=replace(first.engine, version="9.9"), units=first.units[:1])
    with filled(where) as library:
        assert library.keep([other]) == Written(reread=1)
        assert library.store.stale(first.engine) == [first.source.id]
        assert library.units(article=first.source.id).height == 1
        assert library.store.check() == []


def test_pages_follow_each_other(where: str) -> None:
    """The pages of a table, one after the other, are the table, newest article first."""
    with filled(where) as library:
        rows, cursor = [], None
        while True:
            page = library.page("units", limit=7, cursor=cursor)
            rows += page.rows
            cursor = page.cursor
            if cursor is None:
                break
        assert rows == library.units().to_dicts()
        days = [row["published"] for row in rows]
        assert days == sorted(days, reverse=True)


def test_filters_leave_what_they_say(where: str) -> None:
    """Each filter leaves just the rows that the frame filtered by hand leaves."""
    with filled(where) as library:
        units = library.units()
        by_hand = {
            ("zone", "hef"): pl.col("zone") == "hefei",
            ("zone", "珠海"): pl.col("zone") == "zhuhai",
            ("event", "cc20-plenum4"): pl.col("events").list.contains("cc20-plenum4"),
            ("theme", "digital"): pl.col("themes").list.contains("digital"),
            ("modality", "undertaking"): pl.col("modality") == "undertaking",
            ("checkable", True): pl.col("checkable"),
            ("since", "2025"): pl.col("date") >= "2025",
            ("until", "2024"): pl.col("date") < "2025",
            ("publisher", "园区周报"): pl.col("publisher") == "园区周报",
            ("paragraph", "P003"): pl.col("paragraph") == "P003",
        }
        for (name, value), condition in by_hand.items():
            found = library.units(**{name: value})
            assert found.equals(units.filter(condition)), name
            assert 0 < found.height < units.height, name


def test_a_search_obeys_its_filters(where: str) -> None:
    """What a filtered search finds is what the whole search finds and the filter leaves."""
    with filled(where) as library:
        every = library.search("产业 OR 创新 OR 全会", limit=900).hits
        papers = dict(library.articles(columns=["article", "publisher"]).iter_rows())
        for name, value, test in (
            ("zone", "hefei", lambda hit: hit.zone == "hefei"),
            ("theme", "industry", lambda hit: "industry" in hit.themes),
            ("checkable", True, lambda hit: hit.checkable),
            ("since", "2025-10-20", lambda hit: hit.date >= "2025-10-20"),
            ("publisher", "园区周报", lambda hit: papers[hit.article] == "园区周报"),
        ):
            found = library.search("产业 OR 创新 OR 全会", limit=900, **{name: value}).hits
            assert {(hit.article, hit.unit) for hit in found} == {(h.article, h.unit) for h in every if test(h)}, name
            assert found, name


def test_every_kind_is_searched(where: str) -> None:
    """Articles, formulations and quantities are found by their words."""
    with filled(where) as library:
        assert library.search("算力", kind="articles").total == len({h.article for h in library.search("算力").hits})
        assert {hit.text for hit in library.search("高地", kind="formulations").hits} == {"三大高地"}
        assert all("亿元" in hit.text for hit in library.search("亿元", kind="quantities").hits)
        assert library.search("亿元", kind="quantities").total > 0


def test_facets_count_what_is_found(where: str) -> None:
    """The counts of a facet are those of the hits."""
    with filled(where) as library:
        hits = library.search("产业", limit=900).hits
        counts = dict(library.facets("产业", ["zone"])["zone"])
        assert counts == {zone: sum(hit.zone == zone for hit in hits) for zone in {hit.zone for hit in hits} if zone}


def test_facets_of_industries_count_who_names_them(where: str) -> None:
    """An industry's count among hits is how many of them its filter leaves; without words its mentions are counted, and
    under filters of units the units that name it."""
    with filled(where) as library:
        counts = library.facets("产业", ["industry"])["industry"]
        assert len(counts) > 2
        assert all(library.search("产业", limit=99, industry=name).total == n for name, n in counts)
        mentions = library.industries().group_by("name").len().rows()
        assert dict(library.facets("", ["industry"])["industry"]) == dict(mentions)
        checkable = library.facets("", ["industry", "theme"], checkable=True)["industry"]
        assert all(library.units(checkable=True, industry=name).height == n for name, n in checkable)


def test_facets_without_words_count_every_unit(where: str) -> None:
    """Without words the counts are those of all units that the filters leave."""
    with filled(where) as library:
        counts = library.facets("", ["theme", "event", "year"], zone="hefei")
        units = library.units(zone="hefei")
        assert dict(counts["theme"]) == dict(units["themes"].explode().drop_nulls().value_counts().rows())
        assert dict(counts["year"]) == {"2025": 14, "2024": 7}


def test_a_word_over_a_broken_line_is_found(where: str) -> None:
    """A word that a page's column cut in two is found, at both of its pieces."""
    with filled(where) as library:
        hits = library.search("集成电路产业园", limit=5).hits
        broken = [hit for hit in hits if len(hit.words) == 2]
        assert broken
        reading = library.article(broken[0].article)
        assert "".join(reading.text[a:b] for a, b in broken[0].words) == "集成电路产业园"


def test_reprints_are_linked(where: str) -> None:
    """A text printed again with small changes is an article of its own, linked with the first."""
    first = READINGS[1]
    text = first.text.replace("会议", "大会", 1)
    again = luoshi.read(text, uri="again.txt", published="2025-12-30")
    with filled(where) as library:
        assert library.keep([again]) == Written(added=1, reprints=1)
        assert library.store.family(first.source.id) == [first.source.id, again.source.id]
        row = next(row for row in library.listed() if row["id"] == again.source.id)
        assert row["reprint_of"] == first.source.id
        assert again.source.id not in library.articles(reprints=False)["article"].to_list()


def test_writers_at_once_keep_everything(where: str) -> None:
    """Threads that write at once all succeed."""
    with luoshi.open(where, create=True) as library:
        threads = [threading.Thread(target=library.keep, args=([reading],)) for reading in READINGS]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(library) == len(READINGS)
        assert library.store.check() == []


def test_a_batch_is_kept_whole_or_not_at_all(where: str) -> None:
    """Where one article of a batch cannot be written, none of the batch is."""
    broken = replace(READINGS[1], units=(replace(READINGS[1].units[0], themes=("no such theme",)),))
    with luoshi.open(where, create=True) as library:
        with pytest.raises(KeyError):
            library.keep([READINGS[0], broken])
        assert len(library) == 0
        assert library.store.check() == []


@pytest.mark.parametrize("many", [0.05, 10.0])
def test_the_mirror_gives_the_rows_of_the_tables(where: str, monkeypatch: pytest.MonkeyPatch, many: float) -> None:
    """A table from the mirror equals the table from the rows, also after articles came and went, whether what changed is
    joined with the rest or kept beside it."""
    monkeypatch.setattr(mirror, "_MANY", many)
    with filled(where) as library:
        for step in range(3):
            for table in ("units", "undertakings", "responses", "people", "articles", "sections", "problems", "events"):
                for asked in (
                    {},
                    {"event": "cc20-plenum4"},
                    {"since": "2025-10", "until": "2025"},
                    {"reprints": False},
                ):
                    monkeypatch.setattr(mirror, "LARGE", 10**9)
                    rows = library.table(table, **asked)
                    monkeypatch.setattr(mirror, "LARGE", 0)
                    assert library.table(table, **asked).equals(rows), (table, step, asked)
            library.remove(READINGS[2 + step].source.id)
            library.keep([luoshi.read(READINGS[9].text + "\n又及。" * (step + 1), published="2025-11-20")])


def test_a_library_that_is_not_there_is_not_made(where: str) -> None:
    """Opening without `create` says that there is no library."""
    with pytest.raises(LibraryError, match="no library"):
        luoshi.open(where)


def test_both_stores_rank_alike(tmp_path: Path, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both stores give the same hits with the same scores in the same order."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with filled(str(tmp_path / "luoshi.db")) as one, filled(database(server)) as two:
        for search in ("产业", "创新 OR 算力", '"高质量发展"', "会议 -强调", "新", "全会 精神", "建设"):
            for kind in ("units", "articles", "formulations", "quantities"):
                hits = one.search(search, kind=kind, limit=200)
                assert hits == two.search(search, kind=kind, limit=200)
                assert all(a.score >= b.score for a, b in pairwise(hits.hits)) or kind == "articles"


@pytest.mark.parametrize("large", [False, True])
def test_what_zones_have_taken_up(where: str, large: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """For each zone and event: how many responses are told and the fastest, as the table of responses has them; a large
    library tells the same from its file, and after a change what is so now."""
    monkeypatch.setattr(mirror, "LARGE", 1 if large else 10_000)
    with filled(where) as library:
        for _ in range(3):
            told = library.responses().drop_nulls("zone").explode("events").drop_nulls("events")
            counted = told.group_by("zone", "events").agg(pl.len(), pl.col("lag_days").min())
            uptake = library.store.uptake()
            assert set(counted.rows()) == {
                (cell.zone, cell.event, cell.responses, cell.lag_days) for cell in uptake.cells
            }
            assert (uptake.first, uptake.last) == (library.responses()["date"].min(), library.responses()["date"].max())
            library.remove(library.articles()["article"][0])


def test_articles_that_ask_for_a_look(where: str) -> None:
    """Articles whose reading met problems come first, then those with units of which the engine is unsure; sure ones not
    at all."""
    sure, unsure, broken = (
        replace(
            reading,
            units=tuple(replace(unit, confidence=0.1 if place == 1 else 0.9) for unit in reading.units),
            problems=(Problem("sources", "a line is gone"),) if place == 2 else (),
        )
        for place, reading in enumerate(READINGS[:3])
    )
    with luoshi.open(where, create=True) as library:
        library.keep([sure, unsure, broken])
        first, second = library.store.doubts(9)
        assert (first.article, first.problems, first.doubtful) == (broken.source.id, 1, 0)
        assert (second.article, second.problems, second.doubtful) == (unsure.source.id, 0, len(unsure.units))
        assert library.store.doubts(1) == [first]
