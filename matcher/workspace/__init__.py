"""The workspace: what users keep, in SQLite by default and in PostgreSQL where many share it."""
