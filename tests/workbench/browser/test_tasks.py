"""What people come to do, within the count of clicks that the design allows, in a real browser."""

import re
from typing import Any

import polars as pl
import pytest
from playwright.sync_api import expect

Page = Any


class Clicks:
    """Clicks as a person makes them, counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    def on(self, selector: str) -> None:
        self.page.locator(selector).first.click()
        self.count += 1


def highlighted(page: Page) -> str:
    """The words that the page shows as those one came for."""
    page.wait_for_selector(".here")
    return str(page.locator(".here").first.inner_text())


def test_from_a_query_to_the_highlighted_sentence(page: Page) -> None:
    """Any place on a subject: one query and one click, and the sentence is on the screen, highlighted."""
    page.goto("/")
    page.fill('.top input[type="search"]', "低空经济")
    page.press('.top input[type="search"]', "Enter")
    clicks = Clicks(page)
    clicks.on("#hits a.words")
    assert "低空经济" in highlighted(page)
    expect(page.locator(".here").first).to_be_in_viewport()
    assert clicks.count <= 1


def test_who_took_up_an_event_first_and_the_words(page: Page) -> None:
    """Two clicks from home: the event, then the words of the first response."""
    page.goto("/")
    clicks = Clicks(page)
    clicks.on('thead a[href="/event/cc20-plenum4"]')
    expect(page.locator("tbody tr td").first).to_have_text("1")
    clicks.on("tbody tr a.words")
    assert "二十届四中全会" in highlighted(page)
    assert clicks.count <= 2


def test_checkable_undertakings_of_a_year_as_xlsx(page: Page, tmp_path: Any) -> None:
    """A place's checkable undertakings of one year are taken away as xlsx in three clicks from home."""
    page.goto("/")
    clicks = Clicks(page)
    clicks.on('th a[href="/place/zhuhai"]')
    clicks.on('.tabs a[href*="year=2025"]')
    expect(page).to_have_url(re.compile("year=2025"))
    with page.expect_download() as download:
        clicks.on('a[download][href*="undertakings"][href*="xlsx"]')
    download.value.save_as(tmp_path / "taken.xlsx")
    frame = pl.read_excel(tmp_path / "taken.xlsx")
    assert clicks.count <= 3
    assert frame.height > 0
    assert all(str(date).startswith("2025") for date in frame["date"])
    assert frame["checkable"].all()


def test_what_a_place_repeated(page: Page) -> None:
    """What a place took up again stands on its page, one click from home, with both quotations."""
    page.goto("/")
    clicks = Clicks(page)
    clicks.on('th a[href="/place/zhuhai"]')
    chain = page.locator(".chain").first
    expect(chain.locator("a.words").nth(1)).to_be_visible()
    assert clicks.count <= 2


def test_which_sentences_are_the_centres(page: Page) -> None:
    """One click in the article marks the centre's words, and says where there are none to hold it against."""
    page.goto("/search?q=二十届四中全会")
    page.locator("#hits a.words").first.click()
    clicks = Clicks(page)
    clicks.on('.tabs a[href*="centre=1"]')
    expect(page.locator(".centre-words, .centre-note").first).to_be_visible()
    assert clicks.count <= 1


def test_three_places_compared_and_a_cell_opened(page: Page) -> None:
    """Three places compared on industry and the quotations of one cell opened, within five clicks."""
    page.goto("/")
    clicks = Clicks(page)
    clicks.on('nav a[href="/compare"]')
    page.fill('input[name="which"]', "guiyang zhuhai bengbu")
    page.select_option('select[name="rows"]', "industries")
    clicks.count += 1
    clicks.on("main form button")
    clicks.on("table.matrix td a")
    expect(page.locator("#quotations a.words").first).to_be_visible()
    assert clicks.count <= 5


def test_three_places_compared_by_clicks_alone(page: Page) -> None:
    """A comparison grows place by place, without a key, and a place is left out again."""
    page.goto("/compare")
    for name in ("贵阳高新区", "珠海高新区", "成都高新区"):
        page.locator(".more a", has_text=name).click()
    expect(page.locator("table.matrix thead th")).to_have_count(4)
    page.locator("table.matrix thead .without").first.click()
    expect(page.locator("table.matrix thead th")).to_have_count(3)


def test_files_added_and_the_first_finding_read(page: Page) -> None:
    """Ten files are added and the first finding is on the screen after three clicks."""
    files = [
        {
            "name": f"{number}.txt",
            "mimeType": "text/plain",
            "buffer": f"青岛高新区要闻\n11月{number}日，青岛高新区召开党工委会议，传达学习党的二十届四中全会精神。\n"
            f"会议强调，要加快建设{number}个中试平台。\n".encode(),
        }
        for number in range(1, 11)
    ]
    page.goto("/")
    clicks = Clicks(page)
    clicks.on('nav a[href="/add"]')
    page.set_input_files('input[type="file"]', files)
    clicks.on("#drop button")
    expect(page.locator("main table tbody tr")).to_have_count(10)
    clicks.on("main table tbody a")
    assert "中试平台" in highlighted(page)
    assert clicks.count <= 3


def test_a_quotation_with_its_citation_is_one_key(page: Page) -> None:
    """On a chosen hit, c puts the words, the article and its address on the clipboard."""
    page.goto("/search?q=先承诺后审批")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("c")
    page.wait_for_function("document.getElementById('status').textContent !== ''")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "先承诺后审批" in copied
    assert re.search(r"/article/sha256:[0-9a-f]+#u=P\d+\.\d+", copied)


def test_keyboard_alone_goes_from_search_to_sentence(page: Page) -> None:
    """/ opens the search, Enter asks, arrows choose, Enter opens; j moves to the next unit."""
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("营商环境")
    page.keyboard.press("Enter")
    page.wait_for_selector("#hits li")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    first = highlighted(page)
    assert "营商环境" in first
    page.keyboard.press("j")
    expect(page.locator(".here").first).not_to_have_text(first)


def test_a_permanent_link_into_an_enormous_article(page: Page) -> None:
    """A link to a unit of a later part opens that part with the unit highlighted, from outside and on the page itself."""
    sentences = "".join(f"要加快建设{number}号中试平台。" for number in range(2500))
    text = f"合肥高新区要闻\n11月1日，合肥高新区召开党工委会议，传达学习党的二十届四中全会精神。\n{sentences}\n"
    page.goto("/add")
    page.set_input_files('input[type="file"]', {"name": "long.txt", "mimeType": "text/plain", "buffer": text.encode()})
    page.click("#drop button")
    address = page.locator("main table tbody a").first.get_attribute("href").partition("#")[0]
    for unit, number in (("P003.2400", 2399), ("P003.3", 2), ("P003.1200", 1199)):
        page.goto("/")
        page.goto(f"{address}#u={unit}")
        assert f"{number}号中试平台" in highlighted(page)
    page.evaluate("location.hash = '#u=P003.2300'")
    page.wait_for_url("**unit=P003.2300**")
    assert "2299号中试平台" in highlighted(page)


@pytest.mark.parametrize("scripts", [True, False])
def test_what_takes_long_comes_by_itself(chromium, hasty: str, scripts: bool) -> None:  # type: ignore[no-untyped-def]
    """The chains that a place's page did not wait for appear on it, with and without JavaScript."""
    context = chromium.new_context(base_url=hasty, java_script_enabled=scripts)
    page = context.new_page()
    page.goto("/place/zhuhai")
    page.locator(".chain a.words").first.wait_for()
    context.close()
