"""Seams: which line goes on where another stops in the middle of a sentence, beside it or far away.

Each line that stops in the middle is matched with the line that fits best: what the other begins with, how near it
stands, the places that both name, and whether the characters on both sides of the seam stand together elsewhere.
"""

from itertools import combinations

from luoshi.reader.lines.look import Look
from luoshi.reader.order import words

_BESIDE, _ACROSS_HEADING, _ACROSS_BYLINE = 2.4, 1.6, 0.4
_NEAR = (0.8, 0.7, 0.6, 0.5)
_FAR, _BACK = 0.3, 0.1
# A line far away that follows a finished one is most likely a paragraph of its own.
_OWN_PARAGRAPH = 1.2
_ENOUGH = 0.0
# What it is worth that a line which stops in the middle goes on somewhere.
_MUST_GO_ON = 1.5
_MANY = 40
# Where only the last line of a page stops in the middle, the copy was cut off there; it goes on in a remnant alone.
_REMNANT, _BEGINS = -3.0, 3.0
_NEVER = -99.0
# With less than this no evidence from words makes it enough.
_WORTH_A_LOOK = -2.0
_WORDS_AT_MOST = 2.0


def join(texts: list[Look]) -> dict[int, int]:
    """Which line goes on where: place in `texts` -> place of the line that continues it."""
    heads = [place for place, look in enumerate(texts) if look.closed < 1]
    if not heads:
        return {}
    cut_off = heads == [len(texts) - 1]
    printed = "\n".join(look.words for look in texts)
    provinces = [{named.province for named in look.named if named.province} for look in texts]
    around = {char: _around(char, printed) for char in {texts[head].words[-1:] for head in heads}}
    scores: dict[int, dict[int, float]] = {}
    for head in heads:
        elsewhere = around[texts[head].words[-1:]]
        scores[head] = {}
        for tail in _within_reach(head, heads, texts):
            score = _stands(texts, head, tail)
            if cut_off and texts[tail].begins > _REMNANT:
                score = _NEVER
            if score > _NEVER:
                score += _places(provinces[head], provinces[tail])
            if score + _WORDS_AT_MOST >= _ENOUGH:
                score += _together(texts[head].words, texts[tail].words, elsewhere)
            if score >= _ENOUGH:
                scores[head][tail] = score + _MUST_GO_ON
    return _matched(scores)


def _within_reach(head: int, heads: list[int], texts: list[Look]) -> list[int]:
    """The lines that could go on from one: all of a page; only near ones where so many stop that it is no jumble. One that
    surely begins a paragraph goes on from the line above it alone, an item of a list (- …) from none."""
    below = head + 1
    tails = range(len(texts)) if len(heads) <= _MANY else range(below, min(below + len(_NEAR), len(texts)))
    return [
        tail
        for tail in tails
        if (tail == below or (tail != head and texts[tail].begins < _BEGINS)) and not _is_item(texts[tail])
    ]


def _is_item(look: Look) -> bool:
    """Whether a line has the mark of an item; a dash before a figure is the rest of a span (2026|-2030年)."""
    return look.marked and not look.words[:1].isdigit()


def _matched(scores: dict[int, dict[int, float]]) -> dict[int, int]:
    """The best pairs first; then two pairs change partners, or a line left over takes a rest, where that is better."""
    pairs = sorted(
        ((score, -abs(tail - head), head, tail) for head, fits in scores.items() for tail, score in fits.items()),
        reverse=True,
    )
    follows: dict[int, int] = {}
    taken: dict[int, int] = {}
    for _, _, head, tail in pairs:
        if head not in follows and tail not in taken and not _circle(follows, head, tail):
            follows[head], taken[tail] = tail, head
    for one, other in combinations(sorted(follows), 2):
        _change_partners(one, other, scores, follows)
    taken = {tail: head for head, tail in follows.items()}
    for head in sorted(scores.keys() - follows.keys()):
        _exchange(head, scores, follows, taken)
    return follows


