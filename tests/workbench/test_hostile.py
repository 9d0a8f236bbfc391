"""Articles are hostile input: direction marks and enormous paragraphs."""

import re
from pathlib import Path

from litestar.testing import TestClient

import luoshi
from luoshi import project
from luoshi.workbench.app import create_app

HEAD = "合肥高新区学习全会精神\n11月1日，合肥高新区召开党工委会议，传达学习党的二十届四中全会精神。\n"


def served(folder: Path, text: str) -> tuple[TestClient, str]:  # type: ignore[type-arg]
    """A workbench over one article, and the article's id."""
    library = project.open_library(folder / "one.db", create=True)
    library.keep([luoshi.read(text, uri="one.txt", published="2025-11-02")])
    return TestClient(create_app(library)), library.table("articles")["article"][0]


def test_direction_marks_stay_inside_their_words(tmp_path: Path) -> None:
    """Marks that turn the direction of writing are set apart, so that they cannot turn the page around them."""
    client, id = served(tmp_path, HEAD + "会议强调，要建设“\u202egnp.exe”平台，打造产业高地。\n")
    with client:
        for address in (f"/article/{id}", "/search?q=平台", "/place/hefei"):
            page = client.get(address).text
            assert "\u202e" in page
            for spot in re.finditer("\u202e", page):
                opened = page.rfind("<", 0, spot.start())
                assert opened >= 0
        assert "unicode-bidi" in client.get("/static/luoshi.css").text


def test_an_enormous_paragraph_is_served(tmp_path: Path) -> None:
    """An article with a paragraph of half a million bytes has its page, its hits and its place."""
    sentence = "要加快建设产业平台，服务企业发展。"
    long = sentence * (500_000 // len(sentence.encode()))
    client, id = served(tmp_path, HEAD + long + "\n")
    with client:
        for address in (f"/article/{id}", "/search?q=产业平台", "/place/hefei", "/"):
            assert client.get(address).status_code == 200
