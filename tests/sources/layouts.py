"""The same article on pages of many layouts, and what each is expected to give."""

from tests.sources.articles import OTHER, PARAGRAPHS, SECTIONS, SUBTITLE, TITLE
from tests.sources.sheets import FONT, Frame, Sheet, columns, drawn, fitted

_HEADINGS = {heading for heading, _ in SECTIONS}
BODY = [(line, line in _HEADINGS) for line in PARAGRAPHS[2:]]
CAPTION = "图为合肥高新区的中试车间。张三摄"
SHORT = OTHER[0][:6]


def _head(sheet: Sheet, large: float = 26, small: float = 15) -> None:
    sheet.centred(60, large, TITLE)
    sheet.centred(60 + 1.6 * large, small, SUBTITLE)


def two_columns(sheet: Sheet) -> None:
    """An A4 page with a newspaper's head line and two columns."""
    sheet.put(40, 20, 9, "示例科技报")
    sheet.put(300, 20, 9, "2025年11月4日 星期二")
    sheet.put(520, 20, 9, "A9")
    _head(sheet)
    columns(sheet, BODY, Frame(40, 140, 515, 440, 2))


def five_columns(sheet: Sheet) -> None:
    """A broadsheet's page: five columns under a title as wide as three."""
    sheet.put(60, 40, 12, "A9 园区")
    sheet.put(560, 40, 12, "2025年11月4日 星期二")
    sheet.put(900, 40, 12, "示例科技报")
    sheet.centred(90, 40, TITLE)
    sheet.centred(150, 20, SUBTITLE)
    columns(sheet, BODY, Frame(60, 200, 980, 370, 5, gutter=20, size=10.5))


def vertical_title(sheet: Sheet) -> None:
    """A title from top to bottom in two lines on the right of the text."""
    sheet.upright(520, 60, 30, TITLE[:9])
    sheet.upright(480, 60, 30, TITLE[9:])
    columns(sheet, BODY, Frame(40, 60, 420, 520, 2))


def wide_lead(sheet: Sheet) -> None:
    """A lead over both columns in the size of the text."""
    sheet.centred(60, 26, TITLE)
    columns(sheet, BODY[:1], Frame(40, 100, 515, 160, 1))
    columns(sheet, BODY[1:], Frame(40, 150, 515, 440, 2))


def captioned(sheet: Sheet) -> None:
    """A picture with its caption beside the text."""
    sheet.centred(60, 26, TITLE)
    columns(sheet, BODY, Frame(40, 100, 350, 560, 2))
    sheet.box(410, 100, 550, 200)
    sheet.put(415, 206, 8, CAPTION)


def stamped(sheet: Sheet) -> None:
    """A page on its side in the file, with words stamped across it."""
    sheet.turn()
    two_columns(sheet)
    sheet.stamp("内部资料注意保存")


def neighbours(sheet: Sheet, ruled: bool = True) -> None:
    """Three articles on a page; without rules only gaps part them."""
    _head(sheet)
    columns(sheet, BODY, Frame(40, 140, 515, 370, 3))
    sheet.put(60, 410, 20, OTHER[0])
    sheet.put(350, 410, 20, SHORT)
    for left in (40, 335):
        columns(sheet, [(line, False) for line in OTHER[1:]], Frame(left, 440, 230, 600, 1))
    if ruled:
        sheet.rule(40, 395, 555, 395)
        sheet.rule(302, 400, 302, 640)


__all__ = ["FONT", "LAYOUTS", "drawn"]
THREE = [list(PARAGRAPHS), list(OTHER), [SHORT, *OTHER[1:]]]
TITLED = [TITLE, *PARAGRAPHS[2:]]
LAYOUTS = {
    "two columns": (lambda: drawn(two_columns), [list(PARAGRAPHS)]),
    "two columns, text layer mixed": (lambda: drawn(two_columns, shuffle=1), [list(PARAGRAPHS)]),
    "five columns": (lambda: drawn(five_columns, size=(1100, 1550)), [list(PARAGRAPHS)]),
    "five columns, text layer mixed": (lambda: drawn(five_columns, size=(1100, 1550), shuffle=2), [list(PARAGRAPHS)]),
    "vertical title": (lambda: drawn(vertical_title, shuffle=3), [[TITLE[:9], TITLE[9:], *PARAGRAPHS[2:]]]),
    "turned and stamped": (lambda: drawn(stamped, shuffle=8), [list(PARAGRAPHS)]),
    "lead over the columns": (lambda: drawn(wide_lead, shuffle=4), [TITLED]),
    "picture with caption": (lambda: drawn(captioned, shuffle=5), [[*TITLED, CAPTION]]),
    "three articles between rules": (lambda: drawn(neighbours, shuffle=6), THREE),
    "three articles between gaps": (lambda: drawn(lambda sheet: neighbours(sheet, ruled=False), shuffle=7), THREE),
}


def many_pages() -> bytes:
    """A document of several pages with a running head and page numbers; pages end inside paragraphs."""
    sheet, y, number = Sheet(), 60.0, 1
    for line in PARAGRAPHS:
        size = 26 if line == TITLE else 12
        for part in fitted(line, 9999 if line == TITLE else 480, size, indent=line != TITLE):
            if y > 220:
                _numbered(sheet, number)
                y, number = 60.0, number + 1
            indent = len(part) - len(part.lstrip("　"))
            sheet.put(60 + indent * size, y, size, part.lstrip("　"))
            y += size * 1.6
    _numbered(sheet, number)
    return sheet.done()


def _numbered(sheet: Sheet, number: int) -> None:
    sheet.put(200, 30, 9, "示例高新区管委会内部资料")
    sheet.put(280, 800, 9, f"- {number} -")
    sheet.page()
