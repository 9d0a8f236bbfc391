"""Headings: which lines open a section, and what they say: whom it is about, who speaks, and the slogan."""

import re
from dataclasses import dataclass, field

from luoshi.model.findings import Speaker
from luoshi.reader.lines.look import Look
from luoshi.reader.names import body_forms
from luoshi.reader.names.surnames import plausible, transliterated
from luoshi.registry import bodies, counties
from luoshi.registry.bodies import Named

_SLOGAN_FIRST = re.compile(r"(?P<slogan>[^。;]{4,30}?)\s*(?:——|—|\|)\s*")
_INTERVIEW = re.compile(r"(?:(?P<slogan>[^。;]{4,30}?)\s*(?:——|—|\|)|[—-]*)\s*(?:专?访|对话)(?P<who>.+?)(?:代表|委员)?")
_LONGEST = 70
_LONGEST_NAME = 16
_FOUR = 4
_NUMBER = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|\d{1,2}(?:[.、]\s*|\s+(?=[一-鿿]))|\([一二三四五六七八九十\d]{1,2}\)|【)"
)
_BREAK = re.compile(r"(?=[*::】—|\s])(?:\*+\s*[::]?\s*|[::]\s*|】\s*|\s*(?:——|—|\|)\s*|\s+)")
# With what a break begins: most lines have none, which a scan for a plain class shows fast.
_BREAKS = re.compile(r"[*::】—|\s]")
OFFICE = (
    "书记|主任|董事长|总经理|经理|总裁|院长|所长|市长|区长|县长|局长|部长|校长|会长|理事长|秘书长|主席|委员|代表|负责人|工程师|专家|"
    "教授|研究员|创始人|总监|站长|社长|台长|厅长|组长|队长|干事|行长|馆长|主编|科学家|院士|CEO|CTO|镇长|处长|司长|科长"
)
_PERSON = re.compile(rf"(?P<office>.*(?:{OFFICE})) ?(?P<name>[一-鿿]{{2,4}}|[一-鿿]+(?:·[一-鿿]+)+|[一-鿿] [一-鿿])$")
TITLE_STARTS = re.compile(
    "(?:联合|机关|直属)?(?:党工委|党委|工委|党组|党总支|党支部|管委会|董事|执行|常务|副|总经理|首席|创始|理事|院长|所长|主任|书记|校长|会长|主席|总裁|局长|厅长|部长|台长|[省市州县区镇乡]长)"
)
# The committee, government or management that stands for the place itself.
ITS_ORGAN = re.compile(
    "(?<=[省市区县州旗盟镇乡])(?:委(?!员)|人民政府|政府|人大常委会|人大|政协)$|(?:党工委|工委|管委会|管理委员会|管理局)$"
)
# 某代表团|开放日: the occasion on which a delegation is told of.
_OCCASION = re.compile("(?<=代表团)(?:开放日|开放团组会议|全体会议|小组会议|审议)$")
_DELEGATION = "代表团"
# What stands where a name could: 区县委书记|访谈.
_NO_PERSON = ("访谈", "专访", "讲话", "寄语", "论坛", "致辞")
# An organ of the body itself, which the subject leaves out (苏州高新区党工委).
_OWN_ORGAN = re.compile("(?:党工委|工委|党委|管委会|、|和){1,4}$")
_BODY_ENDS = re.compile(
    "(?:公司|集团|研究院|研究所|中心|大学|学院|实验室|创业大街|产业园|园|区|城|市|县|省|州|院|所|厅|局|委|部|会|社|港|镇|街道|医院|银行|联盟|系统)(?:\\([一-鿿]{2,10}\\))?$"
)
_TELLS = re.compile(
    "表示|指出|强调|要求|介绍|提出|认为|说[,::]|带队|主持|出席|作[了宣报专]|召开|举行|举办|组织|将|[,。、]"
)
_OFFICE, _ENDS_IN_OFFICE, _HOLDS_OFFICE = (
    re.compile(OFFICE),
    re.compile(f"(?:{OFFICE})$"),
    re.compile(f"常委|委员|{OFFICE}"),
)
_SENTENCE = re.compile("[。;]")
_PAUSE = re.compile("[,;。:]")
_LONGEST_SECOND_HALF = 28
# 南 岸: characters set apart, as print does to fill a line; how far into a paragraph the body acts that its heading names.
_SPACED, _FIRST_WORDS = re.compile("[一-鿿](?: [一-鿿]){1,3}"), 40
# 河 南:…: a place so printed, before its slogan.
_SPACED_PLACE = re.compile("(?P<place>[一-鿿] +[一-鿿])[::](?P<slogan>.+)")
_AREAS, _PARKS = ("province", "city"), ("zone", "park")
_LONGEST_CROSSHEAD = 22
_LONGEST_SENTENCE = 45
_COUNTED = re.compile("[一二三四五六七八九十]{1,3}、")
_CROSSHEAD_MARKS = ("**", "■", "●", "◆", "▲", "★", "◎", "□", "◇", "※", "▍", "▌", "▎")


