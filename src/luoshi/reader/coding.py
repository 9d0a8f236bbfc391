"""Stage `coding`: modality, checkability and themes of every statement."""

from luoshi.reader.draft import Draft


def run(draft: Draft) -> None:
    """Add the codes of the statements."""
    draft.flow.statements.sort(key=lambda statement: statement.start)
