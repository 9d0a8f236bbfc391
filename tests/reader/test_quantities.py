"""Quantities: which numbers are amounts, their value and unit, and what stands around them."""

import pytest

import luoshi
from luoshi.model.findings import Quantity
from luoshi.reader.amounts import numeral
from luoshi.reader.days.periods import periods


def found(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text of 2025."""
    return luoshi.read(text, published="2025-11-03").quantities


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("实现规模以上工业总产值690.68亿元，同比增长39%。", [(690.68, "亿元"), (39, "%")]),
        ("三十余家企业、两百多名代表参加，建成面积12万平方米。", [(30, "家"), (200, "名"), (12, "万平方米")]),
        ("打造千亿级产业、百亿园区，GDP过万亿，投资两千亿。", [(1000, "亿"), (100, "亿"), (10000, "亿"), (2000, "亿")]),
        ("建成超千P智算中心，引进上百家企业。", [(1000, "P"), (100, "家")]),
        (
            "占比百分之三十，提高2.5个百分点，产值翻两番，增长一倍。",
            [(30, "%"), (2.5, "个百分点"), (2, "番"), (1, "倍")],
        ),
        ("新增3个国家级平台、两家上市公司、15项专利。", [(3, "个"), (2, "家"), (15, "项")]),
        ("发电1.2亿千瓦时，运输集装箱3万标箱，种植5000亩。", [(1.2, "亿千瓦时"), (3, "万标箱"), (5000, "亩")]),
        ("技工贸收入1,250.5亿元，外资10亿美元。", [(1250.5, "亿元"), (10, "亿美元")]),
        ("增速保持在5%—7%。", [(5, "%")]),
        ("为企业减负超亿元，企业增长两成，占比达三成。", [(1, "亿元"), (2, "成"), (3, "成")]),
        ("年产10万吨三元前驱体。", [(10, "万吨")]),
        ("用地21万㎡，建设“千亿园区”。", [(21, "万㎡"), (1000, "亿")]),
        ("来到中电科38所，新建养老院所38所。", [(38, "所")]),
        ("建成“千亿级”一流园区。", [(1000, "亿")]),
    ],
)
def test_amounts_have_their_value_in_the_unit_given(text: str, amounts: list[tuple[float, str]]) -> None:
    """Figures and written-out numerals give a value in the printed unit, bare magnitudes in 亿 (ruling 24)."""
    assert [(quantity.value, quantity.unit) for quantity in found(text)] == amounts


@pytest.mark.parametrize(
    "text",
    [
        "11月3日下午3时，第138次会议召开，学习五中全会精神。",
        "聚焦3个方面、十个坚持，回答好3个根本性问题。",
        "增强“四个意识”、坚定“四个自信”，建设“五个中心”。",
        "连续5年稳居第一方阵，用3个多小时、20个工作日办结。",
        "冲刺全国前30强，排名提升5位，位列第12位。",
        "千家万户、千方百计，一项重要任务，百家争鸣，亿万人民。",
        "打通最后一公里，四套班子、两位数增长、三位一体。",
        "教育部等13部门发文，实施千人计划，打响12345热线品牌。",
        "2025人工智能大会、2024成都论坛、5G基站、C919飞机。",
        "培育一批企业、一系列项目，形成三大体系、六大高地。",
    ],
)
def test_dates_ranks_durations_and_set_phrases_are_no_amounts(text: str) -> None:
    """What counts items of thought, tells time or rank, or is a way of speaking is not listed (ruling 13)."""
    assert not found(text)


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("产值突破300亿元", "more_than"),
        ("产值超过300亿元", "more_than"),
        ("产值达到300亿元以上", "at_least"),
        ("产值不低于300亿元", "at_least"),
        ("产值约300亿元", "about"),
        ("产值300亿元左右", "about"),
        ("产值近300亿元", "about"),
        ("产值不超过300亿元", "at_most"),
        ("产值300多亿元", "more_than"),
        ("产值达到300亿元", None),
    ],
)
def test_comparators_stand_before_or_behind(text: str, comparator: str | None) -> None:
    """突破, 以上, 不低于, 约, 近, 左右, 多 tell how the amount is meant; 达到 tells nothing."""
    assert [quantity.comparator for quantity in found(text)] == [comparator]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("今年1-10月，实现总产值690亿元。", "2025-01/2025-10"),
        ("2024年，实现总产值690亿元。", "2024"),
        ("到2027年，总产值达到690亿元。", "2027"),
        ("到“十五五”末，总产值达到690亿元。", "2030"),
        ("“十四五”期间，投资690亿元。", "2021/2025"),
        ("2026—2030年，投资690亿元。", "2026/2030"),
        ("前三季度，投资690亿元。", "2025-01/2025-09"),
        ("去年上半年，投资690亿元。", "2024-01/2024-06"),
        ("三年投资690亿元。", None),
        ("投资690亿元。", None),
    ],
)
def test_the_period_is_read_from_the_sentence(text: str, period: str | None) -> None:
    """Months, quarters, years and plan periods become ISO; a year left out is the article's."""
    assert [quantity.period for quantity in found(text)] == [period]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("力争到2027年，营业收入突破500亿元。", "target"),
        ("要加快建成超千P智算中心。", "target"),
        ("今年已实现总产值690亿元。", "achieved"),
        ("同比增长39%。", "achieved"),
        ("3家企业联合开展活动。", "descriptor"),
    ],
)
def test_the_kind_follows_the_last_cue(text: str, kind: str) -> None:
    """Intent makes a target, a verb of result something achieved, neither a description."""
    assert [quantity.kind for quantity in found(text)] == [kind]


def test_growth_is_growth_of_what_the_sentence_measured_before() -> None:
    """The indicator of 同比增长39% is the indicator of the figure before it, with 同比增长."""
    first, second = found("今年1-10月规模以上工业总产值预计达到690.68亿元，同比增长39%。")
    assert (first.indicator, second.indicator) == ("规模以上工业总产值", "规模以上工业总产值同比增长")


def test_the_same_amount_of_the_same_things_counts_once_a_paragraph() -> None:
    """3家企业 twice in a paragraph is one finding, in the next paragraph another."""
    assert len(found("3家企业签约，3家企业揭牌。\n3家企业共建。")) == 2


@pytest.mark.parametrize(
    ("words", "value"), [("两千", 2000), ("三十五", 35), ("百", 100), ("一万二千", 12000), ("十", 10)]
)
def test_numerals(words: str, value: float) -> None:
    """Chinese numerals have their arithmetic value."""
    assert numeral(words) == value


def test_without_a_year_a_month_is_no_period() -> None:
    """10月 without any year known stays unread rather than guessed."""
    assert periods("前10个月", 0, 5, None) == []


def test_what_is_counted_ends_before_what_it_does() -> None:
    """企业 of 两家企业一起开展 and 三家企业处在, but 办事处 keeps its 处."""
    told = luoshi.read(
        "贵阳高新区企业与两家企业一起开展党日，三家企业处在同一条产业链上，3个办事处参加，12家单位先后签约。"
    )
    assert [(each.quote, each.indicator) for each in told.quantities] == [
        ("两家", "企业"),
        ("三家", "企业"),
        ("3个", "办事处"),
        ("12家", "单位"),
    ]
