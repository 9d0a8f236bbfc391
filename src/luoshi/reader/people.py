"""Stage `people`: persons by name, with the title and body that stand beside the name.

A name is found beside an office (党工委书记X、X教授), before a verb of speaking at a clause's start (X强调), in a list with
such a name (X、Y出席), and then wherever the article names that person again. One record for each name and paragraph.
"""

import re
from functools import cache
from typing import NamedTuple

from luoshi.model.findings import Person
from luoshi.reader import titles
from luoshi.reader.boundaries import clause_start
from luoshi.reader.draft import Draft, Hits
from luoshi.reader.lines import Places
from luoshi.reader.surnames import Follower, dotted, follower, names, plausible, transliterated
from luoshi.registry.lexicon import lexicon

_SILENT_ROLES = ("byline", "furniture")
_FULL_NAMES = (3, 2)
_LONGEST_PART = 8
_ROLL = 3
_EMPLOYERS = ("firm", "university", "institute", "hospital")
# Names of four characters without a dot (白玛赤林) are known where they fill the place of a name in a list.
_MINORITY_NAME = 4
_LONGEST_BOOK_TITLE = 60


class Mention(NamedTuple):
    """A name at [start, end) of the flow; `title` and `org` as far as they stand beside it."""

    start: int
    end: int
    title: str | None = None
    org: str | None = None


def run(draft: Draft) -> None:
    """Add `people`."""
    text = draft.flow.text
    mentions = _introduced(text, draft.hits)
    known = _known(draft, mentions)
    mentions += _again(text, known, {(mention.start, mention.end) for mention in mentions})
    draft.people = _records(draft, mentions, known)


def _introduced(text: str, hits: Hits) -> list[Mention]:
    """Names that their surroundings show."""
    found = _before_office(text, hits)
    behind_names = {mention.end for mention in found}
    for hit in hits.all("office"):
        if hit.start not in behind_names:
            found += _beside_office(text, hit.end, hit.value == "strong")
    found += _speaking(text)
    found += _of_firms(text, hits)
    found += _rolls(text)
    found += _dotted(text)
    unique: dict[int, Mention] = {}
    for mention in sorted(found, key=lambda mention: (mention.start, mention.title is None)):
        unique.setdefault(mention.start, mention)
    return list(unique.values())


def _beside_office(text: str, start: int, strong: bool) -> list[Mention]:
    """The name right behind an office, and those that share the office with it: 副主席甲、乙、丙."""
    end = start
    start = _aside().match(text, end).end()  # type: ignore[union-attr]
    size = _size(text, start, strong=strong)
    if not size:
        return []
    title = titles.before(text, text.rfind("\n", 0, end) + 1, end)
    if title is None:
        return []
    out = [Mention(start, start + size, title.words, title.org)]
    place = start + size
    while text[place : place + 1] == "、":
        size = _size(text, place + 1, strong=strong)
        if not size:
            break
        out.append(Mention(place + 1, place + 1 + size, title.words, title.org))
        place += 1 + size
    return out


def _before_office(text: str, hits: Hits) -> list[Mention]:
    """Names with the office behind them: 甲总书记, 甲院士."""
    out = []
    after, anywhere = _offices_after()
    for hit in hits.all("office"):
        word = text[hit.start : hit.end]
        if word not in after:
            continue
        for size in (4, 3, 2):
            start = hit.start - size
            if start >= 0 and _fits(text, start, size) and (word in anywhere or not _han(text, start - 1)):
                out.append(Mention(start, hit.start, word))
                break
    return out


def _fits(text: str, start: int, size: int) -> bool:
    name = text[start : start + size]
    if size == 4 and name[:2] not in names().compound:
        return False
    return plausible(name, beside_office=False)


def _speaking(text: str) -> list[Mention]:
    """Names at a clause's start with a verb of speaking, meeting or attending behind them, and lists of them."""
    out = []
    for found in _clause_starts().finditer(text):
        listed, place = _list(text, found.end())
        if not listed:
            continue
        together = text.startswith(_together(), place) if len(listed) > 1 else False
        place += text.startswith("等", place)
        if together or follower(text, place).kind == "strong":
            out += listed
    return out


