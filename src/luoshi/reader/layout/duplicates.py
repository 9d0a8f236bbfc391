"""Paragraphs that a page's layout printed twice: whole, merged with the next one, or cut."""

from luoshi.reader.layout.look import Look

_SHORTEST = 12
_PROBE = 12
_COVERED = 0.9


def find(texts: list[Look]) -> list[tuple[list[int], list[int]]]:
    """Pairs of copies by place: one line and the line or lines that say the same."""
    whole = "\n".join(look.words for look in texts)
    starts, place = [], 0
    for look in texts:
        starts.append(place)
        place += len(look.words) + 1
    pairs: list[tuple[list[int], list[int]]] = []
    seen: set[int] = set()
    for number, look in enumerate(texts):
        if len(look.words) < _SHORTEST or number in seen or not _twice(look.words, whole):
            continue
        others = _inside(number, texts)
        if others:
            pairs.append(([number], others))
            seen.update([number, *others])
    return pairs


def _twice(words: str, whole: str) -> bool:
    """Whether some piece of the line stands in the page again."""
    middle = len(words) // 2
    probes = (words[:_PROBE], words[middle : middle + _PROBE], words[-_PROBE:])
    return any(whole.find(probe, whole.find(probe) + 1) >= 0 for probe in probes)


def _inside(number: int, texts: list[Look]) -> list[int]:
    """The other lines that stand in this one and together are this one; an equal line first."""
    words = texts[number].words
    equal = next((n for n, look in enumerate(texts) if n != number and look.words == words), None)
    if equal is not None:
        return [equal]
    parts = [n for n, look in enumerate(texts) if n != number and len(look.words) >= _SHORTEST and look.words in words]
    covered = sum(len(texts[part].words) for part in parts)
    return parts if covered >= _COVERED * len(words) else []
