"""Industries and formulations of the whole corpus point at their own words."""

import pytest

import luoshi
from luoshi.model.spans import quote
from luoshi.text.normalise import clean
from tests.shared import STEMS, corpus_text, needs_shared


def letters(text: str) -> str:
    """The text as it is compared: clean, without spaces."""
    return clean(text).text.replace(" ", "").replace("\n", "")


@needs_shared
@pytest.mark.parametrize("stem", STEMS)
def test_names_and_phrases_are_the_words_at_their_spans(stem: str) -> None:
    """The printed words at a finding's spans are its name or text, also where a broken line cuts it in two."""
    reading = luoshi.read(corpus_text(stem))
    for name, spans in [
        *((industry.name, industry.spans) for industry in reading.industries),
        *((found.text, found.spans) for found in reading.formulations),
    ]:
        assert letters(quote(reading.text, spans)) == letters(name)
