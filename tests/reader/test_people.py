"""People: who is named, and which title stands beside the name."""

from collections import Counter
from pathlib import Path

import pytest

import luoshi
from luoshi.text.normalise import fold

BENCHMARK = Path(__file__).with_name("people_benchmark.txt")


def cases() -> list[tuple[str, list[tuple[str, str]]]]:
    """The articles of the benchmark (blank lines part them) with their persons as (name, title)."""
    out: list[tuple[str, list[tuple[str, str]]]] = []
    for article in BENCHMARK.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in article.splitlines() if line and not line.startswith("#")]
        people = [line.removeprefix("=").strip().partition(" ") for line in lines if line.startswith("=")]
        text = "\n".join(line for line in lines if not line.startswith("="))
        if text:
            out.append((text, [(name, fold(title)) for name, _, title in people]))
    return out


def named(text: str) -> list[tuple[str, str]]:
    """The (name, title) pairs that the engine finds in a text, in its clean form."""
    return [(person.name, person.title or "") for person in luoshi.read(text).people]


def measured(expected: Counter[tuple[str, str]], actual: Counter[tuple[str, str]]) -> tuple[float, float]:
    """Precision and recall."""
    both = (expected & actual).total()
    return both / actual.total(), both / expected.total()


def test_the_benchmark_holds_forty_names_and_more() -> None:
    """The benchmark is large enough for its figures to mean something."""
    assert len({name for _, people in cases() for name, _ in people}) >= 40


def test_names_and_titles_of_the_benchmark_reach_the_floor() -> None:
    """Over newspaper prose with traps names reach precision and recall 0.97, name with title 0.95."""
    names, found_names, titles, found_titles = Counter(), Counter(), Counter(), Counter()
    for number, (text, people) in enumerate(cases()):
        found = named(text)
        names.update((str(number), name) for name, _ in people)
        found_names.update((str(number), name) for name, _ in found)
        titles.update((f"{number} {name}", title) for name, title in people)
        found_titles.update((f"{number} {name}", title) for name, title in found)
    assert min(measured(names, found_names)) >= 0.97
    assert min(measured(titles, found_titles)) >= 0.95


@pytest.mark.parametrize(
    ("text", "org"),
    [
        ("东湖高新区党工委书记石磊主持会议。", "东湖高新区"),
        ("南岳生物公司党委副书记石磊表示欢迎。", "南岳生物公司"),
        ("中共中央政治局委员、上海市委书记石磊作报告。", "上海市委"),
        ("党工委书记石磊主持会议。", None),
    ],
)
def test_the_body_of_a_title_is_the_one_named_last_before_it(text: str, org: str | None) -> None:
    """A person's body is the one that the title names, and none where it names none."""
    assert [person.org for person in luoshi.read(text).people] == [org]


