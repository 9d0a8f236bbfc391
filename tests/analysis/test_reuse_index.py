"""The kept reuse of a library: what is added bit by bit is what is found at once, and what is dropped is gone."""

import random
from pathlib import Path

import polars as pl
import pytest
from benchmarks.reuse import STOCK, paragraphs, plant, sentences

from luoshi.analysis.reuse import Article, Index, article_of, articles, reuse
from luoshi.errors import UsageError
from luoshi.model.tables import frame
from tests.analysis.frames import table
from tests.analysis.test_reuse import CENTRAL, COPIED, OWN, article, sections
from tests.cli.library import READINGS

FRAME = table(
    "paragraphs", *article("a", CENTRAL, COPIED, OWN), *article("b", COPIED), *article("c", OWN), published="2025-01-01"
)
PLACES = sections(("a", "S01", "hefei"), ("a", "S02", "hefei"), ("a", "S03", "hefei"), ("b", "S01", "wuxi"),
                  ("c", "S01", "hefei"))  # fmt: skip
ARTICLES = list(articles(FRAME, PLACES))
IDS = {each.id for each in ARTICLES}


def pairs(frame: pl.DataFrame) -> set[tuple[str, ...]]:
    """What a table of passages says, whatever its order."""
    return {(r["a_article"], r["b_article"], str(r["a_spans"]), str(r["b_spans"])) for r in frame.iter_rows(named=True)}


def shares(index: Index) -> dict[tuple[str, str], tuple[float, float, float]]:
    told = index.answer().parts["shares"]
    return {(r["article"], r["section"]): (r["central"], r["shared"], r["own"]) for r in told.iter_rows(named=True)}


def test_adding_bit_by_bit_finds_what_all_at_once_finds(tmp_path: Path) -> None:
    """Ninety articles with planted passages, added in three parts, give the pairs of one pass."""
    rng = random.Random(7)
    documents, _ = plant(sentences(1200, rng), rng)
    documents = [[each for each in document if each not in STOCK] for document in documents[:90]]
    found: list[Article] = list(articles(paragraphs(documents)))
    index = Index(tmp_path / "i")

    for end in (30, 60, 90):
        index.update(found[end - 30 : end], {each.id for each in found[:end]})

    assert pairs(index.answer().table) == pairs(reuse(paragraphs(documents)).table)


def test_nothing_new_is_nothing_to_do(tmp_path: Path) -> None:
    """A second update with the same library adds and drops nothing and changes no answer."""
    index = Index(tmp_path / "i")
    first = index.update(ARTICLES, IDS)
    before = pairs(index.answer().table)

    assert first.added == 3
    assert index.known() == IDS
    assert index.update([], IDS) == (0, 0, 0)
    assert pairs(index.answer().table) == before


def test_a_central_text_added_later_is_compared_with_all(tmp_path: Path) -> None:
    """Before it the section is its own; after it the centre's; removed again, its own."""
    index = Index(tmp_path / "i")
    index.update(ARTICLES, IDS)
    assert shares(index)["a", "S01"] == (0.0, 0.0, 1.0)

    name = index.add_reference(f"前言。{CENTRAL}", event="二十届四中全会", title="某建议")
    index.update([], IDS)
    assert shares(index)["a", "S01"] == (1.0, 0.0, 0.0)
    assert index.answer(["hefei"]).table.filter(pl.col("kind") == "central")["event"].to_list() == ["cc20-plenum4"]

    index.remove_reference(name)
    index.update([], IDS)
    assert shares(index)["a", "S01"] == (0.0, 0.0, 1.0)


def test_what_leaves_the_library_leaves_the_index(tmp_path: Path) -> None:
    """Without the other article the shared words are its own again, and the pair is gone."""
    index = Index(tmp_path / "i")
    index.update(ARTICLES, IDS)
    assert shares(index)["a", "S02"] == (0.0, 1.0, 0.0)

    told = index.update([], IDS - {"b"})

    assert told.dropped == 1
    assert shares(index)["a", "S02"] == (0.0, 0.0, 1.0)
    assert "b" not in {row[0] for row in pairs(index.answer().table)} | {row[1] for row in pairs(index.answer().table)}