def _of_firms(text: str, hits: Hits) -> list[Mention]:
    """Names right behind a firm's or school's name with a verb of speaking behind them: 某某有限公司某某说."""
    out = []
    for hit in hits.all("org_ending"):
        size = _size(text, hit.end, strong=False, listed=True)
        if size and hit.value in _EMPLOYERS and follower(text, hit.end + size).kind == "strong":
            out.append(Mention(hit.end, hit.end + size))
    return out


def _rolls(text: str) -> list[Mention]:
    """Three names and more in a row, one of them of three characters: a roll of persons whatever stands around it."""
    out: list[Mention] = []
    for found in _roll_starts().finditer(text):
        if out and found.start() < out[-1].end:
            continue
        listed, _ = _list(text, found.start())
        if len(listed) >= _ROLL and any(name.end - name.start == max(_FULL_NAMES) for name in listed):
            out += listed
    return out


def _list(text: str, place: int) -> tuple[list[Mention], int]:
    """The names from a place on with 、 between them, and where they end. After two names a rare family name will do."""
    listed: list[Mention] = []
    while size := _size(text, place, strong=len(listed) > 1, listed=True):
        listed.append(Mention(place, place + size))
        place += size
        if text[place : place + 1] != "、":
            break
        place += 1
    return listed, place


def _dotted(text: str) -> list[Mention]:
    """Names with a middle dot that begin a clause before a verb of speaking."""
    out = []
    dot = text.find("·")
    while dot >= 0:
        start = clause_start(text, max(0, dot - _LONGEST_PART), dot)
        size = dotted(text, start)
        if size and follower(text, start + size).kind == "strong":
            out.append(Mention(start, start + size))
        dot = text.find("·", dot + 1)
    return out


def _size(text: str, start: int, *, strong: bool, listed: bool = False) -> int:
    """How many characters at `start` are a name, 0 where none is; `strong` beside an office, `listed` in a list."""
    foreign = dotted(text, start) or (transliterated(text, start) if strong else 0)
    if foreign:
        return foreign
    compound = text[start : start + 2] in names().compound
    behind = {size: follower(text, start + size) for size in ((4, 3) if compound else _FULL_NAMES)}
    sizes = [size for size in behind if _possible(text, start, size, behind[size], strong=strong)]
    backed = [size for size in sizes if behind[size].kind and _allowed(text, start, size, behind[size], strong=strong)]
    if len(backed) == 2:
        return _settled(backed, behind)
    if backed:
        loose = listed and behind[backed[0]].kind == "word" and not text.startswith(_together(), start + backed[0])
        return 0 if loose else backed[0]
    return _unbacked(text, start, sizes, strong=strong)


def _possible(text: str, start: int, size: int, behind: Follower, *, strong: bool) -> bool:
    firm = strong and behind.kind in ("pause", "strong")
    return plausible(text[start : start + size], beside_office=strong, firm=firm)


def _allowed(text: str, start: int, size: int, behind: Follower, *, strong: bool) -> bool:
    """A rare family name needs a given name of two characters, or a pause, verb or whole word behind it."""
    if text[start] in names().common or text[start : start + 2] in names().compound:
        return True
    if size > 2 or behind.kind in ("pause", "strong"):
        return True
    return strong and (behind.size > 1 or text[start + size] in names().function)


def _settled(sizes: list[int], behind: dict[int, Follower]) -> int:
    """Two readings with something behind both: the longer where a verb or pause shows it and the shorter one would
    leave a lone function word before that verb (张同和说), else the shorter."""
    longer, shorter = sizes
    far, near = behind[longer], behind[shorter]
    if near.kind in ("pause", "strong"):
        return shorter
    return longer if far.kind in ("pause", "strong") and near.kind != "adverb" else shorter


def _unbacked(text: str, start: int, sizes: list[int], *, strong: bool) -> int:
    """Beside an office a common family name is enough; the third character is the name's unless it begins a verb."""
    if not strong or text[start : start + 1] not in names().common or not sizes:
        return 0
    size = sizes[0]
    if text.startswith("、", start + _MINORITY_NAME) and text[start : start + _MINORITY_NAME].isalpha():
        return _MINORITY_NAME
    if size == max(_FULL_NAMES) and text[start + 2] in names().verb_first and text[start + 2] not in names().likely:
        size = min(sizes)
    return size if plausible(text[start : start + size], beside_office=False) else 0