@dataclass(slots=True, eq=False)
class Heading:
    """A section's heading: its lines in order (heading, second half, subheading), and what they say; `entity` is the
    registry id of its subject."""

    look: Look
    subject: str
    named: Named | None = None
    slogan: str = ""
    speaker: Speaker | None = None
    form: str = ""
    lines: list[Look] = field(default_factory=list)
    entity: str | None = field(init=False)

    def __post_init__(self) -> None:
        self.entity = bodies.link(self.subject) or (self.named.entity if self.named else None)

    @property
    def key(self) -> str:
        """What tells one subject from another; a place is the same with its grade and without (阜阳, 阜阳市)."""
        if self.entity or self.named is None or self.subject != self.named.words:
            return self.entity or self.subject
        return self.named.name


def read_interview(look: Look) -> Heading | None:
    """The heading of an interview: slogan——访X市委书记某某."""
    words = look.words
    if look.closed or len(words) > _LONGEST or ("访" not in words and "对话" not in words):
        return None
    told = _INTERVIEW.fullmatch(words)
    person = _PERSON.fullmatch(words, *told.span("who")) if told else None
    if told is None or person is None:
        return None
    inside = [named for named in look.named if named.start >= told.start("who")]
    found = _speaker(person, inside, told.start("who"))
    if found is None:
        return None
    subject, named, speaker = found
    subject = ITS_ORGAN.sub("", subject)
    if inside and subject.endswith(inside[-1].words):  # the city behind its province
        subject, named = inside[-1].words, inside[-1]
    return Heading(look, subject, named, (told["slogan"] or "").strip(), speaker, "interview", [look])


def read_heading(look: Look) -> Heading | None:
    """What a line says if it is a heading; None where it cannot be one."""
    words = look.words
    if len(words) > _LONGEST or words.endswith(("。", ";", ",", "、")) or _SENTENCE.search(words):
        return None
    if words.startswith("——") or words.lstrip("—- ").startswith(("访", "专访", "对话")):
        return None
    number = _NUMBER.match(words)
    start = number.end() if number else 0
    if spaced := _spaced_place(look):
        return spaced
    if first := _BREAKS.search(words, start):
        for mark in _BREAK.finditer(words, first.start()):
            if heading := _heading(look, start, mark.start(), mark.end(), mark[0].strip() or " "):
                return heading
    if heading := _heading(look, start, len(words), len(words), "alone"):
        return heading
    return _run_on(look, start)


def _spaced_place(look: Look) -> Heading | None:
    """The place before a slogan whose characters are set apart: 河 南:…"""
    found = _SPACED_PLACE.fullmatch(look.words) if look.words[1:2] == " " else None
    place = bodies.find(found["place"].replace(" ", "")) if found else []
    if found is None or not place or place[0].sort not in _AREAS:
        return None
    return Heading(look, place[0].words, place[0], found["slogan"].strip(), None, ":", [look])


def mark_of(look: Look) -> str:
    """The mark with which a line opens: ■, ##, 【; empty where there is none."""
    if look.words.startswith("【"):
        return "【"
    return look.line.text[: len(look.line.text) - len(look.words)].strip() if look.marked else ""


def read_reversed(look: Look) -> Heading | None:
    """A heading in which the slogan stands before the zone: 电子信息挑大梁——某高新区."""
    if not look.named or look.closed or len(look.words) > _LONGEST:
        return None
    named = look.named[-1]
    found = _SLOGAN_FIRST.fullmatch(look.words, 0, named.start) if named.end == len(look.words) else None
    if found is None or named.sort not in ("zone", "park"):
        return None
    return Heading(look, named.words, named, found["slogan"], None, "reversed", [look])


