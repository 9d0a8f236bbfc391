"""Sample round-ups printed as five-column newspaper pages come back with every paragraph in its place."""

import re

import pytest

from luoshi.model.reading import Reading
from luoshi.project import samples
from luoshi.reader import engine
from tests.sources.contract import article

pytest.importorskip("pypdfium2")
pytest.importorskip("reportlab")

from tests.sources.sheets import Frame, Sheet, columns, drawn, needs_font

pytestmark = needs_font
ROUND_UPS = sorted(path for path in samples().iterdir() if "round-up" in path.name)
HEAD = ("kicker", "title", "subtitle", "byline")
SIZES = {"kicker": 16.0, "title": 34.0, "subtitle": 18.0, "byline": 10.5}


def _lines(reading: Reading) -> list[tuple[str, str]]:
    """The paragraphs in file order, with their roles; marks of Markdown are not printed."""
    return [(each.role, re.sub(r"^#+\s*", "", reading.text[slice(*each.spans[0])])) for each in reading.paragraphs]


def page(reading: Reading, shuffle: int) -> bytes:
    """The article as a newspaper prints it: head over five columns, headings and paragraphs flowing through them."""
    lines = _lines(reading)
    head = [line for line in lines[:4] if line[0] in HEAD]
    body = [line for line in lines if line not in head]

    def draw(sheet: Sheet) -> None:
        y = 60.0
        for role, text in head:
            sheet.centred(y, SIZES[role], text)
            y += 1.6 * SIZES[role]
        flowing = [(text, role in ("heading", "subheading")) for role, text in body]
        columns(sheet, flowing, Frame(60, y + 20, 980, y + 20 + _height(flowing), 5, gutter=22, size=10.5))

    return drawn(draw, size=(1100, 1550), shuffle=shuffle)


def _height(flowing: list[tuple[str, bool]]) -> float:
    lines = sum(1 + len(text) * (13 if heading else 10.5) / 175 for text, heading in flowing)
    return 60 + lines * 17.5 / 5


def places(reading: Reading) -> dict[str, tuple[str | None, int | None, bool]]:
    """Each paragraph's words -> its section's subject, its order there, whether it joins the one before."""
    subjects = {section.id: section.subject.text for section in reading.sections}
    return {
        re.sub(r"\s+|^#+", "", reading.text[slice(*each.spans[0])]): (
            subjects.get(each.section or ""),
            each.order,
            each.joins,
        )
        for each in reading.paragraphs
    }


@pytest.mark.parametrize("path", ROUND_UPS, ids=lambda path: path.stem)
def test_a_printed_round_up_comes_back(path) -> None:  # type: ignore[no-untyped-def]
    """Section, order and joins of at least 0.95 of the paragraphs are those of the text."""
    plain = engine.read(article(path))
    printed = engine.read(article(page(plain, shuffle=1), "page.pdf"))
    expected, found = places(plain), places(printed)
    right = sum(found.get(words) == place for words, place in expected.items())
    assert right / len(expected) >= 0.95, sorted(set(expected.items()) ^ set(found.items()), key=str)
