"""Markdown: one article with its marks taken off, and transcripts of many items."""

from tests.shared import CORPUS, needs_shared
from tests.sources.articles import OTHER, PARAGRAPHS, SECTIONS, TITLE
from tests.sources.contract import article, articles, everything

ITEM = "### {title}\n\n<p><strong>示例网消息</strong>（晚间新闻）：{first}</p><p>{second}&nbsp;</p>\n\n[查看原文](https://example.org/{n})\n"
TRANSCRIPT = (
    "# 《晚间新闻》 (20251105)\n\n## 新闻摘要\n\n1.第一件；\n\n2.第二件。\n\n## 详细新闻\n\n"
    + "\n".join(ITEM.format(title=f"第{n}条消息的标题", first=OTHER[1], second=OTHER[2], n=n) for n in range(1, 5))
    + "\n### 只有画面的一条\n\n\n\n[查看原文](https://example.org/5)\n\n---\n\n(更新时间戳: 1678712396357)\n"
)


def test_a_transcript_gives_one_article_an_item() -> None:
    """Each item is an article: title, paragraphs without tags, date from the head; one without text says so."""
    *found, empty = everything(TRANSCRIPT.encode(), "a.md")
    assert [row.source.uri for row in found] == [f"a.md#{n}" for n in range(1, 5)]
    assert found[0].text == f"第1条消息的标题\n示例网消息（晚间新闻）：{OTHER[1]}\n{OTHER[2]}"
    assert (found[0].source.published, found[0].source.publisher) == ("2025-11-05", "示例网")
    assert empty.uri == "a.md#5"
    assert "只有画面的一条" in empty.what


def test_an_item_leads_back_to_its_bytes() -> None:
    """The byte range of a paragraph holds its words, with the tags that stood in them."""
    content = TRANSCRIPT.encode()
    found = everything(content, "a.md")[1]
    start, end = found.places[2].bytes
    assert content[start:end].decode().startswith(OTHER[2])


def test_sections_under_headings_are_one_article() -> None:
    """A round-up with a heading for each zone stays one article, its headings keep their marks."""
    lines = [f"# {TITLE}", *(x for head, body in SECTIONS for x in (f"## {head}", *body))]
    found = article("\n\n".join(lines).encode(), "a.md")
    assert found.text.split("\n") == lines
    assert found.source.title == TITLE


def test_marks_are_taken_off() -> None:
    """Bold words, links and tags leave only their words."""
    marked = [f"**{PARAGRAPHS[0][:4]}**{PARAGRAPHS[0][4:]}", *PARAGRAPHS[1:3], f"[{PARAGRAPHS[3]}](https://a.b/c)<br/>"]
    assert article("\n\n".join(marked).encode(), "a.md").text.split("\n") == list(PARAGRAPHS[:4])


def test_front_matter_states_the_provenance() -> None:
    """Fields between rules over the text are its provenance and no part of it."""
    front = f'---\ntitle: "{TITLE}"\ndate: 2025-11-04\nsource: 示例科技报\nauthor: 张三, 李四\n---\n\n'
    found = article((front + f"> {PARAGRAPHS[2]}\n\n- {PARAGRAPHS[4]}\n").encode(), "a.md")
    source = found.source
    assert found.text.split("\n") == [PARAGRAPHS[2], PARAGRAPHS[4]]
    assert (source.title, source.published, source.publisher) == (TITLE, "2025-11-04", "示例科技报")
    assert source.authors == ("张三", "李四")


@needs_shared
def test_every_broadcast_item_is_read() -> None:
    """The transcripts of the corpus give an article for each heading; those without text are named."""
    for path in sorted((CORPUS / "broadcast").glob("*.md")):
        headings = path.read_text(encoding="utf-8").count("\n### ")
        assert len(everything(path)) == headings
        assert not any("<p" in row.text or "查看原文" in row.text for row in everything(path) if hasattr(row, "text"))


@needs_shared
def test_round_ups_keep_their_text() -> None:
    """The text of the corpus's round-ups is the file's, unchanged."""
    for path in sorted((CORPUS / "seeds").glob("*.txt")):
        (found,) = articles(path)
        assert found.text == path.read_text(encoding="utf-8").replace("\r\n", "\n")


def test_many_items_lead_back_to_their_bytes() -> None:
    """In a long transcript too, each item's bytes are found, counted on from the nearest step."""
    items = "".join(ITEM.format(title=f"第{n}条消息的标题", first=OTHER[1], second=OTHER[2], n=n) for n in range(600))
    content = ("# 《晚间新闻》 (20251105)\n\n" + items).encode("gb18030")
    for found in everything(content, "a.md"):
        assert content[slice(*found.places[2].bytes)].decode("gb18030").startswith(OTHER[2])
