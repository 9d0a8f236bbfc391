"""Which responses a section holds: the acts its sentences report and the statements of people, put together by the
codebook's rules on what makes a response of its own (rulings 3, 30, 39)."""

import re

from msgspec.structs import replace

from luoshi.model.codebook import Kind
from luoshi.model.findings import Person
from luoshi.reader.acts import days_around, elsewhere, lectures, reports, testimony
from luoshi.reader.acts.conveners import convener
from luoshi.reader.acts.found import Found
from luoshi.reader.acts.kinds import deliberates, preached, takes_up
from luoshi.reader.acts.reports import Act
from luoshi.reader.acts.sentences import Sentence, narrated
from luoshi.reader.acts.statements import signed, statements
from luoshi.reader.days.calendar import Written
from luoshi.reader.draft import Draft, DraftSection
from luoshi.registry.bodies import places
from luoshi.registry.lexicon import either

_MEETINGS = frozenset({"conveyance", "study", "publicity", "visit", "signing"})
_CONTENT = re.compile(r"(?:会议|会上|中心组)[^。;要强指认提]{0,6}?(?:传达|学习)")
_STOP = re.compile(
    r"(?:还|随后|会后|报告会后|宣讲(?:报告会)?(?:结束)?后|当天下午|期间|又)[^。]{0,16}?(?:来到|走进|深入(?=[^,。]{0,12}[,区村企校厂])|前往|赴|走访)|还(?!宣讲了)[^。]{0,60}宣[讲传](?![团队员])"
    r"|[^,。]{2,16}这一站|又(?:走了|到了|去了)|在[^,。]{2,18}(?:家|院子|车间|社区|村)里?,[^。]{0,20}宣讲"
)
_LECTURERS_GO = re.compile(
    r"(?:\d{1,2}月)?(?:\d{1,2}日|当天|当日)?(?:[上下]午)?,?[^,。]{0,10}宣讲团[^,。]{0,8}?(?:来到|走进|深入|前往|赴)"
)
# A stop told without a day has that of the report where it follows at once; 还 leaves the day open.
_AT_ONCE = re.compile("^(?![^。]*还)[^。]{0,12}(?:会后|结束后|随后)")
_SUPERIORS = re.compile(
    r"[^,。;:]{0,14}?[,]?(?:中共)?[一-鿿]{0,6}?"
    + either("acts", "superior")
    + r"(?!宣讲团|常委[、,]|副?书记|[^,。]{0,12}(?:部长|书记|主任|市长|秘书长))[一-鿿()]{0,14}?(?:召开|举行|举办)"
)
_HERE = re.compile(either("acts", "here"))
# 近期重要讲话 is told one by one in the rest of the paragraph.
_RECENT = re.compile("近期[^,。]{0,6}讲话")
# Somebody is told of first, and then speaks: 他说:“…”.
_SAYS = re.compile("[他她](?:还|又)?(?:说|表示|认为)[,:]")
_FIRST_PERSON = re.compile(either("acts", "first_person"))


def taken_up(
    draft: Draft, section: DraftSection, told: list[Sentence], people: dict[str, Person], *, on_lectures: bool = False
) -> list[Found]:
    """The responses of one section, in the order of their words; at least one where the section has any words. `people`
    are those who may speak, by name; `on_lectures`: whether the article's headline says that lectures go on."""
    acts = reports.acts(draft, told)
    told = _without_lead(draft, told, acts)
    local = lectures.inside(draft, section, told) or lectures.sent_out(draft, told)
    if local:
        apart = {found.start for found in local}
        told = [each for each in told if each.start not in apart]
    reported = [act for each in told if (act := acts.get(each.start)) and not _of_superiors(each, section.subject)]
    found = _own(draft, section, told, reported, people)
    found = found or _otherwise_told(draft, section, told, people, beside=bool(local))
    found = lectures.at_stops(draft, found)
    if on_lectures and told:
        found = _as_headline(section, told, found, beside=bool(local))
    return sorted([*found, *local], key=lambda found: found.start)


