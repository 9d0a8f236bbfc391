"""Charts of the answers, one Altair definition each: shown in notebooks and the workbench, saved as SVG, PNG or HTML.

Every chart is legible in black and white: what a hue says, a shape, a line or a label says too. Needs the extra `charts`.
"""

from luoshi.analysis.charts.chain import chain
from luoshi.analysis.charts.compare import compare
from luoshi.analysis.charts.followup import followup
from luoshi.analysis.charts.industries import industries
from luoshi.analysis.charts.lag import lag
from luoshi.analysis.charts.place import place
from luoshi.analysis.charts.reuse import reuse
from luoshi.analysis.charts.save import FORMATS, html, png, save, svg
from luoshi.analysis.charts.spread import spread
from luoshi.analysis.charts.targets import targets
from luoshi.analysis.charts.tiles import tiles

__all__ = [
    "FORMATS",
    "chain",
    "compare",
    "followup",
    "html",
    "industries",
    "lag",
    "place",
    "png",
    "reuse",
    "save",
    "spread",
    "svg",
    "targets",
    "tiles",
]
