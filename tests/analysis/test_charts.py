"""Charts: what a reader must find in the drawing, in both languages, offline, and without hue."""

import re
from itertools import combinations
from pathlib import Path

import polars as pl
import pytest

from luoshi.analysis import charts
from luoshi.analysis.charts import fonts
from luoshi.analysis.charts.followup import _SHAPES as FOLLOWUP_SHAPES
from luoshi.analysis.charts.style import RAMP, STEPS
from luoshi.analysis.charts.tiles import positions
from luoshi.analysis.compare import compare
from luoshi.analysis.followup import followup
from luoshi.analysis.formulations import formulation
from luoshi.analysis.industries import chain, industries
from luoshi.analysis.reuse import reuse
from luoshi.analysis.targets import targets
from luoshi.analysis.timeline import timeline
from luoshi.errors import UsageError
from luoshi.registry.world import registry
from tests.analysis.frames import table
from tests.analysis.test_compare import UNITS
from tests.analysis.test_followup import CHAIN
from tests.analysis.test_formulations import USES
from tests.analysis.test_industries import FIRMS, NAMED
from tests.analysis.test_reuse import COPIED, OWN, article, sections
from tests.analysis.test_targets import FIGURES
from tests.analysis.test_timeline import RESPONSES, SECTIONS

TIMELINE = timeline(RESPONSES, SECTIONS)
REUSE = reuse(
    table("paragraphs", *article("a", COPIED), *article("b", COPIED + OWN)),
    sections(("a", "S01", "hefei"), ("b", "S01", "wuxi")),
)
DRAWN = {
    "lag": (lambda lang: charts.lag(TIMELINE, lang=lang), ["合肥高新区", "+2", "党的二十届四中全会"]),
    "compare": (lambda lang: charts.compare(compare(UNITS), lang=lang), ["合肥高新区", "无锡高新区"]),
    "place": (lambda lang: charts.place(TIMELINE, "hefei", lang=lang), ["合肥高新区", "2025-10-25"]),
    "followup": (lambda lang: charts.followup(followup(CHAIN), name="合肥高新区", lang=lang), ["建设量子计算中试平台。"]),
    "spread": (lambda lang: charts.spread(formulation(USES, "双链融合"), "双链融合", lang=lang), ["合肥高新区", "双链融合"]),
    "reuse": (lambda lang: charts.reuse(REUSE, lang=lang), ["合肥高新区", "100%"]),
    "targets": (lambda lang: charts.targets(targets(FIGURES), lang=lang), ["合肥高新区", "2,000", "1,900"]),
    "industries": (lambda lang: charts.industries(industries(NAMED), lang=lang), ["储能", "量子", "2022"]),
    "tiles": (
        lambda lang: charts.tiles(TIMELINE.table, TIMELINE.coverage, count="responses", lang=lang),
        ["安徽", "江苏", "黑龙江"],
    ),
    "chain": (lambda lang: charts.chain(chain(NAMED, FIRMS), lang=lang), ["合肥高新区", "远山公司", "江北大学"]),
}  # fmt: skip


def words(svg: str) -> str:
    """The words that a drawing shows."""
    return " ".join(re.findall(r">([^<>]+)<", svg))


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", DRAWN)
def test_a_chart_shows_its_names_numbers_and_what_it_rests_on(name: str, lang: str) -> None:
    """The drawing names its places, prints its numbers, and carries its coverage and caveat."""
    draw, expected = DRAWN[name]
    shown = words(charts.svg(draw(lang)))

    for each in expected:
        assert each in shown, (each, shown)
    assert {"en": "A report is not an act", "zh": "报道不等于行动"}[lang] in shown


def test_a_page_fetches_nothing(tmp_path: Path) -> None:
    """A chart as HTML holds its scripts: no address to load from, in any tag."""
    page = charts.save(DRAWN["lag"][0]("zh"), tmp_path / "lag.html").read_text(encoding="utf-8")

    tags = re.sub(r"(<script[^>]*>).*?</script>", r"\1", page, flags=re.DOTALL)

    assert re.findall(r"<[^>]*(?:src|href)\s*=", tags) == []
    assert "合肥高新区" in page or r"\u5408\u80a5\u9ad8\u65b0\u533a" in page


def test_pictures_are_written_by_the_files_name(tmp_path: Path) -> None:
    """PNG and SVG by their endings; another ending is an error that names the three."""
    drawn = DRAWN["tiles"][0]("en")

    assert charts.save(drawn, tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    assert charts.save(drawn, tmp_path / "a.svg").read_text(encoding="utf-8").startswith("<svg")
    with pytest.raises(UsageError, match=r"\.svg, \.png, \.html"):
        charts.save(drawn, tmp_path / "a.gif")


def _grey(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_shades_differ_without_hue() -> None:
    """The steps of whose words, and the ends of the ramp, are a fifth of the grey scale apart or more."""
    assert all(abs(_grey(a) - _grey(b)) > 0.2 for a, b in combinations(STEPS, 2))
    assert abs(_grey(RAMP[0]) - _grey(RAMP[1])) > 0.7


def test_every_relation_has_a_mark_of_its_own() -> None:
    """No two relations share both shape and filling."""
    assert len(set(FOLLOWUP_SHAPES.values())) == len(FOLLOWUP_SHAPES)


def test_every_province_has_a_square_of_its_own() -> None:
    """All provinces of the registry's zones are on the tile map, and no two squares coincide."""
    tiles = positions()

    assert {body.province for body in registry().zones} <= set(tiles["province"])
    assert tiles.select("column", "row").is_unique().all()
    assert tiles.height == 34


def test_without_a_chinese_font_a_message_names_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a Chinese font still draws, and says what to install."""
    monkeypatch.setattr(fonts, "_files", lambda: frozenset({"dejavusans.ttf"}))

    with pytest.warns(UserWarning, match="Noto Sans CJK SC"):
        assert fonts.drawn_in() == "sans-serif"


def test_a_chart_of_nothing_says_why() -> None:
    """A place without a dated response, and undertakings that nothing takes up, are errors and no empty pictures."""
    with pytest.raises(UsageError, match="on a known day"):
        charts.place(TIMELINE, "suzhou")
    with pytest.raises(UsageError, match="taken up again"):
        charts.followup(followup(CHAIN.filter(pl.col("quote").str.contains("博览会"))))
