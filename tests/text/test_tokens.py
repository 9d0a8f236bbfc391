"""Search tokens: what stands in a text is found by them, in any spelling."""

import re

from hypothesis import given
from hypothesis import strategies as st

from luoshi.text.tokens import find, shifted, squeeze, tokens, word

HAN = st.text(alphabet="低空经济算力高新区一二，。“”5Ga \n", max_size=40)


def test_a_run_gives_a_token_a_character() -> None:
    """Every character stands with the next one, the last of a run alone; marks part runs, spaces do not."""
    assert tokens("低空经济，算 力5G") == ["低空", "空经", "经济", "济", "算力", "力5", "5g", "g"]


def test_traditional_and_wide_forms_are_alike() -> None:
    """Traditional, full-width and capital forms give the tokens of the plain ones."""
    assert tokens("傳達學習ＡＩ") == tokens("传达学习ai")


@given(HAN, st.integers(0, 39), st.integers(1, 6))
def test_every_substring_is_found_by_its_tokens(text: str, start: int, length: int) -> None:
    """The tokens of any piece of a text stand in a row among the text's own, the last one perhaps as a beginning."""
    piece = text[start : start + length]
    sought = word(piece)
    if sought is None:
        return
    row = [*sought.tokens, *([sought.prefix] if sought.prefix else [])]
    held = tokens(text)
    rows = [held[i : i + len(row)] for i in range(len(held) - len(row) + 1)]
    assert any(r[:-1] == row[:-1] and r[-1].startswith(row[-1]) for r in rows)


@given(HAN, st.integers(0, 39), st.integers(1, 6))
def test_the_found_words_stand_where_the_spans_say(text: str, start: int, length: int) -> None:
    """The spans of a find, read from the printed text, are the words looked for but for spaces."""
    sought = word(text[start : start + length])
    if sought is None:
        return
    pattern = re.compile(sought.pattern())
    found = find(pattern, squeeze(text))
    assert found
    assert all(pattern.fullmatch(squeeze("".join(text[a:b] for a, b in spans)).text) for spans in found)


def test_spans_of_a_quotation_are_carried_to_its_pieces() -> None:
    """A word over the seam of two pieces has two spans in the article."""
    assert shifted(((2, 6),), ((10, 14), (30, 40))) == ((12, 14), (30, 32))
