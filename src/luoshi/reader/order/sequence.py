"""The repaired order inside a section: heading, paragraphs as the genre tells them, byline."""

import re

from luoshi.reader.lines.look import Look

_OPENS = re.compile(r"(?:(?:20\d\d年)?\d{1,2}月\d{1,2}日|近日|日前|连日来|近期)")
_COUNT = "一二三四五六七八九十"
_NUMBERED = re.compile(f"(?:(?P<a>[{_COUNT}])(?:是|要)|第(?P<b>[{_COUNT}])|\\((?P<c>[{_COUNT}])\\))")


def arrange(places: list[int], texts: list[Look], follows: dict[int, int]) -> list[int]:
    """The paragraphs of one section in repaired order; what goes on another line stands behind it."""
    tails = set(follows.values())
    heads = [place for place in places if place not in tails]
    out = []
    for head in _sorted(heads, texts, follows):
        place: int | None = head
        while place is not None:
            out.append(place)
            place = follows.get(place)
    reached = set(out)
    return out + [place for place in places if place not in reached]


def _sorted(heads: list[int], texts: list[Look], follows: dict[int, int]) -> list[int]:
    """Blocks of neighbouring paragraphs in file order, the one with the dateline first, numbered ones by number."""
    blocks: list[list[int]] = []
    reach = -2
    for head in heads:
        if blocks and head <= reach + 1:
            blocks[-1].append(head)
        else:
            blocks.append([head])
        reach = head
        while reach in follows and follows[reach] == reach + 1:
            reach += 1
    if len(blocks) < 2:
        return heads
    opening = next((n for n, block in enumerate(blocks) if _opens(texts[block[0]])), 0)
    if opening and not _opens(texts[blocks[0][0]]):
        blocks.insert(0, blocks.pop(opening))
    numbers = [_number(texts[block[0]]) for block in blocks[1:]]
    if len(blocks) > 2 and all(numbers):
        blocks[1:] = [block for _, block in sorted(zip(numbers, blocks[1:], strict=True), key=lambda pair: pair[0])]
    return [place for block in blocks for place in block]


def _opens(look: Look) -> bool:
    return bool(_OPENS.match(look.words)) and bool(look.named)


def _number(look: Look) -> int:
    found = _NUMBERED.match(look.words)
    return _COUNT.index(found[found.lastgroup or 0]) + 1 if found else 0
