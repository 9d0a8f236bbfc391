"""People, organisations and quantities of any text stand where they say."""

from hypothesis import given, settings
from hypothesis import strategies as st

import luoshi
from luoshi.model.spans import quote

WORDS = [
    "党工委书记",
    "管委会主任",
    "市委常委",
    "兼",
    "王志强",
    "李明",
    "欧阳一鸣",
    "阿力木·买买提",
    "马",
    "和平",
    "高新区",
    "合肥高新区",
    "四川大学",
    "有限公司",
    "集团",
    "等企业",
    "是一家",
    "国家",
    "创新中心",
    "省委",
    "昆山市委",
    "科技部",
    "强调",
    "说",
    "主持",
    "出席",
    "在",
    "与",
    "和",
    "的",
    "3",
    "1,250.5",
    "三十余",
    "千亿",
    "亿元",
    "家",
    "个",
    "方面",
    "%",
    "级",
    "—",
    "第",
    "约",
    "以上",
    "今年",
    "“十四五”",
    "末",
    "1-10月",
    "同志",
    "、",
    ",",
    "。",
    ":",
    ";",
    "“",
    "”",
    "(",
    ")",
    "《",
    "》",
    "·",
    "\n",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map("".join))
def test_every_named_thing_quotes_its_place(text: str) -> None:
    """Whatever the words, names are the text at their spans, amounts quote theirs, and nothing breaks."""
    reading = luoshi.read("高新区" + text)
    for person in reading.people:
        assert person.name == quote(reading.text, person.spans)
    for quantity in reading.quantities:
        assert quantity.quote == quote(reading.text, quantity.spans)
        assert quantity.value >= 0
    for organisation in reading.organisations:
        assert organisation.name == quote(reading.text, organisation.spans)
