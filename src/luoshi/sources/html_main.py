"""Choosing the article of a scanned page: the element that holds its running text, and the lines of it that are text."""

import re
from typing import NamedTuple

from luoshi.sources import furniture
from luoshi.sources.html_page import Element, Scan, TextLine

_RUNNING = re.compile(r"[，。；！？、：]")
_SENTENCE = re.compile(r"[。！？][”’」』）)]*")
# Elements whose tag says that they hold no article.
_BESIDE = frozenset(["nav", "footer", "aside", "form", "dialog", "menu"])
_HEADINGS = frozenset(["h1", "h2", "h3", "h4"])
_MEDIA_LABEL = re.compile(r"^(?:\[(?:视频|图文|组图|图|文字|直播|专题)\]|【(?:视频|图文|组图|图)】)\s*")
_TITLE_CUT = re.compile(r"[_|]|\s[-–—－]+\s|--|(?<=[\u4e00-\u9fff”》）])[-－–—]+(?=[\u4e00-\u9fff]+$)")
# A table of contents: numbered items, each closed by a semicolon.
_NUMBERED = re.compile(r"[;；]\s*[(（]?\d{1,2}[)）.．、]")
_LEAD_LINES = 6
# An element that holds this much of the running text is no furniture.
_MOST = 0.5


class Main(NamedTuple):
    """The article of a page: its title's line (None where only the head names it), its lines, and the lines around."""

    title: str | None
    title_line: TextLine | None
    lines: list[TextLine]
    around: list[str]


def choose(page: Scan) -> Main | None:
    """The article of a page, None where no element holds a sentence.

    Text that the page hides is spam or a copy; but where nothing else is there, it waits for a script to show it.
    """
    shown = [line for line in page.lines if not line.element.hidden]
    return _chosen(page, shown) or (_chosen(page, page.lines) if len(shown) < len(page.lines) else None)


def _chosen(page: Scan, shown: list[TextLine]) -> Main | None:
    best = _container(page, shown)
    if not best:
        return None
    _mark_inside(page, best)
    inside = [line for line in shown if line.element.inner]
    body = _body(inside)
    if not any(_tells(line.text) for line in body):
        return None
    first, last = shown.index(inside[0]), shown.index(inside[-1])
    later = {id(line) for line in body[1:]}
    title, title_line = _title(page, [line for line in shown[: first + _LEAD_LINES] if id(line) not in later])
    body = [line for line in body if line is not title_line]
    heads = _subtitles(shown[:first], title_line)
    around = [line.text for line in (*shown[max(first - 30, 0) : first], *inside, *shown[last + 1 : last + 10])]
    return Main(title, title_line, [*heads, *body], [words for words in around if len(words) < 160])


def _tells(text: str) -> bool:
    """Whether a line holds a sentence and is no table of contents."""
    return _SENTENCE.search(text) is not None and len(_NUMBERED.findall(text)) < 3


def _weight(line: TextLine) -> float:
    """How much running text a line is: links and single words are none."""
    own = len(line.text) - line.linked
    if own < 12 or not _RUNNING.search(line.text) or furniture.is_furniture(line.text):
        return 0.0
    return own * (1.0 if _SENTENCE.search(line.text) else 0.4)


def _container(page: Scan, lines: list[TextLine]) -> Element | None:
    """The innermost element that still holds nearly all of the page's running text."""
    weighed = _weighed(page, lines)
    root = page.elements[0]
    for element in page.elements:
        element.score = 0.0
        element.beside = _is_beside(element, root)
    for line, weight in weighed:
        if not line.element.beside:
            line.element.score += weight
    children: dict[Element, list[Element]] = {}
    for element in reversed(page.elements):
        if element.score and element.parent:
            element.parent.score += element.score
            children.setdefault(element.parent, []).append(element)
    if not root.score:
        return None
    here = root
    while inner := _descend(here, children.get(here, [])):
        here = inner
    return here.parent if here.tag in ("p", "span", "font") and here.parent else here


def _weighed(page: Scan, lines: list[TextLine]) -> list[tuple[TextLine, float]]:
    """The lines of running text with their weights, summed up in the elements around them. A line that a page prints
    again (a copy for telephones) counts once."""
    out: list[tuple[TextLine, float]] = []
    seen: set[str] = set()
    for element in page.elements:
        element.weight = 0.0
    for line in lines:
        weight = _weight(line)
        if weight and line.text not in seen:
            seen.add(line.text)
            out.append((line, weight))
            line.element.weight += weight
    for element in reversed(page.elements):
        if element.parent:
            element.parent.weight += element.weight
    return out


