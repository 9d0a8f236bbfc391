"""DOCX: everything that is printed, in order, and nothing that was deleted."""

import io
from pathlib import Path
from typing import Any

import pytest

from luoshi.sources.contract import Options
from luoshi.sources.limits import Limits
from tests.sources.articles import PARAGRAPHS, SECTIONS, TITLE
from tests.sources.contract import article, refused

docx = pytest.importorskip("docx")


def written(document: Any) -> bytes:
    """The bytes of a document."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def plain() -> Any:
    """The article as a person writes it: title and headings as styles, the rest as paragraphs."""
    document = docx.Document()
    headings = {heading for heading, _ in SECTIONS}
    for line in PARAGRAPHS:
        style = "Title" if line == TITLE else "Heading 1" if line in headings else None
        document.add_paragraph(line, style=style)
    return document


def test_paragraphs_and_headings_come_in_order() -> None:
    """The text is the article's paragraphs, one a line; the title is its provenance too."""
    found = article(written(plain()), "a.docx")
    assert found.text.split("\n") == list(PARAGRAPHS)
    assert found.source.title == TITLE


def test_the_kind_is_found_under_another_name(tmp_path: Path) -> None:
    """A Word document under the name of an archive is still a document."""
    (tmp_path / "a.zip").write_bytes(written(plain()))
    assert article(tmp_path / "a.zip").text.startswith(TITLE)


def test_tables_are_rows() -> None:
    """A row is a line with its cells parted by tabs; a frame of one cell gives its paragraphs."""
    document = docx.Document()
    document.add_paragraph("产业情况如下。")
    table = document.add_table(2, 2)
    for cell, words in zip(
        (c for row in table.rows for c in row.cells), ("园区", "产值", "合肥", "690亿元"), strict=True
    ):
        cell.text = words
    document.add_table(1, 1).cell(0, 0).text = "框里的一段话。\n第二段。"
    found = article(written(document), "a.docx")
    assert found.text.split("\n") == ["产业情况如下。", "园区\t产值", "合肥\t690亿元", "框里的一段话。", "第二段。"]


def test_tracked_changes_are_read_as_accepted() -> None:
    """Inserted words are printed, deleted ones are not."""
    document = docx.Document()
    paragraph = document.add_paragraph("会议强调，")
    for tag, child, words in (("w:ins", "w:t", "要抓紧"), ("w:del", "w:delText", "不着急")):
        change = docx.oxml.OxmlElement(tag)
        run, text = docx.oxml.OxmlElement("w:r"), docx.oxml.OxmlElement(child)
        text.text = words
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    paragraph.add_run("落实。")
    assert article(written(document), "a.docx").text == "会议强调，要抓紧落实。"


def test_printed_numbers_are_text() -> None:
    """Numbers that Word makes (一、 and （一）) stand before their paragraphs, counted on at each level."""
    document = docx.Document()
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, text in enumerate(("%1、", "（%2）"))
    )
    root = document.part.numbering_part.element
    root.insert(
        0, docx.oxml.parse_xml(f'<w:abstractNum xmlns:w="{space}" w:abstractNumId="90">{levels}</w:abstractNum>')
    )
    root.append(docx.oxml.parse_xml(f'<w:num xmlns:w="{space}" w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for level, words in ((0, "强化创新"), (1, "建好平台"), (1, "用好人才"), (0, "优化服务"), (1, "减少审批")):
        paragraph = document.add_paragraph(words)
        numbered = f'<w:numPr xmlns:w="{space}"><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(docx.oxml.parse_xml(numbered))
    expected = ["一、强化创新", "（一）建好平台", "（二）用好人才", "二、优化服务", "（一）减少审批"]
    assert article(written(document), "a.docx").text.split("\n") == expected


def test_footnotes_stand_at_the_end() -> None:
    """A footnote is a numbered line after the article."""
    document = plain()
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    notes = (
        f'<w:footnotes xmlns:w="{space}"><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        '<w:footnote w:id="1"><w:p><w:r><w:t>数据截至9月底。</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    opc = docx.opc.part.Part(
        docx.opc.packuri.PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        notes.encode(),
        document.part.package,
    )
    document.part.relate_to(opc, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes")
    assert article(written(document), "a.docx").text.split("\n")[-1] == "[1] 数据截至9月底。"


def test_page_heads_state_the_provenance() -> None:
    """Publisher, date and page from the head of the pages; the author from the properties."""
    document = plain()
    document.sections[0].header.paragraphs[0].text = "来源：示例科技报　2025年11月4日　第A9版"
    document.core_properties.author = "张三"
    source = article(written(document), "a.docx").source
    assert (source.publisher, source.published, source.page) == ("示例科技报", "2025-11-04", "第A9版")
    assert source.authors == ("张三",)


def test_broken_documents_say_so() -> None:
    """A cut document, an encrypted one and one that unpacks too far are failures with hints."""
    content = written(plain())
    assert refused(content[: len(content) // 2], "a.docx").hint
    encrypted = refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.docx")
    assert "encrypted" in encrypted.what
    assert "expanded=" in refused(content, "a.docx", Options(limits=Limits(expanded=1000))).hint
