"""Round-ups whose title, lead or datelines tell by which places they go: correspondents who wire from their provinces, a row
of provinces, a row of towns in which a team lectures, and many places (多地) of which each opens its paragraph."""

import re

from luoshi.reader.lines.headings import Heading
from luoshi.reader.lines.look import Look
from luoshi.reader.names import body_forms
from luoshi.reader.subjects import openers
from luoshi.registry.bodies import Named
from luoshi.registry.lexicon import either

# So many places in a row are what a round-up announces: 上海、天津、河北等地; so many open paragraphs where none are listed.
_ROW, _SEVERAL = 3, 2
_WITHIN = 30
# So many paragraphs a lead has at most.
_LEAD = 4
_BESIDE = ("、", "和", "与")
_PRINTED_TOGETHER = ("", " ")
# 文山|壮族苗族自治州: what stands behind the press's name for a prefecture where its name is given in full.
_IN_FULL = re.compile("[一-鿿]{1,10}族自治州")
# 记者某某南宁报道:, 本报南宁3月2日电: the correspondent's place, before the colon or the day.
_DATELINE = re.compile(
    r"(?:[^,。:]{0,10}[讯电] ?)?(?:本[报刊网台])?记者[^,。:]{2,30}(?:报道|电|讯)[::]|(?:本报|新华社|[一-鿿]{2,6}[报网])?[一-鿿]{2,4}\d{1,2}月\d{1,2}日[电讯]"
)
# 深入到甲、乙、丙等乡镇; the names may have their endings (甲镇、乙乡).
_TOWNS = re.compile(
    "(?:深入到?|走进|来到|前往|[赴到在])(?P<names>[一-鿿]{2,6}(?:、[一-鿿]{2,6})+)"
    "等(?:地|[一二三四五六七八九十\\d]*个?)的?" + either("bodies", "together")
)
# 甲、乙、丙等乡镇迎来宣讲团: no verb before the towns.
_TOWNS_FIRST = re.compile(
    "(?:^|[,。:;])(?P<names>[一-鿿]{2,3}(?:、[一-鿿]{2,3}){2,})等[一二三四五六七八九十\\d]*个?的?"
    + either("bodies", "together")
)
# 某县甲镇、乙乡、丙乡采取…: towns that act themselves.
_TOWNS_ACT = re.compile(
    "(?P<names>[一-鿿]{2,6}[镇乡](?:、[一-鿿]{2,5}[镇乡])+)(?:等地)?(?:采取|组织|开展|举办|纷纷|结合|通过|掀起)"
)
_TOWN_ENDS = (*body_forms.local(), "县", "区", "市")
_MANY = re.compile("多地|各地|多省|多个省|各省")
_BEGINS = re.compile("(?:今年|去年|其中|而|在|,)*")


def told(front: list[Look], texts: list[Look]) -> list[Heading]:
    """The turns of such a round-up; none where an article is no such one."""
    return (
        _wired(texts)
        or _by_row(row(front), texts)
        or _by_row(row(texts[:1]), texts[1:])
        or _by_later_row(texts)
        or _by_towns([*front, *texts[:1]], texts)
        or _many(front, texts)
    )


def _wired(texts: list[Look]) -> list[Heading]:
    """The turns at correspondents' datelines, each to the province from which the report comes."""
    turns = [turn for look in texts if (turn := _wired_from(look))]
    if any(turn.named and turn.named.sort == "province" for turn in turns):  # the others come from capitals, too
        for turn in turns:
            turn.subject = turn.named.province if turn.named else turn.subject
    return turns if len({turn.subject for turn in turns}) >= _SEVERAL else []


def _wired_from(look: Look) -> Heading | None:
    dateline = _DATELINE.match(look.words) if look.named and look.named[0].start <= _WITHIN else None
    if dateline is None:
        return None
    inside = (each for each in look.named if each.end <= dateline.end() and each.sort in openers.AREAS)
    place = next(inside, None)
    if place is None:
        return None
    province = next((each for each in look.named if each.sort == "province" and each.name == place.province), None)
    told_of = province or place
    return Heading(look, told_of.name, told_of)


def _by_row(places: list[str], texts: list[Look]) -> list[Heading]:
    """The turns to places that title or lead list, where the paragraphs take up half of them, or two paragraphs in three
    one; a lecturer may speak at others, too."""
    turns = [_of_row(look, places) or openers.spoken_at(look, set(places)) for look in texts] if places else []
    of_places = [turn for turn in turns if turn and turn.subject in places]
    taken_up = {turn.subject for turn in of_places}
    half = len(taken_up) >= _SEVERAL and 2 * len(taken_up) >= len(places)
    whole = half or (taken_up and 3 * len(of_places) >= 2 * len(texts))
    return [turn for turn in turns if turn] if whole else []


