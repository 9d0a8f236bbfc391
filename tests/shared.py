"""The shared material beside the checkout (corpus, gold, referee): where it is, and the skip where it is absent."""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("LUOSHI_SHARED", Path(__file__).resolve().parents[2] / "shared"))
CORPUS = SHARED / "corpus"
GOLD = SHARED / "gold"
REFEREE = SHARED / "referee"

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason=f"needs the shared corpus at {SHARED}, which is absent")


def corpus_text(stem: str) -> str:
    """The text that gold coding `stem` codes."""
    names = (f"{stem}_*.txt", f"{stem}.txt")
    return next(path for name in names for path in sorted(CORPUS.rglob(name))).read_text(encoding="utf-8")


def gold_path(stem: str) -> Path:
    """The gold coding `stem`."""
    return next(GOLD.rglob(f"{stem}.json"))


STEMS = tuple(sorted(path.stem for path in GOLD.rglob("[0-9]*.json"))) if GOLD.is_dir() else ()
