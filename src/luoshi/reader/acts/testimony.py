"""What people say in a section: who speaks, for which body, whether in quotation marks, and whether he commits his body.

Only the attribution is read here (该公司董事长X说, X表示); the codes of what is said are set by the stage `coding`, the
persons come from the stage `people`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable

from luoshi.model.findings import Person
from luoshi.model.records import Value
from luoshi.model.spans import Span
from luoshi.reader.acts.sentences import Sentence
from luoshi.reader.lines.headings import ITS_ORGAN
from luoshi.registry import lexicon
from luoshi.registry.bodies import places
from luoshi.registry.lexicon import either

# It is looked for in whole sections: a sentence without a mark ends with its line.
_SPOKE = re.compile(either("acts", "spoke") + "(?=[,:。“!\\n]|$)")
_MANNER = re.compile(
    rf"(?:{either('acts', 'moved')}地|(?:在|接受|参加)[^,。:“]{{1,16}}[时中后]|[还也便]|这样|这么|如是|[向对]记者|对此)*$"
)
_BEFORE_NAME = 60
_CLAUSE_ENDS = re.compile("[,。;:“”!?\n]")
_FIRM_OFFICE = re.compile(either("acts", "firm_office"))
_PUBLIC_OFFICE = re.compile(either("acts", "public_office") + "$")
_OFFICES = re.compile("[,、]?" + either("acts", "office_begins") + ".*$")
_ZONE = re.compile(either("acts", "zone"))
_FIRM = re.compile(either("acts", "firm"))
_INTRODUCED = re.compile(
    r"^(?:作为[^,。]{2,30},)?在?(?P<body>[^,。:;“”]{3,30}?)"
    rf"(?:{either('acts', 'introduced')}|是[^,。]{{0,30}}?(?:企业|机构|公司|国企))"
)
_COMMITS = re.compile("|".join(["将(?!军)", "努力(?!下)", "(?<!的)决心", *lexicon.words("acts")["commits"]]))


class Word(Value, frozen=True):
    """Somebody's words: who, the body he speaks for (None: none named), the flow's span of words and attribution, the
    text of what is said, and whether it stands in quotation marks."""

    name: str
    body: str | None
    start: int
    end: int
    said: str
    quoted: bool
    official: bool
    told: Span
    """Where the attribution stands, up to its verb."""
    present: bool = False
    """Whether he speaks as a deputy or at a session of the subject, whose day the lead tells."""
    captioned: bool = False
    """Whether his office and name stand over his words, as where a broadcast shows him."""
    deputy: bool = False
    """Whether he is named as a deputy (某某代表说): each of them speaks for himself."""

    @property
    def commits(self) -> bool:
        """Whether he says what his body will do."""
        return _COMMITS.search(self.said) is not None


class _Attribution(Value, frozen=True):
    """The name of a speaker (or the words for one, 有关负责人), title and body as far as known, what stands before the name
    in its clause, and [start, verb, end) of the attribution."""

    name: str
    title: str | None
    org: str | None
    head: str
    start: int
    verb: int
    end: int
    deputy: bool = False


def by_name(people: Iterable[Person]) -> dict[str, Person]:
    """Name -> the person, at the mention that has a title."""
    known: dict[str, Person] = {}
    for person in people:
        if person.name not in known or (person.title and not known[person.name].title):
            known[person.name] = person
    return known


def words(text: str, sentences: list[Sentence], known: dict[str, Person], subject: str) -> list[Word]:
    """The words of known people in the sentences of a section of the text, in order; the words of 大家 and 与会人员 are
    nobody's."""
    attributed = _attributions(text, sentences, known) if sentences else []
    out: list[Word] = []
    for place, found in enumerate(attributed):
        if found is None:
            continue
        sentence = sentences[place]
        present = found.deputy or (
            subject in sentence.text and _AT_SESSION.search(sentence.text, 0, found.verb) is not None
        )
        body = None if present else _body(found, sentence, sentences[:place])
        official = present or _is_official(found, body, subject)
        if body is None and not official:
            continue
        start, end, said, quoted = _said(sentences, place, attributed)
        told = (sentence.start, sentence.start + found.verb)
        body = None if official else body
        captioned = sentence.text.startswith((":", "】"), found.verb)
        out.append(Word(found.name, body, start, end, said, quoted, official, told, present, captioned, found.deputy))
    return out


def _attributions(text: str, sentences: list[Sentence], known: dict[str, Person]) -> "list[_Attribution | None]":
    """What each sentence says of its speaker, if anything: by its first verb of speech behind a known name, else by a
    caption."""
    starts = [sentence.start for sentence in sentences]
    out: list[_Attribution | None] = [None] * len(sentences)
    for verb in _SPOKE.finditer(text, starts[0], sentences[-1].end):
        place = bisect_right(starts, verb.start()) - 1
        if out[place] is None and verb.end() <= sentences[place].end:
            out[place] = _spoken(sentences[place], verb, known)
    colon = text.find(":", starts[0], sentences[-1].end)
    while colon >= 0:
        place = bisect_right(starts, colon) - 1
        out[place] = out[place] or _captioned(sentences[place].text, known)
        colon = text.find(":", max(colon + 1, sentences[place].end), sentences[-1].end)
    return out


