"""Organisations: where a name begins and ends, what is none, and of what kind it is."""

import pytest

import luoshi


def found(text: str) -> dict[str, str | None]:
    """Name -> kind of the organisations that the engine finds in a text, in its clean form."""
    return {organisation.name: organisation.kind for organisation in luoshi.read(text).organisations}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("全面加强同临江大学、四川大学的合作。", {"临江大学", "四川大学"}),
        ("园区与四川大学华西医院、电子科技大学共建平台。", {"四川大学华西医院", "电子科技大学"}),
        ("来到中科云谷(长沙)科技有限公司，察看新产线。", {"中科云谷(长沙)科技有限公司"}),
        ("区内企业贵州恒信集团联合中建贵州分公司签约。", {"贵州恒信集团", "中建贵州分公司"}),
        ("支持之江实验室、怀柔实验室与企业共建联合实验室。", {"之江实验室", "怀柔实验室"}),
        ("依托国家先进计算产业创新中心开展攻关，助力国际科技创新中心建设。", {"国家先进计算产业创新中心"}),
        ("苏州市“四季红”劳模宣讲团走进车间。", {"苏州市“四季红”劳模宣讲团"}),
        ("西安光机所、中科院苏州医工所的成果在园区转化。", {"西安光机所", "中科院苏州医工所"}),
        ("量子信息与量子科技创新研究院落户。", {"量子信息与量子科技创新研究院"}),
        (
            "国家税务总局苏州高新区税务局、苏州市市场监管局上门服务。",
            {"国家税务总局苏州高新区税务局", "苏州市市场监管局"},
        ),
    ],
)
def test_a_name_begins_behind_the_words_that_introduce_it(text: str, names: set[str]) -> None:
    """Prepositions, verbs, lists and common nouns before a name are no part of it; brackets and quotes inside it are."""
    assert set(found(text)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("传达学习湖北省委常委会会议精神。", {"湖北省委常委会"}),
        ("花桥经济开发区落实昆山市委、市政府部署，按照省委、省政府和市委、市政府要求推进。", {"昆山市委"}),
        ("科技部、国家卫生健康委、工业和信息化部等部门出台意见。", {"科技部", "国家卫生健康委", "工业和信息化部"}),
        ("党中央、国务院作出部署，全国政协、中央纪委传达学习。", set()),
        ("高新区党工委、管委会召开会议，区委常委会随后召开。", set()),
        ("湖北省委常委、组织部部长张一鸣出席。", set()),
        ("教育部门、外交部长和大学生、银行业都受益。", set()),
        ("湖北省委老干部局、黄石市委第二巡察组来园区调研。", {"湖北省委老干部局", "黄石市委第二巡察组"}),
        ("请黄石市委党校经济教研部主任张一鸣讲课。", set()),
        ("湖北省委宣讲团成员、黄石大学校长张一鸣作报告。", set()),
        ("大家要共同挑起市委交付的担子。", set()),
        ("会场里，望江路街道办事处、各街道办事处收看直播。", {"望江路街道办事处"}),
    ],
)
def test_bodies_of_party_and_state(text: str, names: set[str]) -> None:
    """Bodies of a named place and ministries count; the centre's own, nameless ones and those inside a title do not."""
    assert set(found(text)) == names


@pytest.mark.parametrize(
    "text",
    [
        "推动银行业金融机构、大学生创业企业、职业学院、行业协会商会、大型企业集团参与。",
        "建设国家重点实验室、新型研发机构、产业技术研究院和大学科技园。",
        "办好人民满意的医院和学校，引进一批龙头企业、上市公司。",
        "该公司、该集团和该研究院的负责人参加。",
    ],
)
def test_common_nouns_are_no_names(text: str) -> None:
    """Words that could mean any firm, school or laboratory name none."""
    assert not found(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("恒光仪器是一家集研发、制造于一体的国家级高新技术企业。", "恒光仪器"),
        ("以海葵药业等企业为样板，推动技术改造。", "海葵药业"),
        ("恒芯科技董事长张一鸣表示，将加大投入。", "恒芯科技"),
    ],
)
def test_a_firm_without_ending_is_known_by_what_is_said_of_it(text: str, name: str) -> None:
    """X是一家…企业, X等企业 and X董事长 make X a firm."""
    assert found(text) == {name: "firm"}


