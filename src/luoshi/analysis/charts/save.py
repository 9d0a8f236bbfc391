"""Charts as files and as text: SVG, PNG, and HTML that holds all it needs and opens offline."""

import json
from os import PathLike
from pathlib import Path
from typing import Any

from luoshi.analysis.charts.fonts import ALL, drawn_in, folders
from luoshi.analysis.charts.style import Chart
from luoshi.errors import MissingPart, UsageError

FORMATS = ("svg", "png", "html")
_PPI = 192


def svg(chart: Chart) -> str:
    """The chart as SVG text, set in a font of this machine and falling back to others where it is shown."""
    drawn = _converter().vegalite_to_svg(_spec(chart))
    return str(drawn).replace(f'font-family="{drawn_in()}"', f'font-family="{ALL}"')


def png(chart: Chart) -> bytes:
    """The chart as a PNG picture, two pixels to a point."""
    return bytes(_converter().vegalite_to_png(_spec(chart), ppi=_PPI))


def html(chart: Chart) -> str:
    """The chart as one page with its scripts inside: nothing is fetched."""
    _converter()
    return str(chart.to_html(inline=True))


def save(chart: Chart, path: str | PathLike[str]) -> Path:
    """Write the chart in the format that the file's name asks for."""
    file = Path(path)
    kind = file.suffix.lower().lstrip(".")
    if kind not in FORMATS:
        raise UsageError(
            f"A chart cannot be written as {file.name!r}.", hint=f"End the name in .{', .'.join(FORMATS)}."
        )
    file.parent.mkdir(parents=True, exist_ok=True)
    if kind == "png":
        file.write_bytes(png(chart))
    else:
        file.write_text(svg(chart) if kind == "svg" else html(chart), encoding="utf-8")
    return file


def _spec(chart: Chart) -> dict[str, Any]:
    """The chart's definition, set in the font that is drawn with."""
    told: dict[str, Any] = json.loads(chart.to_json().replace(json.dumps(ALL), json.dumps(drawn_in())))
    return told


def _converter() -> Any:
    try:
        import vl_convert  # noqa: PLC0415  (an extra, loaded when a chart is saved)
    except ImportError:
        raise MissingPart("vl-convert, which writes the charts,", "charts") from None
    for folder in folders()[:1]:
        if folder.is_dir():
            vl_convert.register_font_directory(str(folder))
    return vl_convert