def _as_headline(section: DraftSection, told: list[Sentence], found: list[Found], *, beside: bool) -> list[Found]:
    """The responses of a section in a story of lectures: what goes on without a word for it are lectures, and a place of
    which only hearers' words are printed has its own, where it speaks of lectures at all."""
    for each in found:
        if each.kind == "campaign" and not (each.day and each.day.exact):
            each.kind = "publicity"
    if beside or section.subject not in places() or any(each.kind != "statement" or not each.body for each in found):
        return found
    first = next((each for each in told if preached(each.text) and not reports.intended(each.text)), None)
    return [Found("publicity", None, *first.place, None, [first.place]), *found] if first else found


def _own(
    draft: Draft, section: DraftSection, told: list[Sentence], reported: list[Act], people: dict[str, Person]
) -> list[Found]:
    """The responses of the section's own subject: of the acts that its sentences have `reported` those that count, and the
    statements."""
    days_around.set_days(draft, told, reported)
    if section.speaker and not any(found.day and found.convened for found in reported):
        return [*_told_besides(draft, section, reported), signed(draft, told)] if told else _bare(draft, section)
    out = _before_undated(draft, section, told, _acts(draft, section, told, reported))
    _with_day_of_meeting(draft, out, reported)
    met = [found for found in out if (found.kind in _MEETINGS or _deliberated(found)) and not _watched(draft, found)]
    words = testimony.words(draft.flow.text, told, people, section.subject)
    return out + statements(draft, words, met, told)


def _told_besides(draft: Draft, section: DraftSection, reported: list[Act]) -> list[Found]:
    """The meeting that a speaker tells was held as soon as the event was over."""
    for act in reported:
        if act.convened and act.kind in ("conveyance", "study") and _AS_SOON.search(act.sentence.text):
            return _with_seconds(draft, section.subject, act)
    return []


_AS_SOON = re.compile("(?:一|刚)(?:闭幕|结束|落幕|散|开完)|闭幕后|结束后|第一时间")


def _otherwise_told(
    draft: Draft, section: DraftSection, told: list[Sentence], people: dict[str, Person], *, beside: bool
) -> list[Found]:
    """The response of a section that tells of no act; where its places have theirs `beside`, what its own subject is said to
    take up, if anything."""
    if not beside:
        if heard := _heard(draft, told, people):
            return [heard]
        return [_otherwise(draft, section, told)] if told else _bare(draft, section)
    about = [each for each in told if section.subject in each.text and takes_up(each.text)]
    return [_otherwise(draft, section, about)] if about else []


def _heard(draft: Draft, told: list[Sentence], people: dict[str, Person]) -> Found | None:
    """The statement of a story of several voices: the first paragraph of the section quotes one who holds an office."""
    first = [each for each in told if each.block is told[0].block]
    if len(draft.sections) < _VOICES or not any("“" in each.text for each in first):
        return None
    holders = [name for name, person in people.items() if person.title]
    chosen = next((each for each in first if any(name in each.text for name in holders)), None)
    if chosen is None or any(days_around.WATCHED.search(each.text) for each in first):
        return None
    day = reports.day_of(chosen, narrated(chosen), draft)
    day = day if day and day.exact else None
    return Found("statement", None, *chosen.place, day, [each.place for each in first])


_VOICES = 2


def _before_undated(draft: Draft, section: DraftSection, told: list[Sentence], out: list[Found]) -> list[Found]:
    """What goes on or is explained without a day, where a sentence before it tells the day of the act: that sentence is
    the act's (某宣讲团8月12日到我市作报告. 某某阐述了全会精神)."""
    first = out[0] if out else None
    if first is None or first.kind not in _GOING_ON or any(found.day for found in out):
        return out
    dated = _dated(draft, [each for each in told if each.start < first.start])
    if dated is None and first.kind == "publicity":
        later = (each for each in told if preached(each.text) and not reports.intended(each.text))
        dated = next((each for each in later if _on_a_day(draft, each)), None)
    return [_otherwise(draft, section, [dated]), *out[1:]] if dated else out


