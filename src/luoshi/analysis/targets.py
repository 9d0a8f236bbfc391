"""Indicators as series by place and period: what is aimed at beside what was reached, in one unit, one indicator a series."""

import re

import polars as pl

from luoshi.analysis.coverage import Answer, coverage, held, place
from luoshi.analysis.places import named
from luoshi.errors import UsageError
from luoshi.text.normalise import name_key

# Unit as printed -> the unit of its series, and how many of that unit it is.
_MONEY = {"元": 1e-8, "万元": 1e-4, "百万元": 1e-2, "千万元": 1e-1, "亿元": 1.0, "亿": 1.0, "百亿元": 1e2, "千亿元": 1e3,
          "万亿元": 1e4, "万亿": 1e4}  # fmt: skip
_DOLLARS = {"美元": 1e-8, "万美元": 1e-4, "亿美元": 1.0, "万亿美元": 1e4}
_AREA = {
    "平方公里": 1.0,
    "平方千米": 1.0,
    "公顷": 0.01,
    "亩": 1 / 1500,
    "万亩": 1e4 / 1500,
    "平方米": 1e-6,
    "万平方米": 1e-2,
}
_COUNTS = {"": 1.0, "百": 1e2, "千": 1e3, "万": 1e4, "百万": 1e6, "千万": 1e7, "亿": 1e8}
_COUNTED = (
    "家",
    "户",
    "个",
    "项",
    "件",
    "人",
    "名",
    "人次",
    "套",
    "台",
    "辆",
    "座",
    "所",
    "吨",
    "公里",
    "千瓦",
    "瓦",
    "千瓦时",
    "册",
    "场",
    "P",
)
_SAME = {"户": "家", "名": "人", "百分点": "个百分点", "％": "%"}

# Words that say what became of an indicator, not which it is.
_AROUND = re.compile(
    "^(?:全区的?|(?:高新区|开发区|园区)的?(?=预计|力争|实现|完成|生产总值|规模以上|地区|工业|财政|固定资产|营业)|全年|累计|力争|预计|完成|实现|达到|达|新增|净增|年|今年|去年|其中|共|总共)+|"
    "(?:达到|达|完成|实现|突破|超过|超|累计|总额达|将|同期|的|约)+$"
)
_GROWTH = re.compile("(?:比上年|较上年|比去年|同比|环比|年均|平均)*(?:增长|增速|增幅|提高|上升|下降)(?:率|速度)?$")
# A name of fewer letters names nothing (规模).
_NAMED = 3
_YEAR = "20[0-9]{2}"
_SERIES = {"unit": pl.String, "indicator": pl.String, "base": pl.String, "factor": pl.Float64, "named": pl.String}


def unit_of(printed: str) -> tuple[str, float]:
    """The unit of a series and how many of it one printed unit is: 万亿元 is 10,000 亿元, 亩 a 1,500th of 平方公里."""
    unit = name_key(printed)
    unit = _SAME.get(unit, unit)
    for base, table in (("亿元", _MONEY), ("亿美元", _DOLLARS), ("平方公里", _AREA)):
        if unit in table:
            return base, table[unit]
    for counted in sorted(_COUNTED, key=len, reverse=True):
        if unit.endswith(counted) and unit.removesuffix(counted) in _COUNTS:
            return _SAME.get(counted, counted), _COUNTS[unit.removesuffix(counted)]
    return unit, 1.0


def indicator_of(printed: str, unit: str) -> str:
    """What is measured, without the words around it; growth in per cent is an indicator of its own."""
    name = name_key(printed)
    if unit in ("%", "个百分点"):
        stem = _GROWTH.sub("", name)
        return f"{_bare(stem)}增速" if stem != name and stem else _bare(name)
    return _bare(_GROWTH.sub("", name) or name)


def _bare(name: str) -> str:
    bare = _AROUND.sub("", name)
    return bare if len(bare) >= _NAMED else name


