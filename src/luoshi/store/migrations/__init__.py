"""The changes that a library's tables have gone through, one file a version, run by Alembic."""