def _with_day_of_meeting(draft: Draft, out: list[Found], reported: list[Act]) -> None:
    """Where what a meeting takes up is told in a later sentence (会议审议…), its day is that of the sentence that tells of the
    meeting."""
    for found in out:
        if found.day is None and draft.flow.text.startswith(_IN_MEETING, found.start):
            before = [act for act in reported if act.sentence.end <= found.start and act.convened]
            found.day = next((act.day for act in reversed(before) if act.day and act.day.exact), None)


_IN_MEETING = ("会议", "大会", "会上", "全会")
_GOING_ON = ("campaign", "publicity", "other")


def _without_lead(draft: Draft, told: list[Sentence], acts: dict[int, Act]) -> list[Sentence]:
    """The sentences of the section itself, with those of the lead where only the lead reports one of the `acts`, which are
    told by the start of their sentence."""
    own = [sentence for sentence in told if sentence.block.role != "lead"]
    if len(own) == len(told) or any(sentence.start in acts for sentence in own):
        return own
    lead = [sentence for sentence in told if sentence.block.role == "lead"]
    reports_any = any(each.start in acts or reports.told_as_going_on(draft, each) for each in lead)
    return told if reports_any else own


def _watched(draft: Draft, found: Found) -> bool:
    """Whether a broadcast was watched: nobody speaks there, so who is quoted was interviewed."""
    return days_around.WATCHED.search(draft.flow.text, found.start, found.end) is not None


def _deliberated(found: Found) -> bool:
    """Whether a meeting of another kind was held, as deputies hold: who speaks there makes no statement of his own."""
    return found.kind == "other" and found.body is not None and found.body.endswith(("会议", "大会"))


def _of_superiors(sentence: Sentence, subject: str) -> bool:
    """Whether a sentence tells the meeting of a province, a city or the centre, not held in or for the subject."""
    text = sentence.text
    if subject in text or _SUPERIORS.match(text) is None or _HERE.search(text):
        return False
    # To a province only the centre is superior; of another province its own response is told.
    place = places().get(subject)
    return place is None or place.city != "" or text.find("中央") >= 0 or text.find("国务院") >= 0


def _acts(draft: Draft, section: DraftSection, told: list[Sentence], reported: list[Act]) -> list[Found]:
    """The acts that count: the first that takes up an event, those of another day or kind, a lecturer's further stops."""
    by_start = {found.sentence.start: found for found in reported}
    first = _first(reported)
    out: list[Found] = []
    for sentence in told:
        found = by_start.get(sentence.start)
        last = out[-1] if out else None
        if found is not first and reports.carried_on(sentence):
            if last and _CONTENT.match(sentence.text):
                _carry_on(draft, last, sentence)
        elif last and last.kind == "publicity" and _goes_on(_LECTURERS_GO.match(sentence.text)):
            out.append(_stop(draft, last, sentence))
        elif found is not None and (found is first or (out and _another(draft, found, out))):
            out += _of_all(draft, section, found)
        elif last and last.kind == "publicity" and _goes_on(_STOP.search(sentence.text)):
            out.append(_stop(draft, last, sentence))
        elif found is not None and not _headed(section) and takes_up(sentence.text):
            anew = _opens_paragraph(draft, section, sentence, out)
            out += [each for each in _of_all(draft, section, found) if each.subject or anew]
        elif first is None and not out and (going_on := reports.told_as_going_on(draft, sentence)):
            out += _with_seconds(draft, section.subject, going_on)
    dated = any(found.kind in _MEETINGS and found.day and found.day.day for found in out)
    return [found for found in out if not (dated and found.kind == "campaign" and not (found.day and found.day.exact))]


def _opens_paragraph(draft: Draft, section: DraftSection, sentence: Sentence, out: list[Found]) -> bool:
    """Whether a paragraph of its own tells what the section's province or city, or an organ of it, did besides."""
    if section.subject not in places() or any(draft.flow.block_at(each.start) is sentence.block for each in out):
        return False
    return sentence.text.startswith((section.subject, *_ORGANS_OF_PLACES))


