"""Own-written round-ups with a known structure, and the ways in which newspaper columns jumble them.

`roundup(seed)` writes an article of several zones from sentences of the genre; each function of `JUMBLES` spoils the
order of its lines as a page does and keeps, line by line, where the line belongs. Names of people and firms are made up.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from luoshi.registry.world import registry

EVENTS = (
    "党的二十届四中全会",
    "全国两会",
    "党的二十大",
    "中央经济工作会议",
    "党的二十届三中全会",
    "党的十九届六中全会",
)
SURNAMES = "赵钱孙周吴郑冯陈蒋沈韩杨朱许何吕施张孔曹严金魏陶姜谢邹苏潘葛范彭鲁韦马方任袁柳史唐薛雷贺汤"
GIVEN = "伟明志强建华晓东海峰文斌立新国栋永康思远一鸣佳宁子涵雨桐俊杰春燕丽娟"
INDUSTRIES = (
    "集成电路",
    "生物医药",
    "智能网联汽车",
    "新型显示",
    "航空发动机",
    "商业航天",
    "氢能",
    "储能",
    "光电子信息",
    "工业软件",
    "高端医疗器械",
    "北斗应用",
)
VERBS = ("挑大梁", "勇争先", "作示范", "打头阵", "走在前", "创一流", "谱新篇", "开新局")
GOALS = (
    "向新而行",
    "以质取胜",
    "逐绿向海",
    "聚链成群",
    "开放赋能",
    "数智领航",
    "产城相融",
    "智造升级",
    "强基固本",
    "引才聚智",
)


@dataclass(eq=False)
class Piece:
    """A line of the article and where it belongs; `follows` is the line that it runs on from, `copy_of` what it repeats."""

    text: str
    role: str
    section: int | None = None
    rank: float = 0.0
    joins: bool = False
    copy_of: "Piece | None" = None


def roundup(seed: int) -> list[Piece]:
    """An article in good order."""
    random = Random(seed)
    event = random.choice(EVENTS)
    form = random.choice(("colon", "space", "lines", "markdown", "speaker", "bare-colon"))
    zones = random.sample(
        [zone for zone in registry().zones if zone.short and len(zone.short) < 9], random.randint(4, 8)
    )
    pieces = _front(random, event, form)
    for number, zone in enumerate(zones):
        name, person = zone.short, _person(random)
        slogan = _slogan(random)
        rank = 0
        for role, text in _heading(form, name, slogan, person, random):
            rank += 1
            pieces.append(Piece(text, role, number, rank))
        for text in _body(
            random,
            form == "speaker",
            event=event,
            name=name,
            city=zone.city.removesuffix("市"),
            province=zone.province,
            person=person,
        ):
            rank += 1
            pieces.append(Piece(text, "body", number, rank))
        if form == "markdown" and random.random() < 0.7:
            pieces.append(Piece(_person(random), "byline", number, rank + 1000))
    return pieces


def _front(random: Random, event: str, form: str) -> list[Piece]:
    verb = random.choice(("闻令而动", "谋定新局", "实干笃行", "奋楫争先"))
    mark = "# " if form == "markdown" else ""
    pieces = [
        Piece(f"{mark}{verb} 书写高质量发展园区答卷", "title"),
        Piece(f"——国家高新区学习贯彻{event}精神综述", "subtitle"),
    ]
    if random.random() < 0.5:
        pieces.append(Piece(f"► 本报记者 {_person(random)} {_person(random)}", "byline"))
    if random.random() < 0.7:
        pieces.append(
            Piece(
                f"{event}召开以来,各地国家高新区纷纷行动起来,把会议精神同园区实际对接,研究新思路、拿出新举措。", "lead"
            )
        )
    return pieces


def _person(random: Random) -> str:
    return random.choice(SURNAMES) + "".join(random.sample(GIVEN, random.choice((1, 2, 2))))


def _slogan(random: Random) -> str:
    return f"{random.choice(GOALS)} {random.choice(('产业发展', '科技攻关', '园区建设', '改革攻坚', '项目建设'))}{random.choice(VERBS)}"


def _heading(form: str, name: str, slogan: str, person: str, random: Random) -> list[tuple[str, str]]:
    if form == "space":
        return [("heading", f"{name} {slogan}")]
    if form == "lines":
        return [("heading", name), ("subheading", slogan)]
    if form == "markdown":
        return [("heading", f"## {name}"), ("subheading", f"### {slogan}")]
    if form == "speaker":
        return [
            (
                "heading",
                f"{name}{random.choice(('党工委书记', '管委会主任', '党工委书记、管委会主任'))}{person}: {slogan}",
            )
        ]
    return [("heading", f"{name}:{' ' if form == 'colon' else ''}{slogan}")]


SPEECH = (
    "在产业上,要把{a}、{b}两条主链做厚做实,年内新引进链上企业{n}家以上。",
    "接下来,{name}将新建{c}中试平台,力争年内投用,并为落户团队提供{n}间办公场地和启动资金。",
    "一年来,{name}规模以上工业企业实现产值{m}亿元,比上年增长{n}%。",
    "谁的项目谁盯办,谁的难题谁破解,{n}名干部下沉{a}企业蹲点,决不把问题留到明年。",
    "科研人员最看重什么?是设备、数据和场景。{name}会把{c}方面的场景清单一季度发布{n}项。",
    "从一块空地到{m}家企业入驻,园区靠的是敢于先行先试,往后的路同样要靠{b}来铺。",
    "第一,把{event}提出的任务一件件拆开,落到{n}个责任单位;第二,把{a}园区的配套补上。",
    "拓宽融资渠道,让{n}支天使基金跟着{c}项目走,早投、投小、投长期。",
)
REPORT = (
    "会议强调,要紧扣{province}和{city}工作要求,把{a}、{b}作为主攻方向,推动{n}家上下游企业就近配套。",
    "会议要求,各部门要对照年度目标逐项盘点,缺口大的{c}项目要挂图作战,确保{n}个项目按期投产。",
    "与会同志一致表示,要把心思用在抓落实上,年内走访{m}家{a}企业,不等不靠、快干实干。",
    "要把人才当作第一资源,为{c}领域的{n}名领军人才配齐团队、设备和住房,让他们安心搞科研。",
    "“设备进场比计划提早了{n}天。”{a}企业负责人{worker}说,公司今年的订单已经排到明年{k}月。",
    "坚持眼睛向内促改革,推行一枚印章管审批,{b}企业开办压缩到{k}个工作日内,材料减少{n}份。",
    "在{b}产业园,{person}一行走进车间察看{n}条新生产线,询问用工、用电和融资情况。",
    "{person}强调,服务{a}企业不能满足于有求必应,更要主动上门,把{n}条政策送到车间班组。",
    "下一步,{name}将开工建设{c}产业基地二期,总投资{m}亿元,明年{k}月底前建成投用。",
    "同时,守牢安全生产底线,对{n}家{b}企业开展隐患排查,发现一处整改一处。",
    "目前,该区已聚集{a}企业{m}家,去年营业收入增长{n}%。",
    "围绕{c}补链,招商小分队上半年跑了{n}座城市,带回{k}个意向项目,签约额{m}亿元。",
    "科技特派员制度延伸到{a}企业车间,{n}名教授带着课题驻点,帮企业攻下{k}项工艺难关。",
    "夜校里坐满了{b}企业的青年工人,{worker}把{event}的新提法编成{n}道抢答题。",
    "{worker}是园区的老创业者。听完辅导后,他打算把{c}项目的投入再加{n}%。",
    "座谈交流中,{k}位支部书记先后发言,谈{a}、谈服务,也谈自己岗位上的{n}件实事。",
    "学习只是开头。{name}为{n}个部门列出任务单,按周调度,{k}月底向全区通报。",
    "绿色也是竞争力。{name}要求新建{b}项目先算碳账,屋顶光伏装机再增{n}兆瓦。",
)


def _body(random: Random, speaker: bool, **known: str) -> list[str]:
    """The opening and two to five more paragraphs of one section."""
    if speaker:
        opening = (
            "我们要吃透{event}精神,把学到的新思想新要求用到园区工作的{n}个环节,在{a}的比学赶超中交出合格答卷。",
            "{event}为产业园区指明了方向。作为{city}的产业主战场,{name}理应冲在最前面,拿出敢闯敢试的劲头。",
        )
    else:
        opening = (
            "{k}月{d}日,{name}召开党工委(扩大)会议,传达学习{event}精神,研究贯彻意见。",
            "{k}月{d}日,{name}举行干部大会,对学习宣传{event}精神作出安排。",
            "近日,{name}党工委理论学习中心组开展集体研讨,专题学习{event}精神。",
            "{event}闭幕后,{name}第一时间组织机关干部和企业代表收听收看并座谈。",
            "{k}月{d}日上午,{city}市委宣讲团{event}精神报告会在{name}举行,{m}名干部职工到场聆听。",
        )
    pool = SPEECH if speaker else REPORT
    chosen = sorted(random.sample(range(len(pool)), random.randint(2, 5)))
    return [
        _filled(random, pattern, **known) for pattern in (random.choice(opening), *(pool[place] for place in chosen))
    ]


def _filled(random: Random, pattern: str, **known: str) -> str:
    a, b, c = random.sample(INDUSTRIES, 3)
    return pattern.format(
        a=a,
        b=b,
        c=c,
        worker=_person(random),
        k=random.randint(2, 12),
        d=random.randint(1, 28),
        n=random.randint(11, 98),
        m=random.randint(130, 990),
        **known,
    )


def cut(pieces: list[Piece], random: Random) -> list[Piece]:
    """Some paragraphs are cut in two wherever the column ends, also inside a word."""
    out: list[Piece] = []
    for piece in pieces:
        out.append(piece)
        if piece.role == "body" and len(piece.text) > 36 and random.random() < 0.3:
            out.append(_cut(piece, random))
    return out


def _cut(piece: Piece, random: Random) -> Piece:
    closing = "。!?;:”"
    options = [at for at in range(12, len(piece.text) - 12) if piece.text[at - 1] not in closing]
    at = random.choice(options)
    tail = Piece(piece.text[at:], "body", piece.section, piece.rank + 0.1, joins=True)
    piece.text = piece.text[:at]
    return tail


def heading_below(pieces: list[Piece], random: Random) -> list[Piece]:
    """Some headings stand after the first one to three lines of their section."""
    out = list(pieces)
    for section in _sections(pieces)[1:]:
        heads = [piece for piece in out if piece.section == section and piece.role in ("heading", "subheading")]
        body = [piece for piece in out if piece.section == section and piece.role == "body"]
        if random.random() < 0.6 and len(body) > 2:
            for piece in heads:
                out.remove(piece)
            at = out.index(body[random.randint(0, min(2, len(body) - 2))]) + 1
            out[at:at] = heads
    return out


def tail_away(pieces: list[Piece], random: Random) -> list[Piece]:
    """The end of a section, from the middle of a paragraph on, stands behind some lines of the next section."""
    out = list(pieces)
    for section in _sections(pieces)[:-1]:
        body = [piece for piece in out if piece.section == section and piece.role == "body"]
        after = [piece for piece in out if piece.section == section + 1 and piece.role == "body"]
        long = [piece for piece in body if len(piece.text) > 36 and not piece.joins]
        if random.random() < 0.4 and long and after:
            broken = random.choice(long)
            moved = [_cut(broken, random), *body[body.index(broken) + 1 :]]
            out = [piece for piece in out if piece not in moved]
            at = out.index(random.choice(after)) + 1
            out[at:at] = moved
    return out


def printed_twice(pieces: list[Piece], random: Random) -> list[Piece]:
    """Paragraphs of a later section are printed a first time inside an earlier one, two of them merged."""
    out = list(pieces)
    sections = _sections(pieces)
    for section in sections[2:]:
        body = [piece for piece in out if piece.section == section and piece.role == "body" and not piece.joins]
        if random.random() < 0.4 and len(body) >= 3:
            first = random.randint(1, len(body) - 2)
            taken = body[first : first + 2]
            host = random.choice([s for s in sections if s < section])
            at = max(place for place, piece in enumerate(out) if piece.section == host and piece.role == "body") + 1
            merged = random.random() < 0.5
            copies = (
                [Piece("".join(p.text for p in taken), "body", section, copy_of=taken[0])]
                if merged
                else [Piece(p.text, "body", section, copy_of=p) for p in taken]
            )
            out[at:at] = copies
    return out


def lead_inside(pieces: list[Piece], random: Random) -> list[Piece]:
    """The lead stands between two sections."""
    out = list(pieces)
    lead = next((piece for piece in out if piece.role == "lead"), None)
    if lead:
        out.remove(lead)
        section = random.choice(_sections(pieces)[1:])
        out.insert(next(place for place, piece in enumerate(out) if piece.section == section), lead)
    return out


def heading_in_two(pieces: list[Piece], random: Random) -> list[Piece]:
    """Some headings with their slogan are cut in two lines."""
    out: list[Piece] = []
    for piece in pieces:
        out.append(piece)
        if piece.role == "heading" and len(piece.text) > 20 and random.random() < 0.4:
            at = len(piece.text) - random.randint(4, 7)
            out.append(Piece(piece.text[at:], "heading", piece.section, piece.rank + 0.1, joins=True))
            piece.text = piece.text[:at]
    return out


def interleaved(pieces: list[Piece], random: Random) -> list[Piece]:
    """Two neighbouring sections stand side by side: their blocks alternate."""
    out = list(pieces)
    section = random.choice(_sections(pieces)[:-1])
    ours = [piece for piece in out if piece.section == section]
    theirs = [piece for piece in out if piece.section == section + 1]
    first = out.index(ours[0])
    one, two = len(ours) // 2 + 1, len(theirs) // 2 + 1
    mixed = ours[:one] + theirs[:two] + ours[one:] + theirs[two:]
    out = [piece for piece in out if piece not in ours and piece not in theirs]
    out[first:first] = mixed
    return out


def paragraph_astray(pieces: list[Piece], random: Random) -> list[Piece]:
    """One paragraph that names its zone or speaker stands in another section."""
    out = list(pieces)
    named = [p for p in out if p.role == "body" and p.rank > 2 and not p.joins and "高新区" in p.text]
    if named:
        piece = random.choice(named)
        others = [p for p in out if p.role == "body" and p.section != piece.section]
        out.remove(piece)
        out.insert(out.index(random.choice(others)) + 1, piece)
    return out


JUMBLES: dict[str, Callable[[list[Piece], Random], list[Piece]]] = {
    "cut": cut,
    "heading below": heading_below,
    "tail away": tail_away,
    "printed twice": printed_twice,
    "lead inside": lead_inside,
    "heading in two": heading_in_two,
    "interleaved": interleaved,
    "paragraph astray": paragraph_astray,
}


def _sections(pieces: list[Piece]) -> list[int]:
    return sorted({piece.section for piece in pieces if piece.section is not None})


def expected(pieces: list[Piece]) -> list[tuple[object, ...]]:
    """For each line: role, section by number, order, joins, and the line that it repeats."""
    members: dict[int, list[Piece]] = {}
    for piece in pieces:
        if piece.section is not None and piece.copy_of is None:
            members.setdefault(piece.section, []).append(piece)
    order = {
        id(piece): place
        for lines in members.values()
        for place, piece in enumerate(sorted(lines, key=lambda line: line.rank), 1)
    }
    return [
        (p.role, p.section, order.get(id(p)), p.joins, pieces.index(p.copy_of) if p.copy_of else None) for p in pieces
    ]
