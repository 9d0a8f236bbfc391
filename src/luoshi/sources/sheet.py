"""From laid-out pages to documents: articles over several pages, running heads, provenance, places and problems."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from luoshi.model.source import Box, Document, Place, Problem, Source, source_id
from luoshi.model.spans import Span
from luoshi.sources import furniture, layout, ocr, provenance
from luoshi.sources.blocks import TITLE, Line, Rule, body_size
from luoshi.sources.contract import has_chinese
from luoshi.sources.layout import Paragraph, joined

_FOLIO = re.compile(r"[-—–·.\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／共]\s*\d{1,4}\s*页?)?[-—–·.\s]*")
_NEWSPAPER = re.compile(r"^[\u4e00-\u9fff]{1,12}(?:报|周刊|日报社)$")
_PAGE_LABEL = re.compile(r"^((?:第\s?)?[A-Z]\s?\d{1,3}\s?版?|\d{1,2})(?:\s?[\u4e00-\u9fff]{2,6})?$")
_MARGIN = 0.09
_SENTENCE = re.compile(r"[。！？]")


class Page(msgspec.Struct):
    """A page with its printed lines and drawn rules; height in the units of the lines. `angle` is how far the picture
    leans from which upright lines were read."""

    number: int
    height: float
    lines: list[Line]
    rules: list[Rule]
    angle: float = 0.0


def documents(pages: Sequence[Page], uri: str, media_type: str) -> Iterator[Document]:
    """The articles of a file's pages. A page without a title of its own goes on with the article before."""
    running = _running_heads(pages)
    found: list[list[Paragraph]] = []
    heads: list[list[str]] = []
    left_out: list[str] = []
    for page in pages:
        lines, margin = _without_margins(page, running)
        body = body_size(lines)
        for number, paragraphs in enumerate(layout.articles(lines, page.rules, body)):
            if not _tells(paragraphs):
                left_out.append(f"page {page.number}: no article: {_words(paragraphs)[:40]!r}")
            elif found and number == 0 and not _begins(paragraphs, found[-1]):
                _go_on(found[-1], paragraphs)
                heads[-1] += margin
            else:
                found.append(paragraphs)
                heads.append(list(margin))
    angles = {page.number: page.angle for page in pages}
    problems = tuple(Problem("sources", words) for words in left_out)
    for number, (paragraphs, margin) in enumerate(zip(found, heads, strict=True), 1):
        where = f"{uri}#{number}" if len(found) > 1 else uri
        source = {"uri": where, "media_type": media_type, **_stated(paragraphs, margin)}
        yield _document(paragraphs, source, angles, problems if number == 1 else ())


def _tells(paragraphs: list[Paragraph]) -> bool:
    return _SENTENCE.search(_words(paragraphs)) is not None or len(_words(paragraphs)) > 60


def _words(paragraphs: list[Paragraph]) -> str:
    return "".join(paragraph.text for paragraph in paragraphs)


def _begins(paragraphs: list[Paragraph], before: list[Paragraph]) -> bool:
    """Whether a page's first paragraphs begin a new article: a title before the text, nearly as large as the last one."""
    first = next((place for place, p in enumerate(paragraphs) if len(p.text) > 40 and p.size < TITLE), len(paragraphs))
    titles = [paragraph.size for paragraph in paragraphs[:first] if paragraph.size >= TITLE]
    largest = max(paragraph.size for paragraph in before)
    return bool(titles) and max(titles) >= 0.75 * largest


def _go_on(before: list[Paragraph], paragraphs: list[Paragraph]) -> None:
    """Put the next page's paragraphs to an article; one that the page's end cut goes on."""
    if before[-1].open and not paragraphs[0].fresh:
        first, *paragraphs = paragraphs
        before[-1].pieces += first.pieces
        before[-1].open = first.open
    before += paragraphs


