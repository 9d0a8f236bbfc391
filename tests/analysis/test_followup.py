"""Follow-up, against pairs of sentences that a person judged (followup_pairs.toml) and small chains worked out by hand."""

import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from luoshi.analysis.candidates import Window, candidates
from luoshi.analysis.details import details, difference
from luoshi.analysis.followup import followup
from luoshi.analysis.matching import match
from luoshi.analysis.wordings import Wordings, sentence
from tests.analysis.frames import table

PAIRS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("followup_pairs.toml").read_text(encoding="utf-8")
)["pair"]
MEASURED = [pair for pair in PAIRS if pair["id"] % 2]


def _links(pairs: list[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """The links that follow-up makes, each pair being a place of its own with one sentence a year."""
    rows = []
    for pair in pairs:
        place = {"subject": str(pair["id"]), "themes": []}
        rows.append({**place, "date": "2023-03-01", "modality": "undertaking", "quote": pair["a"]})
        rows.append(
            {**place, "date": "2024-03-01", "modality": pair.get("modality", "undertaking"), "quote": pair["b"]}
        )
    told = followup(table("units", *rows)).table.filter(pl.col("relation") != "not_mentioned_again")
    return {int(row["place"]): row for row in told.iter_rows(named=True)}


def _precision_and_recall(pairs: list[dict[str, Any]]) -> tuple[float, float]:
    linked = _links(pairs)
    same = {pair["id"] for pair in pairs if pair["same"]}
    hits = len(same & linked.keys())
    return hits / len(linked), hits / len(same)


def test_links_agree_with_a_person() -> None:
    """Precision at least 0.9 and recall at least 0.7, on all pairs and on those by which no weight was set."""
    for pairs in (PAIRS, MEASURED):
        precision, recall = _precision_and_recall(pairs)
        assert precision >= 0.9, precision
        assert recall >= 0.7, recall


def test_relations_agree_with_a_person() -> None:
    """Of the links found, nine in ten have the relation that a person gave."""
    linked = _links(PAIRS)
    asked = [pair for pair in PAIRS if pair["same"] and pair["id"] in linked]
    wrong = [pair["id"] for pair in asked if linked[pair["id"]]["relation"] != pair["relation"]]

    assert len(wrong) <= len(asked) / 10, wrong


def test_half_of_the_pairs_are_near_misses() -> None:
    """The gold keeps its make-up: at least sixty pairs, half of them about different things."""
    assert len(PAIRS) >= 60
    assert sum(pair["same"] for pair in PAIRS) * 2 == len(PAIRS)


def _statement(date: str, quote: str, modality: str = "undertaking", **more: Any) -> dict[str, Any]:
    return {"zone": "hefei", "date": date, "quote": quote, "modality": modality, **more}


CHAIN = table(
    "units",
    _statement("2021-03-05", "建设量子计算中试平台。"),
    _statement("2022-03-05", "建设量子计算中试平台，年底前引进整机企业3家。"),
    _statement("2023-03-05", "量子计算中试平台建成，引进整机企业5家。", "result"),
    _statement("2021-03-05", "筹办国际声学博览会。"),
    _statement("2023-03-05", "学好全会精神。", "exhortation"),
)


def test_a_chain_runs_through_the_years() -> None:
    """Each sentence takes up the one before it, and all of a chain bear one number; what is done is not awaited again."""
    told = followup(CHAIN).table.filter(pl.col("chain") == pl.col("chain").first())

    assert told.select("earlier_date", "later_date", "relation").rows() == [
        ("2021-03-05", "2022-03-05", "more_specific"),
        ("2022-03-05", "2023-03-05", "reported_done"),
    ]
    assert told["gained"].to_list()[0] == ["3家", "年底前"]
    assert told["changed"].to_list()[1] == ["3家 → 5家"]


def test_not_mentioned_again_rests_on_later_articles() -> None:
    """An undertaking that nothing takes up ends its chain only where the place has later articles, which are counted."""
    told = followup(CHAIN).table
    ends = told.filter(pl.col("relation") == "not_mentioned_again")
    alone = followup(CHAIN.filter(pl.col("date") == "2021-03-05")).table

    assert ends.select("earlier_quote", "later_quote", "later_articles", "later_first", "later_last").rows() == [
        ("筹办国际声学博览会。", None, 3, "2022-03-05", "2023-03-05")
    ]
    assert alone.is_empty()


def test_two_reports_of_one_occasion_follow_nothing_up() -> None:
    """The same words within two weeks are the same occasion in two papers."""
    told = followup(table("units", _statement("2022-03-05", "建设量子计算中试平台。"),
                          _statement("2022-03-09", "建设量子计算中试平台。")))  # fmt: skip

    assert told.table.is_empty()


def test_places_do_not_take_up_each_others_undertakings() -> None:
    """The same words of two places are no follow-up."""
    told = followup(table("units", _statement("2022-03-05", "建设量子计算中试平台。"),
                          _statement("2023-03-05", "建设量子计算中试平台。") | {"zone": "wuxi"}))  # fmt: skip

    assert set(told.table["relation"]) == {"not_mentioned_again"} or told.table.is_empty()


def test_the_pieces_of_a_cut_sentence_are_matched_as_one() -> None:
    """A sentence that a broken line cut in two is joined: its spans and words come one after the other."""
    told = followup(
        table(
            "units",
            _statement("2022-03-05", "建设量子计算中", article="a", unit="P001.1", spans=[[0, 7]]),
            _statement("2022-03-05", "试平台。", article="a", unit="P003.1", continues="P001.1", spans=[[20, 24]]),
            _statement("2023-03-05", "量子计算中试平台扩容。", article="b", unit="P001.1", spans=[[0, 11]]),
        )
    ).table.row(0, named=True)

    assert (told["earlier_quote"], told["earlier_spans"]) == ("建设量子计算中试平台。", [[0, 7], [20, 24]])


def test_the_shared_words_explain_the_score() -> None:
    """The words that carry a link are words of both sentences, and the stock words are not among them."""
    a, b = "加快建设国际一流的磁悬浮检测基地。", "磁悬浮检测基地要加快建设，迈向国际一流。"
    told = match(sentence(a), sentence(b))

    assert told is not None
    assert all(words in a and words in b for words, _ in told.shared)
    assert told.shared[0][0].startswith("磁悬浮")


def test_names_of_the_reading_count_as_details() -> None:
    """A firm or an industry that the later sentence adds makes it more specific."""
    units = table(
        "units",
        _statement("2022-03-05", "建设量子计算中试平台。", article="a", spans=[[0, 11]]),
        _statement("2023-03-05", "与远山公司建设量子计算中试平台。", article="b", spans=[[0, 16]]),
    )
    firms = table("organisations", {"article": "b", "name": "远山公司", "spans": [[1, 5]]})

    told = followup(units, names=[firms]).table.row(0, named=True)

    assert (told["relation"], told["gained"]) == ("more_specific", ["远山公司"])


def test_numbers_are_compared_in_one_unit() -> None:
    """10亿元 and 100000万元 are the same; 三家 and 5家 are a change; a deadline and a number are told apart."""
    before = details("投资10亿元，引进三家企业，到2025年完成。")
    after = details("投资100000万元，引进5家企业。")

    assert difference(before, after) == ((), ("到2025年",), ("三家 → 5家",))


def test_a_repetition_in_another_paper_is_not_awaited_again() -> None:
    """Of two reports of one occasion the later one is taken up; the other one's words were mentioned again, too."""
    words = "建设量子计算中试平台。"
    told = followup(table("units", *(_statement(day, words) for day in ("2022-03-05", "2022-03-09", "2023-03-05"))))

    assert told.table.select("earlier_date", "later_date", "relation").rows() == [
        ("2022-03-09", "2023-03-05", "repeated")
    ]


def test_a_page_of_many_sentences_is_compared_within_bounds() -> None:
    """Where too many sentences share their words, the commonest are not looked by: the answer counts whose they are."""
    drones = [f"建设{at}号无人机{chr(0x4E00 + at)}试飞场。" for at in range(40)]
    wordings = Wordings([*drones, *(words.replace("建设", "扩建") for words in drones)])
    days = np.array([0] * 40 + [30] * 40)
    found = candidates(wordings, Window(days, days - 14))
    bounded = candidates(wordings, Window(days, days - 14), work=200)

    assert len(found.partly) == 0
    assert all(each.wording < 40 for told in found.candidates.values() for each in told)
    assert set(bounded.partly) == set(range(40, 80))


def test_what_a_very_long_sentence_is_compared_by_is_told() -> None:
    """A sentence without end is compared by its beginning, and the answer says so."""
    long = "建设量子计算中试平台，" * 200 + "。"
    told = followup(table("units", _statement("2022-03-05", long), _statement("2023-03-05", "扩建。" + long)))

    assert told.coverage.partly == 2
    assert "2 sentences were compared in part only" in " ".join(told.coverage.sentences())
