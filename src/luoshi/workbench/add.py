"""Adding articles in the browser: uploads are read in a process of their own, within bounds, and never touch a path
that somebody outside named."""

from typing import Annotated, Any

import msgspec
from litestar import Request, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Template

from luoshi.messages import told
from luoshi.model.failure import Failure
from luoshi.workbench.answers import Answer
from luoshi.workbench.desk import Desk
from luoshi.workbench.render import language_of_call, page
from luoshi.workbench.shelf import address
from luoshi.workbench.uploads import Upload, on_pages, read_uploads


class Files(msgspec.Struct):
    """The form's files."""

    files: list[UploadFile]


class Added(msgspec.Struct, frozen=True):
    """What became of one file or of one article in it: kept under an id, or why not."""

    name: str
    article: str | None = None
    title: str | None = None
    first: str | None = None
    state: str = "added"
    what: str = ""
    hint: str = ""


Form = Annotated[Files, Body(media_type=RequestEncodingType.MULTI_PART)]


@get("/add", sync_to_thread=False)
def add_page(request: Request[Any, Any, Any], desk: NamedDependency[Desk]) -> Template:
    """The page for adding files."""
    return page(request, "add.html", serving=desk.serving, results=None)


@post("/add", status_code=200)
async def add_files(request: Request[Any, Any, Any], desk: NamedDependency[Desk], data: Form) -> Template:
    """Add files and show what became of each."""
    return page(request, "add.html", serving=desk.serving, results=await _added(desk, data.files))


@post("/api/uploads", status_code=201)
async def add_by_api(request: Request[Any, Any, Any], desk: NamedDependency[Desk], data: Form) -> Answer[list[Added]]:
    """Add uploaded files; each file gives a row for each article in it, or one that says why it could not be read."""
    lang = language_of_call(request)
    added = await _added(desk, data.files)
    return Answer([msgspec.structs.replace(one, what=told(one.what, lang), hint=told(one.hint, lang)) for one in added])


@post("/add/demo", status_code=200)
async def add_demo(request: Request[Any, Any, Any], desk: NamedDependency[Desk]) -> Template:
    """Add the sample articles."""
    return page(request, "add.html", serving=desk.serving, results=await desk.in_thread(_demo, desk))


def _demo(desk: Desk) -> list[Added]:
    from luoshi import project  # noqa: PLC0415

    uploads = [Upload(path.name, path.read_bytes()) for path in sorted(project.samples().iterdir())]
    return _kept(desk, uploads)


async def _added(desk: Desk, files: list[UploadFile]) -> list[Added]:
    most = desk.serving.upload_files
    uploads = [Upload(file.filename, await file.read()) for file in files[:most]]
    refused = [
        Added(file.filename, what=f"More than {most} files at once.", hint="Add the rest afterwards.")
        for file in files[most:]
    ]
    return await desk.in_thread(_kept, desk, uploads) + refused


def _kept(desk: Desk, uploads: list[Upload]) -> list[Added]:
    """Read the uploads and keep what could be read; of a file with pages also the file, to show them."""
    results = read_uploads(uploads, seconds=desk.serving.upload_seconds)
    articles = [found for _, found in results if not isinstance(found, Failure)]
    ids = [kept.reading.source.id for kept in articles]
    known = desk.library.store.known(ids, articles[0].reading.engine) if articles else set()
    shown = {kept.document.source.uri for kept in articles if on_pages(kept)}
    for upload in uploads:
        start = address(upload.content, "")
        if any(uri.startswith(start) for uri in shown if uri):
            desk.shelf.keep(upload.content)
    desk.library.store.write(articles)
    out = []
    for name, found in results:
        if isinstance(found, Failure):
            out.append(Added(name, what=found.what, hint=found.hint))
        else:
            reading = found.reading
            first = next((f"u={unit.id}" for unit in reading.units if unit.modality == "undertaking"), None)
            state = "known" if reading.source.id in known else "added"
            out.append(Added(name, reading.source.id, reading.source.title, first, state))
    return out
