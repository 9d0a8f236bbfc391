"""The version of a library's tables: made new, brought up to date, or refused where a later Luoshi made them."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from luoshi.errors import LibraryError

HEAD = "0001"
"""The version that this code reads and writes: the name of the last file in migrations/versions."""


def version(connection: Connection) -> str | None:
    """The version of the tables there; None where there is no library."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found and inspect(connection).has_table("library") else None


def fits(found: str | None, url: str) -> bool:
    """Whether a version can be used as it is; LibraryError for one of a later Luoshi."""
    if found is not None and found > HEAD:
        raise LibraryError(
            f"{url} was made by a later Luoshi (tables {found}; this one knows {HEAD}).",
            hint="Update luoshi to open it.",
        )
    return found == HEAD


def upgrade(connection: Connection) -> None:
    """Bring the tables to `HEAD`, from nothing or from any earlier version."""
    from alembic import command  # noqa: PLC0415  (loaded when a library is made or brought up to date)
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
