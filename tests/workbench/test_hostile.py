"""Articles are hostile input: direction marks and enormous paragraphs."""

import re
from pathlib import Path

from litestar.testing import TestClient

import luoshi
from luoshi import project
from luoshi.workbench.app import create_app

LARGE, BEARABLE = 10_000_000, 1_000_000
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
    """An article with a paragraph of ten million bytes has its page, its hits and its place, each of a bearable size."""
    sentence = (
        "要加快建设产业平台，完善公共服务，优化营商环境，引导企业加大研发投入，支持龙头企业牵头组建创新联合体，"
        "让更多成果在园区转化，让更多人才在园区扎根，让更多企业在园区成长壮大，推动创新链和产业链深度融合。"
    )
    long = sentence * (LARGE // len(sentence.encode()) + 1)
    client, id = served(tmp_path, HEAD + long + "\n")
    with client:
        for address in (f"/article/{id}", f"/article/{id}?part=9", "/search?q=产业平台", "/place/hefei", "/"):
            answer = client.get(address)
            assert answer.status_code == 200
            assert len(answer.content) < BEARABLE
