"""A workbench over a library of the samples, called without a network."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar.testing import TestClient

from luoshi import project
from luoshi.model.reading import Reading
from luoshi.project import Library
from luoshi.workbench.app import create_app
from luoshi.workbench.serving import Serving
from luoshi.workbench.users import Users


@pytest.fixture(scope="session")
def sample_readings() -> list[Reading]:
    """The sample articles, read once."""
    return [found for found in project.read_paths([project.samples()]) if isinstance(found, Reading)]


@pytest.fixture
def library(tmp_path: Path, sample_readings: list[Reading]) -> Iterator[Library]:
    """A library of the samples."""
    with project.open_library(tmp_path / "samples.db", create=True) as opened:
        opened.keep(sample_readings)
        yield opened


@pytest.fixture
def client(library: Library) -> Iterator[TestClient]:  # type: ignore[type-arg]
    """A browser without JavaScript on one person's own machine."""
    with TestClient(create_app(library, Serving(promptness=60))) as opened:
        yield opened


@pytest.fixture
def guarded(library: Library, tmp_path: Path) -> Iterator[TestClient]:  # type: ignore[type-arg]
    """The same for a team: a reader and an owner, a token, three tries a minute."""
    users = Users(tmp_path / "users.json")
    users.add("reader", "reader", "a long password")
    users.add("owner", "owner", "another long password")
    serving = Serving(token="open-sesame", sign_ins_a_minute=3)
    with TestClient(create_app(library, serving, users)) as opened:
        yield opened
