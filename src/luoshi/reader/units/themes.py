"""Themes: which of the codebook's themes a statement names, at most three, in the order in which they are named.

The words are data (cues/themes.toml). A word counts less in a clause that only says what something is for or how it is
done, less where it only qualifies another theme, and a weak word counts only beside others.
"""

from luoshi.reader.units.clauses import Clause
from luoshi.reader.units.modality import Read
from luoshi.registry.lexicon import Hit

AT_MOST = 3
_STRONG, _WEAK, _ASIDE = 1.0, 0.45, 0.4
_ENOUGH = 0.9
_MODIFIER = 8
_SCENES = frozenset({"visit", "lecture"})
_DEALT = frozenset({"visit", "convey"})
_GOES_ON = frozenset({"study", "service"})

Named = dict[str, tuple[float, int]]
"""theme -> its weight in the statement and where it is first named"""


def themes(reads: list[Read], modalities: list[str]) -> list[tuple[str, ...]]:
    """The themes of each statement. One that names none takes those of its neighbour where it only goes on."""
    own = [_of(read, modality) for read, modality in zip(reads, modalities, strict=True)]
    out = list(own)
    for at, (read, modality) in enumerate(zip(reads, modalities, strict=True)):
        if own[at] or read.frame.attribution:
            continue
        if modality == "event" and _SCENES & read.parts.values["scene"]:
            above = _above(reads, modalities, out, at)
            out[at] = above if _GOES_ON.issuperset(above) else ()
        elif modality in ("underway", "undertaking"):
            out[at] = _beside(reads, modalities, own, at) or _above(reads, modalities, out, at)
    return out


def _above(reads: list[Read], modalities: list[str], found: list[tuple[str, ...]], at: int) -> tuple[str, ...]:
    """The themes of the nearest statement above of the same modality in the section."""
    section = reads[at].statement.block.section
    for above in range(at - 1, -1, -1):
        if reads[above].statement.block.section is not section or section is None:
            return ()
        if modalities[above] == modalities[at] and found[above]:
            return found[above][:1]
    return ()


def _beside(reads: list[Read], modalities: list[str], found: list[tuple[str, ...]], at: int) -> tuple[str, ...]:
    """The themes of the next statement of the block, if it goes on in the same way."""
    nearby = at + 1
    if nearby < len(reads) and reads[nearby].statement.block is reads[at].statement.block:
        return found[nearby][:1] if modalities[nearby] == modalities[at] else ()
    return ()


def _of(read: Read, modality: str) -> tuple[str, ...]:
    """The themes that the statement itself names."""
    if read.frame.attribution:
        return ()
    clauses = read.parts.clauses
    named = _named(clauses, modality)
    found = [theme for theme, (weight, _) in named.items() if weight >= _ENOUGH]
    if modality == "event":
        return _narrated(read, found)
    if modality == "background":
        return tuple(sorted(found, key=lambda theme: -named[theme][0])[:1])
    if modality == "undertaking" and "study" in found and len(found) > 1 and not _learns(clauses):
        found.remove("study")
    if modality == "exhortation" and not found:
        return ("study",) if named or "short" not in read.names else ()
    if not found and named:
        found = [max(named, key=lambda theme: named[theme][0])]
    return tuple(sorted(found, key=lambda theme: named[theme][1])[:AT_MOST])


def _narrated(read: Read, found: list[str]) -> tuple[str, ...]:
    """The theme of a told act: study where it is the event that is taken up, else what was dealt with, if anything."""
    if "study" in found:
        return ("study",)
    return tuple(found[:1]) if _DEALT & read.parts.values["scene"] else ()


def _named(clauses: list[Clause], modality: str) -> Named:
    out: Named = {}
    for clause in clauses:
        hits = clause.of("theme")
        learns = modality == "exhortation" and "learn" in clause.values("posture")
        aside = clause.manner or (clause.purpose and modality != "exhortation")
        for hit in hits:
            weight = _WEAK if hit.value.endswith("~") else _STRONG
            if aside or (learns and hit.value != "study") or _qualifies(clause, hit, hits[-1]):
                weight *= _ASIDE
            for theme in hit.value.rstrip("~").split(","):
                before, place = out.get(theme, (0.0, hit.start))
                out[theme] = (before + weight, place)
    return out


def _qualifies(clause: Clause, hit: Hit, last: Hit) -> bool:
    """Whether the word stands in a modifier (…的) of another theme's word."""
    behind = clause.text[hit.end - clause.start : hit.end - clause.start + _MODIFIER]
    place = behind.find("的")
    return place >= 0 and "、" not in behind[:place] and last.start >= hit.end + place


def _learns(clauses: list[Clause]) -> bool:
    """Whether a clause of an undertaking takes up learning itself."""
    return any(
        "study" in clause.values("theme") and not clause.purpose and "learn" in clause.values("posture")
        for clause in clauses
    )
