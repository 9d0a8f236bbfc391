"""Stage `industries`: which names are found, and where they begin and end."""

import pytest

import luoshi


def found(text: str) -> list[tuple[str, str | None]]:
    reading = luoshi.read(text)
    return [(industry.name, industry.code) for industry in reading.industries]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("园区培育新能源汽车和新能源两条产业链。", ["新能源汽车", "新能源"]),
        ("要推进城市级微电网建设。", ["城市级微电网"]),
        ("壮大先进装备制造、电子信息制造和机器人核心部件产业。", ["先进装备制造", "电子信息制造", "机器人核心部件"]),
        ("在细胞与基因治疗、商业航天等赛道加快布局。", ["细胞与基因治疗", "商业航天"]),
        ("推动制造业数字化转型。", ["制造业"]),
        ("重点发展航空航天装备及维修、物流等产业。", ["航空航天装备及维修", "物流"]),
        ("它是一家从事智慧种植的综合服务商。", ["智慧种植"]),
        ("推动制造业高端化、智能化、绿色化发展。", ["制造业"]),
        ("做大做强珍珠产业。", ["珍珠"]),
        ("做优电子信息、香精香料、林草三大特色产业。", ["电子信息", "香精香料", "林草"]),
    ],
)
def test_names_are_found_whole(text: str, names: list[str]) -> None:
    """A name keeps what belongs to it and loses what does not; unknown names are known by their place."""
    assert [name for name, _ in found(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "加快科技创新和产业创新融合，推进数字化转型。",
        "做强主导产业，培育壮大战略性新兴产业和未来产业，改造提升传统产业。",
        "面向人民生命健康，强化金融服务能力，完善金融服务业态。",
        "深化工作机制，强化工业基础，提高经略海洋能力。",
        "某某人工智能研究院落户园区，集成电路有限公司开工。",
        "学习《新能源汽车产业发展规划》。",
        "聚焦化解风险，自信创新创业，当地热点多，培养数字人才，创新能源利用方式。",
        "某某半导体董事长发言，包头稀土高新区参会。",
        "坚持农业农村优先发展，办好教育、医疗、养老等民生实事。",
    ],
)
def test_words_that_are_no_industry(text: str) -> None:
    """General words, names of bodies and of documents, and words that only look like a name are left alone."""
    assert found(text) == []


def test_an_ordinary_word_counts_in_an_industrys_place() -> None:
    """金融 alone is no industry; before 产业 and in a list of industries it is."""
    assert found("防范金融风险。") == []
    assert [name for name, _ in found("发展物流产业。")] == ["物流"]
    assert [name for name, _ in found("布局人工智能、金融、物流等产业。")] == ["人工智能", "金融", "物流"]


def test_one_record_for_each_name_and_paragraph() -> None:
    """A name twice in a paragraph is one record, in two paragraphs two; its spans are its words."""
    text = "发展储能，壮大储能。\n再谈储能。"
    reading = luoshi.read(text)
    assert [text[a:b] for industry in reading.industries for a, b in industry.spans] == ["储能", "储能"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("盯住硅基新材料、航空、具身智能等赛道。", {"硅基新材料", "航空", "具身智能"}),
        ("布局光热发电、钒电解液、网络芯片、碳化硅功率器件。", {"光热发电", "钒电解液", "网络芯片", "碳化硅功率器件"}),
        ("聚焦集成电路、武汉东湖光电子、张江生物医药产业。", {"集成电路", "光电子", "生物医药"}),
        ("钛合金、高端装备这些产业从小到大。", {"钛合金", "高端装备"}),
        ("电子产业园里塔吊林立，热电联产项目开工。", {"电子", "热电联产"}),
        ("绿色低碳产业、房地产、液晶显示屏制造都在增长。", {"绿色低碳产业", "房地产", "液晶显示屏制造"}),
        ("生物医药与医疗器械产业增长14.4%。", {"生物医药与医疗器械"}),
        ("展现云计算的优势，农产品加工业产值增长。", {"云计算", "农产品加工业"}),
        (
            "发展银发经济、首发经济，推进脑机接口、合成生物、核聚变攻关。",
            {"银发经济", "首发经济", "脑机接口", "合成生物", "核聚变"},
        ),
    ],
)
def test_names_are_whole_and_without_the_verb_before_them(text: str, names: set[str]) -> None:
    """A device or material behind a known name belongs to it, a verb before it does not."""
    assert {industry.name for industry in luoshi.read(text).industries} == names


@pytest.mark.parametrize(
    "text",
    [
        "推进教育科技人才一体发展，五大数据中心投资增长。",
        "推进临河产业布局，完善园区产业扶持体系。",
        "临河机床有限公司、岭前汽车产业园作表态发言。",
        "第一资源、第一动力要用好，车间的自动化生产线开动。",
        "融入巴蜀文化旅游走廊，参观机器人展示体验中心。",
        "聚焦绿色低碳、成果转化、传统产业升级。",
    ],
)
def test_places_and_policies_are_no_industries(text: str) -> None:
    """What stands before 产业布局 or in the name of a park is a place's."""
    assert not luoshi.read(text).industries


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("围绕集成电路与人工智能、生物医药两大产业。", ["集成电路与人工智能", "生物医药"]),
        ("做强电子信息、新能源及智能汽车两大产业集群。", ["电子信息", "新能源及智能汽车"]),
        ("做强电子信息、装备制造和新材料三大产业。", ["电子信息", "装备制造", "新材料"]),
    ],
)
def test_the_number_announced_tells_whether_a_joined_name_is_one(text: str, names: list[str]) -> None:
    """A及B、C两大产业 are two, A、B和C三大产业 three."""
    assert [name for name, _ in found(text)] == names
