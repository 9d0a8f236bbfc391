"""Labels and descriptions of the codes."""

import pytest

from luoshi.errors import UsageError
from luoshi.model import codebook
from luoshi.registry import codes
from luoshi.registry.lexicon import lexicon

PAIRS = {
    "role": codebook.ROLES,
    "modality": codebook.MODALITIES,
    "theme": codebook.THEMES,
    "kind": codebook.KINDS,
    "quantity_kind": codebook.QUANTITY_KINDS,
    "comparator": codebook.COMPARATORS,
}


@pytest.mark.parametrize("name", PAIRS)
def test_labels_cover_exactly_the_codes_of_the_codebook(name: str) -> None:
    """A family holds the codebook's codes, all of them and no other, in the codebook's order."""
    assert tuple(code.code for code in codes.family(name).codes) == PAIRS[name]


def test_every_code_has_label_and_description_in_both_languages() -> None:
    """No label or description is empty, and the Chinese ones are Chinese."""
    for family in codes.families().values():
        for code in family.codes:
            assert code.label("en")
            assert code.about("en").endswith(".")
            assert code.about("zh").endswith("。")
            assert all("一" <= char <= "鿿" for char in code.label("zh"))


def test_every_kind_of_organisation_has_a_label() -> None:
    """The kinds by which name endings are sorted, and the ministries' own, are codes with labels, and no others are."""
    families = [lexicon("organisations")[name] for name in ("org_ending", "org_party", "org_known")]
    kinds = {kind for family in families for kind in family} | {"ministry"}
    assert kinds == {code.code for code in codes.family("organisation_kind").codes}


def test_labels_of_a_family_differ() -> None:
    """Within a family no two codes share a label, so that a reader can tell them apart."""
    for family in codes.families().values():
        for lang in ("zh", "en"):
            labels = [code.label(lang) for code in family.codes]
            assert len(set(labels)) == len(labels)


def test_an_unknown_code_is_answered_with_the_known_ones() -> None:
    """The error names the value and lists what would have been accepted."""
    with pytest.raises(UsageError, match=r"'conveyence'.*conveyance, study"):
        codes.code("kind", "conveyence")
    with pytest.raises(UsageError, match=r"'mood'.*modality"):
        codes.family("mood")
    assert codes.code("kind", "visit").label("zh") == "调研走访"
