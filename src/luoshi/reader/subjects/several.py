"""Whether an article is about the several bodies to which its text turns, or about one all along: what speaks for several.

What each piece of evidence weighs (data/several_weights.json) is learned from coded articles (tools/train_turns.py).
"""

import re
from bisect import bisect
from collections import Counter

from luoshi.reader.lines.headings import Heading
from luoshi.reader.lines.look import Look
from luoshi.reader.subjects import own_place, subject
from luoshi.reader.subjects.openers import AREAS
from luoshi.reader.subjects.turns import Turned
from luoshi.reader.weighed import Names, Weights

WEIGHTS = Weights("several_weights.json")
# More is lost where many bodies are taken for one than where one is taken for many.
_ENOUGH = -50
_BODIES, _SECOND = 6, 2
_GAINS, _SHARES, _TIMES = (50, 100, 150, 200, 300), (0.01, 0.2, 0.4, 0.6, 0.8), (0.01, 0.2, 0.5, 1.0)
_PARAGRAPHS, _PROVINCES = (3, 5, 8, 12), (2, 3, 4)
_OURS = re.compile("[我全][市区县省州]")
_MEETS = re.compile("会议|大会|[一-鿿]{2,3}(?:强调|指出|要求)")
_SAID = re.compile("说[,:]|表示,|”[^。]{2,30}(?:说|表示)")


def heard(turned: Turned, sole: Heading | None, front: list[Look], crossheads: int) -> bool:
    """Whether more speaks for the bodies to which the text turns than for `sole`, the only one that it could be about."""
    return WEIGHTS.of(told(turned, sole, front, crossheads)) > _ENOUGH


def told(turned: Turned, sole: Heading | None, front: list[Look], crossheads: int) -> Names:
    """What speaks for several bodies, in shares of the paragraphs and times in one."""
    looks = [place.look for place in turned.places]
    whole = len(looks)
    gains: Counter[str] = Counter()
    for heading, gain in zip(turned.headings, turned.gains, strict=True):
        gains[heading.key] = max(gains[heading.key], gain)
    second = gains.most_common(_SECOND)[-1][1]
    kind = _kind(sole)
    provinces = {named.province for look in looks for named in look.named if named.sort in AREAS}
    return (
        "several",
        *turned.layout,
        f"sole:{kind}",
        f"sole:{kind}*titled:{sole is not None and any(sole.look is look for look in front)}",
        f"sole named:{bisect(_SHARES, sum(sole.subject in look.words for look in looks) / whole if sole else 0)}",
        f"bodies:{min(len(gains), _BODIES)}",
        f"second:{bisect(_GAINS, second)}",
        f"mean:{bisect(_GAINS, sum(turned.gains) / len(turned.gains))}",
        f"turns:{bisect(_SHARES, len(turned.headings) / whole)}",
        f"speakers:{bisect(_SHARES, sum(place.spoken for place in turned.places) / whole)}",
        f"meets:{bisect(_SHARES, sum(_MEETS.match(look.words) is not None for look in looks) / whole)}",
        f"ours:{bisect(_TIMES, sum(len(_OURS.findall(look.words)) for look in looks) / whole)}",
        f"said:{bisect(_TIMES, sum(len(_SAID.findall(look.words)) for look in looks) / whole)}",
        f"crossheads:{bisect(_SHARES, crossheads / whole)}",
        f"provinces:{bisect(_PROVINCES, len(provinces))}",
        f"paragraphs:{bisect(_PARAGRAPHS, whole)}",
    )


def _kind(sole: Heading | None) -> str:
    """What the only body that it could be is: a zone, 我市, a province or city, or another."""
    if sole is None:
        return "none"
    if subject.is_zone(sole):
        return "zone"
    if own_place.is_own(sole.subject):
        return "own"
    return "area" if sole.named and sole.named.sort in AREAS else "other"
