"""Words that are looked for in short stretches of text, one stretch after another. Not for the words that are looked for in
every text: those are hits (stage `hits`)."""

from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick, MatchKind

from luoshi.model.spans import Span


class WordList:
    """Many words: a pattern of hundreds would try most of them at every character."""

    def __init__(self, words: Iterable[str]) -> None:
        self._automaton = AhoCorasick(sorted(set(words)), matchkind=MatchKind.LeftmostLongest)

    def find(self, text: str, start: int, end: int) -> list[Span]:
        """The places of the words in text[start:end], in order; of words that overlap the leftmost, then the longest."""
        found = self._automaton.find_matches_as_indexes(text[start:end])
        return [(start + a, start + b) for _, a, b in found]
