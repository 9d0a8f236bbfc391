"""The grade of a page's own place, by what the page calls it and which committee acts without a name: 我市, 市委召开, 全州.

A city's page speaks of 我省 and 省委, a province's hardly of 我市, and only a zone's of its 党工委 all along: of the grades that a
page speaks of the lowest is its own.
"""

import re
from collections import Counter

from luoshi.reader.lines.look import Look
from luoshi.registry import counties

REGION, ZONE = "自治区", "zone"
# From the lowest grade up; an autonomous region calls itself 全区, too, and its committee 区党委.
_FROM_BELOW = (ZONE, *"县旗区市州省", REGION)
_OF_ZONE = ("党工委", "管委会")
# With what a page's words for its own place begin: 我市, 全区; 全国政协 is a name.
OWN = "[我本全](?!(?<=全)国)"
_OWN = re.compile(f"{OWN}(?P<own>{REGION}|[省市县区旗州])(?!政协委员|人大代表)")
# The first character stands by itself, so that the search is a scan.
_ACTS = re.compile(
    "[自省市县区旗州](?<![一-鿿].)(?:(?:(?<=自)治区党委|(?<=区)党委|(?<!自)委)(?=书记|常委|副书记|召开|理论|全会|[一-鿿]届)|(?:(?<=自)治区|(?<!自))(?:政府(?=党组|召开|常务)|四套班子|领导))"
)
_OF_REGION = (REGION, "区党委")
_FIRST = 2
# 全市 may also be said from below (全市第一): one mention tells nothing.
_OPENING, _ENOUGH = 3, 2
_UNDER_PROVINCE = ("市", "县", "州", "旗")
_CLASSES = {"province": "province", "city": "city", "zone": "zone", "park": "zone"}


def own_grade(front: list[Look], texts: list[Look]) -> str:
    """The grade of the place whose page it is; empty where the page tells none."""
    votes: Counter[str] = Counter()
    for looks, weight in (([*front, *texts[:_FIRST]], _OPENING), (texts[_FIRST:], 1)):
        words = "\n".join([look.words for look in looks])
        for own in _OWN.finditer(words):
            votes[own["own"]] += weight if own[0][0] != "全" else 1
        for acts in _ACTS.finditer(words):
            votes[REGION if acts[0].startswith(_OF_REGION) else acts[0][0]] += weight
        votes[ZONE] += sum(map(words.count, _OF_ZONE))
    if votes[REGION]:
        votes[REGION] += votes.pop("区", 0)
    lowest = next((grade for grade in _FROM_BELOW if votes[grade]), "")
    return lowest if votes[lowest] >= _ENOUGH else ""


def stands_above(own: str, sort: str) -> bool:
    """Whether a body is the province over the place whose page it is. A page of 我区 may be an autonomous region's."""
    return sort == "province" and own in _UNDER_PROVINCE


def compared(own: str, name: str, sort: str) -> tuple[str, ...]:
    """What the grade of a page's own place says for or against a body: which is its own."""
    return (f"own:{own}*{_grade_of(name, sort)}",) if own else ()


def _grade_of(name: str, sort: str) -> str:
    """Of what grade a body is: province, city, zone, a county by the last word of its name, or other."""
    if sort in ("county", "district", "graded") or name in counties.counties():
        return (counties.of_short(name) or name)[-1]
    return _CLASSES.get(sort, "other")
