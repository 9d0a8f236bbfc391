"""Pages as they look: in both languages, light and dark, narrow and wide, and for people who do not see them."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.workbench.browser.conftest import PICTURES

Page = Any
PAGES = {
    "home": "/",
    "search": "/search?q=高质量发展",
    "place": "/place/zhuhai",
    "event": "/event/cc20-plenum4",
    "compare": "/compare?which=zhuhai+guiyang+chengdu&columns=zones&rows=themes",
    "formulations": "/formulations",
    "formulation": "/formulations?text=五大创新中心",
    "targets": "/targets",
    "industries": "/industries",
    "add": "/add",
    "method": "/method",
}


def addresses(page: Page) -> dict[str, str]:
    """The pages, with one article among them."""
    page.goto("/search?q=五大创新中心")
    article = page.locator("#hits a.words").first.get_attribute("href")
    return {**PAGES, "article": article, "printed": article.replace("#", "?order=printed#")}


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_page_is_wider_than_its_window(page: Page, width: int, lang: str) -> None:
    """At 360 and 1440 pixels every page fits its window sideways; a picture of each is kept."""
    found = addresses(page)
    page.set_viewport_size({"width": width, "height": 900})
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, address in found.items():
        joint = "&" if "?" in address else "?"
        head, _, anchor = address.partition("#")
        page.goto(f"{head}{joint if '?' in head else '?'}lang={lang}{'#' + anchor if anchor else ''}")
        page.screenshot(path=PICTURES / f"{name}-{lang}-{width}.png", full_page=width == 360)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{name} is {wide} pixels wide"


@pytest.mark.parametrize("look", ["light", "dark"])
def test_pages_meet_the_accessibility_rules(page: Page, look: str) -> None:
    """No page breaks a WCAG 2 A or AA rule of axe-core (contrast, labels, order, names), in light and in dark."""
    axe = Path(__import__("axe_playwright_python").__file__).parent / "axe.min.js"
    found = addresses(page)
    broken: dict[str, list[str]] = {}
    for name, address in found.items():
        head, _, anchor = address.partition("#")
        page.goto(f"{head}{'&' if '?' in head else '?'}look={look}{'#' + anchor if anchor else ''}")
        page.evaluate(axe.read_text(encoding="utf-8"))
        told = page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice']})")
        faults = [f"{v['id']}: {v['nodes'][0]['html'][:90]}" for v in told["violations"]]
        if faults:
            broken[name] = faults
    assert broken == {}


def test_pages_work_without_javascript(chromium: Any, served: str) -> None:
    """Without JavaScript the search finds, the hit opens its article, and the unit is the target of the link."""
    context = chromium.new_context(java_script_enabled=False, base_url=served, locale="zh-CN")
    page = context.new_page()
    page.goto("/")
    page.fill('.top input[type="search"]', "低空经济")
    page.locator(".top button").first.click()
    page.locator("#hits a.words").first.click()
    expect(page.locator(".unit:target")).to_have_count(1)
    context.close()