def read_alike(look: Look, below: list[Look]) -> Heading | None:
    """A heading that names a body which no list holds: it has a mark, or one of the lines below takes its name up. The name
    of a place alone stands for the body of it that acts below."""
    if len(look.words) > _LONGEST:
        return None
    number = _NUMBER.match(look.words)
    start = number.end() if number else 0
    first = _BREAKS.search(look.words, start)
    mark = _BREAK.match(look.words, first.start()) if first else None
    end, slogan = mark.span() if mark else (len(look.words), len(look.words))
    if _SPACED.fullmatch(look.words, start):
        end = slogan = len(look.words)
    subject = look.words[start:end].strip().replace(" ", "")
    if not 2 <= len(subject) <= _LONGEST_NAME or not second_half(look):
        return None
    below_it = next(filter(None, (acts_below(subject, other) for other in below)), None)
    if len(subject) > 2 and _BODY_ENDS.search(subject):
        if not mark_of(look) and not below_it and not _taken_up(subject, look, below):
            return None
    elif below_it and slogan == len(look.words):
        subject = below_it
    else:
        return None
    return Heading(look, subject, None, look.words[slogan:].strip(" 】*"), None, "alike", [look])


def _taken_up(subject: str, look: Look, below: list[Look]) -> bool:
    """Whether a line below names a body, with the places before it or without: 某省某市某区 over 某区…."""
    names = [subject]
    for named in look.named:
        rest = subject.partition(named.words)[2]
        if named.sort in _AREAS and len(rest) > 2:
            names.append(rest)
    return any(name in other.words[:_LONGEST] for other in below for name in names)


def acts_below(name: str, below: Look) -> str | None:
    """The body at the beginning of a line that has a name before it, with its place's grade or without: 云溪 over
    云溪区政协召开…, 云溪市中院 over 云溪中院…."""
    words = below.words
    for printed in (name, name.replace("市", "", 1)):
        start = words.find(printed, 0, _FIRST_WORDS)
        if start >= 0 and (body := body_forms.named_for_place(words, start, len(printed))):
            return body
    return None


def second_half(look: Look) -> bool:
    """Whether a line could go on with a heading: short, one breath, no end of a sentence."""
    words = look.words
    return (
        len(words) <= _LONGEST_SECOND_HALF and look.closed < 1 and not _PAUSE.search(words) and not words[:1].isdigit()
    )


def read_person(look: Look) -> Speaker | None:
    """The person whom a line names with an office and nothing else (党工委书记 某某)."""
    person = _person(look.words)
    if person is None or look.named or not TITLE_STARTS.match(person["office"]):
        return None
    return Speaker(person["name"].replace(" ", ""), person["office"].strip())


def is_person(look: Look) -> bool:
    """Whether a line is nothing but somebody's office and name, after dashes or not."""
    words = look.words
    return len(words) <= _LONGEST and bool(_OFFICE.search(words) and _PERSON.fullmatch(words.lstrip("—- ")))


def is_crosshead(look: Look, below: Look, beside: bool) -> bool:
    """Whether a short line opens a part of a section: it is numbered or marked, or stands between a finished paragraph
    (`beside`) and one that begins."""
    if _NUMBER.match(look.words) or mark_of(look).startswith(_CROSSHEAD_MARKS):
        return True
    return (
        beside
        and len(look.words) <= _LONGEST_CROSSHEAD
        and look.closed == 0
        and look.begins < 2.5
        and below.begins >= 2
    )


def is_numbered_sentence(look: Look, below: Look) -> bool:
    """Whether a line is a crosshead that is a whole sentence: 一、…。 over a longer paragraph that has no number."""
    words = look.words
    return (
        len(words) <= _LONGEST_SENTENCE
        and bool(_COUNTED.match(words))
        and words.find("。") == len(words) - 1
        and len(below.words) > 2 * len(words)
        and not _COUNTED.match(below.words)
    )


def goes_on_telling(heading: Heading, below: Look) -> bool:
    """Whether a line that only names a body or a person is no heading: the next line says what he or it did."""
    return heading.form in ("alone", "run-on") and bool(_TELLS.match(below.words))


def stops_in_office(look: Look) -> bool:
    """Whether a line names a body and stops inside an office or a name, with no mark of a sentence."""
    words = look.words
    if len(words) > _LONGEST_SECOND_HALF + 8 or look.closed or not look.named or _PAUSE.search(words) or " " in words:
        return False
    return look.named[0].start == 0 and bool(TITLE_STARTS.match(words, look.named[0].end))


def together(look: Look, below: Look) -> Look:
    """Two lines as one."""
    words = look.words + below.words
    return Look(look.line, words, look.level, look.marked, below.closed, look.begins, bodies.find(words))