def _by_later_row(texts: list[Look]) -> list[Heading]:
    """The turns to the places of a row that stands below a longer lead, where half of them open paragraphs of their own."""
    for place, look in enumerate(texts[1:_LEAD], 1):
        if places := row([look]):
            turns = [turn for below in texts[place + 1 :] if (turn := _begun(below)) and turn.subject in places]
            subjects = {turn.subject for turn in turns}
            return turns if len(subjects) >= _SEVERAL and 2 * len(subjects) >= len(places) else []
    return []


def row(looks: list[Look]) -> list[str]:
    """The places that title or lead name in a row; none where the longest row is short."""
    longest: list[str] = []
    for look in looks:
        if len(look.named) < _ROW:
            continue
        here: list[str] = []
        before: Named | None = None
        for named in look.named:
            if named.sort not in openers.AREAS:
                continue
            here = [*here, named.name] if before and _joined(before, named, look.words) else [named.name]
            before = named
            longest = max(longest, here, key=len)
    return longest if len(longest) >= _ROW else []


def _joined(before: Named, named: Named, words: str) -> bool:
    """Whether two places stand in a row: with a mark between, or two provinces with none."""
    between = words[before.end : named.start]
    if full := _IN_FULL.match(between):
        between = between[full.end() :]
    return between in _BESIDE or (between in _PRINTED_TOGETHER and before.sort == named.sort == "province")


def _of_row(look: Look, places: list[str]) -> Heading | None:
    """The place of a row to which a paragraph's first clauses turn, under the name that the row gives it; what stands
    inside the place (a zone, a city of it) belongs to it."""
    end = look.words.find("。") + 1 or len(look.words)
    found = [
        (named, place)
        for named in look.named
        if named.start < end
        for place in places
        if place in (named.name, named.place, named.province)
    ]
    several = len({place for _, place in found})
    if several < _ROW and found and (found[0][0].start <= _WITHIN or several == 1):
        named, place = found[0]
        return Heading(look, place, named if named.name == place else None)
    return None


def _by_towns(opening: list[Look], texts: list[Look]) -> list[Heading]:
    """The turns to towns or villages that title or lead list, under their full names."""
    listed = [look.words for look in opening if "、" in look.words]
    row = next((found for words in listed if (found := _row_of_towns(words))), None)
    if row is None:
        return []
    towns = [
        name for short in row["names"].split("、") if (name := _in_full(short, texts)) and body_forms.is_name(name)
    ]
    turns = [turn for look in texts if not _TOWNS.search(look.words) and (turn := _in_town(look, towns))]
    return turns if len({turn.subject for turn in turns}) >= _SEVERAL else []


def _row_of_towns(words: str) -> "re.Match[str] | None":
    found = (_TOWNS.search(words) or _TOWNS_FIRST.search(words)) if "等" in words else None
    return found or (_TOWNS_ACT.search(words) if "镇、" in words or "乡、" in words else None)


def _in_full(short: str, texts: list[Look]) -> str | None:
    """A town's name with its ending, as the paragraphs print it, without its county's before it."""
    if short.endswith(_TOWN_ENDS):
        later = (short[cut:] for cut in range(len(short) - 2) if any(short[cut:] in look.words for look in texts[1:]))
        return next(later, short)
    return next((short + end for look in texts for end in _TOWN_ENDS if short + end in look.words), None)


def _in_town(look: Look, towns: list[str]) -> Heading | None:
    """The one town that a paragraph's first sentence names."""
    end = look.words.find("。") + 1 or len(look.words)
    here = [town for town in towns if look.words.find(town, 0, end) >= 0]
    return Heading(look, here[0]) if len(here) == 1 else None


def says_many(front: list[Look]) -> bool:
    """Whether the title speaks of many places."""
    return any(_MANY.search(look.words) for look in front)


def _many(front: list[Look], texts: list[Look]) -> list[Heading]:
    """The turns to provinces and cities with which paragraphs begin, whatever they go on to tell, where the title speaks
    of many places."""
    if not says_many(front):
        return []
    turns = [turn for look in texts if (turn := _begun(look))]
    return turns if len({turn.key for turn in turns}) >= _ROW else []


def _begun(look: Look) -> Heading | None:
    begins = _BEGINS.match(look.words, openers.begins_at(look))
    named = look.named[0] if look.named and begins and look.named[0].start == begins.end() else None
    if named is None or named.sort not in openers.AREAS or row([look]):
        return None
    return Heading(look, named.name, named)
