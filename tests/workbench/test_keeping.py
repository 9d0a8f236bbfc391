"""Answers that are kept: the same until the library changes, and after a change never an old one without a word."""

import time

import pytest
from litestar.testing import TestClient

import luoshi
from luoshi.project import Library
from luoshi.workbench.app import create_app
from luoshi.workbench.serving import Serving

PLACE = "/place/zhuhai"
NEWS = "珠海高新区要闻\n11月20日，珠海高新区召开党工委会议，传达学习党的二十届四中全会精神。\n会议强调，要建设海洋牧场试验平台。\n"


def changed(library: Library) -> None:
    library.keep([luoshi.read(NEWS, uri="news.txt", published="2025-11-21")])


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
        before = client.get(f"{PLACE}?year=2025&checkable=0")
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
