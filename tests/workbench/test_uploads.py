"""Files of every kind come in by the browser: text, PDF, pictures, archives; what hangs is ended with all it started."""

import re
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from litestar.testing import TestClient

from luoshi.errors import UnreadableSource
from luoshi.project import Library
from luoshi.sources import ocr
from luoshi.workbench.bounded import Worker
from tests.sources.layouts import LAYOUTS
from tests.sources.sheets import needs_font
from tests.workbench.test_pictures import photograph, tarred, zipped

Client = TestClient  # type: ignore[type-arg]
TEXT = "成都高新区传达学习全国两会精神\n3月13日，成都高新区举行党工委会议，学习传达全国两会精神。\n"
FILES: dict[str, Callable[[], bytes]] = {
    "a.txt": TEXT.encode,
    "a.html": f"<html><body><article><h1>{TEXT.replace(chr(10), '</h1><p>', 1)}</p></article></body></html>".encode,
    "a.pdf": LAYOUTS["two columns"][0],
    "a.zip": lambda: zipped("inner.pdf", LAYOUTS["two columns"][0]()),
    "a.tar.gz": lambda: tarred("inner.txt", TEXT.encode("gb18030")),
    "a.jpg": lambda: photograph(6),
}


@needs_font
@pytest.mark.parametrize("name", FILES)
def test_a_file_of_each_kind_becomes_an_article(client: Client, library: Library, name: str) -> None:
    """Sent with the form, a file of each kind is read and kept, and its article can be opened."""
    if name.endswith(".jpg") and not ocr.available():
        pytest.skip("needs the extra ocr")
    token = re.search(r'name="_csrf_token" value="([^"]+)"', client.get("/add").text)
    assert token is not None
    before = len(library)
    answer = client.post("/add", data={"_csrf_token": token[1]}, files=[("files", (name, FILES[name]()))])
    assert answer.status_code == 200
    assert len(library) == before + 1
    link = re.search(r'<td><a href="(/article/[^"#]+)', answer.text)
    assert link is not None
    assert client.get(link[1]).status_code == 200


def test_what_hangs_is_ended_with_all_it_started(tmp_path: Path) -> None:
    """Work beyond its seconds is ended together with the processes that it has started itself."""
    note = tmp_path / "note"
    with Worker(seconds=3) as worker, pytest.raises(UnreadableSource, match="more than 3 seconds"):
        worker.run(subprocess.run, ["sh", "-c", f"while :; do date +%N > {note}; sleep 0.1; done"])
    assert note.exists()
    time.sleep(0.5)
    last = note.read_text()
    time.sleep(0.5)
    assert note.read_text() == last