_ORGANS_OF_PLACES = ("自治区党委", "省委", "市委", "全省", "全市")


def _goes_on(told: "re.Match[str] | None") -> bool:
    """Whether a lecturer's further stop is one that was made, none that is still to come."""
    return told is not None and not reports.intended(told.string[: told.end()])


def _stop(draft: Draft, last: Found, sentence: Sentence) -> Found:
    """A lecturer's further stop: of the same body, on its own day or at once after the report."""
    place, day = sentence.place, reports.day_of(sentence, narrated(sentence), draft)
    day = day or (last.day if _AT_ONCE.search(sentence.text) else None)
    return Found("publicity", last.body, *place, day, [place], last.subject)


def _first(reported: list[Act]) -> Act | None:
    """The act that opens a section: the first dated one that takes up an event, else the first that does, else the first
    dated one."""
    about = [found for found in reported if _about(found)]
    dated = [found for found in about if found.day]
    return next(iter(dated or about or [found for found in reported if found.day]), None)


def _about(found: Act) -> bool:
    """Whether an act takes up anything: in its own sentence, or, where it is dated and convened, in the next ones."""
    dated = found.day is not None and found.convened
    return takes_up(found.sentence.text) or (dated and takes_up(found.sentence.following))


def _with_seconds(draft: Draft, subject: str, found: Act) -> list[Found]:
    place = found.sentence.place
    body = convener(draft, found, subject)
    kinds = [found.kind, *(each.kind for each in reports.second(found))]
    return [Found(kind, body, *place, found.day, [place]) for kind in kinds]


def _headed(section: DraftSection) -> bool:
    return any(line.role == "heading" for line in section.lines)


def _of_all(draft: Draft, section: DraftSection, found: Act) -> list[Found]:
    """The act for the section's subject and for the other places that the sentence names; where it names only others, for
    them alone. Under a heading a section has one subject."""
    others, alone = ([], False) if _headed(section) else elsewhere.others(found, section)
    own = [] if alone else _with_seconds(draft, section.subject, found)
    return own + [replace(each, subject=other) for other in others for each in _with_seconds(draft, other.text, found)]


def _carry_on(draft: Draft, last: Found, sentence: Sentence) -> None:
    """What a meeting conveyed, told in a later sentence; it becomes the quotation where the first names no event."""
    named = bool(draft.named_within(last.start, last.end))
    last.places.append(sentence.place)
    if _RECENT.search(sentence.text):
        last.places.append((sentence.end, sentence.block.end))
    if not named:
        last.start, last.end = sentence.place


def _another(draft: Draft, found: Act, out: list[Found]) -> bool:
    """Whether a later act is a response of its own: one of another day, or of another kind and naming the event."""
    if not takes_up(found.sentence.text):
        return False
    if found.day is not None and found.day.exact:
        return _on_another_day(found, found.day, out)
    named = any(name.taken for name in draft.named_within(*found.sentence.place))
    if out[0].kind == "campaign":
        return False  # its parts are told one by one
    if found.convened and found.kind in ("conveyance", "study") and _AT_ONCE.search(found.sentence.text):
        return True
    return named and found.convened and found.kind in _MEETINGS and all(found.kind != other.kind for other in out)


def _on_another_day(found: Act, day: Written, out: list[Found]) -> bool:
    """Whether no act of the kind is told of the day; an opening whose day is the event's is watched once."""
    if _MENTIONED.match(found.sentence.text) and any(_same_day(day, other.day) for other in out):
        return False
    alike = [other.day for other in out if other.kind == found.kind]
    if not day.text:
        return not any(other and other.exact for other in alike)
    return all(day.text != (other.text if other else "") for other in alike)


# 在7日上午举行的首场宣讲会上: an act that is told already.
_MENTIONED = re.compile("在[^,。]{0,20}(?:召开|举行|举办)的[^,。]{1,24}上")


def _same_day(day: Written, other: Written | None) -> bool:
    return other is not None and day.day == other.day and (day.month is None or other.month in (day.month, None))


