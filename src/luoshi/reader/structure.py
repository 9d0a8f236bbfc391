"""Stage `structure`: roles, sections and reading order of the lines.

The rooms beside it (reader.lines, reader.subjects, reader.order) each look at one thing; this door calls them in turn.
Nothing here looks at what a paragraph means beyond where it belongs: dates, acts and codes are later stages.
"""

from collections import defaultdict

from luoshi.reader.draft import Draft, DraftSection, Line
from luoshi.reader.lines import page, roles
from luoshi.reader.lines.look import Look, looks
from luoshi.reader.order import assign, duplicates, evidence, seams, sequence
from luoshi.reader.subjects import own_place, whole
from luoshi.reader.subjects.outline import Outline, outline

# How surely the paragraph with which a section opens without a heading belongs to it.
_OPENS = 9.0


def run(draft: Draft) -> None:
    """Add `sections`, and to every line its role, section, joins and duplicate_of."""
    seen = looks(draft)
    plan = outline(seen, roles.mark(seen))
    whole.mark(seen, plan)
    if len(plan.headings) == 1:
        own_place.name_as_printed(plan.headings[0], seen)
    draft.sections = [
        DraftSection(f"S{number:02d}", heading.subject, heading.entity, heading.slogan or None, heading.speaker)
        for number, heading in enumerate(plan.headings, 1)
    ]
    texts = [look for look in seen if roles.is_running(look)]
    if draft.sections:
        defaults = plan.defaults(seen)
        _headings(plan, draft.sections)
        _texts(texts, plan, defaults, draft.sections)
        _bylines(seen, defaults, draft.sections)
    else:
        _join(texts, seams.join(texts))


def _headings(plan: Outline, sections: list[DraftSection]) -> None:
    """Headings and subheadings stand first in their sections."""
    for heading, section in zip(plan.headings, sections, strict=True):
        for look in heading.lines:
            look.line.section = section
            section.lines.append(look.line)


def _texts(texts: list[Look], plan: Outline, defaults: list[int], sections: list[DraftSection]) -> None:
    """Give the running text its sections, copies aside, and the sections their paragraphs in order."""
    here = [defaults[look.line.index] for look in texts]
    votes = _votes(texts, plan)
    pairs = duplicates.find(texts)
    follows = {} if pairs else seams.join(texts)
    goes_on = all(tail == head + 1 for head, tail in follows.items())
    if not pairs and goes_on and evidence.in_place(votes, here):
        _place(texts, here, follows, sections)
        return
    evidence.slogans(texts, plan.headings, votes)
    common = evidence.common(texts)
    copies = duplicates.repeated(pairs, texts, here, votes, common)
    kept = [place for place in range(len(texts)) if place not in copies]
    printed_once = [texts[place] for place in kept]
    if copies:
        follows, common = seams.join(printed_once), evidence.without(common, kept)
    votes = [votes[place] for place in kept]
    evidence.across(printed_once, votes, follows, plan.headings)
    path = _path(printed_once, plan, [here[place] for place in kept], evidence.pooled(common, votes), follows)
    _place(printed_once, path, follows, sections)
    for place, original in copies.items():
        line, first = texts[place].line, texts[original].line
        line.duplicate_of, line.section, line.role = first, first.section, first.role


def _path(
    texts: list[Look], plan: Outline, here: list[int], votes: list[evidence.Votes], follows: dict[int, int]
) -> list[int]:
    """The section of each paragraph of a page that is out of order; `here` is the heading over each."""
    opens = [_opens(look, plan) for look in texts]
    return assign.path(here, _after_start(texts, votes, plan), opens, follows, len(plan.headings))


def _votes(texts: list[Look], plan: Outline) -> list[evidence.Votes]:
    """The evidence of each paragraph's own words; where no headings are printed, what opens a section belongs to it."""
    if len(plan.headings) < 2:
        return [{} for _ in texts]
    votes = _after_start(texts, evidence.direct(texts, plan.headings), plan)
    if not plan.printed:
        for look, own in zip(texts, votes, strict=True):
            if look.line.index in plan.starts:
                own[plan.starts[look.line.index]] = _OPENS
    return votes


def _after_start(texts: list[Look], votes: list[evidence.Votes], plan: Outline) -> list[evidence.Votes]:
    """The votes; where no headings are printed none for what stands before the first section's opening."""
    if plan.printed:
        return votes
    first = min(plan.starts, default=0)
    return [own if look.line.index >= first else {} for look, own in zip(texts, votes, strict=True)]


def _opens(look: Look, plan: Outline) -> float:
    return evidence.opens(look) if plan.printed else float(look.line.index in plan.starts)


def _place(texts: list[Look], path: list[int], follows: dict[int, int], sections: list[DraftSection]) -> None:
    """Set each line's section, and each section's lines in order."""
    for look, number in zip(texts, path, strict=True):
        look.line.section = sections[number] if number >= 0 else None
        if number < 0 and not look.crosshead:
            look.line.role = "lead"
    _join(texts, follows)
    members: dict[DraftSection | None, list[int]] = defaultdict(list)
    for place, look in enumerate(texts):
        members[look.line.section].append(place)
    for section in sections:
        section.lines += [texts[place].line for place in sequence.arrange(members[section], texts, follows)]


def _join(texts: list[Look], follows: dict[int, int]) -> None:
    """A line that runs on has the section and role of the line that it continues."""
    for head in follows.keys() - set(follows.values()):
        first, place = texts[head].line, head
        while place in follows:
            place = follows[place]
            line = texts[place].line
            line.joins, line.section, line.role = True, first.section, first.role


def _bylines(seen: list[Look], defaults: list[int], sections: list[DraftSection]) -> None:
    """Bylines close their sections; a single one at the end of all is the whole article's."""
    if len(sections) < 2:
        return
    signed = [look.line for look in seen if look.line.role == "byline" and defaults[look.line.index] >= 0]
    if len(signed) == 1 and _ends(signed[0], seen):
        return
    for line in signed:
        section = sections[defaults[line.index]]
        line.section = section
        section.lines.append(line)
        section.byline = " ".join(filter(None, (section.byline, page.names_in_byline(seen[line.index].words))))


def _ends(line: Line, seen: list[Look]) -> bool:
    return all(look.line.role == "furniture" for look in seen[line.index + 1 :])
