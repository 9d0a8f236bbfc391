"""Stage `formulations`: formulations and their places."""

from luoshi.reader.draft import Draft


def run(draft: Draft) -> None:
    """Add `formulations`."""
    draft.formulations = []
