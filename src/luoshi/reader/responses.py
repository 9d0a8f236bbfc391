"""Stage `responses`: responses and their places."""

from luoshi.reader.draft import Draft


def run(draft: Draft) -> None:
    """Add `responses`."""
    draft.responses = []
