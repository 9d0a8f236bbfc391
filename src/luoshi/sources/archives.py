"""Archives: zip, tar and single compressed files, with bounds on members, nesting and expanded size.

Nothing is unpacked to disk: each member is read into memory within the bounds and opened like a file of its own.
"""

import bz2
import gzip
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import IO, Any

from luoshi.errors import UnreadableSource
from luoshi.model.failure import Failure
from luoshi.model.source import Document
from luoshi.sources import catalogue, folders
from luoshi.sources.contract import Budget, Given, Options, failure

# A ratio says something only once the member is large: a page of one repeated line packs well too.
_SMALL = 4_000_000
_BROKEN = (zipfile.BadZipFile, tarfile.TarError, EOFError, zlib.error, lzma.LZMAError, OSError, NotImplementedError)
_PACKED: dict[bytes, Any] = {
    b"\x1f\x8b": gzip.open,
    b"BZh": bz2.open,
    b"\xfd7zXZ\x00": lzma.open,
}


class _Zip:
    name = "zip"
    media_type = "application/zip"
    apart = False

    def sniff(self, head: bytes, name: str) -> bool:
        return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))

    def open(self, given: Given, options: Options) -> Iterator[Document | Failure]:
        budget = _entered(given, options)
        try:
            with given.stream() as stream, zipfile.ZipFile(stream) as packed:
                infos = sorted(packed.infolist(), key=lambda info: info.filename)
                for info in infos:
                    name = _zip_name(info)
                    if info.is_dir() or _litter(name):
                        continue
                    uri = f"{given.uri}#{name}"
                    try:
                        _countable(budget, options)
                        content = _zip_member(packed, info, budget, options)
                    except _Full as error:
                        yield failure(uri, error)
                        return
                    except UnreadableSource as error:
                        yield failure(uri, error)
                        continue
                    except (*_BROKEN, RuntimeError) as error:
                        yield failure(uri, UnreadableSource(f"The archive's file cannot be unpacked: {error}."))
                        continue
                    yield from catalogue.opened(_member(given, uri, content, budget), options)
        except _BROKEN as error:
            raise _broken(error) from None


class _Tar:
    name = "tar"
    media_type = "application/x-tar"
    apart = False

    def sniff(self, head: bytes, name: str) -> bool:
        """The mark of a tar file, also inside gzip; or a compressed file under a tar's name."""
        if head[257:262] == b"ustar" or _gunzipped(head)[257:262] == b"ustar":
            return True
        packed = head.startswith(tuple(_PACKED))
        return packed and re.search(r"\.(tar\.\w+|tgz|tbz2?|txz)$", name) is not None

    def open(self, given: Given, options: Options) -> Iterator[Document | Failure]:
        budget = _entered(given, options)
        try:
            with given.stream() as stream, tarfile.open(fileobj=stream, mode="r:*", errorlevel=1) as packed:
                for info in packed:
                    uri = f"{given.uri}#{_printable(info.name)}"
                    if info.isdir() or _litter(info.name):
                        continue
                    try:
                        _countable(budget, options)
                        if not info.isreg():
                            raise UnreadableSource("The archive's entry is a link or a device; it is not followed.")
                        inner = packed.extractfile(info)
                        assert inner
                        content = _bounded(inner, info.size, budget, options)
                    except _Full as error:
                        yield failure(uri, error)
                        return
                    except UnreadableSource as error:
                        yield failure(uri, error)
                        continue
                    yield from catalogue.opened(_member(given, uri, content, budget), options)
        except _BROKEN as error:
            raise _broken(error) from None


class _Packed:
    name = "compressed file"
    media_type = "application/gzip"
    apart = False

    def sniff(self, head: bytes, name: str) -> bool:
        return head.startswith(tuple(_PACKED))

    def open(self, given: Given, options: Options) -> Iterator[Document | Failure]:
        """One file that was compressed; its name is the archive's without the ending."""
        budget = _entered(given, options)
        opener = next(opener for mark, opener in _PACKED.items() if given.head().startswith(mark))
        try:
            with given.stream() as stream, opener(stream) as packed:
                content = _bounded(packed, given.size(), budget, options, packed_size=given.size())
        except _BROKEN as error:
            raise _broken(error) from None
        inner = re.sub(r"\.(gz|bz2|xz)$", "", re.split(r"[/#]", given.uri)[-1])
        yield from catalogue.opened(_member(given, f"{given.uri}#{inner}", content, budget), options)


class _Full(UnreadableSource):
    """The archive as a whole is beyond a bound: nothing more of it is unpacked."""


def _gunzipped(head: bytes) -> bytes:
    """The first block of what gzip packed; empty where nothing was."""
    if not head.startswith(b"\x1f\x8b"):
        return b""
    try:
        return zlib.decompressobj(31).decompress(head, 512)
    except zlib.error:
        return b""


