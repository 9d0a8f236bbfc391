"""Plain text in the encodings and with the line ends that people have."""

import pytest

from luoshi.sources.contract import Options
from luoshi.sources.limits import Limits
from tests.sources.articles import TEXT, TRADITIONAL
from tests.sources.contract import article, refused

ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_text_is_the_same_in_every_encoding(encoding: str, line_end: str) -> None:
    """A Chinese article is read alike from every encoding, and line ends become LF."""
    content = TEXT.replace("\n", line_end).encode(encoding)
    assert article(content).text == TEXT


@pytest.mark.parametrize("encoding", ["big5", "utf-8", "gb18030", "utf-16"])
def test_traditional_text_is_told_from_simplified(encoding: str) -> None:
    """Big5 is told from GB18030 though both share their bytes."""
    assert article(TRADITIONAL.encode(encoding)).text == TRADITIONAL


@pytest.mark.parametrize("encoding", [*ENCODINGS, "big5"])
def test_places_lead_back_to_the_bytes(encoding: str) -> None:
    """The byte range of each line, decoded, is the line."""
    text = TRADITIONAL if encoding == "big5" else TEXT
    content = text.replace("\n", "\r\n").encode(encoding)
    codec = {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8"}.get(encoding, encoding)
    found = article(content)
    for place in found.places:
        assert place.bytes
        assert content[slice(*place.bytes)].decode(codec) == found.text[slice(*place.span)]
    assert len(found.places) == len(text.split("\n"))


def test_a_cut_character_is_a_problem_and_the_rest_is_read() -> None:
    """A file cut inside a character keeps its text, and says how many bytes are lost."""
    found = article(TEXT.encode()[:-4])
    assert found.text.startswith(TEXT[:-4])
    assert "could not be decoded" in found.problems[0].what


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"  \n\n ", "no text"),
        (b"Read me first. Nothing here.", "no Chinese"),
        (bytes(range(256)) * 40, "no known kind"),
        (b"\x7fELF" + b"\0" * 400, "no known kind"),
    ],
)
def test_what_is_no_text_says_so(content: bytes, words: str) -> None:
    """Empty, blank, foreign and binary files are failures with their reason."""
    found = refused(content, "notes.bin")
    assert words in found.what
    assert found.hint


def test_a_line_of_fifty_megabytes_is_refused() -> None:
    """One line of 50 MB is no article; the failure names the limit, and with a higher one it is read."""
    line = "会议强调，要加快建设。" * 1_600_000
    found = refused(line.encode(), "a.txt")
    assert "limit of 20,000,000" in found.what
    assert "text_bytes=" in found.hint
    assert len(article(line.encode(), "a.txt", Options(limits=Limits(text_bytes=60_000_000))).text) == len(line)


def test_header_lines_state_the_provenance() -> None:
    """来源, 记者, date and page over a text become its provenance."""
    found = article(("标题在这里\n2025年11月4日 来源：示例科技报 第A9版 记者：张三、李四\n" + TEXT).encode())
    source = found.source
    assert (source.publisher, source.published, source.page) == ("示例科技报", "2025-11-04", "第A9版")
    assert source.authors == ("张三", "李四")


@pytest.mark.parametrize(
    "line",
    [
        "▶ 本报记者 张三 李四",
        "本报记者　张三　通讯员　李四",
        "□本报见习记者 张三、李四 报道",
        "作者：张三 李四",
        "（文/张三、李四）",
    ],
)
def test_bylines_state_the_authors(line: str) -> None:
    """Reporters and contributors on a line of their own are the authors."""
    found = article(f"标题在这里\n{line}\n{TEXT}".encode())
    assert found.source.authors == ("张三", "李四")
