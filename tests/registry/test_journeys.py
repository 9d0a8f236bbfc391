"""Which year a speech tells, by where it was made: only where one journey can be meant."""

from datetime import date

import pytest

from luoshi.registry.journeys import latest_before


@pytest.mark.parametrize(
    ("words", "month", "day", "began"),
    [
        ("习近平总书记在安徽考察时的重要讲话", 8, 26, date(2020, 8, 1)),
        ("习近平总书记在扎实推进长三角一体化发展座谈会上的重要讲话", 9, 2, date(2020, 8, 1)),
        ("习近平总书记在江苏考察时的重要讲话", 7, 20, date(2023, 7, 1)),
        # Deputies meet in Beijing; two Januaries could be meant; nobody was there within five months.
        ("习近平总书记在参加江苏代表团审议时的重要讲话", 3, 10, None),
        ("习近平总书记考察河北重要讲话", 2, 10, None),
        ("习近平总书记考察天津重要讲话", 12, 1, None),
        ("习近平总书记关于江苏工作的重要讲话", 7, 20, None),
        ("习近平总书记在安徽考察时的重要讲话", 2, 30, None),
    ],
)
def test_a_speech_tells_its_year_where_one_journey_can_be_meant(
    words: str, month: int, day: int, began: date | None
) -> None:
    """A guessed year would make a false lag."""
    assert latest_before(words, month, day) == began
