"""Known names of industries in the flow: lexicon hits made whole by what belongs to them before and behind.

Not for names that no list knows: see `industry_lists`.
"""

import re
from string import ascii_letters, digits

from luoshi.model.records import Value
from luoshi.reader.draft import Draft
from luoshi.registry.lexicon import lexicon, one_of, words


class Mention(Value, frozen=True):
    """A stretch of the flow that names an industry; `sure` where it does so wherever it stands."""

    start: int
    end: int
    code: str | None
    sure: bool


_WORDS = words("industries")


def any_of(family: str) -> str:
    """An alternation of the words of a family."""
    return one_of(_WORDS[family])


# It begins with one prefix that stands by itself, so that the search is a scan.
_PREFIX = re.compile(rf"{any_of('industry_prefix')}(?:{any_of('industry_prefix')})*$")
_SUFFIX = re.compile(
    rf"(?:[+及和与](?=(?:关键|核心)?(?:零)?部件))?(?:(?:{any_of('industry_suffix')})(?!力|成|者|商|出|业[态务主绩余者]))+"
)
_BRANCH = r"业(?![态务主绩余者内界])"
_BRANCH_OF = re.compile(_BRANCH)
_IN_PLACE = re.compile(
    rf"等?(?:{any_of('industry_filler')})?(?:(?:{any_of('industry_head')})(?!化|工人|园|系统)|领域|{_BRANCH})"
)
_SPLIT = re.compile(r"(?<=业)[态务主绩余者]|(?<=工)[作程人地具序资期]|(?<=工)(?<!加工)业")  # 金融服务|业态, 强化|工业
_LISTS = lexicon("industries", "words")
_NOT_AFTER = {name: tuple(before) for name, before in _LISTS["industry_not_after"].items()}
_NOT_AHEAD = {name: tuple(behind) for name, behind in _LISTS["industry_not_ahead"].items()}
_NOT_BEHIND = re.compile(
    r"化(?![工学])|力(?!电)|强国|大国|强省|员|精神|局|厅|城市|港(?!航)|生活|社区|监管|执法|事故|知识"
)
NAMES_A_BODY = re.compile(
    rf"[^,。、;:“”\s的等和与及]{{0,8}}?(?:{any_of('industry_body')})|[^,。、;:“”\s的等]{{0,4}}?(?:(?<![布格结全大])局|厅)"
    r"|(?:产业)?(?:高新区|高新技术|科技城|科学城|经开区|经济技术开发区|科创基地|创新基地|科创园|走廊)"
    r"|(?:党委书记|党支部|董事长|董事|总经理|副总|总裁|创始人|首席|CEO|联合创始)"
)
# What _NOT_BEHIND and _SPLIT match begins with one of these.
_NOT_BEFORE = frozenset("化力强大员精局厅城港生社监执事知态务主绩余者作程人地具序资期业")
_LETTERS = frozenset(ascii_letters + digits)


def known_names(draft: Draft, text: str) -> list[Mention]:
    """The lexicon's names, each made whole; of two that overlap the leftmost, then the longest."""
    hits = [Mention(hit.start, hit.end, hit.value, True) for hit in draft.hits.all("industry")]
    hits += [Mention(hit.start, hit.end, hit.value, False) for hit in draft.hits.all("industry_weak")]
    out: list[Mention] = []
    for hit in whole([hit for hit in hits if _stands(text, hit)]):
        last = out[-1] if out else None
        if last and text[last.end : hit.start] in ("", "+") and text[last.end - 1] != "业":
            out[-1] = Mention(last.start, _behind(text, hit.end), hit.code, last.sure or hit.sure)
        elif not last or hit.start >= last.end:
            out.append(Mention(_before(text, hit.start), _behind(text, hit.end), hit.code, hit.sure))
    return [mention for mention in out if _stands(text, mention)]


def _before(text: str, start: int) -> int:
    found = _PREFIX.search(text, max(0, start - 6), start)
    return found.start() if found else start


def _behind(text: str, end: int) -> int:
    found = _SUFFIX.match(text, end)
    end = found.end() if found else end
    branch = _BRANCH_OF.match(text, end)
    return branch.end() if branch and text[end - 2 : end] in ("制造", "服务", "加工") else end


def _stands(text: str, mention: Mention) -> bool:
    """Whether the words around leave the name an industry: not 生命健康 in 人民生命健康, not AR in a longer word."""
    start, end = mention.start, mention.end
    if text[end : end + 1] in _NOT_BEFORE and (_NOT_BEHIND.match(text, end) or _SPLIT.match(text, end)):
        return False
    name = text[start:end]
    if name in _NOT_AFTER and text.endswith(_NOT_AFTER[name], 0, start):
        return False
    if name in _NOT_AHEAD and text.startswith(_NOT_AHEAD[name], end):
        return False
    if text[start] in _LETTERS and start and text[start - 1] in _LETTERS:
        return False
    return not (text[end - 1] in _LETTERS and end < len(text) and text[end] in _LETTERS)


def in_place(text: str, mention: Mention) -> bool:
    """Whether an ordinary word stands where an industry would: before 产业, 行业, 业, a longer one before 领域; before 产业园
    where it is all of the park's name."""
    if text.startswith("产业园", mention.end):
        return not text[max(0, mention.start - 1) : mention.start].isalnum()
    if text.startswith("领域", mention.end):
        return mention.end - mention.start > 2
    return bool(_IN_PLACE.match(text, mention.end))


def whole(mentions: list[Mention]) -> list[Mention]:
    """Of mentions that overlap, the leftmost, then the longest."""
    out: list[Mention] = []
    for mention in sorted(mentions, key=lambda mention: (mention.start, -mention.end)):
        if not out or mention.start >= out[-1].end:
            out.append(mention)
    return out
