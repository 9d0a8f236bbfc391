"""One article in five kinds of file gives the same findings."""

import io
import re
from collections import Counter

import pytest

from luoshi.model.reading import Reading
from luoshi.model.source import Document
from luoshi.reader import engine
from luoshi.sources import ocr
from tests.sources.articles import PARAGRAPHS, SECTIONS, TEXT, TITLE
from tests.sources.contract import article
from tests.sources.pages import PAGES

pytest.importorskip("pypdfium2")
pytest.importorskip("reportlab")
docx = pytest.importorskip("docx")

from tests.sources.layouts import LAYOUTS, two_columns  # noqa: E402  (needs what is asked for above)
from tests.sources.sheets import drawn, needs_font  # noqa: E402
from tests.sources.test_image import photographed  # noqa: E402

pytestmark = needs_font


def _docx() -> bytes:
    document, headings = docx.Document(), {heading for heading, _ in SECTIONS}
    for line in PARAGRAPHS:
        document.add_paragraph(line, style="Title" if line == TITLE else "Heading 1" if line in headings else None)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


KINDS = {
    "a.html": lambda: article(PAGES["modern"]().encode(), "a.html"),
    "old.html": lambda: article(PAGES["tables"]().encode("gb18030"), "old.html"),
    "a.docx": lambda: article(_docx(), "a.docx"),
    "a.pdf": lambda: article(drawn(two_columns, shuffle=1), "a.pdf"),
    "five.pdf": lambda: article(LAYOUTS["five columns, text layer mixed"][0](), "five.pdf"),
    "a.png": lambda: article(photographed(drawn(two_columns, size=(595, 460))), "a.png"),
}


def _key(words: str | None) -> str:
    return re.sub(r"\s+", "", words or "")


def responses(reading: Reading) -> Counter[tuple[str, ...]]:
    return Counter(
        (_key(found.subject.text), found.date or "", found.kind, _key(found.body), _key(found.quote))
        for found in reading.responses
    )


def findings(reading: Reading) -> Counter[tuple[str, ...]]:
    """Every other finding by its kind and words."""

    def words(spans: tuple[tuple[int, int], ...]) -> str:
        return _key("".join(reading.text[a:b] for a, b in spans))

    found = [("unit", unit.modality, *unit.themes, words(unit.spans)) for unit in reading.units]
    found += [("person", each.name, _key(each.title)) for each in reading.people]
    found += [("organisation", each.name) for each in reading.organisations]
    found += [("industry", each.name) for each in reading.industries]
    found += [("formulation", _key(each.text), str(each.count)) for each in reading.formulations]
    found += [("quantity", _key(each.quote), str(each.value), each.kind) for each in reading.quantities]
    return Counter(found)


def agreement(one: Counter[tuple[str, ...]], other: Counter[tuple[str, ...]]) -> float:
    """F1 between two bags of findings."""
    both = sum((one & other).values())
    return 2 * both / max(sum(one.values()) + sum(other.values()), 1)


@pytest.mark.parametrize("name", KINDS)
def test_the_findings_are_the_same(name: str) -> None:
    """Same responses; F1 on the other findings at least 0.98, and 0.90 where a picture was read."""
    if name.endswith(".png") and not ocr.available():
        pytest.skip("needs the extra ocr")
    plain = engine.read(article(TEXT.encode(), "a.txt"))
    found: Document = KINDS[name]()
    reading = engine.read(found)
    assert responses(plain)
    assert responses(reading) == responses(plain)
    assert agreement(findings(reading), findings(plain)) >= (0.90 if name.endswith(".png") else 0.98)
