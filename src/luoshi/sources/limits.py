"""The bounds within which one file is read, with their defaults and help. What goes beyond becomes a Failure."""

from typing import Annotated, NamedTuple

import msgspec

from luoshi.errors import UnreadableSource, UsageError


class Described(NamedTuple):
    """A limit as help pages print it."""

    name: str
    default: int
    help: str


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds for each file; every number is at least 1."""

    bytes: Annotated[int, msgspec.Meta(description="size of a file in bytes")] = 512_000_000
    text_bytes: Annotated[int, msgspec.Meta(description="size of an article as text, Markdown or HTML, in bytes")] = (
        20_000_000
    )
    seconds: Annotated[int, msgspec.Meta(description="time for a PDF, DOCX, image or spreadsheet, in seconds")] = 120
    memory: Annotated[int, msgspec.Meta(description="memory for the same, in megabytes")] = 4_000
    pages: Annotated[int, msgspec.Meta(description="pages of a PDF")] = 2_000
    pixels: Annotated[int, msgspec.Meta(description="pixels of an image or of a scanned page")] = 120_000_000
    tags: Annotated[int, msgspec.Meta(description="tags of an HTML page")] = 400_000
    depth: Annotated[int, msgspec.Meta(description="nested tags of an HTML page")] = 512
    members: Annotated[int, msgspec.Meta(description="files in an archive")] = 20_000
    nesting: Annotated[int, msgspec.Meta(description="archives inside archives")] = 3
    expanded: Annotated[int, msgspec.Meta(description="size of an archive's files together, in bytes")] = 2_000_000_000
    ratio: Annotated[int, msgspec.Meta(description="expanded size of an archive's file to its packed size")] = 200
    rows: Annotated[int, msgspec.Meta(description="rows of a table")] = 2_000_000
    records: Annotated[int, msgspec.Meta(description="records of a WARC file")] = 5_000_000

    @classmethod
    def described(cls) -> list[Described]:
        """Every limit with its default and help, in order."""
        fields = msgspec.structs.fields(cls)
        return [Described(field.name, field.default, _help(field.type)) for field in fields]

    @classmethod
    def parse(cls, words: "list[str] | tuple[str, ...]") -> "Limits":
        """Limits from words like `seconds=30`; the others keep their defaults."""
        values: dict[str, int] = {}
        for word in words:
            name, _, number = word.partition("=")
            if name not in cls.__struct_fields__ or not number.isdecimal() or int(number) < 1:
                raise UsageError(
                    f"{word!r} is no limit.",
                    hint="Write NAME=NUMBER with one of: " + ", ".join(cls.__struct_fields__) + ".",
                )
            values[name] = int(number)
        return cls(**values)

    def hold(self, name: str, found: int, what: str) -> None:
        """UnreadableSource where `found` is beyond the limit `name`."""
        bound = getattr(self, name)
        if found > bound:
            raise UnreadableSource(
                f"{what}: {found:,}, more than the limit of {bound:,}.",
                hint=f"Raise the limit with --limit {name}={found}.",
            )


def _help(kind: object) -> str:
    meta = next(part for part in kind.__metadata__ if isinstance(part, msgspec.Meta))  # type: ignore[attr-defined]
    return str(meta.description)
