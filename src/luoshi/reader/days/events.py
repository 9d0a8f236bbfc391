"""Policy events named in the flow, as words: the registry's names and numbered names beyond it, speeches and instructions of
the General Secretary, and documents and meetings of provinces and cities that stand as objects of 学习 and 传达.

Not for deciding which event an unnumbered name means: see reader.anchors.
"""

import re
from collections.abc import Iterator

from luoshi.model.records import Value
from luoshi.reader.draft import Hits
from luoshi.registry.bodies import places
from luoshi.registry.events import EventNames
from luoshi.registry.lexicon import either, words

_HAN = "一-鿿"
_NUMBER = "一二三四五六七八九十"
_ORDINAL = re.compile(rf"(?:党的|中共|中国共产党)?第?[{_NUMBER}]{{1,4}}届(?:中央委员会)?$")
# 二十届二中、|三中全会: the last of several plenums that share their term.
_SHARED = re.compile(rf"(?:党的|中共)?第?(?P<term>[{_NUMBER}]{{1,4}}届)(?:[{_NUMBER}]中[、和及])+$")
_LONGEST_SHARED = 24
_NUMBERED = ("届", "届中央委员会")
_LOCAL_CONGRESS = re.compile(rf"(?:省|市|区|州|县|自治区)(?:第[{_NUMBER}]+次)?$")
_CONGRESS = re.compile(rf"党的[{_NUMBER}]{{2,4}}大(?=精神|报告|胜利|召开|[,。、]|以来|作出|提出)")
_SPOKEN = "(?:(?:系列|一系列)?(?:重要|主旨)?" + either("acts", "spoken") + ")"
# 并发表重要讲话 tells that a speech was made, 发表的重要讲话 names one.
_OCCASION = r"(?:(?!发表(?!的))[^。;!?\n,]){0,50}?"
_SPEECH = re.compile(
    rf"习近平(?:总书记|主席)(?:近期|系列|最新|关于|视察|考察|在|对|给|向|致|就|主持|于|来|亲临|赴){_OCCASION}{_SPOKEN}"
    rf"(?:(?:和|、|以及)对{_OCCASION}(?:指示批示|指示要求|指示|批示|要求))?"
)
_SPEECH_TOO = re.compile(rf"(?:、|和|以及)(?=[给向在就])(?P<words>{_OCCASION}{_SPOKEN})")
_GOVERNED = re.compile(either("acts", "governing") + either("acts", "governing_too") + "*")
# What is carried out (贯彻, 落实) may be any document, what is studied, conveyed or preached is taken up.
_STUDIED = "学传宣"
_CLAUSE = re.compile(r"[^。;!?,\n]+(?:,(?=以及|和|及)[^。;!?,\n]*)*")
_LONGEST_CLAUSE = 160
_JOINT = re.compile(r"、|以及|暨|和|及|与|,(?:、|以及|暨|和|及|与)")
_VERBS = re.compile(either("acts", "before_object") + "*")
# 全国、全省、全市…会议: names that share their end.
_GRADE = re.compile("(?:中央|全国|全省|全市|全区|省委?|市委?|区委?|自治区|国家)$")
_TAIL = re.compile(r"(?:的)?(?:(?:(?:有关|相关)(?:会议)?|重要)?精神|有关要求|有关部署)$")
_LONGEST_TAIL = 8
_CENTRE, _PLACE = "中央|中共|全国|国务院", "省|市|区|州|县|盟|兵团"
_HOST = re.compile(f"{_CENTRE}|{_PLACE}")
_MEETING = re.compile(
    rf"(?:{_CENTRE}|[{_HAN}]{{0,12}}?(?:{_PLACE}))[{_HAN}()“”、\d]{{0,24}}" + either("acts", "meeting")
)
_DOCUMENT = re.compile(r"《[^《》]{4,60}》")
_TIME_AFTER = re.compile(r"(?:胜利)?(?:召开)?(?:闭幕)?(?:以来|之后|前夕|之际)|胜利召开|代表(?!大会)|召开[,之]")
_TIME_BEFORE = ("迎接", "喜迎", "庆祝")
_SPIRIT = "精神"
_SPIRIT_AFTER = re.compile(r"[^。;!?,\n]{0,30}?精神")
_CAMPAIGN = re.compile("(?:教育|活动|实践)$")


class Name(Value, frozen=True):
    """A name before time has resolved it: its place, the ids it can mean (none: not in the registry), and whether it
    stands as something that is taken up (X精神, 学习X); None where it marks a time (X以来)."""

    start: int
    end: int
    ids: tuple[str, ...]
    taken: bool | None


def named(text: str, hits: Hits, names: EventNames) -> list[Name]:
    """The policy events named in a clean text, in order. A name inside a longer one is left out, but the event at which a
    speech was held stays beside the speech."""
    registered = list(_registered(text, hits, names))
    found = sorted([*registered, *_speeches(text), *_congresses(text), *_objects(text)], key=_outermost_first)
    out: list[Name] = []
    for name in found:
        if not out or name.start >= out[-1].end:
            out.append(name)
    speeches = [name for name in out if not name.ids and text.startswith("习近平", name.start)]
    if not speeches:
        return out
    kept = set(out)
    out += [name for name in registered if name not in kept and any(_said_at(name, speech) for speech in speeches)]
    return sorted(out, key=_outermost_first)