def _change_partners(one: int, other: int, scores: dict[int, dict[int, float]], follows: dict[int, int]) -> None:
    mine, theirs = follows[one], follows[other]
    now = scores[one][mine] + scores[other][theirs]
    then = scores[one].get(theirs, _NEVER) + scores[other].get(mine, _NEVER)
    if then <= now:
        return
    changed = {**follows, one: theirs, other: mine}
    if not _turns_back(changed, one) and not _turns_back(changed, other):
        follows.update(changed)


def _exchange(head: int, scores: dict[int, dict[int, float]], follows: dict[int, int], taken: dict[int, int]) -> None:
    options = [
        (ours + theirs - scores[taken[tail]][tail], tail, other)
        for tail, ours in scores[head].items()
        if tail in taken
        for other, theirs in scores[taken[tail]].items()
        if other not in taken
    ]
    gain, tail, other = max(options, default=(0.0, 0, 0))
    if gain <= 0:
        return
    changed = {**follows, taken[tail]: other, head: tail}
    if not _turns_back(changed, head) and not _turns_back(changed, taken[tail]):
        follows.update(changed)
        taken[other], taken[tail] = taken[tail], head


def _around(char: str, printed: str) -> str:
    """What stands around a character wherever it is printed: one character before it, two behind."""
    pieces = []
    place = printed.find(char)
    while place >= 0:
        pieces.append(printed[max(0, place - 1) : place + 3])
        place = printed.find(char, place + 1)
    return "\n".join(pieces)


def _stands(texts: list[Look], head: int, tail: int) -> float:
    """How well a line goes on where another stops, by how both look and how near they are."""
    score = 1.0 - 2 * texts[head].closed - texts[tail].begins + _nearness(texts, head, tail)
    return score if score >= _WORTH_A_LOOK else _NEVER


def _nearness(texts: list[Look], head: int, tail: int) -> float:
    distance = tail - head
    if distance == 1:
        between = texts[tail].line.index - texts[head].line.index
        if between == 1:
            return _BESIDE
        return _ACROSS_BYLINE if texts[tail].after_byline else _ACROSS_HEADING
    near = _BACK if distance < 0 else _NEAR[distance - 2] if distance - 2 < len(_NEAR) else _FAR
    return near - (_OWN_PARAGRAPH if tail == 0 or texts[tail - 1].closed == 1 else 0.0)


def _places(ours: set[str], theirs: set[str]) -> float:
    """Evidence from the provinces that two pieces name: the same, different, or nothing."""
    if not ours or not theirs:
        return 0.0
    return 0.8 if ours & theirs else -1.0


def _together(head: str, tail: str, elsewhere: str) -> float:
    """Evidence from characters that stand together as across the seam, in words of the genre or elsewhere in the article:
    `elsewhere` is what stands around the head's last character in the page."""
    if head[-1:].isdigit() and tail[:1].isdigit():
        return 1.5
    known = words.runs()
    short = head[-1:] + tail[:1]
    if short not in known and short not in elsewhere:
        return 0.0  # then no longer run across the seam stands anywhere, either
    a, b = head[-2:], tail[:2]
    if a + b in known or a + b in elsewhere:
        return 2.0 if a + b in known else 1.8
    if a + b[:1] in known or a[-1:] + b in known:
        return 1.6
    if a + b[:1] in elsewhere or a[-1:] + b in elsewhere:
        return 1.2
    return 1.0 if short in known else 0.5


def _turns_back(follows: dict[int, int], start: int) -> bool:
    """Whether lines that go on each other come round to where they started."""
    place = start
    for _ in range(len(follows)):
        if place not in follows:
            return False
        place = follows[place]
    return True


def _circle(follows: dict[int, int], head: int, tail: int) -> bool:
    while tail in follows:
        tail = follows[tail]
    return tail == head