def _heading(look: Look, start: int, end: int, slogan: int, form: str) -> Heading | None:
    who = look.words[start:end].strip()
    if len(who) < 2 or "," in who or who.count("《") != who.count("》"):
        return None
    inside = [named for named in look.named if start <= named.start and named.end <= end]
    person = _person(who)
    if form == " " and not person and _office_of(who):
        return None
    if person and (found := _speaker(person, inside, start)):
        subject, named, speaker = found
    elif form == ":" and (name := _zone_and_name(who, inside, start)):
        subject, named, speaker = inside[0].words, inside[0], Speaker(name, None)
    else:
        subject, speaker = _OCCASION.sub("", _OWN_ORGAN.sub("", who) or who), None
        named = next((body for body in inside if body.end - start >= len(subject) - 1), None)
        if not _is_body(subject, named, inside, form, start):
            return None
        if named and named.sort == "city" and inside[0].words + named.words == subject and "省" in inside[0].words:
            subject = named.words
    return Heading(look, subject, named, look.words[slogan:].strip(" 】*"), speaker, form, [look])


def _zone_and_name(who: str, inside: list[Named], start: int) -> str | None:
    """The name behind a zone's, with no office between: 某高新区某某某:…"""
    if not inside or inside[0].start != start or inside[0].sort not in _PARKS:
        return None
    name = who[inside[0].end - start :]
    return name if 1 < len(name) < _FOUR and plausible(name, beside_office=False) else None


def _person(words: str) -> "re.Match[str] | None":
    """The office and the name of which words consist; four characters are a name only with a double family name or in
    another script's sounds (总书记|重要讲话 names nobody)."""
    found = _PERSON.fullmatch(words) if _OFFICE.search(words) else None
    if found is None or counties.ending_at(words, len(words)):  # 某市|长寿区
        return None
    name = found["name"]
    if name in _NO_PERSON:
        return None
    known = (
        len(name) < _FOUR
        or "·" in name
        or " " in name
        or transliterated(name, 0)
        or plausible(name, beside_office=True)
    )
    return found if known else None


def _office_of(who: str) -> bool:
    return _ENDS_IN_OFFICE.search(who) is not None


def _speaker(person: "re.Match[str]", inside: list[Named], start: int) -> tuple[str, Named | None, Speaker] | None:
    """Subject, body and speaker of `body title name`; a double office that begins with another body is kept whole."""
    office, name = person["office"], person["name"].replace(" ", "")
    own = [named for named in inside if named.sort not in ("province", "city")]
    if own:
        named = own[-1]
        end = named.end - start if named.start == start else 0
        longer = TITLE_STARTS.search(office, end) if named.sort in ("organ", "ministry") and end else None
        if longer and "、" in office[: longer.start()]:
            return office[: longer.start()].rpartition("、")[2], None, Speaker(name, office)
        if longer:
            return office[: longer.start()], named, Speaker(name, office[longer.start() :])
        return named.words, named, Speaker(name, office[end:].strip() or None)
    cut = TITLE_STARTS.search(office)
    if cut and cut.start() >= 2:
        body = ITS_ORGAN.sub("", office[: cut.start()])
        return body, inside[0] if inside else None, Speaker(name, office[cut.start() :])
    return None


def _is_body(subject: str, named: Named | None, inside: list[Named], form: str, start: int) -> bool:
    """Whether the words before the break name a body: wholly, or, before a colon, by their ending."""
    if named and named.start == start:
        return named.sort not in ("province", "city") or form != " "
    if named and inside[0].start == start and re.fullmatch(r"[一-鿿、()·]+", subject):
        return _HOLDS_OFFICE.search(subject) is None
    if inside and inside[0].start == start and inside[0].sort in _AREAS:  # a district behind its city or province
        county = counties.ending_at(subject, len(subject))
        if county and len(county) == len(subject) - (inside[-1].end - start):
            return True
    if form not in (" ", "alone") and subject.endswith(_DELEGATION) and len(subject) > len(_DELEGATION):
        return True
    return form in (":", "：") and len(subject) >= 4 and bool(_BODY_ENDS.search(subject)) and "、" not in subject


def _run_on(look: Look, start: int) -> Heading | None:
    """A zone and its slogan in one breath, with no mark between (weak: counts only where a page has several)."""
    named = look.first
    if named is None or named.start != start or named.sort not in ("zone", "park") or not second_half(look):
        return None
    return Heading(look, named.words, named, look.words[named.end :].strip(), None, "run-on", [look])