def test_the_short_form_of_a_full_name_counts_in_later_paragraphs() -> None:
    """数创中心 is the national centre named before; in the paragraph of the full name it adds nothing."""
    text = "国家数字设计与制造创新中心揭牌，数创中心定位很高。\n数创中心将开展攻关。"
    assert list(found(text)) == ["国家数字设计与制造创新中心", "数创中心"]
    assert len(luoshi.read(text).organisations) == 2


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "党工委书记走访岭西能源、恒瑞泽科技、海葵生物等企业，并来到岭芯半导体调研。",
            {"岭西能源", "恒瑞泽科技", "海葵生物", "岭芯半导体"},
        ),
        ("园区集聚岭西能源、恒飞达等一批龙头企业。", {"岭西能源", "恒飞达"}),
        ("云岭智能牵头的创新联合体获批，来自博岭光电的负责人发言。", {"云岭智能", "博岭光电"}),
        ("以华岭电子、立岭智造为龙头的智能终端产业加速集聚，云岭数科上榜。", {"华岭电子", "立岭智造", "云岭数科"}),
        ("岭西集团、海葵化工作表态发言。海葵化工将扩大投资。", {"岭西集团", "海葵化工"}),
    ],
)
def test_firms_under_their_short_names(text: str, names: set[str]) -> None:
    """A name of its own before a trade is a firm where a list of firms, a visit or a firm's act proves it."""
    assert set(found(text)) == names


@pytest.mark.parametrize(
    "text",
    [
        "引进新能源汽车、生物医药、人工智能等头部企业，走访民营科技企业。",
        "支持国防科技、前沿科技攻关，扎根基层科技、投身海洋科技。",
        "准备学习材料、申报材料，用好个人信息、公共数据，走进现代农业一线。",
        "比亚迪产业园、京东方第8.6代生产线加快建设。",
    ],
)
def test_trades_and_projects_are_no_firms(text: str) -> None:
    """An industry, a quality with a trade, or a project that bears a firm's name is no firm."""
    assert not found(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "中国科学院自动化研究所临江分院、浙江大学临江工研院落户。",
            {"中国科学院自动化研究所临江分院", "浙江大学临江工研院"},
        ),
        ("走进中国联通临江云数据中心、中电科38所。", {"中国联通临江云数据中心", "中电科38所"}),
        ("国家新能源汽车质量检验检测中心挂牌，加快建设区域检测中心。", {"国家新能源汽车质量检验检测中心"}),
        (
            "临江高新区召开会议，干部走进福州市闽江区港澳青年五乐服务中心、政务服务中心。",
            {"福州市闽江区港澳青年五乐服务中心"},
        ),
        ("启明星孵化器入选国家级科技企业孵化器。", {"启明星孵化器"}),
    ],
)
def test_branches_and_centres_belong_to_the_name(text: str, names: set[str]) -> None:
    """An institute, a branch or a number behind a body's name belongs to it; a centre needs the nation before it."""
    assert set(found(text)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("全国人大代表、68同城CEO姚一鸣认为，迈岭医学董事长石宇说。", {"68同城", "迈岭医学"}),
        ("走访中岭重工开诚智能、森岭克、海葵电子等企业。", {"中岭重工开诚智能", "森岭克", "海葵电子"}),
        ("紧盯汉岭储能、淳岭航空等筹备的11个项目，新增金岭电力等规上企业。", {"汉岭储能", "淳岭航空", "金岭电力"}),
        ("省委宣讲团成员、临江大学党委书记石一民作报告。", set()),
        ("某学院理事长、协会会长发言，投资促进局局长、园区总经理参加。", set()),
        ("传达浙江省政协十三届二次会议精神，打造全省重要产业创新中心，推进“管委会+公司”改革。", set()),
    ],
)
def test_firms_by_their_heads_and_in_lists_of_projects(text: str, names: set[str]) -> None:
    """Offices of firms alone, and lists that end with 等…项目; sessions, standings and slogans name no body."""
    assert set(found(text)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("走进华为虚拟现实赋能中心，看望东江公司技术中心的青年。", {"华为虚拟现实赋能中心", "东江公司技术中心"}),
        ("争创国家船舶技术创新中心。", {"国家船舶技术创新中心"}),
        ("同湖南农大、山东师大合作，湖南农大道路通车。", {"湖南农大", "山东师大"}),
        ("工地上，临澄年产20万台水泵项目开工，新建年产3万吨阀门项目签约。", {"临澄"}),
        ("建华为跨境电商综试区。", set()),
        ("全国人大代表、湖南农业大学教授张一鸣发言。", set()),
    ],
)
def test_centres_universities_and_projects(text: str, names: set[str]) -> None:
    """A firm's centre belongs to its name; a place's short university, and the firm whose project is told by its yield."""
    assert set(found(text)) == names


def test_a_districts_organs_are_its_own_without_the_city() -> None:
    """Of a section on 重庆市长寿区 the 长寿区委 is the subject's own organ."""
    text = "各地传达学习全国两会精神\n\n重庆市长寿区\n3月16日，长寿区委常委会召开会议，学习全国两会精神。\n\n德州市\n3月15日，德州市召开会议，学习全国两会精神。"
    assert "长寿区委常委会" not in found(text)
