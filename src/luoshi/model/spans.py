"""Spans: half-open ranges of Unicode code points in an article's text. Not for mapping between texts: see text.offsets."""

from collections.abc import Iterable, Sequence

Span = tuple[int, int]
Spans = tuple[Span, ...]


def quote(text: str, spans: Iterable[Span]) -> str:
    """The words that the spans point at, joined in their order."""
    return "".join(text[start:end] for start, end in spans)


def placed(spans: Sequence[Span], length: int) -> bool:
    """Whether there is at least one span and all are non-empty and inside a text of `length` code points."""
    for start, end in spans:
        if not 0 <= start < end <= length:
            return False
    return bool(spans)


def merged(spans: Iterable[Span]) -> Spans:
    """The same spans in the same order, with neighbours that touch made one."""
    out: list[Span] = []
    for start, end in spans:
        if out and out[-1][1] == start:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return tuple(out)
