"""The README tells the truth: its commands exist, its Python runs, its two languages say the same."""

import re
from pathlib import Path

import pytest

import luoshi
from luoshi import project
from luoshi.cli.commands import COMMANDS
from luoshi.model.reading import Reading

ROOT = Path(__file__).resolve().parents[1]
READMES = ("README.md", "README.zh.md")


def commands(name: str) -> set[str]:
    """The commands that a README shows."""
    blocks = "\n".join(re.findall(r"```\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL))
    found = re.findall(r"^luoshi (\w+)|; luoshi (\w+)", blocks, re.MULTILINE)
    return {first or second for first, second in found}


@pytest.mark.parametrize("name", READMES)
def test_its_commands_exist(name: str) -> None:
    """Every `luoshi COMMAND` of a README is in the catalogue, and every `make` target in the Makefile."""
    text = (ROOT / name).read_text(encoding="utf-8")
    assert commands(name) - set(COMMANDS) == set()
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"^make (\w+)", text, re.MULTILINE)) <= targets


def test_both_languages_show_the_same_commands() -> None:
    """The Chinese twin shows the commands of the English README."""
    assert commands("README.md") == commands("README.zh.md")


def test_its_python_runs(tmp_path: Path) -> None:
    """The names of the Python example are there and give what they say."""
    reading = luoshi.read(
        "成都高新区\n3月13日，成都高新区举行党工委会议，学习传达全国两会精神。", published="2025-03-24"
    )
    assert reading.frame("undertakings").height == 0
    with luoshi.open(tmp_path / "luoshi.db", create=True) as library:
        library.keep(found for found in project.read_paths([project.samples()]) if isinstance(found, Reading))
        assert library.responses(zone="hefei").height > 0
        assert library.search("产业").total > 0
