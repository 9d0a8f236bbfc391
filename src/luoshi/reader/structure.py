"""Stage `structure`: roles, sections and reading order of the lines.

The rooms beside it (reader.layout) each look at one thing; this door calls them in turn. Nothing here looks at what a
paragraph means beyond where it belongs: dates, acts and codes are later stages.
"""

from luoshi.reader.draft import Draft, DraftSection
from luoshi.reader.layout import assign, duplicates, evidence, order, page, roles, seams, whole
from luoshi.reader.layout.headings import Heading
from luoshi.reader.layout.look import Look, looks


def run(draft: Draft) -> None:
    """Add `sections`, and to every line its role, section, joins and duplicate_of."""
    seen = looks(draft)
    headings = roles.mark(seen)
    if headings:
        draft.sections = _headed(seen, headings)
    else:
        draft.sections = whole.unheaded(seen)


def _headed(seen: list[Look], headings: list[Heading]) -> list[DraftSection]:
    sections = [
        DraftSection(f"S{number:02d}", heading.subject, heading.entity, heading.slogan or None, heading.speaker)
        for number, heading in enumerate(headings, 1)
    ]
    whole.mark_general(seen, headings)
    texts = [look for look in seen if roles.is_text(look)]
    defaults = _defaults(seen, headings)
    here = [defaults[look.line.index] for look in texts]
    votes = evidence.direct(texts, headings)
    repeated = _repeated(texts, here, votes)
    kept = [place for place in range(len(texts)) if place not in repeated]
    placed = _place(
        [texts[place] for place in kept], [here[place] for place in kept], [votes[place] for place in kept], sections
    )
    for place, original in repeated.items():
        line = texts[place].line
        line.duplicate_of, line.section = texts[original].line, texts[original].line.section
    _add_headings(seen, headings, sections, defaults)
    for section, members in zip(sections, placed, strict=True):
        bylines = [line for line in section.lines if line.role == "byline"]
        section.lines = (
            [line for line in section.lines if line.role != "byline"] + [look.line for look in members] + bylines
        )
    return sections


def _place(
    texts: list[Look], here: list[int], votes: list[evidence.Votes], sections: list[DraftSection]
) -> list[list[Look]]:
    """The paragraphs of each section in repaired order; lines get their section and whether they run on."""
    follows = seams.join(texts)
    more = evidence.shared(texts, votes)
    pooled = [
        {s: own.get(s, 0) + other.get(s, 0) for s in {*own, *other}} for own, other in zip(votes, more, strict=True)
    ]
    opens = [evidence.opens(look) for look in texts]
    path = assign.path(here, pooled, opens, follows, len(sections))
    for place, look in enumerate(texts):
        look.line.section = sections[path[place]] if path[place] >= 0 else None
        if path[place] < 0:
            look.line.role = "lead"
    for head, tail in follows.items():
        texts[tail].line.joins = True
        texts[tail].line.section = texts[head].line.section
        texts[tail].line.role = texts[head].line.role
    out = []
    for section in sections:
        members = [place for place, look in enumerate(texts) if look.line.section is section]
        out.append([texts[place] for place in order.arrange(members, texts, follows)])
    return out


def _defaults(seen: list[Look], headings: list[Heading]) -> list[int]:
    """For each line of the file the number of the section whose heading stands last before it, -1 before the first."""
    starts = {heading.look.line.index: number for number, heading in enumerate(headings)}
    out, current = [], -1
    for look in seen:
        current = starts.get(look.line.index, current)
        out.append(current)
    return out


def _repeated(texts: list[Look], here: list[int], votes: list[evidence.Votes]) -> dict[int, int]:
    """Which lines are copies of which: place -> place of the (first) original. The original stands in its own section."""
    copies = duplicates.find(texts)
    if not copies:
        return {}
    fits = evidence.at_home(texts, here, votes, {place for pair in copies for side in pair for place in side})
    out: dict[int, int] = {}
    for block in duplicates.blocks(copies):
        ahead = sum(_mean(fits, earlier) - _mean(fits, later) for earlier, later in block)
        for earlier, later in block:
            original, copy = (earlier, later) if ahead > 0 else (later, earlier)
            out.update(dict.fromkeys(copy, original[0]))
    return out


def _mean(fits: dict[int, float], side: list[int]) -> float:
    return sum(fits[place] for place in side) / len(side) - (duplicates.MERGED if len(side) == 1 else 0.0)


def _add_headings(seen: list[Look], headings: list[Heading], sections: list[DraftSection], defaults: list[int]) -> None:
    """Headings, subheadings and bylines join their sections."""
    for heading, section in zip(headings, sections, strict=True):
        for look in heading.lines:
            look.line.section = section
            section.lines.append(look.line)
    for look in seen:
        if look.line.role == "byline" and defaults[look.line.index] >= 0:
            section = sections[defaults[look.line.index]]
            look.line.section = section
            section.byline = " ".join(filter(None, (section.byline, page.names_in_byline(look.words))))
            section.lines.append(look.line)
