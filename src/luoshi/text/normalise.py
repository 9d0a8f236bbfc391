"""Normalising beside the original: one clean spelling to read by, and the map back to the printed one.

Characters are folded one to one (full width, traditional and look-alike characters); what print repeats or inserts
(doubled words, stray spaces, pinyin after a character, invisible marks) is left out. Line ends are never touched.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from luoshi.model.spans import Span
from luoshi.text.offsets import OffsetMap

_HAN = "㐀-鿿豈-﫿"
# Invisible marks that copying from the web and from PDF files leaves inside words.
_INVISIBLE = frozenset(
    map(chr, (*range(0x200B, 0x2010), 0x2060, 0xFEFF, 0x00AD, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
)
# 推动(dòng): pinyin with a tone mark in brackets after a character; a Latin name in brackets (AI) has none.
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńň"
_PINYIN = rf"\((?<=[{_HAN}]\()[a-zü]*[{_TONES}][a-zü]*\)"
# Three or more characters printed twice in a row are a misprint; of two-character words only nouns that Chinese never
# doubles (研究研究, 讨论讨论 are good Chinese).
_DOUBLED_AT_MOST = 12
# So many equal characters, and so many or more, where each is told by a byte. Most texts have none, which `in` shows fast.
_EQUAL = [(size, b"\1" * size, re.compile(b"\1" * size + b"\1*")) for size in range(2, _DOUBLED_AT_MOST + 1)]
_NEVER_DOUBLED = (
    "全会", "大会", "会议", "精神", "高新", "园区", "产业", "企业", "创新", "发展", "经济", "科技", "党委", "工委", "规划", "建设", "国家", "中央",
)  # fmt: skip
_DOUBLED = re.compile(
    rf"(?P<piece>{'|'.join(_NEVER_DOUBLED)})(?=(?P=piece))|(?P<longer>[{_HAN}]{{3,{_DOUBLED_AT_MOST}}})(?=(?P=longer))"
)
_DROPPED = re.compile("|".join([*sorted(_INVISIBLE), _PINYIN]))
# Without one of these nothing of that kind is in a text.
_OF_DROPPED = _INVISIBLE.union(_TONES)
# Between two digits a space means something (2025-03-24 10:20).
_MARKS = "。,;:!?、“”‘’()《》"
_SPACE = re.compile(rf"(?<=[{_HAN}{_MARKS}0-9])[ \t]+(?=[{_HAN}{_MARKS}])|(?<=[{_HAN}{_MARKS}])[ \t]+(?=[0-9])")
# A line this long, or one that ends a sentence, is running text: spaces between its characters mean nothing.
_RUNNING = 40
_REMEMBERED = 4096
# Marks of nearly every text, which are folded without being looked for.
_EVERYWHERE = "，：；？！（）"
# NFKC folds these into other marks; the genre's typography keeps them.
_KEPT = "…“”‘’—·①②③④⑤⑥⑦⑧⑨⑩"


class Clean(NamedTuple):
    """A clean text, the map from it to the text as printed, and the Han characters that are printed in another form than
    the clean one (traditional, compatibility and look-alike forms)."""

    text: str
    offsets: OffsetMap
    variants: frozenset[str]


@cache
def _folding() -> dict[str, str]:
    """Character -> character: width and compatibility forms by NFKC, traditional forms by OpenCC."""
    import opencc  # noqa: PLC0415  (loaded with the first article)

    han = [chr(code) for code in range(0x4E00, 0xA000)]
    simple = opencc.OpenCC("t2s").convert("\n".join(han)).split("\n")
    table = {a: b for a, b in zip(han, simple, strict=True) if a != b and len(b) == 1 and a not in _MODERN}
    for code in (*range(0x2E80, 0x3100), *range(0x3000, 0x3040), *range(0xF900, 0xFB00), *range(0xFE10, 0xFFF0)):
        char = chr(code)
        folded = unicodedata.normalize("NFKC", char)
        if len(folded) == 1 and folded != char and char not in _KEPT:
            table[char] = table.get(folded, folded)
    return table | _LOOK_ALIKES


@cache
def _folded() -> "re.Pattern[str]":
    return _any_of(char for char in _folding() if char not in _EVERYWHERE)


@cache
def _unclean() -> "re.Pattern[str]":
    """The characters of which cleaning a text changes some, or may leave some out: one scan finds all that are rare."""
    return _any_of(chain((char for char in _folding() if char not in _EVERYWHERE), sorted(_OF_DROPPED)))


def _any_of(chars: Iterable[str]) -> "re.Pattern[str]":
    return re.compile(f"[{re.escape(''.join(chars))}]")


# CJK radicals that NFKC leaves alone and that PDF fonts print for the characters, and strokes that sites print for bars and dashes.
_LOOK_ALIKES = {
    "\u2ec4": "西", "\u2ea0": "民", "\u2eda": "页", "\u2ecb": "车", "\u2ed4": "长", "\u2ee9": "黄", "\u2edb": "风", "\u2edd": "食",
    "\u2ee2": "马", "\u2ee5": "鱼", "\u2ee6": "鸟", "\u2eec": "齐", "\u2eee": "齿", "\u2ef0": "龙", "\u2ed3": "长", "\u2ec5": "见",
    "\u2ec9": "贝", "\u2ed8": "青", "\u2edc": "飞", "\u2e81": "厂", "\u2eb7": "羊", "\u2ebd": "臼", "\u2ed1": "长", "\u00a0": " ",
    "\u3000": " ", "\u2022": "·", "\u30fb": "·", "\u2027": "·", "\u4e28": "|", "\u2500": "—", "\u2501": "—",
}  # fmt: skip
# Characters of today's simplified text (place names, family names) that the table of variants would change.
_MODERN = frozenset("乾著藉馀甯")


def fold(text: str) -> str:
    """The text with each character in its one clean form; the length is unchanged."""
    return _with_folded(text, set(_folded().findall(text)))


def _with_folded(text: str, rare: Iterable[str]) -> str:
    """The text with the `rare` characters, and those that are in nearly every text, in their clean form."""
    table = _folding()
    for char in (*_EVERYWHERE, *rare):
        text = text.replace(char, table[char])
    return text


def clean(text: str) -> Clean:
    """The clean text, its map and what of it is printed in other forms. Line ends stay, so the lines of both texts correspond."""
    unclean = set(_unclean().findall(text))
    folding = _folding()
    rare = [char for char in unclean if char in folding]
    folded = _with_folded(text, rare)
    variants = frozenset(char for char in rare if "㐀" <= folding[char] <= "鿿")
    dropped = [] if unclean.isdisjoint(_OF_DROPPED) else [found.span() for found in _DROPPED.finditer(folded)]
    dropped += _doubled(folded)
    dropped += _stray_spaces(folded)
    if not dropped:
        return Clean(folded, OffsetMap.identity(len(folded)), variants)
    kept: list[Span] = []
    place = 0
    for start, end in sorted(dropped):
        if start > place:
            kept.append((place, start))
        place = max(place, end)
    if place < len(folded):
        kept.append((place, len(folded)))
    return Clean("".join(folded[a:b] for a, b in kept), OffsetMap.keeping(kept), variants)


@lru_cache(_REMEMBERED)
def name_key(text: str) -> str:
    """A name as it is compared: folded, without spaces."""
    return "".join(fold(text).split())


def _doubled(folded: str) -> Iterator[Span]:
    """The first of two equal pieces of running characters that stand side by side."""
    reach = 0
    for start, end in sorted(_repeats(folded)):
        for place in range(max(start, reach), end):
            if place >= reach and (found := _DOUBLED.match(folded, place)):
                yield found.span()
                reach = found.end()
        reach = max(reach, end)


def _repeats(folded: str) -> Iterator[Span]:
    """The stretches at each place of which the same characters begin twice in a row: as many as the distance are equal at a
    distance."""
    import numpy as np  # noqa: PLC0415  (loaded with the first article; names are folded without)

    codes = np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), np.uint32)
    for size, equal, run_of in _EQUAL:
        same = (codes[size:] == codes[:-size]).tobytes()
        if equal in same:
            yield from ((run.start(), run.end() - size + 1) for run in run_of.finditer(same))


def _stray_spaces(folded: str) -> list[Span]:
    """The spaces between characters of running text; only the lines that hold a space are looked at."""
    out: list[Span] = []
    space = folded.find(" ")
    while space >= 0:
        start, end = folded.rfind("\n", 0, space) + 1, folded.find("\n", space)
        end = end if end >= 0 else len(folded)
        body = folded[start:end].rstrip()
        if end - start >= _RUNNING or body.endswith(("。", "!", "?", ";", "”")):
            out += [found.span() for found in _SPACE.finditer(folded, start, start + len(body))]
        space = folded.find(" ", end)
    return out
