"""Stage `formulations`: set phrases with their counts, their members and the registry's entry that they name."""

from luoshi.model.findings import Formulation
from luoshi.model.spans import Spans
from luoshi.reader.draft import Block, Draft
from luoshi.reader.phrases.counts import count
from luoshi.reader.phrases.known import KNOWN, Phrase, key
from luoshi.reader.phrases.members import Context, Members
from luoshi.reader.phrases.set_phrases import phrases
from luoshi.registry.world import KnownFormulation, registry

_SILENT_ROLES = frozenset({"furniture", "byline"})


def run(draft: Draft) -> None:
    """Add `formulations`: one record for each text and paragraph."""
    flow = draft.flow
    found = [(phrase, block) for phrase in phrases(draft) if (block := flow.block_at(phrase.start)) is not None]
    found = [(phrase, block) for phrase, block in found if block.role not in _SILENT_ROLES]
    listed = _members(draft, found)
    seen = set()
    draft.formulations = []
    for phrase, block in found:
        text = flow.text[phrase.start : phrase.end].strip()
        spans = flow.spans(phrase.start, phrase.end)
        place = (text, _paragraphs(block, spans))
        if place in seen:
            continue
        seen.add(place)
        section = block.section.id if block.section else None
        name = key(text)
        members = listed.get((section, name), ())
        before = flow.text[max(0, phrase.left - _HINT) : phrase.left]
        known = _entry(name, members, block, before)
        members = members or _named_before(known, before)
        number = count(text, members, known.count if known else None)
        draft.formulations.append(Formulation(text, number, members, known.id if known else None, section, spans))


def _paragraphs(block: Block, spans: Spans) -> tuple[int, ...]:
    """The lines of a block in which the spans begin."""
    lines = block.lines
    if len(lines) > 1:
        lines = [line for line in lines if any(line.printed[0] <= start < line.printed[1] for start, _ in spans)]
    return tuple([line.index for line in lines])


def _members(draft: Draft, found: list[tuple[Phrase, Block]]) -> dict[tuple[str | None, str], Members]:
    """(section, phrase) -> its members, wherever in the section they are listed."""
    text = draft.flow.text
    contexts = _contexts(draft)
    listed: dict[tuple[str | None, str], Members] = {}
    for phrase, block in found:
        section = block.section.id if block.section else None
        place = (section, key(text[phrase.start : phrase.end]))
        if not listed.get(place):
            members = contexts[section].members(phrase)
            listed[place] = members if _plausible(place[1], members) else ()
    return listed


def _contexts(draft: Draft) -> dict[str | None, Context]:
    """By section the stretch of the flow that it takes, its blocks being neighbours; that of what belongs to none."""
    starts: dict[str | None, int] = {}
    ends: dict[str | None, int] = {}
    for block in draft.flow.blocks:
        section = block.section.id if block.section else None
        starts.setdefault(section, block.start)
        ends[section] = block.end
    return {section: Context(draft.flow.text, start, ends[section]) for section, start in starts.items()}


def _plausible(name: str, members: Members) -> bool:
    """Whether members can be a phrase's own: for the party's phrases, which have one sense, those of the registry."""
    return not members or all(
        known.category != "party" or _agrees(known.members, members) for known in KNOWN.get(name, ())
    )


def _province(block: Block) -> str | None:
    """The province of the section's subject."""
    if block.section is None:
        return None
    body = registry().body(block.section.entity or block.section.subject)
    return body.province if body else None


_HINT = 8


def _entry(name: str, members: Members, block: Block, before: str) -> KnownFormulation | None:
    """The registry's entry for a phrase: the province's own sense first, then the national one; of several national
    ones that whose members the words before it name (国内国际两个大局)."""
    senses = KNOWN.get(name)
    if senses is None:
        return None
    if len(senses) == 1 and senses[0].scope == "national":
        return senses[0] if _agrees(senses[0].members, members) else None
    provincial = [known for known in senses if known.scope == "provincial"]
    province = _province(block) if provincial else None
    fitting = [known for known in provincial if _spoken_in(known, province)]
    national = [known for known in senses if known.scope == "national"]
    fitting += sorted(national, key=lambda known: not any(member[:2] in before for member in known.members))
    return next((known for known in fitting if _agrees(known.members, members)), None)


def _named_before(known: KnownFormulation | None, before: str) -> Members:
    """The members of an entry that the words before the phrase name by their heads: 国内国际两个大局."""
    if known is None or not known.members or not before.endswith(known.members[-1][:2]):
        return ()
    heads = tuple(member[:2] for member in known.members)
    return heads if before.endswith("".join(heads)) else ()


def _spoken_in(known: KnownFormulation, province: str | None) -> bool:
    """Whether a province's phrase can be meant: in its province; a phrase that is no mere number (最多跑一次) anywhere."""
    region = known.region or ""
    if province and (region.startswith(province) or (region == "东北三省" and province in _NORTHEAST)):
        return True
    return known.text[0] not in _NUMBERS


_NUMBERS = frozenset("一二三四五六七八九十两双0123456789") - {"一"}
_NORTHEAST = ("辽宁省", "吉林省", "黑龙江省")


def _agrees(known: Members, listed: Members) -> bool:
    """Whether the members that an article lists can be those of the entry."""
    if not known or not listed:
        return True
    return any(key(a) in key(b) or key(b) in key(a) for a in known for b in listed)
