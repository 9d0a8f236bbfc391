"""Where a text holds a few words that only this text has: for so few an automaton costs more than it saves."""

from collections.abc import Iterable, Iterator


def occurrences(words: Iterable[str], text: str) -> Iterator[tuple[int, int]]:
    """The places of the words, in order; of words that overlap the leftmost, then the longest counts."""
    found: list[tuple[int, int]] = []
    for word in words:
        start = text.find(word)
        while start >= 0:
            found.append((start, -len(word)))
            start = text.find(word, start + 1)
    found.sort()
    reach = 0
    for start, size in found:
        if start >= reach:
            reach = start - size
            yield start, reach
