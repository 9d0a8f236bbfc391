"""`luoshi show` tells an article's codes and findings in the language that is asked for."""

from pathlib import Path

from tests.cli.calls import luoshi

ARTICLE = """苏州高新区召开党工委会议
11月3日，苏州高新区召开党工委会议，传达学习党的二十届四中全会精神。党工委书记张三强主持会议。
"""


def test_labels_stand_in_the_language_asked_for(tmp_path: Path) -> None:
    """The same page in English and, by the root's option, in Chinese; no label of the one stands in the other."""
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    english = luoshi("show", path).stdout.decode()
    chinese = luoshi("--lang", "zh", "show", path).stdout.decode()
    assert ("person 张三强" in english, "人 张三强" in english) == (True, False)
    assert ("人 张三强" in chinese, "person" in chinese) == (True, False)


def test_an_unknown_language_is_a_wrong_call() -> None:
    answer = luoshi("--lang", "de", "codebook")
    assert (answer.returncode, b"'zh', 'en'" in answer.stderr) == (2, True)
