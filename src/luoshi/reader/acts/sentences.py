"""The sentences of each section, in repaired order: statements joined up to a full stop, duplicates left out."""

import re
from collections.abc import Sequence

from luoshi.model.records import Entity
from luoshi.model.spans import Span
from luoshi.reader.draft import Block, Draft, Statement
from luoshi.registry.lexicon import words

_STOPS = ("。", "!", "?")
_CLOSING = "”’)]》」"
_FOLLOWING = 2
# 央视网消息(新闻联播):, 本报讯(记者…), 新华社北京10月23日电 stand before a sentence and are no part of it.
_PAPER = "[一-鿿A-Za-z]{0,10}(?:本[报刊网台]|报|网|台|社|端|频道|中心|发布|新闻)"
_DATELINE = re.compile(
    rf"{_PAPER}(?:[一-鿿]{{0,6}}?\d{{1,2}}月\d{{1,2}}日(?:电|讯|消息)|(?:电|讯|消息)(?=[\s(:,\d]|近|日前|连日|今|昨))"
    r"\s*(?:[(][^()]{0,40}[)])?[:,\s]*(?=.)"
)
# It begins with a plain character and looks back from there, so that the search is a scan.
_NO_NOUN = "(?<!的.)(?<!部署.)(?<!工作.)(?<!有关.)(?<!相关.)"
_SAID = re.compile(f"(?:{'|'.join(word[0] + _NO_NOUN + word[1:] for word in words('acts')['said'])})(?=[,:。“要]|$)")
_NARRATED_WITHIN = 600


class Sentence(Entity):
    """A sentence of a section: [start, end) of the flow, its text, its block, and the sentences next to it."""

    start: int
    end: int
    text: str
    block: Block
    later: "Sequence[Sentence]" = ()
    narrates: int | None = None
    """The end of the part that narrates, once it is looked for."""

    @property
    def place(self) -> Span:
        """Where it stands in the flow."""
        return self.start, self.end

    @property
    def following(self) -> str:
        """The words of the next sentences."""
        return "".join(sentence.text for sentence in self.later)


def narrated(sentence: Sentence) -> int:
    """The end of the part that narrates: up to the first verb of speech, and not far into an endless sentence."""
    if sentence.narrates is None:
        found = _SAID.search(sentence.text, 0, _NARRATED_WITHIN)
        sentence.narrates = min(sentence.start + (found.start() if found else _NARRATED_WITHIN), sentence.end)
    return sentence.narrates


def sentences(draft: Draft) -> dict[str, list[Sentence]]:
    """Section id -> its sentences; the lead of an article of one body tells of that, too."""
    by_section: dict[str, list[Sentence]] = {}
    only = draft.sections[0] if len(draft.sections) == 1 else None
    for sentence in _joined(draft.flow.statements, draft.flow.text):
        section = sentence.block.section or (only if sentence.block.role == "lead" else None)
        if section and sentence.block.lines[0].duplicate_of is None:
            by_section.setdefault(section.id, []).append(sentence)
    for told in by_section.values():
        _without_dateline(told[0])
        for place, sentence in enumerate(told):
            sentence.later = told[place + 1 : place + 1 + _FOLLOWING]
    return by_section


def _without_dateline(sentence: Sentence) -> None:
    found = _DATELINE.match(sentence.text)
    if found:
        sentence.start += found.end()
        sentence.text = sentence.text[found.end() :]


def _joined(statements: Sequence[Statement], text: str) -> list[Sentence]:
    """Statements in the order of the flow, joined up to a full stop."""
    out: list[Sentence] = []
    open_ = False
    for statement in statements:
        if open_ and out[-1].block is statement.block:
            out[-1].end = statement.end
            out[-1].text = text[out[-1].start : statement.end]
        else:
            out.append(Sentence(statement.start, statement.end, statement.text, statement.block))
        open_ = not statement.text.rstrip(_CLOSING).endswith(_STOPS)
    return out