def _spoken(sentence: Sentence, found: "re.Match[str]", known: dict[str, Person]) -> _Attribution | None:
    """Who speaks by a verb of speech in a sentence: a known name or an officer before it."""
    verb = found.start() - sentence.start
    before = sentence.text[max(0, verb - _BEFORE_NAME) : verb]
    manner = _MANNER.search(before)
    before = before[: manner.start()] if manner else before
    deputy = before.endswith(_DEPUTY)
    before = before[: -len("代表")] if deputy else before
    name = next((name for name in known if before.endswith(name)), None)
    unnamed = _UNNAMED.search(before) if not name and before.endswith(_OFFICERS) else None
    words = name or (unnamed.group() if unnamed else "")
    if not words:
        return None
    person = known.get(words)
    head = _CLAUSE_ENDS.split(before.removesuffix(words))[-1]
    start = verb - (len(manner.group()) if manner else 0) - len(words) - len(head)
    title, org = (person.title, person.org) if person else ("负责人", None)
    return _Attribution(words, title, org, head, start, verb, found.end() - sentence.start, deputy)


# 某市市长某某代表: how a deputy is named at the congress.
_DEPUTY = ("代表", "委员")
# 某公司董事长 某某:, 【某局局长 某某】: over the words that a broadcast shows.
_CAPTION = re.compile("(?:【同期声】)?【?(?P<office>[^,。;:“”!?【】]{2,40}?)[ 　]?(?P<name>[一-鿿·]{2,12}?)】?:")


def _captioned(text: str, known: dict[str, Person]) -> _Attribution | None:
    """The speaker whose office and name stand before a colon at the head of the words."""
    found = _CAPTION.match(text) if text.find(":", 0, _BEFORE_NAME) >= 0 else None
    if found is None:
        return None
    end = found.end("name")
    if text.endswith(_DEPUTY, 0, end):
        end -= len("代表")
    name = next((name for name in known if text.endswith(name, 0, end)), None)
    if name is None or end - len(name) < len("主任"):
        return None
    person = known[name]
    return _Attribution(name, person.title, person.org, found["office"], 0, end, found.end())


# 高新区有关负责人表示: an officer whom the report leaves unnamed.
_OFFICERS = ("负责人", "负责同志")
_UNNAMED = re.compile("(?:(?<!公司)(?<!企业)(?<!集团)(?:相关|有关|主要)|(?<=[局办委会]))负责(?:人|同志)$")
# 在参加X代表团审议时说: who speaks there speaks for the delegation.
_AT_SESSION = re.compile("代表团[^,。]{0,6}(?:审议|讨论|会议)")


# 校党委书记: the body that the section is about, named by its sort alone.
_ITSELF = ("校", "学校", "我校", "院", "区", "市", "县", "镇", "我区", "该区")


def _bare(body: str) -> str:
    """A province's or city's name without its grade: 上海 for 上海市."""
    place = places().get(body)
    return (place.city or place.province) if place else body


def _is_official(found: _Attribution, body: str | None, subject: str) -> bool:
    """Whether somebody speaks for the subject itself: an officer of the zone, not a member of a firm in it."""
    if body is None:
        return found.title is not None and _PUBLIC_OFFICE.search(found.title) is not None
    place = ITS_ORGAN.sub("", body)
    return (
        _bare(place) == _bare(subject)
        or place in _ITSELF
        or (_ZONE.search(body) is not None and _FIRM.search(body) is None)
    )


def _said(sentences: list[Sentence], place: int, attributed: "list[_Attribution | None]") -> tuple[int, int, str, bool]:
    """The place of words and attribution, the words, and whether they are quoted: after the attribution, else before it.
    Of a longer speech the place reaches to the sentence that commits."""
    sentence, found = sentences[place], attributed[place]
    assert found is not None
    after = sentence.text[found.end :]
    if len(after) > 4:
        quoted, end = after.lstrip(":,").startswith("“"), sentence.end
        for number, other in enumerate(sentences[place + 1 :], place + 1):
            closed = after.count("“") <= after.count("”") if quoted else attributed[number] is not None
            if other.block is not sentence.block or closed:
                break
            after += other.text
            if _COMMITS.search(other.text) and end == sentence.end and not _COMMITS.search(sentence.text):
                end = other.end
        return sentence.start, end, after, quoted
    start, said = sentence.start, sentence.text[: found.start]
    while place > 0 and "“" not in said and sentences[place - 1].block is sentence.block:
        place -= 1
        start, said = sentences[place].start, sentences[place].text + said
    return start, sentence.end, said, "“" in said


def _body(found: _Attribution, sentence: Sentence, earlier: list[Sentence]) -> str | None:
    """The body of a speaker: as the stage `people` knows it, as an office of a firm shows it, or as the paragraph has
    introduced it (X是一家…。该公司董事长Y说)."""
    if found.org:
        return found.org
    title = found.title or found.head
    if "该" not in found.head and _FIRM_OFFICE.search(title) and (firm := _OFFICES.sub("", title)):
        return firm
    if _FIRM_OFFICE.search(title) or "该" in found.head:
        for other in reversed([each for each in earlier if each.block is sentence.block]):
            introduced = _INTRODUCED.match(other.text)
            if introduced:
                return introduced["body"]
    return None
