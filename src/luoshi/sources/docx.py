"""DOCX: paragraphs, headings, text boxes, tables as rows, and footnotes at the end. Not for the old .doc."""

import re
from collections.abc import Iterator
from typing import Any

from luoshi.errors import MissingPart, UnreadableSource
from luoshi.model.failure import Failure
from luoshi.model.source import Document, Source, source_id
from luoshi.sources import provenance
from luoshi.sources.contract import Given, Options, article, has_chinese
from luoshi.sources.docx_numbers import Numbers

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Text that is not printed: deleted words, the code of fields, the second copy of a text box kept for old programs.
_UNPRINTED = frozenset(
    {
        f"{_W}del",
        f"{_W}moveFrom",
        f"{_W}instrText",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-", f"{_W}softHyphen": ""}
_NOTES = ("footnotes", "endnotes")
_NOBODY = re.compile(r"用户|管理员|办公|微软|电脑|Administrator|User|python-docx", re.I)


class _Docx:
    name = "DOCX"
    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    apart = True

    def sniff(self, head: bytes, name: str) -> bool:
        """A zip file that holds a Word document."""
        if not head.startswith(b"PK\x03\x04"):
            return False
        office = b"[Content_Types].xml" in head or b"_rels/.rels" in head
        return b"word/" in head or (office and name.endswith((".docx", ".docm")))

    def open(self, given: Given, options: Options) -> Iterator[Document | Failure]:
        try:
            import docx  # noqa: PLC0415  (an extra)
        except ImportError:
            raise MissingPart("Reading DOCX", "docx") from None
        _hold_expanded(given, options)
        with given.stream() as stream:
            document = docx.Document(stream)
        numbers = Numbers(document)
        lines = [*_lines(document.element.body, numbers), *_notes(document)]
        text = "\n".join(lines)
        if not text.strip():
            raise UnreadableSource("The document holds no text.", hint="An article in Chinese is expected.")
        source = Source(id=source_id(text), uri=given.uri, media_type=self.media_type, **_stated(document, lines))
        yield article(Document(source, text))


def _hold_expanded(given: Given, options: Options) -> None:
    """Refuse a document that unpacks beyond the limits before anything is unpacked."""
    import zipfile  # noqa: PLC0415  (only here)

    with given.stream() as stream, zipfile.ZipFile(stream) as packed:
        expanded = sum(info.file_size for info in packed.infolist())
    options.limits.hold("expanded", expanded, "The document unpacks to too many bytes")


def _lines(body: Any, numbers: Numbers | None = None) -> Iterator[str]:
    """The lines of a body in the order of the file: paragraphs, and rows of tables with their cells parted by tabs."""
    for block in body.iterchildren():
        if block.tag == f"{_W}p":
            yield from _paragraph(block, numbers)
        elif block.tag == f"{_W}tbl":
            yield from _rows(block, numbers)
        elif block.tag == f"{_W}sdt":
            for content in block.iterchildren(f"{_W}sdtContent"):
                yield from _lines(content, numbers)


def _paragraph(block: Any, numbers: Numbers | None) -> list[str]:
    """The printed lines of a paragraph, with its number; the paragraphs of a text box in it follow it."""
    number = numbers.before(block) if numbers else ""
    boxes = [box for box in block.iter(f"{_W}txbxContent") if not _unprinted(box, block)]
    text = _text(block)
    lines = [line.strip() for line in (number + text if text.strip() else text).split("\n")]
    inner = [line for box in boxes for line in _lines(box, numbers)]
    return [line for line in (*lines, *inner) if line]


def _text(element: Any) -> str:
    out = []
    for child in element.iterchildren():
        if child.tag in _UNPRINTED or child.tag == f"{_W}txbxContent" or not isinstance(child.tag, str):
            continue
        if child.tag == f"{_W}t":
            out.append(child.text or "")
        elif child.tag in _BREAKS:
            out.append(_BREAKS[child.tag])
        else:
            out.append(_text(child))
    return "".join(out)


def _unprinted(element: Any, within: Any) -> bool:
    above = element.getparent()
    while above is not None and above is not within:
        if above.tag in _UNPRINTED or above.tag == f"{_W}txbxContent":
            return True
        above = above.getparent()
    return False


def _rows(table: Any, numbers: Numbers | None) -> Iterator[str]:
    """A line for each row; a table with one cell a row is a frame around paragraphs."""
    for row in table.iterchildren(f"{_W}tr"):
        cells = [list(_lines(cell, numbers)) for cell in row.iter(f"{_W}tc") if cell.getparent() in (row, *row)]
        if len(cells) == 1:
            yield from cells[0]
        elif any(cells):
            yield "\t".join(" ".join(cell) for cell in cells)


def _notes(document: Any) -> Iterator[str]:
    """Footnotes and endnotes, numbered as they are printed."""
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415  (comes with python-docx)

    for kind in _NOTES:
        for relation in document.part.rels.values():
            if relation.is_external or not relation.reltype.endswith(f"/{kind}"):
                continue
            notes = etree.fromstring(
                relation.target_part.blob, etree.XMLParser(resolve_entities=False, no_network=True)
            )
            printed = [note for note in notes if note.get(f"{_W}type") in (None, "normal")]
            for number, note in enumerate(printed, 1):
                words = " ".join(_lines(note))
                if words:
                    yield f"[{number}] {words}"


def _stated(document: Any, lines: list[str]) -> provenance.Provenance:
    """Provenance from the article's lines, from page heads and feet, and from the properties that a person filled in."""
    heads = [
        paragraph.text
        for section in document.sections
        for part in (section.header, section.footer)
        for paragraph in part.paragraphs
    ]
    found = {**provenance.of_meta_lines(heads), **provenance.of_lines(lines)}
    titled = (paragraph.text.strip() for paragraph in document.paragraphs if paragraph.style.name in ("Title", "标题"))
    properties = document.core_properties
    title = next((words for words in titled if words), None) or (properties.title or "").strip()
    if title and has_chinese(title):
        found["title"] = title
    author = (properties.author or "").strip()
    if "authors" not in found and has_chinese(author) and not _NOBODY.search(author):
        found["authors"] = provenance.names(author)
    return found  # type: ignore[return-value]


DOCX = _Docx()
