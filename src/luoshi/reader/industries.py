"""Stage `industries`: industries, technologies and sectors as printed, each with its class and its places.

Known names are lexicon hits, made whole by what may stand before and behind them (城市级+微电网, 机器人+核心部件). Unknown
ones are found where the genre puts industries: in a list that holds or announces industries, and before 产业.
"""

import re
from bisect import bisect_right

from luoshi.model.findings import Industry
from luoshi.model.spans import Spans
from luoshi.reader.draft import Draft
from luoshi.reader.names.industry_lists import listed, single
from luoshi.reader.names.industry_names import NAMES_A_BODY, in_place, known_names, whole
from luoshi.reader.names.org_names import begins_with_place


def run(draft: Draft) -> None:
    """Add `industries`: one record for each name and paragraph."""
    text = draft.flow.text
    known = known_names(draft, text)
    named = [mention for mention in known if mention.sure or in_place(text, mention)]
    named += [*listed(text, known), *single(text, known)]
    closed = _Closed(draft)
    seen = set()
    draft.industries = []
    for mention in whole(named):
        spans = draft.flow.spans(mention.start, mention.end)
        if closed.holds(spans) or NAMES_A_BODY.match(text, mention.end):
            continue
        name = text[mention.start : mention.end]
        key = (name, closed.lines(spans))
        if key not in seen:
            seen.add(key)
            section = draft.flow.section_at(mention.start)
            draft.industries.append(Industry(name, mention.code, section, spans))


def _zones(draft: Draft) -> "list[re.Match[str]]":
    """Where the names of the sections' subjects stand that may hold an industry (某某新材料产业园区)."""
    names = {section.subject for section in draft.sections if _may_hold(section.subject)}
    return list(re.finditer("|".join(sorted(map(re.escape, names))), draft.text)) if names else []


def _may_hold(subject: str) -> bool:
    return len(subject) > _SHORTEST_ZONE and subject.endswith(("园", "园区", "城")) and begins_with_place(subject)


_SHORTEST_ZONE = 6
_DOCUMENT = re.compile(r"《[^《》\n]*》")


class _Closed:
    """Stretches of the printed text in which a name is no industry of its own: names of bodies, of subjects
    and of documents."""

    def __init__(self, draft: Draft) -> None:
        bodies = [span for organisation in draft.organisations for span in organisation.spans]
        documents = [found.span() for found in _DOCUMENT.finditer(draft.text)]
        zones = [found.span() for found in _zones(draft)]
        self._spans = sorted({*bodies, *documents, *zones})
        self._starts = [a for a, _ in self._spans]
        self._lines = [line.printed[0] for line in draft.lines]

    def holds(self, spans: Spans) -> bool:
        """Whether the first of the spans lies in a closed stretch."""
        a, b = spans[0]
        place = bisect_right(self._starts, a)
        return any(x <= a and b <= y for x, y in self._spans[max(0, place - 3) : place])

    def lines(self, spans: Spans) -> tuple[int, ...]:
        """The printed lines in which the spans stand."""
        return tuple(dict.fromkeys(bisect_right(self._lines, a) for a, _ in spans))