def _otherwise(draft: Draft, section: DraftSection, told: list[Sentence]) -> Found:
    """The response of a section that tells of no act: a meeting known by 会议要求, a statement in the first person, else other."""
    named = (each for each in told if _names_event(draft, each))
    about = next((each for each in named if not _tells_event(draft, each)), None)
    chosen = (
        about if about and _on_a_day(draft, about) else _dated(draft, told) or about or _introduced(told) or told[0]
    )
    kind: Kind = "other"
    if deliberates(chosen.text):
        kind = "study"
    elif any(reports.carried_on(each) for each in told):
        kind = "conveyance"
    elif (
        _FACES_PRESS.search(chosen.text)
        or "署名文章" in chosen.text
        or _introduced(told)
        or _speaks(told[0])
        or _in_first_person(chosen, *told[:2])
        or _undertakes(section, told)
    ):
        kind = "statement"
    elif takes_up(chosen.text):
        course = _COURSE.search(chosen.text) is not None and _on_a_day(draft, chosen)
        kind = "publicity" if preached(chosen.text) else "study" if course else "campaign"
    day = reports.day_of(chosen, narrated(chosen), draft)
    return Found(kind, None, *chosen.place, day, [chosen.place])


_FACES_PRESS = re.compile(either("acts", "press"))


def _tells_event(draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence tells of the event itself: 全会于10月20日至23日在北京召开."""
    text = draft.flow.text
    return any(_TAKES_PLACE.match(text, name.end) for name in draft.named_within(*sentence.place))


_TAKES_PLACE = re.compile("[^,。;]{0,24}?(?:在北京|在京|胜利|隆重)[^,。;]{0,4}(?:召开|举行|开幕|闭幕)")


def _speaks(first: Sentence) -> bool:
    """Whether a section begins with somebody's words, quoted or behind his office and name."""
    return _QUOTED.match(first.text) is not None or _NAMED_SPEAKER.match(first.text) is not None


# 某院主任、研究员某某:先把情况查清楚
_NAMED_SPEAKER = re.compile(rf"(?=[^:]*?{either('acts', 'holder')})[^,。;:“”\d]{{6,40}}(?<!记者)(?<!报道):[^,。]")
_QUOTED = re.compile("“[^”]{16}")


# 2月8日,参加…培训班的干部走进课堂
_COURSE = re.compile("(?:培训|研讨|读书|轮训|学习)班")


def _undertakes(section: DraftSection, told: list[Sentence]) -> bool:
    """Whether a section begins with what its subject will do: 某高新区将…."""
    opening = told[0].text.lstrip("-·■● ")
    place = opening.find("将", len(section.subject), len(section.subject) + _WILL_WITHIN)
    return opening.startswith(section.subject) and place >= 0


# 某区的“十五五”规划|将高质量编制
_WILL_WITHIN = 14


def _dated(draft: Draft, told: list[Sentence]) -> Sentence | None:
    """The first sentence that tells on which day an event was taken up, though it has no word for what was held."""
    return next((each for each in told if takes_up(each.text) and _on_a_day(draft, each)), None)


def _on_a_day(draft: Draft, sentence: Sentence) -> bool:
    day = reports.day_of(sentence, narrated(sentence), draft)
    return day is not None and day.exact and not reports.counts(sentence)


def _in_first_person(*sentences: Sentence) -> bool:
    return any(_FIRST_PERSON.search(each.text) for each in sentences)


def _introduced(told: list[Sentence]) -> Sentence | None:
    """The sentence that tells of somebody before he speaks, None where nobody does."""
    says = next((place for place, each in enumerate(told) if _SAYS.search(each.text)), 0)
    return next((each for each in reversed(told[:says]) if not each.text.startswith("“")), None)


def _names_event(draft: Draft, sentence: Sentence) -> bool:
    return any(name.taken is not None for name in draft.named_within(*sentence.place))


def _bare(draft: Draft, section: DraftSection) -> list[Found]:
    """A section of which only the heading is printed."""
    block = next((block for block in draft.flow.blocks if block.section is section), None)
    return [Found("other", None, block.start, block.end, None, [(block.start, block.end)])] if block else []
