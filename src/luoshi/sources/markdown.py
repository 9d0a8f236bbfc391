"""Markdown, with HTML inside: one article a file, or a transcript with many items under headings of one level.

A transcript's items are its lowest headings where at least three of them have text of their own and a higher heading
stands over them; the contents list before them and the links under them are furniture.
"""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from luoshi.errors import UnreadableSource
from luoshi.model.failure import Failure
from luoshi.model.source import Document
from luoshi.sources import furniture, provenance
from luoshi.sources.contract import Given, Options, article, has_chinese
from luoshi.sources.passages import Passage, composed
from luoshi.text.decode import Decoded, decode

_HEADING = re.compile(r"^(#{1,6})[ \t]+([^\r\n]*)", re.M)
_BLOCK = re.compile(r"</?(?:p|div|br|h[1-6]|li|ul|ol|tr|table|blockquote|section|article)\b[^<>]*>|\r\n|\r|\n", re.I)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>|<!--[^<>]{0,2000}-->")
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\n]*\)")
_EMPHASIS = re.compile(r"(\*\*|__|\*|`)(?=\S)([^*_`\n]+?)(?<=\S)\1")
# Marks of quotations and of lists without numbers; numbers are part of what is printed.
_MARKER = re.compile(r"^(?:\s{0,3}>\s?)+|^\s{0,12}[-*+]\s+(?=\S)")
_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.{0,4000}?)\r?\n---[ \t]*\r?\n", re.S)
_FIELD = re.compile(
    r"^(title|date|source|author|publisher|标题|日期|来源|作者)\s*:\s*[\"']?(.+?)[\"']?\s*$", re.M | re.I
)
_RULE = re.compile(r"[-*_=\s]{3,}")
_OUTER = " \t\u3000\u00a0"
_ENDINGS = (".md", ".markdown", ".mkd")
_ITEMS_AT_LEAST = 3


class _Part(NamedTuple):
    """A stretch of a file under one heading: its title's passage (None before the first) and its text's place."""

    level: int
    title: Passage | None
    start: int
    end: int


class _Markdown:
    name = "Markdown"
    media_type = "text/markdown"
    apart = False

    def sniff(self, head: bytes, name: str) -> bool:
        """By its ending; else a heading with a paragraph of HTML after it, which plain text never has."""
        if name.endswith(_ENDINGS):
            return b"\x00" not in head
        return re.search(rb"(?m)^#{1,6} .*\s+(?s:.{0,2000})<p\b", head) is not None

    def open(self, given: Given, options: Options) -> Iterator[Document | Failure]:
        options.limits.hold("text_bytes", given.size(), "The text is too large in bytes")
        decoded = decode(given.read())
        parts = _parts(decoded.raw)
        items = _items(parts, decoded.raw)
        if not items:
            yield article(_whole(parts, decoded, given.uri))
            return
        shared = _shared(parts, items, decoded.raw)
        for number, part in enumerate(items, 1):
            uri = f"{given.uri}#{number}"
            document = _item(part, decoded, uri, shared)
            if document:
                yield document
            else:
                title = part.title.text if part.title else ""
                yield Failure(uri, "sources", f"The item {title!r} holds no Chinese text under its heading.")


def _parts(raw: str) -> list[_Part]:
    """The file cut at its headings, without its front matter."""
    front = _FRONT.match(raw)
    begin = front.end() if front else 0
    found = list(_HEADING.finditer(raw, begin))
    starts = [(0, None, begin), *((len(m.group(1)), Passage(_plain(m.group(2)), *m.span(2)), m.end()) for m in found)]
    ends = [*(m.start() for m in found), len(raw)]
    return [_Part(level, title, start, end) for (level, title, start), end in zip(starts, ends, strict=True)]


