"""From a page's context to HTML: what every template can use, and the reader's choice of language and theme."""

from functools import partial
from typing import Any
from urllib.parse import urlencode

from litestar import Request
from litestar.datastructures import Cookie
from litestar.response import Template

from luoshi.messages import told
from luoshi.registry import codes
from luoshi.version import __version__
from luoshi.workbench import language, shelf

YEAR = 365 * 24 * 3600
UNKEPT = "no-store"


def language_of(request: Request[Any, Any, Any]) -> codes.Lang:
    """The language of this request: asked for in the address, else the cookie's, else the browser's."""
    asked = request.query_params.get("lang")
    return language.chosen(asked or request.cookies.get("lang"), request.headers.get("accept-language", ""))


def language_of_call(request: Request[Any, Any, Any]) -> codes.Lang:
    """The language in which the API tells what went wrong: English for a program that asks for none."""
    return language_of(request) if request.headers.get("accept-language") else "en"


def page(
    request: Request[Any, Any, Any], template: str, *, status: int = 200, unfinished: bool = False, **context: Any
) -> Template:
    """A page: the template with its context, and with the words, labels and links that every page needs. An unfinished one
    says what is still being computed and asks for itself again; nobody keeps it."""
    lang = language_of(request)
    look = request.query_params.get("look") or request.cookies.get("look")
    look = look if look in ("light", "dark") else None
    kept = {name: value for name, value in request.query_params.multi_items() if name not in ("lang", "look")}
    session = request.scope["state"].get("session")
    shared = {
        "t": language.translator(lang),
        "label": language.labeller(lang),
        "told": partial(told, lang=lang),
        "named": shelf.told,
        "lang": lang,
        "look": look,
        "version": __version__,
        "path": request.url.path,
        "user": session.name if session else "",
        "may_change": bool(session and session.role != "reader"),
        "csrf": request.scope.get("_csrf_token") or request.cookies.get("csrftoken", ""),
        "other_language_query": urlencode({**kept, "lang": "en" if lang == "zh" else "zh"}),
        "look_query": urlencode(kept),
    }
    cookies = [
        Cookie(key=name, value=value, max_age=YEAR, httponly=True, samesite="lax")
        for name, value in (("lang", lang if request.query_params.get("lang") else None), ("look", look))
        if value
    ]
    shared["unfinished"] = unfinished
    headers = {"cache-control": UNKEPT} if unfinished else {}
    return Template(template, context={**shared, **context}, status_code=status, cookies=cookies, headers=headers)
