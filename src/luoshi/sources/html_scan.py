"""Scanning HTML: the lines of text that a page prints, each with its place in the file and the elements around it.

One pass from left to right that keeps positions, needs no well-formed page and no recursion; its time grows with the
page's length, whatever is in it. Not for choosing what is the article: see html_main.
"""

import html
import re

from luoshi.sources.html_page import UNSEEN, Element, Scan, TextLine, attributes, is_hidden
from luoshi.sources.limits import Limits

_OPEN = re.compile(r"<(?:(!--|!\[CDATA\[|[!?])|(/?)([a-zA-Z][^\s/<>\"']*))")
_CLOSE_SCRIPT = {
    name: re.compile(rf"</{name}\b", re.I) for name in ("script", "style", "textarea", "title", "noscript", "iframe")
}
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "rb",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "img",
        "input",
        "picture",
        "source",
        "map",
        "area",
    ]
)
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "!doctype",
    ]
)
# An opening tag of the first kind closes an open element of the second: pages leave these unclosed.
_CLOSES = {"p": ("p",), "li": ("li",), "td": ("td", "th"), "th": ("td", "th"), "tr": ("tr", "td", "th"), "dd": ("dd", "dt"), "dt": ("dd", "dt")}  # fmt: skip
_WALLS = frozenset(["table", "ul", "ol", "dl", "div", "section", "article"])
_SPACE = re.compile(r"[ \t\r\n\f]+")
_WIDE_BREAK = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f])[ \t]*[\r\n][ \t\r\n]*(?=[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f])")  # fmt: skip
_LONGEST_TAG = 8192
_OUTER = " \t\r\n\f\u00a0\u3000\u200b\ufeff"


def scan(raw: str, limits: Limits) -> Scan:
    """The lines of a page. UnreadableSource where its tags are nested deeper than the limit."""
    return _Scanner(raw, limits).run()


