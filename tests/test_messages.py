"""Every message of an error has Chinese words: the messages are read off the code itself."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import luoshi
from luoshi.messages import told

PACKAGE = Path(luoshi.__file__).parent
TELLING = frozenset({"UsageError", "UnreadableSource", "LibraryError", "PlanError", "MissingPart", "Failure", "Added"})
VALUE = "⟨value⟩"
WORDS = re.compile("[A-Za-z]{2,} [a-z]+")
COMMANDS = re.compile("luoshi [a-z ]+|postgresql://.*")
"""What is typed is the same in both languages."""


def messages() -> Iterator[tuple[str, str]]:
    """Where each message stands and its words, every value in it replaced by a mark."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TELLING:
                given = [*node.args[: 1 if node.func.id == "MissingPart" else None], *(k.value for k in node.keywords)]
                for part in (choice for each in given for choice in _choices(each)):
                    words = _words(part)
                    if WORDS.search(words) and not COMMANDS.fullmatch(words.replace(VALUE, "")):
                        yield f"{path.relative_to(PACKAGE)}:{node.lineno}", words


def _choices(node: ast.expr) -> list[ast.expr]:
    return [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]


def _words(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(_words(part) if isinstance(part, ast.Constant) else VALUE for part in node.values)
    return ""


def test_every_message_has_chinese_words() -> None:
    """No message stays English where Chinese is asked for."""
    found = list(messages())
    english = sorted({f"{place}: {words}" for place, words in found if told(words, "zh") == words})
    assert (len(found) > 200, english) == (True, [])


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("There is no file a b.txt.", "没有文件 a b.txt。"),
        ("The text is too large in bytes: 60, more than the limit of 20.", "文字过大（字节）：60，超过上限 20。"),
        ("'x' is no date for --since.", "'x'不是--since可用的日期。"),
        ("words that nobody translated", "words that nobody translated"),
    ],
)
def test_values_stand_in_the_chinese_words(english: str, chinese: str) -> None:
    assert (told(english, "zh"), told(english, "en")) == (chinese, english)
