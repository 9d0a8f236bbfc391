"""How all charts look: paper and ink, one accent, shapes beside hues, small type set in a Chinese sans."""

from typing import Any

from luoshi.analysis.charts.fonts import ALL
from luoshi.analysis.coverage import Coverage
from luoshi.errors import MissingPart
from luoshi.registry.codes import families

Chart = Any
"""An Altair chart of any kind (layers, facets and rows have types of their own)."""

INK, GREY, FAINT, PAPER = "#1c1b19", "#77736c", "#d9d5cc", "#fffefb"
ACCENT = "#a8321f"
# Dark to light, so that order survives a photocopy; after Okabe and Ito for eyes that see few hues.
STEPS = ("#0b3c5d", "#4f87a8", "#e8dcc3")
RAMP = ("#fbfaf6", "#0b3c5d")

WIDTH = 560
STEP = 21


def altair_module() -> Any:
    """Altair, or MissingPart naming the extra."""
    try:
        import altair  # noqa: PLC0415  (an extra, loaded when a chart is drawn)
    except ImportError:
        raise MissingPart("Altair, which draws the charts,", "charts") from None
    return altair


def dressed(chart: Chart, title: str, coverage: Coverage | None, lang: str, *notes: str) -> Chart:
    """The chart with its title, what it rests on and its limits below the title, and the house's type and rules."""
    alt = altair_module()
    below = _folded((*notes, *(coverage.sentences(lang) if coverage else ())), lang)
    return (
        chart.properties(
            title=alt.TitleParams(
                title, subtitle=below, anchor="start", frame="group", color=INK, subtitleColor=GREY, fontSize=16,
                fontWeight=600, subtitleFontSize=11, subtitlePadding=6, offset=14, subtitleLineHeight=15,
            ),
            background=PAPER,
            padding=16,
        )
        .configure(font=ALL)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=INK, titleColor=GREY, labelFontSize=12, titleFontSize=11, titleFontWeight="normal",
            domainColor=GREY, tickColor=GREY, gridColor=FAINT, gridDash=[1, 2], labelLimit=260,
        )
        .configure_legend(
            labelColor=INK, titleColor=GREY, labelFontSize=11, titleFontSize=11, titleFontWeight="normal",
            orient="bottom", symbolStrokeWidth=1.4, labelLimit=240,
        )
        .configure_header(labelColor=INK, labelFontSize=12, titleColor=GREY)
    )  # fmt: skip


def _folded(sentences: tuple[str, ...], lang: str) -> list[str]:
    """The sentences in lines of about the chart's width."""
    width = 46 if lang == "zh" else 92
    lines: list[str] = []
    for sentence in sentences:
        words = list(sentence) if lang == "zh" else sentence.split(" ")
        line = ""
        for word in words:
            joined = line + word if lang == "zh" else f"{line} {word}".strip()
            if len(joined) > width:
                lines.append(line)
                joined = word
            line = joined
        lines.append(line)
    return lines


def code_label(family: str, code: str, lang: str) -> str:
    """The codebook's label of a code; what is no code of the family is named by itself."""
    told = next((each for each in families()[family].codes if each.code == code), None)
    return code if told is None else told.en if lang == "en" else told.zh


def shortened(words: str, letters: int = 22) -> str:
    """Words cut to a label's length."""
    return words if len(words) <= letters else f"{words[: letters - 1]}…"
