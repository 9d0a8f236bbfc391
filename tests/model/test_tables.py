"""Readings as tables: what a row says beyond its finding."""

from luoshi.model.findings import Link, Paragraph, Section, Unit
from luoshi.model.reading import FORMAT, Engine, Reading
from luoshi.model.source import Source
from luoshi.model.tables import rows

TEXT = "要建设光电材料中试平台，引进三\n要优化审批。\n家研究院；今年开工。\n完"
SPANS = {"P001": (0, 15), "P002": (16, 22), "P003": (23, 33), "P004": (34, 35)}


def _reading() -> Reading:
    def paragraph(id: str, section: str, order: int, joins: bool = False) -> Paragraph:
        return Paragraph(id, (SPANS[id],), "body", section, order, joins)

    return Reading(
        FORMAT,
        Engine("luoshi", "0", "1", "test"),
        Source("sha256:a"),
        TEXT,
        paragraphs=(
            paragraph("P001", "S01", 1),
            paragraph("P002", "S02", 1),
            paragraph("P003", "S01", 2, True),
            paragraph("P004", "S02", 2, True),
        ),
        sections=(Section("S01", Link("甲高新区")), Section("S02", Link("乙高新区"))),
        units=(
            Unit("P001.1", "S01", ((0, 15),), "undertaking"),
            Unit("P002.1", "S02", ((16, 22),), "undertaking"),
            Unit("P003.1", "S01", ((23, 28),), "undertaking"),
            Unit("P003.2", "S01", ((28, 33),), "undertaking"),
            Unit("P004.1", "S02", ((34, 35),), "background"),
        ),
    )


def test_a_sentence_cut_by_a_broken_line_is_told_from_two_sentences():
    """The piece after the break continues the piece before it in its own section; a joined line after a full stop doesn't."""
    continued = {row["unit"]: row["continues"] for row in rows("units", _reading())}

    assert continued == {"P001.1": None, "P002.1": None, "P003.1": "P001.1", "P003.2": None, "P004.1": None}
