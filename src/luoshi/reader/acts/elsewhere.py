"""Places and bodies beside the section's subject: in a round-up without headings a paragraph may tell of several, and each
has its response (ruling 42); and a sentence that tells another section's act goes to that section."""

import re
from collections.abc import Sequence

from luoshi.model.findings import Link
from luoshi.reader.acts.reports import Act
from luoshi.reader.acts.sentences import narrated
from luoshi.reader.draft import DraftSection
from luoshi.registry import bodies
from luoshi.registry.bodies import Named
from luoshi.registry.lexicon import either

_BETWEEN = re.compile(r"、|和|及|以及|与")
_BEHIND = re.compile(
    r"(?:等?(?:地|省[区市]*|[一二两三四五六七八九十\d]+[个家省市地区县]+))?等?"
    r"(?:,|(?:\d{1,2}月)?\d{1,2}日(?:[上下]午)?|近日|日前|今天|也|都|均|还|则|就|分别|先后|相继|同步|各级|党工委|工委|管委会|党组|党委|省委|市委|区委|委|常委会|\(扩大\)|扩大|会议|大会)*"
    r"(?:召开|开了|举行|由[^,。]{2,14}主持|举办|组织|开展|传达|学习|理论学习|作(?:了)?[一-鿿]{0,4}(?:宣讲|报告)|宣讲)"
)
_LECTURE_AT = re.compile(
    rf"[在赴到](?P<where>[一-鿿]{{2,16}}?{either('acts', 'host')})(?:作(?:了)?[一-鿿]{{0,4}}(?:宣讲|报告)|宣讲)"
)
# 甲、乙、丙等市县机关组织…: where the first is a known place all are names.
_LIST = re.compile(
    "(?P<names>[一-鿿]{2,10}(?:、[一-鿿]{2,10})+)等(?:地|[省市县区州]+(?:、[市县区州]+)*级?|[一-鿿]{0,4}老区)"
    "[^。;]{0,30}?(?:召开|举行|举办|组织|开展|传达|学习|宣讲|收看|收听|观看)"
)
_IN_FRONT = re.compile(r"(?:^|[,;。:日午天])(?:在|赴|到|走进|来到)?$|[在赴到]$")


def others(found: Act, section: DraftSection) -> tuple[list[Link], bool]:
    """The other places and bodies whose act the sentence tells (甲、乙、丙先后召开会议, 在甲、乙作宣讲报告), and whether it
    tells theirs alone."""
    text = found.sentence.text[: narrated(found.sentence) - found.sentence.start]
    out: dict[str, Link] = {}
    own = False
    # The lecturers of the centre come to a province, though they speak in its capital.
    of_centre = "中央宣讲团" in text
    listed_names = groups(text, bodies.find(text))
    for group in listed_names:
        listed = _LIST.match(text, group[0].start) if "、" in text else None
        if listed and _IN_FRONT.search(text[: group[0].start]):
            return [Link(name, bodies.link(name)) for name in listed["names"].split("、")], True
        if _BEHIND.match(text, group[-1].end) and _IN_FRONT.search(text[: group[0].start]):
            for each in group:
                if _is_subject(each, section) or (of_centre and each.province == section.subject):
                    own = True
                else:
                    out.setdefault(each.entity or each.name, Link(_name(each), each.entity))
    where = None if out or own else _host(text, section)
    if where:
        out[where] = Link(where, bodies.link(where))
    return list(out.values()), bool(out) and not own


def _host(text: str, section: DraftSection) -> str | None:
    """The body at which somebody lectures (在国家教育行政学院作宣讲报告), None where it is the section's."""
    found = _LECTURE_AT.search(text)
    if found is None or found["where"] in section.subject or section.subject in found["where"]:
        return None
    placed = bodies.find(found["where"])
    if placed and placed[0].start == 0 and placed[0].sort in ("province", "city"):
        return None if _is_subject(placed[0], section) else placed[0].name
    return found["where"]


def groups(text: str, named: Sequence[Named]) -> list[list[Named]]:
    """Names listed side by side, joined by 、 and 和."""
    out: list[list[Named]] = []
    for each in named:
        if out and _BETWEEN.fullmatch(text[out[-1][-1].end : each.start]):
            out[-1].append(each)
        else:
            out.append([each])
    return out


def _name(named: Named) -> str:
    return named.words if named.sort in ("zone", "park") else named.name


def _is_subject(named: Named, section: DraftSection) -> bool:
    """Whether a name is the section's subject, its city or province, or the organ that it is."""
    same = named.entity is not None and named.entity == section.entity
    if named.sort == "city" and named.province and named.province in section.subject:
        return True
    return same or named.words in section.subject or section.subject in named.words or named.name in section.subject
