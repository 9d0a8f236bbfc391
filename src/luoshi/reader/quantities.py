"""Stage `quantities`: amounts with unit, comparator, indicator, kind and period, each with its words.

Not listed: dates, durations, ordinals, ranks, and the counts inside set phrases (`reader.amounts` leaves them out).
"""

import re
from functools import cache

from luoshi.model.codebook import QuantityKind
from luoshi.model.findings import Quantity
from luoshi.reader.amounts import Amount, amounts
from luoshi.reader.days.periods import Period, periods
from luoshi.reader.draft import Draft
from luoshi.registry.lexicon import beginning, lexicon, one_of

_SILENT_ROLES = ("byline", "furniture")
_SENTENCE_END = "。;!?\n"
_CLAUSE = re.compile("[,。;:、!?\n“”()]")
_STATEMENT = re.compile("[,。;:!?\n]")
_LONGEST_SENTENCE = 160
_COUNTED = 2
_LONGEST_BODY = 12


def run(draft: Draft) -> None:
    """Add `quantities`."""
    text, line_at = draft.flow.text, draft.flow.line_at
    year = int(draft.published[:4]) if draft.published else None
    seen: set[tuple[int, float, str, str]] = set()
    draft.quantities = []
    measured: tuple[int, str | None] = (-1, None)
    for amount in amounts(text):
        line = line_at(amount.start)
        key = (line.index, amount.value, amount.unit, amount.counted[:_COUNTED])
        if line.role in _SILENT_ROLES or key in seen or _numbers_a_body(draft, amount):
            continue
        seen.add(key)
        start = _sentence_start(text, amount.start)
        indicator = _indicator(text, amount, start, measured)
        measured = (start, indicator)
        draft.quantities.append(
            Quantity(
                value=amount.value,
                unit=amount.unit,
                comparator=amount.comparator,
                indicator=indicator,
                kind=_kind(text[start : amount.start]),
                period=_period(text, start, amount, year),
                section=draft.flow.section_at(amount.start),
                spans=draft.flow.spans(amount.start, amount.end),
                quote="".join(draft.text[a:b] for a, b in draft.flow.spans(amount.start, amount.end)),
            )
        )


def _numbers_a_body(draft: Draft, amount: Amount) -> bool:
    """Whether the number tells which institute of a body is meant (中电科38所)."""
    if amount.unit != "所":
        return False
    before = draft.hits.within("org_known", amount.start - _LONGEST_BODY, amount.start)
    return any(hit.end == amount.start for hit in before)


def _sentence_start(text: str, position: int) -> int:
    floor = max(0, position - _LONGEST_SENTENCE)
    for mark in _SENTENCE_END:
        floor = max(floor, text.rfind(mark, floor, position) + 1)
    return floor


def _indicator(text: str, amount: Amount, start: int, measured: tuple[int, str | None]) -> str | None:
    """What is measured: the words before the number without verbs, else what is counted behind it; growth is growth of
    what the sentence measured before."""
    before = _CLAUSE.split(text[start : amount.start])[-1]
    growth = _growth().search(before)
    stem = _strip(before[: growth.start()] if growth else before)
    if growth:
        known = measured[1] if measured[0] == start else None
        return f"{stem or known or ''}{growth[0]}" or None
    counted = _strip(_ends().split(_CLAUSE.split(amount.counted)[0].removeprefix("级"))[0])[:8]
    return (counted or stem if amount.unit[-1] in _counting() else stem or counted) or None


def _strip(words: str) -> str:
    """Words without the verbs and comparators around them."""
    words = _period_words().sub("", words)
    while True:
        shorter = _stripping().sub("", words)
        if shorter == words:
            return words.strip()[-16:]
        words = shorter


def _kind(before: str) -> QuantityKind:
    """By the last cue before the number in its clause: a target, something achieved, else a description. A verb of
    result is a target where the sentence has an intent before it."""
    clause_start = len(before) - len(_STATEMENT.split(before)[-1])
    intent = _modals().search(before) is not None
    last: QuantityKind = "descriptor"
    for found in _cues().finditer(before, clause_start):
        if found["target"]:
            last, intent = "target", True
        elif found[0] in _results():
            last = "target" if intent else "achieved"
        else:
            last = "achieved"
    return last


def _period(text: str, start: int, amount: Amount, year: int | None) -> str | None:
    """The period named last before the number in its sentence."""
    named: list[Period] = periods(text, start, amount.start, year)
    return named[-1].iso if named else None


@cache
def _counting() -> frozenset[str]:
    return frozenset(lexicon("quantities", "words")["unit"]["count"])


@cache
def _results() -> frozenset[str]:
    return frozenset(lexicon("quantities", "words")["kind"]["result"])


@cache
def _modals() -> "re.Pattern[str]":
    return re.compile(rf"(?<!主)(?<!重)(?<!需)(?<!必){one_of(lexicon('quantities', 'words')['kind']['modal'])}")


@cache
def _cues() -> "re.Pattern[str]":
    words = lexicon("quantities", "words")["kind"]
    return re.compile(f"(?P<achieved>{one_of(words['achieved'])})|(?<!主)(?<!重)(?P<target>{one_of(words['target'])})")


@cache
def _growth() -> "re.Pattern[str]":
    return re.compile(f"(?:{one_of(lexicon('quantities', 'words')['indicator']['growth'])}(?!值))+(?=.{{0,4}}\\Z)")


@cache
def _stripping() -> "re.Pattern[str]":
    words = lexicon("quantities", "words")["indicator"]["strip"]
    return re.compile(rf"\s|{beginning(words)}(?:^{one_of(words)}|{one_of(words)}\Z)")


@cache
def _ends() -> "re.Pattern[str]":
    return re.compile(f"[的和与及等]|处?在|{one_of(lexicon('quantities', 'words')['indicator']['ends'])}")


@cache
def _period_words() -> "re.Pattern[str]":
    return re.compile(r"20\d\d年?|\d{1,2}(?:[-—]\d{1,2})?月(?:\d{1,2}日)?|“十[一二三四五六]五”(?:期间|时期|末)?")
