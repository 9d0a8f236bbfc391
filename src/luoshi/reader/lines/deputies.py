"""Deputies at the two sessions: the place or firm for which a heading (某某代表:…) speaks."""

import re
from collections.abc import Iterable

from luoshi.model.findings import Speaker
from luoshi.reader.lines.headings import ITS_ORGAN, TITLE_STARTS, Heading
from luoshi.reader.lines.look import Look
from luoshi.reader.names.place_chains import below_province
from luoshi.registry.bodies import Named

_LONGEST = 40
_HEADING = re.compile(r"(?P<name>[一-鿿]{2,3})(?:代表|委员)[::]\s*(?P<slogan>.{4,30})$")
_DEPUTY = r"(?:全国|[一-鿿]{2,3}[省市区])?(?:人大代表|政协委员)、"


def heading(look: Look, below: Iterable[Look]) -> Heading | None:
    """The heading of a deputy's statement; a paragraph below must introduce him."""
    found = _HEADING.fullmatch(look.words) if len(look.words) <= _LONGEST else None
    if found is None:
        return None
    introduced = re.compile(rf"(?P<title>{_DEPUTY}(?P<office>[^,。;:“”]{{2,30}})){found['name']}")
    for other in below:
        if told := introduced.search(other.words):
            subject, named = _body(told["office"], told.start("office"), other)
            speaker = Speaker(found["name"], told["title"])
            return Heading(look, subject, named, found["slogan"], speaker, "deputy", [look])
    return None


def _body(office: str, start: int, look: Look) -> tuple[str, Named | None]:
    """The narrowest place or zone that an office names; else the words before the title itself."""
    inside = [named for named in look.named if start <= named.start and named.end <= start + len(office)]
    if inside:
        last = inside[-1]
        own = office[last.start - start :]
        title = TITLE_STARTS.search(own, len(last.words))
        body = own[: title.start()] if title else ""
        if last.sort in ("province", "city") and len(body) > len(last.words) + 1:
            return below_province(ITS_ORGAN.sub("", body)), None
        return last.words, last
    title = TITLE_STARTS.search(office)
    return (office[: title.start()] if title and title.start() > 1 else office), None
