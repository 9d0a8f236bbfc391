"""What a phrase counts: the numbers that it announces. Not for the items themselves: see `members`."""

import re
from functools import lru_cache

from luoshi.reader.phrases.known import NUMBER, NUMBERS

# 一 is read beside other numbers (两区一高地); ordinals, magnitudes, 二十大, 两会, 三号 and 店小二 announce nothing.
_NUMERAL = re.compile(
    r"(?<![之第达过满最百千万])(?:[一二三四五六七八九十两]++|双)(?!$|[届号亿万千百年月日]|(?<=十[六七八九])大|(?<=二十)大|(?<=^两)会)"
)
_COUNTED = re.compile(rf"^({NUMBER})(?:个|大|项|条|类|种)")

# 两特三新一现代: numbers with a word behind each.
_ROW = re.compile("(?:[一二三四五六七八九十两双][^一二三四五六七八九十两双]{1,3}){2,}")
_SHORT = 6  # 民生七有 announces seven; a number inside a longer phrase counts something else


@lru_cache(4096)
def numerals(phrase: str) -> tuple[int, ...]:
    """The numbers that a phrase announces, in order: (2, 1) for 两区一高地; () where it only holds 一, or digits."""
    if "、" in phrase or "," in phrase or "+" in phrase:
        return ()
    counted = _COUNTED.match(phrase)
    if counted and counted[1].isdigit():
        return (int(counted[1]),)
    matches = list(_NUMERAL.finditer(phrase))
    if len(phrase) > _SHORT and (counted or not _ROW.fullmatch(phrase)):
        matches = [match for match in matches if match.start() == 0 and counted]
    found = tuple(_number(match.group()) for match in matches)
    return found if any(number > 1 for number in found) else ()


def _number(words: str) -> int:
    if words[0] == "十":
        return 10 + (NUMBERS[words[1]] if len(words) > 1 else 0)
    if "十" in words:
        return NUMBERS[words[0]] * 10 + (NUMBERS[words[2]] if len(words) > 2 else 0)
    return NUMBERS[words[0]]


def count(phrase: str, members: tuple[str, ...], known: int | None = None) -> int | None:
    """What a phrase announces: its number; of several numbers the one, or the sum, that its members bear out."""
    numbers = numerals(phrase)
    if len(numbers) <= 1 or (_COUNTED.match(phrase) and set(numbers[1:]) == {1}):  # 五个一批
        return numbers[0] if numbers else None
    if len(members) == sum(numbers) or set(numbers) == {len(members)}:  # 三抓三促: three pairs
        return len(members)
    if "位一体" in phrase:
        return numbers[0]
    return known if known in numbers else None
