"""Stage `printing`: names, titles and other words of the findings as the article prints them, where it is printed in
traditional or look-alike characters. All stages before read the clean text, and so did the words they give."""

import re

from msgspec.structs import replace

from luoshi.model.findings import Formulation, Industry, Link, Organisation, Person, Response, Speaker
from luoshi.model.spans import quote
from luoshi.reader.draft import Draft
from luoshi.text.normalise import fold

_HAN = re.compile("[㐀-鿿]+")


def run(draft: Draft) -> None:
    """Put the printed words in the place of the clean ones; of an article without such characters nothing changes."""
    if not draft.variants:
        return
    printed = _Print(draft)
    for section in draft.sections:
        section.subject = printed.words(section.subject)
        section.slogan = printed.maybe(section.slogan)
        section.byline = printed.maybe(section.byline)
        if section.speaker:
            section.speaker = Speaker(printed.words(section.speaker.name), printed.maybe(section.speaker.title))
    draft.policy_events = [replace(each, text=printed.words(each.text)) for each in draft.policy_events]
    draft.responses = [printed.response(each) for each in draft.responses]
    draft.people = [printed.person(each) for each in draft.people]
    draft.organisations = [printed.organisation(each) for each in draft.organisations]
    draft.industries = [printed.industry(each) for each in draft.industries]
    draft.formulations = [printed.formulation(each) for each in draft.formulations]


class _Print:
    """The words of one article as they are printed."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._clean = frozenset(fold("".join(draft.variants)))
        self._known: dict[str, str] = {}

    def words(self, clean: str) -> str:
        """Clean words as their first place prints them; words that stand nowhere in one piece stay as they are, and so do
        Han characters alone, none of them the clean form of one that the article prints."""
        if self._clean.isdisjoint(clean) and _HAN.fullmatch(clean):
            return clean
        if clean not in self._known:
            self._known[clean] = self._found(clean)
        return self._known[clean]

    def maybe(self, clean: str | None) -> str | None:
        return clean if clean is None else self.words(clean)

    def link(self, link: Link) -> Link:
        return Link(self.words(link.text), link.entity)

    def response(self, each: Response) -> Response:
        events = tuple(map(self.link, each.policy_events))
        days, body = self.maybe(each.date_text), self.maybe(each.body)
        return replace(each, subject=self.link(each.subject), policy_events=events, date_text=days, body=body)

    def person(self, each: Person) -> Person:
        return replace(each, title=self.maybe(each.title), org=self.maybe(each.org))

    def organisation(self, each: Organisation) -> Organisation:
        return replace(each, name=self.words(each.name))

    def industry(self, each: Industry) -> Industry:
        return replace(each, name=self.words(each.name))

    def formulation(self, each: Formulation) -> Formulation:
        return replace(each, text=self.words(each.text), members=tuple(map(self.words, each.members)))

    def _found(self, clean: str) -> str:
        draft = self._draft
        for text, offsets in ((draft.flow.text, draft.flow.offsets), (draft.clean, draft.clean_offsets)):
            start = text.find(clean)
            if start >= 0:
                found = quote(draft.text, offsets.spans(start, start + len(clean)))
                return found if fold(found) == clean else clean
        return clean
