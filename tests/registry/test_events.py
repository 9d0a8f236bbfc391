"""The names of policy events: one meaning, or a series that only time resolves."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from luoshi.reader.hits import finder
from luoshi.registry.events import event_names
from luoshi.registry.world import registry

NAMES = event_names()


def found(text: str) -> list[tuple[str, ...]]:
    """What each name that stands in a text can mean."""
    return [NAMES.meanings(text[hit.start : hit.end]) for hit in finder().find(text).hits["event"]]


def test_every_registered_name_finds_its_event() -> None:
    """Each name and alias of each event, alone in a text, is found whole and can mean that event."""
    for event in registry().events:
        for name in (event.name, *event.aliases):
            inside = found(name)
            assert inside, name
            assert event.id in NAMES.meanings(name) or any(event.id in ids for ids in inside), name


def test_a_full_name_needs_no_day() -> None:
    """A name with its congress or year means one event at any time."""
    assert NAMES.resolve("党的二十大") == "congress-20"
    assert NAMES.resolve("第十四届全国人民代表大会第三次会议") == "npc-cppcc-2025"


def test_a_bare_name_is_resolved_by_time() -> None:
    """五中全会 is the fifth plenum that was last held on that day; without a day it is nothing."""
    assert NAMES.resolve("五中全会") is None
    assert NAMES.resolve("五中全会", date(2020, 11, 3)) == "cc19-plenum5"
    assert NAMES.resolve("五中全会", date(2016, 1, 4)) == "cc18-plenum5"
    assert NAMES.resolve("两会", date(2025, 3, 13)) == "npc-cppcc-2025"


def test_the_longest_name_counts() -> None:
    """A bare name inside a full one is not found again."""
    assert found("传达学习党的十九届五中全会精神") == [("cc19-plenum5",)]


@given(st.dates(date(2007, 1, 1), date(2026, 11, 1)), st.sampled_from(sorted({"两会", "四中全会", "中央经济工作会议"})))
def test_what_has_not_begun_is_not_meant(day: date, name: str) -> None:
    """A bare name never means an event that starts after the day, and no later one has begun."""
    chosen = NAMES.resolve(name, day)
    begun = [event for event in NAMES.meanings(name) if NAMES.span(event)[0] <= day]
    assert chosen == (begun[-1] if begun else None)
