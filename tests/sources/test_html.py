"""HTML: the article of a page and nothing else, with its provenance and its bytes."""

import html
import re
from html.parser import HTMLParser

import pytest

from luoshi.sources.contract import Options
from luoshi.sources.limits import Limits
from tests.shared import CORPUS, needs_shared
from tests.sources.articles import OTHER, PARAGRAPHS, TITLE
from tests.sources.contract import article, everything, refused
from tests.sources.pages import PAGES


@pytest.mark.parametrize("layout", PAGES)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_only_the_article_comes_back(layout: str, encoding: str) -> None:
    """Menus, links, adverts, injected spam, editors and comments are left out; every paragraph is kept as printed."""
    found = article(PAGES[layout]().encode(encoding), "page.html")
    assert found.text.split("\n") == list(PARAGRAPHS)


@pytest.mark.parametrize("layout", PAGES)
def test_the_page_states_its_provenance(layout: str) -> None:
    """Title, publisher, date and authors come from meta tags or from the line under the title."""
    source = article(PAGES[layout]().encode(), "page.html").source
    assert (source.title, source.publisher, source.published) == (TITLE, "示例科技报", "2025-11-04")
    assert source.authors == ("张三", "李四")
    assert source.page == ("第A9版" if layout == "epaper" else None)


@pytest.mark.parametrize("layout", PAGES)
def test_paragraphs_lead_back_to_their_bytes(layout: str) -> None:
    """The byte range of a paragraph, without its tags, is the paragraph."""
    content = PAGES[layout]().encode("gb18030")
    found = article(content, "page.html")
    for place in found.places:
        words = html.unescape(re.sub("<[^>]*>", "", content[slice(*place.bytes)].decode("gb18030")))
        assert re.sub(r"\s+", "", found.text[slice(*place.span)]) in re.sub(r"\s+", "", words)


def test_the_kind_is_found_by_content() -> None:
    """A page under the name of a text or of nothing is still a page."""
    for name in ("article.txt", "article", "article.pdf"):
        assert article(PAGES["modern"]().encode(), name).source.media_type == "text/html"


def test_cells_of_a_row_stand_on_one_line() -> None:
    """A small table inside an article gives a line for each row."""
    table = "<table><tr><th>园区</th><th>企业数</th></tr><tr><td>合肥</td><td>120家</td></tr></table>"
    page = f"<html><body><div><h1>{OTHER[0]}</h1><p>{OTHER[1]}</p>{table}<p>{OTHER[2]}</p></div></body></html>"
    assert article(page.encode()).text.split("\n") == [*OTHER[:2], "园区\t企业数", "合肥\t120家", OTHER[2]]


def test_a_page_without_an_article_says_so() -> None:
    """A menu, and a table of contents without a sentence, are no article."""
    page = "<html><body><ul>" + "<li><a href=x>通知公告栏目，欢迎查阅</a></li>" * 30 + "</ul></body></html>"
    assert "no article" in refused(page.encode()).what


def test_a_million_nested_tags_are_refused_in_time() -> None:
    """Tags nested beyond the limit are a failure that names the limit."""
    found = refused(b"<html><body>" + b"<div>" * 1_000_000 + "正文在很深的地方。".encode())
    assert "nested too deep" in found.what
    assert "depth=" in found.hint


@pytest.mark.parametrize(
    "piece", [b"<!--", b"<script>", b"<a href='", b"<", b"<p ", b"<![CDATA[", b'<a title="', b"&#"]
)
def test_hostile_markup_takes_linear_time(piece: bytes) -> None:
    """Half a megabyte of openings that never close is answered like any page."""
    everything(b"<html><body><p>" + "会议强调，要把事情办好。".encode() + piece * (500_000 // len(piece)), "a.html")


def test_a_page_beyond_the_limit_is_refused() -> None:
    """A page of more bytes than the limit is not opened."""
    found = refused(PAGES["modern"]().encode(), "a.html", Options(limits=Limits(text_bytes=500)))
    assert "limit of 500" in found.what
    assert "text_bytes=" in found.hint


class _Block(HTMLParser):
    """The paragraphs of a broadcaster's content block."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = 0
        self.paragraphs: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "div" and (self.inside or ("id", "content_area") in attrs):
            self.inside += 1
        if tag == "p" and self.inside:
            self.paragraphs.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self.inside:
            self.inside -= 1

    def handle_data(self, data: str) -> None:
        if self.inside and self.paragraphs:
            self.paragraphs[-1] += data


@needs_shared
def test_the_pages_of_the_corpus() -> None:
    """Against the content blocks of the corpus's pages, precision and recall by paragraph are at least 0.97."""
    hit = given = wanted = 0
    for path in sorted((CORPUS / "pages").glob("*.shtml")):
        block = _Block()
        block.feed(path.read_text(encoding="utf-8"))
        want = [words for words in (re.sub(r"\s+", "", line) for line in block.paragraphs) if words]
        (found,) = everything(path)
        lines = found.text.split("\n") if want else []
        # The title stands over the content block, on the article's first line.
        got = [
            re.sub(r"\s+", "", line) for line in lines if line != found.source.title or re.sub(r"\s+", "", line) in want
        ]
        hit, given, wanted = hit + sum(line in want for line in got), given + len(got), wanted + len(want)
    assert hit / given >= 0.97
    assert hit / wanted >= 0.97


@needs_shared
def test_the_items_of_the_corpus() -> None:
    """The nine pages whose main text is given beside the corpus give it back, character for character."""
    listed = re.findall(r"(\d{3}) (VIDE\w+)", (CORPUS / "items" / "README.md").read_text(encoding="utf-8"))
    for item, page in listed:
        want = (CORPUS / "items" / f"{item}.txt").read_text(encoding="utf-8").strip("\n")
        assert article(CORPUS / "pages" / f"{page}.shtml").text == want
