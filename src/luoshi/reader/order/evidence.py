"""Evidence: what in a paragraph speaks for a section. The names that it opens with, its places, people and set words."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate

from luoshi.reader.lines.headings import Heading
from luoshi.reader.lines.look import Look
from luoshi.registry import bodies

# The subject of a report's first sentence stands within so many characters.
_OPENING = 28
_FIRST_SENTENCE = 48
_LONGEST_NAME, _TELLING = 16, 4
# A paragraph that names more sections than this speaks for none: a lead, or a comparison.
_SEVERAL = 2
_SAYS = re.compile(r"[。,“”;]([一-鿿]{2,3}?)(?:强调|要求|指出|表示|说|提出|介绍|认为|还|一行)")
_HOLDS = re.compile(
    r"(?:书记|主任|董事长|总经理|院长|部长|市长|区长|主席|教授|团长)([一-鿿]{2,3}?)(?=[作带出主在表说强指要率赴深讲,、。围一])"
)
_NOT_NAMES = re.compile("会议|大会|代表|活动|全会|他|她|有|我|大家|各|企业|同志|还|要|并")
_QUOTED = re.compile("“([^”]{3,14})”")
_SHARED_PERSON, _SHARED_WORDS = 2.5, 1.0

Votes = dict[int, float]
Common = list[tuple[float, frozenset[int]]]
"""What paragraphs have in common: what a person or quoted words are worth, and the places of the paragraphs that hold them."""

_DATED = re.compile("(?:20\\d\\d年)?\\d{1,2}月\\d{1,2}日|近日|日前|连日来|近期")
# A section's first paragraph says which event is taken up; a later one that does so begins with 会议, 要, 一是 …
_TAKES_UP = re.compile(
    "(?:全会|两会|党的[一二三四五六七八九十]{1,3}大|代表大会|工作会议|重要讲话|重要指示)[^。]{0,14}?(?:精神|召开|闭幕|报告|热潮|指明|为)"
)
_GOES_ON = re.compile(
    "(?:会议|大会|要|一是|[二三四五六]是|第[一二三四五六]|他|她|同时|各|与会|大家|“|[一-鿿]{2,3}(?:强调|要求|指出|表示|说))"
)

_MEETING = re.compile("会议|大会|与会|会上")


def opens(look: Look) -> float:
    """How much a paragraph looks like a section's first one, from 0 to 1."""
    if _DATED.match(look.words):
        return 1.0
    if _GOES_ON.match(look.words):
        return 0.0
    return 0.8 if _TAKES_UP.search(look.words, 0, _FIRST_SENTENCE) else 0.0


def direct(texts: list[Look], sections: list[Heading]) -> list[Votes]:
    """For each paragraph the sections for which the names in it speak, with weights."""
    entities = _index(heading.entity or heading.subject for heading in sections)
    cities = _index(heading.named.place if heading.named else "" for heading in sections)
    provinces = _index(heading.named.province if heading.named else "" for heading in sections)
    found = [_names(look, entities, cities, provinces) for look in texts]
    for number, heading in enumerate(sections):
        if heading.named is None and len(heading.subject) >= _TELLING:
            _by_words(heading.subject, number, texts, found)
    return found


def _by_words(name: str, section: int, texts: list[Look], votes: list[Votes]) -> None:
    """Add the evidence of a name that no list holds."""
    for look, own in zip(texts, votes, strict=True):
        start = look.words.find(name)
        if start >= 0:
            own[section] = max(own.get(section, 0.0), 4.0 if start <= _OPENING and look.begins >= 0 else 2.5)


def in_place(votes: list[Votes], here: list[int]) -> bool:
    """Whether no paragraph speaks for another section than the one under whose heading it stands."""
    return all(not own or max(own, key=own.__getitem__) == section for own, section in zip(votes, here, strict=True))


def across(texts: list[Look], votes: list[Votes], follows: dict[int, int], sections: list[Heading]) -> None:
    """Add the evidence of names that a broken line cut in two."""
    keys = {heading.key: number for number, heading in enumerate(sections)}
    for head, tail in follows.items():
        one, other = texts[head].words[-_LONGEST_NAME:], texts[tail].words[:_LONGEST_NAME]
        for named in bodies.find(one + other):
            section = keys.get(named.entity or named.words)
            if section is not None and named.start < len(one) < named.end:
                votes[head][section] = max(votes[head].get(section, 0.0), 4.0)


def pooled(common: Common, votes: list[Votes]) -> list[Votes]:
    """The votes of a paragraph's own words and of what it shares with others."""
    more = shared(common, votes) if any(votes) else votes
    return [
        {section: own.get(section, 0.0) + other.get(section, 0.0) for section in {*own, *other}}
        for own, other in zip(votes, more, strict=True)
    ]


