"""Whole answers kept until the library changes: a page is drawn once for the many people who look at it.

After a change the first reader does not wait long: where drawing a page anew takes its time, the page of before is shown,
with a note that says so.
"""

import asyncio
from collections import OrderedDict
from html import escape
from typing import NamedTuple

from litestar import Request
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from luoshi.workbench.desk import Desk
from luoshi.workbench.language import translator
from luoshi.workbench.render import UNKEPT, language_of

OK = 200
KEPT = 96_000_000
LARGEST = 4_000_000
"""Bytes of all kept answers together, and of the largest one that is kept."""
# Pages with a form hold a token of one browser; these are drawn for each.
_OWN = ("/add", "/sign-in", "/static/")
_MAIN = b'<main id="main">'

Key = tuple[bytes, ...]


class Drawn(NamedTuple):
    """An answer: the state of the library that it tells, its status, headers and body."""

    changes: int
    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes

    @property
    def page(self) -> bool:
        """Whether people read it as a page."""
        return any(name == b"content-type" and value.startswith(b"text/html") for name, value in self.headers)


class Kept(ASGIMiddleware):
    """Answers to GET by address, language and look; people who are signed in see their name, and get their own."""

    scopes = (ScopeType.HTTP,)

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._answers: OrderedDict[Key, Drawn] = OrderedDict()
        self._size = 0
        self._drawing: dict[tuple[int, Key], asyncio.Task[Drawn]] = {}

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        session = scope["state"].get("session")
        if scope.get("method") != "GET" or scope["path"].startswith(_OWN) or (session and session.name):
            await next_app(scope, receive, send)
            return
        changes = await self.desk.in_thread(lambda: self.desk.changes)
        key = _key(scope)
        kept = self._answers.get(key)
        if kept and kept.changes == changes:
            self._answers.move_to_end(key)
            await _send(kept, send)
            return
        task = self._drawing.get((changes, key))
        if task is None:
            task = asyncio.create_task(self._drawn(changes, key, scope, receive, next_app))
            self._drawing[changes, key] = task
        before = kept if kept and kept.page else None
        await asyncio.wait({task}, timeout=self.desk.serving.patience if before else None)
        await _send(task.result() if task.done() or before is None else _noted(before, scope), send)

    async def _drawn(self, changes: int, key: Key, scope: Scope, receive: Receive, next_app: ASGIApp) -> Drawn:
        """Draw an answer, and keep it where it is whole and of a bearable size."""
        started: list[tuple[int, tuple[tuple[bytes, bytes], ...]]] = []
        pieces: list[bytes] = []

        async def collect(message: Message) -> None:
            if message["type"] == "http.response.start":
                started.append((message["status"], tuple(message["headers"])))
            elif message["type"] == "http.response.body":
                pieces.append(message["body"])

        try:
            await next_app(scope, receive, collect)
        finally:
            del self._drawing[changes, key]
        status, headers = started[0]
        drawn = Drawn(changes, status, headers, b"".join(pieces))
        if status == OK and len(drawn.body) <= LARGEST and (b"cache-control", UNKEPT.encode()) not in headers:
            self._keep(key, drawn)
        return drawn

    def _keep(self, key: Key, drawn: Drawn) -> None:
        before = self._answers.pop(key, None)
        self._size += len(drawn.body) - (len(before.body) if before else 0)
        self._answers[key] = drawn
        while self._size > KEPT:
            self._size -= len(self._answers.popitem(last=False)[1].body)


def _noted(drawn: Drawn, scope: Scope) -> Drawn:
    """The page with a note that it tells the library as it was, which nobody keeps."""
    t = translator(language_of(Request(scope)))
    href = scope["path"] + (f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else "")
    link = f'<a href="{escape(href)}">{t("site.again")}</a>'
    note = f'<p class="warn noprint" role="status">{t("site.before_change")} {link}</p>'
    body = drawn.body.replace(_MAIN, _MAIN + note.encode(), 1)
    headers = tuple((name, value) for name, value in drawn.headers if name not in (b"content-length", b"cache-control"))
    told = (*headers, (b"content-length", str(len(body)).encode()), (b"cache-control", b"no-store"))
    return drawn._replace(headers=told, body=body)


async def _send(drawn: Drawn, send: Send) -> None:
    # Headers are copied: senders further out add theirs.
    await send({"type": "http.response.start", "status": drawn.status, "headers": list(drawn.headers)})
    await send({"type": "http.response.body", "body": drawn.body, "more_body": False})


def _key(scope: Scope) -> Key:
    """An address with what the browser's language and the cookies of language and look make of its page."""
    told = dict(scope["headers"])
    cookies = [part.strip() for part in told.get(b"cookie", b"").split(b";")]
    return (
        scope["path"].encode(),
        scope["query_string"],
        told.get(b"accept-language", b"")[:40],
        *sorted(part for part in cookies if part.startswith((b"lang=", b"look="))),
    )
