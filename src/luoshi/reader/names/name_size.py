"""How long the name is that begins at a place: two characters or three, four with a double family name, more with dots.

What stands behind the name decides (党工委书记王志|在会上, 书记王志强|说). Not for whether a name is to be expected there.
"""

from functools import cache

from luoshi.reader.names.surnames import Follower, dotted, follower, may_begin, names, plausible, transliterated
from luoshi.registry.lexicon import lexicon

FULL_NAMES = (3, 2)
# Names of four characters without a dot (白玛旺堆) are known where they fill the place of a name in a list.
_MINORITY_NAME = 4
# How far around a name it is looked for again.
_NEAR = 5000
_LINKS = "和同与及"


def name_size(text: str, start: int, *, strong: bool, listed: bool = False) -> int:
    """How many characters at `start` are a name, 0 where none is; `strong` beside an office, `listed` in a list."""
    foreign = dotted(text, start) or (transliterated(text, start) if strong else 0)
    if foreign or not may_begin(text, start) or text[start + 1 : start + 3] in names().callings:  # 戴博士, 孙部长
        return foreign
    longer, shorter = _sizes(text[start : start + 2], strong=strong)
    far, near = follower(text, start + longer), follower(text, start + shorter)
    if not (strong or far.kind or near.kind):
        return 0
    sizes: list[int] = []
    backed: list[tuple[int, Follower]] = []
    for size, behind in ((longer, far), (shorter, near)):
        if _possible(text[start : start + size], behind, strong=strong, listed=listed):
            sizes.append(size)
            if behind.kind and _allowed(text, start, size, behind, strong=strong):
                backed.append((size, behind))
    if len(backed) == 2:
        return _settled(text, start, *backed)
    if backed:
        size, behind = backed[0]
        loose = listed and not strong and behind.kind == "word" and not text.startswith(together(), start + size)
        return 0 if loose else size
    return _unbacked(text, start, sizes, strong=strong)


def _sizes(opening: str, *, strong: bool) -> tuple[int, int]:
    if opening in names().compound:
        return (4, 3)
    return (4, 2) if strong and opening in names().double else FULL_NAMES


def _possible(name: str, behind: Follower, *, strong: bool, listed: bool) -> bool:
    """A verb of speaking behind makes up for a calling instead of an office before."""
    if name[-1] in names().seldom_last and not (strong and len(name) > 2 and behind.kind in ("pause", "strong")):
        return False
    beside = strong or (behind.kind == "strong" and not listed)
    firm = behind.kind == "strong" or (strong and bool(behind.kind) and (len(name) > 2 or behind.kind == "pause"))
    return plausible(name, beside_office=beside, firm=firm)


def _allowed(text: str, start: int, size: int, behind: Follower, *, strong: bool) -> bool:
    """A rare family name needs a given name of two characters, or a pause, verb or whole word behind it."""
    opening = text[start : start + 2]
    if text[start] in names().common or opening in names().compound or opening in names().double:
        return True
    if size > 2 or behind.kind in ("pause", "strong") or (behind.kind == "adverb" and _again(text, start, size)):
        return True
    return strong and (behind.size > 1 or text[start + size] in names().function)


def _settled(text: str, start: int, long: tuple[int, Follower], short: tuple[int, Follower]) -> int:
    """Two readings with something behind both: the shorter before a verb or pause, unless the article has the longer one
    again (王志强|调研, not 王志|强调); else the longer, unless it would end in an adverb (李明还|说)."""
    (longer, far), (shorter, near) = long, short
    if near.kind in ("pause", "strong"):
        return longer if near.kind == "strong" and _again(text, start, longer) else shorter
    if near.kind == "adverb" and text.startswith("、", start + longer):  # 冉立均、
        return longer
    if near.kind == far.kind == "word" and text[start + shorter] in _LINKS:  # 孟志和|在, not 杨志|和在
        return longer
    if near.kind == "adverb" and (text.startswith(together(), start + longer) or _given(text, start, longer, shorter)):
        return longer
    return longer if far.kind in ("pause", "strong") and near.kind != "adverb" else shorter


def _given(text: str, start: int, longer: int, shorter: int) -> bool:
    """Whether an adverb that is also a character of given names (刚) belongs to the name: not where the article has the
    shorter name by itself."""
    if text[start + shorter] not in names().likely:
        return False
    near = text[max(0, start - _NEAR) : start + _NEAR]
    return near.count(text[start : start + shorter]) == near.count(text[start : start + longer])


def _again(text: str, start: int, size: int) -> bool:
    return text.count(text[start : start + size], max(0, start - _NEAR), start + _NEAR) > 1


def _unbacked(text: str, start: int, sizes: list[int], *, strong: bool) -> int:
    """Beside an office a common family name is enough; the third character is the name's unless it begins a verb."""
    if not strong or text[start : start + 1] not in names().common or not sizes:
        return 0
    size = sizes[0]
    if text.startswith("、", start + _MINORITY_NAME) and text[start : start + _MINORITY_NAME].isalpha():
        return _MINORITY_NAME
    if size == max(FULL_NAMES) and text[start + 2] in names().verb_first and text[start + 2] not in names().likely:
        size = min(sizes)
    return size if plausible(text[start : start + size], beside_office=False) else 0


@cache
def together() -> tuple[str, ...]:
    """Words behind a list of names: 分别, 一同, 等."""
    return tuple(lexicon("speech", "words")["listed"]["together"])