def test_a_name_is_recorded_once_a_paragraph_and_with_its_title() -> None:
    """A bare mention before the titled one in the same paragraph adds no record and takes no title away."""
    text = "石磊强调落实。会后，党工委书记石磊答记者问，石磊表示乐观。\n石磊要求，抓好当前工作。"
    assert named(text) == [("石磊", "党工委书记"), ("石磊", "")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中央宣讲团成员，水利部党组书记、部长石国英作报告。", [("石国英", "中央宣讲团成员,水利部党组书记、部长")]),
        ("全国人大代表、河南省驻马店市委书记石跃强表示赞同。", [("石跃强", "全国人大代表、河南省驻马店市委书记")]),
        ("石跃强代表说，要贯彻石宁书记的要求。石跃强代表公司签约。", [("石跃强", "代表"), ("石宁", "书记")]),
        ("新区党工委副书记石一民传达精神。", [("石一民", "党工委副书记")]),
        ("新区党工委书记、区委书记石一民主持会议。", [("石一民", "新区党工委书记、区委书记")]),
        ("青石镇白云村党委副书记石一民表示。", [("石一民", "党委副书记")]),
        (
            "石清源、梅海燕、高鹰、毛军亮和中心组成员参加。",
            [("石清源", ""), ("梅海燕", ""), ("高鹰", ""), ("毛军亮", "")],
        ),
        ("部长阴和平作报告。董事长花欣刚从北京返程，花欣说很振奋。", [("阴和平", "部长"), ("花欣", "董事长")]),
        ("青河县委常委、统战部部长石一民宣讲。", [("石一民", "县委常委、统战部部长")]),
        ("青河服务中心主任、香港青年石一民表示。", [("石一民", "主任、香港青年")]),
        (
            "校党委书记、学习贯彻党的二十届四中全会精神宣讲团团长石一民作报告。",
            [("石一民", "校党委书记、学习贯彻党的二十届四中全会精神宣讲团团长")],
        ),
        (
            "区领导石一民(挂职)、梅海燕(女)、高鹰参加。",
            [("石一民", "区领导"), ("梅海燕", "区领导"), ("高鹰", "区领导")],
        ),
        ("全国三八红旗手、江岭药业研发总监石一民宣讲。", [("石一民", "全国三八红旗手、江岭药业研发总监")]),
        (
            "来自临江药业有限公司的陈明红带来故事，社区工作者杨园青将故事娓娓道来。",
            [("陈明红", ""), ("杨园青", "社区工作者")],
        ),
        ("临江高新区科技和产业发展局局长石一民介绍。", [("石一民", "科技和产业发展局局长")]),
        (
            "东湖高新区召开宣讲会。区总工会常务副主席石一民、白云村村支书高鹰宣讲。",
            [("石一民", "区总工会常务副主席"), ("高鹰", "村支书")],
        ),
        ("校党委书记田辉以《新篇章》为题作报告。", [("田辉", "校党委书记")]),
        ("临江高新区召开会议，园区领导石一民、周明远参加。", [("石一民", "园区领导"), ("周明远", "园区领导")]),
        ("团委组织同学习贯彻党的二十届四中全会精神。", [("习贯彻", "-")]),
        (
            "副主席江立、贺青、陆平和秘书长程远参加。",
            [("江立", "副主席"), ("贺青", "副主席"), ("陆平", "副主席"), ("程远", "秘书长")],
        ),
        ("到会的区领导有江立、贺青明。", [("江立", "区领导"), ("贺青明", "区领导")]),
        ("技术员江立问，怎样才算创新？", [("江立", "技术员")]),
        ("区委书记江立说。江立说，要抓落实。", [("江立", "区委书记")]),
        ("会一散，科长江立便说开了。团长贺青便快步上台。", [("江立", "科长"), ("贺青", "团长")]),
        ("市长江立毫不相让，副市长贺莹先发言，贺莹直说不易，江立回答：好。", [("江立", "市长"), ("贺莹", "副市长")]),
        (
            "讨论如何贯彻总书记讲话精神，要同学习党的创新理论结合起来，县领导包保项目。",
            [("何贯彻", "-"), ("习党", "-"), ("包保", "-")],
        ),
        ("老师们守住底线，高耗能、高污染、高排放的项目一律不要。", [("高耗能", "-"), ("高污染", "-")]),
        ("县委书记江红军，县长贠笑冬出席。", [("江红军", "县委书记"), ("贠笑冬", "县长")]),
        ("在村民江小满家的院子里，歌手贺青一开口就是乡音。", [("江小满", "村民"), ("贺青", "歌手")]),
        ("副书记江庄严、万隆出席，主任席捲澜主持。", [("江庄严", "副书记"), ("万隆", "副书记"), ("席捲澜", "主任")]),
        ("法院审判委员会副部级专职委员江立作辅导。", [("江立", "审判委员会副部级专职委员")]),
        (
            "就座的是大会主席团常务主席及成员江立、贺青。",
            [("江立", "大会主席团常务主席及成员"), ("贺青", "大会主席团常务主席及成员")],
        ),
        ("主席团其他成员江立、贺青也在主席台就座。", [("江立", "主席团其他成员"), ("贺青", "主席团其他成员")]),
        ("江岭代表团新闻发言人江立介绍。", [("江立", "新闻发言人")]),
        ("江岭九中高三年级学生江立说，很振奋。", [("江立", "高三年级学生")]),
        ("江岭县委宣传部宣讲干部江立说，很振奋。", [("江立", "宣讲干部")]),
        (
            "到会的有中心组巡听旁听第三组组长、区审计局局长江立，以及联络员、区委办科员贺青。",
            [("江立", "中心组巡听旁听第三组组长、区审计局局长"), ("贺青", "联络员、区委办科员")],
        ),
        ("本报讯 江苏省委书记、省长江立走访企业。", [("江立", "江苏省委书记、省长")]),
        ("开发区请来市委宣讲团成员、市委宣传部副部长江立。", [("江立", "市委宣讲团成员、市委宣传部副部长")]),
        (
            "党组成员、中央纪委驻国家能源局纪检组组长江立出席。",
            [("江立", "党组成员、中央纪委驻国家能源局纪检组组长")],
        ),
        ("江岭大学分管日常工作的副校长江立宣讲。", [("江立", "分管日常工作的副校长")]),
        ("市发展改革委主任江立谈到，开局要稳。", [("江立", "主任")]),
        (
            "县人大常委会党组书记、副主任江立，市政协主席贺青，市政府党组书记、市长陆平出席。",
            [("江立", "党组书记、副主任"), ("贺青", "主席"), ("陆平", "党组书记、市长")],
        ),
        ("市委书记、市人大常委会主任江立主持。", [("江立", "市委书记、市人大常委会主任")]),
        ("开发区党工委书记管委会主任江立信心十足。", [("江立", "党工委书记管委会主任")]),
        (
            "管委会主任（兼）江立讲话，省委办公厅副主任贺青出席，贠小明区长的讲话、大会执行主席陆平的发言都很实。",
            [("江立", "管委会主任（兼）"), ("贺青", "副主任"), ("贠小明", "区长"), ("陆平", "大会执行主席")],
        ),
        ("议程有关议题都过了，有何志向说来听听。", [("关议题", "-"), ("何志向", "-")]),
        (
            "该厅党组书记、副厅长江立讲话，民建临江市委副主委贺青出席。",
            [("江立", "党组书记、副厅长"), ("贺青", "副主委")],
        ),
        (
            "临江县委宣传部理论股负责人江立、医疗工作者贺青说。区委组织部干部科科长陆平到场。",
            [("江立", "理论股负责人"), ("贺青", "医疗工作者"), ("陆平", "干部科科长")],
        ),
        ("发言的有江立、贺青明等代表。", [("江立", "代表"), ("贺青明", "代表")]),
        ("江立、贺青明两位来自临江的全国政协委员坐在会场里。", [("江立", "全国政协委员"), ("贺青明", "全国政协委员")]),
        (
            "出席的有江立、贺青明等区四套班子领导，哪里有何新要求、新举措都讲了。",
            [("江立", "区四套班子领导"), ("何新", "-")],
        ),
        ("经济学家江立新认为，数据不会说谎。", [("江立新", "经济学家")]),
        ("校领导江立、陆登科、贺青明出席。", [("江立", "校领导"), ("陆登科", "校领导"), ("贺青明", "校领导")]),
        ("支部书记汇报了领导班子民主生活会和精神的学习宣传情况，群众热议不断。", []),
    ],
)
def test_names_and_titles_in_other_styles(text: str, expected: list[tuple[str, str]]) -> None:
    """A comma behind a lecturer's membership, places that hold a preposition, offices behind the name, villages, rolls that
    end with 和, rare family names, adverbs and prepositions that could end a name."""
    found = dict(reversed(named(text)))
    assert [(name, found.get(name, "-")) for name, _ in expected] == [(name, fold(title)) for name, title in expected]


def test_the_seat_behind_a_known_name_is_its_title_there() -> None:
    """甲代表 in a later paragraph has the seat for a title, not where 代表 is what he does."""
    text = "区委书记江立发言。\n在江立代表看来，路走对了。\n江立代表公司签约。"
    assert named(text) == [("江立", "区委书记"), ("江立", "代表"), ("江立", "")]
