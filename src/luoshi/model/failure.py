"""The record of a document that could not be read: one row of a batch's closing table."""

import msgspec


class Failure(msgspec.Struct, frozen=True):
    """What was tried, what went wrong, and what to try instead; `kind` names the error class."""

    uri: str
    stage: str
    what: str
    hint: str = ""
    kind: str = "UnreadableSource"
