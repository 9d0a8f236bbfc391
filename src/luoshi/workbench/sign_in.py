"""Signing in and out."""

import re
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import Body, QueryParameter
from litestar.response import Redirect, Template

from luoshi.workbench.desk import Desk
from luoshi.workbench.guard import COOKIE, HOURS
from luoshi.workbench.language import translator
from luoshi.workbench.render import language_of, page

Wanted = Annotated[str, QueryParameter(name="next", max_length=2000, description="The page to go to afterwards.")]


class Credentials(msgspec.Struct):
    """What the form sends."""

    name: str = ""
    password: str = ""
    next: str = ""


@get("/sign-in", sync_to_thread=False)
def sign_in_page(request: Request[Any, Any, Any], wanted: Wanted = "") -> Template:
    """The form; `next` is the page that somebody wanted to see."""
    return _form(request, Credentials(next=wanted))


def _form(
    request: Request[Any, Any, Any], given: Credentials, *, fault: str | None = None, status: int = 200
) -> Template:
    return page(request, "sign_in.html", status=status, fault=fault, name=given.name, next=own(given.next))


def own(address: str) -> str:
    """An address of this workbench; the first page instead of any other."""
    plain = address.isprintable() and "\\" not in address
    return address if plain and re.match(r"/(?!/)", address) else "/"


@post("/sign-in", status_code=200, sync_to_thread=True)
def sign_in(
    request: Request[Any, Any, Any],
    desk: NamedDependency[Desk],
    data: Annotated[Credentials, Body(media_type=RequestEncodingType.URL_ENCODED)],
) -> Response[Any]:
    """Try to sign in: to the page that was wanted, with a session, or back to the form with the reason."""
    t = translator(language_of(request))
    address = request.client.host if request.client else "unknown"
    if desk.door.tried_too_often(address):
        return _form(request, data, status=429, fault=t("sign_in.often"))
    key = desk.door.sign_in(data.name, data.password)
    if key is None:
        return _form(request, data, status=401, fault=t("sign_in.wrong"))
    answer = Redirect(own(data.next), status_code=303)
    answer.set_cookie(
        COOKIE, key, max_age=HOURS * 3600, httponly=True, samesite="strict", secure=request.url.scheme == "https"
    )
    return answer


@post("/sign-out", sync_to_thread=False)
def sign_out(request: Request[Any, Any, Any], desk: NamedDependency[Desk]) -> Redirect:
    """Forget the session."""
    desk.door.sign_out(request.cookies.get(COOKIE))
    answer = Redirect("/sign-in", status_code=303)
    answer.delete_cookie(COOKIE)
    return answer
