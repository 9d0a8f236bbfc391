"""PDF: paragraphs in reading order whatever the order of the text layer, each with its page and box."""

import io
import random
from collections.abc import Callable

import pytest

from luoshi.model.failure import Failure
from luoshi.sources import apart
from luoshi.sources.contract import Options
from luoshi.sources.limits import Limits
from tests.sources.articles import OTHER, PARAGRAPHS, TITLE
from tests.sources.contract import article, articles, everything, refused

pypdfium2 = pytest.importorskip("pypdfium2")
pytest.importorskip("reportlab")

from tests.sources.layouts import LAYOUTS, many_pages, two_columns  # noqa: E402  (needs what is asked for above)
from tests.sources.sheets import Sheet, drawn, needs_font  # noqa: E402

pytestmark = needs_font


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts(layout: str) -> None:
    """Each layout gives its articles, paragraph by paragraph."""
    make, expected = LAYOUTS[layout]
    found = articles(make(), "page.pdf")
    assert [each.text.split("\n") for each in found] == expected


def test_paragraphs_know_their_page_and_box() -> None:
    """The words that pdfium finds inside a paragraph's boxes are the paragraph's."""
    content = LAYOUTS["five columns"][0]()
    found = article(content, "page.pdf")
    page = pypdfium2.PdfDocument(content)[0]
    text, height = page.get_textpage(), page.get_height()
    for place in found.places:
        box = place.box
        inside = text.get_text_bounded(box.left - 1, height - box.bottom - 1, box.right + 1, height - box.top + 1)
        words = "".join(inside.split())
        expected = "".join(found.text[slice(*place.span)].split())
        assert place.page == 1
        assert expected in words or set(expected) <= set(words)


def test_the_head_of_the_page_states_the_provenance() -> None:
    """Publisher, date and page come from the line over the page, which is no part of the text."""
    source = article(drawn(two_columns), "page.pdf").source
    assert (source.title, source.publisher, source.published, source.page) == (TITLE, "示例科技报", "2025-11-04", "A9")


def test_an_article_goes_on_over_pages() -> None:
    """Running heads and page numbers are left out, and a paragraph that a page cut is one."""
    found = article(many_pages(), "document.pdf")
    assert found.text.split("\n") == list(PARAGRAPHS)
    assert {place.page for place in found.places} == {1, 2, 3}


def test_words_printed_twice_on_one_spot_count_once() -> None:
    """Bold that is made by printing twice with a small shift is read once."""

    def bold(sheet: Sheet) -> None:
        for shift in (0, 0.3):
            sheet.put(60 + shift, 60, 24, OTHER[0])
        for number, line in enumerate(OTHER[1:]):
            sheet.put(60, 120 + 20 * number, 10, line)

    assert article(drawn(bold), "a.pdf").text.split("\n")[0] == OTHER[0]


def _encrypted() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption  # noqa: PLC0415
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("secret", "owner"))
    canvas.drawString(10, 10, "x")
    canvas.save()
    return out.getvalue()


def _no_pages() -> bytes:
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate((b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"), 1):
        places.append(b"%010d 00000 n \n" % len(out))
        out += b"%d 0 obj%bendobj\n" % (number, body)
    table = b"xref\n0 3\n0000000000 65535 f \n" + b"".join(places)
    return out + table + b"trailer<</Root 1 0 R/Size 3>>\nstartxref\n%d\n%%%%EOF" % len(out)


BROKEN: dict[str, tuple[Callable[[], bytes], str]] = {
    "encrypted": (_encrypted, "encrypted"),
    "cut off": (lambda: drawn(two_columns)[:900], "damaged"),
    "no pages": (_no_pages, "no pages"),
    "noise": (lambda: b"%PDF-1.7\n" + random.Random(1).randbytes(50_000), "damaged"),
}


@pytest.mark.parametrize("trouble", BROKEN)
def test_broken_files_say_so(trouble: str) -> None:
    """Encrypted, cut, empty and damaged files are failures with their reason."""
    make, words = BROKEN[trouble]
    found = refused(make(), "a.pdf")
    assert words in found.what
    assert found.hint


def test_bounds_hold() -> None:
    """A document of too many pages ends with its reason, and the next file is read."""
    content = many_pages()
    assert "too many pages" in refused(content, "a.pdf", Options(limits=Limits(pages=2))).what
    assert article(content, "a.pdf").text


def test_a_parser_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """A format that never comes back is ended at the limit of seconds, and its file is a failure."""
    monkeypatch.setattr("luoshi.sources.catalogue.find", lambda given: "tests.sources.hanging:HANGING")
    found = everything(b"anything", "a.pdf", Options(limits=Limits(seconds=1)))
    assert isinstance(found[0], Failure)
    assert "limit of 1 second" in found[0].what


def test_a_parser_that_wants_all_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A format that asks for more memory than the limit is a failure that names it."""
    monkeypatch.setattr("luoshi.sources.catalogue.find", lambda given: "tests.sources.hanging:HUNGRY")
    found = refused(b"anything", "a.pdf", Options(limits=Limits(memory=500)))
    assert "limit of 500 megabytes" in found.what
    assert "memory=" in found.hint


def test_a_parser_that_breaks_down_costs_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """A format whose process dies is a failure, and no broken process is kept."""
    monkeypatch.setattr("luoshi.sources.catalogue.find", lambda given: "tests.sources.hanging:DYING")
    assert "broke down" in refused(b"anything", "a.pdf").what
    assert all(child.alive() for child in apart._idle)


def test_a_parser_stays_offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the process of the parsers no Python code reaches the network."""
    monkeypatch.setattr("luoshi.sources.catalogue.find", lambda given: "tests.sources.hanging:CALLING")
    assert "offline" in refused(b"anything", "a.pdf").what
