"""The catalogue: every format keeps the contract, is found by its content, and names the extra that it misses."""

import io
import sys
import zipfile
from collections.abc import Callable

import pytest

from luoshi.errors import MissingPart, UnreadableSource
from luoshi.sources import catalogue, ocr
from luoshi.sources.contract import Format, Given, Options, failure
from tests.sources.articles import TEXT
from tests.sources.contract import everything
from tests.sources.pages import PAGES
from tests.sources.test_archives import tarred, zipped
from tests.sources.test_tables import comma, jsonl, parquet


def _office(folder: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr(f"{folder}/document.xml", "<x/>")
    return out.getvalue()


# What a file begins with -> the one format that takes it, whatever its name.
KINDS: dict[str, Callable[[], bytes]] = {
    "plain:PLAIN": TEXT.encode,
    "markdown:MARKDOWN": lambda: b"# A\n\n### B\n\n<p>C</p>",
    "html:HTML": lambda: PAGES["modern"]().encode(),
    "pdf:PDF": lambda: b"%PDF-1.7\n",
    "docx:DOCX": lambda: _office("word"),
    "tables:XLSX": lambda: _office("xl"),
    "image:IMAGE": lambda: b"\x89PNG\r\n\x1a\n",
    "tables:PARQUET": parquet,
    "tables:JSONL": jsonl,
    "tables:CSV": comma,
    "warc:WARC": lambda: b"WARC/1.1\r\n",
    "archives:ZIP": lambda: zipped({"a.txt": b"x"}),
    "archives:TAR": lambda: tarred({"a.txt": b"x"}, "w"),
    "archives:PACKED": lambda: b"BZh91AY&SY",
    "unread:UNREAD": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
}


@pytest.mark.parametrize("target", catalogue.FORMATS)
def test_every_format_keeps_the_contract(target: str) -> None:
    """A format has a name, a media type and the two methods, and is found by its own content under any name."""
    found = catalogue.load(target)
    assert isinstance(found, Format)
    assert found.name
    assert "/" in found.media_type
    content = KINDS[target.removeprefix("luoshi.sources.")]()
    for name in ("file", "file.txt", "file.dat"):
        assert catalogue.find(Given(name, content=content)) == target


def test_every_format_has_a_sample_here() -> None:
    """A new format is tested above as well."""
    assert {target.removeprefix("luoshi.sources.") for target in catalogue.FORMATS} == set(KINDS)


EXTRAS = {
    "pdf": ("pdf:PDF", "pypdfium2"),
    "docx": ("docx:DOCX", "docx"),
    "tables": ("tables:XLSX", "fastexcel"),
    "warc": ("warc:WARC", "fastwarc.warc"),
    "ocr": ("image:IMAGE", "PIL"),
}


@pytest.mark.parametrize("extra", EXTRAS)
def test_a_missing_part_names_its_extra(extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library of a format, its files are failures that say what to install."""
    target, module = EXTRAS[extra]
    monkeypatch.setitem(sys.modules, module, None)
    given = Given("file", content=KINDS[target]())
    with pytest.raises(MissingPart) as caught:
        list(catalogue.load(f"luoshi.sources.{target}").open(given, Options()))
    row = failure("file", caught.value)
    assert row.kind == "MissingPart"
    assert f"luoshi[{extra}]" in row.hint


def test_scans_without_the_reader_of_pictures_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """A scanned PDF is a failure that names the extra where pictures cannot be read."""
    pytest.importorskip("pypdfium2")
    image = pytest.importorskip("PIL.Image")
    out = io.BytesIO()
    image.new("L", (600, 800), 200).save(out, "PDF")
    monkeypatch.setattr(ocr, "available", lambda: False)
    found = list(catalogue.load("luoshi.sources.pdf:PDF").open(Given("a.pdf", content=out.getvalue()), Options()))
    assert "is scanned" in found[0].what  # type: ignore[union-attr]
    assert "luoshi[ocr]" in found[0].hint  # type: ignore[union-attr]


def test_other_packages_add_formats(monkeypatch: pytest.MonkeyPatch) -> None:
    """A format under the entry point group is asked before the built-in ones."""
    monkeypatch.setattr(catalogue, "targets", lambda: ("tests.sources.shouting:SHOUTING", *catalogue.FORMATS))
    (found,) = everything(b"SHOUT\n" + TEXT.encode(), "a.txt")
    assert found.source.media_type == "text/shout"


def test_an_unknown_kind_lists_the_known_ones() -> None:
    """The failure names the ending and what would have been read."""
    with pytest.raises(UnreadableSource) as caught:
        catalogue.find(Given("a.xyz", content=bytes(range(256))))
    assert ".xyz" in caught.value.what
    assert "PDF" in caught.value.hint
