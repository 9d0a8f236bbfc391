"""Stage `people`: people and their places."""

from luoshi.reader.draft import Draft


def run(draft: Draft) -> None:
    """Add `people`."""
    draft.people = []
