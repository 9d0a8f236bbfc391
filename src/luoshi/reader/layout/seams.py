"""Seams: which line goes on where another stops in the middle of a sentence, beside it or far away."""

from luoshi.reader.layout.look import Look

_NEAR = (2.0, 0.9, 0.7, 0.6, 0.5)
_FAR, _BACK = 0.4, 0.1
_ENOUGH = 0.6


def join(texts: list[Look]) -> dict[int, int]:
    """Which line goes on where: place in `texts` -> place of the line that continues it."""
    pairs = []
    for head, look in enumerate(texts):
        if look.closed == 1:
            continue
        for tail, other in enumerate(texts):
            if tail != head and (score := _fits(look, other, tail - head)) >= _ENOUGH:
                pairs.append((score, -abs(tail - head), head, tail))
    pairs.sort(reverse=True)
    follows: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, head, tail in pairs:
        if head not in follows and tail not in taken and not _circle(follows, head, tail):
            follows[head] = tail
            taken.add(tail)
    return follows


def _fits(head: Look, tail: Look, distance: int) -> float:
    """How well a line goes on where another stops: nearness, what the tail begins with, the places that both name."""
    if tail.begins >= 3 and distance != 1:
        return -9.0
    near = _BACK if distance < 0 else _NEAR[distance - 1] if distance <= len(_NEAR) else _FAR
    return near + 1.0 - 2 * head.closed - tail.begins + _places(head, tail)


def _places(head: Look, tail: Look) -> float:
    """Evidence from the provinces that two pieces name: the same, different, or nothing."""
    ours, theirs = ({named.province for named in look.named if named.province} for look in (head, tail))
    if not ours or not theirs:
        return 0.0
    return 0.8 if ours & theirs else -1.0


def _circle(follows: dict[int, int], head: int, tail: int) -> bool:
    while tail in follows:
        tail = follows[tail]
    return tail == head
