"""Reaction stories: each paragraph gives the words of somebody in office, and is about the body that he speaks for."""

import re

from luoshi.reader.lines.headings import ITS_ORGAN, Heading
from luoshi.reader.lines.look import Look
from luoshi.reader.names import place_chains, titles
from luoshi.reader.names.place_chains import Chain
from luoshi.reader.names.titles import Title
from luoshi.registry import bodies
from luoshi.registry.bodies import places
from luoshi.registry.lexicon import beginning, either, words

# So many bodies must speak, and in so large a part of the paragraphs, before a story is told by its speakers; fewer do
# where the story says that it gathers voices.
_BODIES, _ANNOUNCED = 3, 2
_GATHERS = re.compile("反响|热议|(?:纷纷|大家|一致)表示|畅谈|倍感振奋|(?:干部|党员)群众[^,。]{0,6}(?:学习|领会)|谈感受")
_FRONT = 3
_DASH = ("—", "-", "–")
_SHARE = 0.3
# A scene goes on for some paragraphs.
_SCENES = 0.2
_SHORTEST = 3
_SAYS = re.compile(
    beginning([*words("acts")["spoke"], *"难倍深备激感十非看称表说"])
    + "(?:"
    + either("acts", "spoke")
    + "(?=[,:。“!]|$)|难掩|(?<=[一-鿿]{2})(?:倍感|深感|备受鼓舞)|(?<=代表)(?:激动|感慨|深有感触|备受|十分|非常|倍感)|看来[,:]|(?<=[一-鿿]{2})称(?=[,:])|表示|说[,:。])"
)
_SPEAKER = re.compile(f"[一-鿿·]{{2,4}}?(?:代表|委员)?(?:{_SAYS.pattern}|[:])")
_NAME_SIZES = (3, 2, 4)
# 某某代表说: a deputy's calling behind the name.
_CALLING = ("代表", "委员")
# A body that is named by its place's grade alone, in an office: 省X局党组书记, 市委党校教员.
_BARE = re.compile(
    "(?P<body>[一-鿿]{0,3}[省市区县州旗][一-鿿]{1,10}?(?:局|厅|委(?!员)|办|院|校|中心|公司|集团|社|台|联|协会|政协|人大常委会))"
    "(?=党[组委]|副?(?:局长|厅长|主任|院长|校长|台长|社长)|(?:科员|职员|教员|干部)$|[一-鿿]{2,10}(?:主任|教员|教师|教授|科长|处长|科员|职员|干部))"
)
# The youth league's committee of a place that is not named.
_LEAGUE = re.compile("(?P<body>团[省市区县州]委)(?!员)")
# Who heads a firm speaks for it, though he heads a society as well.
_SOCIETIES = ("商会", "联合会", "协会", "学会", "促进会", "协进会")
# 某市口岸管理|办公室副主任: the office is the body's name.
# 澳门地区|全国政协委员: whoever holds a seat of the nation's houses speaks for the place where he holds it.
_SEAT = re.compile("(?P<place>[一-鿿]{2,3}?)(?:地区|[省市]|自治区)?全国(?:人大代表|政协委员)$")
_ADMINISTERS, _ITS_OFFICE = "管理", "办公室"
# Who heads a place speaks for it, whatever else he heads: X市副市长兼Y局局长.
_HEADS = re.compile("(?P<body>[一-鿿]{2,8}?[市县区州])副?[市县区州]长(?=兼)")
# 全会提出, …: what is taken up, over the paragraph that takes it up.
_TAKES_UP = re.compile(r"(?:党的)?(?:[一-鿿]{0,8}全会|[一-鿿]{0,6}大?报告|《?建议》?|大会)(?:强调|提出|指出|明确|对)")
# Who speaks for a school of it speaks for the university.
_UNIVERSITY = re.compile("[一-鿿()]{2,12}?(?:大学|学院)(?=[一-鿿]{1,12}(?:学院|系|研究院|研究所|研究中心|学部)$)")
# What may stand before the place of a scene: a pause, 在, an attribute (千里之外的), the end of a quotation, another office.
_SETS = re.compile("(?:^|[,。:;、”在的自于]|记者从)$")
_HAN = re.compile("[一-鿿]+")


