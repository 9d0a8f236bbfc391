"""The place whose own committee or officer is at work: 区委书记某某深入开发区调研 is about the district."""

import re

from luoshi.reader.lines.headings import Heading
from luoshi.reader.lines.look import Look
from luoshi.reader.subjects import openers
from luoshi.registry import counties

# What makes a place itself the one that acts: its committee, government or officer.
_COMMITTEE = re.compile(
    r"[我全](?P<own>[市区县旗])(?=[^,。]{0,30}(?:召开|举行|举办|开展))"
    r"|(?P<grade>[市区县旗])(?:委(?:常委会|理论|召开)"
    r"|(?<!市)(?:委(?![一-鿿]{2,4}(?:部|委员会|办公室|研究室|讲师团|党校))(?:副?书记|常委|[^员,。]{0,6}(?:全会|全体|会议|召开))|(?:委|党)?(?:常委|书记)、|(?:副|代)?[区县旗]长|党委书记))"
)
_OF_THE_PLACE = re.compile("[我全][市区县旗]|[市区县旗](?:委(?!员)|政府|长)")
# 区委…全会一结束,某局…: what is over is the occasion on which another acts.
_OVER = re.compile(
    "[^,。;]{0,20}(?:结束|闭幕|召开|开过)(?:后|之后|以来|不久|当天|次日)?,|[^,。;]{0,24}(?:闭幕|结束|召开)后"
)
_OF_A_ZONE = re.compile("(?:高新区|开发区|经开区|新区|园区)(?:党工委|管委会)?|党工委|管委会")
_LONGEST_PLACE = 12


def governed(texts: list[Look]) -> Heading | None:
    """The place whose committee or officer acts in the first words of an article that speaks of it more than of any zone:
    区委书记某某深入开发区调研 is about the district."""
    if not texts:
        return None
    look = texts[0]
    start = openers.begins_at(look)
    acts = _COMMITTEE.search(look.words, start, start + _LONGEST_PLACE)
    if acts is None or _OVER.match(look.words, acts.end()):
        return None
    words = [look.words for look in texts]
    if sum(len(_OF_A_ZONE.findall(text)) for text in words) > sum(len(_OF_THE_PLACE.findall(text)) for text in words):
        return None
    if acts["own"]:
        return Heading(look, f"{acts['own']}委") if acts.start() == start else None
    end = acts.start() + 1
    if end - start == 1:
        return Heading(look, f"{acts['grade']}委")
    name = counties.ending_at(look.words, end)
    return Heading(look, name) if name else None
