"""The printed page behind an article: its picture, and a spot for each paragraph that leads to the words."""

import re
from pathlib import Path

import pytest
from litestar.testing import TestClient

from luoshi import project
from luoshi.errors import UnreadableSource
from luoshi.workbench.app import create_app
from luoshi.workbench.bounded import Worker
from tests.sources.layouts import LAYOUTS
from tests.sources.sheets import needs_font


@needs_font
def test_a_pdf_page_is_shown_with_its_spots(tmp_path: Path) -> None:
    """An article read from a PDF has a tab with the page's picture (a PNG) and a linked spot for its paragraphs."""
    path = tmp_path / "page.pdf"
    path.write_bytes(LAYOUTS["five columns"][0]())
    with project.open_library(tmp_path / "pdf.db", create=True) as library:
        list(library.add(path, processes=1))
        id = library.table("articles")["article"][0]
        with TestClient(create_app(library)) as client:
            page = client.get(f"/article/{id}?order=page").text
            spots = re.findall(r'<rect class="spot" id="u=(P\d+)" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"', page)
            paragraphs = {paragraph.id for paragraph in library.article(id).paragraphs}
            assert {spot[0] for spot in spots} <= paragraphs
            assert len(spots) >= len(paragraphs) / 2
            assert all(float(width) > 0 for *_, width in spots)
            picture = client.get(f"/article/{id}/page/1")
            assert picture.content.startswith(b"\x89PNG")
            assert client.get(f"/article/{id}/page/7").status_code == 404
            path.unlink()
            assert client.get(f"/article/{id}?order=page").status_code == 200


def test_work_that_hangs_is_ended() -> None:
    """Work beyond its seconds is ended and told so; the worker serves the next piece of work."""
    with Worker(seconds=3) as worker:
        with pytest.raises(UnreadableSource, match="more than 3 seconds"):
            worker.run(__import__("time").sleep, 60)
        assert worker.run(abs, -4) == 4
