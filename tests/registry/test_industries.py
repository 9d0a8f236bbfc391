"""The classes of industries and their names."""

from collections import Counter

import pytest

from luoshi.errors import UsageError
from luoshi.registry.industries import division, industries, industry
from luoshi.text.normalise import fold


def test_the_divisions_are_nine_strategic_ones_and_the_rest() -> None:
    """Nine strategic emerging industries, then future and traditional industries, services and whole sectors."""
    divisions = [entry.code for entry in industries().values() if not entry.parent]
    assert divisions == ["1", "2", "3", "4", "5", "6", "7", "8", "9", "F", "T", "S", "W"]


@pytest.mark.parametrize(
    ("code", "groups"),
    [("1", 5), ("2", 5), ("3", 7), ("4", 5), ("5", 4), ("6", 5), ("7", 3), ("8", 4), ("9", 2), ("F", 6)],
)
def test_divisions_have_the_groups_of_their_source(code: str, groups: int) -> None:
    """The 2018 classification has 40 groups in nine divisions; the opinions of 2024 name six directions."""
    assert sum(entry.parent == code for entry in industries().values()) == groups


def test_every_group_stands_in_a_division() -> None:
    """A group's parent is a division, and its code begins with the parent's."""
    for entry in industries().values():
        if entry.parent:
            assert industry(entry.parent).parent is None
            assert entry.code.startswith(f"{entry.parent}.")


def test_a_name_stands_in_one_class() -> None:
    """No name is listed twice, whether strong or weak, and every name is in its clean form."""
    names = [name for entry in industries().values() for name in (*entry.names, *entry.weak)]
    assert [name for name, n in Counter(names).items() if n > 1] == []
    assert [name for name in names if fold(name) != name] == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("集成电路", "1.2"),
        ("细胞与基因治疗", "F.6"),
        ("商业航天", "2.3"),
        ("硅基新材料", "3.4"),
        ("动力电池", "5.2"),
        ("现代物流", "S.1"),
    ],
)
def test_names_are_known_under_their_class(name: str, expected: str) -> None:
    """Names that zones print often are in the table."""
    assert [entry.code for entry in industries().values() if name in entry.names] == [expected]


def test_ruling_35_words_are_in_no_class() -> None:
    """Words that are too general to be an industry are not in the table."""
    names = {name for entry in industries().values() for name in (*entry.names, *entry.weak)}
    assert not names & {"战略性新兴产业", "未来产业", "传统产业", "实体经济", "高新技术产业", "产业", "科技", "数字化"}


def test_a_code_leads_to_its_division() -> None:
    """A group's division is found by its code; an unknown code is an error that lists the divisions."""
    assert division("F.5").zh == "未来产业"
    assert division("3").en == "New materials"
    with pytest.raises(UsageError, match=r"'10'.*1, 2, 3"):
        industry("10")
