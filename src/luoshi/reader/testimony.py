"""What people say in a section: who speaks, for which body, whether in quotation marks, and whether he commits his body.

Only the attribution is read here (该公司董事长X说, X表示); the codes of what is said are set by the stage `coding`.
"""

import re
from typing import NamedTuple

from luoshi.model.spans import Span
from luoshi.reader.acts import Sentence

_HAN = "一-鿿"
_OFFICE = (
    "书记|主任|董事长|董秘|总经理|经理|总裁|院长|所长|局长|部长|主席|会长|创始人|合伙人|负责人|校长|教授|研究员|工程师|处长|科长|站长|队长|厂长|行长|"
    "秘书长|总监|主管|秘书|院士|博士|专家|理事长|馆长|园长|组长|首席执行官|首席技术官|首席科学家|CEO|CTO|总工|科学家|代表|委员|员工|职工|区长|市长|县长|镇长|副总"
)
_VERB = "说|表示|谈到|介绍|说道|坦言|感慨|告诉记者|认为"
_ATTRIBUTION = re.compile(
    rf"(?P<head>[^,。;:“”!?\n]{{0,60}})(?P<office>{_OFFICE})(?P<name>[{_HAN}]{{2,4}}?|[{_HAN}]{{1,5}}·[{_HAN}]{{1,8}})"
    rf"(?:(?:激动|兴奋|自豪|高兴|欣喜|坚定|深情|由衷|感慨)地|(?:在|接受)[^,。:“]{{1,16}}[时中后]|还|也|向记者|对记者|对此|信心满满地)*"
    rf"(?P<verb>{_VERB})(?=[,:。“!]|$)"
)
# Offices that only firms have: who holds one speaks for a firm even where its name shows no firm.
_FIRM_OFFICE = re.compile("董事长|董秘|总经理|总裁|创始人|首席|CEO|CTO|总监|厂长|合伙人|总工")
_PUBLIC_OFFICE = re.compile("书记|主任|局长|部长|主席|处长|科长|区长|市长|县长|镇长|秘书长|负责人")
_PARTY_OFFICE = re.compile(
    "[,、]?(?:党委|党总支|党支部|党组|联合|副?董事长|副?总经理|副?总裁|创始人|总监|首席|技术|执行).*$"
)
_COLLECTIVE = re.compile(r"(?:大家|纷纷|与会|一致|相关)$|^(?:大家|纷纷|与会)")
_BODY = re.compile(
    rf".*(?:公司|集团|研究院|研究所|科学院|学院|大学|学校|中学|小学|医院|银行|企业|合作社|协会|商会|联盟|实验室|中心|支行|分行|工厂|平台|"
    rf"股份|科技(?![局厅部处科和]|创新|人才|金融|发展)|院(?![长士])|所(?!长)|厂(?!长)|社区|店)(?![{_HAN}]*(?:公司|集团))"
)
_SAME = re.compile(r"^(?:该|这家|本|上述)?(?:公司|企业|集团|院|研究院|所|中心|机构|单位|学校|医院|银行|实验室)$|^该")
_INTRODUCED = re.compile(
    r"^(?:作为[^,。]{2,30}[,])?(?:在)?(?P<body>[^,。:;“”]{3,30}?)(?:是一[家个所]|是[^,。]{0,30}?(?:企业|机构|公司|国企)|成立于|位于|作为|创立于|专注|坐落|展厅|车间|生产线)"
)
_COMMITS = re.compile(r"将(?!军)|一定要|必将|我们要|竭力|全力以赴|决心|力争|要把|我们会|努力(?!下)")
_ZONE = re.compile(r"高新区|开发区|管委会|工委|新区|园区|党委宣传部")


class Word(NamedTuple):
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

    @property
    def commits(self) -> bool:
        """Whether he says what his body will do."""
        return _COMMITS.search(self.said) is not None


def words(sentences: list[Sentence], subject: str) -> list[Word]:
    """The words of named people in the sentences of a section, in order; the words of 大家 and 与会人员 are nobody's."""
    out: list[Word] = []
    for place, sentence in enumerate(sentences):
        if not re.search(_VERB, sentence.text):
            continue
        found = _ATTRIBUTION.search(sentence.text)
        if found is None or _COLLECTIVE.search(found["head"]) or _COLLECTIVE.search(found["name"]):
            continue
        start, said, quoted = _said(sentences, place, found)
        body = _body(found["head"] + found["office"], sentence, sentences[:place])
        of_zone = body == subject or (_ZONE.search(body or "") is not None and "公司" not in (body or ""))
        official = of_zone or (body is None and _PUBLIC_OFFICE.fullmatch(found["office"]) is not None)
        if body is None and not official:
            continue
        told = (sentence.start, sentence.start + found.start("verb"))
        out.append(Word(found["name"], None if official else body, start, sentence.end, said, quoted, official, told))
    return out


def _said(sentences: list[Sentence], place: int, found: "re.Match[str]") -> tuple[int, str, bool]:
    """Where the words begin, the words, and whether they are quoted: after the attribution, else before it."""
    sentence = sentences[place]
    after = sentence.text[found.end() :]
    if len(after) > 4:
        for other in sentences[place + 1 :]:
            if other.block is not sentence.block or after.count("“") <= after.count("”"):
                break
            after += other.text
        quoted = after.lstrip(":,").startswith("“")
        return sentence.start, after if quoted else after + _more(sentences, place), quoted
    before = sentence.text[: found.start()]
    start, said = sentence.start, before
    earlier = place
    while "“" not in said.split("”")[-1 if "”" not in said else 0] and earlier > 0:
        earlier -= 1
        if sentences[earlier].block is not sentence.block:
            break
        start, said = sentences[earlier].start, sentences[earlier].text + said
        if said.startswith("“"):
            break
    return start, said, "“" in said


def _more(sentences: list[Sentence], place: int) -> str:
    """The rest of the paragraph up to the next attribution: reported speech goes on."""
    out = ""
    for other in sentences[place + 1 :]:
        if other.block is not sentences[place].block or _ATTRIBUTION.search(other.text):
            break
        out += other.text
    return out


def _body(head: str, sentence: Sentence, earlier: list[Sentence]) -> str | None:
    """The body in front of the office, else the one that the paragraph has introduced."""
    of_firm = _FIRM_OFFICE.search(head) is not None
    found = next((found for part in reversed(head.split("、")) if (found := _BODY.match(part))), None)
    body = found.group() if found else ""
    if not found and of_firm:
        body = _PARTY_OFFICE.sub("", head)
    if not body and not of_firm:
        return head if _ZONE.search(head) else None
    if body and not _SAME.match(body):
        return body
    for other in reversed([each for each in earlier if each.block is sentence.block]):
        introduced = _INTRODUCED.match(other.text)
        if introduced:
            return introduced["body"]
    return body or None
