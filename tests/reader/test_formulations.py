"""Stage `formulations`: which phrases are found, what they count, and their members."""

import pytest

import luoshi
from luoshi.reader.phrases.counts import count, numerals
from luoshi.reader.phrases.quotations import quotations


def phrases(text: str) -> list[str]:
    return [found.text for found in luoshi.read(text).formulations]


def members(text: str, phrase: str) -> tuple[str, ...]:
    return next(found.members for found in luoshi.read(text).formulations if found.text == phrase)


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“甲”和‘乙’", ["甲", "乙"]),
        ("“外面有‘里面’的话”", ["外面有‘里面’的话", "里面"]),
        ('用"甲"与「乙」', ["甲", "乙"]),
        ("按“甲“办，再按“乙”办", ["甲", "乙"]),
        ("按”甲”办", ["甲"]),
        ("“没有收尾，但“乙”在后", ["乙"]),
        ("“上一段没有收尾\n“乙”在下一段", ["乙"]),
    ],
)
def test_quotations_are_found_through_misprints(text: str, inner: list[str]) -> None:
    """Swapped, nested, straight and lost marks leave the phrases where they are."""
    assert [text[q.start : q.end] for q in quotations(text)] == inner


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("深刻领悟“两个确立”，做到“两个维护”。", ["两个确立", "两个维护"]),
        ("推行“拿地即开工”，打通“最后一公里”。", ["拿地即开工", "最后一公里"]),
        ("聚焦氢能、储能两大领域，建好三大平台。", ["两大领域", "三大平台"]),
        ("落实中央要求，统筹国内国际两个大局。", ["两个大局"]),
        ("用好“创新券”“算力券”等政策。", ["创新券", "算力券"]),
        ("推进“三个‘一号工程’”，坚持新时代“枫桥经验”。", ["三个‘一号工程’", "枫桥经验"]),
        ("张三说：“我们要做到‘最多跑一次’，让群众满意。”", ["最多跑一次"]),
        ("开展“强基先锋”行动，强基先锋走进车间。\n再说强基先锋。", ["强基先锋", "强基先锋"]),
    ],
)
def test_phrases_are_found(text: str, expected: list[str]) -> None:
    """Quoted phrases, numbered things of substance, and a quoted name that is used again without marks."""
    assert phrases(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "编制好“十五五”规划，从三个方面推进。",
        "发挥“高新”优势，做到又“高”又“新”。",
        "构建“立体式”服务网络，建设“千亿级”园区。",
        "他作题为“读懂新质生产力”的辅导报告。",
        "“我们会把项目建设好。”该公司负责人说。",
        "该负责人说：“我们会把项目建设好”。",
        "活动走进“桂香里”文化共享空间。",
        "布局“人工智能”产业。",
        "听取关于“加快成果转化”“优化营商环境”等调研情况的报告。",
        "学习贯彻党的二十大精神。",
        "传达学习“两会”精神，落实中央八项规定精神，大干“一季度”。",
    ],
)
def test_quotations_that_are_no_phrase(text: str) -> None:
    """Plans, ordinary words, attributes, titles, speech, places, technologies and topics are left alone."""
    assert phrases(text) == []


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("建设“平安园区、美丽园区、智慧园区”。", "平安园区、美丽园区、智慧园区", ("平安园区", "美丽园区", "智慧园区")),
        ("做到“扩投资、稳外贸、促消费”。", "扩投资、稳外贸、促消费", ()),
        ("打造“两区一高地”(示范区、先行区、开放高地)。", "两区一高地", ("示范区", "先行区", "开放高地")),
        ("瞄准氢能、储能两大领域发力。", "两大领域", ("氢能", "储能")),
        ("实施“育苗工程”“登高工程”“上云工程”三大工程。", "三大工程", ("育苗工程", "登高工程", "上云工程")),
        (
            "坚持“四个面向”，即面向前沿、面向市场、面向需求、面向健康，向深处走。",
            "四个面向",
            ("面向前沿", "面向市场", "面向需求", "面向健康"),
        ),
        (
            "打造三大高地：一是打造更有活力的创新高地。二是建设人才高地。三是构筑更高水平的开放高地。",
            "三大高地",
            ("创新高地", "人才高地", "开放高地"),
        ),
        ("筑牢“主阵地、主战场”。", "主阵地、主战场", ("主阵地", "主战场")),
        ("试行“平台+园区”。", "平台+园区", ("平台", "园区")),
        ("推行“红帆+养老”，也推行“红帆+出行”。", "红帆+养老", ()),
        ("布局“总部-工厂-仓库”体系。", "总部-工厂-仓库", ("总部", "工厂", "仓库")),
        ("贯通“政产学研用”链条。", "政产学研用", ("政", "产", "学", "研", "用")),
        ("今年氢能、储能等四大产业要壮大。", "四大产业", ("氢能", "储能")),
        ("港口建设、航线开通两件大事要快办。", "两件大事", ("港口建设", "航线开通")),
        ("强港、兴城、富民，是全区今年的三项重点工作。", "三项重点工作", ("强港", "兴城", "富民")),
        ("港口、机场、铁路要如期实现“三个翻番”。", "三个翻番", ("港口", "机场", "铁路")),
        ("港口、“四新”企业、铁路都要实现“三个翻番”。", "三个翻番", ("港口", "“四新”企业", "铁路")),
        (
            "强港兴业、通江达海、富民安居，全会定下的这“三大战略”要记牢。",
            "三大战略",
            ("强港兴业", "通江达海", "富民安居"),
        ),
        ("“海上粮仓、蓝色药库”就是全岛的两大定位。", "两大定位", ("海上粮仓", "蓝色药库")),
        ("码头、车间、渔村，“三进”样样不少。", "三进", ("码头", "车间", "渔村")),
        ("三大支柱产业是造船、制药、纺织，无论产值、税收都占大头。", "三大支柱产业", ("造船", "制药", "纺织")),
        (
            "要做到三个“牢牢把握”：把握好方向，把握住节奏，把握准重点。",
            "三个“牢牢把握”",
            ("把握好方向", "把握住节奏", "把握准重点"),
        ),
        ("“谁来干”“怎么干”两个问题都有了答案。", "两个问题", ("谁来干", "怎么干")),
        (
            "“三个一百”活动在全岛铺开，“百人讲堂”“百村夜话”“百船广播”一齐上。",
            "三个一百",
            ("百人讲堂", "百村夜话", "百船广播"),
        ),
        (
            "会议把三项重大要求逐条拆开。“港口要先行”，就要稳外贸；“渔村要兴旺”，靠的是产业；“海岸要整洁”，落在日常。",
            "三项重大要求",
            ("港口要先行", "渔村要兴旺", "海岸要整洁"),
        ),
        ("开展了学习会、报告会和“三比三看”等活动。", "三比三看", ()),
    ],
)
def test_members_are_read_where_the_article_lists_them(text: str, phrase: str, expected: tuple[str, ...]) -> None:
    """In the phrase, in brackets, before it, behind 即 and 是, in quotations behind it and under 一是 … 三是 …; a list of
    slogans has none."""
    assert members(text, phrase) == expected


