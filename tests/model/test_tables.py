"""Readings as tables: what a row says beyond its finding."""

from luoshi.model.findings import Link, Paragraph, Response, Section, Unit
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


OWN = Link("甲高新区", "a")


def _responding(*responses: Response, published: str | None = "2025-03-24") -> Reading:
    """A reading of one section, 甲高新区, with an undertaking and these responses."""
    return Reading(
        FORMAT,
        Engine("luoshi", "0", "1", "test"),
        Source("sha256:a", published=published),
        TEXT,
        paragraphs=(Paragraph("P001", (SPANS["P001"],), "body", "S01", 1),),
        sections=(Section("S01", Link("甲高新区", "a")),),
        responses=responses,
        units=(Unit("P001.1", "S01", ((0, 15),), "undertaking"),),
    )


def _response(date: str | None, event: str | None, subject: Link = OWN) -> Response:
    events = (Link("全国两会", event),)
    return Response("R01", "S01", subject, events, date, None, "conveyance", None, None, ((0, 15),), TEXT[:15])


def test_a_row_has_the_date_of_its_sections_first_dated_response() -> None:
    """An undated statement before the meeting doesn't hide the meeting's day, nor does a later act move it."""
    reading = _responding(_response(None, "x"), _response("2025-03-13", "x"), _response("2025-03-20", "y"))

    (row,) = rows("undertakings", reading)

    assert (row["date"], row["events"]) == ("2025-03-13", ["x", "y"])
    assert [row["date"] for row in rows("responses", reading)] == [None, "2025-03-13", "2025-03-20"]


def test_an_undated_section_has_the_articles_day() -> None:
    """Where no response of the section is dated, its rows carry the day of print, or none."""
    assert rows("undertakings", _responding(_response(None, "x")))[0]["date"] == "2025-03-24"
    assert rows("undertakings", _responding(_response(None, "x"), published=None))[0]["date"] is None


def test_another_places_act_in_the_section_says_nothing_of_it() -> None:
    """In a paragraph of several places each place's response keeps its own date and events."""
    reading = _responding(_response("2025-03-10", "z", Link("乙高新区", "b")), _response("2025-03-13", "x"))

    (row,) = rows("undertakings", reading)

    assert (row["date"], row["events"]) == ("2025-03-13", ["x"])
    assert [row["zone"] for row in rows("responses", reading)] == ["b", "a"]


def test_every_row_quotes_its_place() -> None:
    """The quotation of a row is the text at its spans."""
    reading = _responding(_response("2025-03-13", "x"))
    for table in ("responses", "units", "paragraphs"):
        for row in rows(table, reading):
            assert row["quote"] == "".join(TEXT[a:b] for a, b in row["spans"])
