"""Answers that are kept: the same until the library changes, and after a change never an old one without a word."""

import time
from typing import Any

import pytest
from litestar.testing import TestClient

import luoshi
from luoshi.project import Library
from luoshi.workbench.app import create_app
from luoshi.workbench.serving import Serving

PLACE = "/place/zhuhai"
Client = TestClient  # type: ignore[type-arg]
NEWS = "珠海高新区要闻\n11月20日，珠海高新区召开党工委会议，传达学习党的二十届四中全会精神。\n会议强调，要建设海洋牧场试验平台。\n"


def changed(library: Library) -> None:
    library.keep([luoshi.read(NEWS, uri="news.txt", published="2025-11-21")])


def finished(client: Client, address: str) -> Any:
    """The answer of a page with all that it waits for."""
    for _ in range(200):
        answer = client.get(address)
        if "data-coming" not in answer.text:
            return answer
        time.sleep(0.05)
    raise AssertionError(f"{address} was never finished")


def test_what_takes_long_follows_the_page(library: Library) -> None:
    """With no time to wait a place's page comes without its chains, says so, asks for itself again without JavaScript and is
    kept by nobody; soon it comes whole."""
    with TestClient(create_app(library, Serving(promptness=0))) as client:
        first = client.get(PLACE)
        assert 'id="undertakings"' in first.text
        if "data-coming" in first.text:
            assert '<noscript><meta http-equiv="refresh"' in first.text
            assert first.headers["cache-control"] == "no-store"
            assert 'class="chain"' not in first.text
        whole = finished(client, PLACE)
        assert 'class="chain"' in whole.text
        assert "http-equiv" not in whole.text
        assert whole.headers["cache-control"] == "no-cache"


def test_a_change_is_on_the_next_page(library: Library) -> None:
    """A page that is drawn in time tells what was added, whoever looked at it before."""
    with TestClient(create_app(library, Serving(patience=60))) as client:
        assert "海洋牧场" not in client.get(PLACE).text
        changed(library)
        assert "海洋牧场" in client.get(PLACE).text


@pytest.mark.parametrize(("lang", "note"), [("zh", "文库刚有变动"), ("en", "has just changed")])
def test_where_drawing_takes_long_the_page_of_before_says_so(library: Library, lang: str, note: str) -> None:
    """With no patience at all the first reader after a change sees the page of before with a note and a link, and soon
    the new page without; the API never tells what was before."""
    with TestClient(create_app(library, Serving(patience=0))) as client:
        client.headers["accept-language"] = lang
        before = finished(client, f"{PLACE}?year=2025&checkable=0")
        rows = len(client.get("/api/articles").json()["data"])
        changed(library)
        shown = client.get(f"{PLACE}?year=2025&checkable=0")
        assert note not in before.text
        assert note in shown.text
        assert f'href="{PLACE}?year=2025&amp;checkable=0"' in shown.text
        assert shown.headers["cache-control"] == "no-store"
        assert len(client.get("/api/articles").json()["data"]) == rows + 1
        for _ in range(200):
            again = client.get(f"{PLACE}?year=2025&checkable=0").text
            if note not in again:
                break
            time.sleep(0.05)
        assert "海洋牧场" in again
        assert note not in again


def test_a_page_not_seen_before_is_never_an_old_one(library: Library) -> None:
    """Where nothing of before is kept, the reader waits for the page."""
    with TestClient(create_app(library, Serving(patience=0))) as client:
        changed(library)
        assert "海洋牧场" in client.get(PLACE).text
