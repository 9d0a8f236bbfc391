"""Stage `organisations`: organisations and their places."""

from luoshi.reader.draft import Draft


def run(draft: Draft) -> None:
    """Add `organisations`."""
    draft.organisations = []
