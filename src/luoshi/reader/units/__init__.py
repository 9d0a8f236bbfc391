"""Units: what a statement does, whether it can be checked, and what it is about."""
