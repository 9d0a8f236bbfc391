"""Stage `structure`: roles, sections and reading order of the lines."""

from luoshi.reader.draft import Draft


def run(draft: Draft) -> None:
    """Add `sections`."""
    draft.sections = []
