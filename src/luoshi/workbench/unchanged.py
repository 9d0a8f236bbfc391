"""ETags: every answer of the API carries one, and who has it already is told 304."""

import hashlib

from litestar.datastructures import Headers, MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from luoshi.version import __version__
from luoshi.workbench.desk import Desk

OK = 200


class Unchanged(ASGIMiddleware):
    """The tag of an answer is of the library's state and the address: the same library says the same."""

    scopes = (ScopeType.HTTP,)

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        if scope.get("method") not in ("GET", "HEAD") or not scope["path"].startswith("/api/"):
            await next_app(scope, receive, send)
            return
        changes = await self.desk.in_thread(lambda: self.desk.changes)
        told = f"{__version__}|{changes}|{scope['path']}|{scope['query_string'].decode('latin-1')}"
        tag = f'W/"{hashlib.sha256(told.encode()).hexdigest()[:24]}"'
        if Headers.from_scope(scope).get("if-none-match") == tag:
            await send({"type": "http.response.start", "status": 304, "headers": [(b"etag", tag.encode())]})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
            return

        async def tagged(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == OK:
                MutableScopeHeaders.from_message(message)["etag"] = tag
            await send(message)

        await next_app(scope, receive, tagged)