def _running_heads(pages: Sequence[Page]) -> set[str]:
    """Lines that stand at the top or bottom of most pages, digits aside."""
    counted: Counter[str] = Counter()
    for page in pages:
        edges = {_key(line) for line in page.lines if _in_margin(line, page)}
        counted.update(edges)
    return {key for key, count in counted.items() if count >= 2 and count >= 0.4 * len(pages)}


def _key(line: Line) -> str:
    return re.sub(r"[\d\s]+", "#", line.text)


def _in_margin(line: Line, page: Page) -> bool:
    return line.bottom < _MARGIN * page.height or line.top > (1 - _MARGIN) * page.height


def _without_margins(page: Page, running: set[str]) -> tuple[list[Line], list[str]]:
    """The lines of a page without head and foot, and the words of these."""
    kept: list[Line] = []
    margin: list[str] = []
    for line in page.lines:
        if _in_margin(line, page) and (_key(line) in running or _is_margin(line.text)):
            margin.append(line.text)
        elif not furniture.is_furniture(line.text) or len(line.text) > 40:
            kept.append(line)
        else:
            margin.append(line.text)
    return kept, margin


def _is_margin(text: str) -> bool:
    words = text.strip()
    stated = provenance.of_meta_lines([words])
    return (
        _FOLIO.fullmatch(words) is not None
        or _NEWSPAPER.match(words) is not None
        or _PAGE_LABEL.match(words) is not None
        or bool({"published", "page"} & set(stated) and len(words) < 60)
        or furniture.is_furniture(words)
    )


def _document(
    paragraphs: list[Paragraph], source: dict[str, object], angles: dict[int, float], problems: tuple[Problem, ...]
) -> Document:
    places: list[Place] = []
    doubts: list[Problem] = []
    out, start = [], 0
    for paragraph in paragraphs:
        text = paragraph.text
        if not text.strip():
            continue
        for span, piece in _pieces(paragraph, start):
            places.append(
                Place(span, page=piece.page, box=_leaning(piece.box, angles[piece.page]), confidence=piece.confidence)
            )
            if piece.confidence is not None and piece.confidence < ocr.SURE:
                doubts.append(Problem("ocr", f"read with confidence {piece.confidence:.2f} only", (span,)))
        out.append(text)
        start += len(text) + 1
    text = "\n".join(out)
    made = Source(id=source_id(text), **source)  # type: ignore[arg-type]
    return Document(made, text, tuple(places), (*problems, *doubts))


def _leaning(box: Box, angle: float) -> Box:
    """A box of the upright page as it stands in the picture: the upright box around the leaning one."""
    if not angle:
        return box
    corners = [ocr.turn(x, y, angle) for x in (box.left, box.right) for y in (box.top, box.bottom)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return Box(*(round(edge, 1) for edge in (min(xs), min(ys), max(xs), max(ys))))


def _pieces(paragraph: Paragraph, start: int) -> Iterator[tuple[Span, layout.Piece]]:
    """Each piece of a paragraph with its span in the text; a space put between two belongs to the later one."""
    made = 0
    for place, piece in enumerate(paragraph.pieces):
        end = len(joined(other.text for other in paragraph.pieces[: place + 1]))
        yield (start + made, start + end), piece
        made = end


def _stated(paragraphs: list[Paragraph], margin: list[str]) -> provenance.Provenance:
    """Provenance from head and foot of the page, and from the article's own lines; the title is the largest heading."""
    found = provenance.of_meta_lines(margin)
    for words in (word for line in margin for word in [line.strip(), *line.split()]):
        if _NEWSPAPER.match(words):
            found.setdefault("publisher", words)
        elif (label := _PAGE_LABEL.match(words)) and "published" in found and not words.isdigit():
            found.setdefault("page", label.group(1).strip())
    found.update(provenance.of_lines(paragraph.text for paragraph in paragraphs))
    titles = [paragraph for paragraph in paragraphs if paragraph.size >= TITLE and has_chinese(paragraph.text)]
    if titles:
        found["title"] = max(titles, key=lambda paragraph: round(paragraph.size, 1)).text
    return found