def test_own_words_of_a_place_are_listed(tmp_path: Path) -> None:
    """The sentence that only one place prints, twice, and not the one that another prints too."""
    index = Index(tmp_path / "i")
    index.update(ARTICLES, IDS)

    assert set(index.own("hefei")["quote"]) == {OWN, CENTRAL}


def test_a_broken_run_is_done_again(tmp_path: Path) -> None:
    """Without its state, which is written last, nothing of the index counts."""
    index = Index(tmp_path / "i")
    index.update(ARTICLES, IDS)
    (tmp_path / "i" / "state.json").unlink()

    assert index.known() == set()
    assert index.update(ARTICLES, IDS).added == 3


def test_references_are_kept_once_and_wrong_ones_refused(tmp_path: Path) -> None:
    """The same text is one reference; an empty one, an unknown event and an unknown name are errors."""
    index = Index(tmp_path / "i")
    assert index.add_reference("文本一") == index.add_reference("文本一", title="甲")
    assert index.references().select("title", "text").rows() == [("甲", "文本一")]
    with pytest.raises(UsageError, match="empty"):
        index.add_reference(" ")
    with pytest.raises(UsageError, match="no event"):
        index.add_reference("文本二", event="没有的会")
    with pytest.raises(UsageError, match="甲"):
        index.remove_reference("乙")


def test_of_many_passages_the_heaviest_are_given(tmp_path: Path) -> None:
    """With a bound the answer holds the heaviest passage, and says how many of each kind there are."""
    index = Index(tmp_path / "i")
    index.add_reference(f"前言。{CENTRAL}")
    index.update(ARTICLES, IDS)
    whole = index.answer()
    first = index.answer(most=1)

    assert first.table.rows() == whole.table.head(1).rows()
    assert dict(first.parts["counted"].iter_rows()) == dict(whole.table.group_by("kind").len().iter_rows())
    assert set(index.answer(kind="central").table["kind"]) == {"central"}


def test_the_words_of_the_centre_in_an_article(tmp_path: Path) -> None:
    """Their spans hold the central text's words, in that article alone."""
    index = Index(tmp_path / "i")
    index.add_reference(f"前言。{CENTRAL}")
    index.update(ARTICLES, IDS)
    article = next(each for each in ARTICLES if each.id == "a")

    start, end = index.central_spans("a")[0]
    assert article.words[start - article.spans[0][0] : end - article.spans[0][0]] in CENTRAL
    assert index.central_spans("b") == []


def test_a_crowd_is_paired_with_the_earliest_however_it_was_added(tmp_path: Path) -> None:
    """Thirty copies of a long passage: each of the others is paired with the first, also where it came in another part."""
    words = "".join(sentences(8, random.Random(5)))
    copies = [
        Article(f"n{at:02d}", words, ((0, len(words)),), (("S01", f"p{at}", len(words)),), date=f"2025-01-{at + 1:02d}")
        for at in range(30)
    ]
    index = Index(tmp_path / "i")
    for end in (26, 28, 30):
        index.update(copies[(0 if end == 26 else end - 2) : end], {each.id for each in copies[:end]})
    told = index.answer().table

    assert set(told["a_article"]) == {"n00"}
    assert set(told["b_article"]) == {each.id for each in copies[1:]}
    assert all(whole == (0.0, 1.0, 0.0) for whole in shares(index).values())


def test_a_reading_and_its_tables_are_compared_alike() -> None:
    """What is compared of an article does not depend on whether it comes as a reading or as rows."""
    for reading in READINGS:
        assert [article_of(reading)] == list(articles(frame("paragraphs", [reading]), frame("sections", [reading])))
