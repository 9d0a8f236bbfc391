"""HTML: the article of a page, with what the page says about it, and the byte range of each paragraph."""

import re
from collections.abc import Iterator

from luoshi.errors import UnreadableSource
from luoshi.model.failure import Failure
from luoshi.model.source import Document
from luoshi.sources import furniture, provenance
from luoshi.sources.contract import NOT_AN_ARTICLE, Given, Options, article
from luoshi.sources.html_main import Main, choose
from luoshi.sources.html_page import Scan
from luoshi.sources.html_scan import scan
from luoshi.sources.passages import Passage, composed
from luoshi.text.decode import decode

_SNIFF = re.compile(rb"^\s*(?:<!--.{0,2000}?-->\s*|<\?xml[^>]{0,200}>\s*)*<(?:!doctype\s+html|html|head|body|meta|title|div|table|article|section|p)\b", re.I | re.S)  # fmt: skip
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.I)
_ENDINGS = (".html", ".htm", ".shtml", ".xhtml", ".mht.html")
_PUBLISHERS = (
    "source",
    "contentsource",
    "mediaid",
    "article:publisher",
    "publisher",
    "sitename",
    "og:site_name",
    "application-name",
)
_DATES = ("article:published_time", "publishdate", "pubdate", "publish_time", "publishtime", "firstpublishedtime", "og:published_time", "datepublished", "og:release_date", "date", "dc.date", "createdate")  # fmt: skip
_AUTHORS = ("author", "article:author", "og:article:author")


class _Html:
    name = "HTML"
    media_type = "text/html"
    apart = False

    def sniff(self, head: bytes, name: str) -> bool:
        """A page's first tag; in a file with the ending of a page, any tag."""
        narrow = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
        if _SNIFF.match(narrow):
            return True
        return name.endswith(_ENDINGS) and re.search(rb"<[a-zA-Z!][^<>]*>", narrow) is not None

    def open(self, given: Given, options: Options) -> Iterator[Document | Failure]:
        options.limits.hold("text_bytes", given.size(), "The page is too large in bytes")
        yield article(page_document(given.read(), given.uri, options))


def page_document(content: bytes, uri: str, options: Options, charset: str | None = None) -> Document:
    """The article of a page's bytes; `charset` is what its record says. UnreadableSource where it holds none."""
    declared = _CHARSET.search(content, 0, 4096)
    decoded = decode(content, declared.group(1).decode("ascii") if declared else charset)
    page = scan(decoded.raw, options.limits)
    main = choose(page)
    if not main:
        raise UnreadableSource(
            "The page holds no article: no sentence outside its lists and menus.", hint=NOT_AN_ARTICLE
        )
    passages = [Passage(line.text, line.start, line.end) for line in main.lines]
    if (title := _title_passage(main, page)) and title.text not in [passage.text for passage in passages[:3]]:
        passages.insert(0, title)
    source = {"uri": uri, "media_type": HTML.media_type, **_stated(page, main)}
    return composed(passages, decoded, source)


def _title_passage(main: Main, page: Scan) -> Passage | None:
    """The title as the article's first line, with the place that prints it."""
    if not main.title:
        return None
    if main.title_line:
        return Passage(main.title, main.title_line.start, main.title_line.end)
    start, end = page.title[1:] if page.title else (0, 0)
    return Passage(main.title, start, end)


def _stated(page: Scan, main: Main) -> provenance.Provenance:
    """Title, publisher, date, page and authors: from the words beside the article, else from the meta tags."""
    found = provenance.of_meta_lines(main.around)
    if main.title:
        found["title"] = main.title
    metas = page.metas
    named = (re.sub(r"^来源\s*[:：]\s*", "", metas[key]) for key in _PUBLISHERS if metas.get(key))
    if "publisher" not in found and (name := next((name for name in named if not furniture.is_platform(name)), None)):
        found["publisher"] = name
    dated = (provenance.iso_date(metas[key]) for key in _DATES if metas.get(key))
    if date := next((date for date in dated if date), None):
        found["published"] = date
    if "authors" not in found and (names := next((metas[key] for key in _AUTHORS if metas.get(key)), None)):
        found["authors"] = provenance.names(names)
    return found


HTML = _Html()
