"""Runs migrations on the connection that the workspace opened.

A new one is written by hand beside the others in ``versions``; a test compares what they make with the tables.
"""

from alembic import context

from matcher.workspace.tables import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
