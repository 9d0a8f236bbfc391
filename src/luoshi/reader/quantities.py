"""Stage `quantities`: quantities and their places."""

from luoshi.reader.draft import Draft


def run(draft: Draft) -> None:
    """Add `quantities`."""
    draft.quantities = []
