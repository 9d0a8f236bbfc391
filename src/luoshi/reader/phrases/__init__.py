"""Set phrases: which words are one, what they count, and their members."""
