"""How Alembic runs the changes: on the connection that the store hands over, inside its transaction."""

from alembic import context

from luoshi.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=False)
context.run_migrations()
