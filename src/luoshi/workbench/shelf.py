"""The files of uploaded articles, kept beside the library so that their pages can be shown. A file lies under the digest of
its bytes; the name under which it came is part of the article's address and of no path. The folder can be deleted at any
time: its articles stay, without the pictures of their pages."""

import hashlib
import os
import re
from pathlib import Path

MARK = "upload:"
_ADDRESS = re.compile(rf"{MARK}([0-9a-f]{{64}})/(.+)", re.S)


class Shelf:
    """The files of one library's uploads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def beside(cls, library: str) -> "Shelf":
        """The files of a library: `LIBRARY.uploads`, for a server's address in the user's folder for data."""
        if "://" in library and not library.startswith("sqlite"):
            name = "".join(char if char.isalnum() else "-" for char in library.rpartition("@")[2])
            base = Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share"))
            return cls(base / "luoshi" / f"{name}.uploads")
        return cls(Path(library.removeprefix("sqlite:///") + ".uploads"))

    def keep(self, content: bytes) -> None:
        """Put a file on the shelf, whole or not at all."""
        path = self.folder / digest(content)
        if path.is_file():
            return
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        partial = path.with_suffix(f".{os.getpid()}")
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(partial, path)

    def find(self, address: str) -> tuple[Path, str] | None:
        """The file behind an uploaded article's address, and its name with those of the members of archives in it; None
        where it is gone or the address is of another kind."""
        told = _ADDRESS.fullmatch(address)
        path = self.folder / told[1] if told else None
        return (path, told[2]) if told and path and path.is_file() else None


def digest(content: bytes) -> str:
    """The name of a file on the shelf."""
    return hashlib.sha256(content).hexdigest()


def address(content: bytes, uri: str) -> str:
    """The address of an article in an uploaded file; `uri` is the file's name with those of the members in it."""
    return f"{MARK}{digest(content)}/{uri}"


def told(uri: str | None) -> str:
    """An address as people read it: that of an uploaded article is the name of its file."""
    named = _ADDRESS.fullmatch(uri or "")
    return named[2] if named else uri or ""
