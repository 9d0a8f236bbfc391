"""An enormous article in parts: nothing lost, nothing twice, and every permanent link has a part that holds its place."""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from litestar.testing import TestClient

import luoshi
from luoshi import project
from luoshi.model.reading import Reading
from luoshi.workbench.app import create_app
from luoshi.workbench.article_parts import CHARACTERS, UNITS, parts

HEAD = "合肥高新区学习全会精神\n11月1日，合肥高新区召开党工委会议，传达学习党的二十届四中全会精神。\n"
SENTENCES = "".join(f"要加快建设{number}号中试平台，引育集成电路企业。" for number in range(2 * UNITS))
ENDLESS = "会议强调，要发展集成电路产业" + "、低空经济" * CHARACTERS + "。"
TEXT = f"{HEAD}{SENTENCES}\n图为会场。\n{ENDLESS}\n"


class Opened(NamedTuple):
    """A workbench over one enormous article."""

    client: TestClient  # type: ignore[type-arg]
    reading: Reading
    address: str

    def part(self, **asked: object) -> str:
        answer = self.client.get(self.address, params={name: str(value) for name, value in asked.items()})
        assert answer.status_code == 200
        return answer.text

    def count(self, order: str = "repaired") -> int:
        found = re.search(r'data-parts="(\d+)"', self.part(order=order))
        assert found is not None
        return int(found[1])


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    reading = luoshi.read(TEXT, uri="one.txt", published="2025-11-02")
    with project.open_library(tmp_path_factory.mktemp("parts") / "one.db", create=True) as library:
        library.keep([reading])
        with TestClient(create_app(library)) as client:
            yield Opened(client, reading, f"/article/{reading.source.id}")


def words(page: str) -> str:
    """The article's own text on a page, without marks and numbers of paragraphs."""
    article = page.partition('<article class="text"')[2].partition(">")[2].partition("</article>")[0]
    article = re.sub(r"<nav.*?</nav>", "", article, flags=re.DOTALL)
    article = re.sub(
        r'<a class="(?:mark|pid|seam)".*?</a>|<span class="moved">.*?</span>', "", article, flags=re.DOTALL
    )
    return "".join(html.unescape(re.sub(r"<[^>]+>", "", article)).split())


@pytest.mark.parametrize("order", ["printed", "repaired"])
def test_the_parts_together_are_the_text(opened: Opened, order: str) -> None:
    """Put together, the parts hold every character of the article once, and none is larger than a part may be."""
    shown = [words(opened.part(order=order, part=number)) for number in range(1, opened.count(order) + 1)]
    whole, printed = "".join(shown), "".join(opened.reading.text.split())
    assert sorted(whole) == sorted(printed)
    assert whole == printed or order == "repaired"  # where the caption stands before the text
    assert max(map(len, shown)) <= CHARACTERS


def test_every_unit_has_a_part_that_opens_at_it(opened: Opened) -> None:
    """Asked for by its id, by a character in it, or by its paragraph, a unit stands on the page."""
    for unit in opened.reading.units[:: len(opened.reading.units) // 12]:
        spot = f'id="u={unit.id}"'
        assert spot in opened.part(unit=unit.id)
        assert spot in opened.part(at=unit.spans[0][0], order="printed")
    for paragraph in opened.reading.paragraphs:
        assert f'id="u={paragraph.id}"' in opened.part(unit=paragraph.id)


def test_findings_of_a_part_are_in_its_margin(opened: Opened) -> None:
    """Every finding that a part underlines has its record beside it."""
    for number in range(1, opened.count() + 1):
        page = opened.part(part=number)
        underlined = set(re.findall(r'class="f k-\w+" href="#(f\d+)"', page))
        assert underlined <= set(re.findall(r'<li id="(f\d+)"', page))


def test_an_ordinary_article_is_one_part(sample_readings: list[Reading]) -> None:
    """No sample is cut, and none is told to be in parts."""
    assert {len(parts(reading, printed=printed)) for reading in sample_readings for printed in (True, False)} == {1}


@pytest.mark.parametrize("asked", [{"part": 0}, {"part": 10**9}, {"part": -3}, {"unit": "P999.9"}, {"at": -1}])
def test_a_part_that_is_not_there(opened: Opened, asked: dict[str, object]) -> None:
    """A number beyond the parts opens the first or the last, a place that is not there the first."""
    assert '<article class="text"' in opened.part(**asked)
