"""The reader gives the same answers compiled (`make wheel`) and from its source."""

import filecmp
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

import luoshi
from tests.shared import CORPUS

WHEEL = Path(sys.prefix) / "compiled"
SOURCE = Path(luoshi.__file__).parent
OWN = Path(__file__).parent
READ = """
import sys
from pathlib import Path
import msgspec
import luoshi
from luoshi.version import compiled
assert compiled(), luoshi.__file__
for path in sys.stdin.read().splitlines():
    print(msgspec.json.encode(luoshi.read(Path(path).read_text(encoding="utf-8"))).decode())
"""


def same_source() -> bool:
    """Whether the wheel was made from the source as it stands."""
    paths = (path for path in SOURCE.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    names = [str(path.relative_to(SOURCE)) for path in paths]
    same, other, absent = filecmp.cmpfiles(SOURCE, WHEEL / "luoshi", names, shallow=False)
    return bool(same) and not other and not absent


def test_the_compiled_reader_gives_the_same_readings() -> None:
    """Every sample and test article, and the shared corpus where it is there, byte by byte."""
    if not (WHEEL.is_dir() and same_source()):
        wanted = "LUOSHI_WHEEL" in os.environ  # as CI says, which makes one
        (pytest.fail if wanted else pytest.skip)("there is no compiled wheel of this source: make wheel")
    folders = (OWN.parent / "samples", OWN / "articles", OWN / "blind", CORPUS)
    paths = sorted(path for folder in folders for path in folder.rglob("*.txt"))
    answer = subprocess.run(
        [sys.executable, "-c", READ],
        input="\n".join(map(str, paths)),
        env={**os.environ, "PYTHONPATH": str(WHEEL)},
        capture_output=True,
        text=True,
        check=True,
    )
    compiled = answer.stdout.splitlines()
    assert len(compiled) == len(paths)
    for path, line in zip(paths, compiled, strict=True):
        here = msgspec.json.encode(luoshi.read(path.read_text(encoding="utf-8"))).decode()
        assert line == here, path.name