def told_by(front: list[Look], texts: list[Look]) -> list[Heading]:
    """Where a story turns to the body of another speaker; nothing where it is no such story."""
    announced = gathers([*front, *texts[:_FRONT]])
    if announced and (turns := scenes(texts)):
        return turns
    turns = [turn for look in texts if (turn := voice(look))]
    bodies = len({turn.key for turn in turns})
    if bodies < _ANNOUNCED or len(turns) < _SHARE * len(texts):
        return []
    return turns if bodies >= _BODIES or announced else []


def scenes(texts: list[Look]) -> list[Heading]:
    """The turns of a story that goes from village to village, in several provinces: to the place where a paragraph's scene
    is set, else to whom its speaker speaks for; who speaks for the place of a scene, or a body of it, belongs to the scene."""
    found = [(look, _scene(look)) for look in texts]
    if len({chain.province for _, chain in found if chain}) < _ANNOUNCED:
        return []
    told: list[Chain] = []
    turns: list[Heading] = []
    for look, chain in found:
        if chain:
            told.append(chain)
            turns.append(Heading(look, chain.name))
        elif spoken := voice(look):
            scene = next((each for each in reversed(told) if spoken.subject.startswith(each.lowest)), None)
            turns.append(Heading(look, scene.name) if scene else spoken)
    return turns if len(turns) >= _SCENES * len(texts) else []


def _scene(look: Look) -> Chain | None:
    """The village, town or county in which a paragraph's first sentence plays."""
    if not look.named:
        return None
    chain = place_chains.first(look.words, look.named, look.words.find("。") + 1 or len(look.words))
    return chain if chain and _SETS.search(look.words, 0, chain.start) else None


def gathers(opening: list[Look]) -> bool:
    """Whether the first lines of a story say that it gathers voices."""
    return any(_GATHERS.search(look.words) for look in opening)


def leads_over(look: Look) -> bool:
    """Whether a paragraph only quotes what is taken up, so that it belongs to the voice below it."""
    return _TAKES_UP.match(look.words) is not None


def voice(look: Look) -> Heading | None:
    """The body for which the first speaker of a paragraph speaks, by the office before the name."""
    for said in _SAYS.finditer(look.words):
        end = said.start() - 2 if look.words.endswith(_CALLING, 0, said.start()) else said.start()
        for size in _NAME_SIZES:
            start = end - size
            if start < 0 or not _HAN.fullmatch(look.words, start, end):
                continue
            title = titles.before(look.words, 0, start)
            if title and (body := speaks_for(title)):
                body = place_chains.below_province(body)
                named = next((named for named in bodies.find(body)), None)
                return Heading(look, body, named if named and named.words == body else None)
    return None


def _other_office(title: Title) -> str | None:
    """The body of an office that stands before that in a society: 某公司董事长、|某市商会会长."""
    last = title.words.find(title.org or "")
    before = titles.before(title.words, 0, last - 1) if last > 1 else None
    return speaks_for(before) if before and before.org else None


def speaks(words: str, start: int) -> bool:
    """Whether somebody is named at a position who then speaks: 某某说, 某某代表表示, 某某:“…”."""
    return _SPEAKER.match(words, start) is not None


# 报告扣住习近平|总书记
_LEADER = "习近平"


def speaks_for(title: Title) -> str | None:
    """The body for which the holder of an office speaks: the one named, an organ of it standing for it, or one that only its
    place's grade tells (省X局, 市委党校)."""
    if title.org is None and (seat := _SEAT.match(title.words)) and seat["place"] in places():
        return seat["place"]
    if title.org is None or len(title.org) < _SHORTEST:
        bare = _HEADS.match(title.words) or _LEAGUE.match(title.words) or _BARE.match(title.words)
        return bare["body"] if bare else None
    body = ITS_ORGAN.sub("", title.org)
    if body.endswith(_ADMINISTERS) and title.words.startswith(_ITS_OFFICE):
        return body + _ITS_OFFICE
    if body.endswith(_SOCIETIES) and (first := _other_office(title)):
        return first
    if university := _UNIVERSITY.match(body):
        body = university[0]
    if len(body) < _SHORTEST - 1 or body.startswith(_DASH) or body.endswith("的") or _LEADER in body:
        return None
    place = places().get(body)
    return place.province if place and not place.city else body
