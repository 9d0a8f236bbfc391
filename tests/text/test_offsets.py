"""Offset maps: what a made text's characters come from, through keepings, composition and inversion."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from luoshi.model.spans import Span
from luoshi.text.offsets import OffsetMap

LENGTH = 40


@st.composite
def keepings(draw: st.DrawFn, length: int = LENGTH) -> list[Span]:
    """Stretches of a text of that length that do not overlap, in any order, as a repaired reading order takes them."""
    cuts = sorted(draw(st.sets(st.integers(0, length), min_size=2, max_size=12)))
    stretches = [pair for pair in pairwise(cuts) if draw(st.booleans())]
    return draw(st.permutations(stretches))


def made(text: str, kept: list[Span]) -> str:
    return "".join(text[a:b] for a, b in kept)


TEXT = "".join(chr(0x4E00 + n) for n in range(LENGTH))


@given(keepings())
def test_a_made_text_is_traced_character_by_character(kept: list[Span]) -> None:
    """Each character of a text made of kept stretches leads to the same character of the text it was made from."""
    offsets, text = OffsetMap.keeping(kept), made(TEXT, kept)
    assert [TEXT[offsets.origin(place)] for place in range(len(text))] == list(text)  # type: ignore[index]
    assert offsets.origin(len(text)) is None
    assert offsets.origin(-1) is None


@given(keepings(), st.integers(0, LENGTH), st.integers(0, LENGTH))
def test_the_spans_of_a_stretch_hold_its_words(kept: list[Span], one: int, other: int) -> None:
    """The words of a stretch are the words of its spans, joined; neighbouring spans never touch, so none is needless."""
    offsets, text = OffsetMap.keeping(kept), made(TEXT, kept)
    start, end = min(one, other), min(max(one, other), len(text))
    spans = offsets.spans(start, end)
    assert made(TEXT, list(spans)) == text[start:end]
    assert all(a[1] != b[0] for a, b in pairwise(spans))
    assert all(a < b for a, b in spans)


@given(keepings(), st.data())
def test_maps_compose(kept: list[Span], data: st.DataObject) -> None:
    """Two maps in a row lead where each leads after the other."""
    first = made(TEXT, kept)
    again = data.draw(keepings(len(first))) if len(first) > 1 else []
    inner, outer = OffsetMap.keeping(kept), OffsetMap.keeping(again)
    both = outer.then(inner)
    second = made(first, again)
    for place in range(len(second)):
        middle = outer.origin(place)
        assert middle is not None
        assert both.origin(place) == inner.origin(middle)


@given(keepings())
def test_a_map_inverts(kept: list[Span]) -> None:
    """The inverse leads every kept character back to where it came to stand, and characters left out nowhere."""
    offsets = OffsetMap.keeping(kept)
    back = offsets.inverse()
    came_from = {offsets.origin(place): place for place in range(len(made(TEXT, kept)))}
    assert {place: back.origin(place) for place in range(LENGTH)} == {
        place: came_from.get(place) for place in range(LENGTH)
    }


@given(keepings())
def test_inverting_twice_changes_nothing(kept: list[Span]) -> None:
    """The inverse of the inverse traces as the map itself."""
    offsets = OffsetMap.keeping(kept)
    twice = offsets.inverse().inverse()
    assert [twice.origin(n) for n in range(LENGTH)] == [offsets.origin(n) for n in range(LENGTH)]


def test_characters_from_nowhere_have_no_place() -> None:
    """A line end put between two pieces belongs to no span, and the spans on both sides stay apart."""
    offsets = OffsetMap([(0, 10, 3), (4, 20, 2)])
    assert offsets.origin(3) is None
    assert offsets.spans(0, 6) == ((10, 13), (20, 22))
    assert offsets.spans(3, 4) == ()


def test_a_character_used_twice_inverts_to_its_first_use() -> None:
    """Where two stretches of the made text come from one place, the inverse knows the earlier one."""
    offsets = OffsetMap([(0, 5, 4), (4, 5, 2)])
    assert offsets.inverse().origin(5) == 0


@given(st.integers(1, 50))
def test_the_identity_is_neutral(length: int) -> None:
    """A text mapped onto itself leads every character to itself, alone and in composition."""
    same = OffsetMap.identity(length)
    assert [same.then(same).origin(n) for n in range(length)] == list(range(length))
