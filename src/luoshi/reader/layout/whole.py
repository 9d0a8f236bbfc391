"""Matter of the whole article (lead, conclusion, captions in a block), and articles that have no headings at all."""

import re
from functools import cache

from luoshi.reader.draft import DraftSection
from luoshi.reader.layout import duplicates, openers, order, roles, seams
from luoshi.reader.layout.headings import Heading
from luoshi.reader.layout.look import Look, alternatives
from luoshi.reader.layout.openers import Opened
from luoshi.registry.lexicon import lexicon

_CAPTION_AT_MOST = 90
_RESTATED = 0.6
_DATED = re.compile(r"(?:20\d\d年)?\d{1,2}月|近日|日前|会议")
# What pictures show: an act that took place, not a plan.
_SHOWN = re.compile(
    "召开|举行|举办|开展|组织|走进|赴|宣讲|签约|揭牌|现场|活动|学习|调研|参观|讲解|座谈|交流|工作人员|开工|投产|生产线|车间"
)
_PLANNED = re.compile("将|要(?!求)|力争|下一步|接下来|%|亿元")
_CLOSES = re.compile("下一步|未来|接下来|今后|将以|相信|新起点|站在新")
_GENERAL_WITHIN = 90


def mark_general(seen: list[Look], headings: list[Heading]) -> None:
    """Find lead, conclusion and captions among the running text of an article with headings."""
    texts = [look for look in seen if roles.is_text(look)]
    first = headings[0].look.line.index
    for number, look in enumerate(texts):
        if _is_general(look):
            last = number == len(texts) - 1 and look.line.index > first and _CLOSES.search(look.words)
            look.line.role = "conclusion" if last else "lead"
    _captions([look for look in seen if roles.is_text(look) or look.line.role in ("heading", "lead")], first)


def unheaded(seen: list[Look]) -> list[DraftSection]:
    """The sections of an article without headings: one for each place to which it turns, or one for its only body."""
    front = [look for look in seen if look.line.role in ("kicker", "title", "subtitle")]
    texts = [look for look in seen if roles.is_text(look)]
    texts = _without_copies(texts)
    wanted = openers.announced([*front, *texts[:1]])
    found = {place: turn for place, look in enumerate(texts) if (turn := openers.opened(look, wanted))}
    subjects = {turn.entity or turn.subject for turn in found.values()}
    sole = openers.sole(front, texts, list(found.values()))
    titled = sole is not None and any(sole.look is look for look in front)
    if len(subjects) > 1 and not (titled and sole and (sole.entity or sole.subject) in subjects):
        return _turns(texts, found)
    if sole is None:
        return []
    section = DraftSection("S01", sole.subject, sole.entity)
    _fill(section, texts, seams.join(texts))
    return [section]


def _turns(texts: list[Look], found: dict[int, Opened]) -> list[DraftSection]:
    sections: list[DraftSection] = []
    members: list[list[Look]] = []
    by_key: dict[str, int] = {}
    for place, look in enumerate(texts):
        turn = found.get(place)
        if turn:
            key = turn.entity or turn.subject
            if key not in by_key:
                by_key[key] = len(sections)
                sections.append(DraftSection(f"S{len(sections) + 1:02d}", turn.subject, turn.entity))
                members.append([])
            current = by_key[key]
        if not sections:
            look.line.role = "lead"
        elif _is_general(look):
            look.line.role = "conclusion" if place == len(texts) - 1 else "lead"
        else:
            members[current].append(look)
    for section, looks in zip(sections, members, strict=True):
        _fill(section, looks, seams.join(looks))
    return sections


def _fill(section: DraftSection, texts: list[Look], follows: dict[int, int]) -> None:
    for tail in follows.values():
        texts[tail].line.joins = True
    for place in order.arrange(list(range(len(texts))), texts, follows):
        texts[place].line.section = section
        section.lines.append(texts[place].line)


def _without_copies(texts: list[Look]) -> list[Look]:
    copies = duplicates.find(texts)
    dropped: set[int] = set()
    for original, copy in copies:
        for place in copy:
            texts[place].line.duplicate_of = texts[original[0]].line
            dropped.add(place)
    return [look for place, look in enumerate(texts) if place not in dropped]


def _is_general(look: Look) -> bool:
    """Whether a paragraph speaks of all places and of none by name."""
    if any(named.sort in ("zone", "park") for named in look.named):
        return False
    return bool(_plural().search(look.words, 0, _GENERAL_WITHIN))


def _captions(looks: list[Look], first: int) -> None:
    """Short lines in a block, or before the first heading, that restate what a paragraph says."""
    texts = [look for look in looks if roles.is_text(look)]
    pairs = [_pairs(look.words) for look in texts]
    for number, look in enumerate(texts):
        if not _could_be_caption(look):
            continue
        restated = max(
            (
                len(pairs[number] & other)
                for place, other in enumerate(pairs)
                if place != number and len(other) > len(pairs[number])
            ),
            default=0,
        )
        if restated >= _RESTATED * len(pairs[number]):
            look.line.role = "caption"
    _only_in_blocks(looks, first)


def _only_in_blocks(looks: list[Look], first: int) -> None:
    """A lone restating line among a section's paragraphs is body after all."""
    for number, look in enumerate(looks):
        if look.line.role != "caption" or look.line.index < first:
            continue
        beside = looks[max(0, number - 1) : number + 2]
        if not any(other is not look and other.line.role in ("caption", "lead") for other in beside):
            look.line.role = "body"


def _could_be_caption(look: Look) -> bool:
    words = look.words
    return (
        len(words) <= _CAPTION_AT_MOST
        and look.closed == 1
        and words.find("。") >= len(words) - 2
        and bool(look.named)
        and not _DATED.match(words)
        and bool(_SHOWN.search(words))
        and not _PLANNED.search(words)
    )


def _pairs(words: str) -> set[str]:
    return {words[at : at + 2] for at in range(len(words) - 1)}


@cache
def _plural() -> "re.Pattern[str]":
    return re.compile(alternatives(lexicon("layout")["plural"]["subjects"]))
