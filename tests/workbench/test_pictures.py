"""The printed page behind an article: its picture, and spots for each paragraph that lie on its words and lead to them."""

import gzip
import hashlib
import io
import re
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy
import pypdfium2  # type: ignore[import-untyped]
import pytest
from litestar.testing import TestClient
from PIL import Image

from luoshi import project
from luoshi.errors import UnreadableSource
from luoshi.sources import ocr
from luoshi.workbench.app import create_app
from luoshi.workbench.bounded import Worker
from luoshi.workbench.shelf import Shelf
from tests.sources.layouts import LAYOUTS, many_pages, two_columns
from tests.sources.sheets import drawn, needs_font

Client = TestClient  # type: ignore[type-arg]
ORIENTATION = 0x0112
UPRIGHT_FROM = {3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}
"""How a camera that was held otherwise lays an upright page into its file, by the orientation that it notes."""
needs_ocr = pytest.mark.skipif(not ocr.available(), reason="needs the extra ocr")


def photograph(orientation: int) -> bytes:
    """A page as a camera keeps it: turned in the file, with a note on how to turn it back."""
    page = pypdfium2.PdfDocument(drawn(two_columns, size=(595, 460)))[0].render(scale=150 / 72).to_pil()
    noted = Image.Exif()
    noted[ORIENTATION] = orientation
    out = io.BytesIO()
    page.transpose(UPRIGHT_FROM[orientation]).save(out, "JPEG", exif=noted, quality=90)
    return out.getvalue()


def zipped(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "no article")
        archive.writestr(name, content)
    return out.getvalue()


def tarred(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        info = tarfile.TarInfo(name)
        info.size = len(content)
        archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "PDF": ("page.pdf", LAYOUTS["five columns"][0]),
    "PDF on its side": ("page.pdf", LAYOUTS["turned and stamped"][0]),
    "PDF of several pages": ("page.pdf", many_pages),
    "PDF with three articles": ("page.pdf", LAYOUTS["three articles between rules"][0]),
    "PDF under a name with a mark": ("page#2.pdf", LAYOUTS["two columns"][0]),
    "PDF in a zip": ("papers.zip", lambda: zipped("十一月/第#3版.pdf", LAYOUTS["two columns"][0]())),
    "three articles in a zip in a tar": (
        "papers.tar.gz",
        lambda: tarred("inner.zip", zipped("page.pdf", LAYOUTS["three articles between rules"][0]())),
    ),
    "PDF in gzip": ("page.pdf.gz", lambda: gzip.compress(LAYOUTS["two columns"][0]())),
}
PHOTOGRAPHS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "photograph held to the left": ("page.jpg", lambda: photograph(8)),
    "photograph upside down in a zip": ("papers.zip", lambda: zipped("page.jpg", photograph(3))),
    "photograph held to the right": ("page.jpg", lambda: photograph(6)),
}


def spotted(client: Client, id: str) -> tuple[float, float]:
    """What share of a page's ink the spots of an article cover, and the smallest share of ink in any of its boxes."""
    page = client.get(f"/article/{id}?order=page").text
    leaves = re.findall(
        r'<svg class="leaf" viewBox="0 0 ([\d.]+) ([\d.]+)".*?<image href="([^"]+)".*?</svg>', page, re.S
    )
    drawings = re.findall(r'<svg class="leaf".*?</svg>', page, re.S)
    inked = covered = 0
    least = 1.0
    for (width, height, address), drawing in zip(leaves, drawings, strict=True):
        picture = Image.open(io.BytesIO(client.get(address).content))
        assert picture.width / picture.height == pytest.approx(float(width) / float(height), rel=0.01)
        ink = numpy.asarray(picture.convert("L")) < 128
        mask = numpy.zeros_like(ink)
        scale = picture.width / float(width)
        for box in re.findall(r'<rect x="([\d.-]+)" y="([\d.-]+)" width="([\d.]+)" height="([\d.]+)"/>', drawing):
            x, y, w, h = (float(value) * scale for value in box)
            place = (slice(round(y), round(y + h)), slice(round(x), round(x + w)))
            mask[place] = True
            least = min(least, float(ink[place].mean()))
        inked += int(ink.sum())
        covered += int((ink & mask).sum())
    return covered / inked, least


def shown(folder: Path, name: str, content: bytes) -> list[tuple[float, float]]:
    """`spotted` for every article of a file."""
    path = folder / name
    path.write_bytes(content)
    with project.open_library(folder / "pages.db", create=True) as library:
        list(library.add(path, processes=1))
        with TestClient(create_app(library)) as client:
            return [spotted(client, id) for id in library.table("articles")["article"]]