def _items(parts: list[_Part], raw: str) -> list[_Part]:
    """The items of a transcript, none where the file is one article."""
    levels = [part.level for part in parts if part.title]
    if not levels or max(levels) == min(levels):
        return []
    items = [part for part in parts if part.level == max(levels)]
    paragraphs = sum(1 for part in items if re.search(r"<p\b", raw[part.start : part.end], re.I))
    # Sections of one article are plain Markdown; items were taken from a page each, with its HTML and a link to it.
    linked = sum(1 for part in items if re.search(r"\]\(https?://", raw[part.start : part.end]))
    return items if min(len(items), max(paragraphs, linked)) >= _ITEMS_AT_LEAST else []


def _shared(parts: list[_Part], items: list[_Part], raw: str) -> provenance.Provenance:
    """What the headings over the items say of all of them: the date of the broadcast."""
    heads = [part.title.text for part in parts if part.title and part.level < items[0].level]
    preface = raw[: items[0].start].splitlines()[-6:]
    date = next((date for line in (*heads, *preface) if (date := provenance.iso_date(line))), None)
    return {"published": date} if date else {}


def _item(part: _Part, decoded: Decoded, uri: str, shared: provenance.Provenance) -> Document | None:
    """One item as an article: its title on the first line, then its paragraphs. None where it has no text."""
    body = list(_passages(decoded.raw, part.start, part.end))
    if not has_chinese("".join(passage.text for passage in body)):
        return None
    title = [part.title] if part.title and part.title.text else []
    stated = provenance.of_lines(passage.text for passage in body)
    source = {"uri": uri, "media_type": MARKDOWN.media_type, **shared, **stated}
    if title:
        source["title"] = title[0].text
    return composed([*title, *body], decoded, source)


def _whole(parts: list[_Part], decoded: Decoded, uri: str) -> Document:
    """The file as one article: headings keep their marks, by which the reader knows them."""
    raw, passages = decoded.raw, []
    for part in parts:
        if part.title:
            start = raw.rindex("#" * part.level, 0, part.title.start)
            passages.append(Passage(f"{'#' * part.level} {part.title.text}", start, part.title.end))
        passages += _passages(raw, part.start, part.end)
    if not passages:
        raise UnreadableSource("The file holds no text.", hint="An article in Chinese is expected.")
    stated = {**provenance.of_lines(p.text for p in passages), **_front_matter(raw)}
    if title := next((part.title.text for part in parts if part.title and part.level == 1), None):
        stated["title"] = title
    return composed(passages, decoded, {"uri": uri, "media_type": MARKDOWN.media_type, **stated})


def _front_matter(raw: str) -> provenance.Provenance:
    """What the lines between two rules over a file state of it."""
    front = _FRONT.match(raw)
    fields = {name.lower(): value for name, value in _FIELD.findall(front.group(1))} if front else {}
    found: provenance.Provenance = {}
    if title := fields.get("title") or fields.get("标题"):
        found["title"] = title
    if date := provenance.iso_date(fields.get("date") or fields.get("日期") or ""):
        found["published"] = date
    if publisher := fields.get("publisher") or fields.get("source") or fields.get("来源"):
        found["publisher"] = publisher
    if authors := fields.get("author") or fields.get("作者"):
        found["authors"] = provenance.names(authors)
    return found


def _passages(raw: str, start: int, end: int) -> Iterator[Passage]:
    """The paragraphs of raw[start:end], without markup, rules and furniture."""
    place = start
    for cut in (*_BLOCK.finditer(raw, start, end), None):
        stop = cut.start() if cut else end
        text = _plain(raw[place:stop])
        if text and not _RULE.fullmatch(text) and not furniture.is_furniture(text):
            inner = raw[place:stop]
            left = len(inner) - len(inner.lstrip())
            yield Passage(text, place + left, place + len(inner.rstrip()))
        place = cut.end() if cut else end


def _plain(marked: str) -> str:
    """Words without the marks of Markdown and HTML."""
    text = _TAG.sub("", _MARKER.sub("", marked))
    text = _LINK.sub(r"\1", text)
    text = _EMPHASIS.sub(r"\2", text)
    return html.unescape(text).replace("\ufeff", "").strip().strip(_OUTER)


MARKDOWN = _Markdown()
