"""Whose words, against passages planted in made-up documents and sections small enough to count by hand."""

import random
from typing import Any

import polars as pl
import pytest
from benchmarks.reuse import DOCUMENTS, KINDS, SENTENCES, judge, paragraphs, plant, sentences
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.analysis.reuse import references, reuse
from luoshi.errors import UsageError
from tests.analysis.frames import table

COPIED = "鼓楼片区的旧厂房将改成三维打印工坊，免费向大学生团队开放半年。"
OWN = "渡口村的菌菇大棚今年改种羊肚菌，村里请来农科所的师傅。"
CENTRAL = "坚持把发展经济的着力点放在夯实茶马古道沿线驿站修缮上，推动马帮文化与骑行旅游相映成趣。"


def article(name: str, *quotes: str, **more: Any) -> list[dict[str, Any]]:
    """The paragraphs of an article, each a section of its own, end to end with a line break between."""
    rows, at = [], 0
    for number, quote in enumerate(quotes, 1):
        rows.append(
            {
                "article": name, "role": "body", "section": f"S0{number}", "order": 1, "quote": quote,
                "spans": [[at, at + len(quote)]], **more,
            }
        )  # fmt: skip
        at += len(quote) + 1
    return rows


def sections(*rows: tuple[str, str, str]) -> pl.DataFrame:
    return table("sections", *({"article": a, "section": s, "zone": z} for a, s, z in rows))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_planted_passages_are_found_and_stock_sentences_are_not(seed: int) -> None:
    """Of 60 passages planted among 150 documents at least 55 are found, of each kind most, with at most one beside."""
    rng = random.Random(seed)
    documents, planted = plant(sentences(DOCUMENTS * SENTENCES, rng), rng)

    found, strange = judge(reuse(paragraphs(documents)).table, planted)

    assert len(found) >= 55
    assert len(strange) <= 1, [row["a_text"] for row in strange]
    assert all(sum(each.kind == kind for each in found) >= 12 for kind in KINDS)


def test_both_sides_quote_their_article() -> None:
    """The spans of a side, joined, are its text, on both sides, in the article's own offsets."""
    changed = COPIED.replace("大学生", "创业者")
    frame = table("paragraphs", *article("a", OWN, COPIED), *article("b", changed, CENTRAL))
    row = reuse(frame).table.row(0, named=True)
    texts = {"a": f"{OWN}\n{COPIED}", "b": f"{changed}\n{CENTRAL}"}

    for end in ("a", "b"):
        words = texts[row[f"{end}_article"]]
        assert "".join(words[low:high] for low, high in row[f"{end}_spans"]) == row[f"{end}_text"]
    assert row["a_text"] == COPIED.rstrip("。")
    assert row["b_text"] == changed.rstrip("。")


def test_a_passage_is_found_whichever_article_comes_first() -> None:
    """Exchanging the two articles exchanges the sides and changes nothing else."""
    one, other = article("a", COPIED + OWN), article("b", CENTRAL + COPIED)
    there = reuse(table("paragraphs", *one, *other, published="2025-01-01")).table.row(0, named=True)
    back = reuse(
        table("paragraphs", *({**row, "article": {"a": "b", "b": "a"}[row["article"]]} for row in (*one, *other)),
              published="2025-01-01")
    ).table.row(0, named=True)  # fmt: skip

    assert there["bits"] == back["bits"]
    assert (there["a_spans"], there["b_spans"]) == (back["b_spans"], back["a_spans"])


def test_the_earlier_article_is_side_a() -> None:
    """The article that was printed first stands first, whatever its name."""
    frame = table("paragraphs", *article("a", COPIED, published="2025-05-05"),
                  *article("b", COPIED, published="2025-01-01"))  # fmt: skip

    row = reuse(frame).table.row(0, named=True)

    assert (row["a_article"], row["b_article"]) == ("b", "a")


def test_a_sections_words_are_the_centres_shared_or_its_own() -> None:
    """Words of the central text, words that another place prints too, and the rest; what one place repeats stays its own."""
    frame = table(
        "paragraphs", *article("a", CENTRAL, COPIED, OWN), *article("b", COPIED), *article("c", OWN),
        published="2025-01-01",
    )  # fmt: skip
    places = sections(("a", "S01", "hefei"), ("a", "S02", "hefei"), ("a", "S03", "hefei"), ("b", "S01", "wuxi"),
                      ("c", "S01", "hefei"))  # fmt: skip
    central = references(
        [{"reference": "r", "event": "cc20-plenum4", "title": "某建议", "text": f"前言。{CENTRAL}后记。"}]
    )

    told = reuse(frame, places, central)

    made_of = {
        (r["article"], r["section"]): (r["central"], r["shared"], r["own"]) for r in told.parts["shares"].to_dicts()
    }
    assert made_of == {
        ("a", "S01"): (1.0, 0.0, 0.0),
        ("a", "S02"): (0.0, 1.0, 0.0),
        ("a", "S03"): (0.0, 0.0, 1.0),
        ("b", "S01"): (0.0, 1.0, 0.0),
        ("c", "S01"): (0.0, 0.0, 1.0),
    }
    assert set(told.parts["own"]["quote"]) == {OWN}
    assert told.table.filter(pl.col("kind") == "central").select("a_article", "event", "b_place").rows() == [
        ("r", "cc20-plenum4", "hefei")
    ]


def test_set_phrases_are_nobodys_passage() -> None:
    """Two reports that share only the names of meetings and the formulas of the genre share no passage."""
    formula = "会议强调，要认真学习贯彻党的二十届四中全会精神，深刻领悟“两个确立”的决定性意义，坚决做到“两个维护”。"
    frame = table("paragraphs", *article("a", formula + OWN), *article("b", formula + COPIED))

    assert reuse(frame).table.is_empty()


def test_words_cut_by_a_column_are_one_passage() -> None:
    """A sentence whose halves stand apart in print, joined in reading order, is found, with two spans."""
    half = len(COPIED) // 2
    cut = [
        {"article": "a", "role": "body", "section": "S01", "order": 1, "quote": COPIED[:half], "spans": [[0, half]]},
        {
            "article": "a", "role": "body", "section": "S01", "order": 2, "quote": COPIED[half:],
            "spans": [[100, 100 + len(COPIED) - half]],
        },
    ]  # fmt: skip

    row = reuse(table("paragraphs", *cut, *article("b", COPIED))).table.row(0, named=True)

    assert row["a_spans"] == [[0, half], [100, 100 + len(COPIED) - half - 1]]
    assert row["a_text"] == row["b_text"] == COPIED.rstrip("。")


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_every_passages_words_stand_in_both_articles(seed: int) -> None:
    """Whatever is found, each side's spans lie in its article and quote it, and the shares of a section make one."""
    rng = random.Random(seed)
    pool = sentences(12, rng)
    documents = [[rng.choice(pool) for _ in range(4)] for _ in range(6)]

    told = reuse(paragraphs(documents))

    for row in told.table.iter_rows(named=True):
        for end in ("a", "b"):
            words = "".join(documents[int(row[f"{end}_article"][1:])])
            assert "".join(words[low:high] for low, high in row[f"{end}_spans"]) == row[f"{end}_text"]
    assert (
        told.parts["shares"].select((pl.col("central") + pl.col("shared") + pl.col("own") - 1).abs().max()).item()
        < 1e-3
    )


def test_an_empty_library_says_so() -> None:
    """Without a paragraph there is nothing to compare."""
    with pytest.raises(UsageError, match="holds no paragraphs"):
        reuse(table("paragraphs"))
