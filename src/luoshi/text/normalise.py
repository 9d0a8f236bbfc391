"""Normalising beside the original: one clean spelling to read by, and the map back to the printed one.

Characters are folded one to one (full width, traditional and look-alike characters); what print repeats or inserts
(doubled words, stray spaces, pinyin after a character, invisible marks) is left out. Line ends are never touched.
"""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from luoshi.model.spans import Span
from luoshi.text.offsets import OffsetMap

_HAN = "㐀-鿿豈-﫿"
# Invisible marks that copying from the web and from PDF files leaves inside words.
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]+")
# 推动(dòng): pinyin with a tone mark in brackets after a character; a Latin name in brackets (AI) has none.
_PINYIN = re.compile(rf"(?<=[{_HAN}])\([a-zü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńň][a-zü]*\)")
# Three or more characters printed twice in a row are a misprint; of two-character words only nouns that Chinese never
# doubles (研究研究, 讨论讨论 are good Chinese).
_DOUBLED = re.compile(
    rf"([{_HAN}]{{3,12}})(?=\1)|(全会|大会|会议|精神|高新|园区|产业|企业|创新|发展|经济|科技|党委|工委|规划|建设|国家|中央)(?=\2)"
)
# Between two digits a space means something (2025-03-24 10:20).
_MARKS = "。,;:!?、“”‘’()《》"
_SPACE = re.compile(rf"(?<=[{_HAN}{_MARKS}0-9])[ \t]+(?=[{_HAN}{_MARKS}])|(?<=[{_HAN}{_MARKS}])[ \t]+(?=[0-9])")
# A line this long, or one that ends a sentence, is running text: spaces between its characters mean nothing.
_RUNNING = 40
# NFKC folds these into other marks; the genre's typography keeps them.
_KEPT = "…“”‘’—·①②③④⑤⑥⑦⑧⑨⑩"


class Clean(NamedTuple):
    """A clean text and the map from it to the text as printed."""

    text: str
    offsets: OffsetMap


@cache
def _folding() -> dict[int, str]:
    """Character -> character: width and compatibility forms by NFKC, traditional forms by OpenCC."""
    import opencc  # noqa: PLC0415  (loaded with the first article)

    table: dict[int, str] = {}
    for code in (*range(0x2E80, 0x3100), *range(0x3000, 0x3040), *range(0xF900, 0xFB00), *range(0xFE10, 0xFFF0)):
        char = chr(code)
        folded = unicodedata.normalize("NFKC", char)
        if len(folded) == 1 and folded != char and char not in _KEPT:
            table[code] = folded
    table.update(_LOOK_ALIKES)
    han = [chr(code) for code in range(0x4E00, 0xA000)]
    simple = opencc.OpenCC("t2s").convert("\n".join(han)).split("\n")
    table.update(
        {ord(a): b for a, b in zip(han, simple, strict=True) if a != b and len(b) == 1 and ord(a) not in _MODERN}
    )
    return table


# CJK radicals that NFKC leaves alone and that PDF fonts print for the characters.
_LOOK_ALIKES = {
    0x2EC4: "西", 0x2EA0: "民", 0x2EDA: "页", 0x2ECB: "车", 0x2ED4: "长", 0x2EE9: "黄", 0x2EDB: "风", 0x2EDD: "食",
    0x2EE2: "马", 0x2EE5: "鱼", 0x2EE6: "鸟", 0x2EEC: "齐", 0x2EEE: "齿", 0x2EF0: "龙", 0x2ED3: "长", 0x2EC5: "见",
    0x2EC9: "贝", 0x2ED8: "青", 0x2EDC: "飞", 0x2E81: "厂", 0x2EB7: "羊", 0x2EBD: "臼", 0x2ED1: "长", 0x00A0: " ",
    0x3000: " ", 0x2022: "·", 0x30FB: "·", 0x2027: "·",
}  # fmt: skip
# Characters of today's simplified text (place names, family names) that the table of variants would change.
_MODERN = frozenset(map(ord, "乾著藉馀甯"))


@cache
def _dropping() -> "re.Pattern[str]":
    return re.compile(f"{_INVISIBLE.pattern}|{_PINYIN.pattern}|{_DOUBLED.pattern}")


def fold(text: str) -> str:
    """The text with each character in its one clean form; the length is unchanged."""
    return text.translate(_folding())


def clean(text: str) -> Clean:
    """The clean text and its map. Line ends stay, so the lines of both texts correspond."""
    folded = fold(text)
    dropped = [found.span() for found in _dropping().finditer(folded)]
    dropped += _stray_spaces(folded)
    if not dropped:
        return Clean(folded, OffsetMap.identity(len(folded)))
    kept: list[Span] = []
    place = 0
    for start, end in sorted(dropped):
        if start > place:
            kept.append((place, start))
        place = max(place, end)
    if place < len(folded):
        kept.append((place, len(folded)))
    return Clean("".join(folded[a:b] for a, b in kept), OffsetMap.keeping(kept))


def name_key(text: str) -> str:
    """A name as it is compared: folded, without spaces."""
    return re.sub(r"\s+", "", fold(text))


def _stray_spaces(folded: str) -> list[Span]:
    out: list[Span] = []
    start = 0
    for line in folded.split("\n"):
        if " " in line and (len(line) >= _RUNNING or line.rstrip().endswith(("。", "!", "?", ";", "”"))):
            body = line.rstrip()
            out += [(start + a, start + b) for a, b in (found.span() for found in _SPACE.finditer(body))]
        start += len(line) + 1
    return out
