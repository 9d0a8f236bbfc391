"""Stage `normalise`: the clean text beside the printed one, and the article's non-empty lines."""

from functools import cache

from luoshi.reader.draft import Draft, Line
from luoshi.text.normalise import clean


def run(draft: Draft) -> None:
    """Add `clean`, `clean_offsets`, `variants` and `lines`."""
    draft.clean, draft.clean_offsets, draft.variants = clean(draft.text)
    draft.lines = []
    printed = place = 0
    for whole, line in zip(draft.text.split("\n"), draft.clean.split("\n"), strict=True):
        words = whole.strip()
        if words:
            text = line.strip()
            start, first = place + line.find(text), printed + whole.index(words)
            index, span = len(draft.lines), (first, first + len(words))
            draft.lines.append(Line(index, _id(index + 1), start, start + len(text), text, span))
        printed += len(whole) + 1
        place += len(line) + 1


@cache
def _id(number: int) -> str:
    """What a line is called by its number: P001."""
    return f"P{number:03d}"
