"""The shapes of the API's answers: one for success, one for an error."""

from typing import Any, Generic, TypeVar

import msgspec
from litestar.response import Response

T = TypeVar("T")


class Answer(msgspec.Struct, Generic[T], frozen=True):
    """What was asked for. `next` is the cursor of the next page; `coverage` says what the figures rest on."""

    data: T
    next: str | None = None
    coverage: str | None = None


class Fault(msgspec.Struct, frozen=True):
    """What went wrong, and what to try."""

    status: int
    what: str
    hint: str = ""


class Refusal(msgspec.Struct, frozen=True):
    """The one shape of errors."""

    error: Fault


def refusal(status: int, what: str, hint: str = "") -> Response[Any]:
    """An error as the API tells it."""
    return Response(Refusal(Fault(status, what, hint)), status_code=status, media_type="application/json")
