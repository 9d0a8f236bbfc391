"""Offset maps: where each character of a made text stands in the text that it was made from.

A map is a list of segments (made_start, from_start, length), sorted by made_start, that do not overlap in the made
text. Characters of the made text outside every segment come from nowhere (a line end put between two pieces).
Maps compose (flow → clean → printed) and invert.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from luoshi.model.spans import Span, Spans, merged

Segment = tuple[int, int, int]


class OffsetMap:
    """A piecewise identity from a made text back to the text it was made from."""

    __slots__ = ("_starts", "segments")

    def __init__(self, segments: Iterable[Segment]) -> None:
        self.segments: tuple[Segment, ...] = tuple([s for s in segments if s[2] > 0])
        self._starts = [made for made, _, _ in self.segments]

    @classmethod
    def identity(cls, length: int) -> "OffsetMap":
        """The map of a text onto itself."""
        return cls([(0, 0, length)])

    @classmethod
    def keeping(cls, kept: Sequence[Span]) -> "OffsetMap":
        """The map of a text made by joining the spans `kept` of another, in that order."""
        segments, made = [], 0
        for start, end in kept:
            segments.append((made, start, end - start))
            made += end - start
        return cls(segments)

    def spans(self, start: int, end: int) -> Spans:
        """The places of [start, end) of the made text, in reading order; characters from nowhere have none."""
        first = bisect_right(self._starts, start) - 1
        if first < 0:
            first = 0
        else:
            made, origin, length = self.segments[first]
            if start < end <= made + length:
                shift = origin - made
                return ((start + shift, end + shift),)
        out: list[Span] = []
        for made, origin, length in self.segments[first : bisect_left(self._starts, end, first)]:
            a, b = max(start, made), min(end, made + length)
            if a < b:
                out.append((origin + a - made, origin + b - made))
        return merged(out) if len(out) > 1 else tuple(out)

    def origin(self, position: int) -> int | None:
        """The place of one character of the made text, None where it comes from nowhere."""
        place = bisect_right(self._starts, position) - 1
        if place < 0:
            return None
        made, origin, length = self.segments[place]
        return origin + position - made if position < made + length else None

    def then(self, other: "OffsetMap") -> "OffsetMap":
        """This map followed by `other`, the map of the text that this one leads to."""
        segments: list[Segment] = []
        starts, others = other._starts, other.segments
        for made, origin, length in self.segments:
            end = origin + length
            first = max(bisect_right(starts, origin) - 1, 0)
            for middle, far, size in others[first : bisect_left(starts, end, first)]:
                if middle <= origin and end <= middle + size:
                    segments.append((made, far + origin - middle, length))
                    break
                a, b = max(origin, middle), min(end, middle + size)
                if a < b:
                    segments.append((made + a - origin, far + a - middle, b - a))
        return OffsetMap(segments)

    def inverse(self) -> "OffsetMap":
        """From the first text to the made one; where a character was used twice, its first use counts."""
        segments: list[Segment] = []
        covered = 0
        for made, origin, length in sorted(self.segments, key=lambda s: (s[1], s[0])):
            skip = max(covered - origin, 0)
            if skip < length:
                segments.append((origin + skip, made + skip, length - skip))
                covered = origin + length
        return OffsetMap(segments)