def _known(draft: Draft, mentions: list[Mention]) -> dict[str, str | None]:
    """Name -> the body that the article gives it, the first one told."""
    known: dict[str, str | None] = {}
    for mention in mentions:
        name = draft.flow.text[mention.start : mention.end]
        known[name] = known.get(name) or _org(draft, mention)
    return known


def _again(text: str, known: dict[str, str | None], seen: set[tuple[int, int]]) -> list[Mention]:
    """The other places of known names; of two names that overlap the longer counts."""
    taken = {place for start, end in seen for place in range(start, end)}
    out = []
    for name in sorted(known, key=len, reverse=True):
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            if start not in taken and end - 1 not in taken and _stands_alone(text, start, end):
                out.append(Mention(start, end))
                taken.update(range(start, end))
            start = text.find(name, end)
    return out


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a known name's characters are the name here: a two-character one needs a pause or follower beside it."""
    return end - start > 2 or not _han(text, start - 1) or bool(follower(text, end).kind)


def _records(draft: Draft, mentions: list[Mention], known: dict[str, str | None]) -> list[Person]:
    """One record for each name and printed line, the mention with a title first."""
    text, places = draft.flow.text, Places(draft)
    best: dict[tuple[str, int, int], Mention] = {}
    for mention in sorted(mentions, key=lambda mention: (mention.title is None, mention.start)):
        if (
            places.line(mention.start).role in _SILENT_ROLES
            or _not_acting().match(text, mention.end)
            or _in_book_title(text, mention.start)
        ):
            continue
        name = text[mention.start : mention.end]
        best.setdefault((name, places.line(mention.start).index, places.line(mention.end - 1).index), mention)
    return [
        Person(
            name="".join(draft.text[a:b] for a, b in draft.flow.spans(mention.start, mention.end)),
            title=mention.title,
            org=_org(draft, mention) or known.get(text[mention.start : mention.end]),
            section=draft.flow.section_at(mention.start),
            spans=draft.flow.spans(mention.start, mention.end),
        )
        for mention in sorted(best.values())
    ]


def _org(draft: Draft, mention: Mention) -> str | None:
    """The body that a title names, or the section's subject where only its organ or a common noun stands there."""
    block = draft.flow.block_at(mention.start)
    subject = block.section.subject if block and block.section else None
    own = mention.title is not None and mention.org is None and mention.title.startswith(_own_organs())
    if own or mention.org in _own_nouns():
        return subject or mention.org
    return mention.org


def _in_book_title(text: str, start: int) -> bool:
    opening = text.rfind("《", max(0, start - _LONGEST_BOOK_TITLE), start)
    return opening >= 0 and text.find("》", opening, start) < 0


def _han(text: str, position: int) -> bool:
    return position >= 0 and "一" <= text[position] <= "鿿"


@cache
def _clause_starts() -> "re.Pattern[str]":
    common = "".join(sorted(names().common))
    first = "".join(sorted({word[0] for word in names().compound}))
    return re.compile(rf"(?:^|(?<=[\n,。;:!?”“ 》)…]))(?=[{common}{first}])")


@cache
def _roll_starts() -> "re.Pattern[str]":
    name = f"[{''.join(sorted(names().common))}][一-鿿]{{1,2}}"
    return re.compile(f"{name}(?=、{name}、)")


@cache
def _not_acting() -> "re.Pattern[str]":
    return re.compile("|".join(map(re.escape, lexicon("speech", "words")["not_acting"]["thing"])))


@cache
def _aside() -> "re.Pattern[str]":
    """What may stand between an office and the name: a space, a remark in brackets (兼)."""
    return re.compile(r"(?:\([^()\d]{1,6}\))? ?")


@cache
def _together() -> tuple[str, ...]:
    return tuple(lexicon("speech", "words")["listed"]["together"])


@cache
def _own_organs() -> tuple[str, ...]:
    return tuple(lexicon("offices", "words")["own"]["organ"])


@cache
def _own_nouns() -> frozenset[str]:
    return frozenset(lexicon("offices", "words")["own"]["noun"])


@cache
def _offices_after() -> tuple[frozenset[str], frozenset[str]]:
    words = lexicon("offices", "words")["office_after"]
    return frozenset(words["after"]) | frozenset(words["anywhere"]), frozenset(words["anywhere"])
