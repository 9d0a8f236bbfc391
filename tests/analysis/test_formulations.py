"""Set phrases over time, on tables small enough to read."""

import pytest

from luoshi.analysis.formulations import formulation, national, new
from luoshi.errors import UsageError
from tests.analysis.frames import table

USES = table(
    "formulations",
    {"text": "双链融合", "zone": "hefei", "date": "2022-03-01", "members": ["产业链", "创新链"]},
    {"text": "“双链融合”", "zone": "wuxi", "date": "2022-03-11", "members": ["产业链", "人才链"]},
    {"text": "双链融合", "zone": "hefei", "date": "2023-05-01"},
    {"text": "双链相融", "zone": "xian", "date": "2023-01-01", "members": ["产业链", "创新链"]},
    {"text": "六大跃升工程", "zone": "xian", "date": "2023-02-01"},
    {"text": "三大跃升工程", "zone": "xian", "date": "2023-02-01"},
    {"text": "六大跃升行动", "zone": "xian", "date": "2024-02-01"},
)


def test_places_come_in_the_order_in_which_the_phrase_reached_them() -> None:
    """The first sayer is first, the next has its days behind; quotation marks make no other phrase."""
    told = formulation(USES, "双链融合").table

    assert told.select("order", "place", "lag_days", "uses").rows() == [(1, "hefei", 0, 2), (2, "wuxi", 10, 1)]


def test_members_are_counted_over_all_lists() -> None:
    """What a place lists under the phrase, by how many articles list it."""
    told = formulation(USES, "双链融合").parts["members"]

    assert told.select("member", "articles").rows() == [("产业链", 2), ("人才链", 1), ("创新链", 1)]


def test_variants_share_members_or_wording_but_not_only_the_numeral() -> None:
    """The same members under other words are a variant; so are words that differ by two; another number is not."""
    by_members = formulation(USES, "双链融合").parts["variants"]
    by_wording = formulation(USES, "六大跃升工程").parts["variants"]

    assert by_members.select("text", "why").rows() == [("双链相融", "members")]
    assert by_wording.select("text", "why").rows() == [("六大跃升行动", "wording")]


def test_new_phrases_are_those_not_said_before() -> None:
    """A phrase that stood here earlier is not new in a later year."""
    told = new(USES, "2023-01-01", "2023-12-31").table

    assert set(told["text"]) == {"双链相融", "六大跃升工程", "三大跃升工程"}
    with pytest.raises(UsageError, match="since 2030"):
        new(USES, "2030")


def test_national_phrases_rise_and_fall() -> None:
    """Used by 2 of 40 articles in one year and by 30 of 40 in the next, a phrase is rising; back at 2, falling."""
    counts = {2021: 2, 2022: 30, 2023: 2}
    articles = table("articles", *({"article": f"{year}-{n}", "published": f"{year}-05-01"}
                                   for year in counts for n in range(40)))  # fmt: skip
    uses = table(
        "formulations",
        *(
            {
                "article": f"{year}-{n}",
                "text": "两个确立",
                "formulation": "两个确立",
                "date": f"{year}-05-01",
                "zone": "hefei",
            }
            for year, count in counts.items()
            for n in range(count)
        ),
    )

    told = national(uses, articles).table

    assert told.select("year", "articles", "of", "change").rows() == [
        (2021, 2, 40, None),
        (2022, 30, 40, "rising"),
        (2023, 2, 40, "falling"),
    ]


def test_an_unknown_phrase_gets_the_nearest() -> None:
    """A phrase that nobody uses is an error with phrases that look like it."""
    with pytest.raises(UsageError, match="六大跃升工程"):
        formulation(USES, "六大跃升")


def test_one_half_of_a_phrase_of_two_stands_for_it() -> None:
    """Who asks for the first half of a phrase of two halves is told of the whole phrase."""
    frame = table("formulations", {"text": "左手算盘、右手图纸", "date": "2025-03-01", "zone": "hefei"},
                  {"text": "左手算盘账", "date": "2025-03-01", "zone": "wuxi"})  # fmt: skip

    assert set(formulation(frame, "左手算盘").table["text"]) == {"左手算盘、右手图纸"}
