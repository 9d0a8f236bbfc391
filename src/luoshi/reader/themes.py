"""Themes: which of the codebook's themes a statement names, at most three, in the order in which they are named.

The words are data (cues/themes.toml). A word counts less in a clause that only says what something is for or how it is
done, and a weak word counts only beside others.
"""

from luoshi.reader.clauses import Clause
from luoshi.reader.frames import Frame

AT_MOST = 3
_STRONG, _WEAK, _ASIDE = 1.0, 0.45, 0.4
_ENOUGH = 0.9


def themes(modality: str, frame: Frame, clauses: list[Clause]) -> tuple[str, ...]:
    """The themes of a statement whose modality is known."""
    if frame.attribution:
        return ()
    if modality == "event":
        return _of_event(clauses)
    named = _named(clauses)
    found = [theme for theme, (weight, _) in named.items() if weight >= _ENOUGH]
    if modality == "undertaking" and "study" in found and len(found) > 1 and not _learns(clauses):
        found.remove("study")
    if not found and modality == "exhortation":
        return ("study",) if named or len(clauses) > 1 else ()
    if not found and named:
        found = [max(named, key=lambda theme: named[theme][0])]
    return tuple(sorted(found, key=lambda theme: named[theme][1])[:AT_MOST])


def _named(clauses: list[Clause]) -> dict[str, tuple[float, int]]:
    """Theme -> its weight in the statement and where it is first named."""
    out: dict[str, tuple[float, int]] = {}
    for clause in clauses:
        share = _ASIDE if clause.purpose or clause.manner else 1.0
        for hit in clause.hits.get("theme", ()):
            theme = hit.value.rstrip("~")
            weight = (_WEAK if hit.value.endswith("~") else _STRONG) * share
            before, place = out.get(theme, (0.0, hit.start))
            out[theme] = (before + weight, place)
    return out


def _of_event(clauses: list[Clause]) -> tuple[str, ...]:
    named = _named(clauses)
    if "study" in named:
        return ("study",)
    return tuple(theme for theme in ("service", "party") if named.get(theme, (0, 0))[0] >= _ENOUGH)


def _learns(clauses: list[Clause]) -> bool:
    """Whether a clause of an undertaking takes up learning itself."""
    return any(
        "study" in clause.values("theme") and not clause.purpose and "learn" in clause.values("posture")
        for clause in clauses
    )
