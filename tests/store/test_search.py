"""Searching a library: what is found, how it is weighed, and what is said of a search that means nothing."""

from collections.abc import Iterator

import pytest

import luoshi
from luoshi.errors import UsageError
from luoshi.model.spans import quote
from tests.readings import gold_readings
from tests.shared import needs_shared


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[luoshi.Library]:
    """The gold articles in a library."""
    path = tmp_path_factory.mktemp("search") / "luoshi.db"
    with luoshi.open(path, create=True) as library:
        library.keep(gold_readings())
        yield library


@needs_shared
@pytest.mark.parametrize("length", [1, 2, 3, 5])
def test_every_word_of_the_corpus_is_found(library: luoshi.Library, length: int) -> None:
    """A search finds every article in which a piece of text of one, two or more characters stands."""
    for reading in gold_readings():
        text = reading.text
        for start in range(0, len(text) - length, 61):
            word = text[start : start + length]
            if not word.isalnum():
                continue
            holding = {r.source.id for r in gold_readings() if word in r.text}
            found = {hit.article for hit in library.search(f'"{word}"', limit=3000).hits}
            assert holding <= found, word


@needs_shared
def test_hits_point_at_their_words(library: luoshi.Library) -> None:
    """The spans of a hit are its text, in the article; its words are those looked for."""
    readings = {reading.source.id: reading for reading in gold_readings()}
    hits = library.search("高质量发展", limit=100).hits
    assert hits
    for hit in hits:
        text = readings[hit.article].text
        assert set(quote(text, hit.words)) <= set("高质量发展")
        assert quote(text, hit.spans) == hit.text
        assert quote(text, hit.words).startswith(quote(hit.text, hit.marks))


@pytest.mark.parametrize(
    ("search", "said"),
    [
        ('"; DROP TABLE articles', "not closed"),
        ("“算力", "not closed"),
        ("OR 算力", "no word before"),
        ("算力 OR", "no word after"),
        ("-算力", "must not stand"),
        ("，。", "holds no word"),
        ("", "holds no word"),
        ("算" * 501, "501 characters"),
    ],
)
def test_a_search_without_meaning_says_what_is_wrong(library: luoshi.Library, search: str, said: str) -> None:
    """A search that cannot be understood is refused with the reason."""
    with pytest.raises(UsageError, match=said):
        library.search(search)


@pytest.mark.parametrize(
    "search", ["'; DROP TABLE articles;--", "NEAR(算 力)", "算*", "a:b", "NOT", "AND", "^算", "{x}"]
)
def test_operators_of_the_database_are_mere_words(library: luoshi.Library, search: str) -> None:
    """What the databases' own search languages would obey is looked for as words, and harms nothing."""
    before = len(library)
    library.search(search)
    assert len(library) == before