def common(texts: list[Look]) -> Common:
    """The people and quoted words that stand in several paragraphs."""
    whole = "\n".join(look.words for look in texts)
    starts = list(accumulate((len(look.words) + 1 for look in texts), initial=0))
    weights = dict.fromkeys(_QUOTED.findall(whole), _SHARED_WORDS)
    weights.update(
        (name, _SHARED_PERSON)
        for pattern in (_SAYS, _HOLDS)
        for name in pattern.findall(whole)
        if not _NOT_NAMES.search(name)
    )
    held = (
        (weight, frozenset(bisect_right(starts, place) - 1 for place in _everywhere(term, whole)))
        for term, weight in weights.items()
        if whole.find(term, whole.find(term) + 1) >= 0
    )
    return [(weight, lines) for weight, lines in held if len(lines) > 1]


def without(common: Common, kept: list[int]) -> Common:
    """What the paragraphs at the places `kept` have in common, by their new places."""
    moved = {place: number for number, place in enumerate(kept)}
    left = ((weight, frozenset(moved[line] for line in lines if line in moved)) for weight, lines in common)
    return [(weight, lines) for weight, lines in left if len(lines) > 1]


def shared(common: Common, votes: list[Votes]) -> list[Votes]:
    """Votes from people and quoted words that a paragraph shares with paragraphs whose section is plain."""
    plain = [_plain(own) for own in votes]
    out: list[Votes] = [defaultdict(float) for _ in votes]
    for weight, lines in common:
        sections = {section for line in lines if (section := plain[line]) is not None}
        if len(sections) == 1:
            (section,) = sections
            for line in lines:
                out[line][section] += weight
    return out


def _everywhere(term: str, text: str) -> Iterator[int]:
    """Every place where a text holds a term."""
    place = text.find(term)
    while place >= 0:
        yield place
        place = text.find(term, place + len(term))


def at_home(
    texts: list[Look], here: list[int], votes: list[Votes], common: Common, twice: set[int]
) -> dict[int, float]:
    """How well each paragraph that is printed twice fits the section under whose heading it stands."""
    others: dict[int, list[str]] = defaultdict(list)
    for place, look in enumerate(texts):
        if place not in twice:
            others[here[place]].append(look.words)
    sections = {section: "\n".join(words) for section, words in others.items()}
    more = shared(common, votes)
    return {
        place: 10 * votes[place].get(here[place], 0.0)
        + 3 * more[place].get(here[place], 0.0)
        + (_likeness(texts[place].words, here[place], sections) if not votes[place] else 0.0)
        + _in_sequence(texts[place], texts[place - 1] if place else None)
        for place in twice
    }


def _in_sequence(look: Look, before: Look | None) -> float:
    """会议要求 … follows the report of the meeting or more of it: evidence from the line that stands before."""
    if not _MEETING.match(look.words) or before is None:
        return 0.0
    return 0.3 if opens(before) or _MEETING.match(before.words) else -0.1


def _likeness(words: str, section: int, sections: dict[int, str]) -> float:
    """How many runs of three characters a paragraph shares with this section and with few others."""
    own = sections.get(section, "")
    score = 0.0
    for start in range(len(words) - 2):
        run = words[start : start + 3]
        if run in own:
            score += 2 / sum(run in theirs for theirs in sections.values()) ** 2
    return score / len(words)


def _plain(votes: Votes) -> int | None:
    """The section for which a paragraph clearly speaks, if any."""
    best = max(votes, key=votes.__getitem__, default=None)
    return best if best is not None and votes[best] >= 3 else None


def _index(keys: Iterable[str]) -> dict[str, int]:
    """Key -> its section, where only one section has it."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        if key:
            found[key].append(number)
    return {key: numbers[0] for key, numbers in found.items() if len(numbers) == 1}


def _names(look: Look, entities: dict[str, int], cities: dict[str, int], provinces: dict[str, int]) -> Votes:
    votes: Votes = defaultdict(float)
    if not look.named:
        return votes
    opened = False
    sections = [entities.get(named.entity or "", entities.get(named.words)) for named in look.named]
    if len({*sections} - {None}) > _SEVERAL:
        return votes
    for named, section in zip(look.named, sections, strict=True):
        if section is not None:
            first = not opened and named.start <= _OPENING
            votes[section] = max(votes[section], 4.0 if first and look.begins >= 0 else 2.5)
            opened = opened or named.start <= _OPENING
        elif named.place in cities:
            votes[cities[named.place]] += 1.0
        elif named.sort == "province" and named.province in provinces:
            votes[provinces[named.province]] += 0.6
    return votes


def slogans(texts: list[Look], sections: list[Heading], votes: list[Votes]) -> None:
    """Add the evidence of slogans, which are drawn from their section: rare runs of four characters that both have."""
    whole = "\n".join(look.words for look in texts)
    starts = list(accumulate((len(look.words) + 1 for look in texts), initial=0))
    for number, heading in enumerate(sections):
        slogan = heading.slogan
        for at in range(max(0, len(slogan) - 3)):
            run = slogan[at : at + 4]
            place = whole.find(run)
            if place < 0 or whole.find(run, place + 4) >= 0:
                continue
            line = bisect_right(starts, place) - 1
            votes[line][number] = votes[line].get(number, 0.0) + 0.6
