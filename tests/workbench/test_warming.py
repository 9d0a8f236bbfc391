"""Answers prepared before anybody asks, and answers that many ask for at once."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event

import pytest

from luoshi import project
from luoshi.errors import LibraryError
from luoshi.project import Library
from luoshi.workbench.desk import Desk
from luoshi.workbench.guard import Door
from luoshi.workbench.serving import Serving
from luoshi.workbench.users import Users
from luoshi.workbench.warming import COSTLY, Warmer


def desk_of(library: Library, folder: Path) -> Desk:
    serving = Serving()
    return Desk(library, serving, Door(serving, Users(folder / "users.json")))


def test_what_was_prepared_is_what_is_told(library: Library, tmp_path: Path) -> None:
    """After warming, each costly answer is at hand: asked again it is the very same."""
    desk = desk_of(library, tmp_path)
    Warmer(desk).warm()
    for answer in COSTLY:
        assert answer(desk) is answer(desk)


def test_an_empty_library_has_nothing_to_prepare(tmp_path: Path) -> None:
    """What a library cannot answer does not end the warming."""
    with project.open_library(tmp_path / "empty.db", create=True) as empty:
        Warmer(desk_of(empty, tmp_path)).warm()


def test_what_many_ask_for_is_computed_once(library: Library, tmp_path: Path) -> None:
    """Of eight who ask for the same at the same time one computes and all get the answer."""
    desk = desk_of(library, tmp_path)
    together, computed = Barrier(8), []

    def compute() -> object:
        computed.append(1)
        return object()

    def ask(_: int) -> object:
        together.wait(timeout=30)
        return desk.once("asked", compute)

    with ThreadPoolExecutor(8) as people:
        answers = list(people.map(ask, range(8)))
    assert len(computed) == 1
    assert all(answer is answers[0] for answer in answers)


def test_what_is_on_its_way_is_shared_and_may_fail(library: Library, tmp_path: Path) -> None:
    """Who asks for an answer that is on its way gets the same one; where it cannot be given, each is told why, and who asks
    later asks anew."""
    desk = desk_of(library, tmp_path)
    going, computed = Event(), []

    def compute() -> str:
        going.wait(10)
        computed.append(1)
        if len(computed) == 1:
            raise LibraryError("The library is gone.")
        return "an answer"

    first, second = desk.soon("answer", compute), desk.soon("answer", compute)
    assert first is second
    going.set()
    with pytest.raises(LibraryError, match="gone"):
        first.result(timeout=10)
    for _ in range(100):
        if desk.soon("answer", compute) is not first:
            break
        time.sleep(0.01)
    assert desk.soon("answer", compute).result(timeout=10) == "an answer"
    assert desk.once("answer", compute) == "an answer"
    assert len(computed) == 2


def test_what_is_kept_is_there_at_once(library: Library, tmp_path: Path) -> None:
    """A page that waits for nothing shows an answer that has been computed: it isn't on its way once more."""
    desk = desk_of(library, tmp_path)
    desk.once("answer", lambda: "an answer")
    assert desk.soon("answer", lambda: "another").done()