def targets(frame: pl.DataFrame, *, indicator: str | None = None) -> Answer:
    """Series of indicators: one row a place, indicator, unit and year, what is aimed at beside what was reached.

    Only figures of one indicator in one unit share a series; a figure without an indicator is left out and counted in
    `parts["left_out"]`. `table`: place, indicator, unit, year, target, achieved (the latest printed of each, with
    comparator, article, spans and quotation), and `articles`. Nothing is said of whether a target was met: the two may
    count different things. `parts["figures"]`: every figure with its value in the unit of its series.
    """
    kept = held(frame, "quantities").filter(pl.col("kind").is_in(["achieved", "target"]))
    usable = (
        pl.col("indicator").is_not_null() & (pl.col("indicator") != "") & pl.coalesce("zone", "subject").is_not_null()
    )
    figures = _figures(kept.filter(usable))
    if indicator is not None:
        figures = _of_indicator(figures, indicator)
    elif figures.is_empty():
        raise UsageError("No target or result with an indicator in this library.", hint="Add articles with figures.")
    sides = [_side(figures, kind) for kind in ("target", "achieved")]
    own = ["place", "indicator", "unit", "year"]
    table = sides[0].join(sides[1], on=own, how="full", coalesce=True, nulls_equal=True)
    counts = figures.group_by(own).agg(pl.col("article").n_unique().cast(pl.Int64).alias("articles"))
    table = named(table.join(counts, on=own, how="left", nulls_equal=True)).sort(
        "indicator", "place", "year", nulls_last=True
    )
    leading = ("place", "name", "province", "indicator", "unit", "year", "target", "achieved", "articles")
    rest = [name for name in table.columns if name not in leading]
    return Answer(
        table.select(*leading, *rest), coverage(figures), {"figures": figures, "left_out": kept.filter(~usable)}
    )


def _figures(kept: pl.DataFrame) -> pl.DataFrame:
    """Every figure with its place, series and value in the series' unit; the printed ones are kept beside."""
    pairs = kept.select("unit", "indicator").unique()
    known = {printed: unit_of(printed) for printed in pairs["unit"].unique()}
    series = [(unit, name, *known[unit], indicator_of(name, known[unit][0])) for unit, name in pairs.iter_rows()]
    told = pl.DataFrame(series, schema=_SERIES, orient="row")
    stated = pl.col("period").str.extract_all(_YEAR).list.last().cast(pl.Int64)
    reported = pl.coalesce("date", "published").str.extract_all(_YEAR).list.first().cast(pl.Int64)
    return (
        kept.join(told, on=["unit", "indicator"], how="left", maintain_order="left")
        .with_columns(
            place(), (pl.col("value") * pl.col("factor")).round(9).alias("converted"),
            pl.coalesce(stated, reported).alias("year"), stated.is_not_null().alias("year_stated"),
        )
        .rename({"value": "printed", "unit": "printed_unit", "indicator": "printed_indicator"})
        .rename({"converted": "value", "base": "unit", "named": "indicator"})
        .drop("factor")
    )  # fmt: skip


def _of_indicator(figures: pl.DataFrame, indicator: str) -> pl.DataFrame:
    """The figures of one indicator; UsageError with those that the library has most of."""
    wanted = name_key(indicator)
    chosen = figures.filter((pl.col("indicator") == wanted) | (pl.col("indicator") == _bare(wanted)))
    if chosen.is_empty():
        most = figures["indicator"].value_counts(sort=True).head(6)["indicator"].to_list()
        near = [name for name in figures["indicator"].unique().sort() if wanted in name or name in wanted][:4]
        told = ", ".join(dict.fromkeys((*near, *most)))
        raise UsageError(f"No figures of {indicator!r} in this library.", hint=f"It has: {told}.")
    return chosen


def _side(figures: pl.DataFrame, kind: str) -> pl.DataFrame:
    """The latest printed figure of a kind for each series and year, its columns named after the kind."""
    day = pl.coalesce("date", "published")
    kept = figures.filter(pl.col("kind") == kind).sort(day, "article", nulls_last=False)
    own = ["place", "indicator", "unit", "year"]
    words = ("comparator", "printed", "printed_unit", "year_stated", "article", "section", "spans", "quote")
    return kept.group_by(own, maintain_order=True).agg(
        pl.col("value").last().alias(kind),
        pl.coalesce("date", "published").last().alias(f"{kind}_date"),
        *(pl.col(name).last().alias(f"{kind}_{name}") for name in words),
    )
