"""Whole answers kept until the library changes: many people look at the same pages, and a page is drawn once."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Any, cast

from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from luoshi.workbench.desk import Desk

OK = 200
KEPT = 400
LARGEST = 2_000_000
# Pages with a form hold a token of one browser; these are drawn for each.
_OWN = ("/add", "/sign-in", "/static/")


class Kept(ASGIMiddleware):
    """Answers to GET by address, language and look; people who are signed in see their name, and get their own."""

    scopes = (ScopeType.HTTP,)

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._answers: OrderedDict[Hashable, tuple[Message, bytes]] = OrderedDict()

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        session = scope["state"].get("session")
        if scope.get("method") != "GET" or scope["path"].startswith(_OWN) or (session and session.name):
            await next_app(scope, receive, send)
            return
        changes = await self.desk.in_thread(lambda: self.desk.changes)
        key = (changes, scope["path"], scope["query_string"], *_chosen(scope))
        if key in self._answers:
            self._answers.move_to_end(key)
            start, body = self._answers[key]
            await send(_copied(start))
            await send({"type": "http.response.body", "body": body, "more_body": False})
            return
        await next_app(scope, receive, self._keeping(key, send))

    def _keeping(self, key: Hashable, send: Send) -> Send:
        """The sender, which also keeps what it sends where that is a whole answer of a bearable size."""
        started: list[Message] = []
        pieces: list[bytes] = []

        async def keep(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == OK:
                started.append(_copied(message))
            elif message["type"] == "http.response.body" and started:
                pieces.append(message["body"])
                if not message.get("more_body") and sum(map(len, pieces)) <= LARGEST:
                    self._answers[key] = (started[0], b"".join(pieces))
                    while len(self._answers) > KEPT:
                        self._answers.popitem(last=False)
            await send(message)

        return keep


def _copied(start: Message) -> Message:
    """The start of an answer with headers of its own: senders further out add theirs."""
    copied: Any = {**start, "headers": list(cast(Any, start)["headers"])}
    return cast(Message, copied)


def _chosen(scope: Scope) -> tuple[bytes, ...]:
    """What the browser's language and the cookies of language and look make of a page."""
    told = dict(scope["headers"])
    cookies = [part.strip() for part in told.get(b"cookie", b"").split(b";")]
    return (
        told.get(b"accept-language", b"")[:40],
        *sorted(part for part in cookies if part.startswith((b"lang=", b"look="))),
    )