def test_a_phrase_has_its_members_wherever_the_section_names_it() -> None:
    """The members listed in one paragraph belong to the same phrase in another."""
    text = "抓好创新、人才、开放“三件要事”。\n会议要求，围绕“三件要事”谋划工作。"
    assert [found.members for found in luoshi.read(text).formulations] == [("创新", "人才", "开放")] * 2


@pytest.mark.parametrize(
    ("phrase", "listed", "expected"),
    [
        ("六大高地", 0, 6),
        ("双碳", 0, 2),
        ("3个根本性问题", 3, 3),
        ("十个坚持", 0, 10),
        ("七个一", 0, 7),
        ("两区一高地", 3, 3),
        ("两区一高地", 0, None),
        ("三抓三促", 3, 3),
        ("一区五园", 0, None),
        ("三位一体", 0, 3),
        ("3+3+3", 0, None),
        ("123", 0, None),
        ("最后一公里", 0, None),
        ("车之两轮、鸟之两翼", 0, None),
        ("学习二十大 奋进新征程", 0, None),
    ],
)
def test_the_count_is_what_the_phrase_announces(phrase: str, listed: int, expected: int | None) -> None:
    """One number is the count; of several, what the listed members bear out; ordinals and magnitudes count nothing."""
    assert count(phrase, ("甲",) * listed) == expected


def test_numerals_are_read_in_order() -> None:
    """Each number of a phrase once, 一 only beside another."""
    assert numerals("两区一高地") == (2, 1)
    assert numerals("一号工程") == ()


@pytest.mark.parametrize(("zone", "expected"), [("贵阳高新区", "四新#guizhou"), ("苏州高新区", None)])
def test_a_provinces_phrase_is_linked_only_there(zone: str, expected: str | None) -> None:
    """四新 is Guizhou's own phrase in a zone of Guizhou, and nothing known elsewhere."""
    text = f"# 各地学习贯彻全会精神\n\n## {zone}\n\n### 围绕主攻方向发力\n\n10月28日，{zone}党工委召开会议，传达学习党的二十届四中全会精神。\n\n会议强调，要围绕“四新”抓落实。"
    assert [found.entity for found in luoshi.read(text).formulations if found.text == "四新"] == [expected]