def _is_beside(element: Element, within: Element) -> bool:
    """Whether an element or one around it (up to `within`) is furniture by its tag or its name. What holds most of the
    running text is not, whatever it is called: pages stand in forms, editors call their text an editor's."""
    if element is within or element.tag in ("body", "html"):
        return False
    if element.parent and element.parent.beside:
        return True
    named = element.tag in _BESIDE or furniture.names_furniture(element.names())
    return named and (element.weight < _MOST * within.weight or not element.weight)


def _mark_inside(page: Scan, container: Element) -> None:
    """Mark what stands in the container, and what is furniture there."""
    for element in page.elements:
        element.inner = element is container or (element.parent is not None and element.parent.inner)
        element.beside = element.inner and _is_beside(element, container)


def _descend(here: Element, inner: list[Element]) -> Element | None:
    """The child to go on with: one that holds most of the text where its siblings are not its equals."""
    if not inner:
        return None
    best = max(inner, key=lambda element: element.score)
    if best.tag in ("p", "li", "blockquote") and best.score < here.score:
        return None
    others = sorted((element.score for element in inner if element is not best), reverse=True)
    if best.score >= 0.75 * here.score:
        return best
    alike = sum(1 for element in inner if element is not best and element.tag == best.tag)
    return (
        best if best.score >= 0.5 * here.score and (not others or others[0] < 0.3 * best.score) and not alike else None
    )


def _body(inside: list[TextLine]) -> list[TextLine]:
    """The lines of the container that are text: no furniture, no lists of links, nothing after 相关阅读."""
    out: list[TextLine] = []
    length = 0
    for line in inside:
        if furniture.ends_article(line.text):
            if length > 100:
                break
            continue
        if furniture.is_furniture(line.text) or line.element.beside:
            continue
        if line.linked > 0.5 * len(line.text) and not _SENTENCE.search(line.text):
            continue
        out.append(line)
        length += len(line.text)
    return _rows(out)


def _rows(lines: list[TextLine]) -> list[TextLine]:
    """The same lines, with the short cells of a table's row on one line, parted by tabs."""
    out: list[TextLine] = []
    for line in lines:
        row = _row(line)
        if row and out and _row(out[-1]) is row and out[-1].element is not line.element and len(line.text) <= 40 >= len(out[-1].text.split("\t")[-1]):  # fmt: skip
            out[-1] = TextLine(f"{out[-1].text}\t{line.text}", out[-1].start, line.end, line.element, 0)
        else:
            out.append(line)
    return out


def _row(line: TextLine) -> Element | None:
    if line.element.tag not in ("td", "th"):
        return None
    return line.element.parent


def _title(page: Scan, lines: list[TextLine]) -> tuple[str | None, TextLine | None]:
    """The title, and the line that prints it: the longest line that the head's title holds, else the head's."""
    named = page.metas.get("og:title") or page.metas.get("articletitle") or ""
    head = page.title[0] if page.title else ""
    full = [_MEDIA_LABEL.sub("", words) for words in (named, head) if words]
    printed = [line for line in lines if len(_key(line.text)) >= 4 and not _SENTENCE.search(line.text[:-1])]
    keys = [(_key(_MEDIA_LABEL.sub("", line.text)), line) for line in reversed(printed)]
    named_lines = [(key, line) for key, line in keys if len(key) >= 6 and any(key in _key(words) for words in full)]
    if named_lines:
        line = max(named_lines, key=lambda found: len(found[0]))[1]
        return _MEDIA_LABEL.sub("", line.text), line
    top = [line for line in printed if line.element.tag == "h1"]
    if len(top) == 1:
        return _MEDIA_LABEL.sub("", top[0].text), top[0]
    cut = _MEDIA_LABEL.sub("", named) or _without_site(_MEDIA_LABEL.sub("", head))
    return (cut or None), None


def _without_site(title: str) -> str:
    """The page's title without the names of the section and the site after it."""
    return _TITLE_CUT.split(title)[0].strip() if title else ""


def _key(words: str) -> str:
    return re.sub(r"\s+", "", words)


def _subtitles(before: list[TextLine], title_line: TextLine | None) -> list[TextLine]:
    """Headings that stand between the title and the text: a subtitle is part of the article."""
    if not title_line or title_line not in before:
        return []
    between = before[before.index(title_line) + 1 :]
    return [
        line
        for line in between
        if (line.element.tag in _HEADINGS or line.text.startswith(("——", "—")))
        and not line.linked
        and not furniture.is_furniture(line.text)
        and not furniture.ends_article(line.text)
        and line.text != title_line.text
    ]
