"""Pages over HTTP: they answer, in both languages, escape what articles hold, and lead to the words."""

import html
import re
import subprocess
import sys
from pathlib import Path

import pytest
from litestar.testing import TestClient

import luoshi
from luoshi import project
from luoshi.model.reading import Reading
from luoshi.project import Library
from luoshi.workbench.app import create_app

PAGES = ("/", "/search", "/search?q=低空经济", "/place/zhuhai", "/event/cc20-plenum4", "/compare",
         "/compare?which=zhuhai+guiyang", "/compare?which=cc20-plenum4+congress-20&columns=events&rows=industries",
         "/formulations", "/formulations?text=五大创新中心", "/targets", "/industries", "/add", "/method")  # fmt: skip

Client = TestClient  # type: ignore[type-arg]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_answers_in_both_languages(client: Client, address: str, lang: str) -> None:
    """Each page answers with a heading and says its language; no string of the interface is missing."""
    answer = client.get(address, headers={"accept-language": lang})
    assert answer.status_code == 200
    assert f'<html lang="{"zh-CN" if lang == "zh" else "en"}"' in answer.text
    assert "<h1" in answer.text


def test_a_hit_leads_to_its_words(client: Client) -> None:
    """The link of a search's first hit opens an article that has the unit it names, with the words."""
    found = client.get("/search", params={"q": "先承诺后审批"}).text
    href = re.search(r'class="words" href="(/article/[^"#]+)#u=(P\d+\.\d+)"', found)
    assert href is not None
    article = client.get(href[1]).text
    unit = re.search(rf'id="u={re.escape(href[2])}".*?</span>', article, re.DOTALL)
    assert unit is not None
    assert "先承诺后审批" in re.sub(r"<[^>]+>", "", unit[0])


def test_facets_alone_list_what_they_leave(client: Client, library: Library) -> None:
    """Without words, a place's units are listed newest first, page by page, each once, and can be taken away."""
    address, seen = "/search?zone=zhuhai&modality=undertaking", []
    kept = library.undertakings(zone="zhuhai")
    while True:
        page = client.get(address).text
        assert f">{kept.height} " in page
        hits = re.findall(r'class="words" href="/article/([^"#]+)#u=([^"]+)"', page)
        assert hits
        seen += hits
        following = re.search(r'href="([^"]+)" rel="next"', page)
        if following is None:
            break
        address = html.unescape(following[1])
    assert seen == list(zip(kept["article"], kept["unit"], strict=True))
    export = re.search(r'href="(/api/units[^"]+format=csv)"', page)
    assert export is not None
    assert len(client.get(html.unescape(export[1])).text.splitlines()) > kept.height


def test_every_number_of_an_event_opens_its_sentences(client: Client, library: Library) -> None:
    """The numbers beside an event's themes lead to lists of as many sentences."""
    page = client.get("/event/cc20-plenum4").text
    links = re.findall(r'<td class="num"><a href="(/search[^"]+)">(\d+)</a>', page)
    assert links
    for href, number in links:
        assert f">{number} " in client.get(html.unescape(href), headers={"accept-language": "en"}).text


def test_without_a_central_text_nothing_is_said_of_its_words(client: Client) -> None:
    """Where there is no central text to compare with, an event's page says so and gives no share of its words."""
    page = client.get("/event/cc20-plenum4", headers={"accept-language": "en"}).text
    shares = page.partition("Whose words")[2].partition("</table>")[0]
    assert "There is no central text to compare with yet" in shares
    rows = re.findall(
        r"<tr><td><a[^>]*>[^<]*</a></td><td class=\"num\">([^<]*)</td><td class=\"num\">([^<]*)</td>", shares
    )
    assert rows
    assert {central for central, _ in rows} == {"–"}
    assert all(shared.endswith("%") for _, shared in rows)


@pytest.mark.parametrize("bad", ["/article/nothing", "/place/nowhere", "/event/never", "/no-such-page"])
def test_what_is_not_there_is_told(client: Client, bad: str) -> None:
    """An unknown article, place, event or page is a page that says so, with status 404."""
    answer = client.get(bad)
    assert answer.status_code == 404
    assert "<h1>" in answer.text


@pytest.mark.parametrize(
    "query", ['"', "(", "-", "OR", '"; DROP TABLE articles', "<script>alert(1)</script>", "\u202e"]
)
def test_a_strange_query_is_no_fault(client: Client, query: str) -> None:
    """Unbalanced quotes, SQL and script are searched for or told to be wrong; nothing of them runs."""
    answer = client.get("/search", params={"q": query})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