@needs_font
@pytest.mark.parametrize("kind", FILES)
def test_spots_lie_on_the_words_of_a_page(tmp_path: Path, kind: str) -> None:
    """However a PDF page lies and wherever it is packed, nearly all of its ink is under the spots of its articles, and
    every box holds ink."""
    name, make = FILES[kind]
    found = shown(tmp_path, name, make())
    assert sum(share for share, _ in found) > (0.6 if "side" in kind else 0.9)  # beside a stamp across the page
    assert min(least for _, least in found) > 0.02


@needs_font
@needs_ocr
@pytest.mark.parametrize("kind", PHOTOGRAPHS)
def test_spots_lie_on_the_words_of_a_photograph(tmp_path: Path, kind: str) -> None:
    """However the camera was held, the picture stands upright and its ink is under the spots."""
    name, make = PHOTOGRAPHS[kind]
    ((share, least),) = shown(tmp_path, name, make())
    assert share > 0.85
    assert least > 0.02


@needs_font
def test_a_page_leads_to_the_words(tmp_path: Path) -> None:
    """Each paragraph has one spot with its id, which leads to the paragraph; a page that is not there is told."""
    path = tmp_path / "page.pdf"
    path.write_bytes(LAYOUTS["five columns"][0]())
    with project.open_library(tmp_path / "pdf.db", create=True) as library:
        list(library.add(path, processes=1))
        id = library.table("articles")["article"][0]
        with TestClient(create_app(library)) as client:
            page = client.get(f"/article/{id}?order=page").text
            spots = re.findall(r'class="spot" href="\?order=repaired#u=(P\d+)" id="u=(P\d+)"', page)
            assert [link for link, _ in spots] == [own for _, own in spots]
            assert sorted(own for _, own in spots) == [paragraph.id for paragraph in library.article(id).paragraphs]
            assert client.get(f"/article/{id}/page/1").content.startswith(b"\x89PNG")
            assert client.get(f"/article/{id}/page/7").status_code == 404


@needs_font
@pytest.mark.parametrize("left", [None, b"", b"no longer a page"])
def test_a_page_whose_file_is_gone_or_another(tmp_path: Path, left: bytes | None) -> None:
    """Where the file was removed or written over, the article is shown without its page, and its picture is not found."""
    path = tmp_path / "page.pdf"
    path.write_bytes(LAYOUTS["two columns"][0]())
    with project.open_library(tmp_path / "pdf.db", create=True) as library:
        list(library.add(path, processes=1))
        id = library.table("articles")["article"][0]
        path.unlink() if left is None else path.write_bytes(left)
        with TestClient(create_app(library)) as client:
            assert client.get(f"/article/{id}?order=page").status_code == 200
            assert client.get(f"/article/{id}/page/1").status_code == 404


@needs_font
@pytest.mark.parametrize("kind", ["PDF", "PDF in a zip", "PDF under a name with a mark", "PDF in gzip"])
def test_an_uploaded_page_is_shown(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file sent with the form is kept beside the library under its digest, and its article's page is the uploaded one,
    also where a file of the same name lies where the workbench runs; without the kept file the article stays."""
    name, make = FILES[kind]
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / name).write_bytes(LAYOUTS["five columns"][0]())
    content = make()
    with project.open_library(tmp_path / "up.db", create=True) as library, TestClient(create_app(library)) as client:
        token = re.search(r'name="_csrf_token" value="([^"]+)"', client.get("/add").text)
        assert token is not None
        sent = [("files", (f"../{name}", content))]
        assert client.post("/add", data={"_csrf_token": token[1]}, files=sent).status_code == 200
        (id,) = library.table("articles")["article"]
        share, least = spotted(client, id)
        assert share > 0.9
        assert least > 0.02
        assert "upload:" not in client.get("/").text
        (kept,) = (tmp_path / "up.db.uploads").iterdir()
        assert kept.name == hashlib.sha256(content).hexdigest()
        kept.unlink()
        with TestClient(create_app(library)) as later:
            assert "order=page" not in later.get(f"/article/{id}").text
            assert later.get(f"/article/{id}/page/1").status_code == 404


@pytest.mark.parametrize("address", ["upload:../page.pdf", "upload:/page.pdf", f"upload:{'0' * 63}./page.pdf"])
def test_an_upload_s_address_is_no_path(tmp_path: Path, address: str) -> None:
    """An address that only looks like an upload's leads to no file."""
    (tmp_path / "page.pdf").write_bytes(b"%PDF")
    assert Shelf(tmp_path / "folder").find(address) is None


def test_work_that_hangs_is_ended() -> None:
    """Work beyond its seconds is ended and told so; the worker serves the next piece of work."""
    with Worker(seconds=3) as worker:
        with pytest.raises(UnreadableSource, match="more than 3 seconds"):
            worker.run(__import__("time").sleep, 60)
        assert worker.run(abs, -4) == 4
