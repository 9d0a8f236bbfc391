"""Charts as SVG pictures, drawn on the server and kept until the library changes."""

from typing import Any

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Response

from luoshi.errors import UsageError
from luoshi.workbench.desk import Desk
from luoshi.workbench.render import language_of


@get("/chart/{name:str}", sync_to_thread=True)
def chart(request: Request[Any, Any, Any], desk: NamedDependency[Desk], name: FromPath[str]) -> Response[str]:
    """One chart as SVG; its address holds what it is of."""
    from luoshi.workbench.drawing import DRAWN, drawn  # noqa: PLC0415  (Altair is loaded with the first chart)

    draw = DRAWN.get(name.removesuffix(".svg"))
    if draw is None:
        raise UsageError(f"There is no chart {name!r}.", hint=f"Charts: {', '.join(DRAWN)}.")
    lang = language_of(request)
    params = {key: value for key, value in request.query_params.items() if key != "lang"}
    try:
        svg = desk.once(("chart", name, lang, *sorted(params.items())), lambda: drawn(draw, desk, params, lang))
    except KeyError as error:
        raise UsageError(f"The chart {name} needs {error}.", hint="Open it from a page.") from error
    # A picture's own style is not the page's: the page shows it as an image and runs nothing of it.
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"
    return Response(svg, media_type="image/svg+xml", headers={"content-security-policy": policy})
