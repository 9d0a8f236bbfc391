"""What is built in: the formats by name, and `documents`, which opens a path with the format that its content shows."""

from collections.abc import Iterator
from pathlib import Path

from luoshi.model.failure import Failure
from luoshi.model.source import Document, document


def documents(path: Path) -> Iterator[Document | Failure]:
    """Every article under a path (a file, or a folder with its folders), and a failure for each that cannot be read."""
    files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    for file in files:
        try:
            yield document(file.read_text(encoding="utf-8"), uri=str(file))
        except (OSError, UnicodeDecodeError) as error:
            yield Failure(str(file), "sources", str(error))
