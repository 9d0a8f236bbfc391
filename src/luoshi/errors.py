"""The error family: every error that Luoshi raises on purpose, and the record of a document that could not be read.

A wrong call raises; a document that cannot be read in a batch becomes a `Failure` (see `luoshi.model.failure`).

LuoshiError
├── UsageError            the call is wrong: unknown kind, code, zone or option
├── MissingPart           an optional part is not installed
├── UnreadableSource      the bytes hold no readable article
├── PlanError             the reader's stages do not fit together
└── LibraryError          the library cannot be opened, read or written
"""


class LuoshiError(Exception):
    """Something that Luoshi can explain: what happened, and in `hint` what would be accepted or what to try."""

    def __init__(self, what: str, *, hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.what} {self.hint}".strip()


class UsageError(LuoshiError):
    """The call asks for something that does not exist."""


class MissingPart(LuoshiError):
    """An optional part is not installed; the hint names the extra that brings it."""

    def __init__(self, part: str, extra: str) -> None:
        super().__init__(f"{part} is not installed.", hint=f"Install it with: pip install 'luoshi[{extra}]'")
        self.part = part
        self.extra = extra


class UnreadableSource(LuoshiError):
    """A file or stream whose bytes hold no article that can be read."""


class PlanError(LuoshiError):
    """A stage needs what no earlier stage adds."""


class LibraryError(LuoshiError):
    """A library cannot be opened, read or written."""