class _Scanner:
    """The state of one pass: the open element, and the pieces of the line that is being printed."""

    def __init__(self, raw: str, limits: Limits) -> None:
        self.raw = raw
        self.limits = limits
        self.scan = Scan()
        self.here = Element("html", "", None)
        self.scan.elements.append(self.here)
        self.pieces: list[tuple[int, int]] = []
        self.links = self.linked = 0
        self.missing: set[str] = set()  # what was looked for to the end of the file in vain

    def run(self) -> Scan:
        raw, place, length, tags = self.raw, 0, len(self.raw), 0
        while place < length:
            found = _OPEN.search(raw, place)
            if not found:
                break
            tags += 1
            if tags > self.limits.tags:
                self.limits.hold("tags", raw.count("<"), "The page has too many tags")
            if found.start() > place:
                self.text(place, found.start())
            place = self.markup(found)
        if place < length:
            self.text(place, length)
        self.flush()
        return self.scan

    def markup(self, found: "re.Match[str]") -> int:
        """Take one tag, comment or declaration; the place after it."""
        special, closing, tag = found.group(1), found.group(2), (found.group(3) or "").lower()
        if special:
            return self.after({"!--": "-->", "![CDATA[": "]]>"}.get(special, ">"), found.end())
        end = self.tag_end(found.end())
        if closing:
            self.close(tag)
            return end
        words = self.raw[found.end() : end - 1]
        if tag == "meta":
            self.meta(words)
        elif tag in _CLOSE_SCRIPT:
            return self.skipped(tag, end)
        elif tag in ("br", "hr"):
            self.flush()
        elif tag not in _VOID:
            self.open(tag, words)
            if words.endswith("/") and tag not in ("p", "div", "a", "span"):
                self.close(tag)
        return end

    def after(self, mark: str, place: int) -> int:
        """The place after the next `mark`; where there is none, the mark opened nothing."""
        if mark in self.missing:
            return place
        found = self.raw.find(mark, place)
        if found < 0:
            self.missing.add(mark)
            return place
        return found + len(mark)

    def tag_end(self, place: int) -> int:
        """The place after a tag's closing bracket; a bracket inside quotes does not close it."""
        end = self.after(">", place)
        while end - place < _LONGEST_TAG:
            words = self.raw[place:end]
            quotes = [mark for mark in "\"'" if words.count(mark) % 2]
            if len(quotes) != 1 or ">" in self.missing:
                break
            further = self.raw.find(">", self.raw.find(quotes[0], end, place + _LONGEST_TAG), place + _LONGEST_TAG)
            if further < end:
                break
            end = further + 1
        return end

    def skipped(self, tag: str, place: int) -> int:
        """The place after an element whose content is no markup; the page's title is kept."""
        if tag in self.missing:
            return place
        found = _CLOSE_SCRIPT[tag].search(self.raw, place)
        if not found:
            self.missing.add(tag)
            return place
        if tag == "title" and not self.scan.title:
            words = _SPACE.sub(" ", html.unescape(self.raw[place : found.start()])).strip(_OUTER)
            self.scan.title = (words, place, found.start())
        return self.after(">", found.end())

    def meta(self, words: str) -> None:
        found = attributes(words)
        name = found.get("name") or found.get("property") or found.get("itemprop")
        if name and found.get("content"):
            self.scan.metas.setdefault(name.lower(), found["content"].strip())

    def open(self, tag: str, words: str) -> None:
        if tag == "a":
            self.links += 1
        if not _is_inline(tag):
            self.flush()
            for other in _CLOSES.get(tag, ()):
                self.close_near(other)
            self.enter(tag, words)
        elif tag in UNSEEN or ("style" in words and is_hidden(words)):
            self.enter(tag, words)

    def enter(self, tag: str, words: str) -> None:
        self.here = Element(tag, words, self.here)
        self.scan.elements.append(self.here)
        if self.here.depth > self.limits.depth:
            self.limits.hold("depth", self.here.depth, "The page's tags are nested too deep")

    def close(self, tag: str) -> None:
        if tag == "a":
            self.links = max(self.links - 1, 0)
        if not _is_inline(tag):
            self.flush()
        if self.here.tag == tag and self.here.parent:
            if _is_inline(tag):
                self.flush()
            self.here = self.here.parent
        elif not _is_inline(tag):
            for _, element in zip(range(64), self.here.chain(), strict=False):
                if element.tag == tag and element.parent:
                    self.here = element.parent
                    break

    def close_near(self, tag: str) -> None:
        """Close an element that was left open, unless a wall stands between."""
        for element in self.here.chain():
            if element.tag == tag and element.parent:
                self.here = element.parent
                return
            if element.tag in _WALLS:
                return

    def text(self, start: int, end: int) -> None:
        if self.here.unseen:
            return
        self.pieces.append((start, end))
        if self.links:
            self.linked += end - start

    def flush(self) -> None:
        """End the line that is being printed."""
        if not self.pieces:
            return
        pieces, linked = self.pieces, self.linked
        self.pieces, self.linked = [], 0
        text = "".join([self.printed(start, end) for start, end in pieces])
        text = _SPACE.sub(" ", text).strip(_OUTER)
        if text:
            start, end = self.trimmed(pieces)
            self.scan.lines.append(TextLine(text, start, end, self.here, min(linked, len(text))))

    def printed(self, start: int, end: int) -> str:
        """What a piece prints: entities read, line breaks between Chinese characters dropped."""
        words = self.raw[start:end]
        if "&" in words:
            words = html.unescape(words)
        return _WIDE_BREAK.sub("", words) if "\n" in words or "\r" in words else words

    def trimmed(self, pieces: list[tuple[int, int]]) -> tuple[int, int]:
        """The place of the pieces together, without the blanks around them."""
        solid = [(a, b) for a, b in pieces if not self.raw[a:b].isspace()] or pieces
        (first, first_end), (last, last_end) = solid[0], solid[-1]
        head, tail = self.raw[first:first_end], self.raw[last:last_end]
        return first + len(head) - len(head.lstrip()), last_end - len(tail) + len(tail.rstrip())


def _is_inline(tag: str) -> bool:
    return tag in _INLINE or ":" in tag