def test_what_an_article_holds_is_text(tmp_path: Path) -> None:
    """Markup in an article comes out escaped, in its title, its words and its findings."""
    hostile = (
        "<script>alert(1)</script>合肥高新区学习全会精神\n11月1日，合肥高新区召开党工委会议，传达学习党的二十届四中全会精神。\n"
        "会议强调，要建设“<svg onload=alert(2)>”平台，引进“<img src=x onerror=alert(3)>科技有限公司”。\n"
    )
    with project.open_library(tmp_path / "hostile.db", create=True) as library:
        library.keep([luoshi.read(hostile, uri="<b>.txt", published="2025-11-02")])
        with TestClient(create_app(library)) as client:
            for address in (
                "/",
                "/search?q=平台",
                "/place/hefei",
                f"/article/{library.table('articles')['article'][0]}",
            ):
                text = client.get(address).text
                assert "<script>alert" not in text
                assert "<svg onload" not in text
                assert "<img src=x" not in text


def test_no_page_allows_foreign_or_inline_code(client: Client) -> None:
    """Every page forbids inline and foreign scripts, and has none."""
    for address in PAGES:
        answer = client.get(address)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert not re.search(r"<script(?![^>]*src=\"/static/)", answer.text)
        assert not re.search(r"\son\w+=|\sstyle=", re.sub(r"<title>.*?</title>", "", answer.text))


def test_an_uploaded_file_becomes_an_article(client: Client, library: Library) -> None:
    """A file sent with the form is read and kept; one without Chinese is told; without the form's token nothing is."""
    page = client.get("/add").text
    token = re.search(r'name="_csrf_token" value="([^"]+)"', page)
    assert token is not None
    before = len(library)
    article = "成都高新区传达学习全国两会精神\n3月13日，成都高新区举行党工委会议，学习传达全国两会精神。\n".encode()
    files = [("files", ("../../a.txt", article)), ("files", ("b.txt", b"English"))]
    answer = client.post("/add", data={"_csrf_token": token[1]}, files=files)
    assert answer.status_code == 200
    assert len(library) == before + 1
    assert "b.txt" in answer.text
    assert client.post("/add", files=files).status_code == 403
    assert len(library) == before + 1


def test_other_printings_are_named(client: Client, library: Library, sample_readings: list[Reading]) -> None:
    """An article that was printed twice names its other printing, and leads to it."""
    first = sample_readings[0]
    again = luoshi.read(first.text + "\n（编辑：某某）", title="另一家报纸所印", published="2026-06-01")
    library.keep([again])
    assert "另一家报纸所印" in client.get(f"/article/{first.source.id}").text
    assert f"/article/{first.source.id}" in client.get(f"/article/{again.source.id}").text


def test_a_sentence_cut_by_print_is_one_undertaking(tmp_path: Path) -> None:
    """An undertaking whose words run on in another line stands once among a place's, whole, and so does one that print has
    left whole."""
    whole, cut = "加快建设一批标志性中试平台。", ("力争到2027年建成五十家技术转移", "机构和成果转化基地。")
    head = "合肥高新区学习全会精神\n11月1日，合肥高新区召开党工委会议，传达学习党的二十届四中全会精神。\n"
    with project.open_library(tmp_path / "cut.db", create=True) as library:
        library.keep([luoshi.read(f"{head}会议要求，{whole}{cut[0]}\n{cut[1]}\n", published="2025-11-02")])
        assert library.units()["continues"].drop_nulls().len() == 1
        with TestClient(create_app(library)) as client:
            told = client.get("/place/hefei?checkable=0").text
    quotes = re.findall(r'<a class="words"[^>]*>([^<]*)</a>', told.split('id="undertakings"')[1].split("</table>")[0])
    assert [quote for quote in quotes if cut[0] in quote or cut[1] in quote] == ["".join(cut)]
    assert any(whole in quote for quote in quotes)


def test_the_first_page_needs_no_frames(tmp_path: Path, library: Library) -> None:
    """A workbench that has shown its first page has not loaded what only other pages need."""
    told = """
import sys
from litestar.testing import TestClient
from luoshi import project
from luoshi.workbench.app import create_app
with TestClient(create_app(project.open_library(sys.argv[1]))) as client:
    assert client.get("/").status_code == 200
print(*sorted({"polars", "numpy", "altair", "alembic", "luoshi.reader", "luoshi.analysis"} & set(sys.modules)))
"""
    run = subprocess.run([sys.executable, "-c", told, library.store.url], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []
