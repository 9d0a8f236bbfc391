"""A reading as HTML for a notebook: its text by unit with the codes beside it. All text is escaped."""

from html import escape
from typing import TYPE_CHECKING

from luoshi.model.spans import quote

if TYPE_CHECKING:
    from luoshi.model.reading import Reading


def page(reading: "Reading") -> str:
    """A table of the units with section, modality, checkable mark and themes, under the article's title."""
    subjects = {section.id: section.subject.text for section in reading.sections}
    rows = "".join(
        f"<tr><td>{escape(subjects.get(u.section or '', ''))}</td><td>{u.modality}{' ✓' if u.checkable else ''}</td>"
        f"<td>{escape(', '.join(u.themes))}</td><td style='text-align:left'>{escape(quote(reading.text, u.spans))}</td></tr>"
        for u in reading.units
    )
    title = escape(reading.source.title or reading.source.uri or reading.source.id)
    head = "<tr><th>section</th><th>modality</th><th>themes</th><th>text</th></tr>"
    return f"<h4>{title}</h4><table>{head}{rows}</table>"
