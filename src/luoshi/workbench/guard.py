"""The door: sessions, roles, the limit on sign-ins, and the headers that every answer carries."""

import hmac
import secrets
import time
from collections import deque
from typing import Any
from urllib.parse import urlencode

import msgspec
from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.response import Redirect, Response
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from luoshi.workbench.answers import refusal
from luoshi.workbench.serving import Serving
from luoshi.workbench.users import User, Users

COOKIE = "luoshi_session"
HOURS = 12
OPEN = ("/sign-in", "/static/")
SAFE = ("GET", "HEAD", "OPTIONS")

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


class Session(msgspec.Struct, frozen=True):
    """Somebody who is signed in, until `until` (seconds since the epoch)."""

    name: str
    role: str
    until: float


class Door:
    """The sessions of one running workbench, and how often each address has tried to sign in."""

    def __init__(self, serving: Serving, users: Users) -> None:
        self.serving = serving
        self.users = users
        self._sessions: dict[str, Session] = {}
        self._tries: dict[str, deque[float]] = {}

    def sign_in(self, name: str, password: str) -> str | None:
        """A new session's key, where the password is right."""
        user = self.users.verified(name, password)
        if user is None and self.serving.token and hmac.compare_digest(password.encode(), self.serving.token.encode()):
            user = User(name or "token", "owner", "")
        if user is None:
            return None
        now = time.time()
        self._sessions = {key: session for key, session in self._sessions.items() if session.until > now}
        key = secrets.token_urlsafe(32)
        self._sessions[key] = Session(user.name, user.role, now + HOURS * 3600)
        return key

    def sign_out(self, key: str | None) -> None:
        """Forget a session."""
        self._sessions.pop(key or "", None)

    def tried_too_often(self, address: str) -> bool:
        """Count a try to sign in; whether the address has used up its tries of this minute."""
        now = time.monotonic()
        tries = self._tries.setdefault(address, deque())
        while tries and now - tries[0] > 60:
            tries.popleft()
        if len(tries) >= self.serving.sign_ins_a_minute:
            return True
        tries.append(now)
        return False

    def session(self, key: str | None, authorization: str | None) -> Session | None:
        """Who asks: by token or by session; on one's own machine without a guard, its owner."""
        if not self.serving.guarded:
            return Session("", "owner", 0)
        scheme, _, given = (authorization or "").partition(" ")
        token = self.serving.token
        if token and scheme.lower() == "bearer" and hmac.compare_digest(given.encode(), token.encode()):
            return Session("token", "owner", 0)
        session = self._sessions.get(key or "")
        return session if session and session.until > time.time() else None


class Guard(ASGIMiddleware):
    """Lets in whom the door knows, and readers only to look; adds the headers to every answer."""

    scopes = (ScopeType.HTTP,)

    def __init__(self, door: Door) -> None:
        self.door = door

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableScopeHeaders.from_message(message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if not scope["path"].startswith("/static/"):
                    headers.setdefault("cache-control", "no-cache")
            await send(message)

        refused = self._refused(scope)
        await (refused(scope, receive, headed) if refused else next_app(scope, receive, headed))

    def _refused(self, scope: Scope) -> ASGIApp | None:
        """The answer to somebody who may not pass, None to everybody else."""
        path = scope["path"]
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        session = self.door.session(_cookie(headers.get("cookie", "")), headers.get("authorization"))
        scope["state"]["session"] = session
        if path.startswith(OPEN):
            return None
        answer: Response[Any] | None = None
        if session is None:
            if path.startswith("/api"):
                answer = refusal(401, "Please sign in.", "Send Authorization: Bearer TOKEN.")
            else:
                return Redirect(_sign_in(scope), status_code=303).to_asgi_response(None, _request(scope))
        elif scope.get("method") not in SAFE and session.role == "reader" and path != "/sign-out":
            answer = refusal(403, "A reader can look but not change.", "Ask an owner for the role of coder.")
        return answer.to_asgi_response(None, _request(scope)) if answer else None


def _sign_in(scope: Scope) -> str:
    """The address of the form, with the page that somebody wanted to see."""
    wanted = scope["path"] + (f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else "")
    return "/sign-in" if wanted == "/" or scope.get("method") != "GET" else f"/sign-in?{urlencode({'next': wanted})}"


def _request(scope: Scope) -> Any:
    from litestar import Request  # noqa: PLC0415

    return Request(scope)


def _cookie(header: str) -> str | None:
    for part in header.split(";"):
        name, _, value = part.strip().partition("=")
        if name == COOKIE:
            return value
    return None
