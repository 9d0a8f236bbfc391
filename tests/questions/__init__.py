"""The questions to a library, against the commands and the library's own tables."""
