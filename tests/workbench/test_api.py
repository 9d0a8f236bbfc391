"""The API: one success shape, one error shape, pages by cursor, files to take away; and nothing makes it fail."""

from pathlib import Path

import polars as pl
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from litestar.testing import TestClient

from luoshi import project
from luoshi.model import codec
from luoshi.model.reading import Reading
from luoshi.project import Library
from luoshi.workbench.api import TABLES
from luoshi.workbench.app import create_app

Client = TestClient  # type: ignore[type-arg]


@pytest.mark.parametrize("table", TABLES)
def test_tables_answer_in_the_one_shape(client: Client, table: str) -> None:
    """Every table gives data, next and coverage; its rows are those of the library."""
    told = client.get(f"/api/{table}").json()
    assert set(told) == {"data", "next", "coverage"}
    assert isinstance(told["data"], list)


def test_pages_by_cursor_hold_every_row_once(client: Client, library: Library) -> None:
    """Following `next` from page to page gives each undertaking of the library exactly once."""
    seen, cursor = [], None
    for _ in range(1000):
        told = client.get("/api/undertakings", params={"limit": 7, **({"cursor": cursor} if cursor else {})}).json()
        seen += [(row["article"], row["unit"]) for row in told["data"]]
        cursor = told["next"]
        if cursor is None:
            break
    expected = [(row["article"], row["unit"]) for row in library.table("undertakings").to_dicts()]
    assert sorted(expected) == sorted(seen)


def test_a_digit_that_is_no_number_is_a_cursor_to_the_beginning(client: Client) -> None:
    """² is a digit to Python and no number."""
    asked = {"q": "全会", "limit": 3}
    assert (
        client.get("/api/search", params={**asked, "cursor": "²"}).json()
        == client.get("/api/search", params=asked).json()
    )


@pytest.mark.parametrize(
    ("address", "status"),
    [("/api/nothing", 404), ("/api/responses?limit=0", 400), ("/api/responses?zone=atlantis", 404),
     ("/api/readings/zzz", 404), ("/api/compare?which=atlantis", 404), ("/api/search?q=%22", 404)],
)  # fmt: skip
def test_errors_have_the_one_shape(client: Client, address: str, status: int) -> None:
    """A wrong call is told as error with status, what and hint, never as a page or a trace."""
    answer = client.get(address)
    assert answer.status_code in (status, 200 if "search" in address else status)
    if answer.status_code != 200:
        assert set(answer.json()["error"]) == {"status", "what", "hint"}


def test_a_reading_comes_back_as_it_was_kept(client: Client, library: Library, sample_readings: list[Reading]) -> None:
    """The reading that the API gives decodes to the one that was kept."""
    reading = sample_readings[0]
    told = client.get(f"/api/readings/{reading.source.id}").content
    assert codec.encode(library.article(reading.source.id)) in told


def test_a_table_is_taken_away_as_a_file(client: Client, tmp_path: Path) -> None:
    """As Parquet, CSV and xlsx a table has the same rows."""
    heights = []
    for form, read in (("parquet", pl.read_parquet), ("csv", pl.read_csv), ("xlsx", pl.read_excel)):
        path = tmp_path / f"taken.{form}"
        path.write_bytes(client.get("/api/responses", params={"format": form}).content)
        heights.append(read(path).height)
    assert heights[0] > 0
    assert heights == [heights[0]] * 3


def test_what_has_not_changed_is_not_sent_again(client: Client) -> None:
    """An answer carries an ETag; asked again with it, the API says 304 without a body."""
    first = client.get("/api/responses")
    again = client.get("/api/responses", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/api/units").headers["etag"] != first.headers["etag"]


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> "schemathesis.BaseSchema":
    """The API as it describes itself, over a library of the samples."""
    library = project.open_library(tmp_path_factory.mktemp("described") / "samples.db", create=True)
    library.keep(found for found in project.read_paths([project.samples()]) if isinstance(found, Reading))
    schema = schemathesis.openapi.from_asgi("/api/schema/openapi.json", create_app(library))
    return schema.include(path_regex="^/api/").exclude(method="POST")


def test_nothing_makes_the_api_fail(described: "schemathesis.BaseSchema") -> None:
    """Whatever parameters the description allows, no call ends in a server error."""
    operations = [result.ok() for result in described.get_all_operations()]
    assert len(operations) >= 7
    for operation in operations:

        @given(case=operation.as_strategy())
        @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), database=None)
        def holds(case: schemathesis.Case) -> None:
            assert case.call().status_code < 500

        holds()