def _outermost_first(name: Name) -> tuple[int, int]:
    return name.start, -name.end


def _said_at(name: Name, speech: Name) -> bool:
    return speech.start < name.start and name.end < speech.end


def _registered(text: str, hits: Hits, names: EventNames) -> Iterator[Name]:
    for hit in hits.all("event"):
        start, end = hit.start, hit.end
        ids = names.meanings(text[start:end])
        local = _LOCAL_CONGRESS.search(text, max(0, start - 14), start) if text.startswith("党代会", start) else None
        if local:
            first = _with_place(text, local.start())
            yield Name(first, end, (), _taken(text, first, end))
            continue
        numbered = len(ids) > 1 and text.endswith(_NUMBERED, 0, start)
        ordinal = _ORDINAL.search(text, max(0, start - 14), start) if numbered else None
        shared = _SHARED.search(text, max(0, start - _LONGEST_SHARED), start) if len(ids) > 1 and not ordinal else None
        if shared:
            own = names.meanings(shared["term"] + text[start:end])
            yield Name(shared.start(), end, own or ids, _taken(text, shared.start(), end))
        elif ordinal:
            full = names.meanings(text[ordinal.start() : end])
            yield Name(ordinal.start(), end, full, _taken(text, ordinal.start(), end))
        elif _real(text, start, end, ids, names):
            first = start - 3 if text.endswith("全国“", 0, start) else start
            last = end + 1 if first < start and text[end : end + 1] == "”" else end
            yield Name(first, last, ids, _taken(text, first, last))


def _with_place(text: str, start: int) -> int:
    """Where the name of a province or city begins that stands right before `start`, else `start`."""
    return next((start - size for size in (3, 2) if text[max(0, start - size) : start] in places()), start)


def _real(text: str, start: int, end: int, ids: tuple[str, ...], names: EventNames) -> bool:
    """Whether the words stand for the event: a campaign's motto alone does not, nor 两会 of a province."""
    kind = names.events[ids[0]].kind
    words = text[start:end]
    if kind == "campaign":
        return _CAMPAIGN.search(words) is not None
    return not (words == "两会" and text[max(0, start - 1) : start] in tuple("省市区州县"))


def _speeches(text: str) -> Iterator[Name]:
    for found in _SPEECH.finditer(text):
        yield Name(found.start(), found.end(), (), True)
        more = _SPEECH_TOO.match(text, found.end())
        while more:
            yield Name(more.start("words"), more.end(), (), True)
            more = _SPEECH_TOO.match(text, more.end())


def _congresses(text: str) -> Iterator[Name]:
    """Congresses by number, also those that the registry does not know yet."""
    return (Name(found.start(), found.end(), (), True) for found in _CONGRESS.finditer(text))


def _objects(text: str) -> Iterator[Name]:
    """Documents and meetings that a verb of study or conveyance governs."""
    for verb in _GOVERNED.finditer(text):
        start = verb.end()
        clause = _CLAUSE.match(text, start, start + _LONGEST_CLAUSE)
        if clause is None:
            continue
        end = clause.end()
        if text[verb.start()] in _STUDIED and text.find("《", start, end) >= 0:
            for document in _DOCUMENT.finditer(text, start, end):
                yield Name(document.start(), document.end(), (), True)
        if text.find(_SPIRIT, start, end) >= 0 and _HOST.search(text, start, end):
            yield from _meetings(text, start, end)


def _meetings(text: str, start: int, end: int) -> Iterator[Name]:
    """The meetings in a clause whose spirit it names after them."""
    endings = words("acts")["meeting"]
    for first, last in _pieces(text, start, end):
        meeting = text.endswith(endings, first, last) and _MEETING.fullmatch(text, first, last)
        if meeting and _SPIRIT not in meeting.group() and text.find(_SPIRIT, last, end) >= 0:
            yield Name(first, last, (), True)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The members of 甲、乙以及丙有关精神, without the words about 精神."""
    place = start
    for joint in [*_JOINT.finditer(text, start, end), None]:
        if joint and _GRADE.fullmatch(text, place, joint.start()):
            continue
        stop = joint.start() if joint else end
        tail = _TAIL.search(text, max(place, stop - _LONGEST_TAIL), stop)
        verbs = _VERBS.match(text, place, stop)
        place = verbs.end() if verbs else place
        yield place, tail.start() if tail else stop
        place = joint.end() if joint else end


def _taken(text: str, start: int, end: int) -> bool | None:
    if _TIME_AFTER.match(text, end) or text.endswith(_TIME_BEFORE, 0, start):
        return None
    return _SPIRIT_AFTER.match(text, end) is not None
