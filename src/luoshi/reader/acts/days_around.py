"""The day of an act whose own sentence tells none: of the opening that is watched, or of the lead for all that it introduces."""

import re
from datetime import date
from typing import NamedTuple

from luoshi.model.codebook import Kind
from luoshi.reader.acts.reports import Act, tells_act
from luoshi.reader.acts.sentences import Sentence
from luoshi.reader.days.calendar import Written, written
from luoshi.reader.draft import Draft
from luoshi.registry.events import event_names
from luoshi.registry.lexicon import either

WATCHED = re.compile("收看|收听|观看|看直播")
_OPENED = re.compile("开幕|召开|闭幕|举行")
# That an opening is watched is told somewhere; what opens with its first day and is broadcast is a congress or a ceremony.
_OPENING = re.compile(
    "(?:收看|收听|观看|聆听)[^。;]{0,24}(?:开幕|直播|实况|盛况)|(?:开幕|直播)[^。;]{0,16}(?:收看|收听|观看)"
)
_BROADCAST = ("congress", "ceremony")
# 11月20日,宣讲团深入到甲、乙等乡镇宣讲: one day for all stops, but not one with which a tour begins.
_TOUR = re.compile("宣讲(?:团|队|员)[^。]{0,12}(?:深入|分赴|赴|走进|来到|前往|下到|在)")
# 甲、乙、丙等地11月27日都有宣讲报告会: one day for a row of places.
_ROW = re.compile("[一-鿿]{2}、[一-鿿、]{2,40}[^。、]{0,30}(?:宣讲|报告会)")
_SENTENCE = re.compile("[^。]+")
_BEGINS = ("起", "开始", "以来", "至")
_AT_STOPS: tuple[Kind, ...] = ("publicity", "study", "campaign", "other")
_AT_PRESS: tuple[Kind, ...] = ("statement", "other")
_AT_SCREENS: tuple[Kind, ...] = ("study", "campaign", "other")
# 各县区都组织收看开幕会: told once for all that follow.
_EACH_WATCHED = re.compile("(?:各[^,。]{0,12}|都|分别|纷纷)[^。]{0,30}(?:收看|收听|观看)")
# Where deputies meet, and where they meet the press: who speaks in the story speaks there.
_PRESS = re.compile(
    either("acts", "press")
    + "|开放日|分组讨论|(?:[开闭]幕(?:会|式)?|会议)[^,。]{0,2}刚?[散结一]|^会后|(?<=[,。])会后|学习会|座谈会|研讨会|(?:参加|来到|在)[^,。]{0,12}(?:代表团|小组)[^。]{0,8}(?:审议|讨论)|代表团[^。]{0,12}(?:全体会议|开放日)"
)


def set_days(draft: Draft, told: list[Sentence], reported: list[Act]) -> None:
    """Give the openings that are watched their day: the one that the sentence before tells, else that of the event."""
    watched = [found for found in reported if WATCHED.search(found.sentence.text)]
    told_once = any(found.day and found.day.exact for found in watched)
    for found in watched:
        if found.day:
            continue
        before = told[told.index(found.sentence) - 1] if found.sentence is not told[0] else None
        days = [day for day in written(before.text) if day.day] if before else []
        if before and days and _OPENED.search(before.text) and before.block is found.sentence.block:
            found.day = days[0]
        elif not told_once:
            found.day = _opening(draft, found.sentence)


class Shared(NamedTuple):
    """A day that the lead tells for all that it introduces, the kinds of response that have it, and their kind where the
    lead tells that, too."""

    day: Written
    kinds: tuple[Kind, ...]
    kind: Kind | None = None


def of_lead(draft: Draft) -> Shared | None:
    """The day of the tour or press conference that a sentence of the lead tells: that of its stops, of the statements made
    there."""
    for block in draft.flow.blocks:
        if block.role != "lead":
            continue
        for sentence in _SENTENCE.finditer(draft.flow.text, block.start, block.end):
            told = sentence[0]
            if watched := len(draft.sections) > 1 and _EACH_WATCHED.search(told) is not None:
                kinds = _AT_SCREENS
            else:
                kinds = (
                    _AT_STOPS if _TOUR.search(told) or _ROW.search(told) else _AT_PRESS if _PRESS.search(told) else ()
                )
            # Statements are made on the day of what the lead tells before them.
            start = block.start if kinds is _AT_PRESS else sentence.start()
            days = [day for day in written(draft.flow.text, start, sentence.end()) if day.exact] if kinds else []
            days = [day for day in days if not draft.flow.text.startswith(_BEGINS, day.end)]
            if kinds is _AT_STOPS:
                days = [day for day in days if tells_act(draft, day)]
            if len({day.day for day in days}) == 1:
                return Shared(days[-1], kinds, "study" if watched else "statement" if kinds is _AT_PRESS else None)
    return None


def _opening(draft: Draft, sentence: Sentence) -> Written | None:
    """The first day of the congress that the article is about, where it tells that its opening is watched."""
    main = draft.main_event
    event = event_names().events.get(main.entity) if main and main.entity else None
    if event is None or "热潮" in sentence.text or not _OPENING.search(draft.flow.text):
        return None
    opened = event.npc_start or (event.start if event.kind in _BROADCAST else None)
    if opened is None:
        return None
    day = date.fromisoformat(opened)
    return Written(sentence.start, sentence.start, "", day.year, day.month, day.day)
