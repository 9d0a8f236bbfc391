"""Stage `organisations`: firms, institutes, universities, ministries, party and government bodies of places, by name.

A name is known whole (lexicon), by its ending (its beginning is found leftwards), by what is said of it (X是一家…企业, X等企业,
X董事长某某), or as the short form of a full name of the same article. One record for each name and paragraph.
Not the centre's own organs, and not the organs of the section's own subject (ruling 5).
"""

import re

from luoshi.model.findings import Organisation
from luoshi.reader.draft import Draft, DraftSection
from luoshi.reader.names.firm_names import bare_firms
from luoshi.reader.names.org_names import (
    Candidate,
    begins_with_place,
    by_ending,
    in_project_name,
    known,
    of_places,
    short_forms,
)
from luoshi.registry.bodies import places
from luoshi.registry.world import registry

_SILENT_ROLES = ("byline", "furniture")
# A guest lecturer's own house stays inside his title (省委宣讲团成员、某大学党委书记).
_HOUSES = ("university", "school", "institute")
# So does that of a deputy or a model worker, whose offices are a chain (ruling 38).
_GUEST = re.compile(
    "(?:宣讲团成员|人大代表|政协委员|劳动模范)[、,](?:[^、,。;:\\n]{2,20}(?:院长|主任|书记|校长|所长|教授)、)?\\Z"
)
_LONGEST_CHAIN = 30
_PLACE_SIZES = (4, 3, 2)
_SHORTEST_DISTRICT = 3
_OWN_KINDS = ("party_committee", "government", "lecture_team", "institute")


def run(draft: Draft) -> None:
    """Add `organisations`."""
    text, hits = draft.flow.text, draft.hits
    offices = [(person.org, person.title) for person in draft.people if person.org and person.title]
    found = _longest([*known(text, hits), *of_places(text, hits), *by_ending(text, hits)])
    found = _longest([*found, *bare_firms(text, hits, found, offices)])
    found = _longest([*found, *short_forms(text, found)])
    draft.organisations = _records(draft, found)


def _longest(found: list[Candidate]) -> list[Candidate]:
    """Of names that overlap the longest; of equal ones the first found."""
    kept: list[Candidate] = []
    for candidate in sorted(found, key=lambda one: (one.start, one.start - one.end)):
        if kept and candidate.start < kept[-1].end:
            if candidate.end - candidate.start > kept[-1].end - kept[-1].start:
                kept[-1] = candidate
        else:
            kept.append(candidate)
    return kept


def _records(draft: Draft, found: list[Candidate]) -> list[Organisation]:
    text, line_at = draft.flow.text, draft.flow.line_at
    lines_of_full: dict[str, set[int]] = {}
    for candidate in found:
        lines_of_full.setdefault(text[candidate.start : candidate.end], set()).add(line_at(candidate.start).index)
    out: dict[tuple[str, int], Organisation] = {}
    for candidate in found:
        name, line = text[candidate.start : candidate.end], line_at(candidate.start)
        if line.role in _SILENT_ROLES or _own_organ(draft, candidate, name):
            continue
        if candidate.kind == "firm" and in_project_name(text, candidate.end):
            continue
        if candidate.kind in _HOUSES and _GUEST.search(text, max(0, candidate.start - _LONGEST_CHAIN), candidate.start):
            continue
        if candidate.full and line.index in lines_of_full.get(candidate.full, ()):
            continue
        spans = draft.flow.spans(candidate.start, candidate.end)
        section = draft.flow.section_at(candidate.start)
        out.setdefault((name, line.index), Organisation(name, candidate.kind, section, spans))
    return list(out.values())


def _own_organ(draft: Draft, candidate: Candidate, name: str) -> bool:
    """Whether the body is an organ of the section's own subject, or of the district that is run as one with it; matter of
    the whole article belongs to every section."""
    school = candidate.kind == "university" and name.endswith("学院")
    if candidate.kind not in _OWN_KINDS and not school:
        return False
    block = draft.flow.block_at(candidate.start)
    sections = [block.section] if block and block.section else draft.sections
    if school:
        return any(section.subject.endswith("大学") and not begins_with_place(name) for section in sections)
    return any(_belongs(name, section) for section in sections)


def _belongs(name: str, section: DraftSection) -> bool:
    body = registry().bodies.get(section.entity or "")
    names = (section.subject, body.district if body and body.district else "")
    return name != section.subject and any(own and name.startswith((own, _without_province(own))) for own in names)


def _without_province(own: str) -> str:
    """A district's name without the province or city before it, which its own organs leave out (某市|某某区)."""
    for size in _PLACE_SIZES:
        if own[:size] in places() and len(own) >= size + _SHORTEST_DISTRICT and own.endswith(("区", "县")):
            return own[size:]
    return own
