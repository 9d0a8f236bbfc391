"""Long tables: every row on one of the pages, narrowed by what is asked, and no head or cell in a code of ours."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice

import pytest
from litestar.testing import TestClient

import luoshi
from luoshi import project
from luoshi.workbench.app import create_app

Client = TestClient  # type: ignore[type-arg]
COUNT = 230
MAIN = '<main id="main">'
PAGES = ("/formulations", "/formulations?text=“十个平台”行动", "/targets", "/industries", "/place/hefei", "/event/cc20-plenum4", "/",
         "/search?q=平台", "/compare?which=hefei+guiyang")  # fmt: skip


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A workbench over two places with many undertakings and targets."""
    kinds = "".join(
        f"要实施“{number}号平台”工程，力争{number}号平台产值达到{number + 1}亿元。" for number in range(COUNT)
    )
    many = f"合肥高新区要闻\n11月1日，合肥高新区召开党工委会议，传达学习党的二十届四中全会精神。\n会议强调，{kinds}\n"
    few = "贵阳高新区要闻\n11月2日，贵阳高新区召开党工委会议，传达学习党的二十届四中全会精神。\n会议强调，要发展集成电路产业。\n"
    with project.open_library(tmp_path_factory.mktemp("tables") / "many.db", create=True) as library:
        library.keep([luoshi.read(text, uri="a.txt", published="2025-11-03") for text in (many, few)])
        with TestClient(create_app(library)) as opened:
            yield opened


def turned(client: Client, address: str) -> Iterator[str]:
    """The pages of a table, by the link to the next."""
    while True:
        page = client.get(address).text
        yield page
        link = re.search(r'<a href="([^"]+)" rel="next"', page)
        if link is None:
            return
        address = unescape(link[1]).partition("#")[0]


@pytest.mark.parametrize(("address", "row"), [
    ("/place/hefei?checkable=0", r'class="words" href="/article/[^"]+#u=(P\d+\.\d+)"[^>]*>(?:会议强调，)?要实施'),
    ("/targets?zone=合肥高新区", r'<td class="word">([^<]*)</td><td class="word">亿元'),
])  # fmt: skip
def test_every_row_stands_on_one_page(client: Client, address: str, row: str) -> None:
    """Following the pages of a table gives each of its rows exactly once."""
    found = [
        name
        for page in islice(turned(client, address), 20)
        for name in re.findall(row, page.partition('id="undertakings"')[2] or page)
    ]
    assert len(found) == len(set(found)) == COUNT


def test_a_table_is_narrowed(client: Client) -> None:
    """Asked for one place, a table names no other; asked for what is not there, it says so and keeps its form."""
    assert "集成电路" in client.get("/industries?zone=贵阳高新区").text
    assert "集成电路" in client.get("/industries?industry=集成").text
    for address in ("/industries?industry=渔业", "/targets?zone=贵阳高新区"):
        page = client.get(address).text
        assert 'role="alert"' in page
        assert "<form" in page


def test_a_cell_of_the_first_page_opens_its_responses(client: Client) -> None:
    """A cell of the matrix leads to the place's responses to just this event."""
    href = re.search(r'<a href="(/place/hefei\?event=[^"#]+)#responses"', client.get("/").text)
    assert href is not None
    rows = client.get(href[1]).text.partition('id="responses"')[2].partition('id="chains"')[0]
    assert set(re.findall(r'<a href="/event/([^"]+)"', rows)) == {"cc20-plenum4"}


@pytest.mark.parametrize("address", PAGES)
def test_no_page_shows_a_code(client: Client, address: str) -> None:
    """Chinese pages hold no English word beside names of programs and files; codes and ids have labels."""
    page = client.get(address, headers={"accept-language": "zh"}).text.partition(MAIN)[2].partition("</main>")[0]
    shown = re.sub(r"<datalist.*?</datalist>|<input[^>]*>|<[^>]+>", " ", page, flags=re.DOTALL)
    assert set(re.findall(r"[A-Za-z_-]{3,}", shown)) <= {
        "xlsx",
        "csv",
        "jsonl",
        "luoshi",
        "reuse",
        "reference",
        "add",
        "Enter",
    }
