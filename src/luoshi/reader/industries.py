"""Stage `industries`: industries and their places."""

from luoshi.reader.draft import Draft


def run(draft: Draft) -> None:
    """Add `industries`."""
    draft.industries = []