def _entered(given: Given, options: Options) -> Budget:
    """The budget of the outermost archive. UnreadableSource where archives are nested too deep."""
    options.limits.hold("nesting", given.depth + 1, "Archives stand inside archives too often")
    return given.budget or Budget()


def _member(given: Given, uri: str, content: bytes, budget: Budget) -> Given:
    return Given(uri, content=content, depth=given.depth + 1, budget=budget)


def _countable(budget: Budget, options: Options) -> None:
    budget.members += 1
    try:
        options.limits.hold("members", budget.members, "The archive holds too many files")
    except UnreadableSource as error:
        raise _Full(error.what, hint=error.hint) from None


def _zip_member(packed: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget, options: Options) -> bytes:
    if info.flag_bits & 1:
        raise UnreadableSource("The archive's file is encrypted.", hint="Unpack it with its password first.")
    with packed.open(info) as stream:
        return _bounded(stream, info.file_size, budget, options, packed_size=max(info.compress_size, 1))


def _bounded(stream: IO[bytes], size: int, budget: Budget, options: Options, packed_size: int = 0) -> bytes:
    """All bytes of a member, within the bounds whatever the archive says of its size."""
    limits = options.limits
    limits.hold("bytes", size, "The archive's file is too large in bytes")
    out = bytearray()
    while piece := stream.read(1 << 20):
        out += piece
        budget.expanded += len(piece)
        if packed_size and len(out) > _SMALL:
            limits.hold("ratio", len(out) // packed_size, "The archive's file expands too much (a zip bomb?)")
        limits.hold("bytes", len(out), "The archive's file is too large in bytes")
        if budget.expanded > limits.expanded:
            raise _Full(
                f"The archive expands to more than the limit of {limits.expanded:,} bytes.",
                hint=f"Raise the limit with --limit expanded={4 * limits.expanded}.",
            )
    return bytes(out)


def _zip_name(info: zipfile.ZipInfo) -> str:
    """A member's name; names without the mark of UTF-8 are GB18030 in Chinese archives."""
    if info.flag_bits & 0x800:
        return _printable(info.filename)
    raw = info.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return _printable(info.filename)


def _printable(name: str) -> str:
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _litter(name: str) -> bool:
    return any(folders.hidden(part) for part in name.split("/") if part not in ("", ".", ".."))


def _broken(error: Exception) -> UnreadableSource:
    return UnreadableSource(f"The archive is damaged: {error or type(error).__name__}.", hint="Pack it again.")


def member(given: Given, address: str, options: Options) -> tuple[Given, str] | None:
    """The member of an archive whose name begins the address (as `open` names members), with the rest of the address;
    None where the file is no archive or holds no such member."""
    head = given.head()
    try:
        with given.stream() as stream:
            if ZIP.sniff(head, given.name):
                return _zipped(zipfile.ZipFile(stream), given, address, options)
            if TAR.sniff(head, given.name):
                return _tarred(tarfile.open(fileobj=stream, mode="r:*"), given, address, options)
            for mark, opener in _PACKED.items():
                if head.startswith(mark):
                    name, _, rest = address.partition("#")
                    content = _bounded(opener(stream), given.size(), _entered(given, options), options, given.size())
                    return Given(f"{given.uri}#{name}", content=content, depth=given.depth + 1), rest
    except _BROKEN as error:
        raise _broken(error) from None
    return None


def _zipped(packed: zipfile.ZipFile, given: Given, address: str, options: Options) -> tuple[Given, str] | None:
    names = {_zip_name(info): info for info in packed.infolist()}
    name = _longest(names, address)
    if name is None:
        return None
    budget = _entered(given, options)
    content = _zip_member(packed, names[name], budget, options)
    return _member(given, f"{given.uri}#{name}", content, budget), address[len(name) + 1 :]


def _tarred(packed: tarfile.TarFile, given: Given, address: str, options: Options) -> tuple[Given, str] | None:
    infos = {_printable(info.name): info for info in packed if info.isreg()}
    name = _longest(infos, address)
    inner = packed.extractfile(infos[name]) if name is not None else None
    if name is None or inner is None:
        return None
    budget = _entered(given, options)
    content = _bounded(inner, infos[name].size, budget, options)
    return _member(given, f"{given.uri}#{name}", content, budget), address[len(name) + 1 :]


def _longest(names: Iterable[str], address: str) -> str | None:
    """The longest of the names that begins an address: a name may hold the mark that parts names."""
    return max((name for name in names if f"{address}#".startswith(f"{name}#")), key=len, default=None)


ZIP, TAR, PACKED = _Zip(), _Tar(), _Packed()
