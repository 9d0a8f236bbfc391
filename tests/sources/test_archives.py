"""Archives: their files are read like any other, within bounds."""

import gzip
import io
import tarfile
import zipfile

import pytest

from luoshi.model.failure import Failure
from luoshi.model.source import Document
from luoshi.sources.contract import Options
from luoshi.sources.limits import Limits
from tests.sources.articles import OTHER, TEXT
from tests.sources.contract import article, everything, refused
from tests.sources.pages import PAGES

MEMBERS = {
    "a.txt": TEXT.encode("gb18030"),
    "b/c.html": PAGES["modern"]().encode(),
    "README": b"English only",
    "__MACOSX/._a.txt": b"junk",
}


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return out.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w:gz") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as packed:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            packed.addfile(info, io.BytesIO(content))
    return out.getvalue()


PACKERS = {
    "a.zip": zipped,
    "a.tar": lambda m: tarred(m, "w"),
    "a.tar.gz": tarred,
    "a.tgz": tarred,
    "a.tar.xz": lambda m: tarred(m, "w:xz"),
}


@pytest.mark.parametrize("name", PACKERS)
def test_members_are_read_by_their_content(name: str) -> None:
    """Each file is an article or a row with its reason; litter of other systems is left out."""
    found = everything(PACKERS[name](MEMBERS), name)
    texts = {row.source.uri: row.text for row in found if isinstance(row, Document)}
    assert texts == {f"{name}#a.txt": TEXT, f"{name}#b/c.html": TEXT}
    assert [row.uri for row in found if isinstance(row, Failure)] == [f"{name}#README"]


def test_one_compressed_file_is_read() -> None:
    """A text that was only compressed is opened."""
    found = article(gzip.compress(TEXT.encode()), "a.txt.gz")
    assert (found.text, found.source.uri) == (TEXT, "a.txt.gz#a.txt")


def test_names_in_gbk_are_read() -> None:
    """Names that Chinese systems write without the mark of UTF-8 are read as GB18030."""
    content = zipped({"xxxx.txt": TEXT.encode()}).replace(b"xxxx.txt", "园区.txt".encode("gbk"))
    assert article(content, "a.zip").source.uri == "a.zip#园区.txt"


def test_archives_inside_archives_are_bounded() -> None:
    """Archives are opened inside archives up to the limit of nesting."""
    content = {"a.txt": TEXT.encode()}
    packed = zipped({"1.zip": zipped({"2.zip": zipped(content)})})
    assert article(packed, "a.zip").source.uri == "a.zip#1.zip#2.zip#a.txt"
    assert "inside archives" in refused(zipped({"0.zip": packed}), "a.zip").what


@pytest.mark.parametrize("packer", [zipped, tarred])
def test_bombs_are_refused(packer) -> None:  # type: ignore[no-untyped-def]
    """Members that expand without end stop at the bounds, and the files before them are read."""
    found = everything(
        packer({"a.txt": TEXT.encode(), "b.txt": bytes(80_000_000)}), "a", Options(limits=Limits(expanded=20_000_000))
    )
    assert isinstance(found[0], Document)
    assert "expand" in found[1].what


def test_a_ratio_gives_a_bomb_away() -> None:
    """A member a thousand times its packed size is refused before it is unpacked whole."""
    assert "zip bomb" in refused(zipped({"a.txt": bytes(80_000_000)}), "a.zip").what


def test_too_many_members_are_refused() -> None:
    """Members are counted over all archives inside an archive."""
    inner = zipped({f"{n}.txt": OTHER[1].encode() for n in range(6)})
    found = everything(zipped({"1.zip": inner, "2.zip": inner}), "a.zip", Options(limits=Limits(members=9)))
    assert "too many files" in found[-1].what
    assert len([row for row in found if isinstance(row, Document)]) == 7


def test_links_and_paths_out_are_harmless() -> None:
    """A link in a tar file is named, and a path that climbs out is only a name."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as packed:
        link = tarfile.TarInfo("passwords.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        packed.addfile(link)
        info = tarfile.TarInfo("../../a.txt")
        info.size = len(TEXT.encode())
        packed.addfile(info, io.BytesIO(TEXT.encode()))
    refusal, found = everything(out.getvalue(), "a.tar")
    assert "not followed" in refusal.what
    assert found.text == TEXT


@pytest.mark.parametrize("name", PACKERS)
def test_a_cut_archive_says_so(name: str) -> None:
    """A truncated archive is a failure; what stood whole before the cut in a tar is read."""
    content = PACKERS[name]({f"{n}.txt": (TEXT + str(n)).encode() for n in range(40)})
    found = everything(content[: len(content) * 2 // 3], name)
    assert isinstance(found[-1], Failure)
    assert "damaged" in found[-1].what


def test_an_encrypted_member_says_so() -> None:
    """An encrypted file is named with what to do."""
    content = bytearray(zipped({"a.txt": TEXT.encode()}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + at] |= 1
    assert "encrypted" in refused(bytes(content), "a.zip").what
