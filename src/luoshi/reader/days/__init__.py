"""Days, events and periods: what a report says of time."""
