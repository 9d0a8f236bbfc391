"""Normalising beside the original: what is folded, what is dropped, and that every clean character has its printed one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.text.normalise import clean, fold, name_key

# What the genre's pages are made of, with the troubles that print and copying bring in.
PIECES = st.sampled_from(
    [
        "全会",
        "精神",
        "高新区",
        "推動",
        "(dòng)",
        "党的十九屆",
        "⻄安",
        " ",
        "　",
        "\n",
        "\u200b",
        "，",
        "（",
        "）",
        "２０２５",
        "AI",
        "：",
        "\ufeff",
        "研究",
    ]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join)


@given(st.one_of(TEXTS, st.text(max_size=60)))
def test_every_clean_character_is_a_printed_one_folded(text: str) -> None:
    """Each clean character leads to one printed character, whose folded form it is, and the order stays."""
    words, offsets, _ = clean(text)
    origins = [offsets.origin(place) for place in range(len(words))]
    assert all(origin is not None for origin in origins)
    assert origins == sorted(origins, key=int)  # type: ignore[arg-type]
    assert len(set(origins)) == len(origins)
    assert "".join(fold(text[origin]) for origin in origins if origin is not None) == words


@given(st.one_of(TEXTS, st.text(max_size=60)))
def test_lines_correspond(text: str) -> None:
    """Cleaning neither joins nor cuts lines: the n-th clean line comes from the n-th printed one."""
    words, offsets, _ = clean(text)
    assert words.count("\n") == text.count("\n")
    for number, line in enumerate(words.split("\n")):
        start = sum(len(each) + 1 for each in words.split("\n")[:number])
        for origin in (offsets.origin(start + place) for place in range(len(line))):
            assert origin is not None
            assert text.count("\n", 0, origin) == number


@given(TEXTS)
def test_folding_keeps_the_length(text: str) -> None:
    """Folding is one character for one."""
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("党的十九屆六中全会全会精神", "党的十九届六中全会精神"),
        ("⻄安高新区", "西安高新区"),
        ("推動(dòng)高質量發展", "推动高质量发展"),
        ("１２３平方公里，３９％", "123平方公里,39%"),
        ("杭州高新区（滨江）", "杭州高新区(滨江)"),
        ("高新\u200b区\ufeff", "高新区"),
        ("召开 会议，传达 学习全国两会精神。", "召开会议,传达学习全国两会精神。"),
        ("咸阳高新区咸阳高新区抢抓机遇", "咸阳高新区抢抓机遇"),
    ],
)
def test_misprints_are_mended(printed: str, expected: str) -> None:
    """Traditional and look-alike characters, doubled words, pinyin, stray spaces and invisible marks leave one spelling."""
    assert clean(printed).text == expected


@pytest.mark.parametrize(
    "printed",
    [
        "研究研究再决定",
        "人工智能(AI)",
        "“两个维护”“四个意识”",
        "成都高新区 在低空经济上先行一步",
        "①②③",
        "2026—2030年",
        "乾县",
        "……",
        "三·一五",
    ],
)
def test_good_print_is_left_alone(printed: str) -> None:
    """Words that Chinese doubles, Latin names in brackets, quotation marks, the space in a heading stay as they are."""
    assert clean(printed).text == printed


def test_a_name_is_compared_without_width_and_spaces() -> None:
    """The same name in either width, with or without a space, has one key."""
    assert name_key("杭州高新区 （滨江）") == name_key("杭州高新区(滨江)")
