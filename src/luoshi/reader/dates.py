"""Stage `dates`: the day of the article and the policy events that it names."""

from luoshi.reader.draft import Draft


def run(draft: Draft) -> None:
    """Add `published` and `policy_events`."""
    draft.published, draft.policy_events = draft.source.published, []
