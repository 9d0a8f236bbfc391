"""The registry's facts agree with published totals, with geography, with the calendar and with each other."""

import json
from collections import Counter, defaultdict
from datetime import date
from importlib.resources import files
from itertools import accumulate

import pytest

from luoshi.registry.world import registry
from luoshi.text.normalise import name_key

PROVINCES = {
    "11": "北京市", "12": "天津市", "13": "河北省", "14": "山西省", "15": "内蒙古自治区", "21": "辽宁省", "22": "吉林省",
    "23": "黑龙江省", "31": "上海市", "32": "江苏省", "33": "浙江省", "34": "安徽省", "35": "福建省", "36": "江西省",
    "37": "山东省", "41": "河南省", "42": "湖北省", "43": "湖南省", "44": "广东省", "45": "广西壮族自治区", "46": "海南省",
    "50": "重庆市", "51": "四川省", "52": "贵州省", "53": "云南省", "54": "西藏自治区", "61": "陕西省", "62": "甘肃省",
    "63": "青海省", "64": "宁夏回族自治区", "65": "新疆维吾尔自治区",
}  # fmt: skip

# Totals as the ministries published them; Suzhou Industrial Park is counted from 2018 on.
WITHOUT_SUZHOU_PARK = {
    1997: 53, 2007: 54, 2009: 56, 2010: 83, 2011: 88, 2012: 105, 2013: 114, 2014: 115, 2015: 146, 2017: 156, 2018: 168,
}  # fmt: skip
WITH_SUZHOU_PARK = {2018: 169, 2022: 177, 2023: 178, 2026: 179}

BODIES = (*registry().zones, *registry().others)


def totals(years: list[int]) -> dict[int, int]:
    """Year -> how many there were by its end."""
    by_year = sorted(Counter(years).items())
    return dict(zip((year for year, _ in by_year), accumulate(n for _, n in by_year), strict=True))


def test_zones_approved_by_year_meet_the_published_totals() -> None:
    """The running totals are those that were published, with and without Suzhou Industrial Park."""
    own = totals([zone.approved for zone in registry().zones if zone.id != "suzhou-gongyeyuan"])
    assert {year: own[year] for year in WITHOUT_SUZHOU_PARK} == WITHOUT_SUZHOU_PARK
    assert {year: own[year] + 1 for year in WITH_SUZHOU_PARK} == WITH_SUZHOU_PARK
    assert len(registry().zones) == 179


def test_ids_are_unique() -> None:
    """No two bodies, events or formulations share an id."""
    for entries in (BODIES, registry().events, registry().formulations):
        assert [entry for entry, n in Counter(entry.id for entry in entries).items() if n > 1] == []


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.id)
def test_a_body_lies_where_its_code_says(body) -> None:
    """Its position is in China, its six-digit code belongs to its province, its year is possible."""
    assert 18 <= body.lat <= 54
    assert 73 <= body.lon <= 136
    assert len(body.adcode) == 6
    assert PROVINCES[body.adcode[:2]] == body.province
    assert 1984 <= body.approved <= 2026
    assert len(set(body.aliases)) == len(body.aliases)


def test_a_name_means_one_body_unless_listed_as_ambiguous() -> None:
    """Every name that two bodies share is in the list of ambiguous names, with at least those bodies."""
    owners = defaultdict(set)
    for body in BODIES:
        for name in body.names:
            owners[name_key(name)].add(body.id)
    for name, ids in owners.items():
        if len(ids) > 1:
            assert ids <= set(registry().ambiguous[name].ids)


def test_ambiguous_names_point_at_bodies_that_exist() -> None:
    """Each lists known ids, and its default is one of them or none."""
    for entry in registry().ambiguous.values():
        assert set(entry.ids) <= registry().bodies.keys()
        assert entry.default is None or entry.default in entry.ids


def test_demonstration_zones_are_23_on_66_zones() -> None:
    """The official count: 23 national innovation demonstration zones stand on 66 high-tech zones, each in one."""
    demonstration = [body for body in registry().others if body.category == "innovation-demo-zone"]
    members = [member for body in demonstration for member in body.members]
    assert (len(demonstration), len(members), len(set(members))) == (23, 66, 66)
    assert set(members) <= {zone.id for zone in registry().zones}
    assert sum(body.category == "national-new-area" for body in registry().others) == 19


def test_events_stand_in_the_calendar() -> None:
    """Every event ends no earlier than it starts, between 2007 and the registry's month, and is part of a known one."""
    for event in registry().events:
        assert (
            date(2007, 1, 1) <= date.fromisoformat(event.start) <= date.fromisoformat(event.end) <= date(2026, 11, 20)
        )
        assert event.part_of is None or event.part_of in registry().event_ids


def test_the_two_sessions_span_both_meetings() -> None:
    """A year's two sessions begin with the first meeting to open and end with the last to close."""
    rows = json.loads(files("luoshi.registry").joinpath("data", "policy_events.json").read_bytes())
    sessions = [row for row in rows if "npc_start" in row]
    assert sessions
    for row in sessions:
        assert row["start"] == min(row["cppcc_start"], row["npc_start"])
        assert row["end"] == max(row["cppcc_end"], row["npc_end"])


def test_an_event_name_means_one_event() -> None:
    """Names other than the generic ones (五中全会, 两会) belong to a single event."""
    names = Counter(
        key for event in registry().events for key in {name_key(name) for name in (event.name, *event.aliases)}
    )
    assert [name for name, n in names.items() if n > 1] == []


def test_formulations_count_their_members() -> None:
    """Where members are listed there are as many as the phrase announces; a provincial phrase names its province."""
    for known in registry().formulations:
        assert not known.members or len(known.members) == known.count, known.text
        assert known.scope == "national" or (known.scope == "provincial" and known.region), known.text
        assert known.first_seen is None or 1930 <= known.first_seen <= 2026


def test_a_text_with_several_senses_names_them() -> None:
    """Formulations of the same words each have a sense."""
    texts = Counter(known.text for known in registry().formulations)
    assert [k.text for k in registry().formulations if texts[k.text] > 1 and not k.sense] == []
