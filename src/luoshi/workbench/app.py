"""The application: routes, templates, the door and the shapes of faults, put together over one library."""

import logging
import os
import secrets
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, select_autoescape
from litestar import Litestar, Request
from litestar.config.compression import CompressionConfig
from litestar.config.csrf import CSRFConfig
from litestar.datastructures import State
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.response import Response, Template
from litestar.static_files import create_static_files_router
from litestar.template.config import TemplateConfig

from luoshi.errors import LuoshiError, UsageError
from luoshi.messages import told
from luoshi.project import Library
from luoshi.version import __version__
from luoshi.workbench import (
    add,
    api,
    article,
    charts,
    compare,
    event,
    home,
    language,
    lists,
    method,
    pictures,
    place,
    search,
    sign_in,
)
from luoshi.workbench.answers import refusal
from luoshi.workbench.desk import Desk
from luoshi.workbench.guard import Door, Guard
from luoshi.workbench.keeping import Kept
from luoshi.workbench.render import language_of, language_of_call, page
from luoshi.workbench.serving import Serving
from luoshi.workbench.unchanged import Unchanged
from luoshi.workbench.users import Users
from luoshi.workbench.warming import Warmer

log = logging.getLogger("luoshi.workbench")
HERE = Path(__file__).parent
MEGABYTE = 1024 * 1024


def create_app(library: Library, serving: Serving = Serving(), users: Users | None = None) -> Litestar:  # noqa: B008
    """The workbench over an open library."""
    door = Door(serving, users or Users.beside(library.store.url))
    desk = Desk(library, serving, door)
    warmer = Warmer(desk)
    return Litestar(
        route_handlers=[
            home.home,
            article.article,
            pictures.picture,
            place.place,
            event.event,
            compare.compare,
            search.search,
            add.add_page,
            add.add_files,
            add.add_by_api,
            add.add_demo,
            charts.chart,
            lists.formulations,
            lists.targets,
            lists.industries,
            method.method,
            sign_in.sign_in_page,
            sign_in.sign_in,
            sign_in.sign_out,
            api.router,
            create_static_files_router(path="/static", directories=[HERE / "static"]),
        ],
        dependencies={"desk": Provide(lambda: desk, sync_to_thread=False)},
        template_config=TemplateConfig(instance=JinjaTemplateEngine.from_environment(_environment())),
        middleware=[Guard(door), Unchanged(desk), Kept(desk)],
        csrf_config=CSRFConfig(
            secret=serving.secret or secrets.token_hex(32),
            cookie_httponly=True,
            cookie_samesite="strict",
            exclude=["^/static/"],
        ),
        # On this machine nothing is gained by packing what is read at once.
        compression_config=None if serving.local else CompressionConfig(backend="gzip", minimum_size=1000),
        on_startup=[warmer.start],
        on_shutdown=[warmer.end],
        state=State({"desk": desk}),
        request_max_body_size=serving.upload_megabytes * MEGABYTE,
        openapi_config=OpenAPIConfig(
            title="Luoshi", version=__version__, path="/api/schema", render_plugins=[JsonRenderPlugin()]
        ),
        exception_handlers={LuoshiError: _fault, HTTPException: _http_fault, Exception: _unforeseen},
    )


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_compiled(HERE / "templates" / "__pycache__"),
    )
    article.filters(environment)
    return environment


def _compiled(folder: Path) -> FileSystemBytecodeCache | None:
    """Compiled templates lie beside their sources, as compiled modules do, where those may be written."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder)) if os.access(folder, os.W_OK) else None


def _fault(request: Request[Any, Any, Any], error: LuoshiError) -> Response[Any] | Template:
    status = 404 if isinstance(error, UsageError) else 500
    return _told(request, status, error.what, error.hint)


def _http_fault(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any] | Template:
    what = language.strings().get(f"fault.{error.status_code}")
    if what is None or request.url.path.startswith("/api"):
        return _told(request, error.status_code, str(error.detail), "")
    return _told(request, error.status_code, what[language_of(request)], "")


def _unforeseen(request: Request[Any, Any, Any], error: Exception) -> Response[Any] | Template:
    """A fault of our own: logged with its trace, told without it."""
    log.error("%s %s", request.method, request.url.path, exc_info=error)
    return _told(request, 500, "The workbench failed on this page.", "The log tells more; please report it.")


def _told(request: Request[Any, Any, Any], status: int, what: str, hint: str) -> Response[Any] | Template:
    """A fault as a page, or for the API as its one error shape."""
    if request.url.path.startswith("/api"):
        lang = language_of_call(request)
        return refusal(status, told(what, lang), told(hint, lang))
    return page(request, "fault.html", status=status, code=status, what=what, hint=hint)
