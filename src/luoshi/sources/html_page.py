"""A scanned page: its elements, the lines that it prints, and what its head says. Made by html_scan."""

import html
import re
from collections.abc import Iterator

# Elements whose text a reader of the page never sees.
UNSEEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "select",
        "option",
        "button",
        "svg",
        "math",
        "object",
        "head",
        "rp",
        "rt",
    ]
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|(?:left|top|text-indent)\s*:\s*-\d{3,}|(?<![-\w])height\s*:\s*0(?![.\d])",
    re.I,
)
_ATTRIBUTE = re.compile(r"([a-zA-Z_:][\w:.-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))")


class Element:
    """An element of the page: its tag, attributes and parent; `unseen` ones are never printed, `hidden` ones not until a
    script shows them."""

    __slots__ = ("attributes", "beside", "depth", "hidden", "inner", "parent", "score", "tag", "unseen", "weight")

    def __init__(self, tag: str, attributes: str, parent: "Element | None") -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.depth: int = parent.depth + 1 if parent else 0
        self.unseen: bool = tag in UNSEEN or (parent is not None and parent.unseen)
        self.hidden: bool = (parent is not None and parent.hidden) or is_hidden(attributes)
        # What html_main finds: the running text in it, with and without furniture; whether it is furniture, or inside
        # the element that was chosen.
        self.weight = self.score = 0.0
        self.beside = self.inner = False

    def chain(self) -> "Iterator[Element]":
        """This element and those around it, outwards."""
        element: Element | None = self
        while element:
            yield element
            element = element.parent

    def names(self) -> str:
        """The words of its class and id."""
        if not self.attributes:
            return ""
        found = attributes(self.attributes)
        return f"{found.get('class', '')} {found.get('id', '')}"


class TextLine:
    """A line of text that the page prints: [start, end) is its place in the file, `linked` its characters in links."""

    __slots__ = ("element", "end", "linked", "start", "text")

    def __init__(self, text: str, start: int, end: int, element: Element, linked: int) -> None:
        self.text, self.start, self.end, self.element, self.linked = text, start, end, element, linked


class Scan:
    """A scanned page: its lines, the title of its head, and its meta tags by name."""

    def __init__(self) -> None:
        self.lines: list[TextLine] = []
        self.elements: list[Element] = []  # parents before their children
        self.metas: dict[str, str] = {}
        self.title: tuple[str, int, int] | None = None


def attributes(words: str) -> dict[str, str]:
    """The attributes of a tag, names in lower case."""
    out: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(words):
        value = found.group(2) or found.group(3) or found.group(4) or ""
        out.setdefault(found.group(1).lower(), html.unescape(value))
    return out


def is_hidden(words: str) -> bool:
    """Whether the attributes of a tag say that it is not shown."""
    if not words or not ("hidden" in words or ":" in words):
        return False
    style = attributes(words).get("style", "")
    return _HIDDEN.search(style) is not None or re.search(r"(?:^|\s)hidden(?:\s|$|=)", words) is not None
