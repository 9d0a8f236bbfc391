"""Which Chinese font charts are set in: the first that this machine has, else a message that names one to install."""

import os
import sys
import warnings
from functools import cache
from pathlib import Path

# Family -> beginnings of its files' names. Sans for apparatus, as the workbench sets it.
FAMILIES = {
    "Noto Sans CJK SC": ("NotoSansCJK", "NotoSansSC"),
    "Source Han Sans SC": ("SourceHanSans",),
    "PingFang SC": ("PingFang",),
    "Microsoft YaHei": ("msyh",),
    "Hiragino Sans GB": ("Hiragino Sans GB",),
    "WenQuanYi Micro Hei": ("wqy-microhei",),
    "WenQuanYi Zen Hei": ("wqy-zenhei",),
    "SimHei": ("simhei",),
    "SimSun": ("simsun",),
}
ALL = ", ".join((*FAMILIES, "sans-serif"))
"""For pages: the reader's browser takes the first that it has."""

_FOLDERS = (
    "/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts", "/System/Library/Fonts",
    "/Library/Fonts", "~/Library/Fonts", "C:/Windows/Fonts",
)  # fmt: skip


def folders() -> list[Path]:
    """Where fonts lie; LUOSHI_FONTS adds one."""
    own = os.environ.get("LUOSHI_FONTS")
    return [Path(folder).expanduser() for folder in ((own,) if own else ()) + _FOLDERS]


@cache
def _files() -> frozenset[str]:
    return frozenset(
        file.lower() for folder in folders() if folder.is_dir() for _, _, files in os.walk(folder) for file in files
    )


def family() -> str | None:
    """The Chinese font family to draw with, None where the machine has none."""
    for name, files in FAMILIES.items():
        if any(file.startswith(tuple(beginning.lower() for beginning in files)) for file in _files()):
            return name
    return None


def drawn_in() -> str:
    """The font for a picture; without a Chinese one a warning says which to install, and the picture shows boxes."""
    found = family()
    if found is None:
        warnings.warn(
            "No Chinese font was found, so Chinese in pictures shows as boxes. Install Noto Sans CJK SC "
            f"({'apt install fonts-noto-cjk' if sys.platform == 'linux' else 'from the Noto fonts'}), or name a folder "
            "with a Chinese font in LUOSHI_FONTS. HTML charts use the fonts of the reader's browser.",
            stacklevel=3,
        )
    return found or "sans-serif"
